#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>

#include "qalor/study/sink.hpp"
#include "qalor/study/study.hpp"

namespace qalor {

/// The questions of a study, one after another. Only the swept values change from point to point: copying all of them
/// would cost more than answering a small system, so the keys are copied only where one is swept, and once.
class Questions {
 public:
  explicit Questions(const Study& study);

  /// The question at a point whose swept values are known; valid until the next one.
  Question at(const Point& point);

 private:
  const Study& study_;
  Settings parameters_;
  std::optional<Settings> keys_;
};

}  // namespace qalor
