// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/dephasing.hpp"

#include <cmath>

#include "qalor/base/digamma.hpp"
#include "qalor/base/special.hpp"
#include "qalor/bath/bath.hpp"

namespace qalor {
namespace {

constexpr Real near_pole = 1e-3;  // of Gamma(s - 1): closer, the closed form cancels

bool is_delicate(Real s) { return (s != 1 && std::abs(s - 1) < near_pole) || (s != 2 && std::abs(s - 2) < near_pole); }

/// Gamma(s-1) [1 - Re (1 + i omega_c t)^(1-s)], and its limit at s = 1.
Real vacuum_part(Real s, Real phase) {
  const Real log_modulus = 0.5 * std::log1p(phase * phase);
  if (s == 1) return log_modulus;
  const Real angle = (1 - s) * std::atan(phase);
  const Real half = std::sin(0.5 * angle);
  return std::tgamma(s - 1) *
         (-std::expm1((1 - s) * log_modulus) * std::cos(angle) + 2 * half * half);  // 1 - m cos a, without cancellation
}

Real thermal_part(const Ohmic& d, Real beta, Real t) {
  const Real s = d.exponent, r = 1 / (beta * d.cutoff), tau = t / beta;
  const Complex z(1 + r, tau);
  if (s == 1) return 8 * d.eta * (log_gamma(1 + r) - log_gamma(z)).real();
  if (s == 2) return 8 * d.eta * r * (digamma(z) - digamma(1 + r)).real();
  return 8 * d.eta * std::pow(d.cutoff * beta, 1 - s) * std::tgamma(s - 1) *
         (hurwitz_zeta(s - 1, 1 + r) - hurwitz_zeta(s - 1, z)).real();
}

/// 4 times the integral of j coth sin(wt)/w: 4 eta Gamma(s) omega_c times powers of one, and a zeta function.
Real rate(const Ohmic& d, Real beta, Real t) {
  const Real s = d.exponent, x = d.cutoff * t;
  const Real vacuum = -4 * d.eta * d.cutoff * std::tgamma(s) * std::pow(Complex(1, x), -s).imag();
  if (std::isinf(beta)) return vacuum;
  const Complex z(1 + 1 / (beta * d.cutoff), t / beta);
  const Complex sum = s == 1 ? -digamma(z) : hurwitz_zeta(s, z);
  return vacuum - 8 * d.eta * std::pow(d.cutoff, 1 - s) * std::pow(beta, -s) * std::tgamma(s) * sum.imag();
}

}  // namespace

Dephasing dephasing(const Ohmic& d, Real beta, Real t) {
  if (is_delicate(d.exponent)) return dephasing_by_quadrature(d, beta, t);
  Real exponent = 4 * d.eta * vacuum_part(d.exponent, d.cutoff * t);
  if (!std::isinf(beta)) exponent += thermal_part(d, beta, t);
  return {exponent, rate(d, beta, t)};
}

Dephasing dephasing_by_quadrature(const Ohmic& d, Real beta, Real t) {
  const SpectralDensity density(d);
  // At small w the integrand is w^(s-1) for coth (1 - cos): a star for that power, as for the bosons' own bath.
  const Rule star = density.star(t, {.is_fermion = false, .beta = beta, .mu = 0});
  Dephasing out{0, 0};
  for (std::size_t k = 0; k < star.size(); ++k) {
    const Real w = star.nodes[k];
    const Real coth = std::isinf(beta) ? 1 : 1 + 2 * bose_occupation(beta * w);
    const Real half = std::sin(0.5 * w * t);
    out.exponent += 8 * star.weights[k] * coth * half * half / (w * w);
    out.rate += 4 * star.weights[k] * coth * std::sin(w * t) / w;
  }
  return out;
}

std::optional<Real> final_dephasing(const Ohmic& d, Real beta) {
  const Real s = d.exponent;
  if (d.eta == 0) return 0.0;
  if (s <= (std::isinf(beta) ? 1 : 2)) return std::nullopt;
  const Real vacuum = 4 * d.eta * std::tgamma(s - 1);
  if (std::isinf(beta)) return vacuum;
  const Real r = 1 / (beta * d.cutoff);
  return vacuum + 8 * d.eta * std::pow(beta * d.cutoff, 1 - s) * std::tgamma(s - 1) * hurwitz_zeta(s - 1, 1 + r).real();
}

Real dephasing_bath_energy(const Ohmic& d, Real t) {
  return 2 * d.eta * d.cutoff * std::tgamma(d.exponent) * (1 - std::pow(Complex(1, d.cutoff * t), -d.exponent).real());
}

}  // namespace qalor
