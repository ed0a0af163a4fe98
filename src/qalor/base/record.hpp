#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace qalor {

/// Numbers with a shape, row-major. NaN marks an element that is not defined (JSON null); it is never a result.
struct Array {
  std::vector<std::size_t> shape;
  std::vector<double> values;
};

/// What a named quantity can be: a number, a code or count, a word, or an array of numbers.
using Datum = std::variant<double, std::int64_t, std::string, Array>;

/// Named quantities in the order in which they should be read.
class Record {
 public:
  using Entry = std::pair<std::string, Datum>;

  /// Adds a quantity, or replaces the one of that name.
  void set(std::string name, Datum datum);
  /// The quantity of that name, or nullptr.
  const Datum* find(const std::string& name) const;
  /// The number of that name. Throws std::out_of_range when it is absent or not a number.
  double number(const std::string& name) const;

  bool empty() const { return entries_.empty(); }
  std::size_t size() const { return entries_.size(); }
  auto begin() const { return entries_.begin(); }
  auto end() const { return entries_.end(); }

 private:
  std::vector<Entry> entries_;
};

/// A one-dimensional array.
Array vector_datum(std::vector<double> values);

}  // namespace qalor
