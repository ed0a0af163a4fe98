#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <utility>
#include <vector>

#include "qalor/analysis/thermal_path.hpp"

namespace qalor {

/// The difference of two functions of time, sampled; differences within rounding of the larger one count as none.
struct Samples {
  std::vector<Real> times;
  std::vector<Real> differences;

  void add(Real t, Real first, Real second);
};

/// Neighbours, among samples that differ at all, between which the sign changes: indices of both.
std::vector<std::pair<std::size_t, std::size_t>> sign_changes(const Samples& samples);

/// `points` + 1 times in equal ratios, both ends included.
std::vector<Real> logarithmic(Real from, Real to, int points);

/// When one branch of a thermalization overtakes the other, in (0, latest].
struct BranchCrossings {
  std::vector<Real> produced;  ///< of the total entropy productions
  std::vector<Real> fraction;  ///< of the relaxation fractions S(t)/S(0)
};

/// Looks on a logarithmic grid from 1e-9 of the latest time, with the total entropy production as an integral where it
/// is small: crossings near t = 0 are found too.
BranchCrossings branch_crossings(const ThermalPath& heating, const ThermalPath& cooling, Real latest);

}  // namespace qalor
