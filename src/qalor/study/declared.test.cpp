// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/declared.hpp"

#include <gtest/gtest.h>

#include "tests/toy_model.hpp"

namespace qalor {
namespace {

/// What the reader says against one parameter, which stands in line 6.
std::string refusal(const std::string& parameter) {
  return toy::refusal(toy::study("[parameters]\n" + parameter + "\n"));
}
std::string message(const std::string& parameter) { return toy::first_line(refusal(parameter)); }

/// The same for one key of the task `evolve`, which stands in line 5.
std::string key_message(const std::string& key) {
  return toy::first_line(toy::refusal("[study]\nmodel = \"toy_pair\"\n[task]\nkind = \"evolve\"\n" + key + "\n"));
}

Study evolve(const std::string& key) {
  return toy::read("[study]\nmodel = \"toy_pair\"\n[task]\nkind = \"evolve\"\n" + key + "\n");
}

TEST(Parameters, AreReadWithTheDefaultsOfTheOthers) {
  const Study study =
      toy::read(toy::study("[parameters]\nomega_A = 3\ncoupling = 'coherent'\nweights = [1, 0.5]\n"
                           "seed = 0x1F\ndriven = true\nlabel = \"\xc3\xa9\"\nsites = [\"B\"]\n"));
  EXPECT_TRUE(std::holds_alternative<double>(study.parameters.entries().at("omega_A").value)) << "an integer is a real";
  EXPECT_EQ(study.parameters.real("omega_A"), 3.0);
  EXPECT_EQ(study.parameters.text("coupling"), "coherent");
  EXPECT_EQ(study.parameters.reals("weights"), (std::vector<double>{1, 0.5}));
  EXPECT_EQ(study.parameters.integer("seed"), 31);
  EXPECT_TRUE(study.parameters.boolean("driven"));
  EXPECT_EQ(study.parameters.text("label"), "\xc3\xa9");
  EXPECT_EQ(study.parameters.real("epsilon"), 0.3);
  EXPECT_TRUE(study.parameters.given("seed"));
  EXPECT_FALSE(study.parameters.given("epsilon"));
  EXPECT_EQ(study.parameters.where("omega_A").line, 6U);
  EXPECT_EQ(study.parameters.where("omega_A").column, 11U);
}

TEST(Parameters, TakeComplexMatrices) {
  const std::string head =
      "[study]\nmodel = 'thermal_relaxation'\n[task]\nkind = 'relax'\ntimes = [1]\n[parameters]\n"
      "protocol = 'single'\nrho_initial = ";
  EXPECT_EQ(read_study(head + "[[0.65, [0.2, -0.1]], [[0.2, 0.1], 0.35]]", "a.toml").parameters.rows("rho_initial"),
            (std::vector<std::vector<double>>{{0.65, 0, 0.2, -0.1}, {0.2, 0.1, 0.35, 0}}));
  EXPECT_EQ(read_study(head + "[[1, 0], [0, 0]]", "a.toml").parameters.rows("rho_initial"),
            (std::vector<std::vector<double>>{{1, 0, 0, 0}, {0, 0, 0, 0}}));
  const auto message_of = [&](const std::string& matrix) -> std::string {
    try {
      (void)read_study(head + matrix, "a.toml");
    } catch (const InputError& error) {
      return std::string(error.what()).substr(0, std::string(error.what()).find('\n'));
    }
    return "";
  };
  EXPECT_EQ(message_of("1"),
            "a.toml:8:15: `rho_initial` must be a square matrix whose entries are numbers or [re, im], "
            "found 1");
  EXPECT_EQ(message_of("[[1, 0], 0]"),
            "a.toml:8:24: `rho_initial[1]` must be an array of numbers or [re, im], found 0");
  EXPECT_EQ(message_of("[[1, [0]], [0, 0]]"),
            "a.toml:8:20: `rho_initial[0][1]` must be a number or [re, im], found an array");
  EXPECT_EQ(message_of("[[1, 'x'], [0, 0]]"),
            "a.toml:8:20: `rho_initial[0][1]` must be a number or [re, im], found \"x\"");
  EXPECT_EQ(message_of("[[1, 0], [0, 0, 0]]"),
            "a.toml:8:15: `rho_initial[1]` has 3 elements: the matrix must be square, with 2 in each row");
}

TEST(Keys, TakeArraysOfArrays) {
  const std::string head = "[study]\nmodel = 'coupled_dots'\n[task]\nkind = 'cumulants'\ncounts = ['N_L', 'E_M']\n";
  EXPECT_EQ(read_study(head + "joint = [[1, 2], [0, 3]]", "a.toml").keys.rows("joint"),
            (std::vector<std::vector<double>>{{1, 2}, {0, 3}}));
  const auto message_of = [&](const std::string& joint) -> std::string {
    try {
      (void)read_study(head + "joint = " + joint, "a.toml");
    } catch (const InputError& error) {
      return std::string(error.what()).substr(0, std::string(error.what()).find('\n'));
    }
    return "";
  };
  EXPECT_EQ(message_of("3"), "a.toml:6:9: `joint` must be an array of arrays of numbers, found 3");
  EXPECT_EQ(message_of("[[1, 2], 3]"), "a.toml:6:18: `joint[1]` must be an array of numbers, found 3");
  EXPECT_EQ(message_of("[[1, 'x']]"), "a.toml:6:14: `joint[0][1]` must be a number, found \"x\"");
  EXPECT_EQ(message_of("[[1, -2]]"), "a.toml:6:9: `joint[0][1]` = -2: must be between 0 and 16");
  EXPECT_EQ(message_of("[[1]]"),
            "a.toml:6:9: `joint`: each multi-index needs one number for each of the 2 `counts`, found 1");
}

TEST(Parameters, AnUnknownNameGetsTheNearestValidOne) {
  EXPECT_EQ(refusal("omega_a = 1.0"),
            "a.toml:6:1: unknown parameter `omega_a` of model `toy_pair`; did you mean `omega_A`?\n"
            "  6 | omega_a = 1.0\n"
            "    | ^^^^^^^");
  EXPECT_EQ(message("temperature = 1"),
            "a.toml:6:1: unknown parameter `temperature` of model `toy_pair`; valid are `coupling`, `omega_A`, "
            "`omega_B`, `epsilon`, `g`, `ratio`, `levels`, `seed`, `driven`, `label`, `weights` and `sites`");
}

TEST(Parameters, AWrongValueIsQuotedWithWhatIsExpected) {
  EXPECT_EQ(refusal("\tomega_A = -3\t# comment"),
            "a.toml:6:12: `omega_A` = -3: must be > 0\n"
            "  6 | \tomega_A = -3\t# comment\n"
            "    | \t          ^^");
  EXPECT_EQ(message("ratio = 1"), "a.toml:6:9: `ratio` = 1: must be >= 0 and < 1");
  EXPECT_EQ(message("g = nan"), "a.toml:6:5: `g` = nan: must be finite");
  EXPECT_EQ(message("g = +inf"), "a.toml:6:5: `g` = inf: must be finite");
  EXPECT_EQ(message("coupling = \"coherrent\""),
            "a.toml:6:12: `coupling` = \"coherrent\": must be \"noise\" or \"coherent\"; did you mean \"coherent\"?");
  EXPECT_EQ(message("g = \"x\""), "a.toml:6:5: `g` must be a number, found \"x\"");
  EXPECT_EQ(message("g = true"), "a.toml:6:5: `g` must be a number, found true");
  EXPECT_EQ(message("g = [1]"), "a.toml:6:5: `g` must be a number, found an array");
  EXPECT_EQ(message("g = { a = 1 }"), "a.toml:6:5: `g` must be a number, found a table");
  EXPECT_EQ(message("g.a = 1"), "a.toml:6:1: `g` must be a number, found a table");
  EXPECT_EQ(message("g = 1979-05-27"), "a.toml:6:5: `g` must be a number, found a date");
  EXPECT_EQ(message("levels = 2.0"), "a.toml:6:10: `levels` must be an integer, found 2");
  EXPECT_EQ(message("label = 3"), "a.toml:6:9: `label` must be a text, found 3");
}

TEST(Parameters, TheCaretOfAnArrayPointsAtTheElement) {
  EXPECT_EQ(refusal("weights = [1, -2]"),
            "a.toml:6:15: `weights[1]` = -2: must be >= 0\n"
            "  6 | weights = [1, -2]\n"
            "    |               ^^");
  EXPECT_EQ(refusal("weights = [\n  1,\n  \"x\" ]"),
            "a.toml:8:3: `weights[1]` must be a number, found \"x\"\n"
            "  8 |   \"x\" ]\n"
            "    |   ^^^");
  EXPECT_EQ(message("sites = [\"A\", \"C\"]"), "a.toml:6:15: `sites[1]` = \"C\": must be \"A\" or \"B\"");
  EXPECT_EQ(message("sites = [1]"), "a.toml:6:10: `sites[0]` must be a text, found 1");
}

TEST(Parameters, TheCaretOfAWrongLengthPointsAtTheArray) {
  EXPECT_EQ(refusal("weights = [-1, 2, 3]"),
            "a.toml:6:11: `weights` has 3 elements: must have 2\n"
            "  6 | weights = [-1, 2, 3]\n"
            "    |           ^^^^^^^^^^");
}

TEST(TaskKeys, AreReadLikeParameters) {
  const Study study = evolve("times = [0, 0.5, 2]");
  EXPECT_EQ(study.task, "evolve");
  EXPECT_EQ(study.keys.reals("times"), (std::vector<double>{0, 0.5, 2}));
  EXPECT_EQ(study.keys.text("initial"), "ground");
  EXPECT_FALSE(study.keys.has("kind"));
}

TEST(TaskKeys, AnUnknownKeyGetsTheNearestValidOne) {
  EXPECT_EQ(key_message("time = [1]"), "a.toml:5:1: unknown key `time` of task `evolve`; did you mean `times`?");
  EXPECT_EQ(toy::first_line(toy::refusal(toy::study("times = [1]\n"))),
            "a.toml:5:1: unknown key `times` of task `steady_state`, which has none");
}

TEST(Grid, IsReadToItsPoints) {
  EXPECT_EQ(evolve("times = { from = 0, to = 1, points = 5 }").keys.reals("times"),
            (std::vector<double>{0, 0.25, 0.5, 0.75, 1}));
  EXPECT_EQ(evolve("[task.times]\nfrom = 0.1\nto = 10\npoints = 3\nscale = \"log\"").keys.reals("times"),
            (std::vector<double>{0.1, 1, 10}));
}

TEST(Grid, IsCheckedLikeASweep) {
  EXPECT_EQ(key_message("times = { from = -1, to = 1, points = 5 }"), "a.toml:5:18: `times.from` = -1: must be >= 0");
  EXPECT_EQ(key_message("times = { from = 0, to = 1 }"), "a.toml:5:9: the grid `times` lacks `points`");
  EXPECT_EQ(key_message("times = { from = 0, to = 1, point = 5 }"),
            "a.toml:5:29: unknown key `point` of the grid `times`; did you mean `points`?");
  EXPECT_EQ(
      key_message("times = { from = 0, to = 1, points = 5, scale = \"log\" }"),
      "a.toml:5:9: the grid `times`: scale = \"log\" needs `from` and `to` of the same sign, not 0, found 0 and 1");
  EXPECT_EQ(key_message("times = []"), "a.toml:5:9: `times` has no elements");
  EXPECT_EQ(key_message("times = 3"),
            "a.toml:5:9: `times` must be an array of numbers or a table { from, to, points, scale }, found 3");
  EXPECT_EQ(key_message("times = [0, -1]"), "a.toml:5:13: `times[1]` = -1: must be >= 0");
}

}  // namespace
}  // namespace qalor
