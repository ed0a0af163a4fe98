// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/error.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace qalor {
namespace {

Complaint at(std::size_t column, std::size_t length, std::string excerpt, std::size_t line = 5) {
  return {{}, "wrong", {"a.toml", line, column, length, std::move(excerpt)}};
}

std::string text(std::vector<Complaint> complaints) { return InputError(std::move(complaints)).what(); }

TEST(InputError, ShowsPlaceLineAndCaret) {
  EXPECT_EQ(text({at(1, 7, "omega_a = 1.0")}),
            "a.toml:5:1: wrong\n"
            "  5 | omega_a = 1.0\n"
            "    | ^^^^^^^");
}

TEST(InputError, IsThePlainMessageWithoutAPlace) {
  EXPECT_STREQ(InputError("no such file").what(), "no such file");
  ASSERT_EQ(InputError("no such file").complaints().size(), 1U);
}

TEST(InputError, NamesTheOptionWhenThereIsNoLine) {
  EXPECT_EQ(text({{{}, "wrong", {"--set g=x", 0, 0, 1, ""}}}), "--set g=x: wrong");
}

TEST(InputError, ShowsAllComplaintsAndTheirNumber) {
  EXPECT_EQ(text({at(1, 1, "a"), {{}, "also wrong", {}}}),
            "a.toml:5:1: wrong\n"
            "  5 | a\n"
            "    | ^\n"
            "also wrong\n"
            "2 errors");
}

TEST(InputError, ShowsTheFirstFiftyOfVeryManyComplaints) {
  const std::string message = text(std::vector<Complaint>(60, {{}, "wrong", {}}));
  EXPECT_TRUE(message.ends_with("\nwrong\nwrong\n60 errors, the first 50 are shown")) << message;
  EXPECT_EQ(std::count(message.begin(), message.end(), '\n'), 50);
}

TEST(InputError, KeepsTheCaretBelowItsColumnAfterTabsAndAccents) {
  EXPECT_EQ(text({at(6, 2, "\t\xc3\xa9\t= 12", 12)}),
            "a.toml:12:6: wrong\n"
            "  12 | \t\xc3\xa9\t= 12\n"
            "     | \t \t  ^^");
}

TEST(InputError, ShortensLongLinesAroundTheCaret) {
  const std::string line = std::string(200, 'a') + "XY" + std::string(200, 'b');
  EXPECT_EQ(text({at(201, 2, line)}),
            "a.toml:5:201: wrong\n"
            "  5 | ..." +
                std::string(25, 'a') + "XY" + std::string(73, 'b') + "...\n" + "    | " + std::string(28, ' ') + "^^");
  EXPECT_EQ(text({at(1, 300, line)}),
            "a.toml:5:1: wrong\n"
            "  5 | " +
                std::string(100, 'a') + "...\n" + "    | " + std::string(100, '^'));
}

TEST(InputError, PutsTheCaretBehindTheLineWhereTheInputEnds) {
  EXPECT_EQ(text({at(5, 1, "a = ")}),
            "a.toml:5:5: wrong\n"
            "  5 | a = \n"
            "    |     ^");
  EXPECT_EQ(text({at(1, 1, "")}),
            "a.toml:5:1: wrong\n"
            "  5 |\n"
            "    | ^");
}

TEST(InputError, LetsNoControlCharacterReachTheTerminal) {
  Complaint complaint = at(1, 1, "\x1b[31m\xff");
  complaint.message = "wrong \x1b[31m\n\xff";
  EXPECT_EQ(text({complaint}),
            "a.toml:5:1: wrong \\x1b[31m\\x0a\\xff\n"
            "  5 | ?[31m?\n"
            "    | ^");
}

const std::vector<std::string> parameters = {"omega_A", "omega_B", "epsilon", "gamma_A", "gamma_B", "g", "coupling"};

TEST(NearestName, FindsOneSlipOfTheFingers) {
  EXPECT_EQ(nearest_name("epsilno", parameters), "epsilon") << "swapped";
  EXPECT_EQ(nearest_name("epslon", parameters), "epsilon") << "left out";
  EXPECT_EQ(nearest_name("couplings", parameters), "coupling") << "added";
  EXPECT_EQ(nearest_name("gamna_B", parameters), "gamma_B") << "another";
}

TEST(NearestName, CountsLetterCaseLeast) {
  EXPECT_EQ(nearest_name("omega_a", parameters), "omega_A");
  EXPECT_EQ(nearest_name("omega_b", parameters), "omega_B");
  EXPECT_EQ(nearest_name("EPSILON", parameters), "epsilon");
  EXPECT_EQ(nearest_name("G", parameters), "g");
}

TEST(NearestName, CompletesAName) {
  EXPECT_EQ(nearest_name("eps", parameters), "epsilon");
  EXPECT_EQ(nearest_name("omega", parameters), "omega_A");
  EXPECT_EQ(nearest_name("coupling_strength", parameters), "coupling");
}

TEST(NearestName, PrefersTheNameThatBeginsAlike) { EXPECT_EQ(nearest_name("glocal", {"local", "global"}), "global"); }

TEST(NearestName, IsEmptyWhenNothingIsNear) {
  EXPECT_EQ(nearest_name("temperature", parameters), "");
  EXPECT_EQ(nearest_name("x", parameters), "");
  EXPECT_EQ(nearest_name("", parameters), "");
  EXPECT_EQ(nearest_name("g", {}), "");
  EXPECT_EQ(nearest_name(std::string(1000, 'g'), parameters), "");
}

}  // namespace
}  // namespace qalor
