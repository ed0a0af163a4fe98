#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <vector>

#include "qalor/report/outline.hpp"
#include "qalor/report/shard.hpp"

namespace qalor {

/// The points of an unfinished result, as shard files in a folder. What add() has returned from survives any crash.
/// Many small shards are joined now and then, so that their number stays in the hundreds. Functions may be called from
/// several threads; they throw EnvironmentError.
class ShardStore {
 public:
  /// Reads what is there, and removes what a killed writer left half done. Shards that are damaged, or of another
  /// study, are passed over as if they were not there.
  ShardStore(std::filesystem::path folder, const Digest& study);

  /// The points that are there: disjoint segments that do not touch, ascending.
  std::vector<Segment> segments() const;
  Outline outline() const;
  std::uintmax_t bytes() const;

  /// Points from index `first` on, none of which is there yet.
  void add(std::size_t first, const Table& table);

  /// Calls with all shards in ascending order, one in memory at a time.
  void visit(const std::function<void(const Shard&)>& call) const;

 private:
  struct Entry {
    std::size_t last = 0;
    std::uintmax_t bytes = 0;
  };
  using Entries = std::map<std::size_t, Entry>;  ///< by first point

  std::filesystem::path path_of(Segment segment) const;
  Shard read(Segment segment) const;
  void find_shards();
  void join_small();
  std::vector<Segment> crowd() const;
  void join(const std::vector<Segment>& crowd);

  std::filesystem::path folder_;
  Digest study_;
  mutable std::mutex mutex_;
  Entries entries_;
  Outline outline_;
  std::size_t fresh_ = 0;  ///< shards added since the last look for small ones
  bool joining_ = false;   ///< one thread at a time
};

}  // namespace qalor
