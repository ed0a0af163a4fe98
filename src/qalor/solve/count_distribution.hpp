#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>
#include <vector>

#include "qalor/dynamics/counted_flow.hpp"
#include "qalor/solve/solution.hpp"

namespace qalor {

/// The largest number of which all weights are integer multiples [count]; nothing where no weight counts, or where the
/// largest weight is more than a thousand of them: the count then has no lattice.
std::optional<Real> count_unit(const JumpWeights& weights);

/// How likely each value of a quantity counted in [0, t] is.
struct CountDistribution {
  std::vector<Real> times;
  std::vector<Real> values;                    ///< ascending, one unit apart
  std::vector<std::vector<Real>> probability;  ///< [time][value] [1]
};

/// Probabilities of the counted quantity at each of the times (>= 0, ascending), from any state: the state resolved by
/// the count, with the part L_0 of the generator that does not count and J_w the jumps that count w,
///   d rho_n/dt = L_0 rho_n + sum over w of J_w rho_(n-w),   P(n, t) = tr rho_n(t),
/// on as many values as it takes to hold all but 1e-12 of the probability. Certificate: residual = what is missing;
/// values; mean_error and variance_error against the moments of transient_counts, by another route.
/// Throws std::invalid_argument without a unit; ConvergenceError where more than 10^6 unknowns would be needed.
/// Source: R. J. Cook, Phys. Rev. A 23, 1243 (1981), doi:10.1103/PhysRevA.23.1243.
CountDistribution count_distribution(const Lindblad& flow, const JumpWeights& weights, const DensityMatrix& initial,
                                     const std::vector<Real>& times, Certificate& certificate);

}  // namespace qalor
