// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/resolve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "qalor/base/text.hpp"
#include "qalor/study/axis.hpp"
#include "qalor/study/declared.hpp"

namespace qalor::syntax {
namespace {

const std::vector<std::string> table_names = {"study", "parameters", "task", "sweep"};
constexpr const char* table_list = "[study], [parameters], [task] and [sweep]";

/// Reads the tables of one file in turn. Each step adds to the study and to the complaints.
class Resolution {
 public:
  Resolution(const Table& root, const std::vector<Model>& catalog, Complaints& complaints)
      : root_(root), catalog_(catalog), complaints_(complaints) {}

  Study study() {
    refuse_unknown_tables();
    read_study_table();
    read_task();
    read_parameters();
    read_axes();
    complaints_.raise();
    check_combinations();
    complaints_.raise();
    return std::move(study_);
  }

 private:
  void refuse_unknown_tables() {
    for (const Entry& entry : root_) {
      if (std::find(table_names.begin(), table_names.end(), entry.key) != table_names.end()) {
        if (std::holds_alternative<Table>(entry.node.value)) continue;
        complaints_.add({}, fmt::format("`{}` must be a table, found {}", entry.key, found_text(entry.node)),
                        entry.where);
        continue;
      }
      const std::string key = shortened(entry.key);
      if (!std::holds_alternative<Table>(entry.node.value)) {
        complaints_.add({}, fmt::format("`{}` stands outside the tables {}", key, table_list), entry.where);
        continue;
      }
      const std::string nearest = nearest_name(entry.key, table_names);
      complaints_.add({},
                      fmt::format("unknown table [{}]; {}", key,
                                  nearest.empty() ? fmt::format("valid are {}", table_list)
                                                  : fmt::format("did you mean [{}]?", nearest)),
                      entry.where);
    }
  }

  /// The entry of a top-level table; nothing where it is absent or not a table.
  const Entry* table_entry(const char* name) const {
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
    if (model == nullptr) complaints_.add({"model"}, "[study] names no `model`: " + models, entry->where);
    if (!keys.has("model")) return;
    const auto named = [&](const Model& candidate) { return candidate.name == keys.text("model"); };
    study_.model = &*std::find_if(catalog_.begin(), catalog_.end(), named);
    places_["model"] = model->node.where;
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
    const auto& cards = study_.model->tasks;
    const auto card =
        std::find_if(cards.begin(), cards.end(), [&](const TaskCard& c) { return c.kind == study_.task; });
    study_.keys = defaults(card->keys);
    Table keys;
    for (const Entry& entry : table) {
      if (entry.key != "kind") keys.push_back(entry);
    }
    read_table({card->keys, "key", fmt::format("of task `{}`", card->kind)}, keys, study_.keys, complaints_);
    remember(keys);
  }

  void read_parameters() {
    if (study_.model == nullptr) return;
    const auto& fields = study_.model->parameters;
    study_.parameters = defaults(fields);
    const Entry* entry = table_entry("parameters");
    if (entry == nullptr) return;
    const Declared declared{fields, "parameter", fmt::format("of model `{}`", study_.model->name)};
    read_table(declared, table_of(*entry), study_.parameters, complaints_);
    remember(table_of(*entry));
  }

  void read_axes() {
    const Entry* entry = table_entry("sweep");
    if (study_.model == nullptr || entry == nullptr) return;
    const Entry* parameters = table_entry("parameters");
    for (const Field& field : study_.model->parameters) {
      const Entry* swept = find_entry(table_of(*entry), field.name);
      const Entry* fixed = parameters != nullptr ? find_entry(table_of(*parameters), field.name) : nullptr;
      if (swept == nullptr || fixed == nullptr) continue;
      complaints_.add({field.name},
                      fmt::format("`{}` is swept, but [parameters] fixes it in line {}", field.name, fixed->where.line),
                      swept->where);
    }
    study_.sweep = read_sweep(table_of(*entry), entry->where, *study_.model, complaints_);
    for (const Axis& axis : study_.sweep) {
      const Span where = find_entry(table_of(*entry), axis.parameter)->where;
      places_[axis.parameter] = where;
      Location place = complaints_.text().locate(where);
      place.excerpt.clear();
      study_.parameters.set(axis.parameter, axis.values.front(), true, std::move(place));
    }
  }

  void remember(const Table& table) {
    for (const Entry& entry : table) places_.emplace(entry.key, entry.node.where);
  }

  bool is_swept(const std::string& name) const {
    return std::any_of(study_.sweep.begin(), study_.sweep.end(), [&](const Axis& a) { return a.parameter == name; });
  }

  /// Asks the model about the first point. What hangs on a swept parameter may be right at other points: such a
  /// complaint is left to the points. All others hold at every point, and are wrong input.
  void check_combinations() {
    if (!study_.model->check) return;
    const Settings first = study_.at(0);
    for (Complaint& complaint : study_.model->check({first, study_.task, study_.keys})) {
      const auto& fields = complaint.fields;
      if (std::any_of(fields.begin(), fields.end(), [&](const std::string& name) { return is_swept(name); })) continue;
      const auto given =
          std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return places_.count(f) > 0; });
      complaints_.add(fields, complaint.message, places_.at(given == fields.end() ? "model" : *given));
    }
  }

  const Table& root_;
  const std::vector<Model>& catalog_;
  Complaints& complaints_;
  Study study_;
  std::map<std::string, Span> places_;  ///< of the values given in the file or by --set
};

}  // namespace

Study resolve(const Table& root, const std::vector<Model>& catalog, Complaints& complaints) {
  return Resolution(root, catalog, complaints).study();
}

}  // namespace qalor::syntax
