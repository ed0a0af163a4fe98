// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/field.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "qalor/base/text.hpp"

namespace qalor {
namespace {

/// A value as a message shows it: numbers in full, texts in quotes, arrays by their kind only.
std::string found_text(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return quoted(*text);
  if (std::holds_alternative<std::vector<double>>(value)) return "an array of numbers";
  if (std::holds_alternative<std::vector<std::string>>(value)) return "an array of texts";
  return value_text(value);
}

/// Whether a value can be read as the type: an integer is a real number too.
bool has_type(FieldType type, const Value& value) {
  switch (type) {
    case FieldType::real:
      return std::holds_alternative<double>(value) || std::holds_alternative<std::int64_t>(value);
    case FieldType::integer:
      return std::holds_alternative<std::int64_t>(value);
    case FieldType::boolean:
      return std::holds_alternative<bool>(value);
    case FieldType::choice:
    case FieldType::text:
      return std::holds_alternative<std::string>(value);
    case FieldType::reals:
    case FieldType::grid:
      return std::holds_alternative<std::vector<double>>(value);
    case FieldType::texts:
      return std::holds_alternative<std::vector<std::string>>(value);
  }
  return false;
}

/// What is wrong with one number of the field; `name` is the field's, with an index for an element.
std::optional<std::string> number_fault(const Field& field, const std::string& name, double x) {
  if (std::isfinite(x) && field.range.contains(x)) return std::nullopt;
  const std::string bounds = field.range.text();
  std::string expected = bounds;
  if (!std::isfinite(x) && bounds != "finite") expected = "finite and " + bounds;
  return fmt::format("`{}` = {}: must be {}", name, value_text(x), expected);
}

std::optional<std::string> choice_fault(const Field& field, const std::string& name, const std::string& word) {
  const auto& choices = field.choices;
  const bool is_free = choices.empty() && field.type != FieldType::choice;
  if (is_free || std::find(choices.begin(), choices.end(), word) != choices.end()) return std::nullopt;
  if (choices.empty()) return fmt::format("`{}` = {}: there is nothing to choose from", name, quoted(word));
  std::string fault = fmt::format("`{}` = {}: must be {}", name, quoted(word), list_text(choices, "or", '"'));
  if (const std::string nearest = nearest_name(word, choices); !nearest.empty() && choices.size() > 1) {
    fault += fmt::format("; did you mean \"{}\"?", nearest);
  }
  return fault;
}

std::string counted(std::size_t n) { return fmt::format("{} element{}", n, n == 1 ? "" : "s"); }

std::optional<std::string> length_fault(const Field& field, std::size_t found) {
  if (field.type == FieldType::grid && found == 0) return fmt::format("`{}` has no elements", field.name);
  if (field.length == 0 || field.length == found) return std::nullopt;
  return fmt::format("`{}` has {}: must have {}", field.name, counted(found), field.length);
}

template <class T, class Fault>
std::optional<std::string> array_fault(const Field& field, const std::vector<T>& values, Fault fault) {
  if (auto wrong = length_fault(field, values.size())) return wrong;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (auto wrong = fault(field, fmt::format("{}[{}]", field.name, i), values[i])) return wrong;
  }
  return std::nullopt;
}

std::optional<std::string> fault_of(const Field& field, const Value& value) {
  if (!has_type(field.type, value)) {
    return fmt::format("`{}` must be {}, found {}", field.name, type_text(field), found_text(value));
  }
  if (const auto* real = std::get_if<double>(&value)) return number_fault(field, field.name, *real);
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    if (field.range.contains(static_cast<double>(*integer))) return std::nullopt;
    return fmt::format("`{}` = {}: must be {}", field.name, *integer, field.range.text());
  }
  if (const auto* word = std::get_if<std::string>(&value)) return choice_fault(field, field.name, *word);
  if (const auto* reals = std::get_if<std::vector<double>>(&value)) return array_fault(field, *reals, number_fault);
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
    return array_fault(field, *texts, choice_fault);
  }
  return std::nullopt;
}

std::string array_text(const std::vector<std::string>& elements) {
  std::string text = "[";
  for (std::size_t i = 0; i < elements.size(); ++i) text += (i > 0 ? ", " : "") + elements[i];
  return text + "]";
}

template <class T>
const T& typed(const Value& value, const std::string& name, const char* type) {
  if (const T* held = std::get_if<T>(&value)) return *held;
  throw std::out_of_range(fmt::format("`{}` is not {}", name, type));
}

}  // namespace

