// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/table.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace qalor {
namespace {

Kind kind_of(const Datum& datum) {
  if (std::holds_alternative<std::int64_t>(datum)) return Kind::integer;
  if (std::holds_alternative<std::string>(datum)) return Kind::text;
  return Kind::real;
}

Datum datum_of(const Cell& cell) {
  switch (cell.column.name.kind) {
    case Kind::integer:
      return cell.integer();
    case Kind::text:
      return cell.text();
    case Kind::real:
      break;
  }
  const auto values = cell.reals();
  if (cell.column.name.rank == 0) return values.front();
  return Array{cell.slot.shape, {values.begin(), values.end()}};
}

void require(bool condition) {
  if (!condition) throw std::invalid_argument("the parts of a table do not fit each other");
}

/// The number of elements of a shape that may come from a damaged file.
std::size_t checked_elements(const Slot& slot, std::size_t limit) {
  std::size_t product = 1;
  for (const std::size_t length : slot.shape) {
    require(length == 0 || product <= limit / length);
    product *= length;
  }
  return product;
}

}  // namespace

bool fits_certificate(const ColumnName& name) {
  if (name.group != Group::certificate) return true;
  const Kind kind = name.name == "residual" ? Kind::real : name.name == "status" ? Kind::integer : Kind::text;
  return name.kind == kind && name.rank == 0;
}

void restore(Answer& answer, const ColumnName& name, Datum datum) {
  Certificate& certificate = answer.certificate;
  if (name.group == Group::quantities) return answer.quantities.set(name.name, std::move(datum));
  if (name.group == Group::details) return certificate.details.set(name.name, std::move(datum));
  if (const auto* residual = std::get_if<double>(&datum)) certificate.residual = *residual;
  if (const auto* status = std::get_if<std::int64_t>(&datum)) certificate.status = static_cast<Status>(*status);
  const auto* text = std::get_if<std::string>(&datum);
  if (text == nullptr) return;
  if (name.name == "method") certificate.method = *text;
  if (name.name == "reason") certificate.reason = *text;
  if (name.name == "warnings") certificate.warnings = split_lines(*text);
}

std::size_t Column::length() const {
  return name.kind == Kind::real ? reals.size() : name.kind == Kind::integer ? integers.size() : codes.size();
}

std::size_t Slot::elements() const {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
}

Table::Table(const std::vector<Point>& points) {
  for (const Point& point : points) append(point.answer);
}

Table::Table(std::vector<Column> columns, std::vector<Layout> layouts, std::vector<std::uint32_t> layout_of_point)
    : columns_(std::move(columns)), layouts_(std::move(layouts)), layout_of_point_(std::move(layout_of_point)) {
  std::vector<std::size_t> left;
  for (const Column& column : columns_) {
    require(fits_certificate(column.name) && (column.name.kind == Kind::real || column.name.rank == 0));
    for (const std::uint32_t code : column.codes) require(code < column.words.size());
    if (column.name.group == Group::certificate)
      for (const std::int64_t status : column.integers)
        require(status >= 0 && status <= static_cast<std::int64_t>(Status::failed));
    left.push_back(column.length());
    auto& codes = code_of_word_.emplace_back();
    for (const std::string& word : column.words) codes.emplace(word, static_cast<std::uint32_t>(codes.size()));
    require(codes.size() == column.words.size());
  }
  for (const Layout& layout : layouts_) {
    for (const Slot& slot : layout)
      require(slot.column < columns_.size() && slot.shape.size() == columns_[slot.column].name.rank);
    require(number_of_layout_.emplace(layout, static_cast<std::uint32_t>(number_of_layout_.size())).second);
  }
  for (const std::uint32_t number : layout_of_point_) {
    require(number < layouts_.size());
    for (const Slot& slot : layouts_[number]) {
      const std::size_t elements = checked_elements(slot, left[slot.column]);
      require(elements <= left[slot.column]);
      left[slot.column] -= elements;
    }
  }
  for (const std::size_t unused : left) require(unused == 0);
}

void Table::append(const Answer& answer) {
  Layout row;
  for (const auto& [name, datum] : answer.quantities) put(row, Group::quantities, name, datum);
  const Certificate& certificate = answer.certificate;
  put(row, Group::certificate, "method", certificate.method);
  put(row, Group::certificate, "residual", certificate.residual);
  put(row, Group::certificate, "status", static_cast<std::int64_t>(certificate.status));
  put(row, Group::certificate, "warnings", joined_lines(certificate.warnings));
  if (certificate.status != Status::ok) put(row, Group::certificate, "reason", certificate.reason);
  for (const auto& [name, datum] : certificate.details) put(row, Group::details, name, datum);
  layout_of_point_.push_back(layout_number(std::move(row)));
}

