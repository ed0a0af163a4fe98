// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/panels.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace qalor {
namespace {

using std::numbers::pi;

TEST(Panels, IntegrateALorentzianOverTheLineAndOverItsHalf) {
  const auto f = [](Real x) { return 1 / (1 + x * x); };
  EXPECT_NEAR(over_line(f, {-4, -1, 0, 1, 4}).value, pi, 1e-13);
  EXPECT_NEAR(over_half_line(f, {0, 1, 4}).value, pi / 2, 1e-13);
  EXPECT_NEAR(over_half_line(f, {1}).value, pi / 4, 1e-13);
}

TEST(Panels, SeeTheSizeOfWhatCancels) {
  const Integral odd = over_line([](Real x) { return x * std::exp(-x * x); }, {-3, 0, 3});
  EXPECT_NEAR(odd.value, 0, 1e-15);
  EXPECT_NEAR(odd.magnitude, 1, 1e-12);
  EXPECT_LT(odd.relative_error(), 1e-12);
  EXPECT_EQ(Integral{}.relative_error(), 0);
}

TEST(Panels, SayHowFarTheyAre) {
  // Eight bisections of (-1, 1) do not resolve ten thousand oscillations.
  const auto f = [](Real x) { return std::abs(x) < 1 ? std::abs(std::sin(3e4 * x)) : 0; };
  const Integral rough = over_line(f, {-1, 1});
  EXPECT_GT(rough.relative_error(), 1e-6);
  EXPECT_LT(std::abs(rough.value - 4 / pi), rough.error);
}

}  // namespace
}  // namespace qalor
