// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/digamma.hpp"

#include <array>
#include <stdexcept>

namespace qalor {
namespace {

/// From |z| = 10 on, the first term left out is below 5e-17.
constexpr Real far_from_the_poles = 10;

/// B_2k/2k for k = 1 .. 7.
constexpr std::array<Real, 7> coefficients{1.0 / 12,  -1.0 / 120,       1.0 / 252, -1.0 / 240,
                                           1.0 / 132, -691.0 / 32760.0, 1.0 / 12};

}  // namespace

Complex digamma(Complex z) {
  if (!(z.real() > 0)) throw std::domain_error("digamma is computed for positive real parts only");
  Complex below = 0;
  for (; std::abs(z) < far_from_the_poles; z += 1.0) below += 1.0 / z;
  const Complex square = 1.0 / (z * z);
  Complex series = 0;
  for (auto c = coefficients.rbegin(); c != coefficients.rend(); ++c) series = (series + *c) * square;
  return std::log(z) - 0.5 / z - series - below;
}

}  // namespace qalor
