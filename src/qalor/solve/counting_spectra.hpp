#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <vector>

#include "qalor/dynamics/counted_flow.hpp"
#include "qalor/solve/solution.hpp"

namespace qalor {

/// Noise of a count's current in the steady state at frequencies omega [count^2 x rate]:
///   S(omega) = sum_k w_k^2 a_k - 2 <<1| L^(1) L (L^2 + omega^2)^-1 L^(1) |rho>>,
/// symmetrised, with S(0) = C_2 and S -> shot noise sum w^2 a at large omega. Each frequency takes one real system for
/// u + iv = (L + i omega)^-1 L^(1) rho, L u - omega v = L^(1) rho, L v + omega u = 0, dense or sparse by size.
/// Certificate: residual = largest of these, relative to L^(1) rho. Source: Landi et al., arXiv:2303.04270, eq. (61).
/// Throws as Bordered.
std::vector<Real> noise_spectrum(const Lindblad& flow, const JumpWeights& weights, const std::vector<Real>& omega,
                                 Certificate& certificate);

/// Probability density of the time between two successive watched jumps [rate], and of which follows which:
/// density[t][q][k] = rate_q tr(L_q e^(L_0 t) (L_k rho L_k^dagger) L_q^dagger)/a_k, with L_0 the generator less the
/// watched jumps: given jump k, the next watched one is q after time t. `watched` lists indices of jumps.
/// Source: T. Brandes, Ann. Phys. 17, 477 (2008), doi:10.1002/andp.200810306; Landi et al., arXiv:2303.04270.
/// Throws as Bordered; std::invalid_argument where a watched jump never happens.
struct WaitingTimes {
  std::vector<Real> times;
  std::vector<RealMatrix> density;  ///< [time](q, k)
  RealMatrix next;                  ///< probability that q follows k: integrals over all times
  RealMatrix mean;                  ///< integrals of t density: mean waiting time, times that probability
  RealMatrix square;                ///< integrals of t^2 density
  std::vector<Real> weight;         ///< how many of all watched jumps are jump k
};
WaitingTimes waiting_times(const Lindblad& flow, const std::vector<std::size_t>& watched,
                           const std::vector<Real>& times, Certificate& certificate);

}  // namespace qalor
