#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <vector>

#include "qalor/base/linalg.hpp"

/// Where an integral over energies should be cut.
namespace qalor {

/// Adds center, and center +- width times powers of four up to `reach`.
void add_peak(Real center, Real width, Real reach, std::vector<Real>& cuts);

/// Those between lowest and highest, and these two, ascending; of cuts that agree to rounding, one.
std::vector<Real> ordered_cuts(std::vector<Real> cuts, Real lowest, Real highest);

}  // namespace qalor
