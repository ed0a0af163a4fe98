// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/device.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "qalor/base/text.hpp"
#include "qalor/study/declared.hpp"
#include "qalor/study/device_field.hpp"

namespace qalor::syntax {
namespace {

/// What a card asks of the keys of one table: that it knows them all, and that none is missing.
void check_keys(const std::vector<Field>& known, const std::vector<std::string>& required, const std::string& owner,
                const std::string& lacking, const Table& table, const Span& where, Complaints& complaints) {
  for (const Entry& entry : table)
    if (find_field(known, entry.key) == nullptr) refuse_unknown({known, "key", owner}, entry, complaints);
  std::vector<std::string> missing;
  for (const std::string& name : required)
    if (find_entry(table, name) == nullptr) missing.push_back(name);
  if (!missing.empty()) complaints.add(missing, fmt::format("{} {}", lacking, list_text(missing, "and")), where);
}

std::vector<std::string> required_names(const std::vector<Field>& fields,
                                        const std::vector<std::string>& optional = {}) {
  std::vector<std::string> names;
  for (const Field& field : fields) {
    const bool may_be_absent = std::find(optional.begin(), optional.end(), field.name) != optional.end();
    if (!field.fallback && !may_be_absent) names.push_back(field.name);
  }
  return names;
}

/// The name of an entry, where it is right and differs from those before it.
std::optional<std::string> read_name(const std::string& path, const Table& table, const std::vector<std::string>& names,
                                     Complaints& complaints) {
  const Entry* entry = find_entry(table, "name");
  if (entry == nullptr) return std::nullopt;
  const Field field{.name = path + ".name", .type = FieldType::text};
  const auto value = read_value(field, entry->node, complaints);
  if (!value) return std::nullopt;
  const std::string& name = std::get<std::string>(*value);
  const auto refuse = [&](const std::string& why) {
    complaints.add({field.name}, fmt::format("`{}` = {}: {}", field.name, quoted(name), why), entry->node.where);
    return std::nullopt;
  };
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  if (name.empty()) return refuse("must not be empty");
  if (name.find('.') != std::string::npos) return refuse("must not contain a dot");
  if (std::any_of(name.begin(), name.end(), is_control)) return refuse("must not contain control characters");
  if (std::find(names.begin(), names.end(), name) != names.end()) return refuse("must differ from the names before it");
  return name;
}

void read_entry(const DeviceList& list, std::size_t index, const Node& node, std::vector<std::string>& names,
                DeviceValues& values) {
  const std::string path = fmt::format("{}[{}]", list.name, index);
  const auto* table = std::get_if<Table>(&node.value);
  if (table == nullptr) {
    values.complaints.add({list.name}, fmt::format("`{}` must be a table, found {}", path, found_text(node)),
                          node.where);
    return;
  }
  std::vector<Field> known = list.fields;
  if (list.is_named) known.insert(known.begin(), {.name = "name", .type = FieldType::text});
  check_keys(known, required_names(known, list.optional), fmt::format("of `{}`", path), fmt::format("`{}` lacks", path),
             *table, node.where, values.complaints);
  std::string key = std::to_string(index);
  if (list.is_named) {
    const auto name = read_name(path, *table, names, values.complaints);
    if (name) names.push_back(*name);
    key = name.value_or("");
  }
  const DeviceTable place{path + ".", fmt::format("{}.{}.", list.entry, key)};
  values.places.insert_or_assign(fmt::format("{}.{}", list.entry, key), node.where);
  for (const Field& field : list.fields) read_device_field(field, find_entry(*table, field.name), place, values);
}

void read_list(const DeviceList& list, const Entry* entry, DeviceValues& values) {
  static const Array none;
  const auto* array = entry != nullptr ? std::get_if<Array>(&entry->node.value) : &none;
  if (array == nullptr) {
    values.complaints.add({list.name},
                          fmt::format("`{}` must be an array of tables, found {}", list.name, found_text(entry->node)),
                          entry->node.where);
    return;
  }
  const std::size_t complaints_before = values.complaints.size();
  const std::string has = fmt::format("`{}` has {} entr{}", list.name, array->size(), array->size() == 1 ? "y" : "ies");
  if (array->size() > most_entries) {
    values.complaints.add({list.name}, fmt::format("{}: must have at most {}", has, most_entries), entry->node.where);
    return;
  }
  if (entry != nullptr && array->size() < list.least)
    values.complaints.add({list.name}, fmt::format("{}: must have at least {}", has, list.least), entry->node.where);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < array->size(); ++i) read_entry(list, i, (*array)[i], names, values);
  if (values.complaints.size() > complaints_before) return;  // what refers to the list cannot be judged
  const Value size = list.is_named ? Value(names) : Value(static_cast<std::int64_t>(array->size()));
  if (entry != nullptr) return values.keep(list.name, size, entry->node.where);
  values.settings.set(list.name, size, false);
}

}  // namespace

void read_device(const DeviceCard& card, const std::string& owner, const Entry* entry, Settings& settings,
                 Places& places, Complaints& complaints) {
  static const Table none;
  const auto* table = entry != nullptr ? std::get_if<Table>(&entry->node.value) : &none;
  if (table == nullptr) return;  // complained about as a table
  std::vector<Field> known = card.fields;
  std::vector<std::string> required = required_names(known);
  for (const DeviceList& list : card.lists) {
    known.push_back({.name = list.name});
    if (list.least > 0) required.push_back(list.name);
  }
  const std::string lacking = entry != nullptr ? fmt::format("[{}] lacks", card.table)
                                               : fmt::format("no table [{}]: {} needs it, with", card.table, owner);
  check_keys(known, required, fmt::format("in [{}]", card.table), lacking, *table,
             entry != nullptr ? entry->where : Span{}, complaints);
  DeviceValues values{settings, places, complaints};
  for (const Field& field : card.fields) read_device_field(field, find_entry(*table, field.name), {}, values);
  for (const DeviceList& list : card.lists) read_list(list, find_entry(*table, list.name), values);
}

}  // namespace qalor::syntax
