#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <vector>

#include "qalor/study/address.hpp"
#include "qalor/study/study.hpp"
#include "qalor/study/syntax.hpp"

namespace qalor::syntax {

/// The axes of the table [sweep] in the order of the targets, each with one checked value per point. Adds what is wrong
/// to the complaints, and leaves such an axis out. `where` is the place of the table.
/// Limits: 10^7 values on one axis, 10^12 points in all; refused before any memory is taken.
std::vector<Axis> read_axes(const std::vector<Target>& targets, const Span& where, Complaints& complaints);

}  // namespace qalor::syntax
