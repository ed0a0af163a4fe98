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

/// Puts `bath` where `before` and an X stand.
void put_bath(const std::string& before, const std::string& bath, std::string& text) {
  const std::size_t place = text.find(before + "X");
  if (place != std::string::npos) text.replace(place + before.size(), 1, bath);
}

}  // namespace

std::optional<Quantity> find_quantity(const Model& model, const std::string& name) {
  for (const Quantity& quantity : model.quantities)
    if (quantity.name == name) return quantity;
  const Quantity* found = nullptr;  // of several the longest: `heat_current_X_bare` before `heat_current_X`
  for (const Quantity& quantity : model.quantities)
    if (stands_for(quantity.name, name) && (found == nullptr || quantity.name.size() > found->name.size()))
      found = &quantity;
  if (found == nullptr) return std::nullopt;
  Quantity out = *found;
  const std::string bath = name.substr(out.name.find("_X") + 1, name.size() - out.name.size() + 1);
  put_bath("_", bath, out.symbol);
  put_bath("bath ", bath, out.meaning);
  out.name = name;
  return out;
}

}  // namespace qalor
