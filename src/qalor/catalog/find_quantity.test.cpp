// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/find_quantity.hpp"

#include <gtest/gtest.h>

namespace qalor {
namespace {

TEST(FindQuantity, KnowsNamesAndPutsThoseOfBathsForX) {
  Model model;
  for (const std::string name : {"power", "heat_current_X", "heat_current_X_bare"}) {
    model.quantities.emplace_back();
    model.quantities.back() = {name, name == "power" ? "P" : "J_X", "energy^2", "heat entering from bath X", {}};
  }
  EXPECT_EQ(find_quantity(model, "power")->symbol, "P");
  const auto hot = find_quantity(model, "heat_current_hot"), bare = find_quantity(model, "heat_current_hot_bare");
  ASSERT_TRUE(hot && bare);
  EXPECT_EQ(hot->name, "heat_current_hot");
  EXPECT_EQ(hot->symbol, "J_hot");
  EXPECT_EQ(bare->name, "heat_current_hot_bare");
  EXPECT_EQ(bare->meaning, "heat entering from bath hot");
  EXPECT_FALSE(find_quantity(model, "heat_current_"));
  EXPECT_FALSE(find_quantity(model, "heat_hot"));
}

}  // namespace
}  // namespace qalor
