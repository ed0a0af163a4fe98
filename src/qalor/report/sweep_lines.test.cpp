// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/sweep_lines.hpp"

#include <gtest/gtest.h>

#include "tests/report_example.hpp"

namespace qalor {
namespace {

TEST(SweepLines, GoAlongTheFirstNumericAxis) {
  const auto lines = sweep_lines(example::study({{"coupling", {std::string("noise"), std::string("coherent")}},
                                                 example::real_axis("epsilon", 3),
                                                 {"levels", {std::int64_t{2}, std::int64_t{3}}}}));
  ASSERT_TRUE(lines);
  EXPECT_EQ(lines->axis, "epsilon");
  EXPECT_EQ(lines->x, (std::vector<double>{1, 1.125, 1.25}));
  ASSERT_EQ(lines->lines.size(), 2U);
  EXPECT_EQ(lines->lines[1].points, (std::vector<std::size_t>{6, 8, 10}));
  EXPECT_EQ(lines->lines[1].words, "coupling = coherent, levels = 2");
}

TEST(SweepLines, OfAnAxisAloneAreOneWithoutLabel) {
  const auto lines = sweep_lines(example::study({example::real_axis("epsilon", 1000)}));
  ASSERT_TRUE(lines);
  ASSERT_EQ(lines->lines.size(), 1U);
  EXPECT_TRUE(lines->lines[0].words.empty());
  EXPECT_EQ(lines->lines[0].points.size(), 400U);
  EXPECT_EQ(lines->lines[0].points.back(), 999U);
}

TEST(SweepLines, AreNoneWithoutANumericAxis) {
  EXPECT_FALSE(sweep_lines(example::study()));
  EXPECT_FALSE(sweep_lines(example::study({{"hot", {true, false}}})));
  EXPECT_FALSE(sweep_lines(example::study({example::real_axis("epsilon", 1)})));
}

TEST(EvenSelection, HoldsBothEnds) {
  EXPECT_EQ(even_selection(3, 5), (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_EQ(even_selection(100, 3), (std::vector<std::size_t>{0, 49, 99}));
  EXPECT_EQ(even_selection(1, 5), (std::vector<std::size_t>{0}));
}

TEST(Label, ShowsNumbersBrieflyAndTextsAsTheyAre) {
  EXPECT_EQ(label_value(0.123456), "0.1235");
  EXPECT_EQ(label_value(std::int64_t{3}), "3");
  EXPECT_EQ(label_value(std::string("flat_emission")), "flat_emission");
  EXPECT_EQ(label_value(true), "true");
  EXPECT_EQ(html_of(axis_label("epsilon", "epsilon", "rate")), "ε [rate]");
  EXPECT_EQ(html_of(axis_label("n_A", "", "1")), "n_A");
}

}  // namespace
}  // namespace qalor