void Table::put(Layout& row, Group group, const std::string& name, const Datum& datum) {
  const auto* array = std::get_if<Array>(&datum);
  Slot slot{0, array == nullptr ? std::vector<std::size_t>{} : array->shape};
  if (array != nullptr && slot.elements() != array->values.size())
    throw std::invalid_argument("the shape of `" + name + "` does not fit its number of values");
  const std::size_t rank = slot.shape.size();
  const Kind kind = kind_of(datum);
  // Points of one sweep mostly look alike: the column is where the last point had it.
  const Layout* last = layout_of_point_.empty() ? nullptr : &layouts_[layout_of_point_.back()];
  const auto same = [&](const ColumnName& other) {
    return other.group == group && other.kind == kind && other.rank == rank && other.name == name;
  };
  if (last != nullptr && row.size() < last->size() && same(columns_[(*last)[row.size()].column].name)) {
    slot.column = (*last)[row.size()].column;
  } else {
    slot.column = column_of({group, name, kind, rank});
  }
  Column& column = columns_[slot.column];
  if (array != nullptr) {
    column.reals.insert(column.reals.end(), array->values.begin(), array->values.end());
  } else if (kind == Kind::real) {
    column.reals.push_back(std::get<double>(datum));
  } else if (kind == Kind::integer) {
    column.integers.push_back(std::get<std::int64_t>(datum));
  } else {
    column.codes.push_back(code_of(slot.column, std::get<std::string>(datum)));
  }
  row.push_back(std::move(slot));
}

std::uint32_t Table::column_of(const ColumnName& name) {
  const auto same = std::find_if(columns_.begin(), columns_.end(), [&](const Column& c) { return c.name == name; });
  if (same != columns_.end()) return static_cast<std::uint32_t>(same - columns_.begin());
  columns_.push_back({name, {}, {}, {}, {}});
  code_of_word_.emplace_back();
  return static_cast<std::uint32_t>(columns_.size() - 1);
}

std::uint32_t Table::code_of(std::uint32_t column, const std::string& word) {
  Column& own = columns_[column];
  if (!own.codes.empty() && own.words[own.codes.back()] == word) return own.codes.back();
  const auto [place, added] = code_of_word_[column].emplace(word, static_cast<std::uint32_t>(own.words.size()));
  if (added) own.words.push_back(word);
  return place->second;
}

std::uint32_t Table::layout_number(Layout layout) {
  if (!layout_of_point_.empty() && layouts_[layout_of_point_.back()] == layout) return layout_of_point_.back();
  const auto [place, added] = number_of_layout_.emplace(layout, static_cast<std::uint32_t>(layouts_.size()));
  if (added) layouts_.push_back(std::move(layout));
  return place->second;
}

void Table::append(const Table& other) {
  std::vector<std::uint32_t> column_number;
  for (const Column& column : other.columns_) {
    const std::uint32_t number = column_of(column.name);
    column_number.push_back(number);
    std::vector<std::uint32_t> code;
    for (const std::string& word : column.words) code.push_back(code_of(number, word));
    Column& own = columns_[number];
    own.reals.insert(own.reals.end(), column.reals.begin(), column.reals.end());
    own.integers.insert(own.integers.end(), column.integers.begin(), column.integers.end());
    for (const std::uint32_t theirs : column.codes) own.codes.push_back(code[theirs]);
  }
  std::vector<std::uint32_t> layout_of;
  for (Layout layout : other.layouts_) {
    for (Slot& slot : layout) slot.column = column_number[slot.column];
    layout_of.push_back(layout_number(std::move(layout)));
  }
  for (const std::uint32_t theirs : other.layout_of_point_) layout_of_point_.push_back(layout_of[theirs]);
}

void Table::visit(const std::function<void(std::size_t, std::span<const Cell>)>& call) const {
  std::vector<std::size_t> next(columns_.size(), 0);
  std::vector<std::vector<std::size_t>> elements;
  for (const Layout& layout : layouts_) {
    auto& counts = elements.emplace_back();
    for (const Slot& slot : layout) counts.push_back(slot.elements());
  }
  std::vector<Cell> cells;
  for (std::size_t point = 0; point < size(); ++point) {
    const std::uint32_t number = layout_of_point_[point];
    const Layout& layout = layouts_[number];
    cells.clear();
    for (std::size_t i = 0; i < layout.size(); ++i) {
      std::size_t& offset = next[layout[i].column];
      cells.push_back({columns_[layout[i].column], layout[i], offset});
      offset += elements[number][i];
    }
    call(point, cells);
  }
}

std::vector<Point> Table::points() const {
  std::vector<Point> points(size());
  visit([&](std::size_t point, std::span<const Cell> cells) {
    for (const Cell& cell : cells) restore(points[point].answer, cell.column.name, datum_of(cell));
  });
  return points;
}

std::string joined_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    if (line.empty()) continue;
    if (!text.empty()) text += '\n';
    for (const char c : line) {
      if (c == '\\')
        text += "\\\\";
      else if (c == '\n')
        text += "\\n";
      else
        text += c;
    }
  }
  return text;
}

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> lines;
  if (text.empty()) return lines;
  lines.emplace_back();
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') {
      lines.emplace_back();
    } else if (text[i] == '\\' && i + 1 < text.size()) {
      lines.back() += text[++i] == 'n' ? '\n' : '\\';
    } else {
      lines.back() += text[i];
    }
  }
  return lines;
}

}  // namespace qalor
