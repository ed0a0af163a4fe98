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

/// One entry of a list: a table of an array, or a named one.
struct Item {
  const Node& node;
  std::size_t index = 0;
  const Entry* named = nullptr;  ///< of a table of tables
};

/// How messages name an entry: `leads[0]`, `baths.hot`; the value of a bare one bears the name of its list.
std::string path_of(const DeviceList& list, const Item& item) {
  if (list.is_bare) return list.name;
  return item.named != nullptr ? fmt::format("{}.{}", list.name, item.named->key)
                               : fmt::format("{}[{}]", list.name, item.index);
}

/// The names that entries have so far, and those that bare ones must not take.
struct Names {
  std::vector<std::string> taken = {};
  std::vector<std::string> reserved = {};
};

/// What is wrong with the name of an entry, or "".
std::string fault_of(const std::string& name, const Names& names) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  const auto has = [&](const std::vector<std::string>& list) {
    return std::find(list.begin(), list.end(), name) != list.end();
  };
  if (name.empty()) return "must not be empty";
  if (name.find('.') != std::string::npos) return "must not contain a dot";
  if (std::any_of(name.begin(), name.end(), is_control)) return "must not contain control characters";
  if (has(names.taken)) return "must differ from the names before it";
  if (has(names.reserved)) return "is a key of the device: choose another name";
  return "";
}

/// The name of an entry, where it is right and differs from those before it.
std::optional<std::string> read_name(const std::string& path, const Item& item, const Names& names,
                                     Complaints& complaints) {
  if (item.named != nullptr) {
    const std::string fault = fault_of(item.named->key, names);
    if (fault.empty()) return item.named->key;
    complaints.add({path}, fmt::format("`{}`: the name {} {}", path, quoted(item.named->key), fault),
                   item.named->where);
    return std::nullopt;
  }
  const Entry* entry = find_entry(std::get<Table>(item.node.value), "name");
  if (entry == nullptr) return std::nullopt;
  const Field field{.name = path + ".name", .type = FieldType::text};
  const auto value = read_value(field, entry->node, complaints);
  if (!value) return std::nullopt;
  const std::string& name = std::get<std::string>(*value);
  const std::string fault = fault_of(name, names);
  if (fault.empty()) return name;
  complaints.add({field.name}, fmt::format("`{}` = {}: {}", field.name, quoted(name), fault), entry->node.where);
  return std::nullopt;
}

/// The table that an entry is, a short one written out.
std::optional<Table> table_of_entry(const DeviceList& list, const Item& item, const std::string& path,
                                    Complaints& complaints) {
  const auto* table = std::get_if<Table>(&item.node.value);
  if (table != nullptr && !list.is_bare) return *table;
  if (list.is_short && (table == nullptr || list.is_bare))
    return Table{{list.fields.front().name, item.node.where, item.node}};
  complaints.add({list.name}, fmt::format("`{}` must be a table, found {}", path, found_text(item.node)),
                 item.node.where);
  return std::nullopt;
}

void read_entry(const DeviceList& list, const Item& item, Names& names, DeviceValues& values) {
  const std::string path = path_of(list, item);
  const auto table = table_of_entry(list, item, path, values.complaints);
  if (!table) return;
  std::vector<Field> known = list.fields;
  if (list.is_named) known.insert(known.begin(), {.name = "name", .type = FieldType::text});
  check_keys(known, required_names(known, list.optional), fmt::format("of `{}`", path), fmt::format("`{}` lacks", path),
             *table, item.node.where, values.complaints);
  std::string key = std::to_string(item.index);
  if (list.has_names()) {
    const auto name = read_name(path, item, names, values.complaints);
    if (!name && item.named != nullptr) return;
    if (name) names.taken.push_back(*name);
    key = name.value_or("");
  }
  const DeviceTable place{path + ".", entry_prefix(list, key)};
  values.places.insert_or_assign(fmt::format("{}.{}", list.entry, key), item.node.where);
  for (const Field& field : list.fields)
    read_device_field(entry_field(list, key, field), find_entry(*table, field.name), place, values);
}

