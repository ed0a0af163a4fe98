// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/device_field.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "qalor/base/text.hpp"
#include "qalor/catalog/device.hpp"
#include "qalor/study/declared.hpp"

namespace qalor::syntax {
namespace {

/// A number of an array or a matrix, under the name that messages give it.
Field element_of(const Field& field, std::string name) { return {.name = std::move(name), .range = field.range}; }

std::optional<std::size_t> expected_size(const Field& field, const DeviceTable& table, const Settings& settings) {
  if (field.length > 0) return field.length;
  if (field.as_long_as.empty()) return std::nullopt;
  for (const std::string& name : {table.prefix + field.as_long_as, field.as_long_as})
    if (settings.has(name)) return static_cast<std::size_t>(settings.integer(name));
  return std::nullopt;
}

std::string counted(std::size_t n, const std::string& noun) {
  return fmt::format("{} {}{}", n, noun, n == 1 ? "" : "s");
}

/// Complains about the wrong number of elements or rows.
bool refuse_size(const Field& field, const std::string& noun, std::size_t found, const Span& where,
                 const DeviceTable& table, DeviceValues& values) {
  const std::string name = table.path + field.name;
  const auto expected = expected_size(field, table, values.settings);
  const std::string has = fmt::format("`{}` has {}", name, counted(found, noun));
  if (found > most_entries) {
    values.complaints.add({name}, fmt::format("{}: must have at most {}", has, most_entries), where);
    return true;
  }
  if (!expected || *expected == found) return false;
  const std::string reason = field.as_long_as.empty() ? "" : fmt::format(", as many as `{}`", field.as_long_as);
  values.complaints.add({name}, fmt::format("{}: must have {}{}", has, *expected, reason), where);
  return true;
}

/// An array that is not given: its default, or the default of each of its elements.
void add_default(const Field& field, const DeviceTable& table, DeviceValues& values) {
  const std::string name = table.prefix + field.name;
  if (field.type == FieldType::numbers) return values.settings.set(name, std::vector<std::string>{}, false);
  if (!field.fallback) return;
  const Value value = defaults({field}).entries().at(field.name).value;
  if (field.type != FieldType::reals && field.type != FieldType::matrix) return values.settings.set(name, value, false);
  const auto* number = std::get_if<double>(&value);
  const auto expected = expected_size(field, table, values.settings);
  if (number != nullptr && !expected) return;  // what it is as long as is wrong
  const std::vector<double> list =
      number != nullptr ? std::vector<double>(*expected, *number) : std::get<std::vector<double>>(value);
  values.settings.set(name, static_cast<std::int64_t>(list.size()), false);
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (field.type == FieldType::reals) values.settings.set(fmt::format("{}.{}", name, i), list[i], false);
    for (std::size_t j = 0; field.type == FieldType::matrix && j < list.size(); ++j)
      if (is_kept(field, i, j)) values.settings.set(fmt::format("{}.{}.{}", name, i, j), list[i], false);
  }
}

void read_array(const Field& field, const Node& node, const DeviceTable& table, DeviceValues& values) {
  const auto* array = std::get_if<Array>(&node.value);
  if (array == nullptr) {
    Field named = field;
    named.name = table.path + field.name;
    read_value(named, node, values.complaints);
    return;
  }
  if (refuse_size(field, "element", array->size(), node.where, table, values)) return;
  const std::string name = table.prefix + field.name;
  values.keep(name, static_cast<std::int64_t>(array->size()), node.where);
  for (std::size_t i = 0; i < array->size(); ++i) {
    const Field element = element_of(field, fmt::format("{}{}[{}]", table.path, field.name, i));
    const Node& number = (*array)[i];
    if (auto value = read_value(element, number, values.complaints))
      values.keep(fmt::format("{}.{}", name, i), std::move(*value), number.where);
  }
}

/// Complains about elements that a symmetric matrix or one with a zero diagonal cannot have.
void compare_mirrored(const Field& field, const std::vector<std::vector<double>>& matrix, const Array& rows,
                      const std::string& name, Complaints& complaints) {
  for (std::size_t i = 0; i < matrix.size(); ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      const Span& where = std::get<Array>(rows[i].value)[j].where;
      const double x = matrix[i][j];
      if (i == j && field.has_zero_diagonal && x != 0)
        complaints.add({name}, fmt::format("`{}[{}][{}]` = {}: must be 0 on the diagonal", name, i, j, x), where);
      if (field.is_symmetric && x != matrix[j][i])
        complaints.add(
            {name},
            fmt::format("`{0}[{1}][{2}]` = {3}: must be equal to `{0}[{2}][{1}]` = {4}, for `{0}` is symmetric", name,
                        i, j, x, matrix[j][i]),
            where);
    }
}

/// The elements of a matrix whose shape is right.
void read_rows(const Field& field, const Array& rows, const DeviceTable& table, DeviceValues& values) {
  const std::string path = table.path + field.name;
  const std::string name = table.prefix + field.name;
  const std::size_t complaints_before = values.complaints.size();
  std::vector<std::vector<double>> matrix;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::vector<double>& numbers = matrix.emplace_back();
    for (const Node& element : std::get<Array>(rows[i].value)) {
      const std::size_t j = numbers.size();
      const auto value =
          read_value(element_of(field, fmt::format("{}[{}][{}]", path, i, j)), element, values.complaints);
      numbers.push_back(value ? std::get<double>(*value) : 0);
      if (!value) continue;
      const std::string flat = fmt::format("{}.{}.{}", name, i, j);
      values.places.insert_or_assign(flat, element.where);
      if (is_kept(field, i, j)) values.keep(flat, *value, element.where);
    }
  }
  if (values.complaints.size() == complaints_before) compare_mirrored(field, matrix, rows, path, values.complaints);
}

