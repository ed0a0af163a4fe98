#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/dynamics/bosons.hpp"
#include "qalor/solve/solution.hpp"

namespace qalor {

/// Steady one-body density matrix of bosonic modes, by a linear solve for its L^2 real numbers.
/// Certificate: residual = largest |drho/dt| element; smallest_eigenvalue; reciprocal_condition.
/// Throws ConvergenceError when it is not unique (an undamped mode).
Solution<OneBody> steady_state(const BosonFlow& flow);

/// Steady two-body density matrix <a_k^dagger a_l^dagger a_j a_i> (row i L + j, column k L + l), for the steady
/// one-body one. Exact also where noise makes the state non-Gaussian. Throws as steady_state.
Solution<Matrix> steady_two_body(const BosonFlow& flow, const OneBody& one);

}  // namespace qalor
