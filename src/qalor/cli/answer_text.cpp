// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/cli/answer_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "qalor/base/text.hpp"
#include "qalor/catalog/find_quantity.hpp"
#include "qalor/cli/amount.hpp"
#include "qalor/cli/text_table.hpp"
#include "qalor/study/answer.hpp"

namespace qalor {
namespace {

constexpr std::size_t shown_elements = 8;  // of an array

/// Energies, particles and entropy per time come first: most studies are about them.
bool is_main(const std::string& name) {
  constexpr std::array<std::string_view, 5> starts{"heat_current_", "energy_current_", "particle_current_", "power",
                                                   "entropy_production"};
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return name.rfind(start, 0) == 0; });
}

std::string number_text(double x, int digits) {
  return std::isnan(x) ? "undefined" : fmt::format("{:.{}g}", x, digits);
}

std::string datum_text(const Datum& datum, int digits) {
  if (const auto* number = std::get_if<double>(&datum)) return number_text(*number, digits);
  if (const auto* code = std::get_if<std::int64_t>(&datum)) return fmt::format("{}", *code);
  if (const auto* text = std::get_if<std::string>(&datum)) return shortened(*text);
  const auto& array = std::get<Array>(datum);
  std::string text;
  for (std::size_t i = 0; i < std::min(array.values.size(), shown_elements); ++i)
    text += (i == 0 ? "" : ", ") + number_text(array.values[i], digits);
  if (array.values.size() > shown_elements) text += fmt::format(", ... {} in all", array.values.size());
  return "[" + text + "]";
}

/// The word of a code, or the value as it is.
std::string quantity_text(const std::optional<Quantity>& quantity, const Datum& datum) {
  std::string text = datum_text(datum, 10);
  const auto* code = std::get_if<std::int64_t>(&datum);
  if (!quantity || code == nullptr || *code < quantity->first_flag) return text;
  const auto& words = quantity->flag_meanings;
  const auto place = static_cast<std::size_t>(*code - quantity->first_flag);
  return place < words.size() ? fmt::format("{} ({})", text, words[place]) : text;
}

std::optional<Quantity> declared(const Study& study, const std::string& name) {
  return find_quantity(*study.model, name);
}

/// "network of 2 energies, 2 leads and 0 bosons": a device would fill pages.
std::string device_text(const DeviceCard& card, const Settings& parameters) {
  std::vector<std::string> parts;
  for (const Field& field : card.fields) {
    if (field.type != FieldType::reals || !parameters.has(field.name)) continue;
    parts.push_back(fmt::format("{} {}", parameters.integer(field.name), field.name));
  }
  for (const DeviceList& list : card.lists)
    parts.push_back(fmt::format("{} {}", entry_names(list, parameters).size(), list.name));
  return fmt::format("{} of {}", card.table, fmt::join(parts, ", "));
}

/// What was given, less what is swept and what belongs to the device.
std::string given_text(const Study& study, const Settings& settings, bool is_of_task) {
  std::string text;
  for (const auto& [name, entry] : settings.entries()) {
    const bool swept = std::any_of(
        study.sweep.begin(), study.sweep.end(),
        [&name = name, is_of_task](const Axis& axis) { return axis.is_of_task == is_of_task && axis.name() == name; });
    const bool is_of_device =
        !is_of_task && study.model->device && find_field(study.model->parameters, name) == nullptr;
    if (!entry.given || swept || is_of_device) continue;
    const Field* field = find_field(is_of_task ? task_keys(*study.model, study.task) : study.model->parameters, name);
    const std::string value = field != nullptr ? value_text(*field, entry.value) : value_text(entry.value);
    text += fmt::format(", {} = {}", name, shortened(value));
  }
  return text;
}

/// Title, then model, task and what was given.
std::string heading(const Study& study, std::size_t columns) {
  std::string line = fmt::format("{}, {}", study.model->name, study.task);
  if (study.model->device) line += ", " + device_text(*study.model->device, study.parameters);
  line += given_text(study, study.parameters, false) + given_text(study, study.keys, true);
  return (study.title.empty() ? "" : study.title + "\n") + wrapped(line, columns, "  ") + "\n\n";
}

/// What the certificate says in words, under what name, and how the answer was obtained.
std::string certificate_text(const Certificate& certificate, std::size_t columns) {
  std::vector<Row> rows;
  for (const auto& [name, datum] : certificate.details)
    if (const auto* text = std::get_if<std::string>(&datum)) rows.push_back({name, *text});
  std::string line =
      fmt::format("{}: {}, residual {:.1e}", status_text(certificate.status), certificate.method, certificate.residual);
  if (!certificate.warnings.empty())
    line += fmt::format(", {} warning{}", certificate.warnings.size(), certificate.warnings.size() == 1 ? "" : "s");
  rows.push_back({"certificate", line});
  if (!certificate.reason.empty()) rows.push_back({"reason", certificate.reason});
  std::size_t margin = 0;
  for (const Row& row : rows) margin = std::max(margin, width_of(row[0]) + 2);
  for (Row& row : rows) row[1] = wrapped(row[1], columns - std::min(columns / 2, margin), std::string(margin, ' '));
  std::string text;
  for (const Row& row : rows) text += row[0] + std::string(margin - width_of(row[0]), ' ') + row[1] + "\n";
  return text;
}

