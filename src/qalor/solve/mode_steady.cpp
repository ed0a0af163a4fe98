// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/mode_steady.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "qalor/base/digamma.hpp"
#include "qalor/base/special.hpp"
#include "qalor/solve/mode_solvers.hpp"
#include "qalor/solve/mode_wide.hpp"

namespace qalor {
namespace {

/// The integral of D times the occupation: by panels in y with w = low + (high - low) y^power, which makes the
/// singularity w^(s-1) at the lower edge smooth.
Real thermal_weight(const ReservoirMode& mode, const SpectralWeights& plain) {
  const auto [low, high] = mode.density.band();
  Real exponent = 2;
  if (const auto* s = mode.density.as<Ohmic>()) exponent = s->exponent;
  if (const auto* s = mode.density.as<HardCutoff>()) exponent = s->exponent;
  const Real power = std::max(1.0, std::ceil(2 / exponent)), span = high - low, origin = low;
  // The panels of D itself resolve its peak; the occupation adds a scale of its own around mu.
  std::vector<Real> cuts{0, 1};
  const auto add = [&](Real w) {
    if (w > origin && w < origin + span) cuts.push_back(std::pow((w - origin) / span, 1 / power));
  };
  for (std::size_t k = 0; k < plain.continuum.size(); k += 20) add(plain.continuum.nodes[k]);
  for (const Real step : {0.0, 1.0, 4.0, 16.0, 36.0})
    for (const Real sign : {-1.0, 1.0})
      add(mode.bath.mu + (std::isinf(mode.bath.beta) ? 0 : sign * step / mode.bath.beta));
  std::sort(cuts.begin(), cuts.end());
  const auto f = [&](Real y) {
    const Real w = origin + span * std::pow(y, power);
    const Real d = mode.density.spectral_function(mode.omega_0, w);
    return d == 0 ? 0 : d * mode.bath(w) * span * power * std::pow(y, power - 1);
  };
  const Rule rule = adaptive_rule(f, cuts, 1e-15, 1);
  Real sum = 0;
  for (std::size_t k = 0; k < rule.size(); ++k) sum += rule.weights[k] * f(rule.nodes[k]);
  return sum;
}

/// Quanta of the bath that a bound state holds: Z^2 times the integral of j n/(w - w_b)^2.
Real bound_quanta(const ReservoirMode& mode, const BoundState& state) {
  const auto [low, high] = mode.density.band();
  const Real edge = std::min(std::abs(state.frequency - low), std::abs(state.frequency - high));
  // A star that resolves the distance to the bound state from the nearest edge on.
  const Rule star = mode.density.star(8 / std::max(edge, 1e-3 * (high - low)), mode.bath);
  Real sum = 0;
  for (std::size_t k = 0; k < star.size(); ++k) {
    const Real distance = star.nodes[k] - state.frequency;
    sum += star.weights[k] * mode.bath(star.nodes[k]) / (distance * distance);
  }
  return state.weight * state.weight * sum;
}

/// A level in a Lorentzian or flat band: digamma functions of its poles.
Real wide_occupation(const ReservoirMode& mode) {
  const std::vector<Complex> z = mode.density.poles(mode.omega_0);
  std::vector<Complex> c{1};
  if (const auto* s = mode.density.as<Lorentzian>()) {
    const Complex first = (z[0] - s->center + i_unit * s->width) / (z[0] - z[1]);
    c = {first, 1.0 - first};
  }
  Real sum = 0;
  for (std::size_t k = 0; k < z.size(); ++k) {
    const Complex x = i_unit * (z[k] - mode.bath.mu);
    const Complex psi =
        std::isinf(mode.bath.beta) ? std::log(x) : digamma(0.5 + mode.bath.beta * x / (2 * std::numbers::pi));
    sum += (c[k] * psi).imag();
  }
  return 0.5 - sum / std::numbers::pi;
}

}  // namespace

SteadyMode steady_mode(const ReservoirMode& mode) {
  if (mode.density.as<DiscreteModes>() != nullptr) throw std::domain_error("a finite bath has no steady state");
  SteadyMode out{.root = mode.density.root(mode.omega_0),
                 .bound = mode.density.bound_states(mode.omega_0),
                 .pole = std::nullopt,
                 .critical_coupling = mode.density.critical_coupling(mode.omega_0),
                 .second_v = std::nullopt};
  const std::vector<Complex> poles = mode.density.poles(mode.omega_0);
  const auto nearer = [&](Complex a, Complex b) { return std::abs(a - mode.omega_0) < std::abs(b - mode.omega_0); };
  if (!poles.empty()) out.pole = *std::min_element(poles.begin(), poles.end(), nearer);
  if (mode.density.is_whole_axis()) {
    if (!out.bound.empty()) out.continuum_weight = 0;
    if (!mode.bath.is_fermion || !out.bound.empty()) return out;
    out.v = wide_occupation(mode);
    Real slowest = 1e300;
    for (const Complex z : poles) slowest = std::min(slowest, -z.imag());
    if (slowest > 0) out.second_v = WideMode(mode).at(20 / slowest).v;
    return out;
  }
  const SpectralWeights weights = spectral_weights(mode, 0);
  out.continuum_weight = weights.continuum_weight();
  out.sum_rule_error = out.continuum_weight - 1;
  for (const BoundState& state : out.bound) out.sum_rule_error += state.weight;
  out.sum_rule_error = std::abs(out.sum_rule_error);
  if (mode.is_empty_bath() || mode.density.total() == 0) return out;
  out.v = thermal_weight(mode, weights);
  for (const BoundState& state : out.bound) out.v += bound_quanta(mode, state);
  return out;
}

Complex thermal_kernel(const ReservoirMode& mode, Real t) {
  if (mode.density.is_whole_axis()) return WideMode(mode).thermal_kernel(t);
  const Rule star = mode.density.star(t, mode.bath);
  Complex sum = 0;
  for (std::size_t k = 0; k < star.size(); ++k)
    sum += star.weights[k] * mode.bath(star.nodes[k]) * std::exp(-i_unit * (star.nodes[k] * t));
  return sum;
}

Complex ohmic_thermal_kernel(const Ohmic& s, Real beta, Real t) {
  return s.eta * std::pow(s.cutoff, 1 - s.exponent) * std::tgamma(1 + s.exponent) * std::pow(beta, -1 - s.exponent) *
         hurwitz_zeta(1 + s.exponent, Complex(1 + 1 / (beta * s.cutoff), t / beta));
}

}  // namespace qalor
