// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/axis.hpp"

#include <gtest/gtest.h>

#include "tests/toy_model.hpp"

namespace qalor {
namespace {

/// What the reader says against one axis, which stands in line 6.
std::string refusal(const std::string& axis) { return toy::refusal(toy::study("[sweep]\n" + axis + "\n")); }
std::string message(const std::string& axis) { return toy::first_line(refusal(axis)); }

std::vector<Value> values(const std::string& axis) {
  return toy::read(toy::study("[sweep]\n" + axis + "\n")).sweep.at(0).values;
}

TEST(Sweep, ReadsSpacedNumbersAndListsOfEveryType) {
  EXPECT_EQ(values("epsilon = { from = 0.01, to = 10.0, points = 4, scale = \"log\" }"),
            (std::vector<Value>{0.01, 0.1, 1.0, 10.0}));
  EXPECT_EQ(values("epsilon = { values = [0.5, 1] }"), (std::vector<Value>{0.5, 1.0}));
  EXPECT_EQ(values("levels = { from = 2, to = 8, points = 4 }"),
            (std::vector<Value>{std::int64_t{2}, std::int64_t{4}, std::int64_t{6}, std::int64_t{8}}));
  EXPECT_EQ(values("seed = { from = 1, to = 1000, points = 4, scale = \"log\" }"),
            (std::vector<Value>{std::int64_t{1}, std::int64_t{10}, std::int64_t{100}, std::int64_t{1000}}));
  EXPECT_EQ(values("driven = { values = [true, false] }"), (std::vector<Value>{true, false}));
  EXPECT_EQ(values("label = { values = [\"a\", \"b\"] }"), (std::vector<Value>{"a", "b"}));
}

TEST(Sweep, KeepsTheOrderOfTheFile) {
  const Study study =
      toy::read(toy::study("[sweep]\nomega_B = { values = [1] }\nepsilon = { values = [1] }\n"
                           "[sweep.coupling]\nvalues = [\"noise\"]\n"));
  ASSERT_EQ(study.sweep.size(), 3U);
  EXPECT_EQ(study.sweep[0].parameter, "omega_B");
  EXPECT_EQ(study.sweep[1].parameter, "epsilon");
  EXPECT_EQ(study.sweep[2].parameter, "coupling");
}

TEST(Sweep, SuggestsTheNearestParameter) {
  EXPECT_EQ(refusal("epsilom = { values = [1] }"),
            "a.toml:6:1: unknown parameter `epsilom` of model `toy_pair`; did you mean `epsilon`?\n"
            "  6 | epsilom = { values = [1] }\n"
            "    | ^^^^^^^");
}

TEST(Sweep, ChecksEveryValueAgainstTheParameter) {
  EXPECT_EQ(refusal("omega_A = { from = 0, to = 2, points = 3 }"),
            "a.toml:6:20: `omega_A.from` = 0: must be > 0\n"
            "  6 | omega_A = { from = 0, to = 2, points = 3 }\n"
            "    |                    ^");
  EXPECT_EQ(refusal("omega_A = { values = [1, -2] }"),
            "a.toml:6:26: `omega_A` = -2: must be > 0\n"
            "  6 | omega_A = { values = [1, -2] }\n"
            "    |                          ^^");
  EXPECT_EQ(message("coupling = { values = [\"noisy\"] }"),
            "a.toml:6:24: `coupling` = \"noisy\": must be \"noise\" or \"coherent\"; did you mean \"noise\"?");
  EXPECT_EQ(message("g = { values = [nan] }"), "a.toml:6:17: `g` = nan: must be finite");
  EXPECT_EQ(message("levels = { values = [2.5] }"), "a.toml:6:22: `levels` must be an integer, found 2.5");
  EXPECT_EQ(message("g = { from = 1, to = inf, points = 2 }"), "a.toml:6:22: `g.to` = inf: must be finite");
}

TEST(Sweep, ReportsAllThatIsWrongWithOneAxis) {
  EXPECT_EQ(refusal("epsilon = { from = -1, to = 1, points = 2.5, scale = \"lin\" }"),
            "a.toml:6:20: `epsilon.from` = -1: must be >= 0\n"
            "  6 | epsilon = { from = -1, to = 1, points = 2.5, scale = \"lin\" }\n"
            "    |                    ^^\n"
            "a.toml:6:41: `epsilon.points` must be an integer, found 2.5\n"
            "  6 | epsilon = { from = -1, to = 1, points = 2.5, scale = \"lin\" }\n"
            "    |                                         ^^^\n"
            "a.toml:6:54: `epsilon.scale` = \"lin\": must be \"linear\" or \"log\"; did you mean \"linear\"?\n"
            "  6 | epsilon = { from = -1, to = 1, points = 2.5, scale = \"lin\" }\n"
            "    |                                                      ^^^^^\n"
            "3 errors");
}

TEST(Sweep, NeedsBothEndsAndTheNumberOfPoints) {
  EXPECT_EQ(message("g = { from = 1 }"), "a.toml:6:5: the sweep of `g` lacks `to` and `points`");
  EXPECT_EQ(message("g = { from = 1, to = 2, point = 3 }"),
            "a.toml:6:25: unknown key `point` of the sweep of `g`; did you mean `points`?");
  EXPECT_EQ(message("g = { from = 1, to = 2, points = 0 }"),
            "a.toml:6:34: `g.points` = 0: must be between 1 and 10000000");
  EXPECT_EQ(message("g = { from = 1, to = 2, points = 1 }"),
            "a.toml:6:5: the sweep of `g`: one point needs `from` = `to`, found 1 and 2");
  EXPECT_EQ(values("g = { from = 1, to = 1, points = 1 }"), std::vector<Value>{1.0});
}

TEST(Sweep, NeedsEndsOfOneSignOnALogarithmicScale) {
  for (const char* ends : {"from = 0, to = 1", "from = -1, to = 1", "from = 1, to = 0"}) {
    const std::string axis = std::string("g = { ") + ends + ", points = 3, scale = \"log\" }";
    EXPECT_NE(message(axis).find("scale = \"log\" needs `from` and `to` of the same sign, not 0"), std::string::npos);
  }
  EXPECT_EQ(
      message("g = { from = -1, to = 1, points = 3, scale = \"log\" }"),
      "a.toml:6:5: the sweep of `g`: scale = \"log\" needs `from` and `to` of the same sign, not 0, found -1 and 1");
}

TEST(Sweep, TakesATableOnly) {
  EXPECT_EQ(
      message("g = [1, 2]"),
      "a.toml:6:5: the sweep of `g` must be a table { from, to, points, scale } or { values = [...] }, found an array");
  EXPECT_EQ(message("label = { from = 1, to = 2, points = 2 }"),
            "a.toml:6:9: the sweep of `label` must be a table { values = [...] }");
  EXPECT_EQ(message("weights = { values = [1] }"), "a.toml:6:1: `weights` is an array: it cannot be swept");
}

TEST(Sweep, TakesNothingBesideAList) {
  EXPECT_EQ(message("g = { values = [1], from = 2 }"),
            "a.toml:6:21: the sweep of `g` has `values`, beside which `from` has no place");
  EXPECT_EQ(message("g = { values = [] }"),
            "a.toml:6:16: `values` of the sweep of `g` must be an array with at least one element");
  EXPECT_EQ(message("g = { values = 1 }"),
            "a.toml:6:16: `values` of the sweep of `g` must be an array with at least one element, found 1");
}

TEST(Sweep, MeetsIntegersOnlyWhereAnIntegerIsDeclared) {
  EXPECT_EQ(message("levels = { from = 2, to = 5, points = 3 }"),
            "a.toml:6:1: the sweep of `levels` meets 3.5: must be an integer");
  EXPECT_EQ(message("seed = { from = 1, to = 9223372036854775807, points = 2 }"),
            "a.toml:6:1: the sweep of `seed` meets 9.223372036854776e+18: must be below 2^53");
}

TEST(Sweep, IsRefusedAboveATrillionPointsBeforeItTakesMemory) {
  EXPECT_EQ(refusal("omega_A = { from = 1, to = 2, points = 10000000 }\n"
                    "omega_B = { from = 1, to = 2, points = 10000000 }\n"
                    "g = { from = 1, to = 2, points = 10000000 }"),
            "a.toml:5:2: the sweep has 10000000 x 10000000 x 10000000 points: at most 10^12 can be answered\n"
            "  5 | [sweep]\n"
            "    |  ^^^^^");
}

TEST(Sweep, ExcludesAParameterThatIsFixed) {
  EXPECT_EQ(toy::refusal(toy::study("[parameters]\ng = 1\n[sweep]\ng = { values = [1] }\n")),
            "a.toml:8:1: `g` is swept, but [parameters] fixes it in line 6\n"
            "  8 | g = { values = [1] }\n"
            "    | ^");
}

}  // namespace
}  // namespace qalor
