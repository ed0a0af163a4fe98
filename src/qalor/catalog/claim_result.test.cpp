// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/claim_result.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace qalor {
namespace {

TEST(ClaimResult, HoldsWithinARelativeTolerance) {
  EXPECT_TRUE(near(-2, -2 * (1 + 0.9e-9), 1e-9).holds);
  EXPECT_FALSE(near(-2, -2 * (1 + 1.1e-9), 1e-9).holds);
  EXPECT_FALSE(near(-2, 2, 1e-9).holds);
  EXPECT_FALSE(near(1, std::nan(""), 1e-9).holds);
}

TEST(ClaimResult, ComparesListsElementByElement) {
  EXPECT_TRUE(near({1, 2}, {1, 2}, 0).holds);
  EXPECT_FALSE(near({1, 2}, {1, 2.1}, 1e-3).holds);
  EXPECT_FALSE(near({1, 2}, std::vector<Real>{1}, 1e-3).holds);
  EXPECT_EQ(near({1, 2}, {1, 2.5}, 0).expected, "1, 2");
  EXPECT_EQ(near({1, 2}, {1, 2.5}, 0).found, "1, 2.5");
}

TEST(ClaimResult, HoldsBelowABound) {
  EXPECT_TRUE(below(1e-12, 0).holds);
  EXPECT_TRUE(below(1e-12, -1).holds);
  EXPECT_FALSE(below(1e-12, 1e-12).holds);
  EXPECT_FALSE(below(1e-12, std::nan("")).holds);
  EXPECT_EQ(below(1e-12, 3e-15).expected, "< 1e-12");
  EXPECT_EQ(below(1e-12, 3e-15).found, "3.0e-15");
}

}  // namespace
}  // namespace qalor
