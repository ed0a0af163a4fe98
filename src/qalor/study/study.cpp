// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/study.hpp"

#include <stdexcept>

namespace qalor {

std::size_t Study::size() const {
  std::size_t points = 1;
  for (const Axis& axis : sweep) points *= axis.values.size();
  return points;
}

std::vector<std::pair<std::string, Value>> Study::swept(std::size_t point) const {
  if (point >= size()) throw std::out_of_range("point " + std::to_string(point) + " of " + std::to_string(size()));
  std::vector<std::pair<std::string, Value>> values(sweep.size());
  for (std::size_t i = sweep.size(); i-- > 0;) {
    const Axis& axis = sweep[i];
    values[i] = {axis.parameter, axis.values[point % axis.values.size()]};
    point /= axis.values.size();
  }
  return values;
}

Settings Study::at(std::size_t point) const {
  Settings settings = parameters;
  for (auto& [name, value] : swept(point)) settings.set(name, std::move(value), true, parameters.where(name));
  return settings;
}

}  // namespace qalor
