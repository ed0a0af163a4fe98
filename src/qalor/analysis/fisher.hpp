#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <vector>

#include "qalor/solve/bordered.hpp"

namespace qalor {

/// One way to deform a Lindblad equation, to first order in theta: H -> H + theta X, L_k -> (1 + theta l_k/2) L_k.
struct Direction {
  Matrix hamiltonian;       ///< X; empty for none
  std::vector<Real> rates;  ///< l_k of each jump; empty for none
};

/// Information about the deformations that system and environment hold together, per unit time in the steady state
/// [rate]: F_ij = sum_k l_ki l_kj a_k - 4 (x_i . L^D t_j + x_j . L^D t_i), packed, with t = {rho, X}/2 + sum_k l_k
/// [L_k^dagger L_k, rho]/(4 i). This is 4 Re <<1|K_12 - K_1 L^D K_2 - K_2 L^D K_1|rho>> of the two-sided master
/// equation, where K_1 - K_2^dagger = 0 leaves one real solve for each direction. Symmetric, positive semidefinite.
/// Source: S. Gammelmark, K. Molmer, Phys. Rev. Lett. 112, 170401 (2014), doi:10.1103/PhysRevLett.112.170401.
/// Valid: `generator` holds the blocks that X reaches from the steady state; the whole space always does.
RealMatrix information_matrix(const Lindblad& flow, const Bordered& generator,
                              const std::vector<Direction>& directions);

/// Response dJ/dtheta of a count's rate J to the deformations: y . (change of L) rho + sum_k l_k w_k a_k, with the
/// count's functional y = -<<1| L^(1) L^D, packed.
RealVector response_vector(const Lindblad& flow, const Bordered& generator, const std::vector<Real>& weights,
                           const RealVector& excess, const std::vector<Direction>& directions);

/// g F^+ g for a positive semidefinite F and a g in its range. Directions are scaled to unit information first; what
/// then lies below `cut` of the largest eigenvalue moves nothing, and no direction without information counts.
Real information_bound(const RealMatrix& information, const RealVector& response, Real cut = 1e-10);

/// H alone; all Hermitian X of a basis of the d^2-dimensional space; every jump's own rate.
std::vector<Direction> rate_directions(const Lindblad& flow);
Direction scale_direction(const Lindblad& flow);
std::vector<Direction> hermitian_directions(std::size_t dimension);

}  // namespace qalor