bool Range::contains(double x) const {
  const bool above = open_below ? x > lowest : x >= lowest;
  const bool below = open_above ? x < highest : x <= highest;
  return std::isfinite(x) && above && below;
}

std::string Range::text() const {
  std::string low = fmt::format("{} {}", open_below ? ">" : ">=", lowest);
  std::string high = fmt::format("{} {}", open_above ? "<" : "<=", highest);
  if (std::isinf(lowest) && std::isinf(highest)) return "finite";
  if (std::isinf(highest)) return low;
  if (std::isinf(lowest)) return high;
  if (open_below || open_above) return low + " and " + high;
  return fmt::format("between {} and {}", lowest, highest);
}

std::string type_text(const Field& field) {
  switch (field.type) {
    case FieldType::real:
      return "a number";
    case FieldType::integer:
      return "an integer";
    case FieldType::boolean:
      return "true or false";
    case FieldType::choice:
      return list_text(field.choices, "or", '"');
    case FieldType::text:
      return "a text";
    case FieldType::reals:
      return "an array of numbers";
    case FieldType::grid:
      return "an array of numbers or a table { from, to, points, scale }";
    case FieldType::texts:
      return "an array of texts";
  }
  return "";
}

std::string allowed_text(const Field& field) {
  const std::string bounds = field.range.text();
  const bool bounded = bounds != "finite";
  std::string text = "must be " + type_text(field);
  switch (field.type) {
    case FieldType::real:
      return "must be " + bounds;
    case FieldType::integer:
      return bounded ? text + " " + bounds : text;
    case FieldType::reals:
    case FieldType::grid:
      if (field.length > 0) text += " with " + counted(field.length);
      return bounded ? text + ", each " + bounds : text;
    case FieldType::texts:
      if (field.length > 0) text += " with " + counted(field.length);
      return field.choices.empty() ? text : text + ", each " + list_text(field.choices, "or", '"');
    case FieldType::boolean:
    case FieldType::choice:
    case FieldType::text:
      return text;
  }
  return text;
}

std::optional<Complaint> check_value(const Field& field, const Value& value) {
  auto fault = fault_of(field, value);
  if (!fault) return std::nullopt;
  return Complaint{{field.name}, std::move(*fault), {}};
}

Settings defaults(const std::vector<Field>& fields) {
  Settings settings;
  for (const Field& field : fields) {
    if (!field.fallback) continue;
    assert(!check_value(field, *field.fallback));
    Value value = *field.fallback;
    const auto* integer = std::get_if<std::int64_t>(&value);
    if (integer != nullptr && field.type == FieldType::real) value = static_cast<double>(*integer);
    settings.set(field.name, std::move(value), false);
  }
  return settings;
}

const Field* find_field(const std::vector<Field>& fields, const std::string& name) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

std::string value_text(const Value& value) {
  if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *integer);
  if (const auto* boolean = std::get_if<bool>(&value)) return *boolean ? "true" : "false";
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  std::vector<std::string> elements;
  if (const auto* reals = std::get_if<std::vector<double>>(&value)) {
    for (const double x : *reals) elements.push_back(fmt::format("{}", x));
  }
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
    for (const std::string& text : *texts) elements.push_back('"' + text + '"');
  }
  return array_text(elements);
}

const Value& Settings::at(const std::string& name) const {
  const auto found = values_.find(name);
  if (found == values_.end()) throw std::out_of_range(fmt::format("`{}` has no value", name));
  return found->second.value;
}

double Settings::real(const std::string& name) const {
  const Value& value = at(name);
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
  return typed<double>(value, name, "a number");
}

std::int64_t Settings::integer(const std::string& name) const {
  return typed<std::int64_t>(at(name), name, "an integer");
}

bool Settings::boolean(const std::string& name) const { return typed<bool>(at(name), name, "a boolean"); }

const std::string& Settings::text(const std::string& name) const {
  return typed<std::string>(at(name), name, "a text");
}

const std::vector<double>& Settings::reals(const std::string& name) const {
  return typed<std::vector<double>>(at(name), name, "an array of numbers");
}

bool Settings::given(const std::string& name) const {
  const auto found = values_.find(name);
  return found != values_.end() && found->second.given;
}

Location Settings::where(const std::string& name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? Location{} : found->second.where;
}

void Settings::set(const std::string& name, Value value, bool given, Location where) {
  values_[name] = Entry{std::move(value), given, std::move(where)};
}

Settings Settings::with(const std::string& name, Value value) const {
  Settings changed = *this;
  Entry& entry = changed.values_[name];
  entry.value = std::move(value);
  entry.given = true;
  return changed;
}

}  // namespace qalor
