// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>
#include <sstream>

#include "qalor/base/version.hpp"
#include "qalor/study/device.hpp"

namespace qalor {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// The elements from `next` on, nested by the dimensions from `depth` on.
Json nested(const Array& array, std::size_t depth, std::size_t& next) {
  if (depth == array.shape.size()) return array.values.at(next++);
  Json list = Json::array();
  for (std::size_t i = 0; i < array.shape[depth]; ++i) list.push_back(nested(array, depth + 1, next));
  return list;
}

Json json_of(const Datum& datum) {
  if (const auto* array = std::get_if<Array>(&datum)) {
    std::size_t next = 0;
    return nested(*array, 0, next);
  }
  if (const auto* code = std::get_if<std::int64_t>(&datum)) return *code;
  if (const auto* text = std::get_if<std::string>(&datum)) return *text;
  return std::get<double>(datum);
}

/// An infinite parameter is written by name, as in a study file.
Json json_of(const Value& value) {
  if (const auto* real = std::get_if<double>(&value); real != nullptr && std::isinf(*real) && *real > 0) return "inf";
  return std::visit([](const auto& x) { return Json(x); }, value);
}

/// A value as the user would write it.
Json json_of(const Field& field, const Value& value) {
  const bool is_state =
      field.type == FieldType::state && std::holds_alternative<std::vector<std::vector<double>>>(value);
  if (field.type != FieldType::complex_matrix && !is_state) return json_of(value);
  Json matrix = Json::array();
  for (const auto& row : std::get<std::vector<std::vector<double>>>(value)) {
    Json& entries = matrix.emplace_back(Json::array());
    for (std::size_t j = 0; j + 1 < row.size(); j += 2)
      entries.push_back(row[j + 1] == 0 ? Json(row[j]) : Json::array({row[j], row[j + 1]}));
  }
  return matrix;
}

Json json_of(const Certificate& certificate) {
  Json json = {{"method", certificate.method},
               {"residual", certificate.residual},
               {"status", status_text(certificate.status)},
               {"warnings", certificate.warnings}};
  if (certificate.status != Status::ok) json["reason"] = certificate.reason;
  for (const auto& [name, datum] : certificate.details)
    if (!json.contains(name)) json[name] = json_of(datum);
  return json;
}

Json json_of(const Point& point) {
  Json parameters = Json::object();
  for (const auto& [name, value] : point.parameters) parameters[name] = json_of(value);
  Json quantities = Json::object();
  for (const auto& [name, datum] : point.answer.quantities) quantities[name] = json_of(datum);
  return {{"parameters", std::move(parameters)},
          {"quantities", std::move(quantities)},
          {"certificate", json_of(point.answer.certificate)}};
}

/// Adds values in the order of their declarations, then, unless only the declared ones are wanted, whatever else there
/// is by name.
void add_settings(Json& json, const Settings& settings, const std::vector<Field>& fields, bool only_declared = false) {
  for (const Field& field : fields)
    if (settings.has(field.name)) json[field.name] = json_of(field, settings.entries().at(field.name).value);
  for (const auto& [name, entry] : settings.entries())
    if (!only_declared && !json.contains(name)) json[name] = json_of(entry.value);
}

/// One value of a device as the user would write it.
Json device_value(const Field& field, const std::string& name, const Settings& parameters) {
  if (field.type == FieldType::reals) return device_array(parameters, name);
  if (field.type == FieldType::numbers) {
    Json table = Json::object();
    for (const auto& [key, number] : device_numbers(parameters, name)) table[key] = number;
    return table;
  }
  if (field.type != FieldType::matrix) return json_of(field, parameters.entries().at(name).value);
  Json rows = Json::array();
  for (const auto& row : device_matrix(parameters, name).rowwise())
    rows.push_back(std::vector<double>(row.begin(), row.end()));
  return rows;
}

void add_device_values(Json& json, const std::vector<Field>& fields, const std::string& prefix,
                       const Settings& parameters) {
  for (const Field& field : fields)
    if (parameters.has(prefix + field.name)) json[field.name] = device_value(field, prefix + field.name, parameters);
}

/// Adds the lists of a device that stand alone, or those that stand in its table.
void add_lists(Json& json, const DeviceCard& card, const Settings& parameters, bool alone) {
  for (const DeviceList& list : card.lists) {
    if (list.stands_alone != alone) continue;
    Json& entries = json[list.name] = list.is_table ? Json::object() : Json::array();
    for (const std::string& name : entry_names(list, parameters)) {
      if (list.is_bare) {
        entries[name] = json_of(parameters.entries().at(name).value);
        continue;
      }
      Json& entry = list.is_table ? entries[name] = Json::object() : entries.emplace_back(Json::object());
      if (list.is_named) entry["name"] = name;
      add_device_values(entry, list.fields, entry_prefix(list, name), parameters);
    }
  }
}

/// The table of a device and the lists beside it, defaults included.
void add_device(Json& json, const DeviceCard& card, const Settings& parameters) {
  Json& table = json[card.table] = Json::object();
  add_device_values(table, card.fields, "", parameters);
  add_lists(table, card, parameters, /*alone=*/false);
  add_lists(json, card, parameters, /*alone=*/true);
}

/// The tree that the reader of study files knows.
syntax::Node node_of(const Json& json) {
  if (json.is_boolean()) return {json.get<bool>(), {}};
  if (json.is_number_integer()) return {json.get<std::int64_t>(), {}};
  if (json.is_number()) return {json.get<double>(), {}};
  if (json.is_string()) return {json.get<std::string>(), {}};
  if (json.is_array()) {
    syntax::Array elements;
    for (const Json& element : json) elements.push_back(node_of(element));
    return {std::move(elements), {}};
  }
  syntax::Table table;
  for (const auto& [key, value] : json.items()) table.push_back({key, {}, node_of(value)});
  return {std::move(table), {}};
}

/// Adds the values of a device, which count as given where they differ from their defaults.
void read_device(const Json& json, const Model& model, Settings& parameters) {
  const syntax::Text text("", "the study in a result file");
  syntax::Complaints complaints(text);
  syntax::Places places;
  const syntax::Node root = node_of(json);
  syntax::read_device(*model.device, "model `" + model.name + "`", std::get<syntax::Table>(root.value), parameters,
                      places, complaints);
  complaints.raise();
  for (const Field& field : device_fields(*model.device, parameters)) {
    const Settings standard = defaults({field});
    const Value value = parameters.entries().at(field.name).value;
    const bool given = !standard.has(field.name) || standard.entries().at(field.name).value != value;
    parameters.set(field.name, value, given);
  }
}

template <class T>
std::vector<T> list_of(const Json& json) {
  std::vector<T> list;
  for (const Json& element : json) list.push_back(element.get<T>());
  return list;
}

/// The rows of a complex matrix, real and imaginary parts in turn, from entries that are numbers or [re, im].
Value complex_rows(const Json& json) {
  std::vector<std::vector<double>> rows;
  for (const Json& entries : json) {
    auto& row = rows.emplace_back();
    for (const Json& entry : entries) {
      row.push_back(entry.is_array() ? entry.at(0).get<double>() : entry.get<double>());
      row.push_back(entry.is_array() ? entry.at(1).get<double>() : 0.0);
    }
  }
  return rows;
}

/// A value as the field declares it; what is not declared is read by its looks.
Value value_of(const Json& json, const Field* field) {
  const bool is_state = field != nullptr && field->type == FieldType::state;
  const bool is_matrix = json.is_array() && !json.empty() && json[0].is_array();
  if (field != nullptr && (field->type == FieldType::complex_matrix || (is_state && is_matrix)))
    return complex_rows(json);
  if (json.is_boolean()) return json.get<bool>();
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (json.is_number()) return json.get<double>();
  if (json == "inf" && (field == nullptr || field->type == FieldType::real)) return HUGE_VAL;
  if (json.is_string()) return json.get<std::string>();
  if (json.is_array() && !json.empty() && json[0].is_array()) return json.get<std::vector<std::vector<double>>>();
  const bool texts = field != nullptr ? field->type == FieldType::texts : !json.empty() && json[0].is_string();
  if (texts) return list_of<std::string>(json);
  return list_of<double>(json);
}

Settings settings_of(const Json& json, const std::vector<Field>& fields) {
  Settings settings;
  for (const auto& [name, element] : json.items()) {
    const Field* field = find_field(fields, name);
    const Value value = value_of(element, field);
    settings.set(name, value, field == nullptr || field->fallback != value);
  }
  return settings;
}

Study study_of(const Json& json, const Model& model) {
  Study study;
  study.model = &model;
  study.title = json.at("title").get<std::string>();
  if (!model.device || !owns_parameters(*model.device))
    study.parameters = settings_of(json.at("parameters"), model.parameters);
  if (model.device) read_device(json, model, study.parameters);
  Json task = json.at("task");
  study.task = task.at("kind").get<std::string>();
  task.erase("kind");
  study.keys = settings_of(task, task_keys(model, study.task));
  for (const auto& [name, values] : json.at("sweep").items()) {
    Axis axis = declared_axis(study, name);
    for (const Json& value : values) axis.values.push_back(value_of(value, nullptr));
    study.sweep.push_back(std::move(axis));
  }
  return study;
}

/// Runs what reads JSON; its complaints are about a file that was not written by study_json.
template <class F>
auto reading(F&& read) {
  try {
    return read();
  } catch (const nlohmann::json::exception& error) {
    throw InputError(std::string("the study in a result file cannot be read: ") + error.what());
  }
}

}  // namespace

