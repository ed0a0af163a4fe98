// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/address.hpp"

#include <gtest/gtest.h>

#include "tests/toy_model.hpp"
#include "tests/toy_network.hpp"

namespace qalor {
namespace {

Study swept(const std::string& axes, const std::vector<Override>& overrides = {}) {
  return toy::read_network(toy::network_study(toy::two_dots + "[sweep]\n" + axes + "\n", "map"), overrides);
}

/// What the reader says against the axes, which begin in line 11.
std::string refusal(const std::string& axes, const std::vector<Override>& overrides = {}) {
  return toy::network_refusal(toy::network_study(toy::two_dots + "[sweep]\n" + axes + "\n", "map"), overrides);
}
std::string message(const std::string& axes) { return toy::first_line(refusal(axes)); }

std::string set_refusal(const std::string& name, const std::string& value) {
  return toy::network_refusal(toy::network_study(toy::two_dots), {{name, value}});
}

std::vector<std::string> names(const Study& study) {
  std::vector<std::string> all;
  for (const Axis& axis : study.sweep) all.push_back(axis.parameter);
  return all;
}

TEST(SweepOfADevice, TakesDottedAndQuotedNamesInTheOrderOfTheFile) {
  const Study study = swept(
      "lead.R.mu = { from = 0, to = 1, points = 3 }\n"
      "energies.0 = { values = [1, 2] }\n"
      "\"lead.L.mu\" = { values = [0.5] }\n"
      "lead.L.T = { values = [2] }\n"
      "[sweep.coupling.0]\nsite = { values = [1, 0] }\n");
  EXPECT_EQ(names(study),
            (std::vector<std::string>{"lead.R.mu", "energies.0", "lead.L.mu", "lead.L.T", "coupling.0.site"}));
  EXPECT_EQ(study.size(), 12U);
  EXPECT_EQ(study.at(11).real("lead.R.mu"), 1);
  EXPECT_EQ(study.at(11).real("energies.0"), 2);
  EXPECT_EQ(study.at(11).integer("coupling.0.site"), 0);
  EXPECT_EQ(study.parameters.real("lead.L.mu"), 0.5) << "the first value";
}

TEST(SweepOfADevice, MirrorsElementsOfASymmetricMatrix) {
  const Study study = swept("interactions.1.0 = { values = [1, 2] }");
  EXPECT_EQ(names(study), (std::vector<std::string>{"interactions.0.1"}));
  EXPECT_EQ(study.at(1).real("interactions.0.1"), 2);
  EXPECT_EQ(refusal("interactions.1.0 = { values = [1] }\ninteractions.0.1 = { values = [1] }"),
            "a.toml:12:14: `interactions.0.1` is swept in line 11 already\n"
            "  12 | interactions.0.1 = { values = [1] }\n"
            "     |              ^^^");
}

TEST(SweepOfADevice, TakesOneNumberForAnArray) {
  const Study study = swept("coupling.0.gamma = { from = 1, to = 3, points = 3 }");
  EXPECT_EQ(study.swept(2)[0].second, Value(3.0));
  EXPECT_EQ(study.at(2).reals("coupling.0.gamma"), (std::vector<double>{3}));
}

TEST(SweepOfADevice, IsCheckedAgainstItsDeclaration) {
  EXPECT_EQ(refusal("lead.L.T = { from = 0, to = 1, points = 2 }"),
            "a.toml:11:21: `lead.L.T.from` = 0: must be > 0\n"
            "  11 | lead.L.T = { from = 0, to = 1, points = 2 }\n"
            "     |                     ^");
  EXPECT_EQ(message("coupling.0.site = { values = [2] }"),
            "a.toml:11:31: `coupling.0.site` = 2: must be between 0 and 1");
  EXPECT_EQ(message("coupling.0.lead = { values = [\"L\", \"K\"] }"),
            "a.toml:11:36: `coupling.0.lead` = \"K\": must be \"L\" or \"R\"");
  EXPECT_EQ(message("lead.L.mu = 3"),
            "a.toml:11:13: the sweep of `lead.L.mu` must be a table { from, to, points, scale } or { values = [...] }, "
            "found 3");
}

TEST(SweepOfADevice, SuggestsTheNearestName) {
  EXPECT_EQ(refusal("lead.L.nu = { values = [1] }"),
            "a.toml:11:1: unknown parameter or key `lead.L.nu` of model `toy_network` and its task `map`; did you mean "
            "`lead.L.mu`?\n"
            "  11 | lead.L.nu = { values = [1] }\n"
            "     | ^^^^^^^^^");
  EXPECT_EQ(message("lead.X.mu = { values = [1] }").substr(0, 92),
            "a.toml:11:1: unknown parameter or key `lead.X.mu` of model `toy_network` and its task `map`;");
  EXPECT_NE(message("interactions.0.0 = { values = [1] }").find("did you mean `interactions.0.1`?"), std::string::npos);
}

TEST(SweepOfADevice, LeavesCombinationsThatHangOnItToThePoints) {
  EXPECT_EQ(refusal("lead.L.T = { values = [11, 1] }"), "");
  EXPECT_EQ(refusal("lead.L.mu = { values = [11, 1] }"), "");
}

TEST(SetInADevice, ReplacesAValueOfTheTable) {
  const auto value = [](const std::string& name, const std::string& typed) {
    return toy::read_network(toy::network_study(toy::two_dots), {{name, typed}}).parameters;
  };
  EXPECT_EQ(value("lead.L.mu", "0.3").real("lead.L.mu"), 0.3);
  EXPECT_EQ(value("parameters.lead.L.mu", "0.3").real("lead.L.mu"), 0.3);
  EXPECT_EQ(value("interactions.1.0", "7").real("interactions.0.1"), 7);
  EXPECT_EQ(value("damping", "7").real("damping"), 7);
  EXPECT_EQ(value("coupling.0.lead", "R").text("coupling.0.lead"), "R");
  EXPECT_EQ(value("coupling.0.gamma", "[1, 2]").reals("coupling.0.gamma"), (std::vector<double>{1, 2}));
  EXPECT_EQ(value("lead.R.mu", "1").where("lead.R.mu").line, 0U);
}

TEST(SetInADevice, IsCheckedLikeTheFile) {
  EXPECT_EQ(set_refusal("lead.L.T", "-1"), "--set lead.L.T=-1: `lead.L.T` = -1: must be > 0");
  EXPECT_EQ(set_refusal("lead.L.T", "11"), "--set lead.L.T=11: no lead is hotter than 10");
  EXPECT_EQ(set_refusal("lead.L.nu", "1"),
            "--set lead.L.nu=1: unknown parameter `lead.L.nu` of model `toy_network`; did you mean `lead.L.mu`?");
  EXPECT_EQ(refusal("lead.L.mu = { values = [1] }", {{"lead.L.mu", "2"}}),
            "--set lead.L.mu=2: `lead.L.mu` is swept, so it cannot be set");
  EXPECT_EQ(refusal("interactions.0.1 = { values = [1] }", {{"interactions.1.0", "2"}}),
            "--set interactions.1.0=2: `interactions.0.1` is swept, so it cannot be set");
}

TEST(SetInADevice, NeedsADevice) {
  EXPECT_EQ(toy::refusal(toy::study(), {{"lead.L.mu", "1"}}),
            "--set lead.L.mu=1: only a parameter, `task.KEY` or `study.title` can be set");
}

TEST(SweepOfTheTask, TakesKeysOfEveryKind) {
  const Study study = swept(
      "task.F_E = { from = 0.25, to = 0.5, points = 2 }\norder = { values = [1, 2] }\n"
      "pair = { values = [\"ends\"] }");
  EXPECT_EQ(names(study), (std::vector<std::string>{"F_E", "order", "pair"}));
  EXPECT_EQ(study.swept(3)[0].second, Value(0.5));
  const Settings keys = study.keys_at(3);
  EXPECT_EQ(keys.reals("F_E"), (std::vector<double>{0.5})) << "a grid of one value";
  EXPECT_EQ(keys.integer("order"), 2);
  EXPECT_EQ(keys.text("pair"), "ends");
  EXPECT_TRUE(keys.given("pair"));
  EXPECT_EQ(keys.where("F_E").line, 11U);
  EXPECT_FALSE(study.at(3).has("F_E"));
  EXPECT_EQ(study.keys.reals("F_E"), (std::vector<double>{0.25})) << "the first value";
}

TEST(SweepOfTheTask, MeansTheParameterWhereBothHaveTheName) {
  const Study study = swept("task.damping = { values = [1] }\ndamping = { values = [2] }");
  EXPECT_EQ(names(study), (std::vector<std::string>{"task.damping", "damping"}));
  EXPECT_EQ(study.keys_at(0).real("damping"), 1);
  EXPECT_EQ(study.at(0).real("damping"), 2);
}

TEST(SweepOfTheTask, IsCheckedAgainstItsDeclaration) {
  EXPECT_EQ(refusal("F_E = { from = 0, to = 2, points = 2 }"),
            "a.toml:11:24: `F_E.to` = 2: must be <= 1\n"
            "  11 | F_E = { from = 0, to = 2, points = 2 }\n"
            "     |                        ^");
  EXPECT_EQ(message("order = { from = 1, to = 2, points = 3 }"),
            "a.toml:11:1: the sweep of `order` meets 1.5: must be an integer");
  EXPECT_EQ(message("pair = { values = [\"end\"] }"),
            "a.toml:11:20: `pair` = \"end\": must be \"gate\" or \"ends\"; did you mean \"ends\"?");
  EXPECT_EQ(message("F_E = { values = [[0.1, 0.2]] }"), "a.toml:11:19: `F_E` must be a number, found an array");
}

TEST(SweepOfTheTask, SuggestsTheNearestKey) {
  EXPECT_EQ(message("task.ordr = { values = [1] }"),
            "a.toml:11:1: unknown key `ordr` of task `map`; did you mean `order`?");
  EXPECT_EQ(message("ordr = { values = [1] }"),
            "a.toml:11:1: unknown parameter or key `ordr` of model `toy_network` and its task `map`; did you mean "
            "`order`?");
  EXPECT_EQ(toy::first_line(
                toy::network_refusal(toy::network_study(toy::two_dots + "[sweep]\ntask.order = { values = [1] }\n"))),
            "a.toml:11:1: unknown key `order` of task `steady_state`, which has none");
}

TEST(SweepOfTheTask, IsNotJudgedWhereTheTaskIsUnknown) {
  EXPECT_EQ(toy::network_refusal(toy::network_study(
                toy::two_dots + "[sweep]\norder = { values = [1] }\ntask.x = { values = [1] }\n", "mop")),
            "a.toml:4:8: `kind` = \"mop\": must be \"steady_state\" or \"map\"; did you mean \"map\"?\n"
            "  4 | kind = \"mop\"\n"
            "    |        ^^^^^");
}

TEST(SweepOfTheTask, ExcludesAKeyThatIsFixed) {
  const std::string sweep = toy::two_dots + "[sweep]\ntask.order = { values = [1] }\n";
  EXPECT_EQ(toy::network_refusal(toy::network_study("order = 2\n" + sweep, "map")),
            "a.toml:12:1: `order` is swept, but [task] fixes it in line 5\n"
            "  12 | task.order = { values = [1] }\n"
            "     | ^^^^^^^^^^");
  EXPECT_EQ(toy::network_refusal(toy::network_study(sweep, "map"), {{"task.order", "2"}}),
            "--set task.order=2: `order` is swept, so it cannot be set");
  EXPECT_EQ(refusal("order = { values = [1] }\ntask.order = { values = [2] }"),
            "a.toml:12:1: `order` is swept in line 11 already\n"
            "  12 | task.order = { values = [2] }\n"
            "     | ^^^^^^^^^^");
}

TEST(SweepOfTheTask, LeavesCombinationsThatHangOnItToThePoints) {
  const auto order = [](const std::string& sweep) {
    return toy::network_refusal(
        toy::network_study("order = 4\n" + toy::two_dots + "[sweep]\n" + sweep + " = { values = [0] }\n", "map"));
  };
  EXPECT_EQ(order("F_E"), "");
  EXPECT_EQ(toy::first_line(toy::network_refusal(toy::network_study("order = 4\nF_E = [0]\n" + toy::two_dots, "map"))),
            "a.toml:6:7: no order above 3 without a force");
}

}  // namespace
}  // namespace qalor
