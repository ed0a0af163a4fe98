// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/svg.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace qalor {
namespace {

using testing::HasSubstr;
using testing::Not;

Plot plot() {
  Plot plot;
  plot.title = "J & K against x";
  plot.description = "J: rises";
  plot.x_label = literal("x");
  plot.y_label = literal("J");
  plot.curves = {{literal("J"), {0, 1, 2, 3}, {0, 1, std::nan(""), 3}}};
  return plot;
}

TEST(Svg, SpeaksToThoseWhoCannotSee) {
  const std::string text = svg(plot(), "plot-0");
  EXPECT_THAT(text, HasSubstr("role=\"img\" aria-labelledby=\"plot-0-title plot-0-desc\""));
  EXPECT_THAT(text, HasSubstr("<title id=\"plot-0-title\">J &amp; K against x</title>"));
  EXPECT_THAT(text, HasSubstr("<desc id=\"plot-0-desc\">J: rises</desc>"));
}

TEST(Svg, LeavesAGapWhereACurveIsNotDefined) {
  const std::string text = svg(plot(), "p");
  const std::size_t path = text.find("class=\"curve-0\" d=\"");
  const std::string line = text.substr(path, text.find("/>", path) - path);
  EXPECT_EQ(std::count(line.begin(), line.end(), 'M'), 2);
  EXPECT_EQ(std::count(line.begin(), line.end(), 'L'), 1);
}

TEST(Svg, HasALegendWhereThereAreSeveralCurves) {
  Plot two = plot();
  EXPECT_THAT(svg(two, "p"), Not(HasSubstr("x1=\"58.0\" x2=\"82.0\"")));
  two.curves.push_back({symbol_of("J_B"), {0, 3}, {1, 1}});
  EXPECT_THAT(svg(two, "p"), HasSubstr("x1=\"58.0\" x2=\"82.0\""));
  EXPECT_THAT(svg(two, "p"), HasSubstr("class=\"curve-1\""));
}

TEST(Svg, NeverHoldsWhatIsNoNumber) {
  Plot strange = plot();
  for (const double y : {std::nan(""), HUGE_VAL, 1e308, -1e308, 0.0, 5e-324}) {
    strange.curves[0].y = {y, y, 0, -y};
    const std::string text = svg(strange, "p");
    EXPECT_THAT(text, Not(HasSubstr("nan"))) << y;
    EXPECT_THAT(text, Not(HasSubstr("inf"))) << y;
    EXPECT_THAT(text, Not(HasSubstr("⁻²¹"))) << y;  // no power below the range of numbers
  }
}

TEST(Svg, MarksPlacesOnTheAxis) {
  Plot marked = plot();
  marked.marks = {{1, "cross at <1>"}, {2.5, "again"}, {7, "outside"}, {std::nan(""), "nowhere"}};
  const std::string text = svg(marked, "p");
  EXPECT_THAT(text, HasSubstr("text-anchor=\"start\">cross at &lt;1&gt;</text>"));
  EXPECT_THAT(text, HasSubstr("text-anchor=\"end\">again</text>"));
  EXPECT_THAT(text, Not(HasSubstr("outside")));
  EXPECT_THAT(text, Not(HasSubstr("nowhere")));
}

TEST(Course, IsToldInWords) {
  EXPECT_EQ(course({literal("J"), {1, 2, 3, 4}, {std::nan(""), 5, -1, 2}}),
            "from 5 at 2 to 2 at 4; lowest \u22121 at 3, highest 5 at 2");
  EXPECT_EQ(course({literal("J"), {1}, {std::nan("")}}), "nowhere defined");
}

}  // namespace
}  // namespace qalor
