// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <cmath>

#include "qalor/analysis/level_path.hpp"
#include "qalor/solve/transient_counting.hpp"

namespace qalor {
namespace {

Eigen::Index place(std::size_t i) { return static_cast<Eigen::Index>(i); }

/// u p_i - d p_j = u delta_i - d delta_j, by whichever of the two cancels less.
Real net_flux(const RateEdge& edge, const Populations& state) {
  const auto i = place(edge.from), j = place(edge.to);
  const Real whole = edge.forward * state.p(i) + edge.backward * state.p(j);
  const Real deviating = edge.forward * std::abs(state.delta(i)) + edge.backward * std::abs(state.delta(j));
  const RealVector& x = whole < deviating ? state.p : state.delta;
  return edge.forward * x(i) - edge.backward * x(j);
}

/// Adds what one transition contributes.
void add_transition(const RateEdge& edge, const Populations& state, ThermalInstant& out) {
  const auto i = place(edge.from), j = place(edge.to);
  const Real net = net_flux(edge, state);
  const Real both = edge.forward * state.p(i) + edge.backward * state.p(j);
  const Real force = state.log_ratio(i) - state.log_ratio(j);
  out.heat_current += edge.gain.energy * net;
  out.activity += both;
  out.squared_jumps += edge.gain.energy * edge.gain.energy * both;
  if (both > 0) out.fisher_rate += net * net / both;
  if (net != 0) out.entropy_production += net * force;
}

Real speed(const RealVector& change, const RealVector& p) {
  Real information = 0;
  for (Eigen::Index i = 0; i < p.size(); ++i)
    if (change(i) != 0) information += change(i) * change(i) / p(i);
  return std::sqrt(information);
}

}  // namespace

LevelPath::LevelPath(const RateFlow& flow, const Populations& start) : relaxation_(flow), path_(relaxation_, start) {}

ThermalInstant LevelPath::instant(const Populations& state) const {
  const RateFlow& flow = relaxation_.flow();
  ThermalInstant out;
  out.populations = state.p;
  for (const RateEdge& edge : flow.edges()) add_transition(edge, state, out);
  for (Eigen::Index i = 0; i < state.p.size(); ++i)
    out.mean_energy += state.p(i) * flow.energies()[static_cast<std::size_t>(i)];
  out.speed = speed(derivative(state), state.p);
  out.distances = distances(state, relaxation_.equilibrium());
  return out;
}

RealVector LevelPath::derivative(const Populations& state) const {
  RealVector change = RealVector::Zero(state.p.size());
  for (const RateEdge& edge : relaxation_.flow().edges()) {
    const Real net = net_flux(edge, state);
    change(place(edge.from)) -= net;
    change(place(edge.to)) += net;
  }
  return change;
}

ThermalInstant LevelPath::at(Real t) const { return instant(path_.at(t)); }

/// Net mean by pairs: P_fi p_i - P_if p_f = P_fi delta_i - P_if delta_f. Higher orders around the mean.
std::vector<Real> LevelPath::heat_cumulants(Real t, int order) const {
  const std::vector<Real>& energies = relaxation_.flow().energies();
  const RealMatrix propagator = relaxation_.propagator(t);
  const Populations& start = path_.start();
  Real mean = 0;
  for (std::size_t i = 0; i < energies.size(); ++i)
    for (std::size_t f = 0; f < i; ++f)
      mean += (energies[f] - energies[i]) * (propagator(place(f), place(i)) * start.delta(place(i)) -
                                             propagator(place(i), place(f)) * start.delta(place(f)));
  std::vector<Real> moments(static_cast<std::size_t>(order), 0.0);
  for (std::size_t i = 0; i < energies.size(); ++i)
    for (std::size_t f = 0; f < energies.size(); ++f) {
      const Real weight = propagator(place(f), place(i)) * start.p(place(i));
      Real power = weight;
      for (Real& moment : moments) moment += power *= energies[f] - energies[i] - mean;
    }
  moments[0] = 0;
  std::vector<Real> out = cumulants_of_moments(moments);
  out[0] = mean;
  return out;
}

Real LevelPath::log_generating_function(Real t, Real field) const {
  const std::vector<Real>& energies = relaxation_.flow().energies();
  const RealMatrix propagator = relaxation_.propagator(t);
  const Populations& start = path_.start();
  Real sum = 0;
  for (std::size_t i = 0; i < energies.size(); ++i) {
    const Real log_p = start.log_ratio(place(i)) + std::log(relaxation_.equilibrium()(place(i)));
    for (std::size_t f = 0; f < energies.size(); ++f)
      sum += propagator(place(f), place(i)) * std::exp(log_p - field * (energies[f] - energies[i]));
  }
  return std::log(sum);
}

Real LevelPath::spectral_gap() const {
  RealVector exits = relaxation_.exit_rates();
  std::sort(exits.begin(), exits.end());
  return std::min(population_gap(), 0.5 * (exits(0) + exits(1)));
}

/// An empty level is filled at once: a floor that no integral over a root of time can feel.
Real LevelPath::first_time() const {
  Real shortest = 1 / relaxation_.fastest();
  const RealVector change = derivative(path_.start());
  for (Eigen::Index i = 0; i < change.size(); ++i)
    if (change(i) != 0) shortest = std::min(shortest, path_.start().p(i) / std::abs(change(i)));
  return std::max(shortest, 1e-30 / relaxation_.fastest());
}

std::unique_ptr<ThermalPath> level_path(const RateFlow& flow, const Populations& start) {
  return std::make_unique<LevelPath>(flow, start);
}

}  // namespace qalor
