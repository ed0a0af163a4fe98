// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/bath/principal_value.hpp"

#include <cmath>
#include <numbers>
#include <stdexcept>

#include "qalor/base/digamma.hpp"

namespace qalor {

Real principal_value(const Bath& bath, Real w, Real band_edge) {
  const auto is_positive = [](Real x) { return x > 0 && std::isfinite(x); };
  if (!is_positive(bath.beta) || !is_positive(band_edge))
    throw std::domain_error("principal values need beta > 0 and a band of finite width");
  constexpr Real two_pi = 2 * std::numbers::pi;
  const Real x = bath.beta * (w - bath.chemical_potential);
  return digamma({0.5, x / two_pi}).real() - std::log(bath.beta * band_edge / two_pi);
}

}  // namespace qalor
