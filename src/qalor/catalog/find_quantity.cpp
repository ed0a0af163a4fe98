// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/find_quantity.hpp"

namespace qalor {
namespace {

/// Whether a declared name stands for this one: `heat_current_X_bare` for `heat_current_hot_bare`.
bool stands_for(const std::string& declared, const std::string& name) {
  const std::size_t place = declared.find("_X");
  if (place == std::string::npos) return false;
  const std::string start = declared.substr(0, place + 1), end = declared.substr(place + 2);
  return name.size() > start.size() + end.size() && name.starts_with(start) && name.ends_with(end);
}

}  // namespace

const Quantity* find_quantity(const Model& model, const std::string& name) {
  for (const Quantity& quantity : model.quantities)
    if (quantity.name == name) return &quantity;
  const Quantity* found = nullptr;  // of several the longest: `heat_current_X_bare` before `heat_current_X`
  for (const Quantity& quantity : model.quantities)
    if (stands_for(quantity.name, name) && (found == nullptr || quantity.name.size() > found->name.size()))
      found = &quantity;
  return found;
}

}  // namespace qalor
