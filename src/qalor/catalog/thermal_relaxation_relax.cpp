// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "qalor/analysis/crossings.hpp"
#include "qalor/catalog/account_card.hpp"
#include "qalor/catalog/thermal_relaxation.hpp"
#include "qalor/hilbert/space.hpp"

namespace qalor::thermal {
namespace {

Real finite(Real x) { return std::isfinite(x) ? x : undefined; }

/// One branch that has been followed.
struct Followed {
  Branch branch;
  std::unique_ptr<ThermalPath> path;
  Thermalization found;
  Real initial_production = 0;
  Real exchange_error = 0;  ///< largest |ln<exp(-(beta_i - beta_b) Q)>|, 0 by a theorem for a Gibbs start
};

Followed follow(const System& system, const Branch& branch, const std::vector<Real>& times, int order) {
  Followed out{branch, path_of(system, branch), {}};
  out.found = thermalize(*out.path, times, order);
  const ThermalInstant& start = out.found.start;
  // sigma(0) = (beta_i - beta_b) J(0) of a Gibbs start: no population enters a logarithm.
  out.initial_production = branch.shift ? *branch.shift * start.heat_current : finite(start.entropy_production);
  if (branch.shift)
    for (const Real t : times)
      out.exchange_error = std::max(out.exchange_error, std::abs(out.path->log_generating_function(t, *branch.shift)));
  return out;
}

using Rows = std::vector<ThermalRow>;

/// A number at each time, by the name of its quantity.
struct Column {
  const char* name;
  Real (*get)(const ThermalRow&);
};

const std::vector<Column> motion{
    {"mean_energy", [](const ThermalRow& r) { return r.now.mean_energy; }},
    {"heat_current", [](const ThermalRow& r) { return r.now.heat_current; }},
    {"relative_variance", [](const ThermalRow& r) { return r.relative_variance; }},
    {"relative_entropy", [](const ThermalRow& r) { return r.now.distances.relative_entropy; }},
    {"relaxation_fraction", [](const ThermalRow& r) { return r.relaxation_fraction; }},
    {"entropy_production", [](const ThermalRow& r) { return r.now.entropy_production; }},
    {"total_entropy_production", [](const ThermalRow& r) { return r.total.entropy_production; }}};

const std::vector<Column> bounds{
    {"response_precision", [](const ThermalRow& r) { return r.response_precision; }},
    {"tkur_bound", [](const ThermalRow& r) { return r.tkur_bound; }},
    {"naive_precision", [](const ThermalRow& r) { return r.naive_precision; }},
    {"total_fisher_information", [](const ThermalRow& r) { return r.total.fisher; }},
    {"activity", [](const ThermalRow& r) { return r.now.activity; }},
    {"total_activity", [](const ThermalRow& r) { return r.total.activity; }},
    {"response", [](const ThermalRow& r) { return r.response; }},
    {"instantaneous_precision", [](const ThermalRow& r) { return r.instantaneous_precision; }},
    {"instantaneous_bound", [](const ThermalRow& r) { return r.instantaneous_bound; }}};

const std::vector<Column> geometry{
    {"trace_distance", [](const ThermalRow& r) { return r.now.distances.trace; }},
    {"bures_distance", [](const ThermalRow& r) { return r.now.distances.bures; }},
    {"frobenius_distance", [](const ThermalRow& r) { return r.now.distances.frobenius; }},
    {"statistical_speed", [](const ThermalRow& r) { return r.now.speed; }},
    {"statistical_length", [](const ThermalRow& r) { return r.total.length; }},
    {"completion", [](const ThermalRow& r) { return r.completion; }}};

template <class Get>
Array over_time(const Rows& rows, Get get) {
  std::vector<double> values;
  for (const ThermalRow& row : rows) values.push_back(finite(get(row)));
  return vector_datum(std::move(values));
}

void add(const std::vector<Column>& columns, const std::string& prefix, const Rows& rows, Record& q) {
  for (const Column& column : columns) q.set(prefix + column.name, over_time(rows, column.get));
}

Array populations(const Rows& rows) {
  Array out{{rows.size(), static_cast<std::size_t>(rows[0].now.populations.size())}, {}};
  for (const ThermalRow& row : rows)
    out.values.insert(out.values.end(), row.now.populations.begin(), row.now.populations.end());
  return out;
}

Array densities(const Rows& rows) {
  const auto size = static_cast<std::size_t>(rows[0].now.rho.rows());
  Array out{{rows.size(), size, size, 2}, {}};
  for (const ThermalRow& row : rows)
    for (Eigen::Index i = 0; i < row.now.rho.rows(); ++i)
      for (Eigen::Index j = 0; j < row.now.rho.cols(); ++j) {
        out.values.push_back(row.now.rho(i, j).real());
        out.values.push_back(row.now.rho(i, j).imag());
      }
  return out;
}

Array cumulants(const Rows& rows) {
  Array out{{rows.size(), rows[0].heat_cumulants.size()}, {}};
  for (const ThermalRow& row : rows)
    out.values.insert(out.values.end(), row.heat_cumulants.begin(), row.heat_cumulants.end());
  return out;
}

void add_state(const System& system, const Rows& rows, const std::string& prefix, Record& q) {
  if (rows[0].now.rho.size() > 0)
    q.set(prefix + "rho", densities(rows));
  else if (system.is_oscillator)
    q.set(prefix + "mean_occupation", over_time(rows, [](const ThermalRow& r) { return r.now.populations(0); }));
  else
    q.set(prefix + "populations", populations(rows));
  q.set(prefix + "heat_cumulants", cumulants(rows));
}

/// The Lindblad change of a density matrix of levels: populations by the rates, a coherence at half the sum of the exit
/// rates while it turns.
Matrix change_of(const RateFlow& flow, const Matrix& rho) {
  const Eigen::Index size = rho.rows();
  RealVector exits = RealVector::Zero(size);
  for (const RateEdge& edge : flow.edges()) {
    exits(static_cast<Eigen::Index>(edge.from)) += edge.forward;
    exits(static_cast<Eigen::Index>(edge.to)) += edge.backward;
  }
  const Eigen::Map<const RealVector> energy(flow.energies().data(), size);
  const RealVector moved = flow.derivative(rho.diagonal().real());
  Matrix out(size, size);
  for (Eigen::Index i = 0; i < size; ++i)
    for (Eigen::Index j = 0; j < size; ++j)
      out(i, j) = i == j ? Complex(moved(i)) : Complex(-0.5 * (exits(i) + exits(j)), energy(j) - energy(i)) * rho(i, j);
  return out;
}

/// Without what is integrated. A thermal oscillator: (n + 1) ln(n + 1) - n ln n, and T from its occupation.
NonequilibriumAccount account_of(const System& system, Real beta, const ThermalInstant& now) {
  if (system.is_oscillator) {
    NonequilibriumAccount out;
    const Real n = now.populations(0), rate = now.heat_current / system.omega;
    const Real entropy = n > 0 ? (n + 1) * std::log1p(n) - n * std::log(n) : 0;
    const Real entropy_rate = n > 0 ? rate * std::log1p(1 / n) : rate > 0 ? HUGE_VAL : 0;
    out.entropies = {entropy, entropy, entropy_rate, entropy_rate, std::abs(entropy_rate)};
    out.energy = now.mean_energy;
    if (n > 0) out.closed_temperature = system.omega / std::log1p(1 / n);
    return out;
  }
  const RateFlow flow = flow_of(system, beta);
  if (now.rho.size() == 0) {
    NonequilibriumAccount out = account(flow, now.populations);
    if (flow.states() == 2)
      out.closed_temperature = two_level_temperature(flow.energies()[1] - flow.energies()[0], 0, now.populations(1));
    return out;
  }
  NonequilibriumAccount out = account(flow, now.rho.diagonal().real());
  const Space space({levels("S", flow.states())});
  const Eigen::Map<const RealVector> energy(flow.energies().data(), now.rho.rows());
  const Levels basis = levels_of(Operator(space, Matrix(energy.cast<Complex>().asDiagonal())));
  out.entropies = entropy_books(now.rho, change_of(flow, now.rho), basis);
  if (flow.states() == 2)
    out.closed_temperature = two_level_temperature(flow.energies()[1] - flow.energies()[0], 0, now.rho(1, 1).real());
  return out;
}

void add_accounts(const System& system, const Followed& f, Answer& answer) {
  std::vector<NonequilibriumAccount> accounts;
  for (const ThermalRow& row : f.found.rows) {
    NonequilibriumAccount& now = accounts.emplace_back(account_of(system, f.branch.beta, row.now));
    now.heat_rate = row.now.heat_current;
    now.heat = row.heat_cumulants[0];
    now.spohn_rate = row.now.entropy_production;
  }
  write_accounts(accounts, f.branch.prefix, answer.quantities);
  certify_accounts(accounts, "energies of the levels", answer.certificate, f.branch.prefix);
}

void add_branch(const System& system, const Followed& f, bool has_spectral_gap, Record& q) {
  const std::string& prefix = f.branch.prefix;
  const Rows& rows = f.found.rows;
  add_state(system, rows, prefix, q);
  add(motion, prefix, rows, q);
  q.set(prefix + "initial_entropy_production", f.initial_production);
  q.set(prefix + "entropy_production_limit", f.found.start.distances.relative_entropy);
  add(bounds, prefix, rows, q);
  if (f.branch.shift)
    q.set(prefix + "exchange_bound",
          over_time(rows, [&](const ThermalRow& r) { return exchange_bound(*f.branch.shift, r.heat_cumulants[0]); }));
  add(geometry, prefix, rows, q);
  q.set(prefix + "population_gap", f.path->population_gap());
  if (has_spectral_gap) q.set(prefix + "spectral_gap", f.path->spectral_gap());
}

std::string lead_text(const std::vector<Real>& times) {
  return times.empty() ? "does not change" : fmt::format("changes at t = {:.6g}", fmt::join(times, ", "));
}

/// "Which is faster" has no answer without the protocol and the distance.
std::string verdict(const Settings& s, const Followed& heating, const Followed& cooling, Real latest,
                    const BranchCrossings& crossings) {
  const Real hot = heating.path->at(latest).distances.relative_entropy / heating.found.start.distances.relative_entropy;
  const Real cold =
      cooling.path->at(latest).distances.relative_entropy / cooling.found.start.distances.relative_entropy;
  const std::string& protocol = s.text("protocol");
  const bool is_tie = !(std::abs(hot - cold) > 1e-10 * std::max(hot, cold));
  return fmt::format(
      "protocol {}{}, by the relative entropy as a fraction of its start: {} at t = {:.6g}; the lead {}", protocol,
      protocol == "equidistant" ? fmt::format(" ({} {:.6g})", s.text("distance_measure"), s.real("distance")) : "",
      is_tie       ? "neither is ahead"
      : hot < cold ? "heating is ahead"
                   : "cooling is ahead",
      latest, lead_text(crossings.fraction));
}

void add_summary(const Settings& s, const Followed& heating, const Followed& cooling, const std::vector<Real>& times,
                 Answer& answer) {
  Record& q = answer.quantities;
  const auto ratio = [](Real a, Real b) { return b == 0 ? undefined : a / b; };
  q.set("initial_rate_ratio", ratio(heating.initial_production, cooling.initial_production));
  q.set("gap_ratio", ratio(heating.path->population_gap(), cooling.path->population_gap()));
  if (s.text("protocol") == "equidistant") {
    q.set("T_cold", 1 / (heating.branch.beta + *heating.branch.shift));
    q.set("T_hot", 1 / (cooling.branch.beta + *cooling.branch.shift));
  }
  const Real latest = *std::max_element(times.begin(), times.end());
  const BranchCrossings crossings = branch_crossings(*heating.path, *cooling.path, latest);
  q.set("total_entropy_production_crossing", vector_datum(crossings.produced));
  q.set("fraction_crossing", vector_datum(crossings.fraction));
  answer.certificate.details.set("verdict", verdict(s, heating, cooling, latest, crossings));
}

void judge(const Followed& f, Certificate& certificate) {
  const Thermalization& found = f.found;
  const std::string& prefix = f.branch.prefix;
  certificate.details.set(prefix + "route_error", found.disagreement);
  certificate.details.set(prefix + "heat_error", found.heat_error);
  certificate.details.set(prefix + "entropy_error", found.entropy_error);
  certificate.details.set(prefix + "bound_excess", found.bound_excess);
  if (f.branch.shift) certificate.details.set(prefix + "exchange_error", f.exchange_error);
  const Real worst = std::max({found.disagreement, found.heat_error, found.entropy_error, f.exchange_error});
  certificate.residual = std::max(certificate.residual, worst);
  if (!(worst <= 1e-8))
    certificate.degrade(Status::not_converged, fmt::format("two routes to one number differ by {:.1e}", worst));
  if (!(found.bound_excess <= 1e-9))
    certificate.degrade(Status::law_violated,
                        fmt::format("a bound on the heat fails by {:.1e} of it: a defect", found.bound_excess));
}

}  // namespace

Answer relax(const Settings& s, const Settings& keys) {
  const System system = read_system(s);
  const std::vector<double>& times = keys.reals("times");
  Answer answer;
  answer.certificate.method = system.is_oscillator ? "closed forms of thermal states; integrals by Gauss panels"
                                                   : "decay modes of the symmetrised rates, checked by uniformization; "
                                                     "integrals by Gauss panels";
  answer.quantities.set("time", vector_datum(times));
  std::vector<Followed> all;
  for (const Branch& branch : branches_of(system, s))
    all.push_back(follow(system, branch, times, static_cast<int>(keys.integer("order"))));
  if (all.size() == 2) add_summary(s, all[0], all[1], times, answer);
  for (const Followed& f : all) {
    add_branch(system, f, s.text("system") != "ladder", answer.quantities);
    add_accounts(system, f, answer);
    judge(f, answer.certificate);
  }
  answer.certificate.details.set(
      "naive_precision",
      std::string("<Q>^2/Var Q <= B is not a theorem here: the response t J takes the place of <Q>"));
  return answer;
}

}  // namespace qalor::thermal
