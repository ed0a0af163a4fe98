#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstddef>
#include <variant>
#include <vector>

#include "qalor/dynamics/bosons.hpp"
#include "qalor/dynamics/lindblad.hpp"
#include "qalor/dynamics/rates.hpp"
#include "qalor/solve/method.hpp"
#include "qalor/solve/solution.hpp"

namespace qalor {

/// Throws std::invalid_argument unless the times are >= 0 and ascending.
void require_times(const std::vector<Real>& times);

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

/// One dense exponential per distinct step.
struct DenseExponential {
  Eigen::Index largest_size = 1500;  ///< refuse more real unknowns than this: about half a minute per step
};
/// Products of the sparse generator with the state, by Chebyshev polynomials: any size, no exponential is formed.
struct Chebyshev {
  Real tolerance = 1e-13;                  ///< of the terms left out, per chunk of the motion
  std::size_t most_products = 20'000'000;  ///< refuse more than this
};
using EvolveMethod = std::variant<Automatic, DenseExponential, Chebyshev>;

/// The motion from rho(0) = `initial` to each of the times (>= 0, ascending). The integrals of the currents are exact:
/// the state is augmented by one number per current and both are carried by one exponential per step. Automatic takes
/// the dense exponential up to 200 real unknowns, and beyond, whichever needs fewer operations.
/// Certificate: residual = largest |<H>(t) - <H>(0) - energies - work|, the first law by two routes; trace_error,
/// smallest_eigenvalue over all times. Dense: semigroup_error, the last state against one single step. Chebyshev:
/// error_estimate, the terms left out and the rounding of the others, as a length of the packed state, summed over the
/// motion; semigroup_error, the first step against two halves; products, decay_bound, turning_bound.
/// Throws std::invalid_argument when times are negative or not ascending; ConvergenceError when the method named takes
/// no such size, and when no method does.
Trajectory<DensityMatrix> evolve(const Lindblad& flow, const DensityMatrix& initial, const std::vector<Real>& times,
                                 const EvolveMethod& method = Automatic{});
Trajectory<OneBody> evolve(const BosonFlow& flow, const OneBody& initial, const std::vector<Real>& times);
/// Of populations, which must be >= 0 with sum one. Certificate as above, with smallest_population.
Trajectory<RealVector> evolve(const RateFlow& flow, const RealVector& initial, const std::vector<Real>& times);

}  // namespace qalor
