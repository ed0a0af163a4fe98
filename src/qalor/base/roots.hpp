#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <algorithm>
#include <cmath>
#include <limits>

#include "qalor/base/linalg.hpp"

namespace qalor {

/// A root of a continuous function between two places where its signs differ, to within `tolerance` (absolute) plus
/// rounding: inverse quadratic interpolation where it is safe, bisection elsewhere.
/// Source: T. R. Chandrupatla, Adv. Eng. Softw. 28, 145 (1997), doi:10.1016/S0965-9978(96)00051-8.
template <class Function>
Real bracketed_root(Function f, Real a, Real b, Real tolerance) {
  Real fa = f(a);
  Real fb = f(b);
  if (fa == 0) return a;
  Real c = a, fc = fa, t = 0.5;
  for (int step = 0; step < 200 && fb != 0; ++step) {
    const Real x = a + t * (b - a);
    const Real fx = f(x);
    if ((fx > 0) == (fa > 0)) {
      c = a;
      fc = fa;
    } else {
      c = b;
      fc = fb;
      b = a;
      fb = fa;
    }
    a = x;
    fa = fx;
    const Real best = std::abs(fa) < std::abs(fb) ? a : b;
    const Real nearest = 2 * std::numeric_limits<Real>::epsilon() * std::abs(best) + 0.5 * tolerance;
    const Real limit = nearest / std::abs(b - a);
    if (limit > 0.5 || fa == 0) return best;
    const Real xi = (a - b) / (c - b);
    const Real phi = (fa - fb) / (fc - fb);
    const bool is_safe = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
    t = is_safe ? fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb) : 0.5;
    t = std::clamp(t, limit, 1 - limit);
  }
  return fb == 0 ? b : a;
}

}  // namespace qalor
