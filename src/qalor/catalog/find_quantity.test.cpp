// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/find_quantity.hpp"

#include <gtest/gtest.h>

namespace qalor {
namespace {

TEST(FindQuantity, KnowsNamesAndThoseOfBaths) {
  Model model;
  for (const std::string name : {"power", "heat_current_X", "heat_current_X_bare"}) {
    model.quantities.emplace_back();
    model.quantities.back().name = name;
  }
  const auto found = [&](const std::string& name) {
    const Quantity* quantity = find_quantity(model, name);
    return quantity == nullptr ? "" : quantity->name;
  };
  EXPECT_EQ(found("power"), "power");
  EXPECT_EQ(found("heat_current_hot"), "heat_current_X");
  EXPECT_EQ(found("heat_current_hot_bare"), "heat_current_X_bare");
  EXPECT_EQ(found("heat_current_"), "");
  EXPECT_EQ(found("heat_hot"), "");
}

}  // namespace
}  // namespace qalor
