// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/field.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "qalor/base/complex_matrix.hpp"
#include "qalor/base/text.hpp"

namespace qalor {
namespace {

/// A value as a message shows it: numbers in full, texts in quotes, arrays by their kind only.
std::string found_text(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return quoted(*text);
  if (std::holds_alternative<std::vector<double>>(value)) return "an array of numbers";
  if (std::holds_alternative<std::vector<std::string>>(value)) return "an array of texts";
  if (std::holds_alternative<std::vector<std::vector<double>>>(value)) return "an array of arrays";
  return value_text(value);
}

bool is_number(const Value& value) {
  return std::holds_alternative<double>(value) || std::holds_alternative<std::int64_t>(value);
}

/// Whether a value can be read as the type: an integer is a real number too, and a number stands for all elements of a
/// matrix, or of an array whose length is known.
bool has_type(const Field& field, const Value& value) {
  switch (field.type) {
    case FieldType::real:
    case FieldType::matrix:
      return is_number(value);
    case FieldType::formula:
      return is_number(value) || std::holds_alternative<std::string>(value);
    case FieldType::integer:
      return std::holds_alternative<std::int64_t>(value);
    case FieldType::boolean:
      return std::holds_alternative<bool>(value);
    case FieldType::choice:
    case FieldType::text:
      return std::holds_alternative<std::string>(value);
    case FieldType::one_or_reals:
      return is_number(value) || std::holds_alternative<std::vector<double>>(value);
    case FieldType::reals:
      if (!field.as_long_as.empty() && is_number(value)) return true;
      return std::holds_alternative<std::vector<double>>(value);
    case FieldType::grid:
      return std::holds_alternative<std::vector<double>>(value);
    case FieldType::texts:
      return std::holds_alternative<std::vector<std::string>>(value);
    case FieldType::numbers:
      return is_number(value);
    case FieldType::state:
      return std::holds_alternative<std::string>(value) || std::holds_alternative<std::vector<double>>(value) ||
             std::holds_alternative<std::vector<std::vector<double>>>(value);
    case FieldType::rows:
    case FieldType::complex_matrix:
      return std::holds_alternative<std::vector<std::vector<double>>>(value);
  }
  return false;
}

/// What is wrong with one number of the field; `name` is the field's, with an index for an element.
std::optional<std::string> number_fault(const Field& field, const std::string& name, double x) {
  if (field.range.contains(x)) return std::nullopt;
  const std::string bounds = field.range.text();
  std::string expected = bounds;
  if (!std::isfinite(x) && bounds != "finite" && !field.range.allows_infinity) expected = "finite and " + bounds;
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
  const bool is_never_empty = field.type == FieldType::grid || field.type == FieldType::one_or_reals;
  if (is_never_empty && found == 0) return fmt::format("`{}` has no elements", field.name);
  if (field.length == 0 || field.length == found) return std::nullopt;
  return fmt::format("`{}` has {}: must have {}", field.name, counted(found), field.length);
}

/// How large an array or a matrix must be: " with 4 elements", " with as many rows as `energies` and a zero diagonal".
std::string size_text(const Field& field) {
  const bool is_matrix = field.type == FieldType::matrix || field.type == FieldType::complex_matrix;
  if (field.length > 0 && is_matrix) return fmt::format(" with {} row{}", field.length, field.length == 1 ? "" : "s");
  if (field.length > 0) return " with " + counted(field.length);
  const std::string zeros = field.has_zero_diagonal ? "a zero diagonal" : "";
  if (field.as_long_as.empty()) return zeros.empty() ? "" : " with " + zeros;
  return fmt::format(" with as many {} as `{}`{}{}", is_matrix ? "rows" : "elements", field.as_long_as,
                     zeros.empty() ? "" : " and ", zeros);
}

template <class T, class Fault>
std::optional<std::string> array_fault(const Field& field, const std::vector<T>& values, Fault fault) {
  if (auto wrong = length_fault(field, values.size())) return wrong;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (auto wrong = fault(field, fmt::format("{}[{}]", field.name, i), values[i])) return wrong;
  }
  return std::nullopt;
}

std::optional<std::string> row_fault(const Field& field, const std::string& name, const std::vector<double>& row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (auto wrong = number_fault(field, fmt::format("{}[{}]", name, i), row[i])) return wrong;
  }
  return std::nullopt;
}

