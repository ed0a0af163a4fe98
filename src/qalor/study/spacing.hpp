#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstddef>
#include <vector>

namespace qalor {

enum class Scale { linear, logarithmic };

/// Numbers at equal distance, or in equal ratio, between two ends that belong to them.
struct Spacing {
  double from = 0;
  double to = 0;
  std::size_t points = 1;  ///< at least 1; one point needs from == to
  Scale scale = Scale::linear;
};

/// The numbers of a spacing, in order. The first is `from` and the last is `to` to the bit; the others are computed one
/// by one, so that no rounding error accumulates, and none lies outside [from, to].
/// A logarithmic scale needs ends of the same sign, not 0.
std::vector<double> spaced(const Spacing& spacing);

}  // namespace qalor
