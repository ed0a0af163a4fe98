#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <variant>

#include "qalor/dynamics/born_markov.hpp"
#include "qalor/dynamics/collision.hpp"
#include "qalor/dynamics/lindblad.hpp"
#include "qalor/solve/method.hpp"
#include "qalor/solve/solution.hpp"

namespace qalor {

/// LU of the reachable block, one population row replaced by the trace, refined once; sparse LU where the block is
/// large and has few entries (Bordered).
struct Direct {
  Real tolerance = 1e-12;            ///< of the residual, relative to the mean decay rate
  Eigen::Index largest_size = 3000;  ///< refuse more real unknowns than this for dense LU
};
using SteadyMethod = std::variant<Automatic, Direct>;

/// The steady state of a Lindblad equation, drho/dt = 0 with trace one.
/// Certificate: residual = largest |drho/dt| element, from the sparse operators in double precision; trace_error,
/// smallest_eigenvalue, unknowns, blocks, reciprocal_condition, uniqueness.
/// Uniqueness is "unique", or "unique within the reachable blocks" when a coherence between the blocks that populations
/// reach might last. Throws ConvergenceError when the steady state is not unique (several sets of states or of their
/// superpositions that no motion leaves, or a numerically singular system) and when the system is too large.
Solution<DensityMatrix> steady_state(const Lindblad& flow, const SteadyMethod& method = Automatic{});

/// The state that a collision leaves as it was. Certificate: residual = largest change of an element per unit time.
/// Throws ConvergenceError when it is not unique.
Solution<DensityMatrix> steady_state(const Collisions& flow);

/// The steady state of a second-order equation, among the states without coherence between particle numbers.
/// Certificate: residual = largest |drho/dt| element; trace_error; smallest_eigenvalue as it is, negative ones with a
/// warning, because these equations do not keep states positive. Throws ConvergenceError when it is not unique.
Solution<DensityMatrix> steady_state(const BornMarkov& flow);

}  // namespace qalor