JsonWriter::JsonWriter(std::ostream& out, const Study& study) : out_(out) {
  out_ << "{\"qalor\": " << text_of(version()) << ",\n\"study\": " << study_json(study) << ",\n\"points\": [";
}

void JsonWriter::write(const Point& point) {
  out_ << (first_ ? "\n" : ",\n") << text_of(json_of(point));
  first_ = false;
}

void JsonWriter::finish() { out_ << "\n]}\n"; }

void write_json(std::ostream& out, const Study& study, const std::vector<Point>& points) {
  JsonWriter writer(out, study);
  for (const Point& point : points) writer.write(point);
  writer.finish();
}

std::string json_text(const Study& study, const std::vector<Point>& points) {
  std::ostringstream out;
  write_json(out, study, points);
  return out.str();
}

std::string study_json(const Study& study) {
  const Model& model = *study.model;
  Json json = {{"title", study.title}, {"model", model.name}};
  add_settings(json["parameters"] = Json::object(), study.parameters, model.parameters, model.device.has_value());
  if (model.device) add_device(json, *model.device, study.parameters);
  Json& task = json["task"] = {{"kind", study.task}};
  add_settings(task, study.keys, task_keys(model, study.task));
  Json& sweep = json["sweep"] = Json::object();
  for (const Axis& axis : study.sweep) {
    Json& values = sweep[axis.parameter] = Json::array();
    for (const Value& value : axis.values) values.push_back(json_of(value));
  }
  return text_of(json);
}

std::string StudyHeader::label() const {
  const std::string facts = "model " + model + ", task " + task;
  return title.empty() ? facts : "\"" + title + "\" (" + facts + ")";
}

StudyHeader study_header(const std::string& json) {
  return reading([&] {
    const Json study = Json::parse(json);
    return StudyHeader{study.at("title"), study.at("model"), study.at("task").at("kind")};
  });
}

Study study_of_json(const std::string& json, const Model& model) {
  return reading([&] { return study_of(Json::parse(json), model); });
}

}  // namespace qalor
