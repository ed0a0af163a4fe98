// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/dynamics/cuts.hpp"

#include <gmock/gmock.h>

namespace qalor {
namespace {

using testing::ElementsAre;

TEST(Cuts, SurroundAPeakInGeometricSteps) {
  std::vector<Real> cuts{7};
  add_peak(2, 0.5, 10, cuts);
  EXPECT_THAT(cuts, ElementsAre(7, 2, 1.5, 2.5, 0, 4, -6, 10));
}

TEST(Cuts, OfAPeakWithoutWidthStartAtRounding) {
  std::vector<Real> cuts;
  add_peak(0, 0, 1, cuts);
  EXPECT_EQ(cuts.size(), 1 + 2 * 20u);  // 4^20 = 1.1e12
  EXPECT_EQ(cuts[2], 1e-12);
}

TEST(OrderedCuts, AscendWithinTheirEndsAndCountOnce) {
  EXPECT_THAT(ordered_cuts({3, -5, 1, 1 + 1e-15, 9}, -2, 4), ElementsAre(-2, 1, 3, 4));
}

}  // namespace
}  // namespace qalor
