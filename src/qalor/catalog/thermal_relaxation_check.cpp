// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "qalor/catalog/thermal_relaxation.hpp"

namespace qalor::thermal {
namespace {

using Complaints = std::vector<Complaint>;

constexpr Real deepest = 700;  ///< span/T beyond which the Gibbs state of the bath underflows

void refuse_fields(Complaints& out, std::vector<std::string> fields, std::string message) {
  out.push_back({std::move(fields), std::move(message)});
}

void check_order(const Settings& s, Complaints& out) {
  const std::string& protocol = s.text("protocol");
  const bool has_bath = protocol == "three_temperature";
  if (!has_bath && protocol != "reciprocal") return;
  const Real cold = s.real("T_cold"), hot = s.real("T_hot"), bath = s.real("T_bath");
  if (cold >= hot) {
    refuse_fields(out, {"T_cold", "T_hot"},
                  fmt::format("`T_cold` = {} must be below `T_hot` = {}: allowed are 0 < T_cold < T_hot", cold, hot));
  } else if (has_bath && !(cold < bath && bath < hot)) {
    refuse_fields(
        out, {"T_bath", "T_cold", "T_hot"},
        fmt::format("`T_bath` = {} must lie strictly between `T_cold` = {} and `T_hot` = {}", bath, cold, hot));
  }
}

/// Every temperature of a bath, by the name of its parameter.
std::vector<std::string> bath_names(const Question& question) {
  const bool is_reciprocal = question.task == "relax" && question.parameters.text("protocol") == "reciprocal";
  return is_reciprocal ? std::vector<std::string>{"T_cold", "T_hot"} : std::vector<std::string>{"T_bath"};
}

void check_depth(const Question& question, const System& system, Complaints& out) {
  for (const std::string& name : bath_names(question)) {
    const Real temperature = question.parameters.real(name);
    if (!(system.span() > deepest * temperature)) continue;
    refuse_fields(
        out, {name},
        fmt::format("`{}` = {} is too low for levels that span {}: populations below exp(-{}) are out of range; "
                    "take at least {:.4g}",
                    name, temperature, system.span(), deepest, system.span() / deepest));
  }
}

void check_distance(const Settings& s, const System& system, Complaints& out) {
  if (!s.has("distance")) {
    return refuse_fields(out, {"distance"}, "`distance` is needed: how far both starts are from equilibrium");
  }
  const Real bath = s.real("T_bath"), distance = s.real("distance");
  const Family family = family_of(system, 1 / bath);
  const EquidistantShifts shifts = equidistant_shifts(family.gibbs, measure_of(s), distance);
  for (std::string& message : unreachable(shifts, s.text("distance_measure"), distance, bath))
    refuse_fields(out, {"distance"}, std::move(message));
}

void check_partner(const Settings& s, const System& system, Real partner, Complaints& out) {
  const Real bath = s.real("T_bath");
  if (partner == bath) {
    return refuse_fields(
        out, {"partner_of"},
        fmt::format("`partner_of` = {} is the temperature of the bath: it has no other side", partner));
  }
  const Family family = family_of(system, 1 / bath);
  const Measure measure = measure_of(s);
  const Real distance = family.gibbs.distances((bath - partner) / (bath * partner)).of(measure);
  EquidistantShifts shifts = equidistant_shifts(family.gibbs, measure, distance);
  (partner < bath ? shifts.cold : shifts.hot) = 0;  // it is the given one
  for (const std::string& message : unreachable(shifts, s.text("distance_measure"), distance, bath))
    refuse_fields(out, {"partner_of"}, message + fmt::format(" (`partner_of` = {})", partner));
}

void check_mpemba(const Question& question, Complaints& out) {
  const Settings& keys = question.keys;
  if (question.parameters.text("system") == "oscillator")
    refuse_fields(out, {"system", "kind"},
                  "the task `mpemba` is not for the oscillator: c_2 is proportional to n(T) - n_b and never vanishes");
  if (!keys.has("T_range")) {
    refuse_fields(out, {"T_range", "kind"},
                  "the task `mpemba` needs `T_range`: [lowest, highest] temperature to search");
  } else if (keys.reals("T_range")[0] >= keys.reals("T_range")[1]) {
    refuse_fields(
        out, {"T_range"},
        fmt::format("`T_range` must ascend, found [{}, {}]", keys.reals("T_range")[0], keys.reals("T_range")[1]));
  }
  if (!keys.has("pair")) return;
  const auto& pair = keys.reals("pair");
  const Real bath = question.parameters.real("T_bath");
  if (pair[0] == pair[1] || pair[0] == bath || pair[1] == bath)
    refuse_fields(
        out, {"pair"},
        fmt::format("`pair` = [{}, {}] must be two temperatures that differ from each other and from `T_bath` = {}",
                    pair[0], pair[1], bath));
}

}  // namespace

std::vector<Complaint> check(const Question& question) {
  Complaints out;
  const Settings& s = question.parameters;
  check_system(s, out);
  if (question.task == "relax") check_order(s, out);
  if (question.task == "relax" && !question.keys.has("times"))
    refuse_fields(out, {"times", "kind"}, "the task `relax` needs `times`: an array, or { from, to, points, scale }");
  if (question.task == "mpemba") check_mpemba(question, out);
  if (!out.empty()) return out;
  const System system = read_system(s);
  check_depth(question, system, out);
  if (!out.empty()) return out;
  if (question.task == "relax" && s.text("protocol") == "single") check_start(s, out);
  const bool by_distance = question.task == "relax"
                               ? s.text("protocol") == "equidistant"
                               : question.task == "equidistant" && !question.keys.has("partner_of");
  if (by_distance) check_distance(s, system, out);
  if (question.task == "equidistant" && question.keys.has("partner_of"))
    check_partner(s, system, question.keys.real("partner_of"), out);
  return out;
}

}  // namespace qalor::thermal
