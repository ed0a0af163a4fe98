// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/shard_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "qalor/base/error.hpp"
#include "qalor/report/file.hpp"

namespace qalor {
namespace {

constexpr std::size_t crowd_size = 16;  // so many neighbours of like size are joined
/// Bytes below which a shard is tiny, and from which on it is large enough to be left alone. Only shards of the same
/// side of the first are joined, so that a point is copied few times, however many shards there come to be.
constexpr std::uintmax_t tiny = std::uintmax_t{64} << 10;
constexpr std::uintmax_t large = std::uintmax_t{512} << 10;

/// The segment in the name of a shard.
std::optional<Segment> segment_of(const std::filesystem::path& path) {
  if (path.extension() != ".shard") return std::nullopt;
  const std::string name = path.stem().string();
  const std::size_t dash = name.find('-');
  Segment segment;
  const char* const end = name.data() + name.size();
  const auto first = std::from_chars(name.data(), end, segment.first);
  if (dash == std::string::npos || first.ptr != name.data() + dash) return std::nullopt;
  const auto last = std::from_chars(first.ptr + 1, end, segment.last);
  if (last.ptr != end || segment.first >= segment.last) return std::nullopt;
  return segment;
}

}  // namespace

ShardStore::ShardStore(std::filesystem::path folder, const Digest& study) : folder_(std::move(folder)), study_(study) {
  make_directory(folder_);
  find_shards();
}

std::filesystem::path ShardStore::path_of(Segment segment) const {
  return folder_ / fmt::format("{:020}-{:020}.shard", segment.first, segment.last);
}

void ShardStore::find_shards() {
  std::vector<Segment> found;
  for (const auto& path : directory_content(folder_)) {
    if (is_temporary(path)) remove_path(path);
    if (const auto segment = segment_of(path)) found.push_back(*segment);
  }
  // Of shards that start alike the longest first: the others were joined into it.
  std::sort(found.begin(), found.end(),
            [](Segment a, Segment b) { return a.first != b.first ? a.first < b.first : a.last > b.last; });
  std::size_t next = 0;
  for (const Segment& segment : found) {
    if (segment.last <= next) remove_path(path_of(segment));
    if (segment.first < next) continue;
    const std::string bytes = read_file(path_of(segment));
    const auto shard = read_shard(bytes, study_);
    if (!shard || shard->segment.first != segment.first || shard->segment.last != segment.last) continue;
    entries_[segment.first] = {segment.last, bytes.size()};
    outline_.include(segment.first, shard->table);
    next = segment.last;
  }
}

std::vector<Segment> ShardStore::segments() const {
  const std::lock_guard lock(mutex_);
  std::vector<Segment> segments;
  for (const auto& [first, entry] : entries_) {
    if (!segments.empty() && segments.back().last == first)
      segments.back().last = entry.last;
    else
      segments.push_back({first, entry.last});
  }
  return segments;
}

Outline ShardStore::outline() const {
  const std::lock_guard lock(mutex_);
  return outline_;
}

std::uintmax_t ShardStore::bytes() const {
  const std::lock_guard lock(mutex_);
  std::uintmax_t bytes = 0;
  for (const auto& [first, entry] : entries_) bytes += entry.bytes;
  return bytes;
}

Shard ShardStore::read(Segment segment) const {
  const auto path = path_of(segment);
  auto shard = read_shard(read_file(path), study_);
  if (shard) return std::move(*shard);
  throw EnvironmentError(
      fmt::format("{} was damaged after it was written; run the same command again to answer its "
                  "points anew",
                  path.string()));
}

void ShardStore::visit(const std::function<void(const Shard&)>& call) const {
  Entries entries;
  {
    const std::lock_guard lock(mutex_);
    entries = entries_;
  }
  for (const auto& [first, entry] : entries) call(read({first, entry.last}));
}

void ShardStore::add(std::size_t first, const Table& table) {
  const Segment segment{first, first + table.size()};
  const std::string bytes = shard_bytes(study_, first, table);
  write_file(path_of(segment), bytes);
  {
    const std::lock_guard lock(mutex_);
    entries_[first] = {segment.last, bytes.size()};
    outline_.include(first, table);
    if (++fresh_ < crowd_size || joining_) return;
    joining_ = true;
    fresh_ = 0;
  }
  try {
    join_small();
  } catch (...) {
    const std::lock_guard lock(mutex_);
    joining_ = false;
    throw;
  }
  const std::lock_guard lock(mutex_);
  joining_ = false;
}

void ShardStore::join_small() {
  for (auto neighbours = crowd(); !neighbours.empty(); neighbours = crowd()) join(neighbours);
}

/// Neighbouring shards of like size that are worth joining; none when there are not enough.
std::vector<Segment> ShardStore::crowd() const {
  const std::lock_guard lock(mutex_);
  std::vector<Segment> run;
  std::uintmax_t run_bytes = 0;
  bool run_is_tiny = false;
  for (const auto& [first, entry] : entries_) {
    const bool is_tiny = entry.bytes < tiny;
    const bool continues = !run.empty() && run.back().last == first && is_tiny == run_is_tiny && entry.bytes < large;
    const bool full = run_bytes >= crowd_size * large;
    if (!continues || full) {
      if (run.size() >= crowd_size) return run;
      run.clear();
      run_bytes = 0;
    }
    if (entry.bytes >= large) continue;
    run.push_back({first, entry.last});
    run_bytes += entry.bytes;
    run_is_tiny = is_tiny;
  }
  return run.size() >= crowd_size ? run : std::vector<Segment>{};
}

void ShardStore::join(const std::vector<Segment>& crowd) {
  Table table;
  for (const Segment& segment : crowd) table.append(read(segment).table);
  const Segment whole{crowd.front().first, crowd.back().last};
  const std::string bytes = shard_bytes(study_, whole.first, table);
  write_file(path_of(whole), bytes);
  {
    const std::lock_guard lock(mutex_);
    for (const Segment& segment : crowd) entries_.erase(segment.first);
    entries_[whole.first] = {whole.last, bytes.size()};
  }
  for (const Segment& segment : crowd) remove_path(path_of(segment));
}

}  // namespace qalor
