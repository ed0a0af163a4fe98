#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <vector>

#include "qalor/report/svg.hpp"

namespace qalor {

/// A quantity over two grids, as coloured cells, with lines over it. Codes have a colour each and a legend; numbers go
/// from blue through white at zero to orange, with a bar that tells their size.
struct HeatMap {
  std::string title;
  Symbol x_label;
  Symbol y_label;
  std::string description;  ///< for those who cannot see it
  std::vector<double> x;    ///< ascending; centres of the cells
  std::vector<double> y;
  std::vector<double> values;      ///< x fastest; NaN is left blank
  double first_code = 0;           ///< of `codes`
  std::vector<std::string> codes;  ///< words of the codes; empty for numbers
  Symbol value_label;              ///< of numbers
  std::vector<Curve> lines;        ///< over the cells, in the same coordinates
};

/// The map as an <svg> element, as `svg` of a plot. At most 120 x 120 cells are drawn; of more, every so many.
std::string svg(const HeatMap& map, const std::string& id);

/// A drawing as a file of its own, with its colours and fonts, for a paper or a talk.
std::string standalone(const std::string& svg_element);

}  // namespace qalor
