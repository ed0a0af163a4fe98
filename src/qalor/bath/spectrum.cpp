// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/bath/spectrum.hpp"

#include <algorithm>
#include <boost/math/special_functions/expint.hpp>
#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>

namespace qalor {
namespace {

constexpr Real two_pi = 2 * std::numbers::pi;

[[noreturn]] void no_density() { throw std::domain_error("flat emission has no spectral density"); }

void require_table(const Tabulated& s) {
  const auto not_below = [](Real a, Real b) { return !(a < b); };  // true for NaN, too
  const bool ascending = std::adjacent_find(s.omega.begin(), s.omega.end(), not_below) == s.omega.end();
  const bool positive = std::all_of(s.density.begin(), s.density.end(), [](Real j) { return j >= 0; });
  if (s.omega.size() < 2 || s.omega.size() != s.density.size() || !ascending || !positive)
    throw std::invalid_argument(
        "a tabulated spectrum needs ascending frequencies and as many densities >= 0, two at least");
}

Real rate(const FlatEmission&, Real) { no_density(); }
Real rate(const FlatDamping& s, Real) { return s.gamma; }
Real rate(const Ohmic& s, Real w) {
  if (w <= 0) return 0;
  const Real x = w / s.cutoff;
  return two_pi * s.eta * s.cutoff * std::pow(x, s.exponent) * std::exp(-x);
}
Real rate(const Lorentzian& s, Real w) {
  const Real x = (w - s.center) / s.width;
  return s.gamma / (1 + x * x);
}
Real rate(const Tabulated& s, Real w) {
  require_table(s);
  if (w < s.omega.front() || w > s.omega.back()) return 0;
  const auto above = std::upper_bound(s.omega.begin() + 1, s.omega.end() - 1, w);
  const auto k = static_cast<std::size_t>(above - s.omega.begin());
  const Real t = (w - s.omega[k - 1]) / (s.omega[k] - s.omega[k - 1]);
  return two_pi * std::lerp(s.density[k - 1], s.density[k], t);
}

Real shift(const FlatEmission&, Real) { no_density(); }
Real shift(const FlatDamping&, Real) { return 0; }
Real shift(const Ohmic& s, Real w) {
  if (s.exponent != 1) throw std::domain_error("the level shift is known for Ohmic baths of exponent 1 only");
  const Real x = w / s.cutoff;
  if (x == 0) return -s.eta * s.cutoff;
  // For large x, exp(-x) Ei(x) overflows in its factors; Ei(x) exp(-x) -> 1/x + 1/x^2 + 2/x^3 + ...
  if (x > 600) return s.eta * s.cutoff / x * (1 + 2 / x + 6 / (x * x));
  return s.eta * s.cutoff * (-1 + x * std::exp(-x) * boost::math::expint(x));
}
Real shift(const Lorentzian& s, Real w) {
  const Real x = w - s.center;
  return 0.5 * s.gamma * s.width * x / (x * x + s.width * s.width);
}
Real shift(const Tabulated& s, Real w) {
  require_table(s);
  Real sum = 0;
  if (w == s.omega.front() && s.density.front() > 0) return -std::numeric_limits<Real>::infinity();
  if (w == s.omega.back() && s.density.back() > 0) return std::numeric_limits<Real>::infinity();
  // At an inner node the logarithms of the two segments that meet there cancel, because j is continuous.
  const auto log_distance = [w](Real node) { return w == node ? 0 : std::log(std::abs(w - node)); };
  for (std::size_t k = 1; k < s.omega.size(); ++k) {
    const Real a = s.omega[k - 1];
    const Real b = s.omega[k];
    const Real slope = (s.density[k] - s.density[k - 1]) / (b - a);
    const Real here = s.density[k - 1] + slope * (w - a);
    sum -= slope * (b - a);
    sum += here * (log_distance(a) - log_distance(b));
  }
  return sum;
}

}  // namespace

Real spectral_rate(const Spectrum& spectrum, Real w) {
  return std::visit([w](const auto& s) { return rate(s, w); }, spectrum);
}

Real spectral_slope(const Spectrum& spectrum) {
  if (const auto* ohmic = std::get_if<Ohmic>(&spectrum)) {
    if (ohmic->exponent > 1) return 0;
    return ohmic->exponent < 1 ? std::numeric_limits<Real>::infinity() : two_pi * ohmic->eta;
  }
  if (const auto* table = std::get_if<Tabulated>(&spectrum); table && table->omega.front() >= 0)
    return table->omega.front() > 0
               ? 0
               : two_pi * (table->density[1] - table->density[0]) / (table->omega[1] - table->omega[0]);
  return 0;
}

Real level_shift(const Spectrum& spectrum, Real w) {
  return std::visit([w](const auto& s) { return shift(s, w); }, spectrum);
}

std::vector<Real> landmarks(const Spectrum& spectrum) {
  if (const auto* ohmic = std::get_if<Ohmic>(&spectrum)) return {0, ohmic->cutoff};
  if (const auto* line = std::get_if<Lorentzian>(&spectrum))
    return {line->center - line->width, line->center, line->center + line->width};
  if (const auto* table = std::get_if<Tabulated>(&spectrum)) return table->omega;
  return {};
}

}  // namespace qalor
