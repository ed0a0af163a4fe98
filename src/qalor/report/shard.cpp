// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/shard.hpp"

#include <bit>
#include <cstring>
#include <stdexcept>
#include <type_traits>

namespace qalor {
namespace {

static_assert(std::endian::native == std::endian::little, "shards are written in the byte order of the machine");

constexpr std::string_view magic = "qalor shard\n";
constexpr std::uint32_t format_version = 1;

/// Thrown inside this file only: the bytes are no shard.
struct Damaged : std::runtime_error {
  Damaged() : std::runtime_error("damaged shard") {}
};

class ByteWriter {
 public:
  template <class T>
  void number(T x) {
    static_assert(std::is_arithmetic_v<T>);
    raw(&x, sizeof x);
  }
  void text(std::string_view s) {
    number<std::uint64_t>(s.size());
    raw(s.data(), s.size());
  }
  template <class T>
  void numbers(const std::vector<T>& values) {
    number<std::uint64_t>(values.size());
    raw(values.data(), values.size() * sizeof(T));
  }
  void raw(const void* data, std::size_t size) { bytes_.append(static_cast<const char*>(data), size); }
  const std::string& bytes() const { return bytes_; }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : left_(bytes) {}

  std::string_view raw(std::size_t size) {
    if (size > left_.size()) throw Damaged();
    const std::string_view piece = left_.substr(0, size);
    left_.remove_prefix(size);
    return piece;
  }
  template <class T>
  T number() {
    T x;
    std::memcpy(&x, raw(sizeof x).data(), sizeof x);
    return x;
  }
  std::string text() { return std::string(raw(number<std::uint64_t>())); }
  template <class T>
  std::vector<T> numbers() {
    const auto count = number<std::uint64_t>();
    if (count > left_.size() / sizeof(T)) throw Damaged();
    std::vector<T> values(count);
    if (count != 0) std::memcpy(values.data(), raw(count * sizeof(T)).data(), count * sizeof(T));
    return values;
  }
  bool empty() const { return left_.empty(); }

 private:
  std::string_view left_;
};

void write_column(ByteWriter& out, const Column& column) {
  out.number(static_cast<std::uint8_t>(column.name.group));
  out.number(static_cast<std::uint8_t>(column.name.kind));
  out.number<std::uint64_t>(column.name.rank);
  out.text(column.name.name);
  out.numbers(column.reals);
  out.numbers(column.integers);
  out.numbers(column.codes);
  out.number<std::uint64_t>(column.words.size());
  for (const std::string& word : column.words) out.text(word);
}

Column read_column(ByteReader& in) {
  Column column;
  const auto group = in.number<std::uint8_t>();
  const auto kind = in.number<std::uint8_t>();
  if (group > static_cast<std::uint8_t>(Group::details) || kind > static_cast<std::uint8_t>(Kind::text))
    throw Damaged();
  column.name.group = static_cast<Group>(group);
  column.name.kind = static_cast<Kind>(kind);
  column.name.rank = in.number<std::uint64_t>();
  column.name.name = in.text();
  column.reals = in.numbers<double>();
  column.integers = in.numbers<std::int64_t>();
  column.codes = in.numbers<std::uint32_t>();
  const auto words = in.number<std::uint64_t>();
  for (std::uint64_t i = 0; i < words; ++i) column.words.push_back(in.text());
  return column;
}

void write_layout(ByteWriter& out, const Layout& layout) {
  out.number<std::uint64_t>(layout.size());
  for (const Slot& slot : layout) {
    out.number(slot.column);
    out.number<std::uint64_t>(slot.shape.size());
    for (const std::size_t length : slot.shape) out.number<std::uint64_t>(length);
  }
}

Layout read_layout(ByteReader& in) {
  Layout layout;
  const auto slots = in.number<std::uint64_t>();
  for (std::uint64_t i = 0; i < slots; ++i) {
    Slot slot;
    slot.column = in.number<std::uint32_t>();
    const auto rank = in.number<std::uint64_t>();
    for (std::uint64_t k = 0; k < rank; ++k) slot.shape.push_back(in.number<std::uint64_t>());
    layout.push_back(std::move(slot));
  }
  return layout;
}

Table read_table(ByteReader& in) {
  std::vector<Column> columns;
  const auto column_count = in.number<std::uint64_t>();
  for (std::uint64_t i = 0; i < column_count; ++i) columns.push_back(read_column(in));
  std::vector<Layout> layouts;
  const auto layout_count = in.number<std::uint64_t>();
  for (std::uint64_t i = 0; i < layout_count; ++i) layouts.push_back(read_layout(in));
  return {std::move(columns), std::move(layouts), in.numbers<std::uint32_t>()};
}

}  // namespace

std::string shard_bytes(const Digest& study, std::size_t first, const Table& table) {
  ByteWriter out;
  out.raw(magic.data(), magic.size());
  out.number(format_version);
  out.raw(study.data(), study.size());
  out.number<std::uint64_t>(first);
  out.number<std::uint64_t>(first + table.size());
  out.number<std::uint64_t>(table.columns().size());
  for (const Column& column : table.columns()) write_column(out, column);
  out.number<std::uint64_t>(table.layouts().size());
  for (const Layout& layout : table.layouts()) write_layout(out, layout);
  out.numbers(table.layout_of_point());
  const Digest checksum = sha256(out.bytes());
  out.raw(checksum.data(), checksum.size());
  return out.take();
}

std::optional<Shard> read_shard(std::string_view bytes, const Digest& study) try {
  if (bytes.size() < sizeof(Digest)) return std::nullopt;
  const std::string_view content = bytes.substr(0, bytes.size() - sizeof(Digest));
  const Digest checksum = sha256(content);
  if (std::memcmp(checksum.data(), bytes.data() + content.size(), sizeof checksum) != 0) return std::nullopt;
  ByteReader in(content);
  if (in.raw(magic.size()) != magic || in.number<std::uint32_t>() != format_version) return std::nullopt;
  if (std::memcmp(in.raw(study.size()).data(), study.data(), study.size()) != 0) return std::nullopt;
  Shard shard;
  shard.segment.first = in.number<std::uint64_t>();
  shard.segment.last = in.number<std::uint64_t>();
  shard.table = read_table(in);
  const bool fits = shard.segment.first < shard.segment.last &&
                    shard.segment.last - shard.segment.first == shard.table.size() && in.empty();
  if (!fits) return std::nullopt;
  return shard;
} catch (const Damaged&) {
  return std::nullopt;
} catch (const std::invalid_argument&) {  // the parts of the table contradict each other
  return std::nullopt;
}

}  // namespace qalor
