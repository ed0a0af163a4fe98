#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <vector>

namespace qalor {

/// The range of a plot along one direction.
struct Scale {
  double lowest = 0;
  double highest = 1;
  bool logarithmic = false;

  /// Where a value lies: 0 at the lowest, 1 at the highest.
  double place(double x) const;
};

struct Tick {
  double value;
  std::string label;  ///< empty for the small ones between
};

struct Ticks {
  std::vector<Tick> ticks;
  int exponent = 0;  ///< labels are in units of 10^exponent
};

/// Round numbers in the range, about `wanted` of them.
Ticks ticks(const Scale& scale, int wanted = 5);

/// Whether a value has a place in a plot: finite, and not so large that the span of two overflows.
bool can_be_drawn(double x);

/// A range that shows all values that can be drawn, with room on both sides as a part of their span.
Scale linear_scale_of(const std::vector<double>& values, double room);
/// The same for positive values, without room.
Scale logarithmic_scale_of(const std::vector<double>& values);

/// Whether values are positive and evenly spaced in their logarithms, over a factor of at least three.
bool is_logarithmic(const std::vector<double>& values);

}  // namespace qalor
