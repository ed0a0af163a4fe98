#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <utility>
#include <vector>

#include "qalor/base/linalg.hpp"
#include "qalor/base/record.hpp"

namespace qalor {

/// Quantities that grow by one number per time, in the order in which they are first named.
class Columns {
 public:
  /// The next number of a quantity; what is infinite has no value.
  void add(const std::string& name, Real value);
  /// The numbers so far. Throws std::out_of_range when there are none of this name.
  const std::vector<double>& at(const std::string& name) const;
  /// Sets every quantity.
  void write(Record& out) const;

 private:
  std::vector<std::pair<std::string, std::vector<double>>> columns_;
};

}  // namespace qalor
