// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/memo.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

namespace qalor {
namespace {

std::shared_ptr<const int> number(int n) { return std::make_shared<const int>(n); }

TEST(Memo, ComputesEachKeyOnceForAnyNumberOfThreads) {
  Memo memo;
  std::atomic<int> computed = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&] {
      for (int k = 0; k < 50; ++k)
        EXPECT_EQ(*memo.get<int>(std::to_string(k), 8, [&] { return ++computed, number(k); }), k);
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(computed, 50);
}

TEST(Memo, ForgetsWhatWasNotUsedForLongestWhenTheBudgetIsSpent) {
  Memo memo(30);
  int computed = 0;
  const auto get = [&](const std::string& key) {
    return memo.get<int>(key, 10, [&] { return ++computed, number(computed); });
  };
  const auto kept = get("a");
  get("b"), get("c"), get("a"), get("d");  // "b" is the oldest now
  EXPECT_EQ(memo.size(), 3U);
  EXPECT_EQ(*get("a"), 1);
  EXPECT_EQ(computed, 4);
  EXPECT_EQ(*get("b"), 5);
  EXPECT_EQ(*kept, 1);  // who holds a result keeps it
}

TEST(Memo, RemembersNoFailure) {
  Memo memo;
  EXPECT_THROW((void)memo.get<int>("a", 8, []() -> std::shared_ptr<const int> { throw std::runtime_error("no"); }),
               std::runtime_error);
  EXPECT_EQ(*memo.get<int>("a", 8, [] { return number(3); }), 3);
}

}  // namespace
}  // namespace qalor
