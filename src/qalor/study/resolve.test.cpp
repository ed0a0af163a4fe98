// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/resolve.hpp"

#include <gtest/gtest.h>

#include "tests/toy_model.hpp"

namespace qalor {
namespace {

using toy::first_line;
using toy::refusal;

TEST(StudyFile, NamesItsModelAndItsTask) {
  const Study study =
      toy::read("[study]\ntitle = \"a title\"\nmodel = \"toy_chain\"\n[task]\nkind = \"steady_state\"\n");
  EXPECT_EQ(study.title, "a title");
  EXPECT_EQ(study.model, &toy::models()[1]);
  EXPECT_EQ(study.task, "steady_state");
}

TEST(StudyFile, SaysWhichTablesItLacks) {
  EXPECT_EQ(refusal(""),
            "a.toml: no table [study]: it must name a `model`: \"toy_pair\" or \"toy_chain\"\n"
            "a.toml: no table [task]: it must name a `kind`\n"
            "2 errors");
  EXPECT_EQ(refusal("[study]\nmodel = \"toy_pair\"\n"),
            "a.toml: no table [task]: it must name a `kind`: \"steady_state\" or \"evolve\"");
}

TEST(StudyFile, ListsTheModelsWhereNoneIsNamed) {
  EXPECT_EQ(refusal("[study]\ntitle = \"x\"\n[task]\nkind = \"evolve\"\n"),
            "a.toml:1:2: [study] names no `model`: \"toy_pair\" or \"toy_chain\"\n"
            "  1 | [study]\n"
            "    |  ^^^^^");
}

TEST(StudyFile, SuggestsTheNearestModel) {
  EXPECT_EQ(refusal("[study]\nmodel = \"toy_pear\"\n[task]\nkind = \"evolve\"\n"),
            "a.toml:2:9: `model` = \"toy_pear\": must be \"toy_pair\" or \"toy_chain\"; did you mean \"toy_pair\"?\n"
            "  2 | model = \"toy_pear\"\n"
            "    |         ^^^^^^^^^^");
  EXPECT_EQ(first_line(refusal("[study]\nmodel = 3\n[task]\n")),
            "a.toml:2:9: `model` must be \"toy_pair\" or \"toy_chain\", found 3");
}

TEST(StudyFile, RefusesUnknownKeysOfStudy) {
  EXPECT_EQ(first_line(refusal("[study]\ntitel = \"x\"\nmodel = \"toy_pair\"\n[task]\nkind = \"evolve\"\n")),
            "a.toml:2:1: unknown key `titel` in [study]; did you mean `title`?");
}

TEST(StudyFile, ListsTheTasksOfTheModel) {
  EXPECT_EQ(refusal("[study]\nmodel = \"toy_pair\"\n[task]\n"),
            "a.toml:3:2: [task] names no `kind`: \"steady_state\" or \"evolve\"\n"
            "  3 | [task]\n"
            "    |  ^^^^");
  EXPECT_EQ(first_line(refusal("[study]\nmodel = \"toy_pair\"\n[task]\nkind = \"evolv\"\n")),
            "a.toml:4:8: `kind` = \"evolv\": must be \"steady_state\" or \"evolve\"; did you mean \"evolve\"?");
}

TEST(StudyFile, RefusesUnknownTables) {
  EXPECT_EQ(refusal(toy::study("[parametres]\ng = 1\n[system]\n")),
            "a.toml:5:2: unknown table [parametres]; did you mean [parameters]?\n"
            "  5 | [parametres]\n"
            "    |  ^^^^^^^^^^\n"
            "a.toml:7:2: unknown table [system]; valid are [study], [parameters], [task] and [sweep]\n"
            "  7 | [system]\n"
            "    |  ^^^^^^\n"
            "2 errors");
}

TEST(StudyFile, RefusesWhatStandsInNoTable) {
  EXPECT_EQ(refusal("g = 1\n" + toy::study()),
            "a.toml:1:1: `g` stands outside the tables [study], [parameters], [task] and [sweep]\n"
            "  1 | g = 1\n"
            "    | ^");
  EXPECT_EQ(first_line(refusal(toy::study("[[sweep]]\n"))), "a.toml:5:3: `sweep` must be a table, found an array");
}

TEST(StudyFile, ReportsAllErrorsAtOnceInTheOrderOfTheFile) {
  EXPECT_EQ(refusal("[study]\nmodel = \"toy_pair\"\n"
                    "[sweep]\nepsilon = { from = -1, to = 1, points = 3 }\n"
                    "[parameters]\nomega_A = 0\ncuopling = \"noise\"\n"
                    "[task]\nkind = \"evolve\"\ntimes = \"soon\"\n"),
            "a.toml:4:20: `epsilon.from` = -1: must be >= 0\n"
            "  4 | epsilon = { from = -1, to = 1, points = 3 }\n"
            "    |                    ^^\n"
            "a.toml:6:11: `omega_A` = 0: must be > 0\n"
            "  6 | omega_A = 0\n"
            "    |           ^\n"
            "a.toml:7:1: unknown parameter `cuopling` of model `toy_pair`; did you mean `coupling`?\n"
            "  7 | cuopling = \"noise\"\n"
            "    | ^^^^^^^^\n"
            "a.toml:10:9: `times` must be an array of numbers or a table { from, to, points, scale }, found \"soon\"\n"
            "  10 | times = \"soon\"\n"
            "     |         ^^^^^^\n"
            "4 errors");
}

TEST(Combinations, AreRefusedWhereTheFileGivesTheFirstOfTheirFields) {
  EXPECT_EQ(refusal(toy::study("[parameters]\ncoupling = \"coherent\"\ng = 0\n")),
            "a.toml:7:5: coupling = \"coherent\" needs g other than 0\n"
            "  7 | g = 0\n"
            "    |     ^");
  EXPECT_EQ(refusal("[study]\nmodel = \"toy_pair\"\n[task]\nkind = \"evolve\"\n[parameters]\nlevels = 5\n"),
            "a.toml:4:8: `evolve` takes at most 4 levels\n"
            "  4 | kind = \"evolve\"\n"
            "    |        ^^^^^^^^");
}

TEST(Combinations, AreRefusedOnceAndAtTheModelWhereTheFileGivesNoneOfTheirFields) {
  EXPECT_EQ(refusal(toy::study("[parameters]\nlevels = 7\n")),
            "a.toml:2:9: no site has more than 6 levels\n"
            "  2 | model = \"toy_pair\"\n"
            "    |         ^^^^^^^^^^");
}

TEST(Combinations, ThatHangOnASweptParameterAreLeftToThePoints) {
  EXPECT_EQ(refusal(toy::study("[parameters]\ncoupling = \"coherent\"\n[sweep]\ng = { values = [0, 1] }\n")), "");
  EXPECT_EQ(refusal(toy::study("[parameters]\ng = 0\n[sweep]\ncoupling = { values = [\"coherent\"] }\n")), "");
}

TEST(Combinations, AreLookedForOnceEveryValueIsRight) {
  EXPECT_EQ(refusal(toy::study("[parameters]\ncoupling = \"coherent\"\ng = 0\nratio = 2\n")),
            "a.toml:8:9: `ratio` = 2: must be >= 0 and < 1\n"
            "  8 | ratio = 2\n"
            "    |         ^");
}

}  // namespace
}  // namespace qalor
