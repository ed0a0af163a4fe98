#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <vector>

#include "qalor/dynamics/bosons.hpp"
#include "qalor/dynamics/lindblad.hpp"
#include "qalor/dynamics/rates.hpp"
#include "qalor/solve/solution.hpp"

namespace qalor {

/// States at the requested times, and what has been exchanged since t = 0.
template <class State>
struct Trajectory {
  std::vector<Real> times;
  std::vector<State> states;
  std::vector<std::vector<Real>> energies;        ///< [bath][time], energy received since t = 0 [energy]
  std::vector<Real> work;                         ///< [time], work received since t = 0 [energy]
  std::vector<std::vector<Real>> particles = {};  ///< [bath][time], received since t = 0; of rate equations only [1]
  Certificate certificate;
};

/// The motion from rho(0) = `initial` to each of the times (>= 0, ascending). The integrals of the currents are exact:
/// the state is augmented by one number per current and both are carried by one matrix exponential per step.
/// Certificate: residual = largest |<H>(t) - <H>(0) - energies - work|, the first law by two routes; semigroup_error,
/// the last state against one single step; trace_error, smallest_eigenvalue over all times.
/// Throws std::invalid_argument when times are negative or not ascending; ConvergenceError when there are more than
/// 1500 real unknowns.
Trajectory<DensityMatrix> evolve(const Lindblad& flow, const DensityMatrix& initial, const std::vector<Real>& times);
Trajectory<OneBody> evolve(const BosonFlow& flow, const OneBody& initial, const std::vector<Real>& times);
/// Of populations, which must be >= 0 with sum one. Certificate as above, with smallest_population.
Trajectory<RealVector> evolve(const RateFlow& flow, const RealVector& initial, const std::vector<Real>& times);

}  // namespace qalor
