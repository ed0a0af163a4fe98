// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/bath/rate_shift.hpp"

#include <algorithm>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>
#include <variant>
#include <vector>

namespace qalor {
namespace {

constexpr Real infinite = std::numeric_limits<Real>::infinity();

void require_bosonic_shift(const Bath& bath) {
  const Spectrum& s = bath.spectrum;
  if (std::holds_alternative<FlatEmission>(s) || std::holds_alternative<FlatDamping>(s))
    throw std::domain_error(
        "the level shift by a flat bath of bosons grows with the logarithm of its cutoff, and it has none: use a "
        "spectrum with a cutoff, such as Ohmic");
  if (!(bath.beta > 0)) throw std::domain_error("the level shift by a bath of bosons needs beta > 0");
  const auto* ohmic = std::get_if<Ohmic>(&s);
  if (spectral_rate(s, 0) > 0 || (ohmic && ohmic->exponent < 1))
    throw std::domain_error(
        "the level shift by a bath of bosons needs a density that vanishes at least as its frequency");
}

void require_fermionic_shift(const Bath& bath, std::optional<Real> band_edge) {
  if (!std::isfinite(bath.beta)) throw std::domain_error("the level shift by a lead needs a temperature above zero");
  if (std::holds_alternative<FlatEmission>(bath.spectrum)) (void)spectral_rate(bath.spectrum, 0);  // throws
  if (!std::holds_alternative<FlatDamping>(bath.spectrum)) return;
  if (!band_edge)
    throw std::domain_error(
        "the level shift by a flat band grows with the logarithm of its width: give the edges of the band");
  if (!(*band_edge > 0) || !std::isfinite(*band_edge))
    throw std::domain_error("the edges of a flat band must be positive and finite");
}

/// Distances from the transitions at which the rates bend, and steps from the smallest to the largest of them.
std::vector<Real> cuts(const Bath& bath, Real w_1, Real w_2, Real reach) {
  std::vector<Real> centers = landmarks(bath.spectrum);
  centers.push_back(bath.statistics == Statistics::boson ? 0 : bath.chemical_potential);
  const Real center = centers.back();
  if (bath.beta != 0)
    for (const Real step : {2.0, 8.0, 32.0}) {
      centers.push_back(center + step / bath.beta);
      centers.push_back(center - step / bath.beta);
    }
  std::vector<Real> out;
  for (const Real c : centers)
    for (const Real w : {w_1, w_2}) {
      out.push_back(std::abs(w - c));
      out.push_back(std::abs(w + c));  // densities of bosons are mirrored
    }
  const Real largest = *std::max_element(out.begin(), out.end());
  for (Real u = std::isfinite(reach) ? reach : 4 * largest; u > 1e-6 * largest; u /= 4) out.push_back(u);
  std::erase_if(out, [&](Real u) { return !(u > 1e-12 * largest) || !(u < reach); });
  out.push_back(0);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace

Real passage_rate(const Bath& bath, Passage passage, Real w) {
  if (passage == Passage::emission) return emission_rate(bath, w);
  return passage == Passage::outgoing ? outgoing_rate(bath, w) : incoming_rate(bath, w);
}

Real rate_shift(const Bath& bath, Passage passage, Real w, std::optional<Real> band_edge) {
  return joint_rate_shift(bath, passage, w, w, band_edge);
}

Real joint_rate_shift(const Bath& bath, Passage passage, Real w_1, Real w_2, std::optional<Real> band_edge) {
  if (passage == Passage::emission)
    require_bosonic_shift(bath);
  else
    require_fermionic_shift(bath, band_edge);
  const Real reach = std::holds_alternative<FlatDamping>(bath.spectrum) ? *band_edge : infinite;
  const auto rate = [&](Real u) {
    const Real first = passage_rate(bath, passage, w_1 + u);
    return w_1 == w_2 ? first : std::sqrt(first) * std::sqrt(passage_rate(bath, passage, w_2 + u));
  };
  const auto integrand = [&](Real u) { return (rate(u) - rate(-u)) / u; };  // mirrored: the pole cancels
  using GaussKronrod = boost::math::quadrature::gauss_kronrod<Real, 21>;
  std::vector<Real> panels = cuts(bath, w_1, w_2, reach);
  panels.push_back(reach);
  Real sum = 0;
  for (std::size_t k = 1; k < panels.size(); ++k)
    sum += GaussKronrod::integrate(integrand, panels[k - 1], panels[k], 8, 1e-11);
  return (passage == Passage::incoming ? 1 : -1) * sum / (2 * std::numbers::pi);
}

}  // namespace qalor
