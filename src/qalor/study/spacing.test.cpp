// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/spacing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace qalor {
namespace {

using Numbers = std::vector<double>;

TEST(Spacing, GivesWholeStepsExactly) {
  EXPECT_EQ(spaced({0, 1, 5}), (Numbers{0, 0.25, 0.5, 0.75, 1}));
  EXPECT_EQ(spaced({1, 10, 10}), (Numbers{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
  EXPECT_EQ(spaced({0, 1, 11})[3], 0.3);
}

TEST(Spacing, GivesWholeDecadesExactly) {
  EXPECT_EQ(spaced({0.01, 10, 4, Scale::logarithmic}), (Numbers{0.01, 0.1, 1, 10}));
  EXPECT_EQ(spaced({-100, -1, 3, Scale::logarithmic}), (Numbers{-100, -10, -1}));
}

TEST(Spacing, CanFall) { EXPECT_EQ(spaced({2, -2, 5}), (Numbers{2, 1, 0, -1, -2})); }

TEST(Spacing, OfOnePointIsThatPoint) { EXPECT_EQ(spaced({0.3, 0.3, 1}), Numbers{0.3}); }

TEST(Spacing, KeepsEqualEnds) { EXPECT_EQ(spaced({0.3, 0.3, 3}), (Numbers{0.3, 0.3, 0.3})); }

TEST(Spacing, MeetsItsEndsToTheBitAndNeverTurnsBack) {
  const double tiny = std::numeric_limits<double>::denorm_min();
  const double huge = std::numeric_limits<double>::max();
  for (const Spacing& spacing :
       {Spacing{0.1, 0.7, 1001}, Spacing{0.1, std::nextafter(0.1, 1), 50}, Spacing{-huge, huge, 33},
        Spacing{1.1, 9.7, 1001, Scale::logarithmic}, Spacing{tiny, huge, 100, Scale::logarithmic},
        Spacing{0.7, std::nextafter(0.7, 1), 50, Scale::logarithmic}}) {
    const Numbers values = spaced(spacing);
    ASSERT_EQ(values.size(), spacing.points);
    EXPECT_EQ(values.front(), spacing.from);
    EXPECT_EQ(values.back(), spacing.to);
    EXPECT_TRUE(std::is_sorted(values.begin(), values.end())) << spacing.from << " to " << spacing.to;
  }
}

TEST(Spacing, HasEqualRatiosOnALogarithmicScale) {
  const Numbers values = spaced({0.3, 70, 20, Scale::logarithmic});
  const double ratio = std::pow(70 / 0.3, 1.0 / 19);
  for (std::size_t i = 1; i < values.size(); ++i) {
    // Two powers of ten of exponents below 2, each good to an ulp or two.
    EXPECT_NEAR(values[i] / values[i - 1], ratio, 1e-14);
  }
}

}  // namespace
}  // namespace qalor
