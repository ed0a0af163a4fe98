// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/scaled.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace qalor {
namespace {

TEST(Scaled, KeepsWhatADoubleLoses) {
  const Scaled tiny = Scaled::decay(1e5);
  EXPECT_EQ(tiny.value(), 0);
  EXPECT_NEAR((tiny / Scaled::decay(1e5 - 1)).value(), std::exp(-1.0), 1e-10);  // roundings of 1e5
  EXPECT_EQ((tiny * tiny * tiny / tiny / tiny / tiny).value(), 1);
}

TEST(Scaled, IsExactOnWhatADoubleHolds) {
  for (const double x : {0.0, 5e-324, 1e-300, 3e-77, 0.1, 1.0, 3e77, 1e300}) EXPECT_EQ(Scaled(x).value(), x);
  EXPECT_EQ((Scaled(3) * 0.5 + 0.25).value(), 1.75);
  EXPECT_EQ((Scaled(1e300) * 1e300 / 1e300).value(), 1e300);
}

TEST(Scaled, AddsAcrossItsExponents) {
  EXPECT_EQ((Scaled(0x1p-300) + 0x1p-255).value(), 0x1p-300 + 0x1p-255);
  EXPECT_EQ((Scaled::decay(2000) + 1).value(), 1);
  EXPECT_NEAR((Scaled(0) + Scaled::decay(700)).value() / std::exp(-700.0), 1, 1e-13);  // rounding of 700
  const double half = (Scaled::decay(1000) / (Scaled::decay(1000) + Scaled::decay(1000))).value();
  EXPECT_EQ(half, 0.5);
}

TEST(Scaled, OverflowsToInfinityAndKeepsNan) {
  EXPECT_EQ((Scaled(1e300) * 1e300).value(), std::numeric_limits<double>::infinity());
  EXPECT_TRUE(std::isnan((Scaled(0) / Scaled(0)).value()));
}

}  // namespace
}  // namespace qalor
