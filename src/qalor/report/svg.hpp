#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <vector>

#include "qalor/report/notation.hpp"

namespace qalor {

/// A line of a plot. Where y is not finite the line has a gap.
struct Curve {
  Symbol label;
  std::vector<double> x;
  std::vector<double> y;
};

/// A place on the horizontal axis, with what happens there in words.
struct Mark {
  double x;
  std::string words;
};

struct Plot {
  std::string title;  ///< what is shown, in words
  Symbol x_label;
  Symbol y_label;
  std::string description;  ///< for those who cannot see it
  bool logarithmic_x = false;
  bool logarithmic_y = false;
  std::vector<Curve> curves;
  std::vector<Mark> marks = {};
};

/// The plot as an <svg> element with a title and a description. Colours come from the page, by the classes `axis`,
/// `grid`, `zero` and `curve-0` to `curve-5`; curves differ by their dashes too. `id` must be unique in the page.
std::string svg(const Plot& plot, const std::string& id);

/// "from 0.01 at 1 to 0.02 at 10, at most 0.03 at 5": the course of a curve in words.
std::string course(const Curve& curve);

}  // namespace qalor
