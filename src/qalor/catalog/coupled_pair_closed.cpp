// SPDX-License-Identifier: BSD-3-Clause
#include <cmath>

#include "qalor/catalog/coupled_pair.hpp"

namespace qalor::pair {
namespace {

Real bias(const Parameters& p, Real omega_in_a, Real omega_in_b) {
  const Real a = p.a.beta * omega_in_a;
  const Real b = p.b.beta * omega_in_b;
  return p.is_oscillator ? bose_bias(a, b) : fermi_bias(a, b);
}

/// Share of site A in the upper dressed mode, phi_A+ = (1 + Delta/2R)/2.
Real share_of_upper(const Parameters& p) {
  const Real r = half_splitting(p);
  return r == 0 ? 1 : 0.5 * (1 + 0.5 * (p.omega_A - p.omega_B) / r);
}

}  // namespace

Real relaxation_rate(const Parameters& p, const Bath& bath, Real omega) {
  const Real down = emission_rate(bath, omega);
  // S(w)(1 - e^{-beta w}) through expm1: no subtraction of two rates that nearly agree.
  return p.is_oscillator ? -down * std::expm1(-bath.beta * omega) : down + emission_rate(bath, -omega);
}

Real occupation(const Parameters& p, const Bath& bath, Real omega) {
  return p.is_oscillator ? bose_occupation(bath.beta * omega) : fermi_occupation(bath.beta * omega);
}

Real effective_exchange(const Parameters& p) {
  if (!p.is_coherent) return p.epsilon;
  const Real width = 0.5 * (relaxation_rate(p, p.a, p.omega_A) + relaxation_rate(p, p.b, p.omega_B));
  const Real detuning = p.omega_A - p.omega_B;
  return 2 * p.g * p.g * width / (width * width + detuning * detuning);
}

Real local_current(const Parameters& p) {
  const Real exchange = effective_exchange(p);
  if (exchange == 0) return 0;
  const Real resistance =
      1 / exchange + 1 / relaxation_rate(p, p.a, p.omega_A) + 1 / relaxation_rate(p, p.b, p.omega_B);
  return bias(p, p.omega_A, p.omega_B) / resistance;
}

Real global_heat_current(const Parameters& p) {
  if (p.g == 0) return 0;
  const Real mean = 0.5 * (p.omega_A + p.omega_B);
  const Real upper = share_of_upper(p);
  Real sum = 0;
  for (const Real sign : {1.0, -1.0}) {
    const Real w = mean + sign * half_splitting(p);
    if (w == 0) continue;  // carries no energy
    const Real from_a = (sign > 0 ? upper : 1 - upper) * relaxation_rate(p, p.a, std::abs(w));
    const Real from_b = (sign > 0 ? 1 - upper : upper) * relaxation_rate(p, p.b, std::abs(w));
    if (from_a == 0 || from_b == 0) continue;
    sum += w * from_a * from_b / (from_a + from_b) * bias(p, w, w);
  }
  return sum;
}

Real half_splitting(const Parameters& p) { return std::hypot(0.5 * (p.omega_A - p.omega_B), p.g); }

Real mean_width(const Parameters& p) {
  return 0.5 * (relaxation_rate(p, p.a, p.omega_A) + relaxation_rate(p, p.b, p.omega_B));
}

Real secular_ratio(const Parameters& p) { return 2 * half_splitting(p) / mean_width(p); }

}  // namespace qalor::pair
