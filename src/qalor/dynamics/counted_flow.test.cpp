// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/dynamics/counted_flow.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace qalor {
namespace {

Matrix transition(Eigen::Index d, Eigen::Index to, Eigen::Index from) {
  Matrix out = Matrix::Zero(d, d);
  out(to, from) = 1;
  return out;
}

/// Up and down of a qubit at rates 0.2 and 0.7, and dephasing that is its own reverse.
CountedFlow qubit_flow(Real up) {
  const Real s = std::log(0.7 / 0.2);
  Matrix z = Matrix::Zero(2, 2);
  z.diagonal() << 1, -1;
  return counted_flow(
      Matrix::Zero(2, 2),
      {{transition(2, 1, 0), up, -s, 1, {1}}, {transition(2, 0, 1), 0.7, s, 0, {-1}}, {z, 0.1, 0, 2, {0}}}, {"quanta"});
}

TEST(CountedFlow, KnowsPairsInDetailedBalance) {
  const CountedFlow flow = qubit_flow(0.2);
  for (std::size_t k = 0; k < 3; ++k) EXPECT_LT(detailed_balance_residual(flow, k), 1e-15);
  EXPECT_FALSE(first_unpaired(flow).has_value());
  EXPECT_NEAR(detailed_balance_residual(qubit_flow(0.3), 0), 1 - std::sqrt(0.2 / 0.3), 1e-15);
}

TEST(CountedFlow, LeavesOutJumpsThatNeverHappen) {
  const CountedFlow flow = qubit_flow(0);
  ASSERT_EQ(flow.jumps().size(), 2U);
  EXPECT_EQ(first_unpaired(flow), std::size_t{0});
  EXPECT_TRUE(std::isinf(flow.entropy[0]));
  EXPECT_EQ(flow.jumps()[1].partner, std::size_t{1}) << "dephasing is still its own reverse";
  EXPECT_EQ(flow.count("quanta").weights, (JumpWeights{-1, 0}));
  EXPECT_FALSE(entropy_weights(flow).has_value());
}

TEST(CountedFlow, TellsAntisymmetricCounts) {
  const CountedFlow flow = qubit_flow(0.2);
  EXPECT_TRUE(is_antisymmetric(flow, {1, -1, 0}));
  EXPECT_FALSE(is_antisymmetric(flow, {1, -1, 0.5})) << "a jump that is its own reverse cannot count";
  EXPECT_FALSE(is_antisymmetric(flow, activity_weights(flow)));
  EXPECT_FALSE(is_antisymmetric(qubit_flow(0), {-1, 0})) << "nothing reverses the only jump that counts";
  EXPECT_TRUE(is_antisymmetric(qubit_flow(0), {0, 0}));
}

TEST(CountedFlow, RatesAndDissipatorsAddUpToTheMotion) {
  const CountedFlow flow = qubit_flow(0.2);
  Matrix rho(2, 2);
  rho << 0.6, Complex(0.1, 0.2), Complex(0.1, -0.2), 0.4;
  const RealVector a = jump_rates(flow.flow, rho);
  EXPECT_NEAR(a(0), 0.2 * 0.6, 1e-16);
  EXPECT_NEAR(a(1), 0.7 * 0.4, 1e-16);
  EXPECT_NEAR(a(2), 0.1, 1e-16);
  Matrix sum = Matrix::Zero(2, 2);
  for (const Jump& jump : flow.jumps()) sum += jump_dissipator(jump, rho);
  EXPECT_LT((sum - flow.flow.derivative(DensityMatrix::unchecked(flow.flow.space(), rho))).norm(), 1e-16);
  EXPECT_NEAR((current_operator(flow.flow, {1, -1, 0}) * rho).trace().real(), a(0) - a(1), 1e-16);
}

}  // namespace
}  // namespace qalor
