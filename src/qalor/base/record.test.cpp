// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/record.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace qalor {
namespace {

TEST(Record, KeepsTheOrderInWhichQuantitiesWereAdded) {
  Record record;
  record.set("power", 1.5);
  record.set("heat", 2.0);
  record.set("power", 3.0);
  ASSERT_EQ(record.size(), 2U);
  EXPECT_EQ(record.begin()->first, "power");
  EXPECT_EQ(record.number("power"), 3.0);
}

TEST(Record, ReadsCodesAsNumbersToo) {
  Record record;
  record.set("second_law", std::int64_t{1});
  EXPECT_EQ(record.number("second_law"), 1.0);
}

TEST(Record, SaysWhichQuantityIsMissingOrNoNumber) {
  Record record;
  EXPECT_TRUE(record.empty());
  EXPECT_EQ(record.find("power"), nullptr);
  record.set("regime", "engine");
  const auto message = [&](const char* name) {
    try {
      return std::to_string(record.number(name));
    } catch (const std::out_of_range& error) {
      return std::string(error.what());
    }
  };
  EXPECT_EQ(message("power"), "no quantity is named `power`");
  EXPECT_EQ(message("regime"), "quantity `regime` is not a number");
}

TEST(Record, AVectorIsAnArrayOfOneDimension) {
  const Array array = vector_datum({1, 2, 3});
  EXPECT_EQ(array.shape, std::vector<std::size_t>{3});
  EXPECT_EQ(array.values, (std::vector<double>{1, 2, 3}));
}

}  // namespace
}  // namespace qalor
