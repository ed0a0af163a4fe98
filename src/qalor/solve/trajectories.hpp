#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstdint>
#include <vector>

#include "qalor/dynamics/counted_flow.hpp"

namespace qalor {

/// Mean and variance of a count over quantum-jump trajectories, at each of the times, with standard errors.
struct SampledCounts {
  std::vector<Real> times;
  std::vector<Real> mean, mean_error;
  std::vector<Real> variance, variance_error;
  std::int64_t jumps = 0;  ///< in all trajectories
};

/// How many trajectories, and the seed of their random numbers: the same seed gives the same bits.
struct TrajectorySampling {
  std::int64_t trajectories = 1000;
  std::uint64_t seed = 1;
};

/// Quantum-jump trajectories by waiting times: between jumps the state moves with H - (i/2) sum of rate L^dagger L, and
/// the next jump happens when its squared norm falls below a random number; the jump is drawn by its rate. The time of
/// a jump is found by halving, with one exponential for each power of two, to 2^-52 of the longest time.
/// `times` >= 0, ascending. Source: J. Dalibard, Y. Castin, K. Molmer, Phys. Rev. Lett. 68, 580 (1992),
/// doi:10.1103/PhysRevLett.68.580.
SampledCounts sample_counts(const Lindblad& flow, const JumpWeights& weights, const DensityMatrix& initial,
                            const std::vector<Real>& times, const TrajectorySampling& sampling);

}  // namespace qalor
