#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>

#include "qalor/report/notation.hpp"
#include "qalor/report/ticks.hpp"

namespace qalor {

/// Where things are in a drawing: from values to units of the drawing, of which a screen shows about one per pixel.
struct Frame {
  static constexpr double width = 480;
  static constexpr double left = 58;
  static constexpr double plot_height = 216;
  static constexpr double below = 42;
  static constexpr double line_height = 18;
  static constexpr double letter_width = 7.4;

  Scale x;
  Scale y;
  double top;
  double right = 14;

  double across(double value) const { return left + x.place(value) * (width - left - right); }
  double down(double value) const { return top + (1 - y.place(value)) * plot_height; }
};

/// <svg ...> with its title and description.
std::string svg_opening(const Frame& frame, const std::string& id, const std::string& title,
                        const std::string& description);
/// The lines at the left and the bottom.
std::string svg_axes(const Frame& frame);
std::string horizontal_axis(const Frame& frame, const Symbol& label);
/// With a line across at every tick, or with small ticks where `grid` is false.
std::string vertical_axis(const Frame& frame, const Symbol& label, bool grid = true);

}  // namespace qalor
