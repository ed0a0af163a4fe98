// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "qalor/base/roots.hpp"
#include "qalor/bath/spectral_density.hpp"

namespace qalor {
namespace {

constexpr Real epsilon = std::numeric_limits<Real>::epsilon();

/// w - omega_0 - Delta(w) has a derivative > 1 in a gap, so that one root lies in it or none.
std::optional<Real> root_in_gap(const SpectralDensity& d, Real omega_0, Real low, Real high) {
  const auto f = [&](Real w) { return w - omega_0 - d.level_shift(w); };
  const Real reach = 1 + std::abs(omega_0) + 2 * std::sqrt(d.total());
  const auto inside = [](Real edge, Real sign) {
    return edge == 0 ? sign * 1e-300 : edge + sign * 8 * epsilon * std::abs(edge);
  };
  const Real a = std::isinf(low) ? std::min(high, omega_0) - reach : inside(low, 1);
  const Real b = std::isinf(high) ? std::max(low, omega_0) + reach : inside(high, -1);
  if (!(f(a) < 0) || !(f(b) > 0)) return std::nullopt;
  return bracketed_root(f, a, b, 0);
}

/// Where to look for roots on the axis: evenly, and geometrically around omega_0 and the edges of the band.
std::vector<Real> scan(const SpectralDensity& d, Real omega_0) {
  const Real reach = 1e-3 + 2 * std::abs(omega_0) + 4 * std::sqrt(d.total());
  std::vector<Real> out;
  for (int k = -1000; k <= 1000; ++k) out.push_back(omega_0 + reach * k / 1000);
  std::vector<Real> centers{omega_0, d.band().first, d.band().second};
  for (const auto& [a, b] : d.gaps()) centers.insert(centers.end(), {a, b});
  for (const Real center : centers) {
    if (std::isinf(center)) continue;
    for (Real step = reach; step > 1e-13 * reach; step *= 0.8) out.insert(out.end(), {center - step, center + step});
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<Complex> lorentzian_poles(const Lorentzian& s, Real omega_0) {
  const Complex other(s.center, -s.width);
  const Complex mean = 0.5 * (omega_0 + other), half = 0.5 * (omega_0 - other);
  const Complex spread = std::sqrt(half * half + 0.5 * s.gamma * s.width);
  return {mean + spread, mean - spread};
}

}  // namespace

std::vector<BoundState> SpectralDensity::bound_states(Real omega_0) const {
  std::vector<BoundState> out;
  const auto* flat = as<FlatDamping>();
  if (flat != nullptr ? flat->gamma == 0 : total() == 0) return {{omega_0, 1}};  // uncoupled
  for (const auto& [low, high] : gaps()) {
    const auto w = root_in_gap(*this, omega_0, low, high);
    if (!w) continue;
    const Real weight = 1 / (1 - self_energy_slope(*w).real());
    if (weight >= 1e-12) out.push_back({*w, weight});
  }
  return out;
}

std::optional<Real> SpectralDensity::critical_coupling(Real omega_0) const {
  if (const auto* s = as<Ohmic>()) return omega_0 / (s->cutoff * std::tgamma(s->exponent));
  if (const auto* s = as<HardCutoff>()) return s->exponent * omega_0 / s->cutoff;
  return std::nullopt;
}

Real SpectralDensity::root(Real omega_0) const {
  if (as<FlatDamping>() != nullptr) return omega_0;
  const auto f = [&](Real w) { return w - omega_0 - level_shift(w); };
  const std::vector<Real> grid = scan(*this, omega_0);
  std::vector<Real> found;
  for (const BoundState& state : bound_states(omega_0)) found.push_back(state.frequency);
  Real before = f(grid.front());
  for (std::size_t k = 1; k < grid.size(); ++k) {
    const Real here = f(grid[k]);
    if (before < 0 && here >= 0) found.push_back(bracketed_root(f, grid[k - 1], grid[k], 0));
    before = here;
  }
  if (found.empty()) return omega_0;
  return *std::min_element(found.begin(), found.end(),
                           [&](Real a, Real b) { return std::abs(a - omega_0) < std::abs(b - omega_0); });
}

std::vector<Complex> SpectralDensity::poles(Real omega_0) const {
  if (const auto* s = as<FlatDamping>()) return {Complex(omega_0, -0.5 * s->gamma)};
  if (const auto* s = as<Lorentzian>()) return lorentzian_poles(*s, omega_0);
  const Real start = root(omega_0);
  const auto f = [&](Complex z) { return z - omega_0 - second_sheet(z); };
  const Real step = 1e-6 * std::max(std::abs(start), 1e-3);
  const Real slope = (level_shift(start + step) - level_shift(start - step)) / (2 * step);
  Complex z(start, -std::numbers::pi * density(start) / std::max(0.2, 1 - slope));
  for (int k = 0; k < 200; ++k) {  // Newton with a central difference; f is analytic
    const Real h = 1e-6 * std::max(std::abs(z), 1e-12);
    const Complex change = f(z) * (2 * h) / (f(z + h) - f(z - h));
    z -= change;
    if (!std::isfinite(z.real()) || z.imag() > 0) return {};
    if (std::abs(change) < 1e-14 * std::abs(z)) break;
  }
  if (!(std::abs(f(z)) < 1e-10 * (1 + std::abs(z)))) return {};
  return {z};
}

}  // namespace qalor
