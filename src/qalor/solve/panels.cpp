// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/panels.hpp"

#include <algorithm>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <limits>

namespace qalor {
namespace {

using Function = std::function<Real(Real)>;

constexpr unsigned bisections = 8;  // bisections of a panel; the cuts make more than a few a sign of trouble
constexpr Real infinity = std::numeric_limits<Real>::infinity();

/// Relative tolerance of a panel: a decade above the rounding of its 31 points, or what the rounding of a frequency
/// does to a function that varies over the width of the panel.
Real panel_tolerance(Real a, Real b) {
  return std::max(1e-12, 32 * std::numeric_limits<Real>::epsilon() * std::max(std::abs(a), std::abs(b)) / (b - a));
}

/// Boost (1.74) does not scale its error by the length of the interval: mapped to (-1, 1), where that length is 2.
void add_panel(const Function& f, Real a, Real b, Integral& sum) {
  using Rule = boost::math::quadrature::gauss_kronrod<Real, 31>;
  Real error = 0;
  Real magnitude = 0;
  if (std::isfinite(a) && std::isfinite(b)) {
    const Real middle = 0.5 * (a + b);
    const Real half = 0.5 * (b - a);
    sum.value += Rule::integrate([&](Real x) { return half * f(middle + half * x); }, -1.0, 1.0, bisections,
                                 panel_tolerance(a, b), &error, &magnitude);
  } else {
    sum.value += Rule::integrate(f, a, b, bisections, 1e-12, &error, &magnitude);
  }
  sum.error += std::min(error, magnitude);
  sum.magnitude += magnitude;
}

}  // namespace

Integral over_half_line(const Function& f, const std::vector<Real>& cuts) {
  Integral sum;
  for (std::size_t k = 1; k < cuts.size(); ++k) add_panel(f, cuts[k - 1], cuts[k], sum);
  add_panel(f, cuts.back(), infinity, sum);
  return sum;
}

Integral over_line(const Function& f, const std::vector<Real>& cuts) {
  Integral sum = over_half_line(f, cuts);
  add_panel(f, -infinity, cuts.front(), sum);
  return sum;
}

}  // namespace qalor
