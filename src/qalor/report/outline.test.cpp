// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/outline.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/report_example.hpp"

namespace qalor {
namespace {

std::vector<std::string> summary(const Outline& outline) {
  std::vector<std::string> lines;
  for (const ColumnOutline& column : outline.columns()) {
    std::string line = column.name.name + " " + std::to_string(column.present) + " " +
                       std::to_string(column.first_point) + " " + std::to_string(column.place) +
                       (column.ragged ? " ragged" : "") + (column.common ? " common" : "") +
                       (column.many_words ? " many" : "");
    for (const std::size_t length : column.shape) line += " " + std::to_string(length);
    for (const std::string& word : column.words) line += " " + word;
    lines.push_back(line);
  }
  return lines;
}

const ColumnOutline& column(const std::vector<ColumnOutline>& columns, const std::string& name) {
  return *std::find_if(columns.begin(), columns.end(), [&](const ColumnOutline& c) { return c.name.name == name; });
}

TEST(Outline, DoesNotDependOnTheCutsNorOnTheirOrder) {
  const Study study = example::study({example::real_axis("epsilon", 120)});
  Outline whole;
  whole.include(0, Table(example::points(study)));
  std::mt19937 random(1);
  for (int round = 0; round < 50; ++round) {
    std::vector<std::size_t> cuts = {0, 120};
    for (int i = 0; i < 6; ++i) cuts.push_back(1 + random() % 119);
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    std::vector<std::size_t> order(cuts.size() - 1);
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::shuffle(order.begin(), order.end(), random);
    Outline pieces;
    for (const std::size_t i : order) pieces.include(cuts[i], Table(example::points(study, cuts[i], cuts[i + 1])));
    EXPECT_EQ(summary(pieces), summary(whole));
    EXPECT_EQ(pieces.points(), 120U);
  }
}

TEST(Outline, KnowsTheLargestShapeAndWhoIsMissing) {
  const Study study = example::study({example::real_axis("epsilon", 14)});
  Outline outline;
  outline.include(0, Table(example::points(study)));
  const auto columns = outline.columns();
  EXPECT_EQ(columns[0].name.name, "heat_current_A");
  EXPECT_EQ(columns[0].present, 12U);  // points 3 and 10 failed
  EXPECT_EQ(column(columns, "matrix").shape, (std::vector<std::size_t>{2, 2}));
  EXPECT_TRUE(column(columns, "matrix").ragged);
  EXPECT_EQ(column(columns, "reason").present, 2U);
}

TEST(Outline, SeesAGridThatAllPointsShare) {
  const Study study = example::study({example::real_axis("epsilon", 14)});
  Outline outline;
  outline.include(0, Table(example::points(study)));
  EXPECT_EQ(column(outline.columns(), "time").common, (std::vector<double>{0, 0.5, 1}));
  EXPECT_FALSE(column(outline.columns(), "n_A").common);
  Answer other;
  other.quantities.set("time", vector_datum({0, 0.5, 1.0000000000000002}));
  Table table;
  table.append(other);
  outline.include(14, table);
  EXPECT_FALSE(column(outline.columns(), "time").common);
}

TEST(Outline, ForgetsTheWordsWhereThereAreTooMany) {
  Outline outline;
  for (std::size_t i = 0; i <= ColumnOutline::most_words; ++i) {
    Answer answer;
    answer.certificate.method = "method " + std::to_string(i);
    Table table;
    table.append(answer);
    outline.include(i, table);
  }
  const auto columns = outline.columns();
  EXPECT_TRUE(column(columns, "method").many_words);
  EXPECT_TRUE(column(columns, "method").words.empty());
  EXPECT_EQ(column(columns, "warnings").words, std::set<std::string>{""});
}

}  // namespace
}  // namespace qalor
