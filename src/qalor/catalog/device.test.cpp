// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/device.hpp"

#include <gtest/gtest.h>

#include "tests/toy_network.hpp"

namespace qalor {
namespace {

/// The values of two dots with the leads L and R, one coupling and a boson whose modes are 1 and 2.
Settings two_dots() {
  return toy::read_network(toy::network_study("[network]\nenergies = [0.4, -0.4]\ninteractions = [[0, 40], [40, 0]]\n"
                                              "leads = [{ name = \"L\", T = 1 }, { name = \"R\", T = 2 }]\n"
                                              "couplings = [{ lead = \"L\", site = 1, gamma = 3 }]\n"
                                              "bosons = [{ name = \"B\", T = 5 }]\n"))
      .parameters;
}

std::vector<std::string> names(const std::vector<Field>& fields) {
  std::vector<std::string> all;
  for (const Field& field : fields) all.push_back(field.name);
  return all;
}

TEST(DeviceFields, NameEveryValueInTheOrderOfTheCard) {
  const std::vector<std::string> expected = {"energies.0",      "energies.1",      "interactions.0.1", "damping",
                                             "lead.L.T",        "lead.L.mu",       "lead.R.T",         "lead.R.mu",
                                             "coupling.0.lead", "coupling.0.site", "coupling.0.gamma", "boson.B.T",
                                             "boson.B.gamma",   "boson.B.modes.0", "boson.B.modes.1"};
  EXPECT_EQ(names(device_fields(toy::network_card(), two_dots())), expected);
}

TEST(DeviceFields, DeclareTheValueAsTheCardDoes) {
  const auto fields = device_fields(toy::network_card(), two_dots());
  const Field* element = find_field(fields, "interactions.0.1");
  ASSERT_NE(element, nullptr);
  EXPECT_EQ(element->type, FieldType::real);
  EXPECT_EQ(element->dimension, "energy");
  EXPECT_EQ(element->meaning, "of two electrons");
  EXPECT_EQ(allowed_text(*find_field(fields, "lead.L.T")), "must be > 0");
  EXPECT_EQ(allowed_text(*find_field(fields, "coupling.0.lead")), "must be \"L\" or \"R\"");
  EXPECT_EQ(allowed_text(*find_field(fields, "coupling.0.site")), "must be an index of `energies`, from 0 on");
}

TEST(DeviceFields, LeaveOutWhatIsNotThere) { EXPECT_TRUE(device_fields(toy::network_card(), {}).empty()); }

TEST(DeviceName, MirrorsTheElementsBelowTheDiagonalOfASymmetricMatrix) {
  const DeviceCard card = toy::network_card();
  EXPECT_EQ(device_name(card, "interactions.1.0"), "interactions.0.1");
  EXPECT_EQ(device_name(card, "interactions.10.2"), "interactions.2.10");
  for (const char* same : {"interactions.0.1", "interactions.1.1", "interactions.1", "interactions.1.",
                           "interactions.1.x", "interactions.2.1.0", "energies.1", "lead.L.mu", "x", ""}) {
    EXPECT_EQ(device_name(card, same), same);
  }
}

TEST(DeviceName, MirrorsTheMatricesOfEntriesToo) {
  DeviceCard card{.table = "system"};
  card.lists = {{.name = "baths",
                 .entry = "bath",
                 .fields = {{.name = "operator", .type = FieldType::matrix, .is_symmetric = true}},
                 .is_named = true}};
  EXPECT_EQ(device_name(card, "bath.hot.operator.2.0"), "bath.hot.operator.0.2");
  EXPECT_EQ(device_name(card, "bath.hot"), "bath.hot");
}

TEST(Referring, LeavesTheNamesOrIndicesOfWhatIsThere) {
  const Settings parameters = two_dots();
  const Field lead{.name = "lead", .type = FieldType::text, .refers_to = "leads"};
  EXPECT_EQ(referring(lead, parameters).choices, (std::vector<std::string>{"L", "R"}));
  EXPECT_EQ(referring(lead, {}).type, FieldType::text);
  const Field site{.name = "site", .type = FieldType::integer, .refers_to = "energies"};
  EXPECT_EQ(referring(site, parameters).range.highest, 1);
}

TEST(Device, IsReadBackWhole) {
  const Settings parameters = two_dots();
  EXPECT_EQ(device_array(parameters, "energies"), (std::vector<double>{0.4, -0.4}));
  EXPECT_EQ(device_array(parameters, "boson.B.modes"), (std::vector<double>{1, 2}));
  RealMatrix expected(2, 2);
  expected << 0, 40, 40, 0;
  EXPECT_EQ(device_matrix(parameters, "interactions"), expected);
}

}  // namespace
}  // namespace qalor
