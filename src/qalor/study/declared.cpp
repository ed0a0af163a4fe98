// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/declared.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <utility>

#include "qalor/base/text.hpp"

namespace qalor::syntax {
namespace {

constexpr std::size_t most_listed = 50;  // names in a message: a device may have hundreds of thousands
constexpr double longest_axis = 1e7;     // of one axis or grid: some hundred megabytes

std::vector<std::string> names_of(const std::vector<Field>& fields) {
  std::vector<std::string> names;
  names.reserve(fields.size());
  for (const Field& field : fields) names.push_back(field.name);
  return names;
}

void refuse_type(const Field& field, const Node& node, Complaints& complaints) {
  complaints.add({field.name}, fmt::format("`{}` must be {}, found {}", field.name, type_text(field), found_text(node)),
                 node.where);
}

/// One element of an array field, as a field of its own: `times[2]`.
Field element_of(const Field& field, std::size_t index) {
  Field element = field;
  element.name = fmt::format("{}[{}]", field.name, index);
  element.type = field.type == FieldType::texts  ? FieldType::text
                 : field.type == FieldType::rows ? FieldType::reals
                                                 : FieldType::real;
  element.length = 0;
  return element;
}

std::optional<Value> scalar_value(const Field& field, const Node& node) {
  if (const auto* boolean = std::get_if<bool>(&node.value)) return *boolean;
  if (const auto* real = std::get_if<double>(&node.value)) return *real;
  if (const auto* text = std::get_if<std::string>(&node.value)) {
    const bool is_infinity = field.type == FieldType::real && field.range.allows_infinity && *text == "inf";
    if (is_infinity) return std::numeric_limits<double>::infinity();
    return *text;
  }
  const auto* integer = std::get_if<std::int64_t>(&node.value);
  if (integer == nullptr) return std::nullopt;
  if (field.type == FieldType::real || field.type == FieldType::formula) return static_cast<double>(*integer);
  return *integer;
}

/// The elements of an array, each of the type T of the field's elements. The first one that is not is complained about.
template <class T>
std::optional<Value> array_value(const Field& field, const Array& array, Complaints& complaints) {
  std::vector<T> values;
  values.reserve(array.size());
  Field element = element_of(field, 0);
  for (std::size_t i = 0; i < array.size(); ++i) {
    const std::optional<Value> value = scalar_value(element, array[i]);
    const T* held = value ? std::get_if<T>(&*value) : nullptr;
    if (held == nullptr) {
      refuse_type(element_of(field, i), array[i], complaints);
      return std::nullopt;
    }
    values.push_back(*held);
  }
  return values;
}

/// The rows of an array of arrays.
std::optional<Value> rows_value(const Field& field, const Array& array, Complaints& complaints) {
  std::vector<std::vector<double>> rows;
  for (std::size_t i = 0; i < array.size(); ++i) {
    const Field row = element_of(field, i);
    const auto* elements = std::get_if<Array>(&array[i].value);
    if (elements == nullptr) {
      refuse_type(row, array[i], complaints);
      return std::nullopt;
    }
    auto values = array_value<double>(row, *elements, complaints);
    if (!values) return std::nullopt;
    rows.push_back(std::move(std::get<std::vector<double>>(*values)));
  }
  return rows;
}

/// One entry of a complex matrix: a number or [re, im]; false after a complaint.
bool add_entry(const Field& field, const std::string& name, const Node& node, std::vector<double>& row,
               Complaints& complaints) {
  const Field real{.name = name, .range = field.range};
  if (const auto* pair = std::get_if<Array>(&node.value); pair != nullptr && pair->size() == 2) {
    const auto parts = array_value<double>({.name = name, .type = FieldType::reals}, *pair, complaints);
    if (!parts) return false;
    for (const double part : std::get<std::vector<double>>(*parts)) row.push_back(part);
    return true;
  }
  const auto value = scalar_value(real, node);
  if (!value || !std::holds_alternative<double>(*value)) {
    complaints.add({name}, fmt::format("`{}` must be a number or [re, im], found {}", name, found_text(node)),
                   node.where);
    return false;
  }
  row.push_back(std::get<double>(*value));
  row.push_back(0);
  return true;
}

/// The rows of a complex matrix, real and imaginary parts in turn.
std::optional<Value> complex_matrix_value(const Field& field, const Array& array, Complaints& complaints) {
  std::vector<std::vector<double>> rows;
  for (std::size_t i = 0; i < array.size(); ++i) {
    const std::string name = fmt::format("{}[{}]", field.name, i);
    const auto* entries = std::get_if<Array>(&array[i].value);
    if (entries == nullptr) {
      complaints.add({name},
                     fmt::format("`{}` must be an array of numbers or [re, im], found {}", name, found_text(array[i])),
                     array[i].where);
      return std::nullopt;
    }
    auto& row = rows.emplace_back();
    for (std::size_t j = 0; j < entries->size(); ++j) {
      if (!add_entry(field, fmt::format("{}[{}]", name, j), (*entries)[j], row, complaints)) return std::nullopt;
    }
  }
  return rows;
}

bool is_array(FieldType type) {
  return type == FieldType::reals || type == FieldType::grid || type == FieldType::texts ||
         type == FieldType::one_or_reals || type == FieldType::rows || type == FieldType::complex_matrix ||
         type == FieldType::state;
}

/// The node as a value of the kind the field declares, not yet checked.
std::optional<Value> convert(const Field& field, const Node& node, Complaints& complaints) {
  const bool is_word = field.type == FieldType::text || field.type == FieldType::choice;
  // What follows --set is a text where a text is declared, whether or not it could be read as a number.
  if (is_word && node.where.set != nullptr && !std::holds_alternative<std::string>(node.value)) {
    return node.where.set->value;
  }
  if (const auto* array = std::get_if<Array>(&node.value); array != nullptr && is_array(field.type)) {
    if (field.type == FieldType::texts) return array_value<std::string>(field, *array, complaints);
    const bool has_rows = !array->empty() && std::holds_alternative<Array>(array->front().value);
    if (field.type == FieldType::complex_matrix || (field.type == FieldType::state && has_rows))
      return complex_matrix_value(field, *array, complaints);
    if (field.type == FieldType::rows) return rows_value(field, *array, complaints);
    return array_value<double>(field, *array, complaints);
  }
  if (std::holds_alternative<Table>(node.value) && field.type == FieldType::grid) {
    const auto spacing = read_spacing(field, fmt::format("the grid `{}`", field.name), node, complaints);
    return spacing ? std::optional<Value>(spaced(*spacing)) : std::nullopt;
  }
  std::optional<Value> value = scalar_value(field, node);
  if (value && field.type == FieldType::one_or_reals) {
    if (const auto* integer = std::get_if<std::int64_t>(&*value)) value = static_cast<double>(*integer);
    if (std::holds_alternative<double>(*value)) return value;
  }
  if (value && field.type == FieldType::state && std::holds_alternative<std::string>(*value)) return value;
  if (!value || is_array(field.type)) {
    refuse_type(field, node, complaints);
    return std::nullopt;
  }
  return value;
}

/// Where the value that check_value refused stands: the first element that is wrong by itself, else the whole.
Span fault_place(const Field& field, const Node& node) {
  const auto* array = std::get_if<Array>(&node.value);
  if (array == nullptr || (field.length > 0 && array->size() != field.length)) return node.where;
  for (std::size_t i = 0; i < array->size(); ++i) {
    const Field element = element_of(field, i);
    const auto value = scalar_value(element, (*array)[i]);
    if (value && check_value(element, *value)) return (*array)[i].where;
  }
  return node.where;
}

std::vector<Field> spacing_fields(const Field& target) {
  const FieldType number = target.type == FieldType::integer ? FieldType::integer : FieldType::real;
  return {{.name = "from", .type = number, .range = target.range, .meaning = "first value"},
          {.name = "to", .type = number, .range = target.range, .meaning = "last value"},
          {.name = "points",
           .type = FieldType::integer,
           .range = {.lowest = 1, .highest = longest_axis},
           .meaning = "number of values, both ends included"},
          {.name = "scale",
           .type = FieldType::choice,
           .fallback = "linear",
           .choices = {"linear", "log"},
           .meaning = "equal differences or equal ratios"}};
}

/// What is wrong with a spacing whose keys are right one by one.
std::optional<std::string> spacing_fault(const Spacing& spacing) {
  if (spacing.points == 1 && spacing.from != spacing.to) {
    return fmt::format("one point needs `from` = `to`, found {} and {}", spacing.from, spacing.to);
  }
  const bool apart = spacing.from == 0 || spacing.to == 0 || (spacing.from < 0) != (spacing.to < 0);
  if (spacing.scale == Scale::logarithmic && apart) {
    return fmt::format("scale = \"log\" needs `from` and `to` of the same sign, not 0, found {} and {}", spacing.from,
                       spacing.to);
  }
  return std::nullopt;
}

}  // namespace

std::string found_text(const Node& node) {
  if (std::holds_alternative<Table>(node.value)) return "a table";
  if (std::holds_alternative<Array>(node.value)) return "an array";
  if (std::holds_alternative<Date>(node.value)) return "a date";
  const Field any{.name = "", .type = FieldType::integer};
  const auto* text = std::get_if<std::string>(&node.value);
  return text != nullptr ? quoted(*text) : value_text(*scalar_value(any, node));
}

void refuse_unknown(const Declared& declared, const Entry& entry, Complaints& complaints) {
  const std::vector<std::string> valid = names_of(declared.fields);
  std::string message = fmt::format("unknown {} `{}` {}", declared.noun, shortened(entry.key), declared.owner);
  if (const std::string nearest = nearest_name(entry.key, valid); !nearest.empty()) {
    message += fmt::format("; did you mean `{}`?", nearest);
  } else if (valid.empty()) {
    message += ", which has none";
  } else if (valid.size() > most_listed) {
    const std::vector<std::string> first(valid.begin(), valid.begin() + most_listed);
    message += fmt::format("; valid are `{}` and {} more", fmt::join(first, "`, `"), valid.size() - first.size());
  } else {
    message += fmt::format("; valid are {}", list_text(valid, "and"));
  }
  complaints.add({entry.key}, std::move(message), entry.where);
}

std::optional<Value> read_value(const Field& field, const Node& node, Complaints& complaints) {
  std::optional<Value> value = convert(field, node, complaints);
  if (!value) return std::nullopt;
  if (auto complaint = check_value(field, *value)) {
    complaints.add(std::move(complaint->fields), std::move(complaint->message), fault_place(field, node));
    return std::nullopt;
  }
  const auto* number = std::get_if<double>(&*value);
  if (number != nullptr && field.type == FieldType::one_or_reals) value = std::vector<double>{*number};
  return value;
}

void read_table(const Declared& declared, const Table& table, Settings& settings, Complaints& complaints) {
  for (const Entry& entry : table) {
    const Field* field = find_field(declared.fields, entry.key);
    if (field == nullptr) {
      refuse_unknown(declared, entry, complaints);
      continue;
    }
    Field named = *field;
    named.name = declared.path + field->name;
    if (auto value = read_value(named, entry.node, complaints)) {
      settings.set(field->name, std::move(*value), true, complaints.text().place(entry.node.where));
    }
  }
}

std::optional<Spacing> read_spacing(const Field& field, const std::string& noun, const Node& node,
                                    Complaints& complaints) {
  const std::size_t complaints_before = complaints.size();
  const std::vector<Field> fields = spacing_fields(field);
  Settings keys = defaults(fields);
  const Declared declared{fields, "key", "of " + noun, field.name + "."};
  read_table(declared, std::get<Table>(node.value), keys, complaints);
  if (complaints.size() > complaints_before) return std::nullopt;
  std::vector<std::string> missing;
  for (const Field& key : fields) {
    if (!keys.has(key.name)) missing.push_back(key.name);
  }
  if (!missing.empty()) {
    complaints.add({field.name}, fmt::format("{} lacks {}", noun, list_text(missing, "and")), node.where);
    return std::nullopt;
  }
  const auto number = [&](const char* key) { return keys.real(key); };
  const Spacing spacing{number("from"), number("to"), static_cast<std::size_t>(keys.integer("points")),
                        keys.text("scale") == "log" ? Scale::logarithmic : Scale::linear};
  if (const auto fault = spacing_fault(spacing)) {
    complaints.add({field.name}, noun + ": " + *fault, node.where);
    return std::nullopt;
  }
  return spacing;
}

}  // namespace qalor::syntax
