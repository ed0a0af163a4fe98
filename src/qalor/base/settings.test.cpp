// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/settings.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace qalor {
namespace {

TEST(Settings, ReadEveryTypeOfValue) {
  Settings settings;
  settings.set("g", 0.5, true, {"a.toml", 3, 5, 1, ""});
  settings.set("order", std::int64_t{2}, false);
  settings.set("driven", true, false);
  settings.set("bath", "A", false);
  settings.set("times", std::vector<double>{1, 2}, false);
  settings.set("sites", std::vector<std::string>{"A", "B"}, false);
  EXPECT_EQ(settings.real("g"), 0.5);
  EXPECT_EQ(settings.integer("order"), 2);
  EXPECT_EQ(settings.real("order"), 2.0);
  EXPECT_TRUE(settings.boolean("driven"));
  EXPECT_EQ(settings.text("bath"), "A");
  EXPECT_EQ(settings.reals("times").size(), 2U);
  EXPECT_EQ(settings.texts("sites"), (std::vector<std::string>{"A", "B"}));
  EXPECT_TRUE(settings.given("g"));
  EXPECT_EQ(settings.where("g").line, 3U);
  EXPECT_EQ(settings.where("absent").line, 0U);
}

TEST(Settings, WithChangesACopyThatKeepsThePlace) {
  Settings settings;
  settings.set("g", 0.5, false, {"a.toml", 3, 5, 1, ""});
  const Settings changed = settings.with("g", 0.7);
  EXPECT_EQ(settings.real("g"), 0.5);
  EXPECT_EQ(changed.real("g"), 0.7);
  EXPECT_TRUE(changed.given("g"));
  EXPECT_EQ(changed.where("g").line, 3U);
}

TEST(Settings, SayWhichNameIsMissingOrOfAnotherType) {
  Settings settings;
  settings.set("bath", "A", false);
  const auto message = [](auto&& read) {
    try {
      read();
    } catch (const std::out_of_range& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_EQ(message([&] { return settings.real("g"); }), "`g` has no value");
  EXPECT_EQ(message([&] { return settings.real("bath"); }), "`bath` is not a number");
  EXPECT_EQ(message([&] { return settings.integer("bath"); }), "`bath` is not an integer");
  EXPECT_EQ(message([&] { return settings.boolean("bath"); }), "`bath` is not a boolean");
  EXPECT_EQ(message([&] { return settings.reals("bath").size(); }), "`bath` is not an array of numbers");
  EXPECT_EQ(message([&] { return settings.texts("bath").size(); }), "`bath` is not an array of texts");
  settings.set("g", 0.5, false);
  EXPECT_EQ(message([&] { return settings.text("g").size(); }), "`g` is not a text");
}

TEST(ValueText, IsTheShortestThatReadsBackToTheSameBits) {
  EXPECT_EQ(value_text(0.3), "0.3");
  EXPECT_EQ(value_text(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(value_text(1e-5), "1e-05");
  EXPECT_EQ(value_text(std::int64_t{-7}), "-7");
  EXPECT_EQ(value_text(true), "true");
  EXPECT_EQ(value_text("noise"), "noise");
  EXPECT_EQ(value_text(std::vector<double>{1, 2.5}), "[1, 2.5]");
  EXPECT_EQ(value_text(std::vector<std::string>{"A", "B"}), "[\"A\", \"B\"]");
}

}  // namespace
}  // namespace qalor