/// The entries of a list in the file; nothing, with a complaint, where they do not stand as they should.
std::optional<std::vector<Item>> items_of(const DeviceList& list, const Entry* entry, Complaints& complaints) {
  std::vector<Item> out;
  if (entry == nullptr) return out;
  const auto* array = std::get_if<Array>(&entry->node.value);
  const auto* table = std::get_if<Table>(&entry->node.value);
  if (list.is_table ? table == nullptr : array == nullptr) {
    complaints.add({list.name},
                   fmt::format("`{}` must be {}, found {}", list.name,
                               list.is_table ? "a table of names" : "an array of tables", found_text(entry->node)),
                   entry->node.where);
    return std::nullopt;
  }
  if (list.is_table)
    for (const Entry& named : *table) out.push_back({named.node, out.size(), &named});
  else
    for (const Node& node : *array) out.push_back({node, out.size()});
  return out;
}

void read_list(const DeviceList& list, const Entry* entry, const std::vector<std::string>& reserved,
               DeviceValues& values) {
  const auto items = items_of(list, entry, values.complaints);
  if (!items) return;
  const std::size_t complaints_before = values.complaints.size();
  const std::string has = fmt::format("`{}` has {} entr{}", list.name, items->size(), items->size() == 1 ? "y" : "ies");
  if (items->size() > most_entries) {
    values.complaints.add({list.name}, fmt::format("{}: must have at most {}", has, most_entries), entry->node.where);
    return;
  }
  if (entry != nullptr && items->size() < list.least)
    values.complaints.add({list.name}, fmt::format("{}: must have at least {}", has, list.least), entry->node.where);
  Names names{{}, list.is_bare ? reserved : std::vector<std::string>{}};
  for (const Item& item : *items) read_entry(list, item, names, values);
  if (values.complaints.size() > complaints_before) return;  // what refers to the list cannot be judged
  const Value size = list.has_names() ? Value(names.taken) : Value(static_cast<std::int64_t>(items->size()));
  if (entry != nullptr) return values.keep(list.name, size, entry->node.where);
  values.settings.set(list.name, size, false);
}

/// The names that belong to the device itself.
std::vector<std::string> reserved_names(const DeviceCard& card) {
  std::vector<std::string> out;
  for (const Field& field : card.fields) out.push_back(field.name);
  for (const DeviceList& list : card.lists) {
    out.push_back(list.name);
    out.push_back(list.entry);
  }
  return out;
}

}  // namespace

void read_device(const DeviceCard& card, const std::string& owner, const Table& root, Settings& settings,
                 Places& places, Complaints& complaints) {
  static const Table none;
  const Entry* entry = find_entry(root, card.table);
  const auto* table = entry != nullptr ? std::get_if<Table>(&entry->node.value) : &none;
  if (table == nullptr) return;  // complained about as a table
  std::vector<Field> known = card.fields;
  std::vector<std::string> required = required_names(known, card.optional);
  for (const DeviceList& list : card.lists) {
    if (list.stands_alone) continue;
    known.push_back({.name = list.name});
    if (list.least > 0) required.push_back(list.name);
  }
  const std::string lacking = entry != nullptr ? fmt::format("[{}] lacks", card.table)
                                               : fmt::format("no table [{}]: {} needs it, with", card.table, owner);
  check_keys(known, required, fmt::format("in [{}]", card.table), lacking, *table,
             entry != nullptr ? entry->where : Span{}, complaints);
  DeviceValues values{settings, places, complaints};
  for (const Field& field : card.fields) read_device_field(field, find_entry(*table, field.name), {}, values);
  const std::vector<std::string> reserved = reserved_names(card);
  for (const DeviceList& list : card.lists)
    read_list(list, find_entry(list.stands_alone ? root : *table, list.name), reserved, values);
}

}  // namespace qalor::syntax
