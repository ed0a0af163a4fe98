#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <vector>

#include "qalor/report/result_reader.hpp"
#include "qalor/report/svg.hpp"
#include "qalor/study/study.hpp"

namespace qalor {

constexpr std::size_t most_plots = 12;

/// Whether a quantity is a flow of heat, work, particles or entropy, or the integral of one: most studies are about
/// them, so they come first.
bool is_flow(const std::string& quantity);

/// The plots of a result, flows first, `most_plots` at most. Numbers are drawn along the sweep (sweep_lines), lists
/// over the grid that their model names, such as time. Where there is one line for each quantity, those of one
/// dimension and of like size share a plot. Quantities of several branches share one each, and come first
/// (branch_plots). Lists of crossings are drawn along a sweep by the first of each.
std::vector<Plot> plots(const ResultReader& result, const Study& study);

}  // namespace qalor
