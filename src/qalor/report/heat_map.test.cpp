// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/heat_map.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace qalor {
namespace {

using testing::HasSubstr, testing::Not;

std::size_t count(const std::string& text, const std::string& word) {
  std::size_t number = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++number;
  return number;
}

HeatMap codes() {
  HeatMap map;
  map.title = "a < b";
  map.x = {1, 2, 3};
  map.y = {0, 1};
  map.values = {-1, 0, 0, 1, 1, 1};
  map.first_code = -1;
  map.codes = {"not_defined", "none", "some", "unseen"};
  return map;
}

TEST(HeatMap, DrawsCellsThatLookAlikeAsOne) {
  const std::string text = svg(codes(), "m");
  EXPECT_EQ(count(text, "<rect class=\"code-0\" x="), 1u);
  EXPECT_EQ(count(text, "<rect class=\"code-1\" x="), 1u);
  EXPECT_EQ(count(text, "<rect class=\"code-2\" x="), 1u);
}

TEST(HeatMap, ListsTheCodesThatOccur) {
  const std::string text = svg(codes(), "m");
  EXPECT_THAT(text, HasSubstr("not defined"));
  EXPECT_THAT(text, HasSubstr(">some<"));
  EXPECT_THAT(text, Not(HasSubstr("unseen")));
  EXPECT_THAT(text, HasSubstr("a &lt; b"));
}

TEST(HeatMap, LeavesUndefinedCellsBlankAndShadesTheRest) {
  HeatMap map = codes();
  map.codes.clear();
  map.values = {-2, 0, 2, std::numeric_limits<double>::quiet_NaN(), 2, -2};
  const std::string cells = svg(map, "m").substr(0, svg(map, "m").find("</g>"));
  EXPECT_EQ(count(cells, "<rect "), 5u);
  EXPECT_EQ(count(cells, "#ffffff"), 1u);  // zero
  EXPECT_EQ(count(cells, "#be4b00"), 2u);  // the largest
  EXPECT_EQ(count(cells, "#055aaa"), 2u);  // the lowest
}

TEST(HeatMap, DrawsAtMostSoManyCells) {
  HeatMap map;
  for (int i = 0; i < 1000; ++i) map.x.push_back(i);
  map.y = map.x;
  for (int i = 0; i < 1000000; ++i) map.values.push_back(i % 7);
  EXPECT_LT(count(svg(map, "m"), "<rect "), 120u * 120u + 50u);
}

TEST(HeatMap, BreaksLinesWhereTheyLeaveThePicture) {
  HeatMap map = codes();
  map.lines = {{literal("stall"), {1, 1.5, 2, 2.5, 3}, {0, 0.5, 9, 0.5, 0.2}}};
  const std::string text = svg(map, "m");
  const std::string path = text.substr(text.find("<path class=\"over-0\""), 120);
  EXPECT_EQ(count(path.substr(0, path.find("/>")), "M"), 2u);
}

TEST(Standalone, IsAFileWithItsOwnColours) {
  const std::string file = standalone(svg(codes(), "m"));
  EXPECT_EQ(file.find("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\""), 0u);
  EXPECT_THAT(file, HasSubstr("<style>"));
  EXPECT_THAT(file, HasSubstr("--k1:"));
}

}  // namespace
}  // namespace qalor
