// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/columns.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace qalor {

void Columns::add(const std::string& name, Real value) {
  auto found = std::find_if(columns_.begin(), columns_.end(), [&](const auto& column) { return column.first == name; });
  if (found == columns_.end()) found = columns_.insert(columns_.end(), {name, {}});
  found->second.push_back(std::isfinite(value) ? value : undefined);
}

const std::vector<double>& Columns::at(const std::string& name) const {
  for (const auto& [known, values] : columns_)
    if (known == name) return values;
  throw std::out_of_range("no column " + name);
}

void Columns::write(Record& out) const {
  for (const auto& [name, values] : columns_) out.set(name, vector_datum(values));
}

}  // namespace qalor
