// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/gauss.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace qalor {
namespace {

TEST(GaussLegendre, IsExactForPolynomialsUpToTwiceItsPoints) {
  const Rule& rule = gauss_legendre(20);
  for (int power = 0; power < 40; ++power) {
    Real sum = 0;
    for (std::size_t k = 0; k < rule.nodes.size(); ++k) sum += rule.weights[k] * std::pow(rule.nodes[k], power);
    EXPECT_NEAR(sum, power % 2 == 0 ? 2.0 / (power + 1) : 0, 1e-14) << power;
  }
  Real beyond = 0;
  for (std::size_t k = 0; k < rule.nodes.size(); ++k) beyond += rule.weights[k] * std::pow(rule.nodes[k], 40);
  EXPECT_GT(std::abs(beyond - 2.0 / 41), 1e-13);
}

TEST(GaussLegendre, IsSymmetricAndAscendingForEvenAndOddCounts) {
  for (const std::size_t n : {1, 2, 15, 24}) {
    const Rule& rule = gauss_legendre(n);
    ASSERT_EQ(rule.size(), n);
    Real sum = 0;
    for (std::size_t k = 0; k < n; ++k) {
      EXPECT_NEAR(rule.nodes[k], -rule.nodes[n - 1 - k], 1e-15);
      if (k > 0) {
        EXPECT_GT(rule.nodes[k], rule.nodes[k - 1]);
      }
      sum += rule.weights[k];
    }
    EXPECT_NEAR(sum, 2, 1e-14) << n;
  }
}

}  // namespace
}  // namespace qalor
