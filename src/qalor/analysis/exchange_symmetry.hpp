#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>
#include <string>

#include "qalor/dynamics/counted_flow.hpp"

namespace qalor {

/// Whether a count and its negative differ by an exponential alone, P(N, t) = exp(A N) P(-N, t), at every time.
struct ExchangeSymmetry {
  std::optional<Real> affinity;  ///< A [1/count]; nothing where no A ties the count to the entropy production
  bool is_exact = false;         ///< at every time; else up to boundary terms, for this A
  std::string reason;            ///< why it is so
};

/// With s_k the entropy that jump k gives to its bath and w_k what it counts, the symmetry is exact where all jumps
/// have partners, the count is antisymmetric, [H, rho] = 0 for the start rho, and
///   L_k rho = exp(A w_k - s_k) rho L_k   for every jump:
/// then -ln rho and s add up to A N along every trajectory. Populations that move by themselves need no more; coherent
/// motion also must be its own time reverse, which is granted to real matrices. Proof: with R = rho^(1/2) the adjoint
/// of the generator tilted by chi is R^-1 L'(-A - chi) R, L' with -H. For other starts of classical jumps, A is the
/// ratio of what s and w add up to on cycles of transitions, if it is the same on all: the symmetry then holds up to
/// boundary terms. `is_classical`: the populations move without any coherence.
ExchangeSymmetry exchange_symmetry(const CountedFlow& counted, const JumpWeights& weights, const DensityMatrix& initial,
                                   bool is_classical);

}  // namespace qalor
