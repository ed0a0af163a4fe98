// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <array>
#include <cmath>

#include "qalor/analysis/crossings.hpp"
#include "qalor/catalog/claim_result.hpp"
#include "qalor/catalog/thermal_relaxation.hpp"

namespace qalor::thermal {
namespace {

const std::string tejero = "A. Tejero, arXiv:2510.05072, here with omega = gamma = 1, T = 0.5, 2";
const std::string ours = "derived here: a counterexample beyond two levels, arXiv:2102.06161 and arXiv:2508.02500";

System qubit(Statistics statistics = Statistics::boson) {
  return {.statistics = statistics, .energies = {0, 1}, .couplings = {{0, 1, 1}}};
}

System ladder(std::size_t levels, Real omega) {
  System out;
  for (std::size_t k = 0; k < levels; ++k) {
    out.energies.push_back(omega * static_cast<Real>(k));
    if (k > 0) out.couplings.push_back({k - 1, k, 1});
  }
  return out;
}

/// Both branches of the same system, each with its path and rows.
struct Pair {
  std::unique_ptr<ThermalPath> hot, cold;
  Thermalization heating, cooling;
};

Pair follow(const System& system, const Branch& up, const Branch& down, const std::vector<Real>& times) {
  Pair out{path_of(system, up), path_of(system, down), {}, {}};
  out.heating = thermalize(*out.hot, times, 2);
  out.cooling = thermalize(*out.cold, times, 2);
  return out;
}

Pair reciprocal(const System& system, Real cold, Real hot, const std::vector<Real>& times) {
  const Real shift = (hot - cold) / (hot * cold);
  return follow(system, {"", 1 / hot, shift}, {"", 1 / cold, -shift}, times);
}

Pair equidistant(const System& system, Real bath, Real distance, const std::vector<Real>& times) {
  const Family family = family_of(system, 1 / bath);
  const EquidistantShifts shifts = equidistant_shifts(family.gibbs, Measure::relative_entropy, distance);
  return follow(system, {"", 1 / bath, shifts.cold}, {"", 1 / bath, shifts.hot}, times);
}

Real rate_ratio(const Pair& p) { return p.heating.start.entropy_production / p.cooling.start.entropy_production; }

Real gap_ratio(const Pair& p) { return p.hot->population_gap() / p.cold->population_gap(); }

/// Temperatures of a scan, colder first.
const std::vector<std::array<Real, 2>> opposed_temperatures{{0.1, 0.105}, {0.1, 2},  {0.3, 0.6}, {0.5, 2},
                                                            {1, 1.5},     {1.5, 30}, {5, 6},     {5, 100}};
const std::vector<Real> scan{0.05, 0.3, 1, 5};

/// How many rows of a scan of qubits fail a test.
template <class Fails>
Real failures(Fails fails) {
  Real count = 0;
  for (const auto& [cold, hot] : opposed_temperatures) {
    const Pair p = reciprocal(qubit(), cold, hot, scan);
    for (std::size_t k = 0; k < scan.size(); ++k)
      if (fails(p.heating.rows[k], p.cooling.rows[k])) ++count;
  }
  return count;
}

ClaimResult heating_starts_faster() {
  Real worst = 0;
  for (const auto& [cold, hot] : opposed_temperatures) {
    const Pair p = reciprocal(qubit(), cold, hot, {});
    const Real expected = std::tanh(0.5 / cold) / std::tanh(0.5 / hot);
    worst = std::max({worst, std::abs(rate_ratio(p) / expected - 1), std::abs(gap_ratio(p) / expected - 1)});
    if (!(expected > 1)) worst = 1;
  }
  return below(1e-12, worst);
}

ClaimResult larger_gap_is_ahead() {
  return near(0, failures([](const ThermalRow& h, const ThermalRow& c) {
                // Completions round to 1 in the end.
                return !(h.completion > c.completion - 1e-14 && h.relaxation_fraction < c.relaxation_fraction);
              }),
              0);
}

ClaimResult heating_fluctuates_less() {
  return near(0, failures([](const ThermalRow& h, const ThermalRow& c) {
                return !(h.relative_variance < c.relative_variance * (1 + 1e-12));
              }),
              0);
}

ClaimResult heating_is_more_active() {
  const Pair p = reciprocal(qubit(), 0.5, 2, {1});
  ClaimResult out =
      near({1.856829589, 0.4195432757}, {p.heating.rows[0].total.activity, p.cooling.rows[0].total.activity}, 1e-9);
  out.holds = out.holds && failures([](const ThermalRow& h, const ThermalRow& c) {
                             return !(h.total.activity > c.total.activity);
                           }) == 0;
  return out;
}

ClaimResult production_with_small_fluctuations() {
  const Pair p = reciprocal(qubit(), 0.5, 2, {0});
  return near({0.6699487398, 0.6699487398, 0.2154467021, 0.2154467021},
              {p.heating.rows[0].instantaneous_precision, p.heating.rows[0].instantaneous_bound,
               p.cooling.rows[0].instantaneous_precision, p.cooling.rows[0].instantaneous_bound},
              1e-9);
}

ClaimResult total_production_crosses() {
  const Pair p = reciprocal(qubit(), 0.5, 2, {5});
  const auto crossings = branch_crossings(*p.hot, *p.cold, 5).produced;
  std::vector<Real> found{p.heating.start.distances.relative_entropy, p.cooling.start.distances.relative_entropy};
  found.insert(found.end(), crossings.begin(), crossings.end());
  return near({0.1683445901, 0.2191620301, 0.6101776078}, found, 1e-9);
}

ClaimResult response_is_bound() {
  return near(0, failures([](const ThermalRow& h, const ThermalRow& c) {
                const auto fails = [](const ThermalRow& r) {
                  const Real simple = std::min(0.5 * r.total.entropy_production, r.total.activity);
                  const Real slack = 1 + 1e-10;
                  return !(r.response_precision <= slack * r.total.fisher && r.total.fisher <= slack * r.tkur_bound &&
                           r.tkur_bound <= slack * simple);
                };
                return fails(h) || fails(c);
              }),
              0);
}

ClaimResult naive_form_fails() {
  const Pair p = reciprocal(qubit(), 0.5, 2, {1});
  const ThermalRow& row = p.heating.rows[0];
  ClaimResult out = near({0.192345618, 0.0828847061, 0.0841520897},
                         {row.naive_precision, row.tkur_bound, 0.5 * row.total.entropy_production}, 1e-8);
  const Real kept = failures([](const ThermalRow& h, const ThermalRow& c) {
    return h.naive_precision <= h.tkur_bound || c.naive_precision <= c.tkur_bound;
  });
  out.holds = out.holds && kept == 0;
  return out;
}

ClaimResult two_levels_heat_faster() {
  Real count = 0;
  for (const Real bath : {0.4, 1.0, 3.0})
    for (const Real share : {0.02, 0.3, 0.9}) {
      const GibbsFamily gibbs = family_of(qubit(), 1 / bath).gibbs;
      const Real reach = std::min(gibbs.hottest.relative_entropy, gibbs.coldest.relative_entropy);
      const Pair p = equidistant(qubit(), bath, share * reach, scan);
      if (!(rate_ratio(p) > 1)) ++count;
      for (std::size_t k = 0; k < scan.size(); ++k) {
        const ThermalRow &h = p.heating.rows[k], &c = p.cooling.rows[k];
        if (!(h.now.distances.relative_entropy < c.now.distances.relative_entropy)) ++count;
        if (!(h.relative_variance < c.relative_variance)) ++count;
      }
    }
  return near(0, count, 0);
}

ClaimResult cooling_starts_faster() {
  const System system{.energies = {0, 1, 1.4}, .couplings = {{0, 1, 0.01}, {1, 2, 1}}};
  const Pair p = reciprocal(system, 0.3, 1.5, {});
  return near({0.1031928609, 0.2028589596}, {p.heating.start.entropy_production, p.cooling.start.entropy_production},
              1e-9);
}

ClaimResult cooling_is_faster_at_equal_distance() {
  const System system{.energies = {0, 0.35, 2.25}, .couplings = {{0, 1, 0.03}, {1, 2, 0.08}, {0, 2, 0.9}}};
  const Pair p = equidistant(system, 1, 0.05, {5});
  return near({1.152306927e-3, 1.361251729e-6},
              {p.heating.rows[0].now.distances.relative_entropy, p.cooling.rows[0].now.distances.relative_entropy},
              1e-8);
}

ClaimResult cooling_wins_late_on_ladders() {
  const Pair p = reciprocal(ladder(4, 4), 0.9, 2, {4});
  const auto crossings = branch_crossings(*p.hot, *p.cold, 30).fraction;
  const Real crossing = crossings.size() == 1 ? crossings[0] : 0;
  return near({0.8188716088, 11.71563243, 9.378906, 9.293876},
              {gap_ratio(p), crossing, p.heating.rows[0].relative_variance, p.cooling.rows[0].relative_variance}, 1e-7);
}

ClaimResult oscillator_is_symmetric() {
  const Pair p = reciprocal({.is_oscillator = true}, 0.5, 2, {1});
  const ThermalRow &h = p.heating.rows[0], &c = p.cooling.rows[0];
  return near(
      {1, 1, 1, 2.798382687, 2.798382687},
      {rate_ratio(p), gap_ratio(p), -h.now.heat_current / c.now.heat_current, h.relative_variance, c.relative_variance},
      1e-9);
}

ClaimResult two_level_absorbers_damp_less() {
  const Pair p = reciprocal({.is_oscillator = true, .statistics = Statistics::fermion}, 0.5, 2, {});
  return near(std::tanh(0.25) / std::tanh(1.0), gap_ratio(p), 1e-12);
}

}  // namespace

std::vector<Claim> claims() {
  return {
      {"bosonic qubit, reciprocal: heating starts with the larger entropy production rate, by the ratio of the gaps",
       tejero, heating_starts_faster},
      {"bosonic qubit, reciprocal: the branch with the larger gap is ahead in completion and in relative entropy: rows "
       "of a scan that fail",
       tejero, larger_gap_is_ahead},
      {"bosonic qubit, reciprocal: heating has the smaller relative variance at every time: rows of a scan that fail",
       tejero, heating_fluctuates_less},
      {"bosonic qubit, reciprocal: heating is more active; jumps until t = 1, heating and cooling", tejero,
       heating_is_more_active},
      {"larger entropy production goes with smaller fluctuations, early: precision and bound at t = 0, equal, heating "
       "and cooling",
       tejero, production_with_small_fluctuations},
      {"in total heating produces less entropy: both limits, and when the curves cross", tejero,
       total_production_crosses},
      {"(t J)^2/Var Q <= F <= B(Sigma, A) <= min(Sigma/2, A): rows of a scan that fail", "derived here",
       response_is_bound},
      {"<Q>^2/Var Q <= B(Sigma, A) is no theorem: the left side, B and Sigma/2 at t = 1, heating", "derived here",
       naive_form_fails},
      {"two levels at equal relative entropy: heating is faster: rows of a grid that fail",
       "T. Van Vu and Y. Hasegawa, arXiv:2102.07429", two_levels_heat_faster},
      {"three levels, reciprocal: cooling can start faster; sigma(0) of heating and of cooling", ours,
       cooling_starts_faster},
      {"three levels, equidistant: cooling can be faster; relative entropies at t = 5", ours,
       cooling_is_faster_at_equal_distance},
      {"ladder of four, omega = 4: cooling wins late; gap ratio, crossing, relative variances at t = 4", ours,
       cooling_wins_late_on_ladders},
      {"oscillator, reciprocal: rate, gap, current and relative variance are those of cooling", ours,
       oscillator_is_symmetric},
      {"oscillator with fermionic rates: the gap ratio is tanh(omega/2T_h)/tanh(omega/2T_c) < 1", ours,
       two_level_absorbers_damp_less},
  };
}

}  // namespace qalor::thermal
