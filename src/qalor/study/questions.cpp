// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/questions.hpp"

#include <algorithm>

namespace qalor {

Questions::Questions(const Study& study) : study_(study), parameters_(study.parameters) {
  const auto& sweep = study.sweep;
  if (std::any_of(sweep.begin(), sweep.end(), [](const Axis& axis) { return axis.is_of_task; })) keys_ = study.keys;
}

Question Questions::at(const Point& point) {
  for (std::size_t i = 0; i < point.parameters.size(); ++i) {
    const Axis& axis = study_.sweep[i];
    if (axis.is_of_task)
      keys_->set(axis.name(), axis.setting(point.parameters[i].second), true);
    else
      parameters_.set(axis.parameter, axis.setting(point.parameters[i].second), true);
  }
  return {parameters_, study_.task, keys_ ? *keys_ : study_.keys};
}

}  // namespace qalor
