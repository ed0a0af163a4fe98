#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>
#include <string>
#include <string_view>

#include "qalor/report/digest.hpp"
#include "qalor/report/table.hpp"

namespace qalor {

/// A piece of an unfinished result: the points [segment.first, segment.last) of the study with that identity.
struct Shard {
  Segment segment;
  Table table;
};

/// The content of a shard file: magic, format version, identity of the study, segment, table, and the SHA-256 of all
/// before it.
std::string shard_bytes(const Digest& study, std::size_t first, const Table& table);

/// The shard in the bytes, or nothing when they are damaged, of another format version or of another study.
std::optional<Shard> read_shard(std::string_view bytes, const Digest& study);

}  // namespace qalor
