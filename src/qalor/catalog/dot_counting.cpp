// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/dot_counting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "qalor/base/text.hpp"

namespace qalor {
namespace {

Real mean_current(const RateFlow& flow, const RealVector& p, const Charge& charge) {
  Real out = 0;
  for (std::size_t e = 0; e < charge.size(); ++e) out += charge[e] * flow.flux(p, flow.edges()[e]);
  return out;
}

std::vector<int> multi_index(const std::vector<double>& row) { return {row.begin(), row.end()}; }

}  // namespace

Array matrix_datum(const RealMatrix& values) {
  Array out{{static_cast<std::size_t>(values.rows()), static_cast<std::size_t>(values.cols())}, {}};
  for (Eigen::Index i = 0; i < values.rows(); ++i)
    for (Eigen::Index j = 0; j < values.cols(); ++j) out.values.push_back(values(i, j));
  return out;
}

std::optional<Charge> charge_named(const RateFlow& flow, const std::string& name) {
  if (name == "S") return entropy_charge(flow);
  if (name.size() < 3 || name[1] != '_') return std::nullopt;
  for (std::size_t x = 0; x < flow.baths().size(); ++x) {
    const Bath& bath = flow.baths()[x];
    if (bath.name != name.substr(2)) continue;
    const bool is_lead = bath.statistics == Statistics::fermion;
    if (is_lead && name[0] == 'N') return particle_charge(flow, x);
    if (is_lead && name[0] == 'Q') return heat_charge(flow, x);
    if (name[0] == (is_lead ? 'E' : 'B')) return energy_charge(flow, x);
  }
  return std::nullopt;
}

std::vector<std::string> charge_names(const std::vector<Bath>& baths) {
  std::vector<std::string> out;
  for (const Bath& bath : baths)
    for (const char kind : std::string(bath.statistics == Statistics::fermion ? "NEQ" : "B"))
      out.push_back(fmt::format("{}_{}", kind, bath.name));
  out.emplace_back("S");
  return out;
}

std::vector<Field> counting_keys(std::vector<std::string> counts) {
  return {{.name = "counts",
           .dimension = "1",
           .type = FieldType::texts,
           .choices = std::move(counts),
           .meaning = "the counted currents: N_a particles, E_a energy, Q_a heat out of lead a, S entropy production"},
          {.name = "order",
           .dimension = "1",
           .type = FieldType::integer,
           .fallback = Value(std::int64_t{2}),
           .range = {.lowest = 1, .highest = 16},
           .meaning = "highest cumulant of each current"},
          {.name = "joint",
           .dimension = "1",
           .type = FieldType::rows,
           .range = {.lowest = 0, .highest = 16},
           .meaning = "joint cumulants: how often each of `counts` is taken, as [[1, 1], [2, 1]]"}};
}

void check_counts(const std::vector<Bath>& baths, const Settings& keys, std::vector<Complaint>& out) {
  if (!keys.has("counts") || keys.texts("counts").empty()) {
    out.push_back({{"counts", "kind"}, "the task `cumulants` needs `counts`: the currents to count, as [\"N_L\"]"});
    return;
  }
  const std::vector<std::string> valid = charge_names(baths);
  for (const std::string& name : keys.texts("counts")) {
    if (std::find(valid.begin(), valid.end(), name) != valid.end()) continue;
    const std::string nearest = nearest_name(name, valid);
    out.push_back({{"counts"},
                   fmt::format("`counts`: there is no current {}; {}", quoted(name),
                               nearest.empty() ? "valid are " + list_text(valid, "and", '"')
                                               : fmt::format("did you mean \"{}\"?", nearest))});
  }
  if (!keys.has("joint")) return;
  for (const auto& row : keys.rows("joint")) {
    if (row.size() != keys.texts("counts").size())
      out.push_back({{"joint", "counts"},
                     fmt::format("`joint`: each multi-index needs one number for each of the {} "
                                 "`counts`, found {}",
                                 keys.texts("counts").size(), row.size())});
    const Real total = std::accumulate(row.begin(), row.end(), Real{0});
    const bool whole = std::all_of(row.begin(), row.end(), [](Real x) { return x == std::floor(x); });
    if (!whole || total < 1 || total > 16)
      out.push_back({{"joint"}, "`joint`: the numbers of a multi-index must be whole, with a sum from 1 to 16"});
  }
}

CountedRates count_rates(const RateFlow& flow, const RealVector& p, const Settings& keys, Real entropy_production,
                         Real zero, Real unit_energy) {
  const std::vector<std::string>& names = keys.texts("counts");
  std::vector<Charge> charges;
  for (const std::string& name : names) charges.push_back(charge_named(flow, name).value());
  RateCounting counting(flow, p, charges);
  const auto highest = static_cast<int>(keys.integer("order"));
  CountedRates out{RealMatrix(static_cast<Eigen::Index>(names.size()), highest), counting.covariance(), {}, {}};
  for (std::size_t k = 0; k < names.size(); ++k) {
    const std::vector<Real> c = counting.cumulants(k, std::max(highest, 2));
    for (int n = 0; n < highest; ++n) out.cumulants(static_cast<Eigen::Index>(k), n) = c[static_cast<std::size_t>(n)];
    out.mean_error = std::max(out.mean_error, std::abs(c[0] - mean_current(flow, p, charges[k])));
    const bool is_number = names[k][0] == 'N' || names[k] == "S";
    const bool is_zero = std::abs(c[0]) < zero * (is_number ? 1 : unit_energy);
    out.uncertainty.push_back(is_zero ? std::numeric_limits<Real>::quiet_NaN()
                                      : c[1] * entropy_production / (c[0] * c[0]));
  }
  if (keys.has("joint"))
    for (const auto& row : keys.rows("joint")) out.joint.push_back(counting.cumulant(multi_index(row)));
  return out;
}

void add_counts(const CountedRates& counted, Answer& answer) {
  Record& q = answer.quantities;
  q.set("cumulants", matrix_datum(counted.cumulants));
  q.set("covariance", matrix_datum(counted.covariance));
  q.set("tur_ratio", vector_datum(counted.uncertainty));
  if (!counted.joint.empty()) q.set("joint_cumulants", vector_datum(counted.joint));
  answer.certificate.details.set("mean_current_error", counted.mean_error);
  for (const Real ratio : counted.uncertainty)
    if (ratio < 2 - 1e-9)
      answer.certificate.degrade(
          Status::law_violated,
          fmt::format("an uncertainty ratio of {:.9g} is below the bound 2 of rate equations", ratio));
}

}  // namespace qalor
