// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/uncertainty.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace qalor {
namespace {

TEST(InverseXTanhX, HasTheKnownValuesToRounding) {
  const std::vector<std::pair<Real, Real>> known{
      {1e-12, 1.0000000000001666e-6}, {0.01, 0.10016697255905552}, {0.1, 0.3215959046912104}, {0.5, 0.7717023192091043},
      {1, 1.1996786402577337},        {2, 2.0653381389747048},     {10, 10.00000004122307}};
  for (const auto& [y, x] : known) EXPECT_NEAR(inverse_x_tanh_x(y) / x, 1, 1e-14) << y;
}

TEST(InverseXTanhX, InvertsAtAnySize) {
  for (Real y = 1e-300; y < 1e300; y *= 7) {
    const Real x = inverse_x_tanh_x(y);
    EXPECT_NEAR(x * std::tanh(x) / y, 1, 4e-15) << y;
  }
  EXPECT_EQ(inverse_x_tanh_x(0), 0);
  EXPECT_EQ(inverse_x_tanh_x(5e-324), std::sqrt(5e-324));
  // Both sides of the switch between series and Newton's steps.
  EXPECT_NEAR(inverse_x_tanh_x(1e-3 * (1 - 1e-15)) / inverse_x_tanh_x(1e-3), 1, 1e-14);
}

TEST(TkurFunction, LiesBelowBothSimpleBoundsAndMeetsThemAtItsEnds) {
  for (const Real sigma : {1e-9, 0.01, 1.0, 30.0, 1e6})
    for (const Real activity : {1e-9, 0.01, 1.0, 30.0, 1e6})
      EXPECT_LE(tkur_function(sigma, activity), (1 + 1e-14) * std::min(0.5 * sigma, activity));
  EXPECT_NEAR(tkur_function(1e-9, 1) / 0.5e-9, 1, 1e-9);  // near equilibrium: Sigma/2
  EXPECT_NEAR(tkur_function(1e3, 1), 1, 1e-14);           // far from it: A
  EXPECT_EQ(tkur_function(0, 1), 0);
  EXPECT_EQ(tkur_function(1, 0), 0);
  EXPECT_TRUE(std::isnan(tkur_function(std::nan(""), 1)));
}

}  // namespace
}  // namespace qalor
