#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <map>
#include <string>

#include "qalor/study/sink.hpp"
#include "qalor/study/study.hpp"

namespace qalor {

/// Title, quantities with symbol and dimension, regime and verdict, and the certificate of one point.
std::string answer_text(const Study& study, const Point& point, std::size_t columns);

/// The swept values and main quantities of a sweep, a line for each of the given points; dots stand for those left out.
/// What does not fit into so many columns is named below.
std::string sweep_text(const Study& study, const std::map<std::size_t, Point>& points, std::size_t columns);

}  // namespace qalor
