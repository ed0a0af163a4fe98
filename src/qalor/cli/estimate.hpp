#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstddef>

#include "qalor/study/study.hpp"

namespace qalor {

/// What the whole answer of a study will take, judged by a few of its points.
struct Estimate {
  std::size_t points = 0;
  std::size_t sampled = 0;
  double seconds = 0;       ///< of one thread
  double json_bytes = 0;    ///< as printed by --json
  double netcdf_bytes = 0;  ///< as written by -o, before compression
  double memory_bytes = 0;  ///< of all points at once, which --json needs
};

/// Answers points spread over the sweep until `seconds` have passed, at least one and at most `most_points`.
Estimate estimate(const Study& study, double seconds, std::size_t most_points);

}  // namespace qalor
