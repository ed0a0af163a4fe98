// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/table.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "qalor/report/json.hpp"
#include "qalor/report/shard.hpp"
#include "tests/report_example.hpp"

namespace qalor {
namespace {

using example::message_of;

/// Points as text, to the bit and in the order of their records.
std::string text_of(const Study& study, std::vector<Point> points) {
  for (std::size_t i = 0; i < points.size(); ++i) points[i].parameters = study.swept(i);
  return json_text(study, points);
}

std::string bytes_of(const Table& table) { return shard_bytes({}, 0, table); }

TEST(Table, GivesThePointsBackAsTheyWere) {
  const Study study = example::study({example::real_axis("epsilon", 60)});
  const auto points = example::points(study);
  EXPECT_EQ(text_of(study, Table(points).points()), text_of(study, points));
}

TEST(Table, DoesNotDependOnHowItWasPutTogether) {
  const Study study = example::study({example::real_axis("epsilon", 60)});
  const std::string whole = bytes_of(Table(example::points(study)));
  for (const std::size_t cut : {1U, 3U, 7U, 30U, 59U}) {
    Table table(example::points(study, 0, cut));
    table.append(Table(example::points(study, cut, 60)));
    EXPECT_EQ(bytes_of(table), whole) << cut;
  }
  Table table;
  for (std::size_t i = 0; i < 60; ++i) table.append(Table(example::points(study, i, i + 1)));
  EXPECT_EQ(bytes_of(table), whole);
}

TEST(Table, KeepsEveryBitOfANumber) {
  Answer answer;
  const double subnormal = std::numeric_limits<double>::denorm_min();
  answer.quantities.set("x", vector_datum({-0.0, subnormal, HUGE_VAL, std::nextafter(1.0, 2.0), std::nan("7")}));
  Table table;
  table.append(answer);
  const auto points = table.points();
  const auto& values = std::get<Array>(*points[0].answer.quantities.find("x")).values;
  EXPECT_TRUE(std::signbit(values[0]));
  EXPECT_EQ(values[1], subnormal);
  EXPECT_EQ(values[2], HUGE_VAL);
  EXPECT_EQ(values[3], std::nextafter(1.0, 2.0));
  EXPECT_TRUE(std::isnan(values[4]));
}

TEST(Table, KeepsTheKindAPointGivesToAName) {
  Answer real;
  real.quantities.set("x", 1.0);
  Answer word;
  word.quantities.set("x", std::string("none"));
  Answer list;
  list.quantities.set("x", vector_datum({}));
  Table table;
  for (const Answer& answer : {real, word, list}) table.append(answer);
  const auto points = table.points();
  EXPECT_EQ(std::get<double>(*points[0].answer.quantities.find("x")), 1.0);
  EXPECT_EQ(std::get<std::string>(*points[1].answer.quantities.find("x")), "none");
  EXPECT_EQ(std::get<Array>(*points[2].answer.quantities.find("x")).shape, std::vector<std::size_t>{0});
}

TEST(Table, RefusesAnArrayWhoseShapeDoesNotFit) {
  Answer answer;
  answer.quantities.set("matrix", Array{{2, 2}, {1, 2, 3}});
  Table table;
  EXPECT_EQ(message_of<std::invalid_argument>([&] { table.append(answer); }),
            "the shape of `matrix` does not fit its number of values");
}

TEST(Table, RefusesPartsThatDoNotFitEachOther) {
  const Column numbers{{Group::quantities, "x", Kind::real, 0}, {1, 2}, {}, {}, {}};
  const Column status{{Group::certificate, "status", Kind::integer, 0}, {}, {9}, {}, {}};
  const Column words{{Group::details, "w", Kind::text, 0}, {}, {}, {1}, {"only one"}};
  const Layout one = {{0, {}}};
  const auto refused = [](auto column, std::vector<Layout> layouts, std::vector<std::uint32_t> points) {
    return message_of<std::invalid_argument>([&] { Table({column}, std::move(layouts), std::move(points)); }) ==
           "the parts of a table do not fit each other";
  };
  EXPECT_FALSE(refused(numbers, {one}, {0, 0}));
  EXPECT_TRUE(refused(numbers, {one}, {0}));           // values left over
  EXPECT_TRUE(refused(numbers, {one}, {0, 0, 0}));     // values missing
  EXPECT_TRUE(refused(numbers, {one}, {0, 1}));        // no such layout
  EXPECT_TRUE(refused(numbers, {{{1, {}}}}, {0, 0}));  // no such column
  EXPECT_TRUE(refused(numbers, {{{0, {2}}}}, {0}));    // an array in a column of numbers
  EXPECT_TRUE(refused(status, {one}, {0}));            // no such status
  EXPECT_TRUE(refused(words, {one}, {0}));             // no such word
  const Column list{{Group::quantities, "x", Kind::real, 2}, {1, 2}, {}, {}, {}};
  const std::size_t huge = std::size_t{1} << 63;
  EXPECT_TRUE(refused(list, {{{0, {huge, 2}}}}, {0}));  // a product that overflows
}

TEST(Lines, AreJoinedAndSplitWithoutLoss) {
  for (const std::vector<std::string>& lines :
       {std::vector<std::string>{}, {"one"}, {"one", "two"}, {"a\nb", "\\n", "\\"}, {"\\", "\n\n"}})
    EXPECT_EQ(split_lines(joined_lines(lines)), lines);
}

}  // namespace
}  // namespace qalor
