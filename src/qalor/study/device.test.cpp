// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/device.hpp"

#include <gtest/gtest.h>

#include "tests/toy_model.hpp"
#include "tests/toy_network.hpp"

namespace qalor {
namespace {

using Names = std::vector<std::string>;

/// What the reader says against one line of a device that is right but for it; the line is the last, the eighth.
std::string refusal(const std::string& line) {
  const std::string key = line.substr(0, line.find(' '));
  std::string text = "[network]\n";
  text += key == "energies" ? "\n" : "energies = [0.4, -0.4]\n";
  text += key == "leads" ? "\n" : "leads = [{ name = \"L\", T = 1 }]\n";
  return toy::network_refusal(toy::network_study(text + line + "\n"));
}
std::string message(const std::string& line) { return toy::first_line(refusal(line)); }

TEST(Device, IsFlattenedIntoTheParameters) {
  const Settings values = toy::read_network(toy::network_study(toy::two_dots)).parameters;
  EXPECT_EQ(values.integer("energies"), 2);
  EXPECT_EQ(values.real("energies.1"), -0.4);
  EXPECT_EQ(values.integer("interactions"), 2);
  EXPECT_EQ(values.real("interactions.0.1"), 40);
  EXPECT_FALSE(values.has("interactions.1.0") || values.has("interactions.0.0"));
  EXPECT_EQ(values.texts("leads"), (Names{"L", "R"}));
  EXPECT_EQ(values.real("lead.L.T"), 1);
  EXPECT_EQ(values.real("lead.L.mu"), 0.1);
  EXPECT_EQ(values.integer("couplings"), 2);
  EXPECT_EQ(values.text("coupling.1.lead"), "R");
  EXPECT_EQ(values.integer("coupling.1.site"), 1);
  EXPECT_EQ(values.reals("coupling.0.gamma"), (std::vector<double>{1})) << "a number is an array of it alone";
  EXPECT_EQ(values.reals("coupling.1.gamma"), (std::vector<double>{0.5, 0}));
  EXPECT_EQ(values.where("lead.L.mu").line, 8U);
  EXPECT_EQ(values.where("lead.L.mu").column, 36U);
}

TEST(Device, HasDefaults) {
  const Settings values =
      toy::read_network(toy::network_study("[network]\nenergies = [1, 2, 3]\nleads = [{ name = \"L\", T = 1 }]\n"
                                           "[[network.bosons]]\nname = \"B\"\nT = 2\n"))
          .parameters;
  EXPECT_EQ(values.real("lead.L.mu"), 0);
  EXPECT_FALSE(values.given("lead.L.mu"));
  EXPECT_TRUE(values.given("lead.L.T"));
  EXPECT_EQ(values.integer("couplings"), 0);
  EXPECT_EQ(values.real("interactions.1.2"), 0) << "one number for all elements";
  EXPECT_EQ(values.integer("interactions"), 3);
  EXPECT_EQ(values.real("damping"), 0.1);
  EXPECT_EQ(values.reals("boson.B.gamma"), (std::vector<double>{1}));
  EXPECT_EQ(values.real("boson.B.modes.1"), 2);
}

TEST(Device, KeepsTheOrderOfNamedEntries) {
  const std::string leads = "[network]\nenergies = []\nleads = [{ name = \"b\", T = 1 }, { name = \"a\", T = 1 }]\n";
  EXPECT_EQ(toy::read_network(toy::network_study(leads)).parameters.texts("leads"), (Names{"b", "a"}));
}

TEST(Device, MustBeThere) {
  EXPECT_EQ(toy::network_refusal(toy::network_study("")),
            "a.toml: no table [network]: model `toy_network` needs it, with `energies` and `leads`");
  EXPECT_EQ(toy::network_refusal(toy::network_study("[network]\nenergies = [1]\n")),
            "a.toml:5:2: [network] lacks `leads`\n"
            "  5 | [network]\n"
            "    |  ^^^^^^^");
  EXPECT_EQ(toy::first_line(toy::network_refusal("network = 3\n" + toy::network_study(""))),
            "a.toml:1:1: `network` must be a table, found 3");
}

TEST(Device, StandsInItsOwnTableOnly) {
  EXPECT_EQ(toy::refusal(toy::study("[network]\nenergies = [1]\n")),
            "a.toml:5:2: unknown table [network]; valid are [study], [parameters], [task] and [sweep]\n"
            "  5 | [network]\n"
            "    |  ^^^^^^^");
  EXPECT_EQ(toy::first_line(toy::network_refusal(toy::network_study(toy::two_dots + "[nework]\n"))),
            "a.toml:10:2: unknown table [nework]; did you mean [network]?");
  EXPECT_EQ(toy::first_line(toy::network_refusal(toy::network_study(toy::two_dots + "[x]\n"))),
            "a.toml:10:2: unknown table [x]; valid are [study], [parameters], [network], [task] and [sweep]");
  EXPECT_EQ(toy::first_line(toy::network_refusal(toy::network_study(toy::two_dots + "[parameters]\ndamping = 1\n"))),
            "a.toml:11:1: unknown parameter `damping` of model `toy_network`, which has none");
  EXPECT_EQ(toy::network_refusal(toy::network_study(toy::two_dots + "[parameters]\n")), "");
}

TEST(Device, RefusesUnknownKeys) {
  EXPECT_EQ(message("lead = []"), "a.toml:8:1: unknown key `lead` in [network]; did you mean `leads`?");
  EXPECT_EQ(refusal("leads = [{ nam = \"L\", name = \"L\", T = 1, nu = 0 }]"),
            "a.toml:8:12: unknown key `nam` of `leads[0]`; did you mean `name`?\n"
            "  8 | leads = [{ nam = \"L\", name = \"L\", T = 1, nu = 0 }]\n"
            "    |            ^^^\n"
            "a.toml:8:42: unknown key `nu` of `leads[0]`; valid are `name`, `T` and `mu`\n"
            "  8 | leads = [{ nam = \"L\", name = \"L\", T = 1, nu = 0 }]\n"
            "    |                                          ^^\n"
            "2 errors");
}

TEST(Device, RefusesEntriesThatLackAKey) {
  EXPECT_EQ(refusal("couplings = [{ site = 0 }]"),
            "a.toml:8:14: `couplings[0]` lacks `lead` and `gamma`\n"
            "  8 | couplings = [{ site = 0 }]\n"
            "    |              ^^^^^^^^^^^^");
  EXPECT_EQ(message("leads = [{ T = 1 }]"), "a.toml:8:10: `leads[0]` lacks `name`");
}

TEST(Device, RefusesWrongNumbersAndTypes) {
  EXPECT_EQ(message("energies = [1, nan]"), "a.toml:8:16: `energies[1]` = nan: must be finite");
  EXPECT_EQ(message("energies = [\"x\"]"), "a.toml:8:13: `energies[0]` must be a number, found \"x\"");
  EXPECT_EQ(message("energies = 3"), "a.toml:8:12: `energies` must be an array of numbers, found 3");
  EXPECT_EQ(message("damping = -1"), "a.toml:8:11: `damping` = -1: must be >= 0");
  EXPECT_EQ(message("leads = 3"), "a.toml:8:9: `leads` must be an array of tables, found 3");
  EXPECT_EQ(message("leads = [3]"), "a.toml:8:10: `leads[0]` must be a table, found 3");
  EXPECT_EQ(message("leads = [{ name = \"L\", T = 0 }]"), "a.toml:8:28: `leads[0].T` = 0: must be > 0");
  EXPECT_EQ(message("leads = []"), "a.toml:8:9: `leads` has 0 entries: must have at least 1");
  EXPECT_EQ(message("bosons = [{ name = \"B\", T = 1, modes = [1, true] }]"),
            "a.toml:8:44: `bosons[0].modes[1]` must be a number, found true");
}

TEST(Device, RefusesANumberOrArrayThatIsNone) {
  const auto gamma = [](const std::string& text) {
    return message("couplings = [{ lead = \"L\", site = 0, gamma = " + text + " }]");
  };
  EXPECT_EQ(gamma("\"x\""), "a.toml:8:46: `couplings[0].gamma` must be a number or an array of numbers, found \"x\"");
  EXPECT_EQ(gamma("-1"), "a.toml:8:46: `couplings[0].gamma` = -1: must be >= 0");
  EXPECT_EQ(gamma("[1, -1]"), "a.toml:8:50: `couplings[0].gamma[1]` = -1: must be >= 0");
  EXPECT_EQ(gamma("[]"), "a.toml:8:46: `couplings[0].gamma` has no elements");
}

TEST(Device, RefusesNamesThatCannotNameAnything) {
  const auto named = [](const std::string& name) { return message("leads = [{ name = " + name + ", T = 1 }]"); };
  EXPECT_EQ(named("\"\""), "a.toml:8:19: `leads[0].name` = \"\": must not be empty");
  EXPECT_EQ(named("\"a.b\""), "a.toml:8:19: `leads[0].name` = \"a.b\": must not contain a dot");
  EXPECT_EQ(named("\"a\\tb\""), "a.toml:8:19: `leads[0].name` = \"a\\x09b\": must not contain control characters");
  EXPECT_EQ(named("3"), "a.toml:8:19: `leads[0].name` must be a text, found 3");
  EXPECT_EQ(message("leads = [{ name = \"L\", T = 1 }, { name = \"L\", T = 1 }]"),
            "a.toml:8:42: `leads[1].name` = \"L\": must differ from the names before it");
}

TEST(Device, RefusesWhatRefersToNothing) {
  EXPECT_EQ(message("couplings = [{ lead = \"K\", site = 0, gamma = 1 }]"),
            "a.toml:8:23: `couplings[0].lead` = \"K\": must be \"L\"");
  EXPECT_EQ(message("couplings = [{ lead = \"L\", site = 2, gamma = 1 }]"),
            "a.toml:8:35: `couplings[0].site` = 2: must be between 0 and 1");
}

TEST(Device, RefusesMatricesOfTheWrongShape) {
  EXPECT_EQ(message("interactions = 3"), "a.toml:8:16: `interactions` must be a symmetric matrix of numbers, found 3");
  EXPECT_EQ(message("interactions = [[0]]"),
            "a.toml:8:16: `interactions` has 1 row: must have 2, as many as `energies`");
  EXPECT_EQ(refusal("interactions = [[0, 1], [1]]"),
            "a.toml:8:25: `interactions[1]` has 1 element: must have 2\n"
            "  8 | interactions = [[0, 1], [1]]\n"
            "    |                         ^^^");
  EXPECT_EQ(message("interactions = [[0, 1], 1]"),
            "a.toml:8:25: `interactions[1]` must be an array of numbers, found 1");
  EXPECT_EQ(message("interactions = [[0, 1], [\"x\", 0]]"),
            "a.toml:8:26: `interactions[1][0]` must be a number, found \"x\"");
}

TEST(Device, RefusesMatricesWithoutTheirSymmetry) {
  EXPECT_EQ(refusal("interactions = [[0, 40], [39, 0]]"),
            "a.toml:8:27: `interactions[1][0]` = 39: must be equal to `interactions[0][1]` = 40, for `interactions` is "
            "symmetric\n"
            "  8 | interactions = [[0, 40], [39, 0]]\n"
            "    |                           ^^");
  EXPECT_EQ(message("interactions = [[0, 1], [1, 5]]"),
            "a.toml:8:29: `interactions[1][1]` = 5: must be 0 on the diagonal");
}

TEST(Device, HasAtMostAThousandOfAnything) {
  std::string bosons;
  std::string energies;
  for (int i = 0; i < 1001; ++i) {
    bosons += "{ name = \"" + std::to_string(i) + "\", T = 1 },";
    energies += "1,";
  }
  EXPECT_EQ(message("bosons = [" + bosons + "]"), "a.toml:8:10: `bosons` has 1001 entries: must have at most 1000");
  EXPECT_EQ(message("energies = [" + energies + "]"),
            "a.toml:8:12: `energies` has 1001 elements: must have at most 1000");
}

TEST(Device, ReportsAllThatIsWrongAndNothingThatFollowsFromIt) {
  EXPECT_EQ(refusal("leads = [{ name = \"\", T = 1 }, { name = \"R\", T = -1 }]\n"
                    "couplings = [{ lead = \"X\", site = 0, gamma = 1 }]\n"
                    "[sweep]\nlead.X.mu = { values = [1] }"),
            "a.toml:8:19: `leads[0].name` = \"\": must not be empty\n"
            "  8 | leads = [{ name = \"\", T = 1 }, { name = \"R\", T = -1 }]\n"
            "    |                   ^^\n"
            "a.toml:8:50: `leads[1].T` = -1: must be > 0\n"
            "  8 | leads = [{ name = \"\", T = 1 }, { name = \"R\", T = -1 }]\n"
            "    |                                                  ^^\n"
            "2 errors");
}

TEST(Device, CombinationsAreRefusedWhereTheValueStands) {
  EXPECT_EQ(refusal("leads = [{ name = \"L\", T = 11 }]"),
            "a.toml:8:28: no lead is hotter than 10\n"
            "  8 | leads = [{ name = \"L\", T = 11 }]\n"
            "    |                            ^^");
  EXPECT_EQ(refusal("couplings = [{ lead = \"L\", site = 0, gamma = [1, 2, 3] }]"),
            "a.toml:8:46: one rate, or one for each state\n"
            "  8 | couplings = [{ lead = \"L\", site = 0, gamma = [1, 2, 3] }]\n"
            "    |                                              ^^^^^^^^^");
  EXPECT_EQ(message("damping = 11"), "a.toml:2:9: no boson is damped") << "no list, no place";
  EXPECT_EQ(message("bosons = []\ndamping = 11"), "a.toml:8:10: no boson is damped");
}

}  // namespace
}  // namespace qalor
