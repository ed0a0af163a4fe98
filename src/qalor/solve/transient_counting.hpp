#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <vector>

#include "qalor/dynamics/counted_flow.hpp"
#include "qalor/solve/solution.hpp"

namespace qalor {

/// Quantities counted from t = 0 on, from any initial state.
struct TransientCounts {
  std::vector<Real> times;
  std::vector<std::vector<std::vector<Real>>> cumulants;  ///< [time][count][order - 1], of the total in [0, t]
  std::vector<RealMatrix> covariance;                     ///< [time], of the totals; empty for a single count
};

/// Cumulants in [0, t] of several counts at each of the times (>= 0, ascending): with the moments mu_i = i! tr rho_i,
///   drho_i/dt = L rho_i + sum over m >= 1 of L^(m) rho_(i-m)/m!,   rho_i(0) = delta_i0 rho_0,
/// carried by one exponential per step. The steady current, where there is one steady state, is taken from L^(1) and
/// given back to the first cumulants, so that moments grow like t^(n/2), not t^n. Pairs of counts follow the same
/// hierarchy with multi-indices. Certificate: residual = largest deviation of the trace from one; stationary_states.
/// Throws std::invalid_argument when times are negative or not ascending.
TransientCounts transient_counts(const Lindblad& flow, const std::vector<JumpWeights>& counts, int order,
                                 const DensityMatrix& initial, const std::vector<Real>& times,
                                 Certificate& certificate);

/// Cumulants from raw moments mu_1, mu_2, ...: kappa_n = mu_n - sum_k binom(n-1, k-1) kappa_k mu_(n-k).
std::vector<Real> cumulants_of_moments(const std::vector<Real>& moments);

}  // namespace qalor
