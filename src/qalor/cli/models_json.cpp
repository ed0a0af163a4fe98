// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/cli/models_json.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

#include "qalor/base/version.hpp"

namespace qalor {
namespace {

using Json = nlohmann::ordered_json;

std::string type_name(FieldType type) {
  switch (type) {
    case FieldType::real:
      return "real";
    case FieldType::formula:
      return "formula";
    case FieldType::integer:
      return "integer";
    case FieldType::boolean:
      return "boolean";
    case FieldType::choice:
      return "choice";
    case FieldType::text:
      return "text";
    case FieldType::reals:
      return "reals";
    case FieldType::grid:
      return "grid";
    case FieldType::one_or_reals:
      return "one_or_reals";
    case FieldType::matrix:
      return "matrix";
    case FieldType::rows:
      return "rows";
    case FieldType::numbers:
      return "numbers";
    case FieldType::state:
      return "state";
    case FieldType::complex_matrix:
      return "complex_matrix";
    case FieldType::texts:
      break;
  }
  return "texts";
}

bool is_numeric(FieldType type) {
  return type != FieldType::state && type != FieldType::boolean && type != FieldType::choice &&
         type != FieldType::text && type != FieldType::texts;
}

Json json_of(const Field& field) {
  Json json = {{"name", field.name},           {"symbol", field.symbol},
               {"dimension", field.dimension}, {"type", type_name(field.type)},
               {"meaning", field.meaning},     {"allowed", allowed_text(field)}};
  if (field.fallback && field.type == FieldType::complex_matrix)
    json["default"] = Json::parse(value_text(field, *field.fallback));
  else if (field.fallback)
    json["default"] = std::visit([](const auto& value) { return Json(value); }, *field.fallback);
  if (is_numeric(field.type))  // infinite bounds come out as null
    json["range"] = {{"lowest", field.range.lowest},
                     {"highest", field.range.highest},
                     {"open_below", field.range.open_below},
                     {"open_above", field.range.open_above}};
  if (!field.choices.empty()) json["choices"] = field.choices;
  if (field.length > 0) json["length"] = field.length;
  if (!field.as_long_as.empty()) json["as_long_as"] = field.as_long_as;
  if (!field.refers_to.empty()) json["refers_to"] = field.refers_to;
  if (field.type == FieldType::matrix) {
    json["is_symmetric"] = field.is_symmetric;
    json["has_zero_diagonal"] = field.has_zero_diagonal;
  }
  return json;
}

Json json_of(const std::vector<Field>& fields) {
  Json list = Json::array();
  for (const Field& field : fields) list.push_back(json_of(field));
  return list;
}

Json json_of(const DeviceCard& card) {
  Json lists = Json::array();
  for (const DeviceList& list : card.lists)
    lists.push_back({{"name", list.name},
                     {"entry", list.entry},
                     {"meaning", list.meaning},
                     {"is_named", list.is_named},
                     {"is_table", list.is_table},
                     {"stands_alone", list.stands_alone},
                     {"is_short", list.is_short},
                     {"least", list.least},
                     {"fields", json_of(list.fields)}});
  return {{"table", card.table}, {"meaning", card.meaning}, {"fields", json_of(card.fields)}, {"lists", lists}};
}

Json json_of(const Quantity& quantity) {
  Json json = {{"name", quantity.name},       {"symbol", quantity.symbol}, {"dimension", quantity.dimension},
               {"meaning", quantity.meaning}, {"tasks", quantity.tasks},   {"axes", quantity.axes}};
  if (quantity.flag_meanings.empty()) return json;
  json["flag_values"] = Json::array();
  for (std::size_t code = 0; code < quantity.flag_meanings.size(); ++code)
    json["flag_values"].push_back(quantity.first_flag + static_cast<std::int64_t>(code));
  json["flag_meanings"] = quantity.flag_meanings;
  return json;
}

Json json_of(const Model& model) {
  Json json = {{"name", model.name},
               {"summary", model.summary},
               {"sources", model.sources},
               {"parameters", json_of(model.parameters)}};
  if (model.device) json["device"] = json_of(*model.device);
  json["tasks"] = Json::array();
  for (const TaskCard& task : model.tasks)
    json["tasks"].push_back({{"kind", task.kind}, {"summary", task.summary}, {"keys", json_of(task.keys)}});
  json["quantities"] = Json::array();
  for (const Quantity& quantity : model.quantities) json["quantities"].push_back(json_of(quantity));
  json["claims"] = Json::array();
  for (const Claim& claim : model.claims)
    json["claims"].push_back({{"statement", claim.statement}, {"source", claim.source}});
  return json;
}

}  // namespace

void write_models_json(std::ostream& out, const std::vector<const Model*>& models) {
  Json list = Json::array();
  for (const Model* model : models) list.push_back(json_of(*model));
  out << Json({{"qalor", version()}, {"models", std::move(list)}}).dump(1) << "\n";
}

}  // namespace qalor
