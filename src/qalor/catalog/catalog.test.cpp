// SPDX-License-Identifier: BSD-3-Clause
#include <gtest/gtest.h>

#include <set>

#include "qalor/catalog/model.hpp"

namespace qalor {
namespace {

TEST(Catalog, FindsModelsByName) {
  ASSERT_NE(find_model("coupled_pair"), nullptr);
  EXPECT_EQ(find_model("coupled_pair")->name, "coupled_pair");
  EXPECT_EQ(find_model("coupled_pear"), nullptr);
}

TEST(Catalog, NamesEveryModelOnce) {
  std::set<std::string> names;
  for (const Model& model : catalog()) EXPECT_TRUE(names.insert(model.name).second) << model.name;
}

TEST(Catalog, EveryClaimOfEveryModelHolds) {
  for (const Model& model : catalog())
    for (const Claim& claim : model.claims) {
      if (!claim.evaluate) continue;  // a statement that cannot be computed yet
      const ClaimResult result = claim.evaluate();
      EXPECT_TRUE(result.holds) << claim.statement << "\n  expected " << result.expected << "\n  found    "
                                << result.found;
    }
}

TEST(Catalog, EveryClaimNamesItsSource) {
  for (const Model& model : catalog())
    for (const Claim& claim : model.claims) EXPECT_FALSE(claim.source.empty()) << claim.statement;
}

/// Every name once, with a meaning and a default that passes the declaration.
void expect_sound(const std::vector<Field>& fields) {
  std::set<std::string> names;
  for (const Field& field : fields) {
    EXPECT_TRUE(names.insert(field.name).second) << field.name;
    EXPECT_FALSE(field.meaning.empty()) << field.name;
    EXPECT_FALSE(field.fallback && check_value(field, *field.fallback)) << field.name;
  }
}

TEST(Catalog, DeclaresEveryNameOnceAndDefaultsThatPassTheirDeclaration) {
  for (const Model& model : catalog()) {
    expect_sound(model.parameters);
    for (const TaskCard& task : model.tasks) expect_sound(task.keys);
  }
}

TEST(Catalog, DescribesDevicesWhoseFlatNamesCannotClash) {
  for (const Model& model : catalog()) {
    if (!model.device) continue;
    std::set<std::string> names = {"study", "parameters", "task", "sweep"};
    const bool is_all_parameters = model.device->table == "parameters" && model.parameters.empty();
    EXPECT_TRUE(names.insert(model.device->table).second || is_all_parameters) << model.device->table;
    for (const Field& parameter : model.parameters) names.insert(parameter.name);
    expect_sound(model.device->fields);
    for (const Field& field : model.device->fields) EXPECT_TRUE(names.insert(field.name).second) << field.name;
    for (const DeviceList& list : model.device->lists) {
      const bool is_parameters = list.name == "parameters" && list.is_bare && model.parameters.empty();
      EXPECT_TRUE(is_parameters || names.insert(list.name).second) << list.name;
      EXPECT_TRUE(names.insert(list.entry).second) << list.name;
      EXPECT_FALSE(list.meaning.empty()) << list.name;
      expect_sound(list.fields);
      EXPECT_TRUE(!list.is_named || find_field(list.fields, "name") == nullptr) << list.name;
    }
  }
}

TEST(Catalog, DescribesEveryQuantityOnceAndForTasksThatExist) {
  for (const Model& model : catalog()) {
    std::set<std::string> tasks;
    for (const TaskCard& task : model.tasks) EXPECT_TRUE(tasks.insert(task.kind).second);
    std::set<std::string> names;
    for (const Quantity& quantity : model.quantities) {
      EXPECT_TRUE(names.insert(quantity.name).second) << quantity.name;
      EXPECT_FALSE(quantity.meaning.empty() || quantity.dimension.empty() || quantity.tasks.empty()) << quantity.name;
      for (const std::string& kind : quantity.tasks) EXPECT_TRUE(tasks.count(kind)) << quantity.name << " in " << kind;
    }
  }
}

}  // namespace
}  // namespace qalor
