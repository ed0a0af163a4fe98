// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/record.hpp"

#include <algorithm>
#include <stdexcept>

namespace qalor {

void Record::set(std::string name, Datum datum) {
  const auto same = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.first == name; });
  if (same != entries_.end()) {
    same->second = std::move(datum);
  } else {
    entries_.emplace_back(std::move(name), std::move(datum));
  }
}

const Datum* Record::find(const std::string& name) const {
  const auto same = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.first == name; });
  return same == entries_.end() ? nullptr : &same->second;
}

double Record::number(const std::string& name) const {
  const Datum* datum = find(name);
  if (datum == nullptr) throw std::out_of_range("no quantity is named `" + name + "`");
  if (const auto* code = std::get_if<std::int64_t>(datum)) return static_cast<double>(*code);
  if (const auto* number = std::get_if<double>(datum)) return *number;
  throw std::out_of_range("quantity `" + name + "` is not a number");
}

Array vector_datum(std::vector<double> values) {
  const std::size_t length = values.size();
  return {{length}, std::move(values)};
}

}  // namespace qalor
