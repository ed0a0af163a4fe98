// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/address.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "qalor/base/text.hpp"
#include "qalor/study/declared.hpp"

namespace qalor::syntax {
namespace {

const std::string task_prefix = "task.";

std::string without_task(const std::string& name) {
  return name.starts_with(task_prefix) ? name.substr(task_prefix.size()) : name;
}

/// An entry of [sweep] under its whole name.
struct Named {
  std::string name;
  Span where;
  const Node* node = nullptr;
};

/// Whether a table holds nothing but tables: then its key is the first part of their names.
bool is_branch(const Node& node) {
  const auto* table = std::get_if<Table>(&node.value);
  return table != nullptr && !table->empty() && std::all_of(table->begin(), table->end(), [](const Entry& entry) {
           return std::holds_alternative<Table>(entry.node.value);
         });
}

/// A dotted key as far as it stands on one line.
Span joined(const Span& first, const Span& last) {
  if (first.line != last.line || first.line == 0) return last;
  return {last.line, first.column, last.column + last.length - first.column};
}

void add_named(const Table& table, const Named& parent, const Addresses& addresses, std::vector<Named>& all) {
  for (const Entry& entry : table) {
    const bool is_part = !parent.name.empty();
    const Named named{is_part ? parent.name + "." + entry.key : entry.key,
                      is_part ? joined(parent.where, entry.where) : entry.where, &entry.node};
    const bool is_known = addresses.parameter(named.name) != nullptr || addresses.key(named.name) != nullptr;
    const bool is_first_part = std::holds_alternative<Table>(entry.node.value) && addresses.begins(named.name);
    if (!is_known && (is_first_part || is_branch(entry.node)))
      add_named(std::get<Table>(entry.node.value), named, addresses, all);
    else
      all.push_back(named);
  }
}

/// The target of a name; without a node where it is unknown.
Target target_of(const Named& named, const Addresses& addresses) {
  Target target;
  if (const Field* parameter = addresses.parameter(named.name)) {
    target = {*parameter, parameter->name, false, false, named.where, named.node};
  } else if (const Field* key = addresses.key(named.name)) {
    target = {*key, key->name, true, false, named.where, named.node};
    if (addresses.parameter(key->name) != nullptr) target.field.name = task_prefix + key->name;
  }
  target.is_array = target.field.type == FieldType::grid || target.field.type == FieldType::one_or_reals;
  if (target.is_array || target.field.type == FieldType::formula) target.field.type = FieldType::real;
  return target;
}

}  // namespace

Addresses::Addresses(const Study& study)
    : model_(*study.model),
      task_(study.task),
      parameters_(study.model->parameters),
      keys_(task_keys(*study.model, study.task)) {
  if (!model_.device) return;
  const std::vector<Field> values = device_fields(*model_.device, study.parameters);
  parameters_.insert(parameters_.end(), values.begin(), values.end());
}

const Field* Addresses::parameter(const std::string& name) const {
  return find_field(parameters_, model_.device ? device_name(*model_.device, name) : name);
}

const Field* Addresses::key(const std::string& name) const { return find_field(keys_, without_task(name)); }

bool Addresses::begins(const std::string& name) const {
  return name + "." == task_prefix || std::any_of(parameters_.begin(), parameters_.end(), [&](const Field& field) {
           return field.name.starts_with(name + ".");
         });
}

void Addresses::refuse_parameter(const Entry& entry, Complaints& complaints) const {
  refuse_unknown({parameters_, "parameter", fmt::format("of model `{}`", model_.name)}, entry, complaints);
}

/// Whether a name could be right if only it were known which task is meant.
bool Addresses::may_be_of_unknown_task(const std::string& name) const {
  return task_.empty() && (name.starts_with(task_prefix) ||
                           std::any_of(model_.tasks.begin(), model_.tasks.end(),
                                       [&](const TaskCard& card) { return find_field(card.keys, name) != nullptr; }));
}

void Addresses::refuse(const Entry& entry, Complaints& complaints) const {
  if (may_be_of_unknown_task(entry.key)) return;
  if (entry.key.starts_with(task_prefix)) {
    const Entry key{without_task(entry.key), entry.where, {}};
    return refuse_unknown({keys_, "key", fmt::format("of task `{}`", task_)}, key, complaints);
  }
  if (keys_.empty()) return refuse_parameter(entry, complaints);
  std::vector<Field> all = parameters_;
  all.insert(all.end(), keys_.begin(), keys_.end());
  const std::string owner = fmt::format("of model `{}` and its task `{}`", model_.name, task_);
  refuse_unknown({all, "parameter or key", owner}, entry, complaints);
}

std::vector<Target> sweep_targets(const Table& sweep, const Addresses& addresses, bool is_device_known,
                                  Complaints& complaints) {
  std::vector<Named> all;
  add_named(sweep, {}, addresses, all);
  std::stable_sort(all.begin(), all.end(), [](const Named& a, const Named& b) {
    return std::pair(a.where.line, a.where.column) < std::pair(b.where.line, b.where.column);
  });
  std::vector<Target> targets;
  for (const Named& named : all) {
    Target target = target_of(named, addresses);
    if (target.node == nullptr) {
      if (is_device_known) addresses.refuse({named.name, named.where, {}}, complaints);
      continue;
    }
    const auto twin = std::find_if(targets.begin(), targets.end(),
                                   [&](const Target& other) { return other.field.name == target.field.name; });
    if (twin != targets.end()) {
      complaints.add({target.name},
                     fmt::format("`{}` is swept in line {} already", target.field.name, twin->where.line), named.where);
      continue;
    }
    targets.push_back(std::move(target));
  }
  return targets;
}

}  // namespace qalor::syntax
