#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>
#include <string>
#include <vector>

#include "qalor/report/notation.hpp"
#include "qalor/study/study.hpp"

namespace qalor {

/// Points of a sweep along one axis; the label tells the values of the other axes.
struct SweepLine {
  std::vector<std::size_t> points;
  Symbol label;
  std::string words;  ///< the label in plain words
};

/// The points through which a sweep is drawn: along its first axis that is numeric and has at least two values, for up
/// to five values of the next axis, at the first values of all others.
struct SweepLines {
  std::string axis;
  Symbol label;           ///< of the axis
  std::vector<double> x;  ///< values along the axis, at most 400
  bool logarithmic = false;
  std::vector<SweepLine> lines;
};

/// Nothing when no axis is numeric.
std::optional<SweepLines> sweep_lines(const Study& study);

/// `wanted` of the numbers below `count`, evenly, the first and the last among them; all when there are fewer.
std::vector<std::size_t> even_selection(std::size_t count, std::size_t wanted);

/// A value for a label: numbers in four digits, texts as they are.
std::string label_value(const Value& value);

/// The symbol, or the name where there is none.
Symbol label_name(const std::string& name, const std::string& symbol);

/// A label with the dimension in brackets behind it.
Symbol with_unit(const Symbol& label, const std::string& dimension);

/// The symbol or the name, with the dimension.
Symbol axis_label(const std::string& name, const std::string& symbol, const std::string& dimension);

}  // namespace qalor
