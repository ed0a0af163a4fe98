#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <vector>

#include "qalor/report/result_reader.hpp"
#include "qalor/report/svg.hpp"
#include "qalor/study/study.hpp"

namespace qalor {

/// One quantity of several branches: lists that their model declares with the same symbol, dimension, meaning and axis,
/// such as `heating_relative_entropy` and `cooling_relative_entropy`; in a sweep numbers too. They are drawn in one
/// plot.
struct BranchGroup {
  std::string name;                    ///< what the names have in common: "relative_entropy"
  std::vector<std::string> branches;   ///< what they differ in: "heating", "cooling"
  std::vector<std::size_t> variables;  ///< numbers of the result's variables, as the branches
  std::optional<std::size_t> grid;     ///< the number of the variable that is their axis; nothing for numbers
};

/// The groups of a study, in the order of the result. Numbers only where there is a sweep to draw them along.
std::vector<BranchGroup> branch_groups(const ResultReader& result, const Study& study);

/// The lines of a group, six at most: over the grid, of a sweep at its ends and in between; or along the sweep. Where
/// the result has a list Y_crossing and the group's name ends in Y, the list holds the places on the axis where the
/// lines cross: they are marked.
Plot branch_plot(const ResultReader& result, const Study& study, const BranchGroup& group);

/// Whether a quantity lists where the branches of another one cross.
bool is_crossing_name(const std::string& quantity);

/// "T_hot = 2, T_cold = 1": what is swept, at a point; "" without a sweep.
std::string point_words(const Study& study, std::size_t point);

}  // namespace qalor
