// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/read.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "tests/toy_model.hpp"
#include "tests/toy_network.hpp"

namespace qalor {
namespace {

using toy::first_line;
using toy::refusal;

std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

TEST(ReadStudy, KeepsTheTextAndTheNameOfTheFile) {
  const Study study = toy::read(toy::study());
  EXPECT_EQ(study.text, toy::study());
  EXPECT_EQ(study.file, "a.toml");
}

TEST(ReadStudy, LooksModelsUpInTheCatalog) {
  const std::string unknown = "[study]\nmodel = \"no such model\"\n[task]\nkind = \"steady_state\"\n";
  EXPECT_THROW(read_study(unknown, "a.toml"), InputError);
}

TEST(ReadStudy, ReportsSyntaxErrorsLikeAllOthers) {
  EXPECT_EQ(refusal("[study]\nmodel = \"toy_pair\n"),
            "a.toml:2:18: TOML syntax error in string: the closing quote is missing\n"
            "  2 | model = \"toy_pair\n"
            "    |                  ^");
  EXPECT_EQ(first_line(refusal("[study]\nmodel = 1\nmodel = 2\n")),
            "a.toml:3:9: TOML syntax error in key-value pair: cannot redefine existing integer 'model'");
  EXPECT_EQ(first_line(refusal("coupling = coherent\n")),
            "a.toml:1:12: TOML syntax error in value: no number, and a text needs quotes");
  EXPECT_EQ(first_line(refusal("a = 1e999")),
            "a.toml:1:10: TOML syntax error in floating-point: '1e999' could not be interpreted as a value");
}

TEST(ReadStudy, ReportsWhatWouldAbortTheParser) {
  EXPECT_EQ(refusal("[;"),
            "a.toml:1:2: TOML syntax error in key: expected bare key starting character or string delimiter, saw ';'\n"
            "  1 | [;\n"
            "    |  ^");
}

TEST(ReadStudy, TakesWindowsLineEndsAndAByteOrderMark) {
  EXPECT_EQ(refusal("\xef\xbb\xbf[study]\r\nmodel = \"toy_pair\"\r\n[task]\r\nkind = \"steady_state\"\r\n"), "");
  EXPECT_EQ(refusal("\xef\xbb\xbfstudy = 1\r\n[task]\r\n"),
            "a.toml:1:1: `study` must be a table, found 1\n"
            "  1 | study = 1\n"
            "    | ^^^^^\n"
            "a.toml:2:2: [task] names no `kind`\n"
            "  2 | [task]\n"
            "    |  ^^^^\n"
            "2 errors");
}

TEST(ReadStudy, RefusesMoreThanAMebibyte) {
  const std::string padding(1048576 - toy::study().size() - 1, ' ');
  EXPECT_EQ(refusal(toy::study("#" + padding)), "");
  EXPECT_EQ(refusal(toy::study("##" + padding)), "a.toml: 1048577 bytes: a study has at most 1048576 (1 MiB)");
}

TEST(ReadStudy, RefusesWhatIsNotUtf8) {
  EXPECT_EQ(refusal("[study]\ntitle = \"\xc3\xa9\xff\"\n"),
            "a.toml:2:11: not UTF-8: byte 0xff\n"
            "  2 | title = \"\xc3\xa9?\"\n"
            "    |           ^");
}

TEST(ReadStudy, RefusesOtherThanAsciiCharactersOutsideOfTexts) {
  EXPECT_EQ(refusal("\xd0\x87 = 1\n"),
            "a.toml:1:1: `\xd0\x87` is no ASCII character: it must stand in quotes or behind #\n"
            "  1 | \xd0\x87 = 1\n"
            "    | ^");
  EXPECT_EQ(first_line(refusal("a = \"\"\"b \\ \n  \xd0\x87\"\"\"\n")),
            "a.toml:2:3: `\xd0\x87` is no ASCII character: it must stand in quotes or behind #");
}

TEST(ReadStudy, KnowsWhereATextBegins) {
  for (const char* word : {"a = 1\"\xd0\x87\"", "a = 1.\"\xd0\x87\"", "a = [0, 1.\"\xd0\x87\"]", "a = 0b=\"\xd0\x87\"",
                           "a = 0[\"\xd0\x87\"]", "a = 1979-05-27 0\"\xd0\x87\""}) {
    EXPECT_NE(refusal(word).find("is no ASCII character"), std::string::npos) << word;
  }
  for (const char* quoted :
       {"a.\"\xd0\x87\" = 1", "a = [1, '\xd0\x87']", "a = { b = 1, c.\"\xd0\x87\" = '\xd0\x87' }"}) {
    EXPECT_EQ(refusal(quoted).find("is no ASCII character"), std::string::npos) << quoted;
  }
}

TEST(ReadStudy, TakesAnyCharacterInTextsAndComments) {
  EXPECT_EQ(refusal("# \xd0\x87\n" + toy::study("[parameters]\nlabel = \"\"\"\xd0\x87 \\\\ \xd0\x87 \\\n  a\"\"\"\n")),
            "");
}

TEST(ReadStudy, RefusesMoreThan64Levels) {
  const std::string deep = "a.toml:1:69: nested more than 64 deep";
  EXPECT_EQ(first_line(refusal("a = " + repeated("[", 65))), deep);
  EXPECT_EQ(first_line(refusal("a = " + repeated("[", 200000))), deep);
  EXPECT_NE(first_line(refusal("a = " + repeated("[", 64) + repeated("]", 64))), deep);
}

TEST(ReadStudy, CountsDottedKeysAsLevels) {
  const std::string deep = "nested more than 64 deep";
  const auto is_deep = [&](const std::string& text) { return refusal(text).find(deep) != std::string::npos; };
  EXPECT_TRUE(is_deep(repeated("a.", 50000) + "a = 1"));
  EXPECT_TRUE(is_deep("[" + repeated("a . ", 65) + "a]"));
  EXPECT_TRUE(is_deep("[" + repeated("'a'.", 40) + "a]\n" + repeated("b.", 30) + "b = 1"));
  EXPECT_TRUE(is_deep("[[" + repeated("\"a.b\".", 40) + "a]]\nb = { " + repeated("b.", 30) + "b = 1 }"));
  EXPECT_TRUE(is_deep("a = " + repeated("{ a.a.a = ", 22)));
}

TEST(ReadStudy, CountsLevelsInKeysOnly) {
  const std::string deep = "nested more than 64 deep";
  const auto is_deep = [&](const std::string& text) { return refusal(text).find(deep) != std::string::npos; };
  EXPECT_TRUE(is_deep("1.\"x ' \" . " + repeated("a.", 64) + "a = 1"));
  EXPECT_FALSE(is_deep("[" + repeated("a.", 40) + "a]\n[" + repeated("b.", 40) + "b]\nc = 1"));
  EXPECT_FALSE(is_deep("[study]\ntitle = \"" + repeated("a.", 100) + "\"\nx = [" + repeated("1.5, ", 100) + "]"));
  EXPECT_FALSE(
      is_deep("x = \"\"\"\\\"\"\"" + repeated("[", 100) + "\"\"\"\"\"\ny = '''" + repeated("a.", 100) + "'''"));
  EXPECT_FALSE(is_deep("# " + repeated("a.", 100) + repeated("[", 100) + "\nx = '\\'\n"));
}

TEST(Set, ReplacesTheValueOfTheFile) {
  const std::string file = toy::study("[parameters]\nomega_A = 2\n");
  EXPECT_EQ(toy::read(file, {{"omega_A", "3"}}).parameters.real("omega_A"), 3.0);
  EXPECT_EQ(toy::read(file, {{"omega_A", "-1"}, {"omega_A", "4"}}).parameters.real("omega_A"), 4.0) << "the last wins";
  EXPECT_TRUE(toy::read(file, {{"g", "1"}}).parameters.given("g"));
  EXPECT_EQ(toy::read(file, {{"g", "1"}}).parameters.where("g").line, 0U);
}

TEST(Set, WorksWithoutTheTable) {
  EXPECT_EQ(toy::read(toy::study(), {{"weights", "[1, 2]"}}).parameters.reals("weights").size(), 2U);
  const Study study = toy::read("[study]\nmodel = \"toy_pair\"\n", {{"task.kind", "evolve"}, {"study.title", "t"}});
  EXPECT_EQ(study.task, "evolve");
  EXPECT_EQ(study.title, "t");
}

TEST(Set, TakesABareWordForAText) {
  const auto label = [](const char* typed) {
    return toy::read(toy::study(), {{"label", typed}}).parameters.text("label");
  };
  EXPECT_EQ(label("word"), "word");
  EXPECT_EQ(label("3 words = [here]"), "3 words = [here]");
  EXPECT_EQ(label("\xd0\x87"), "\xd0\x87");
  EXPECT_EQ(label("3"), "3");
  EXPECT_EQ(label("true"), "true");
  EXPECT_EQ(label("\"in quotes\""), "in quotes");
  EXPECT_EQ(label(""), "");
  EXPECT_EQ(toy::read(toy::study(), {{"coupling", "coherent"}}).parameters.text("coupling"), "coherent");
}

TEST(Set, SetsKeysOfTheTask) {
  const std::string file = "[study]\nmodel = \"toy_pair\"\n[task]\nkind = \"evolve\"\ntimes = [1]\n";
  EXPECT_EQ(toy::read(file, {{"task.times", "{ from = 0, to = 1, points = 3 }"}}).keys.reals("times"),
            (std::vector<double>{0, 0.5, 1}));
  EXPECT_EQ(toy::read(file, {{"task.initial", "hot"}}).keys.text("initial"), "hot");
}

TEST(Set, ErrorsShowWhatWasTyped) {
  EXPECT_EQ(refusal(toy::study(), {{"omega_A", "-1"}}), "--set omega_A=-1: `omega_A` = -1: must be > 0");
  EXPECT_EQ(refusal(toy::study(), {{"omega_A", "abc"}}),
            "--set omega_A=abc: `omega_A` must be a number, found \"abc\"");
  EXPECT_EQ(refusal(toy::study(), {{"omega_a", "1"}}),
            "--set omega_a=1: unknown parameter `omega_a` of model `toy_pair`; did you mean `omega_A`?");
  EXPECT_EQ(refusal(toy::study(), {{"coupling", "noize"}}),
            "--set coupling=noize: `coupling` = \"noize\": must be \"noise\" or \"coherent\"; did you mean \"noise\"?");
  EXPECT_EQ(refusal(toy::study(), {{"task.times", "1"}}),
            "--set task.times=1: unknown key `times` of task `steady_state`, which has none");
  EXPECT_EQ(refusal(toy::study(), {{"weights", "[1, -2]"}}), "--set weights=[1, -2]: `weights[1]` = -2: must be >= 0");
}

TEST(Set, CombinationErrorsShowWhatWasTypedToo) {
  EXPECT_EQ(refusal(toy::study("[parameters]\ncoupling = \"coherent\"\n"), {{"g", "0"}}),
            "--set g=0: coupling = \"coherent\" needs g other than 0");
}

TEST(Set, RefusesOtherNames) {
  const std::string message = ": only a parameter, `task.KEY` or `study.title` can be set";
  EXPECT_EQ(refusal(toy::study(), {{"study.model", "toy_chain"}}), "--set study.model=toy_chain" + message);
  EXPECT_EQ(refusal(toy::study(), {{"sweep.g", "1"}}), "--set sweep.g=1" + message);
}

TEST(Set, RefusesASweptParameter) {
  EXPECT_EQ(refusal(toy::study("[sweep]\ng = { values = [1] }\n"), {{"g", "2"}}),
            "--set g=2: `g` is swept, so it cannot be set");
}

TEST(Set, CannotSmuggleInMoreThanOneValue) {
  EXPECT_EQ(refusal(toy::study(), {{"g", "1\nomega_A = -1"}}),
            "--set g=1\\x0aomega_A = -1: `g` must be a number, found \"1\\x0aomega_A = -1\"");
}

TEST(Set, IsGuardedLikeAFile) {
  EXPECT_EQ(refusal(toy::study(), {{"g", "\xff"}}), "--set g=\\xff: not UTF-8");
  EXPECT_EQ(refusal(toy::study(), {{"g", repeated("[", 100)}}),
            "--set g=" + repeated("[", 72) + "...: `g` must be a number, found \"" + repeated("[", 60) + "...\"");
  EXPECT_EQ(refusal(toy::study(), {{"g", "\xd0\x87"}}), "--set g=\xd0\x87: `g` must be a number, found \"\xd0\x87\"");
}

/// One random change of a text, of the kinds that upset parsers.
std::string mutated(std::string text, std::mt19937_64& random) {
  static const std::string symbols = "[]{}=.,\"'#\n\r\\\t";
  static const std::vector<std::string> words = {"\"\"\"",         "'''",      "nan",       "inf",
                                                 "1e999",          "-0",       "0x",        "9223372036854775808",
                                                 "1979-05-27",     "true",     "[[",        "\xef\xbb\xbf",
                                                 "\xc3\xa9",       "\xff",     "[sweep]\n", "[study]\n",
                                                 "[parameters]\n", "[task]\n", "values",    "points = 0",
                                                 "scale = \"log\""};
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % std::max<std::size_t>(n, 1)); };
  const std::size_t at = below(text.size());
  const std::size_t length = below(20);
  switch (below(6)) {
    case 0:
      return text.erase(at, length);
    case 1:
      return text.insert(at, 1, symbols[below(symbols.size())]);
    case 2:
      return text.insert(at, words[below(words.size())]);
    case 3:
      return text.insert(at, text.substr(below(text.size()), length));
    case 4:
      return text.substr(0, at);
    default:
      if (!text.empty()) text[at] = static_cast<char>(below(256));
      return text;
  }
}

