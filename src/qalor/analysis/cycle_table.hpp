#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>

#include "qalor/analysis/cycles.hpp"

namespace qalor {

/// A table of cycles to print, the one that produces most entropy first: the states it passes, as occupations of
/// `sites` sites, with the bath of every step; affinity, flux, production; energy and particles a turn takes from each
/// bath.
std::string cycle_table(const RateFlow& flow, std::vector<Cycle> cycles, std::size_t sites);

}  // namespace qalor
