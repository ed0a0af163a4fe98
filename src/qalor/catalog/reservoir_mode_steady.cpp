// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "qalor/catalog/reservoir_mode.hpp"
#include "qalor/solve/mode_steady.hpp"

namespace qalor::reservoir {
namespace {

/// T of a thermal mode or of a level with n quanta.
Real temperature(const Problem& problem, Real frequency, Real n) {
  const Real sign = problem.statistics == Statistics::boson ? 1 : -1;
  return (frequency - problem.mu) / std::log(1 / n + sign);
}

void add_bound(const SteadyMode& s, Record& out) {
  if (s.bound.empty()) return;
  std::vector<double> frequency, weight;
  for (const BoundState& state : s.bound) {
    frequency.push_back(state.frequency);
    weight.push_back(state.weight);
  }
  out.set("bound_frequency", vector_datum(frequency));
  out.set("bound_weight", vector_datum(weight));
}

void add_entropies(const Problem& problem, const SteadyMode& s, Record& out) {
  EntropyBooks books;
  if (s.bound.size() > 1) {
    books.energy_entropy = books.entropy = undefined;
  } else if (s.bound.empty() && problem.statistics == Statistics::boson) {  // thermal, whatever it started from
    books.energy_entropy = books.entropy = s.v > 0 ? (s.v + 1) * std::log1p(s.v) - s.v * std::log(s.v) : 0;
  } else {
    const ModeMotion late{.u = s.bound.empty() ? 0.0 : s.bound.front().weight, .v = s.v};
    books = snapshot(problem, late).books;
  }
  out.set("energy_entropy", books.energy_entropy);
  out.set("entropy", books.entropy);
  out.set("coherence", books.coherence());
}

}  // namespace

Answer steady_state(const Problem& problem) {
  const SteadyMode s = steady_mode(problem.mode);
  Answer answer{{}, {.method = "spectral function and bound states", .residual = s.sum_rule_error}};
  Record& q = answer.quantities;
  Real kept = 0;
  for (const BoundState& state : s.bound) kept += state.weight * state.weight;
  const Real n = s.v + kept * problem.initial.occupation;
  q.set("occupation", n);
  q.set("v", s.v);
  q.set("continuum_weight", s.continuum_weight);
  q.set("frequency_root", s.root);
  if (s.bound.empty() && s.pole) {
    q.set("pole_re", s.pole->real());
    q.set("pole_im", s.pole->imag());
  }
  add_bound(s, q);
  if (s.critical_coupling) q.set("critical_coupling", *s.critical_coupling);
  add_entropies(problem, s, q);
  const bool is_thermal = s.bound.empty() && n > 0;
  q.set("temperature_bare", is_thermal ? temperature(problem, problem.mode.omega_0, n) : undefined);
  q.set("temperature_root", is_thermal ? temperature(problem, s.root, n) : undefined);
  answer.certificate.details.set("sum_rule_error", s.sum_rule_error);
  if (s.second_v) answer.certificate.details.set("second_route_deviation", std::abs(s.v - *s.second_v));
  const bool is_bad = !(s.sum_rule_error < 1e-7) || (s.second_v && !(std::abs(s.v - *s.second_v) < 1e-7 * (1 + s.v)));
  if (is_bad)
    answer.certificate.degrade(Status::not_converged,
                               fmt::format("the spectral weight misses one by {:.1e}", s.sum_rule_error));
  if (s.bound.size() > 1)
    answer.certificate.warn("with two bound states the motion never stops: occupations are averages over time");
  for (const BoundState& state : s.bound)
    if (state.frequency < 0 && problem.statistics == Statistics::boson)
      answer.certificate.warn(
          "the bound state lies below zero: with a coupling that conserves quanta the energy is "
          "unbounded below");
  return answer;
}

Answer spectrum(const Problem& problem, const Settings& keys) {
  const ReservoirMode& mode = problem.mode;
  Answer answer{{}, {.method = "closed forms, contour and Gauss panels"}};
  Record& q = answer.quantities;
  if (keys.has("frequencies")) {
    std::vector<double> density, shift, function;
    for (const Real w : keys.reals("frequencies")) {
      const Real delta = mode.density.level_shift(w);
      density.push_back(mode.density.density(w));
      shift.push_back(std::isfinite(delta) ? delta : undefined);
      function.push_back(mode.density.spectral_function(mode.omega_0, w));
    }
    q.set("frequency", vector_datum(keys.reals("frequencies")));
    q.set("spectral_density", vector_datum(density));
    q.set("level_shift", vector_datum(shift));
    q.set("spectral_function", vector_datum(function));
  }
  if (keys.has("times")) {
    std::vector<double> re, im, thermal_re, thermal_im;
    const bool is_flat = mode.density.as<FlatDamping>() != nullptr;
    for (const Real t : keys.reals("times")) {
      const Complex g = is_flat ? Complex(undefined, undefined) : mode.density.kernel(t);
      const Complex thermal = is_flat && t == 0 ? Complex(undefined, undefined) : thermal_kernel(mode, t);
      re.push_back(g.real());
      im.push_back(g.imag());
      thermal_re.push_back(thermal.real());
      thermal_im.push_back(thermal.imag());
    }
    q.set("time", vector_datum(keys.reals("times")));
    q.set("kernel_re", vector_datum(re));
    q.set("kernel_im", vector_datum(im));
    q.set("thermal_kernel_re", vector_datum(thermal_re));
    q.set("thermal_kernel_im", vector_datum(thermal_im));
  }
  if (keys.has("chain_length")) {
    const Chain chain = mode.density.chain(static_cast<std::size_t>(keys.integer("chain_length")));
    q.set("chain_coupling_0", chain.coupling);
    q.set("chain_frequencies", vector_datum(chain.frequencies));
    q.set("chain_couplings", vector_datum(chain.hoppings));
  }
  return answer;
}

}  // namespace qalor::reservoir
