// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/bath/bath.hpp"

#include <cmath>
#include <stdexcept>
#include <variant>

namespace qalor {
namespace {

void require_bosons(Real beta) {
  if (!(beta > 0)) throw std::domain_error("a bosonic bath needs beta > 0: the occupation is infinite at beta = 0");
}

/// S(w) for w > 0: N(w) + 1 = 1/(1 - exp(-beta w)).
Real downward(const Bath& bath, Real w) {
  if (const auto* flat = std::get_if<FlatEmission>(&bath.spectrum)) return flat->gamma;
  require_bosons(bath.beta);
  return -spectral_rate(bath.spectrum, w) / std::expm1(-bath.beta * w);
}

/// S(0), the limit of Gamma(w)/(beta w).
Real standstill(const Bath& bath) {
  if (const auto* flat = std::get_if<FlatEmission>(&bath.spectrum)) return flat->gamma;
  require_bosons(bath.beta);
  if (spectral_rate(bath.spectrum, 0) > 0) throw std::domain_error("the emission rate diverges at zero frequency");
  return spectral_slope(bath.spectrum) / bath.beta;
}

}  // namespace

Real bose_occupation(Real x) { return 1 / std::expm1(x); }

Real fermi_occupation(Real x) {
  const Real e = std::exp(-std::abs(x));
  return x > 0 ? e / (1 + e) : 1 / (1 + e);
}

Real fermi_bias(Real x, Real y) {
  if (x > y) return -fermi_bias(y, x);
  return -fermi_occupation(x) * fermi_occupation(-y) * std::expm1(x - y);
}

Real bose_bias(Real x, Real y) {
  if (x > y) return -bose_bias(y, x);
  return bose_occupation(x) * (-1 / std::expm1(-y)) * -std::expm1(x - y);
}

Real emission_rate(const Bath& bath, Real w) {
  if (w == 0) return standstill(bath);
  const Real down = downward(bath, std::abs(w));
  return w > 0 ? down : std::exp(bath.beta * w) * down;
}

Real outgoing_rate(const Bath& bath, Real w) {
  return spectral_rate(bath.spectrum, w) * fermi_occupation(-bath.beta * (w - bath.chemical_potential));
}

Real incoming_rate(const Bath& bath, Real w) {
  return spectral_rate(bath.spectrum, w) * fermi_occupation(bath.beta * (w - bath.chemical_potential));
}

}  // namespace qalor