/// How many of 4000 mutations of a study file are read; all others are refused.
std::size_t mutations_read(const std::string& original, const std::vector<Model>& models, const std::string& name) {
  std::mt19937_64 random(20140401);
  std::size_t read = 0;
  for (int trial = 0; trial < 4000; ++trial) {
    std::string text = original;
    for (std::uint64_t changes = random() % 4; changes-- > 0;) text = mutated(text, random);
    try {
      const bool is_set = random() % 2 == 0;
      const Override set{mutated(name, random), mutated("1.5", random)};
      read_study(text, "a.toml", is_set ? std::vector<Override>{set} : std::vector<Override>{}, models);
      ++read;
    } catch (const InputError& error) {
      EXPECT_FALSE(error.complaints().empty());
    }
  }
  return read;
}

TEST(ReadStudy, ReadsOrRefusesAnyMutationOfAStudyFile) {
  const std::string original =
      "[study]\ntitle = \"free text\"  # comment\nmodel = \"toy_pair\"\n"
      "[parameters]\ncoupling = 'coherent'\nomega_A = 1.5\nweights = [1,\n 2.5]\nsites = [\"A\"]\ndriven = true\n"
      "[task]\nkind = \"evolve\"\ntimes = { from = 0, to = 1e2, points = 5, scale = \"linear\" }\n"
      "[sweep]\nepsilon = { from = 0.01, to = 10.0, points = 4, scale = \"log\" }\nlevels = { values = [2, 3] }\n";
  const std::size_t read = mutations_read(original, toy::models(), "omega_B");
  EXPECT_GT(read, 400U) << "hardly any text came as far as the combinations";
  EXPECT_LT(read, 3600U);
}

TEST(ReadStudy, ReadsOrRefusesAnyMutationOfADevice) {
  const std::string original =
      toy::network_study(toy::two_dots +
                             "[sweep]\nlead.L.mu = { values = [1, 2] }\ninteractions.1.0 = { values = [3] }\n"
                             "task.F_E = { from = 0, to = 1, points = 3 }\ncoupling.0.gamma = { values = [1] }\n",
                         "map");
  const std::size_t read = mutations_read(original, toy::network_models(), "lead.R.mu");
  EXPECT_GT(read, 400U);
  EXPECT_LT(read, 3600U);
}

}  // namespace
}  // namespace qalor
