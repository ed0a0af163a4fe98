// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/crossings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace qalor {
namespace {

using testing::ElementsAre, testing::IsEmpty, testing::Pair, testing::SizeIs;

TEST(SignChanges, SkipDifferencesWithinRounding) {
  Samples samples;
  samples.add(1, 2, 1);
  samples.add(2, 1 + 1e-13, 1);
  samples.add(3, 1, 1 + 1e-13);
  samples.add(4, 1, 2);
  samples.add(5, std::nan(""), 2);
  samples.add(6, 0, 2);
  samples.add(7, 5, 2);
  EXPECT_THAT(sign_changes(samples), ElementsAre(Pair(0, 3), Pair(5, 6)));
}

/// A qubit with omega = 1 in a bath at beta, from the Gibbs state at beta + shift.
std::unique_ptr<ThermalPath> qubit(Real beta, Real shift, bool is_fermion) {
  const Real up = is_fermion ? fermi_occupation(beta) : bose_occupation(beta);
  const RateFlow flow({0, 1}, {Bath{"bath", beta, FlatDamping{1}}},
                      {{0, 1, 0, up, up * std::exp(beta), -beta, {1, 0}, 0, 0}});
  return level_path(flow, Relaxation(flow).thermal(shift));
}

TEST(BranchCrossings, FindTheCrossingOfAQubit) {
  const auto heating = qubit(0.5, 1.5, false), cooling = qubit(2, -1.5, false);
  const BranchCrossings found = branch_crossings(*heating, *cooling, 5);
  ASSERT_THAT(found.produced, SizeIs(1));
  EXPECT_NEAR(found.produced[0], 0.6101776077679558, 1e-12);
  EXPECT_THAT(found.fraction, IsEmpty());
  // Found also where the whole range is 10^6 times as long, and not where it ends before.
  EXPECT_NEAR(branch_crossings(*heating, *cooling, 5e6).produced.at(0), 0.6101776077679558, 1e-12);
  EXPECT_THAT(branch_crossings(*heating, *cooling, 0.6).produced, IsEmpty());
  EXPECT_THAT(branch_crossings(*heating, *cooling, 0).produced, IsEmpty());
}

TEST(BranchCrossings, CurvesThatStartWithOneSlopeDoNotCrossInRounding) {
  const auto heating = qubit(0.5, 1.5, true), cooling = qubit(2, -1.5, true);
  EXPECT_THAT(branch_crossings(*heating, *cooling, 1).produced, IsEmpty());
  EXPECT_THAT(branch_crossings(*heating, *cooling, 1e-6).produced, IsEmpty());
}

TEST(BranchCrossings, DoNotDependOnTheOrderOfTheBranches) {
  const auto heating = qubit(0.5, 1.5, false), cooling = qubit(2, -1.5, false);
  const BranchCrossings swapped = branch_crossings(*cooling, *heating, 5);
  ASSERT_THAT(swapped.produced, SizeIs(1));
  EXPECT_NEAR(swapped.produced[0], 0.6101776077679558, 1e-12);
}

}  // namespace
}  // namespace qalor