using Cells = std::vector<std::string>;

/// Whether every point that has the quantity has it as a number or a code.
bool is_scalar(const std::map<std::size_t, Point>& points, const std::string& name) {
  return std::all_of(points.begin(), points.end(), [&](const auto& entry) {
    const Datum* datum = entry.second.answer.quantities.find(name);
    return datum == nullptr || !std::holds_alternative<Array>(*datum);
  });
}

/// Names of the scalar quantities, the main ones first.
Cells scalar_names(const std::map<std::size_t, Point>& points) {
  Cells names;
  for (const auto& [index, point] : points)
    for (const auto& [name, datum] : point.answer.quantities)
      if (std::find(names.begin(), names.end(), name) == names.end() && is_scalar(points, name)) names.push_back(name);
  std::stable_partition(names.begin(), names.end(), is_main);
  return names;
}

/// One column of the table: a heading and a cell for each point.
Cells quantity_column(const std::map<std::size_t, Point>& points, const std::string& name) {
  Cells column{name};
  for (const auto& [index, point] : points) {
    const Datum* datum = point.answer.quantities.find(name);
    column.push_back(datum == nullptr ? "-" : datum_text(*datum, 8));
  }
  return column;
}

std::size_t width_of_column(const Cells& column) {
  std::size_t width = 0;
  for (const std::string& cell : column) width = std::max(width, width_of(cell));
  return width + 2;
}

std::vector<Cells> leading_columns(const Study& study, const std::map<std::size_t, Point>& points) {
  std::vector<Cells> columns;
  for (std::size_t axis = 0; axis < study.sweep.size(); ++axis) {
    Cells& column = columns.emplace_back(Cells{study.sweep[axis].parameter});
    for (const auto& [index, point] : points) {
      const Value& value = point.parameters.at(axis).second;
      const auto* number = std::get_if<double>(&value);
      column.push_back(number != nullptr ? number_text(*number, 8) : shortened(value_text(value)));
    }
  }
  Cells statuses{"status"};
  bool all_ok = true;
  for (const auto& [index, point] : points) {
    statuses.push_back(status_text(point.answer.certificate.status));
    all_ok = all_ok && point.answer.certificate.status == Status::ok;
  }
  if (!all_ok) columns.push_back(statuses);
  return columns;
}

/// Columns turned into rows, with dots where points are left out.
std::vector<Row> rows_of(const std::vector<Cells>& columns, const std::map<std::size_t, Point>& points) {
  std::vector<Row> rows;
  std::size_t expected = 0;
  auto point = points.begin();
  for (std::size_t i = 0; i <= points.size(); ++i) {
    if (i > 0) {
      if (point->first != expected) rows.emplace_back(columns.size(), "...");
      expected = point++->first + 1;
    }
    Row& row = rows.emplace_back();
    for (const Cells& column : columns) row.push_back(column[i]);
  }
  return rows;
}

std::string indented(const std::string& text, const std::string& margin) {
  std::string out = margin;
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    if (text[i] == '\n' && i + 1 < text.size()) out += margin;
  }
  return out;
}

}  // namespace

std::string answer_text(const Study& study, const Point& point, std::size_t columns) {
  std::vector<Row> rows;
  std::string texts;
  for (const auto& [name, datum] : point.answer.quantities) {
    const auto quantity = declared(study, name);
    if (const auto* text = std::get_if<std::string>(&datum); text != nullptr && text->find('\n') != std::string::npos) {
      texts += name + "\n" + indented(*text, "  ") + "\n";  // a table of its own
      continue;
    }
    rows.push_back({name, quantity ? quantity->symbol : "", quantity_text(quantity, datum)});
    if (quantity && quantity->dimension != "1") rows.back().push_back(quantity->dimension);
  }
  const std::string table = rows.empty() ? "" : aligned(rows, {}, "  ") + "\n";
  return heading(study, columns) + table + texts + certificate_text(point.answer.certificate, columns);
}

std::string sweep_text(const Study& study, const std::map<std::size_t, Point>& points, std::size_t columns) {
  std::vector<Cells> table = leading_columns(study, points);
  std::size_t width = 2;
  for (const Cells& column : table) width += width_of_column(column);
  std::string left_out;
  for (const std::string& name : scalar_names(points)) {
    Cells column = quantity_column(points, name);
    const std::size_t more = width_of_column(column);
    if (width + more > columns) {
      left_out += (left_out.empty() ? "" : ", ") + name;
      continue;
    }
    width += more;
    table.push_back(std::move(column));
  }
  std::string text = heading(study, columns);
  text += aligned(rows_of(table, points), std::vector<Side>(table.size(), Side::right), "  ");
  if (!left_out.empty()) text += "\n" + wrapped("not shown: " + left_out, columns, "  ") + "\n";
  if (points.size() < study.size())
    text += fmt::format("\n{} of {} are shown; --json or -o DIR gives them all\n", points.size(),
                        points_text(study.size()));
  return text;
}

}  // namespace qalor
