#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <functional>
#include <optional>

#include "qalor/analysis/distance.hpp"

namespace qalor {

/// Distances of the Gibbs states of a system from that of its bath, seen as a function of the shift of the inverse
/// temperature: beta_bath + shift.
struct GibbsFamily {
  Real beta;  ///< of the bath
  std::function<Distances(Real shift)> distances;
  /// At zero temperature, and at infinite temperature; infinite where unlimited.
  Distances coldest;
  Distances hottest;
};

/// `relaxation` must outlive it.
GibbsFamily gibbs_family(const Relaxation& relaxation);
GibbsFamily oscillator_family(Real omega, Real beta);

/// Shifts of the inverse temperature at which Gibbs states lie at a distance, the nearest ones on each side; none where
/// no state lies that far. Three of the distances are monotone (Gibbs families have a monotone likelihood ratio); for
/// the Frobenius distance both sides are scanned outwards.
struct EquidistantShifts {
  std::optional<Real> cold;  ///< > 0
  std::optional<Real> hot;   ///< < 0
  Real cold_reach;           ///< the largest distance on that side
  Real hot_reach;
};
EquidistantShifts equidistant_shifts(const GibbsFamily& family, Measure measure, Real distance);

}  // namespace qalor
