#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <vector>

#include "qalor/dynamics/bosons.hpp"
#include "qalor/dynamics/lindblad.hpp"

namespace qalor {

/// Eigenvalues [rate] by decreasing real part; real parts within 1e-8 of the first of a run count as equal and are
/// ordered by increasing imaginary part.
std::vector<Complex> ordered(std::vector<Complex> eigenvalues);

/// All d^2 eigenvalues of the generator, ordered. The matrix is split into the parts that do not talk to each other
/// before it is diagonalised, so that equal eigenvalues of different parts do not disturb each other.
std::vector<Complex> generator_spectrum(const Lindblad& flow);

/// The L^2 eigenvalues of the equations of motion of <a_i^dagger a_j>, ordered.
std::vector<Complex> moment_spectrum(const BosonFlow& flow);

/// Eigenvalue of largest real part of the real matrix with these entries: for generators that keep positivity it is
/// real and simple. Used for tilted generators.
Real dominant_eigenvalue(const RealMatrix& a);

/// Smallest decay rate: the smallest -Re of the eigenvalues, one eigenvalue nearest 0 left out when `has_steady_state`
/// (the generator of a density matrix has it, the equations of moments do not).
Real spectral_gap(const std::vector<Complex>& eigenvalues, bool has_steady_state);

}  // namespace qalor
