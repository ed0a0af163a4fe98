// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/uncertainty.hpp"

#include <cmath>

namespace qalor {
namespace {

/// x tanh x by its series, for x^2 below a thousandth: the first term left out is 1382 x^12/155925.
Real small_x_tanh_x(Real square) {
  return square * (1 - square * (1.0 / 3 - square * (2.0 / 15 - square * (17.0 / 315 - square * 62.0 / 2835))));
}

}  // namespace

Real inverse_x_tanh_x(Real y) {
  if (!(y > 0) || std::isinf(y)) return y;
  if (y < 1e-3) {  // in x^2, of which y is almost the same: nothing underflows
    Real square = y;
    for (int step = 0; step < 20; ++step) square += y - small_x_tanh_x(square);
    return std::sqrt(square);
  }
  if (y > 20) return y * (1 + 2 * std::exp(-2 * y));  // tanh y = 1 - 2 exp(-2y) to rounding; y^2 may overflow
  Real x = 0.5 * (y + std::sqrt(y * y + 4 * y));      // above the root: Newton's steps fall onto it
  for (int step = 0; step < 8; ++step) {
    const Real t = std::tanh(x);
    x -= (x * t - y) / (t + x * (1 - t * t));
  }
  return x;
}

Real tkur_function(Real entropy_production, Real activity) {
  if (std::isnan(entropy_production) || std::isnan(activity)) return std::nan("");
  if (!(entropy_production > 0) || !(activity > 0)) return 0;
  const Real tanh = std::tanh(inverse_x_tanh_x(entropy_production / (2 * activity)));
  return activity * tanh * tanh;
}

}  // namespace qalor
