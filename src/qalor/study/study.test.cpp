// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/study.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/toy_model.hpp"

namespace qalor {
namespace {

const std::string two_axes = toy::study(
    "[sweep]\n"
    "omega_B = { from = 1, to = 3, points = 3 }\n"
    "coupling = { values = [\"coherent\", \"noise\"] }\n");

TEST(Study, HasOnePointWithoutASweep) {
  const Study study = toy::read(toy::study());
  EXPECT_EQ(study.size(), 1U);
  EXPECT_TRUE(study.swept(0).empty());
  EXPECT_EQ(study.at(0).real("omega_A"), 1.0);
}

TEST(Study, TurnsTheLastAxisOfTheFileFastest) {
  const Study study = toy::read(two_axes);
  ASSERT_EQ(study.size(), 6U);
  const std::vector<std::pair<std::string, Value>> first = {{"omega_B", 1.0}, {"coupling", "coherent"}};
  const std::vector<std::pair<std::string, Value>> second = {{"omega_B", 1.0}, {"coupling", "noise"}};
  const std::vector<std::pair<std::string, Value>> last = {{"omega_B", 3.0}, {"coupling", "noise"}};
  EXPECT_EQ(study.swept(0), first);
  EXPECT_EQ(study.swept(1), second);
  EXPECT_EQ(study.swept(5), last);
}

TEST(Study, SetsTheSweptParametersOfAPointAsGiven) {
  const Study study = toy::read(two_axes);
  const Settings settings = study.at(3);
  EXPECT_EQ(settings.real("omega_B"), 2.0);
  EXPECT_EQ(settings.text("coupling"), "noise");
  EXPECT_EQ(settings.real("omega_A"), 1.0);
  EXPECT_TRUE(settings.given("omega_B"));
  EXPECT_FALSE(settings.given("omega_A"));
  EXPECT_EQ(settings.where("omega_B").line, 6U);
}

TEST(Study, HasNoPointBehindItsLast) {
  const Study study = toy::read(two_axes);
  try {
    study.at(6);
    FAIL();
  } catch (const std::out_of_range& error) {
    EXPECT_STREQ(error.what(), "point 6 of 6");
  }
}

}  // namespace
}  // namespace qalor
