// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/lanes.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace qalor {
namespace {

std::array<double, 2> at(double x) {
  const Exponential found = exponential(Pack{} + x);
  return {found.value[3], found.minus_one[3]};
}

double ulps(double found, long double exact) {
  const double near = std::abs(static_cast<double>(exact));
  return static_cast<double>(std::abs(found - exact)) / (std::nextafter(near, HUGE_VAL) - near);
}

TEST(Exponential, IsWithinTwoUlpOverItsRange) {
  double worst = 0, worst_minus_one = 0;
  for (int n = -200000; n <= 200000; ++n) {
    const double x = 3.5e-3 * n + 1e-7 * n * (n % 7);
    const auto [value, minus_one] = at(x);
    worst = std::max(worst, ulps(value, std::exp(static_cast<long double>(x))));
    worst_minus_one = std::max(worst_minus_one, ulps(minus_one, std::expm1(static_cast<long double>(x))));
  }
  EXPECT_LE(worst, 2);
  EXPECT_LE(worst_minus_one, 2);
}

TEST(Exponential, MinusOneKeepsItsDigitsAtSmallArguments) {
  for (double x = 1e-300; x < 1; x *= 1.7) {
    EXPECT_LE(ulps(at(x)[1], std::expm1(static_cast<long double>(x))), 2) << x;
    EXPECT_LE(ulps(at(-x)[1], std::expm1(static_cast<long double>(-x))), 2) << x;
  }
  EXPECT_EQ(at(0), (std::array{1.0, 0.0}));
}

}  // namespace
}  // namespace qalor
