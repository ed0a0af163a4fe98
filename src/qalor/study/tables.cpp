// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "qalor/base/text.hpp"
#include "qalor/study/declared.hpp"

namespace qalor::syntax {
namespace {

/// "[study], [parameters] and [task]".
std::string table_list(const std::vector<std::string>& names) {
  std::vector<std::string> tables;
  for (const std::string& name : names) tables.push_back("[" + name + "]");
  return fmt::format("{} and {}", fmt::join(tables.begin(), tables.end() - 1, ", "), tables.back());
}

/// What is wrong with an entry at the top of a file, or "".
std::string fault_of(const Entry& entry, const std::vector<std::string>& names) {
  const bool is_table = std::holds_alternative<Table>(entry.node.value);
  const auto* array = std::get_if<Array>(&entry.node.value);
  const bool has_tables = array != nullptr && !array->empty() && std::holds_alternative<Table>(array->front().value);
  if (std::find(names.begin(), names.end(), entry.key) != names.end()) {
    return is_table ? "" : fmt::format("`{}` must be a table, found {}", entry.key, found_text(entry.node));
  }
  const std::string key = shortened(entry.key);
  if (!is_table && !has_tables) return fmt::format("`{}` stands outside the tables {}", key, table_list(names));
  const std::string nearest = nearest_name(entry.key, names);
  if (nearest.empty()) return fmt::format("unknown table [{}]; valid are {}", key, table_list(names));
  return fmt::format("unknown table [{}]; did you mean [{}]?", key, nearest);
}

}  // namespace

void refuse_unknown_tables(const Table& root, const std::vector<std::string>& names,
                           const std::vector<std::string>& arrays, Complaints& complaints) {
  for (const Entry& entry : root) {
    if (std::find(arrays.begin(), arrays.end(), entry.key) != arrays.end()) continue;  // judged as a list
    if (std::string fault = fault_of(entry, names); !fault.empty()) complaints.add({}, std::move(fault), entry.where);
  }
}

}  // namespace qalor::syntax
