#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "qalor/base/error.hpp"
#include "qalor/base/settings.hpp"

namespace qalor {

enum class FieldType {
  real,     ///< double; integers are accepted
  integer,  ///< std::int64_t
  formula,  ///< double, or std::string: an expression that the model reads
  boolean,  ///< bool
  choice,   ///< std::string, one of `choices`
  text,     ///< std::string, free
  reals,    ///< std::vector<double>
  grid,     ///< std::vector<double>: an array, or { from, to, points, scale = "linear" | "log" }, read to the points
  texts,    ///< std::vector<std::string>; each one of `choices` when there are any
  rows,     ///< std::vector<std::vector<double>>: an array of arrays of numbers, of any lengths
  one_or_reals,   ///< std::vector<double>: a number is read as an array of it alone
  matrix,         ///< square, of real numbers; in a device only, see DeviceCard
  numbers,        ///< a table of free names with a number each; in a device only, see DeviceCard
  state,          ///< of a quantum system: a word of `choices`, std::vector<double> (populations), or a complex matrix
  complex_matrix  ///< InterleavedRows of base/complex_matrix.hpp: square, entries are numbers or [re, im]
};

/// Allowed numbers. Ends are included unless marked open; values are finite, unless +infinity is allowed by name: in a
/// study it is written `inf` or "inf".
struct Range {
  double lowest = -std::numeric_limits<double>::infinity();
  double highest = std::numeric_limits<double>::infinity();
  bool open_below = false;
  bool open_above = false;
  bool allows_infinity = false;

  bool contains(double x) const;
  /// In words: "> 0", ">= 0", "between 0 and 1", "finite", "> 0 or inf".
  std::string text() const;

  static Range positive() { return {.lowest = 0, .open_below = true}; }
  static Range non_negative() { return {.lowest = 0}; }
};

/// One parameter, key or quantity, declared once: the declaration reads, checks, explains, suggests and documents.
struct Field {
  std::string name;
  std::string symbol = {};     ///< as in the model card, plain text or TeX
  std::string dimension = {};  ///< "energy", "rate", "1/energy", "1", ...
  FieldType type = FieldType::real;
  std::optional<Value> fallback = {};  ///< the default; without one the field is absent unless given
  Range range = {};                    ///< for all types of numbers (every element)
  std::vector<std::string> choices = {};
  std::string meaning = {};
  std::size_t length = 0;  ///< exact number of elements of an array; 0 = any

  // In a device only.
  std::string as_long_as = {};  ///< of an array or a matrix: the array of the device with as many elements
  std::string refers_to = {};   ///< of a text: the list of named entries it names one of; of an integer: the array or
                                ///< list it is an index of
  bool is_symmetric = false;    ///< of a matrix: only the upper triangle is kept
  bool has_zero_diagonal = false;  ///< of a matrix: the diagonal is not kept
};

/// Complaint about one value of one field, or nothing: type, range, choice (with the nearest valid one), length.
std::optional<Complaint> check_value(const Field& field, const Value& value);

/// The type of a field in words: "a number", "an integer", "\"noise\" or \"coherent\"", "an array of numbers".
std::string type_text(const Field& field);

/// "must be > 0" text of the allowed values of a field, used alike in errors and in the reference.
std::string allowed_text(const Field& field);

/// The defaults of all fields that have one.
Settings defaults(const std::vector<Field>& fields);

/// A value as the user would write it: complex matrices with entries a or [re, im], all else as without the field.
std::string value_text(const Field& field, const Value& value);

const Field* find_field(const std::vector<Field>& fields, const std::string& name);

}  // namespace qalor
