#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "qalor/base/error.hpp"

namespace qalor {

/// The value of one parameter or key, as the user gave it or by default.
using Value = std::variant<double, std::int64_t, bool, std::string, std::vector<double>, std::vector<std::string>,
                           std::vector<std::vector<double>>>;

/// Shortest text that reads back to the same value ("0.3", "1e-05", "noise", "[1, 2]").
std::string value_text(const Value& value);

/// Checked values of a set of fields. Immutable once read, but for `with`, which makes a changed copy.
class Settings {
 public:
  double real(const std::string& name) const;
  std::int64_t integer(const std::string& name) const;
  bool boolean(const std::string& name) const;
  const std::string& text(const std::string& name) const;
  const std::vector<double>& reals(const std::string& name) const;
  const std::vector<std::string>& texts(const std::string& name) const;
  const std::vector<std::vector<double>>& rows(const std::string& name) const;

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

}  // namespace qalor
