// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/shard.hpp"

#include <gtest/gtest.h>

#include <random>

#include "tests/report_example.hpp"

namespace qalor {
namespace {

class ShardTest : public testing::Test {
 protected:
  const Study study_ = example::study({example::real_axis("epsilon", 30)});
  const Digest identity_ = sha256("a study");
  const Table table_ = Table(example::points(study_, 10, 30));
  const std::string bytes_ = shard_bytes(identity_, 10, table_);

  /// The bytes with a checksum that fits, as someone would make them on purpose.
  static std::string sealed(std::string content) {
    const Digest digest = sha256(content);
    return content.append(reinterpret_cast<const char*>(digest.data()), digest.size());
  }
};

TEST_F(ShardTest, IsReadBackAsItWasWritten) {
  const auto shard = read_shard(bytes_, identity_);
  ASSERT_TRUE(shard);
  EXPECT_EQ(shard->segment.first, 10U);
  EXPECT_EQ(shard->segment.last, 30U);
  EXPECT_EQ(shard_bytes(identity_, 10, shard->table), bytes_);
}

TEST_F(ShardTest, OfAnotherStudyIsNotRead) { EXPECT_FALSE(read_shard(bytes_, sha256("another study"))); }

TEST_F(ShardTest, WithAnyByteChangedIsNotRead) {
  std::mt19937 random(2);
  for (std::size_t i = 0; i < bytes_.size(); ++i) {
    std::string damaged = bytes_;
    damaged[i] = static_cast<char>(damaged[i] ^ static_cast<char>(1 + random() % 255));
    EXPECT_FALSE(read_shard(damaged, identity_)) << "byte " << i;
  }
}

TEST_F(ShardTest, CutAnywhereIsNotRead) {
  for (std::size_t size = 0; size < bytes_.size(); ++size)
    EXPECT_FALSE(read_shard(std::string_view(bytes_).substr(0, size), identity_)) << size;
}

TEST_F(ShardTest, WithAFittingChecksumIsStillCheckedThroughout) {
  const std::string content = bytes_.substr(0, bytes_.size() - sizeof(Digest));
  std::mt19937 random(3);
  for (int round = 0; round < 20000; ++round) {
    std::string damaged = content;
    for (int flips = 0; flips < 3; ++flips) damaged[random() % damaged.size()] = static_cast<char>(random());
    if (const auto shard = read_shard(sealed(damaged), identity_)) shard->table.points();  // must not crash
  }
}

TEST_F(ShardTest, OfAnotherFormatVersionIsNotRead) {
  std::string content = bytes_.substr(0, bytes_.size() - sizeof(Digest));
  EXPECT_TRUE(read_shard(sealed(content), identity_));
  content[12] = 2;  // the version stands behind the magic of twelve bytes
  EXPECT_FALSE(read_shard(sealed(content), identity_));
}

}  // namespace
}  // namespace qalor
