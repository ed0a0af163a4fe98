// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/cli/text_table.hpp"

#include <gtest/gtest.h>

#include "qalor/cli/amount.hpp"

namespace qalor {
namespace {

TEST(TextTable, ColumnsAreAsWideAsTheirWidestCellAndLinesEndWithoutBlanks) {
  EXPECT_EQ(aligned({{"name", "x"}, {"omega", "10"}, {"g", ""}}, {Side::left, Side::right}),
            "name    x\n"
            "omega  10\n"
            "g\n");
}

TEST(TextTable, AnAccentCountsAsOneColumn) {
  EXPECT_EQ(aligned({{"Diósi", "a"}, {"Levy", "b"}}, {}), "Diósi  a\nLevy   b\n");
}

TEST(TextTable, ABrokenCharacterCountsAsOneColumn) { EXPECT_EQ(width_of("a\xff"), 2U); }

TEST(TextTable, WordsAreNeverBrokenAndLaterLinesHaveTheMargin) {
  EXPECT_EQ(wrapped("one two three incomprehensibilities", 9, "  "), "one two\n  three\n  incomprehensibilities");
  EXPECT_EQ(wrapped("", 9, "  "), "");
}

TEST(Amount, DurationsHaveTheUnitThatPeopleWouldChoose) {
  EXPECT_EQ(duration_text(0.00012), "0.12 ms");
  EXPECT_EQ(duration_text(0.43), "0.43 s");
  EXPECT_EQ(duration_text(12.4), "12 s");
  EXPECT_EQ(duration_text(59.7), "1 min 0 s");
  EXPECT_EQ(duration_text(200), "3 min 20 s");
  EXPECT_EQ(duration_text(7500), "2 h 5 min");
  EXPECT_EQ(duration_text(3.2 * 86400), "3 d 5 h");
}

TEST(Amount, SizesAreInPowersOfAThousand) {
  EXPECT_EQ(size_text(812), "812 bytes");
  EXPECT_EQ(size_text(1240), "1.2 kB");
  EXPECT_EQ(size_text(999'700), "1.0 MB");
  EXPECT_EQ(size_text(24.3e9), "24 GB");
}

}  // namespace
}  // namespace qalor
