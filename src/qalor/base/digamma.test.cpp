// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/digamma.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>

namespace qalor {
namespace {

using std::numbers::egamma;
using std::numbers::ln2;
using std::numbers::pi;

TEST(Digamma, HasItsClosedForms) {
  // Abramowitz and Stegun, 6.3.2, 6.3.3.
  EXPECT_NEAR(digamma(1).real(), -egamma, 2e-15);
  EXPECT_NEAR(digamma(0.5).real(), -egamma - 2 * ln2, 2e-15);
  EXPECT_NEAR(digamma(2).real(), 1 - egamma, 2e-15);
  EXPECT_EQ(digamma(0.7).imag(), 0);
}

TEST(Digamma, OnTheLineOneHalfHasTheImaginaryPartOfAHyperbolicTangent) {
  // Abramowitz and Stegun, 6.3.12: Im psi(1/2 + iy) = (pi/2) tanh(pi y).
  for (const Real y : {-30.0, -3.0, -0.2, 0.0, 1e-3, 0.7, 5.0, 200.0})
    EXPECT_NEAR(digamma({0.5, y}).imag(), 0.5 * pi * std::tanh(pi * y), 3e-15) << y;
}

TEST(Digamma, RisesByOneOverItsArgument) {
  for (const Complex z : {Complex(0.1, 0.3), Complex(8.7, -2), Complex(9.5, 0), Complex(0.5, 9.9), Complex(4, 40)})
    EXPECT_LT(std::abs(digamma(z + 1.0) - digamma(z) - 1.0 / z), 5e-15) << z;
}

TEST(Digamma, IsTheSumOfItsPoles) {
  // psi(z) = -gamma + sum over n of 1/(n+1) - 1/(n+z) (6.3.16); the tail beyond M is (z-1)/M (1 - z/2M) + O(1/M^3).
  const Complex z(0.5, 1.3);
  constexpr int terms = 100'000;
  Complex sum = -egamma;
  for (int n = terms - 1; n >= 0; --n) sum += 1.0 / (n + 1.0) - 1.0 / (static_cast<Real>(n) + z);
  sum += (z - 1.0) / static_cast<Real>(terms) * (1.0 - z / (2.0 * terms));
  EXPECT_LT(std::abs(digamma(z) - sum), 1e-12);
}

TEST(Digamma, IsForPositiveRealPartsOnly) {
  for (const Complex z : {Complex(0, 1), Complex(-0.5, 1), Complex(std::numeric_limits<Real>::quiet_NaN(), 0)})
    EXPECT_THAT([&] { (void)digamma(z); },
                testing::ThrowsMessage<std::domain_error>("digamma is computed for positive real parts only"));
}

}  // namespace
}  // namespace qalor
