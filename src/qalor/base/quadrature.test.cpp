// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/quadrature.hpp"

#include <gtest/gtest.h>

namespace qalor {
namespace {

TEST(GaussRule, IsExactForPolynomialsUpToTwiceItsPoints) {
  const GaussRule<20> rule = gauss_rule<20>();
  for (int power = 0; power < 40; ++power) {
    Real sum = 0;
    for (std::size_t k = 0; k < rule.nodes.size(); ++k) sum += rule.weights[k] * std::pow(rule.nodes[k], power);
    EXPECT_NEAR(sum, power % 2 == 0 ? 2.0 / (power + 1) : 0, 1e-14) << power;
  }
  Real beyond = 0;
  for (std::size_t k = 0; k < rule.nodes.size(); ++k) beyond += rule.weights[k] * std::pow(rule.nodes[k], 40);
  EXPECT_GT(std::abs(beyond - 2.0 / 41), 1e-13);
}

}  // namespace
}  // namespace qalor
