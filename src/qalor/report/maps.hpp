#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <vector>

#include "qalor/report/heat_map.hpp"
#include "qalor/report/result_reader.hpp"
#include "qalor/study/study.hpp"

namespace qalor {

constexpr std::size_t most_maps = 6;

/// A map of each quantity that its model gives over two grids, codes first: of the first point, or, where the first
/// grid is swept, of all points. Lists over the first grid with the symbol of the second are lines over the map.
std::vector<HeatMap> heat_maps(const ResultReader& result, const Study& study);

}  // namespace qalor