/// Complains about rows that do not make a square.
bool refuse_rows(const Array& rows, const std::string& name, Complaints& complaints) {
  bool refused = false;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto* elements = std::get_if<Array>(&rows[i].value);
    if (elements != nullptr && elements->size() == rows.size()) continue;
    refused = true;
    const std::string fault =
        elements == nullptr ? fmt::format("must be an array of numbers, found {}", found_text(rows[i]))
                            : fmt::format("has {}: must have {}", counted(elements->size(), "element"), rows.size());
    complaints.add({name}, fmt::format("`{}[{}]` {}", name, i, fault), rows[i].where);
  }
  return refused;
}

/// What is wrong with a name that the user chose.
std::string name_fault(const std::string& name) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  if (name.empty()) return "must not be empty";
  if (name.find('.') != std::string::npos) return "must not contain a dot";
  if (std::any_of(name.begin(), name.end(), is_control)) return "must not contain control characters";
  return "";
}

/// A table of free names with numbers.
void read_numbers(const Field& field, const Node& node, const DeviceTable& table, DeviceValues& values) {
  const std::string path = table.path + field.name, name = table.prefix + field.name;
  const auto* entries = std::get_if<Table>(&node.value);
  if (entries == nullptr) {
    values.complaints.add({path}, fmt::format("`{}` must be {}, found {}", path, type_text(field), found_text(node)),
                          node.where);
    return;
  }
  if (refuse_size(field, "name", entries->size(), node.where, table, values)) return;
  std::vector<std::string> names;
  for (const Entry& entry : *entries) {
    if (const std::string fault = name_fault(entry.key); !fault.empty()) {
      values.complaints.add({path}, fmt::format("`{}`: the name {} {}", path, quoted(entry.key), fault), entry.where);
      continue;
    }
    names.push_back(entry.key);
    const Field element = element_of(field, fmt::format("{}.{}", path, entry.key));
    if (auto value = read_value(element, entry.node, values.complaints))
      values.keep(fmt::format("{}.{}", name, entry.key), std::move(*value), entry.node.where);
  }
  values.keep(name, std::move(names), node.where);
}

void read_matrix(const Field& field, const Node& node, const DeviceTable& table, DeviceValues& values) {
  const std::string name = table.path + field.name;
  const auto* rows = std::get_if<Array>(&node.value);
  if (rows == nullptr) {
    values.complaints.add({name}, fmt::format("`{}` must be {}, found {}", name, type_text(field), found_text(node)),
                          node.where);
    return;
  }
  if (refuse_size(field, "row", rows->size(), node.where, table, values)) return;
  if (refuse_rows(*rows, name, values.complaints)) return;
  values.keep(table.prefix + field.name, static_cast<std::int64_t>(rows->size()), node.where);
  read_rows(field, *rows, table, values);
}

}  // namespace

void DeviceValues::keep(const std::string& name, Value value, const Span& where) {
  settings.set(name, std::move(value), true, complaints.text().place(where));
  places.insert_or_assign(name, where);
}

void read_device_field(const Field& field, const Entry* entry, const DeviceTable& table, DeviceValues& values) {
  if (entry == nullptr) return add_default(field, table, values);
  if (field.type == FieldType::reals) return read_array(field, entry->node, table, values);
  if (field.type == FieldType::numbers) return read_numbers(field, entry->node, table, values);
  if (field.type == FieldType::matrix) return read_matrix(field, entry->node, table, values);
  Field named = referring(field, values.settings);
  named.name = table.path + field.name;
  if (auto value = read_value(named, entry->node, values.complaints))
    values.keep(table.prefix + field.name, std::move(*value), entry->node.where);
}

}  // namespace qalor::syntax
