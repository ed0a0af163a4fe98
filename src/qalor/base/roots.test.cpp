// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/roots.hpp"

#include <gtest/gtest.h>

namespace qalor {
namespace {

TEST(BracketedRoot, FindsRootsOfSmoothAndOfNastyFunctions) {
  const auto near = [](auto f, Real a, Real b, Real root) { EXPECT_NEAR(bracketed_root(f, a, b, 1e-14), root, 1e-13); };
  near([](Real x) { return x * x - 2; }, 0, 2, std::sqrt(2.0));
  near([](Real x) { return std::exp(x) - 5; }, -700, 700, std::log(5.0));
  near([](Real x) { return std::cbrt(x - 0.3); }, -1, 1, 0.3);
  near([](Real x) { return x < 0.7 ? -1.0 : 1e-300; }, 0, 1, 0.7);
  near([](Real x) { return std::pow(x - 1, 9); }, 0, 5, 1);
}

TEST(BracketedRoot, TakesEndsThatAreRootsAndEitherOrder) {
  EXPECT_EQ(bracketed_root([](Real x) { return x; }, 0, 1, 1e-14), 0);
  EXPECT_EQ(bracketed_root([](Real x) { return x - 1; }, 0, 1, 1e-14), 1);
  EXPECT_NEAR(bracketed_root([](Real x) { return x * x * x - 8; }, 5, -5, 1e-14), 2, 1e-14);
}

TEST(BracketedRoot, NeedsFewStepsWhereTheFunctionIsSmooth) {
  int steps = 0;
  (void)bracketed_root([&](Real x) { return ++steps, std::cos(x) - x; }, 0, 2, 1e-15);
  EXPECT_LT(steps, 12);
}

}  // namespace
}  // namespace qalor
