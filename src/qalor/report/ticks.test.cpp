// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/ticks.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace qalor {
namespace {

std::string labels(const Ticks& ticks) {
  std::string text;
  for (const Tick& tick : ticks.ticks) text += tick.label.empty() ? "" : tick.label + " ";
  return text;
}

TEST(Ticks, AreRoundNumbers) {
  EXPECT_EQ(labels(ticks({0, 10})), "0 2 4 6 8 10 ");
  EXPECT_EQ(labels(ticks({-0.16, 0.11})), "\u22120.15 \u22120.10 \u22120.05 0.00 0.05 0.10 ");
  EXPECT_EQ(labels(ticks({0.18, 0.27})), "0.18 0.20 0.22 0.24 0.26 ");
}

TEST(Ticks, OfSmallAndLargeNumbersHaveACommonPower) {
  const Ticks small = ticks({0, 4e-5});
  EXPECT_EQ(labels(small), "0 1 2 3 4 ");
  EXPECT_EQ(small.exponent, -5);
  EXPECT_EQ(ticks({0, 3e7}).exponent, 7);
  EXPECT_EQ(ticks({0, 3000}).exponent, 0);
}

TEST(Ticks, OfALogarithmicScaleAreDecades) {
  EXPECT_EQ(labels(ticks({0.01, 10, true})), "0.01 0.1 1 10 ");
  EXPECT_EQ(labels(ticks({1, 30, true})), "1 2 5 10 20 ");
  EXPECT_EQ(labels(ticks({1e-12, 1e-2, true})), "10⁻¹² 10⁻¹⁰ 10⁻⁸ 10⁻⁶ 10⁻⁴ 10⁻² ");
}

TEST(Ticks, LieInTheRangeAndAreFew) {
  std::mt19937_64 random(9);
  std::uniform_real_distribution<double> exponent(-300, 300);
  std::uniform_real_distribution<double> offset(-2, 2);
  for (int round = 0; round < 2000; ++round) {
    const double size = std::pow(10, exponent(random));
    const double lowest = offset(random) * size;
    const Scale scale{lowest, lowest + size};
    const Ticks marks = ticks(scale);
    EXPECT_GE(marks.ticks.size(), 2U);
    EXPECT_LE(marks.ticks.size(), 9U);
    for (const Tick& tick : marks.ticks) {
      EXPECT_GE(scale.place(tick.value), -1e-6);
      EXPECT_LE(scale.place(tick.value), 1 + 1e-6);
      EXPECT_LT(tick.label.size(), 12U);
    }
  }
}

TEST(Scale, ShowsAllFiniteValues) {
  const Scale scale = linear_scale_of({1, std::nan(""), 3, HUGE_VAL}, 0.05);
  EXPECT_DOUBLE_EQ(scale.lowest, 0.9);
  EXPECT_DOUBLE_EQ(scale.highest, 3.1);
  EXPECT_DOUBLE_EQ(scale.place(2), 0.5);
  EXPECT_DOUBLE_EQ(logarithmic_scale_of({1, 100}).place(10), 0.5);
}

TEST(Scale, OfOneValueHasAnExtent) {
  for (const double x : {0.0, 1.0, -3.0, 1e-300}) {
    const Scale scale = linear_scale_of({x, x}, 0.05);
    EXPECT_LT(scale.lowest, x);
    EXPECT_GT(scale.highest, x);
  }
  EXPECT_DOUBLE_EQ(logarithmic_scale_of({4}).place(4), 0.5);
  EXPECT_LT(linear_scale_of({}, 0).lowest, linear_scale_of({}, 0).highest);
}

TEST(Scale, DoesNotMagnifyRounding) {
  const Scale scale = linear_scale_of({1, 1 + 1e-15}, 0.05);
  EXPECT_NEAR(scale.lowest, 0.5, 1e-12);
}

TEST(Spacing, IsRecognised) {
  EXPECT_TRUE(is_logarithmic({0.01, 0.1, 1, 10}));
  EXPECT_TRUE(is_logarithmic({8, 4, 2, 1}));
  EXPECT_FALSE(is_logarithmic({1, 2, 3, 4}));
  EXPECT_FALSE(is_logarithmic({-1, -10, -100}));
  EXPECT_FALSE(is_logarithmic({1, 10}));
  EXPECT_FALSE(is_logarithmic({1, 1, 1}));
  EXPECT_FALSE(is_logarithmic({1, 1.1, 1.21}));  // hardly any different from even
}

}  // namespace
}  // namespace qalor
