// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/uncertainty.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace qalor {
namespace {

TEST(InverseXTanhX, HasThePublishedValues) {
  const std::vector<std::pair<Real, Real>> values{
      {1e-12, 1.0000000000001666e-6}, {0.01, 0.10016697255905552}, {0.1, 0.3215959046912104}, {0.5, 0.7717023192091043},
      {1, 1.1996786402577337},        {2, 2.0653381389747048},     {10, 10.00000004122307}};
  for (const auto& [y, x] : values) EXPECT_NEAR(inverse_x_tanh_x(y), x, 1e-14 * x) << y;
}

TEST(InverseXTanhX, IsUndoneByXTanhXAtAnySize) {
  for (Real y = 1e-300; y < 1e300; y *= 7.3) {
    const Real x = inverse_x_tanh_x(y);
    // A relative error e of x changes x tanh x by at most 2e.
    EXPECT_NEAR(x * std::tanh(x) / y, 1, 4e-15) << y;
  }
  EXPECT_EQ(inverse_x_tanh_x(0), 0);
  EXPECT_EQ(inverse_x_tanh_x(std::numeric_limits<Real>::infinity()), std::numeric_limits<Real>::infinity());
}

TEST(TkurFunction, HasThePublishedValues) {
  EXPECT_NEAR(tkur_function(1, 2), 0.4590705980656659, 1e-13);
  EXPECT_NEAR(tkur_function(1e-6, 3), 4.999999722222225e-7, 1e-20);
  EXPECT_NEAR(tkur_function(50, 1), 1, 1e-13);
  EXPECT_NEAR(tkur_function(3, 0.5), 0.4952071427854559, 1e-13);
}

TEST(TkurFunction, IsBelowBothOfItsLimitsAndReachesThem) {
  for (const Real sigma : {1e-9, 1e-3, 1.0, 30.0})
    for (const Real a : {1e-6, 0.1, 2.0, 1e5})
      EXPECT_LE(tkur_function(sigma, a), std::min(0.5 * sigma, a) * (1 + 1e-15));
  EXPECT_EQ(tkur_function(std::numeric_limits<Real>::infinity(), 0.3), 0.3);
  EXPECT_EQ(tkur_function(0, 0.3), 0);
  EXPECT_EQ(tkur_function(1, 0), 0);
}

}  // namespace
}  // namespace qalor
