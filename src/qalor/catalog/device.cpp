// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/device.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace qalor {
namespace {

/// How many elements, rows or entries there are under a name of the device.
std::size_t size_of(const Settings& parameters, const std::string& name) {
  const auto* names = std::get_if<std::vector<std::string>>(&parameters.entries().at(name).value);
  return names != nullptr ? names->size() : static_cast<std::size_t>(parameters.integer(name));
}

/// One number of an array or a matrix, as a field of its own.
Field element_of(Field field, std::string name) {
  field.name = std::move(name);
  field.type = FieldType::real;
  field.length = 0;
  field.as_long_as.clear();
  field.is_symmetric = field.has_zero_diagonal = false;
  if (field.fallback && std::holds_alternative<std::vector<double>>(*field.fallback)) field.fallback.reset();
  return field;
}

void add_field(std::vector<Field>& all, const Field& field, const std::string& prefix, const Settings& parameters) {
  const std::string name = prefix + field.name;
  if (!parameters.has(name)) return;
  if (field.type == FieldType::reals) {
    for (std::size_t i = 0; i < size_of(parameters, name); ++i)
      all.push_back(element_of(field, fmt::format("{}.{}", name, i)));
  } else if (field.type == FieldType::numbers) {
    for (const std::string& key : parameters.texts(name)) all.push_back(element_of(field, name + "." + key));
  } else if (field.type == FieldType::matrix) {
    const std::size_t rows = size_of(parameters, name);
    for (std::size_t i = 0; i < rows; ++i)
      for (std::size_t j = 0; j < rows; ++j)
        if (is_kept(field, i, j)) all.push_back(element_of(field, fmt::format("{}.{}.{}", name, i, j)));
  } else {
    all.push_back(referring(field, parameters));
    all.back().name = name;
  }
}

/// Row and column of "1.0"; nothing where it is no pair of indices.
std::optional<std::pair<std::size_t, std::size_t>> indices_of(std::string_view text) {
  std::pair<std::size_t, std::size_t> indices;
  const char* end = text.data() + text.size();
  const auto row = std::from_chars(text.data(), end, indices.first);
  if (row.ec != std::errc() || row.ptr == end || *row.ptr != '.') return std::nullopt;
  const auto column = std::from_chars(row.ptr + 1, end, indices.second);
  if (column.ec != std::errc() || column.ptr != end) return std::nullopt;
  return indices;
}

/// The name of the kept element that mirrors `name`, where it is an element of this matrix below the diagonal.
std::optional<std::string> mirrored(const Field& field, const std::string& prefix, const std::string& name) {
  if (field.type != FieldType::matrix || !field.is_symmetric) return std::nullopt;
  const std::string start = prefix + field.name + ".";
  if (!name.starts_with(start)) return std::nullopt;
  const auto indices = indices_of(std::string_view(name).substr(start.size()));
  if (!indices || indices->first <= indices->second) return std::nullopt;
  return fmt::format("{}{}.{}", start, indices->second, indices->first);
}

/// "lead.L." for `lead.L.T`: what stands before the key in the name of a value of an entry. Names have no dots.
std::string prefix_of(const DeviceList& list, const std::string& name) {
  if (!name.starts_with(list.entry + ".")) return "";
  const std::size_t dot = name.find('.', list.entry.size() + 1);
  return dot == std::string::npos ? "" : name.substr(0, dot + 1);
}

}  // namespace

bool owns_parameters(const DeviceCard& card) {
  const auto is_parameters = [](const DeviceList& list) { return list.stands_alone && list.name == "parameters"; };
  return card.table == "parameters" || std::any_of(card.lists.begin(), card.lists.end(), is_parameters);
}

std::string entry_prefix(const DeviceList& list, const std::string& entry) {
  return list.is_bare ? "" : fmt::format("{}.{}.", list.entry, entry);
}

Field entry_field(const DeviceList& list, const std::string& entry, const Field& field) {
  Field out = field;
  if (list.is_bare) out.name = entry;
  return out;
}

std::vector<Field> device_fields(const DeviceCard& card, const Settings& parameters) {
  std::vector<Field> all;
  for (const Field& field : card.fields) add_field(all, field, "", parameters);
  for (const DeviceList& list : card.lists)
    for (const std::string& entry : entry_names(list, parameters))
      for (const Field& field : list.fields)
        add_field(all, entry_field(list, entry, field), entry_prefix(list, entry), parameters);
  return all;
}

std::string device_name(const DeviceCard& card, const std::string& name) {
  for (const Field& field : card.fields)
    if (const auto mirror = mirrored(field, "", name)) return *mirror;
  for (const DeviceList& list : card.lists) {
    const std::string prefix = prefix_of(list, name);
    for (const Field& field : list.fields)
      if (const auto mirror = mirrored(field, prefix, name); mirror && !prefix.empty()) return *mirror;
  }
  return name;
}

bool is_kept(const Field& matrix, std::size_t row, std::size_t column) {
  return !(matrix.is_symmetric && row > column) && !(matrix.has_zero_diagonal && row == column);
}

Field referring(Field field, const Settings& parameters) {
  if (field.refers_to.empty() || !parameters.has(field.refers_to)) return field;
  if (field.type == FieldType::text) {
    field.type = FieldType::choice;
    field.choices = parameters.texts(field.refers_to);
  } else if (const std::size_t count = size_of(parameters, field.refers_to); count > 0) {
    field.range = {.lowest = 0, .highest = static_cast<double>(count - 1)};
  }
  return field;
}

std::vector<std::string> entry_names(const DeviceList& list, const Settings& parameters) {
  std::vector<std::string> names;
  if (!parameters.has(list.name)) return names;
  if (list.has_names()) return parameters.texts(list.name);
  for (std::size_t i = 0; i < size_of(parameters, list.name); ++i) names.push_back(std::to_string(i));
  return names;
}

std::vector<double> device_array(const Settings& parameters, const std::string& name) {
  std::vector<double> elements;
  for (std::size_t i = 0; i < size_of(parameters, name); ++i)
    elements.push_back(parameters.real(fmt::format("{}.{}", name, i)));
  return elements;
}

std::vector<std::pair<std::string, double>> device_numbers(const Settings& parameters, const std::string& name) {
  std::vector<std::pair<std::string, double>> out;
  if (!parameters.has(name)) return out;
  for (const std::string& key : parameters.texts(name)) out.emplace_back(key, parameters.real(name + "." + key));
  return out;
}

RealMatrix device_matrix(const Settings& parameters, const std::string& name) {
  const auto rows = static_cast<Eigen::Index>(size_of(parameters, name));
  RealMatrix matrix = RealMatrix::Zero(rows, rows);
  for (Eigen::Index i = 0; i < rows; ++i)
    for (Eigen::Index j = 0; j < rows; ++j) {
      const std::string element = fmt::format("{}.{}.{}", name, i, j);
      const std::string mirror = fmt::format("{}.{}.{}", name, j, i);
      if (parameters.has(element))
        matrix(i, j) = parameters.real(element);
      else if (parameters.has(mirror))
        matrix(i, j) = parameters.real(mirror);
    }
  return matrix;
}

}  // namespace qalor
