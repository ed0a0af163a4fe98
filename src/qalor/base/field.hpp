#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "qalor/base/error.hpp"

namespace qalor {

/// The value of one parameter or key, as the user gave it or by default.
using Value = std::variant<double, std::int64_t, bool, std::string, std::vector<double>, std::vector<std::string>>;

enum class FieldType {
  real,     ///< double; integers are accepted
  integer,  ///< std::int64_t
  boolean,  ///< bool
  choice,   ///< std::string, one of `choices`
  text,     ///< std::string, free
  reals,    ///< std::vector<double>
  grid,     ///< std::vector<double>: an array, or { from, to, points, scale = "linear" | "log" }, read to the points
  texts     ///< std::vector<std::string>; each one of `choices` when there are any
};

/// Allowed numbers. Ends are included unless marked open; infinite ends are never included (values are finite).
struct Range {
  double lowest = -std::numeric_limits<double>::infinity();
  double highest = std::numeric_limits<double>::infinity();
  bool open_below = false;
  bool open_above = false;

  bool contains(double x) const;
  /// In words: "> 0", ">= 0", "between 0 and 1", "finite".
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
  Range range = {};                    ///< for real, integer, reals, grid (every element)
  std::vector<std::string> choices = {};
  std::string meaning = {};
  std::size_t length = 0;  ///< exact number of elements of an array; 0 = any
};

/// Checked values of a set of fields. Immutable once read, but for `with`, which makes a changed copy.
class Settings {
 public:
  double real(const std::string& name) const;
  std::int64_t integer(const std::string& name) const;
  bool boolean(const std::string& name) const;
  const std::string& text(const std::string& name) const;
  const std::vector<double>& reals(const std::string& name) const;

  bool has(const std::string& name) const { return values_.contains(name); }
  /// Whether the user gave it (in the file, by --set or by a sweep), as opposed to a default.
  bool given(const std::string& name) const;
  /// Where it was given; line 0 for defaults and for --set.
  Location where(const std::string& name) const;

  void set(const std::string& name, Value value, bool given, Location where = {});
  Settings with(const std::string& name, Value value) const;

  /// All values, by name.
  struct Entry {
    Value value;
    bool given = false;
    Location where = {};
  };
  const std::map<std::string, Entry>& entries() const { return values_; }

 private:
  const Value& at(const std::string& name) const;
  std::map<std::string, Entry> values_;
};

/// Complaint about one value of one field, or nothing: type, range, choice (with the nearest valid one), length.
std::optional<Complaint> check_value(const Field& field, const Value& value);

/// The type of a field in words: "a number", "an integer", "\"noise\" or \"coherent\"", "an array of numbers".
std::string type_text(const Field& field);

/// "must be > 0" text of the allowed values of a field, used alike in errors and in the reference.
std::string allowed_text(const Field& field);

/// The defaults of all fields that have one.
Settings defaults(const std::vector<Field>& fields);

const Field* find_field(const std::vector<Field>& fields, const std::string& name);

/// Shortest text that reads back to the same value ("0.3", "1e-05", "noise", "[1, 2]").
std::string value_text(const Value& value);

}  // namespace qalor