/// The rows of a complex matrix, which hold real and imaginary parts in turn.
std::optional<std::string> complex_matrix_fault(const Field& field, const std::vector<std::vector<double>>& rows) {
  if (rows.empty()) return fmt::format("`{}` has no rows", field.name);
  if (field.length > 0 && rows.size() != field.length) {
    return fmt::format("`{}` has {} row{}: must have {}", field.name, rows.size(), rows.size() == 1 ? "" : "s",
                       field.length);
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].size() != 2 * rows.size()) {
      return fmt::format("`{}[{}]` has {}: the matrix must be square, with {} in each row", field.name, i,
                         counted(rows[i].size() / 2), rows.size());
    }
    for (std::size_t j = 0; j < rows[i].size(); ++j) {
      if (auto wrong = number_fault(field, fmt::format("{}[{}][{}]", field.name, i, j / 2), rows[i][j])) return wrong;
    }
  }
  return std::nullopt;
}

std::optional<std::string> fault_of(const Field& field, const Value& value) {
  if (!has_type(field, value)) {
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
  if (const auto* rows = std::get_if<std::vector<std::vector<double>>>(&value)) {
    if (field.type == FieldType::complex_matrix || field.type == FieldType::state)
      return complex_matrix_fault(field, *rows);
    return array_fault(field, *rows, row_fault);
  }
  return std::nullopt;
}

}  // namespace

bool Range::contains(double x) const {
  if (allows_infinity && std::isinf(x)) return x > 0;
  const bool above = open_below ? x > lowest : x >= lowest;
  const bool below = open_above ? x < highest : x <= highest;
  return std::isfinite(x) && above && below;
}

std::string Range::text() const {
  std::string low = fmt::format("{} {}", open_below ? ">" : ">=", lowest);
  std::string high = fmt::format("{} {}", open_above ? "<" : "<=", highest);
  if (std::isinf(lowest) && std::isinf(highest)) return "finite";
  if (std::isinf(highest)) return allows_infinity ? low + " or inf" : low;
  if (std::isinf(lowest)) return high;
  if (open_below || open_above) return low + " and " + high;
  return fmt::format("between {} and {}", lowest, highest);
}

std::string type_text(const Field& field) {
  switch (field.type) {
    case FieldType::real:
      return "a number";
    case FieldType::formula:
      return "a number or an expression";
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
    case FieldType::rows:
      return "an array of arrays of numbers";
    case FieldType::one_or_reals:
      return "a number or an array of numbers";
    case FieldType::numbers:
      return "a table of numbers";
    case FieldType::state:
      return list_text(field.choices, "or", '"') +
             ", populations (an array of numbers) or a density matrix whose entries are numbers or [re, im]";
    case FieldType::complex_matrix:
      return "a square matrix whose entries are numbers or [re, im]";
    case FieldType::matrix:
      return field.is_symmetric ? "a symmetric matrix of numbers" : "a square matrix of numbers";
  }
  return "";
}

std::string allowed_text(const Field& field) {
  const std::string bounds = field.range.text();
  const bool bounded = bounds != "finite";
  const std::string text = "must be " + type_text(field);
  switch (field.type) {
    case FieldType::real:
      return "must be " + bounds;
    case FieldType::formula:
      return bounded ? text + " " + bounds : text;
    case FieldType::integer:
      if (!field.refers_to.empty()) return fmt::format("must be an index of `{}`, from 0 on", field.refers_to);
      return bounded ? text + " " + bounds : text;
    case FieldType::reals:
    case FieldType::grid:
    case FieldType::one_or_reals:
    case FieldType::matrix:
    case FieldType::numbers:
    case FieldType::complex_matrix:
    case FieldType::rows:
      return text + size_text(field) + (bounded ? ", each " + bounds : "");
    case FieldType::texts:
      return text + size_text(field) + (field.choices.empty() ? "" : ", each " + list_text(field.choices, "or", '"'));
    case FieldType::text:
      return field.refers_to.empty() ? text : fmt::format("must be a name in `{}`", field.refers_to);
    case FieldType::boolean:
    case FieldType::choice:
    case FieldType::state:
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
    if (integer != nullptr && field.type != FieldType::integer) value = static_cast<double>(*integer);
    const auto* real = std::get_if<double>(&value);
    if (real != nullptr && field.type == FieldType::one_or_reals) value = std::vector<double>{*real};
    settings.set(field.name, std::move(value), false);
  }
  return settings;
}

std::string value_text(const Field& field, const Value& value) {
  const auto* rows = std::get_if<std::vector<std::vector<double>>>(&value);
  const bool is_complex =
      rows != nullptr && (field.type == FieldType::complex_matrix || field.type == FieldType::state);
  return is_complex ? complex_matrix_text(*rows) : value_text(value);
}

const Field* find_field(const std::vector<Field>& fields, const std::string& name) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

}  // namespace qalor
