// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/survey.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "qalor/report/provenance.hpp"
#include "qalor/report/result_writer.hpp"
#include "tests/report_example.hpp"

namespace qalor {
namespace {

TEST(Tally, CountsInTheOrderOfFirstOccurrence) {
  Tally tally;
  for (const auto* word : {"b", "a", "b"}) tally.add(word);
  EXPECT_EQ(tally.counts(), (std::vector<std::pair<std::string, std::size_t>>{{"b", 2}, {"a", 1}}));
}

TEST(Tally, OfManyDifferentTextsCountsTheRestTogether) {
  Tally tally;
  for (int i = 0; i < 1000; ++i) tally.add(std::to_string(i));
  EXPECT_EQ(tally.counts().size(), 101U);
  EXPECT_EQ(tally.counts().back(), (std::pair<std::string, std::size_t>{"others", 900}));
}

TEST(Survey, KnowsRangesWordsAndTroubles) {
  const example::TemporaryDirectory folder;
  const Study study = example::study({example::real_axis("epsilon", 200)});
  const auto points = example::points(study);
  write_result(folder / "result.nc", study, Table(points), provenance_attributes(study, {}));
  const ResultReader reader(folder / "result.nc");
  const Survey found = survey(reader);
  EXPECT_EQ(found.points, 200U);
  EXPECT_EQ(found.of_status[0], 171U);
  EXPECT_EQ(found.of_status[2] + found.of_status[3], 29U);
  ASSERT_EQ(found.troubles.size(), Survey::most_troubles);
  EXPECT_EQ(found.troubles[1].point, 10U);
  EXPECT_EQ(found.troubles[1].reason, "no state at point 10");
  const NumberRange& current = found.numbers.front();
  EXPECT_EQ(reader.variables()[current.variable].column.name, "heat_current_A");
  EXPECT_EQ(current.first, points[0].answer.quantities.number("heat_current_A"));
  EXPECT_TRUE(std::isnan(current.last));  // point 199 failed
  EXPECT_EQ(current.defined, 171U);
  EXPECT_GT(current.highest, current.lowest);
}

}  // namespace
}  // namespace qalor
