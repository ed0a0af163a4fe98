// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/cli/model_card.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "qalor/cli/models_json.hpp"
#include "tests/toy_model.hpp"
#include "tests/toy_network.hpp"

namespace qalor {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(ModelCard, ShowsTheTableOfADevice) {
  const std::string card = model_card(toy::network_models().front());
  EXPECT_THAT(card, HasSubstr("\nDevice: table [network]\n  dots, leads and what connects them\n"));
  EXPECT_THAT(card, HasSubstr("must be an array of numbers "));
  EXPECT_THAT(card, HasSubstr(" must be a symmetric matrix of numbers with as many rows as `energies` and a zero "
                              "diagonal  of two electrons\n"));
  EXPECT_THAT(card, HasSubstr("\n  leads: array of tables with a `name`, at least 1; reservoirs\n"));
  EXPECT_THAT(card, HasSubstr("\n  couplings: array of tables\n"));
  EXPECT_THAT(card, HasSubstr(" must be a number or an array of numbers, each >= 0\n"));
  EXPECT_THAT(card, HasSubstr(" must be a name in `leads`\n"));
  EXPECT_THAT(model_card(toy::models().front()), Not(HasSubstr("Device")));
}

TEST(ModelCard, ShowsTheDeviceInJsonToo) {
  std::ostringstream out;
  write_models_json(out, {&toy::network_models().front(), &toy::models().front()});
  const auto cards = nlohmann::json::parse(out.str()).at("models");
  const auto& device = cards[0].at("device");
  EXPECT_EQ(device.at("table"), "network");
  EXPECT_EQ(device.at("fields")[0].at("type"), "reals");
  EXPECT_EQ(device.at("fields")[1].at("type"), "matrix");
  EXPECT_EQ(device.at("fields")[1].at("as_long_as"), "energies");
  EXPECT_EQ(device.at("fields")[1].at("is_symmetric"), true);
  EXPECT_EQ(device.at("lists")[0].at("name"), "leads");
  EXPECT_EQ(device.at("lists")[0].at("entry"), "lead");
  EXPECT_EQ(device.at("lists")[0].at("is_named"), true);
  EXPECT_EQ(device.at("lists")[0].at("least"), 1);
  EXPECT_EQ(device.at("lists")[1].at("fields")[0].at("refers_to"), "leads");
  EXPECT_EQ(device.at("lists")[1].at("fields")[2].at("type"), "one_or_reals");
  EXPECT_FALSE(cards[1].contains("device"));
}

}  // namespace
}  // namespace qalor
