// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/resolve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "qalor/base/text.hpp"
#include "qalor/study/address.hpp"
#include "qalor/study/axis.hpp"
#include "qalor/study/declared.hpp"
#include "qalor/study/device.hpp"
#include "qalor/study/tables.hpp"

namespace qalor::syntax {
namespace {

/// Whether a name is another, or belongs to what the other names: `lead.L.mu` to `lead.L`.
bool is_part_of(const std::string& name, const std::string& whole) {
  return name == whole || name.starts_with(whole + ".");
}

/// Tables of a model whose keys are parameters with dotted names: `[body] A = { beta = 1 }` is `body.A.beta`.
std::vector<std::string> own_tables(const Model& model) {
  std::vector<std::string> names;
  for (const Field& field : model.parameters) {
    const std::size_t dot = field.name.find('.');
    if (dot == std::string::npos) continue;
    const std::string name = field.name.substr(0, dot);
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

/// The tables that tell which model a study without `model` describes.
std::vector<std::string> describing_tables(const Model& model) {
  std::vector<std::string> names = own_tables(model);
  if (model.device && model.device->table != "parameters") names.push_back(model.device->table);
  return names;
}

/// Adds the values of a table under their dotted names, tables in it included.
void add_dotted(const Table& table, const std::string& prefix, Table& out) {
  for (const Entry& entry : table) {
    const std::string name = prefix + "." + entry.key;
    if (const auto* inner = std::get_if<Table>(&entry.node.value))
      add_dotted(*inner, name, out);
    else
      out.push_back({name, entry.where, entry.node});
  }
}

/// Reads the tables of one file in turn. Each step adds to the study and to the complaints.
class Resolution {
 public:
  Resolution(const Table& root, const std::vector<Model>& catalog, Complaints& complaints)
      : root_(root), catalog_(catalog), complaints_(complaints) {}

  Study study() {
    read_study_table();
    std::vector<std::string> names = {"study", "parameters", "task", "sweep"};
    std::vector<std::string> arrays;
    if (const DeviceCard* card = device(); card != nullptr) {
      if (card->table != "parameters") names.insert(names.begin() + 2, card->table);
      for (const DeviceList& list : card->lists) {
        if (!list.stands_alone || list.name == "parameters") continue;
        names.insert(names.end() - 2, list.name);
        if (!list.is_table) arrays.push_back(list.name);
      }
    }
    if (study_.model != nullptr)
      for (const std::string& name : own_tables(*study_.model)) names.insert(names.begin() + 2, name);
    refuse_unknown_tables(root_, names, arrays, complaints_);
    read_task();
    read_parameters();
    read_sweep();
    complaints_.raise();
    check_combinations();
    complaints_.raise();
    return std::move(study_);
  }

 private:
  const DeviceCard* device() const {
    return study_.model != nullptr && study_.model->device ? &*study_.model->device : nullptr;
  }

  bool is_device_in_parameters() const { return device() != nullptr && owns_parameters(*device()); }

  /// The entry of a top-level table; nothing where it is absent or not a table.
  const Entry* table_entry(const std::string& name) const {
    const Entry* entry = find_entry(root_, name);
    return entry != nullptr && std::holds_alternative<Table>(entry->node.value) ? entry : nullptr;
  }

  static const Table& table_of(const Entry& entry) { return std::get<Table>(entry.node.value); }

  void read_study_table() {
    std::vector<std::string> names;
    for (const Model& model : catalog_) names.push_back(model.name);
    const std::string models = list_text(names, "or", '"');
    const Entry* entry = table_entry("study");
    if (entry == nullptr) {
      if (find_entry(root_, "study") == nullptr) {
        complaints_.add({"model"}, "no table [study]: it must name a `model`: " + models, {});
      }
      return;
    }
    const std::vector<Field> fields = {
        {.name = "title", .type = FieldType::text, .meaning = "free text"},
        {.name = "model", .type = FieldType::choice, .choices = names, .meaning = "a model of the catalog"}};
    Settings keys;
    read_table({fields, "key", "in [study]"}, table_of(*entry), keys, complaints_);
    if (keys.has("title")) study_.title = keys.text("title");
    const Entry* model = find_entry(table_of(*entry), "model");
    if (model == nullptr && find_described()) return;
    if (model == nullptr) complaints_.add({"model"}, "[study] names no `model`: " + models, entry->where);
    if (!keys.has("model")) return;
    const auto named = [&](const Model& candidate) { return candidate.name == keys.text("model"); };
    study_.model = &*std::find_if(catalog_.begin(), catalog_.end(), named);
    places_["model"] = model->node.where;
  }

  /// A study without `model` describes a machine of its own: the model is the one whose tables it has.
  bool find_described() {
    for (const Model& model : catalog_)
      for (const std::string& name : describing_tables(model))
        if (const Entry* entry = find_entry(root_, name)) {
          study_.model = &model;
          places_["model"] = entry->where;
          return true;
        }
    return false;
  }

  void read_task() {
    std::vector<std::string> kinds;
    if (study_.model != nullptr) {
      for (const TaskCard& card : study_.model->tasks) kinds.push_back(card.kind);
    }
    const std::string list = kinds.empty() ? "" : ": " + list_text(kinds, "or", '"');
    const Entry* entry = table_entry("task");
    if (entry == nullptr) {
      if (find_entry(root_, "task") == nullptr) {
        complaints_.add({"kind"}, "no table [task]: it must name a `kind`" + list, {});
      }
      return;
    }
    const Entry* kind = find_entry(table_of(*entry), "kind");
    if (kind == nullptr) complaints_.add({"kind"}, "[task] names no `kind`" + list, entry->where);
    if (kind == nullptr || study_.model == nullptr) return;
    const Field field{.name = "kind", .type = FieldType::choice, .choices = kinds};
    const auto word = read_value(field, kind->node, complaints_);
    if (!word) return;
    study_.task = std::get<std::string>(*word);
    places_["kind"] = kind->node.where;
    read_task_keys(table_of(*entry));
  }

  void read_task_keys(const Table& table) {
    const std::vector<Field>& fields = task_keys(*study_.model, study_.task);
    study_.keys = defaults(fields);
    Table keys;
    for (const Entry& entry : table) {
      if (entry.key != "kind") keys.push_back(entry);
    }
    read_table({fields, "key", fmt::format("of task `{}`", study_.task)}, keys, study_.keys, complaints_);
    remember(keys);
  }

  void read_parameters() {
    if (study_.model == nullptr) return;
    const auto& fields = study_.model->parameters;
    study_.parameters = defaults(fields);
    read_device_table();
    Table own;
    for (const std::string& name : own_tables(*study_.model))
      if (const Entry* table = table_entry(name)) add_dotted(table_of(*table), name, own);
    const Entry* entry = table_entry("parameters");
    Table sets;  // what --set may have meant for the device
    for (const Entry& parameter : entry != nullptr ? table_of(*entry) : Table{}) {
      std::erase_if(own, [&](const Entry& given) { return given.key == parameter.key; });
      const bool is_set = parameter.where.set != nullptr && find_field(fields, parameter.key) == nullptr;
      if (is_device_in_parameters() && replaces_free_parameter(parameter)) continue;  // read with the device
      if (is_set || !is_device_in_parameters()) (is_set ? sets : own).push_back(parameter);
    }
    const Declared declared{fields, "parameter", fmt::format("of model `{}`", study_.model->name)};
    read_table(declared, own, study_.parameters, complaints_);
    remember(own);
    set_in_device(sets);
  }

  void read_device_table() {
    const DeviceCard* card = device();
    if (card == nullptr) return;
    const std::size_t complaints_before = complaints_.size();
    const Table root = without_sets(root_);
    read_device(*card, fmt::format("model `{}`", study_.model->name), root, study_.parameters, places_, complaints_);
    const Entry* entry = find_entry(root, card->table);
    const bool is_table = entry == nullptr || std::holds_alternative<Table>(entry->node.value);
    is_device_known_ = is_table && complaints_.size() == complaints_before;
  }

  /// Whether --set gives a free parameter of the device another value than the file does.
  bool replaces_free_parameter(const Entry& key) const {
    return key.where.set != nullptr && key.where.replaces && device()->table != "parameters";
  }

  /// The tables as the file has them: what else --set names is judged by itself.
  Table without_sets(Table root) const {
    std::erase_if(root, [](const Entry& entry) { return entry.where.set != nullptr; });
    for (Entry& entry : root)
      if (auto* table = std::get_if<Table>(&entry.node.value))
        std::erase_if(*table, [&](const Entry& key) {
          return key.where.set != nullptr && !(owns_parameters(*device()) && replaces_free_parameter(key));
        });
    return root;
  }

  void set_in_device(const Table& sets) {
    if (sets.empty()) return;
    const Addresses addresses(study_);
    for (const Entry& set : sets) {
      if (const Field* field = addresses.parameter(set.key)) {
        if (auto value = read_value(*field, set.node, complaints_))
          study_.parameters.set(field->name, std::move(*value), true, complaints_.text().place(set.where));
        places_.insert_or_assign(field->name, set.where);
      } else if (device() == nullptr && set.key.find('.') != std::string::npos) {
        complaints_.add({set.key}, settable, set.where);
      } else if (is_device_known_) {
        addresses.refuse_parameter(set, complaints_);
      }
    }
  }

  void read_sweep() {
    const Entry* entry = table_entry("sweep");
    if (study_.model == nullptr || entry == nullptr) return;
    const Addresses addresses(study_);
    const auto targets = sweep_targets(table_of(*entry), addresses, is_device_known_, complaints_);
    for (const Target& target : targets) refuse_fixed(target, addresses);
    study_.sweep = read_axes(targets, entry->where, complaints_);
    for (const Axis& axis : study_.sweep) {
      const auto same = [&](const Target& target) { return target.field.name == axis.parameter; };
      const Span& where = std::find_if(targets.begin(), targets.end(), same)->where;
      places_.insert_or_assign(axis.name(), where);
      Settings& settings = axis.is_of_task ? study_.keys : study_.parameters;
      settings.set(axis.name(), axis.setting(axis.values.front()), true, complaints_.text().place(where));
    }
  }

  /// Complains about what is swept and has a value too. What the table of a device gives is replaced by a sweep: a
  /// device is not whole without it.
  void refuse_fixed(const Target& target, const Addresses& addresses) {
    const char* name = target.is_of_task ? "task" : "parameters";
    const Entry* table = table_entry(name);
    if (table == nullptr) return;
    for (const Entry& fixed : table_of(*table)) {
      const Field* field = target.is_of_task ? addresses.key(fixed.key) : addresses.parameter(fixed.key);
      if (field == nullptr || field->name != target.name) continue;
      const std::string& axis = target.field.name;
      if (fixed.where.set != nullptr)
        complaints_.add({axis}, fmt::format("`{}` is swept, so it cannot be set", axis), fixed.where);
      else if (fixed.key == target.name && (target.is_of_task || !is_device_in_parameters()))
        complaints_.add({axis},
                        fmt::format("`{}` is swept, but [{}] fixes it in line {}", axis, name, fixed.where.line),
                        target.where);
    }
  }

  void remember(const Table& table) {
    for (const Entry& entry : table) places_.emplace(entry.key, entry.node.where);
  }

  bool is_swept(const std::string& name) const {
    return std::any_of(study_.sweep.begin(), study_.sweep.end(),
                       [&](const Axis& axis) { return is_part_of(axis.name(), name); });
  }

  /// Where the first of these fields is given, or what it is a part of; else where the model is named.
  const Span& place_of(const std::vector<std::string>& fields) const {
    for (std::string name : fields) {
      while (!name.empty()) {
        if (const auto place = places_.find(name); place != places_.end()) return place->second;
        const std::size_t dot = name.rfind('.');
        name.resize(dot == std::string::npos ? 0 : dot);
      }
    }
    return places_.at("model");
  }

  /// Asks the model about the first point. What hangs on a swept value may be right at other points: such a
  /// complaint is left to the points. All others hold at every point, and are wrong input.
  void check_combinations() {
    if (!study_.model->check) return;
    for (Complaint& complaint : study_.model->check({study_.parameters, study_.task, study_.keys})) {
      const auto& fields = complaint.fields;
      if (std::any_of(fields.begin(), fields.end(), [&](const std::string& name) { return is_swept(name); })) continue;
      const Location& inside = complaint.where;  // a column without a line: in the text that the first field is
      const Span& where = place_of(fields);
      const bool has_part = inside.line == 0 && inside.column > 0;
      complaints_.add(fields, complaint.message,
                      has_part ? complaints_.text().inside(where, inside.column - 1, inside.length) : where);
    }
  }

  const Table& root_;
  const std::vector<Model>& catalog_;
  Complaints& complaints_;
  Study study_;
  Places places_;                ///< of the values given in the file or by --set
  bool is_device_known_ = true;  ///< false where its table is wrong
};

}  // namespace

Study resolve(const Table& root, const std::vector<Model>& catalog, Complaints& complaints) {
  return Resolution(root, catalog, complaints).study();
}

}  // namespace qalor::syntax
