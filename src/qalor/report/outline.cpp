// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/outline.hpp"

#include <algorithm>
#include <cstring>
#include <tuple>

namespace qalor {
namespace {

bool same_bits(std::span<const double> a, std::span<const double> b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
}

/// Common values of a column of one-dimensional arrays, if all arrays are alike.
std::optional<std::vector<double>> common_values(const Column& column, std::size_t length) {
  if (length == 0 || column.reals.size() % length != 0) return std::nullopt;
  const std::span<const double> all(column.reals);
  for (std::size_t offset = length; offset < all.size(); offset += length)
    if (!same_bits(all.first(length), all.subspan(offset, length))) return std::nullopt;
  return std::vector<double>(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(length));
}

void include_shape(ColumnOutline& column, const std::vector<std::size_t>& shape) {
  if (column.shape == shape) return;
  column.ragged = true;
  for (std::size_t i = 0; i < shape.size(); ++i) column.shape[i] = std::max(column.shape[i], shape[i]);
}

void include_words(ColumnOutline& column, const std::vector<std::string>& words) {
  if (column.many_words) return;
  column.words.insert(words.begin(), words.end());
  column.many_words = column.words.size() > ColumnOutline::most_words;
  if (column.many_words) column.words.clear();
}

/// The outline of each column of one table.
std::vector<ColumnOutline> outline_of(std::size_t first, const Table& table) {
  std::vector<ColumnOutline> outlines(table.columns().size());
  std::vector<std::size_t> uses(table.layouts().size(), 0);
  for (std::size_t point = 0; point < table.size(); ++point) {
    const std::uint32_t number = table.layout_of_point()[point];
    if (uses[number]++ != 0) continue;
    const Layout& layout = table.layouts()[number];
    for (std::size_t place = 0; place < layout.size(); ++place) {
      const Slot& slot = layout[place];
      ColumnOutline& column = outlines[slot.column];
      if (column.present++ == 0) {  // counted properly below; here it marks the first sight
        column.name = table.columns()[slot.column].name;
        column.shape = slot.shape;
        column.first_point = first + point;
        column.place = place;
      }
      include_shape(column, slot.shape);
    }
  }
  for (ColumnOutline& column : outlines) column.present = 0;
  for (std::size_t number = 0; number < uses.size(); ++number)
    for (const Slot& slot : table.layouts()[number]) outlines[slot.column].present += uses[number];
  for (std::size_t i = 0; i < outlines.size(); ++i) {
    const Column& column = table.columns()[i];
    if (column.name.rank == 1 && !outlines[i].ragged) outlines[i].common = common_values(column, outlines[i].shape[0]);
    include_words(outlines[i], column.words);
  }
  return outlines;
}

/// Joins what two sets of points know of one column.
void include_outline(ColumnOutline& known, const ColumnOutline& more) {
  if (std::tie(more.first_point, more.place) < std::tie(known.first_point, known.place)) {
    known.first_point = more.first_point;
    known.place = more.place;
  }
  known.present += more.present;
  known.ragged = known.ragged || more.ragged;
  include_shape(known, more.shape);
  const bool alike = known.common && more.common && same_bits(*known.common, *more.common);
  if (!alike) known.common.reset();
  known.many_words = known.many_words || more.many_words;
  if (known.many_words) known.words.clear();
  include_words(known, {more.words.begin(), more.words.end()});
}

}  // namespace

void Outline::include(std::size_t first, const Table& table) {
  points_ += table.size();
  for (ColumnOutline& more : outline_of(first, table)) {
    const auto known =
        std::find_if(columns_.begin(), columns_.end(), [&](const ColumnOutline& c) { return c.name == more.name; });
    if (known == columns_.end())
      columns_.push_back(std::move(more));
    else
      include_outline(*known, more);
  }
}

std::vector<ColumnOutline> Outline::columns() const {
  std::vector<ColumnOutline> sorted = columns_;
  std::sort(sorted.begin(), sorted.end(), [](const ColumnOutline& a, const ColumnOutline& b) {
    return std::tie(a.first_point, a.place) < std::tie(b.first_point, b.place);
  });
  return sorted;
}

}  // namespace qalor
