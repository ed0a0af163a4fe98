// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/shard_store.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "qalor/base/error.hpp"
#include "qalor/report/file.hpp"
#include "tests/report_example.hpp"

namespace qalor {
namespace {

using example::message_of;
using example::TemporaryDirectory;

class ShardStoreTest : public testing::Test {
 protected:
  Table table(std::size_t first, std::size_t last) const { return Table(example::points(study_, first, last)); }
  std::string content(const ShardStore& store) const {
    Table all;
    store.visit([&](const Shard& shard) { all.append(shard.table); });
    return shard_bytes(identity_, 0, all);
  }
  std::vector<std::filesystem::path> files() const {
    auto files = directory_content(folder_.path());
    std::sort(files.begin(), files.end());
    return files;
  }

  const TemporaryDirectory folder_;
  const Study study_ = example::study({example::real_axis("epsilon", 2000)});
  const Digest identity_ = sha256("a study");
};

std::string text_of(const std::vector<Segment>& segments) {
  std::string text;
  for (const Segment& segment : segments)
    text += std::to_string(segment.first) + "-" + std::to_string(segment.last) + " ";
  return text;
}

TEST_F(ShardStoreTest, FindsAgainWhatWasAdded) {
  {
    ShardStore store(folder_.path(), identity_);
    store.add(20, table(20, 30));
    store.add(0, table(0, 10));
    store.add(10, table(10, 15));
    EXPECT_EQ(text_of(store.segments()), "0-15 20-30 ");
  }
  const ShardStore again(folder_.path(), identity_);
  EXPECT_EQ(text_of(again.segments()), "0-15 20-30 ");
  EXPECT_EQ(again.outline().points(), 25U);
}

TEST_F(ShardStoreTest, PassesOverDamagedAndForeignShards) {
  {
    ShardStore store(folder_.path(), identity_);
    for (std::size_t i = 0; i < 5; ++i) store.add(10 * i, table(10 * i, 10 * i + 10));
  }
  std::string bytes = read_file(files()[1]);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  write_file(files()[1], bytes);
  write_file(files()[2], shard_bytes(sha256("another study"), 20, table(20, 30)));
  write_file(files()[3], shard_bytes(identity_, 0, table(0, 10)));  // not what its name says
  ShardStore store(folder_.path(), identity_);
  EXPECT_EQ(text_of(store.segments()), "0-10 40-50 ");
  store.add(10, table(10, 40));
  EXPECT_EQ(content(store), shard_bytes(identity_, 0, table(0, 50)));
}

TEST_F(ShardStoreTest, RemovesWhatAKilledWriterLeft) {
  write_file(folder_ / "00000000000000000000-00000000000000000010.shard.tmp", "half a sha");
  write_file(folder_ / "notes.txt", "not ours");
  const ShardStore store(folder_.path(), identity_);
  EXPECT_EQ(files(), std::vector{folder_ / "notes.txt"});
}

TEST_F(ShardStoreTest, JoinsManySmallShards) {
  ShardStore store(folder_.path(), identity_);
  for (std::size_t i = 0; i < 2000; ++i) store.add(i, table(i, i + 1));
  EXPECT_LT(files().size(), 40U);
  EXPECT_EQ(text_of(store.segments()), "0-2000 ");
  EXPECT_EQ(content(store), shard_bytes(identity_, 0, table(0, 2000)));
  EXPECT_EQ(ShardStore(folder_.path(), identity_).outline().points(), 2000U);
}

TEST_F(ShardStoreTest, TakesPointsFromSeveralThreads) {
  ShardStore store(folder_.path(), identity_);
  std::vector<std::thread> threads;
  for (std::size_t worker = 0; worker < 4; ++worker)
    threads.emplace_back([&, worker] {
      for (std::size_t i = worker; i < 200; i += 4) store.add(5 * i, table(5 * i, 5 * i + 5));
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(content(store), shard_bytes(identity_, 0, table(0, 1000)));
}

TEST_F(ShardStoreTest, KnowsWhatWasJoinedWhenKilledBeforeTheClearingUp) {
  {
    ShardStore store(folder_.path(), identity_);
    for (std::size_t i = 0; i < 3; ++i) store.add(10 * i, table(10 * i, 10 * i + 10));
  }
  write_file(folder_ / "00000000000000000000-00000000000000000030.shard", shard_bytes(identity_, 0, table(0, 30)));
  const ShardStore store(folder_.path(), identity_);
  EXPECT_EQ(store.outline().points(), 30U);
  EXPECT_EQ(files().size(), 1U);
  EXPECT_EQ(content(store), shard_bytes(identity_, 0, table(0, 30)));
}

TEST_F(ShardStoreTest, TellsWhenAShardIsDamagedMeanwhile) {
  ShardStore store(folder_.path(), identity_);
  store.add(0, table(0, 10));
  write_file(files()[0], "nothing");
  EXPECT_EQ(
      message_of<EnvironmentError>([&] { content(store); }),
      files()[0].string() + " was damaged after it was written; run the same command again to answer its points anew");
}

}  // namespace
}  // namespace qalor
