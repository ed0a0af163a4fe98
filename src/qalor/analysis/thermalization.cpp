// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/thermalization.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "qalor/analysis/uncertainty.hpp"
#include "qalor/base/gauss.hpp"

namespace qalor {
namespace {

Real ratio(Real a, Real b) { return b == 0 ? undefined : a / b; }

void add_panel(const ThermalPath& path, Real from, Real to, PathIntegrals& sum) {
  static const Rule& rule = gauss_legendre(20);
  const Real half = 0.5 * (to - from);
  for (std::size_t k = 0; k < rule.nodes.size(); ++k) {
    const ThermalInstant now = path.at(from + half * (1 + rule.nodes[k]));
    const Real weight = half * rule.weights[k];
    sum.entropy_production += weight * now.entropy_production;
    sum.heat += weight * now.heat_current;
    sum.activity += weight * now.activity;
    sum.fisher += weight * now.fisher_rate;
    sum.length += weight * now.speed;
  }
}

/// Ends of the panels: doubling from the first time to the last, with the times that are asked for between them.
std::vector<Real> panel_ends(const ThermalPath& path, const std::vector<Real>& times) {
  std::vector<Real> ends = times;
  Real last = 0;
  for (const Real t : times) last = std::max(last, t);
  for (Real t = std::min(path.first_time() / 8, 0.125 / path.fastest()); t < last; t *= 2) ends.push_back(t);
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  std::erase_if(ends, [](Real t) { return t <= 0; });
  return ends;
}

/// S(0) - S(t), or its integral where that difference would lose digits.
Real produced(Real initial, const ThermalInstant& now, Real integral) {
  const bool is_early = now.distances.relative_entropy > 0.9 * initial;
  return is_early ? integral : initial - now.distances.relative_entropy;
}

ThermalRow row_at(const ThermalPath& path, Real t, int order, const ThermalInstant& start, const PathIntegrals& total,
                  Real whole_length) {
  ThermalRow row{path.at(t), total, path.heat_cumulants(t, std::max(order, 2)), 0, 0, 0, 0, 0, 0, 0, 0, 0};
  const ThermalInstant& now = row.now;
  const Real initial = start.distances.relative_entropy;
  row.total.entropy_production = produced(initial, now, total.entropy_production);
  row.relaxation_fraction = ratio(now.distances.relative_entropy, initial);
  row.completion = ratio(total.length, whole_length);
  const Real mean = row.heat_cumulants[0], variance = row.heat_cumulants[1];
  row.relative_variance = ratio(variance, mean * mean);
  row.naive_precision = ratio(mean * mean, variance);
  row.response = t * now.heat_current;
  row.response_precision = ratio(row.response * row.response, variance);
  row.tkur_bound = tkur_function(row.total.entropy_production, total.activity);
  row.instantaneous_precision = ratio(now.heat_current * now.heat_current, now.squared_jumps);
  row.instantaneous_bound =
      std::isfinite(now.entropy_production) ? tkur_function(now.entropy_production, now.activity) : now.activity;
  row.heat_cumulants.resize(static_cast<std::size_t>(order));
  return row;
}

/// How far a <= b fails, relative to b; undefined numbers say nothing.
Real excess(Real a, Real b) { return a > b ? (a - b) / std::max(std::abs(b), 1e-300) : 0; }

Real chain_excess(const ThermalRow& row) {
  const Real simple = std::min(0.5 * row.total.entropy_production, row.total.activity);
  return std::max({excess(row.response_precision, row.total.fisher), excess(row.total.fisher, row.tkur_bound),
                   excess(row.tkur_bound, simple), excess(row.instantaneous_precision, row.instantaneous_bound)});
}

}  // namespace

IntegratedPath integrate(const ThermalPath& path, const std::vector<Real>& times) {
  std::vector<Real> to_the_end = times;
  to_the_end.push_back(60 / path.spectral_gap());
  for (const Real t : times) to_the_end.back() = std::max(to_the_end.back(), t);
  IntegratedPath out{integrate_to(path, to_the_end), 0};
  out.whole_length = out.at.back().length;
  out.at.pop_back();
  return out;
}

std::vector<PathIntegrals> integrate_to(const ThermalPath& path, const std::vector<Real>& times) {
  std::vector<PathIntegrals> out(times.size());
  std::vector<std::size_t> order(times.size());  // of the times, ascending
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return times[a] < times[b]; });
  auto next = std::find_if(order.begin(), order.end(), [&](std::size_t k) { return times[k] > 0; });
  PathIntegrals sum;
  Real from = 0;
  for (const Real to : panel_ends(path, times)) {
    add_panel(path, from, to, sum);
    for (; next != order.end() && times[*next] == to; ++next) out[*next] = sum;
    from = to;
  }
  return out;
}

Thermalization thermalize(const ThermalPath& path, const std::vector<Real>& times, int order) {
  Thermalization out{path.at(0), {}};
  const IntegratedPath integrals = integrate(path, times);
  const Real initial = out.start.distances.relative_entropy;
  Real exchanged = 0;
  for (std::size_t k = 0; k < times.size(); ++k) {
    out.rows.push_back(row_at(path, times[k], order, out.start, integrals.at[k], integrals.whole_length));
    const ThermalRow& row = out.rows.back();
    const Real heat = row.heat_cumulants[0];
    exchanged = std::max(exchanged, std::abs(heat));
    out.heat_error = std::max(out.heat_error, std::abs(integrals.at[k].heat - heat));
    const Real difference = initial - row.now.distances.relative_entropy;
    if (initial > 0)
      out.entropy_error =
          std::max(out.entropy_error, std::abs(integrals.at[k].entropy_production - difference) / initial);
    out.disagreement = std::max(out.disagreement, path.disagreement(times[k]));
    out.bound_excess = std::max(out.bound_excess, chain_excess(row));
  }
  if (exchanged > 0) out.heat_error /= exchanged;
  return out;
}

Real exchange_bound(Real shift, Real mean_heat) {
  const Real sinh = std::sinh(inverse_x_tanh_x(0.5 * std::abs(shift * mean_heat)));
  return sinh == 0 ? undefined : 1 / (sinh * sinh);
}

}  // namespace qalor
