// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>
#include <sstream>

#include "qalor/base/version.hpp"

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

Json json_of(const Value& value) {
  return std::visit([](const auto& x) { return Json(x); }, value);
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

/// Adds values in the order of their declarations, then whatever else there is by name.
void add_settings(Json& json, const Settings& settings, const std::vector<Field>& fields) {
  for (const Field& field : fields)
    if (settings.has(field.name)) json[field.name] = json_of(settings.entries().at(field.name).value);
  for (const auto& [name, entry] : settings.entries())
    if (!json.contains(name)) json[name] = json_of(entry.value);
}

const std::vector<Field>& task_fields(const Model& model, const std::string& kind) {
  static const std::vector<Field> none;
  for (const TaskCard& card : model.tasks)
    if (card.kind == kind) return card.keys;
  return none;
}

template <class T>
std::vector<T> list_of(const Json& json) {
  std::vector<T> list;
  for (const Json& element : json) list.push_back(element.get<T>());
  return list;
}

/// A value as the field declares it; what is not declared is read by its looks.
Value value_of(const Json& json, const Field* field) {
  if (json.is_boolean()) return json.get<bool>();
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (json.is_number()) return json.get<double>();
  if (json.is_string()) return json.get<std::string>();
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
  study.parameters = settings_of(json.at("parameters"), model.parameters);
  Json task = json.at("task");
  study.task = task.at("kind").get<std::string>();
  task.erase("kind");
  study.keys = settings_of(task, task_fields(model, study.task));
  for (const auto& [name, values] : json.at("sweep").items()) {
    Axis axis{name, {}};
    for (const Json& value : values) axis.values.push_back(value_of(value, find_field(model.parameters, name)));
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
  Json parameters = Json::object();
  add_settings(parameters, study.parameters, study.model->parameters);
  Json task = {{"kind", study.task}};
  add_settings(task, study.keys, task_fields(*study.model, study.task));
  Json sweep = Json::object();
  for (const Axis& axis : study.sweep) {
    Json& values = sweep[axis.parameter] = Json::array();
    for (const Value& value : axis.values) values.push_back(json_of(value));
  }
  return text_of({{"title", study.title},
                  {"model", study.model->name},
                  {"parameters", std::move(parameters)},
                  {"task", std::move(task)},
                  {"sweep", std::move(sweep)}});
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
