#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "qalor/study/sink.hpp"

namespace qalor {

/// Where a value stands in an answer: among the quantities, in the certificate, or among the certificate's details.
enum class Group : std::uint8_t { quantities, certificate, details };

enum class Kind : std::uint8_t { real, integer, text };

/// What makes two values of different points belong to the same column.
struct ColumnName {
  Group group = Group::quantities;
  std::string name;
  Kind kind = Kind::real;
  std::size_t rank = 0;  ///< number of dimensions of an array; 0 for a number
  friend bool operator==(const ColumnName&, const ColumnName&) = default;
};

/// All values of one name, point after point, without gaps: a point that lacks it takes no place, an array takes as
/// many elements as it has. Only the vector that belongs to the kind is used.
struct Column {
  ColumnName name;
  std::vector<double> reals;
  std::vector<std::int64_t> integers;
  std::vector<std::uint32_t> codes;  ///< of texts: index into words
  std::vector<std::string> words;    ///< the different texts, in order of first use

  std::size_t length() const;
};

/// One value of a point: its column and the shape of the array (empty for a number).
struct Slot {
  std::uint32_t column = 0;
  std::vector<std::size_t> shape;
  std::size_t elements() const;
  friend auto operator<=>(const Slot&, const Slot&) = default;
};

/// What one point holds, in the order of its record. Most points of a sweep share one layout.
using Layout = std::vector<Slot>;

/// One value of a point as it is visited: elements [offset, offset + slot.elements()) of the column.
struct Cell {
  const Column& column;
  const Slot& slot;
  std::size_t offset;

  std::span<const double> reals() const { return std::span(column.reals).subspan(offset, slot.elements()); }
  std::int64_t integer() const { return column.integers[offset]; }
  const std::string& text() const { return column.words[column.codes[offset]]; }
};

/// The answers of consecutive points, column by column: the form in which shards and result files hold them.
/// Columns stand in the order of first use. Going from points to a table and back changes nothing, to the bit and to
/// the order of the records; only an array without dimensions becomes a number, and an empty warning vanishes.
class Table {
 public:
  Table() = default;
  explicit Table(const std::vector<Point>& points);
  /// A table from its parts, as read from a file. Throws std::invalid_argument when they do not fit each other.
  Table(std::vector<Column> columns, std::vector<Layout> layouts, std::vector<std::uint32_t> layout_of_point);

  /// One more point.
  void append(const Answer& answer);
  /// The points of another table behind those of this one.
  void append(const Table& other);

  std::size_t size() const { return layout_of_point_.size(); }
  const std::vector<Column>& columns() const { return columns_; }
  const std::vector<Layout>& layouts() const { return layouts_; }
  const std::vector<std::uint32_t>& layout_of_point() const { return layout_of_point_; }

  /// Calls with each point, in order, and its cells.
  void visit(const std::function<void(std::size_t point, std::span<const Cell> cells)>& call) const;
  /// The points, in order, without their parameters.
  std::vector<Point> points() const;

 private:
  std::uint32_t column_of(const ColumnName& name);
  std::uint32_t code_of(std::uint32_t column, const std::string& word);
  std::uint32_t layout_number(Layout layout);
  void put(Layout& row, Group group, const std::string& name, const Datum& datum);

  std::vector<Column> columns_;
  std::vector<Layout> layouts_;
  std::vector<std::uint32_t> layout_of_point_;
  std::vector<std::unordered_map<std::string, std::uint32_t>> code_of_word_;  ///< per column
  std::map<Layout, std::uint32_t> number_of_layout_;
};

/// Whether a column may stand in a certificate: its own entries have fixed kinds, its details any.
bool fits_certificate(const ColumnName& name);
/// Puts a value back where it came from. The column must fit.
void restore(Answer& answer, const ColumnName& name, Datum datum);

/// Several texts as one, a line each, and back. Line breaks and backslashes inside are escaped.
std::string joined_lines(const std::vector<std::string>& lines);
std::vector<std::string> split_lines(const std::string& text);

}  // namespace qalor
