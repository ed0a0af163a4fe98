#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <utility>
#include <vector>

#include "qalor/solve/relaxation.hpp"

namespace qalor {

/// c_2 of the Gibbs state at beta + shift with the slowest mode, whose sign makes it positive on the highest level: how
/// much of the slowest decay that start contains.
Real slowest_overlap(const Relaxation& relaxation, Real shift);

/// Temperatures in [lowest, highest], other than the bath's, whose Gibbs states contain nothing of the slowest mode:
/// from there the relaxation is exponentially faster (strong Mpemba effect). Ascending.
std::vector<Real> strong_temperatures(const Relaxation& relaxation, Real lowest, Real highest);

/// Times at which the relative entropies of two starts cross, as long as one of them is above 1e-25 of its start.
std::vector<Real> crossing_times(const Relaxation& relaxation, const Populations& first, const Populations& second);

/// Whether the slowest rate belongs to several modes: then no single overlap is defined.
bool is_slowest_degenerate(const Relaxation& relaxation);

}  // namespace qalor
