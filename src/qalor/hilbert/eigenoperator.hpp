#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>
#include <vector>

#include "qalor/hilbert/operator.hpp"

namespace qalor {

/// The part of an operator that lowers the energy by one Bohr frequency: [H, X(w)] = -w X(w).
struct Eigenoperator {
  Real frequency;
  Operator op;
};

/// The parts X(w) = sum over levels with E' - E = w of Pi_E X Pi_E' of an operator X; their sum is X. Frequencies
/// ascend; of a Hermitian X from 0, and X(-w) = X(w)^dagger stands right behind X(w). Frequencies closer than
/// `tolerance` times the spread of the spectrum are one: all transitions of the same frequency belong to one operator.
/// Elements of X in the eigenbasis below 1e-14 of the largest are rounding and dropped.
/// Throws std::invalid_argument when H is not Hermitian.
/// Source: Breuer & Petruccione, The Theory of Open Quantum Systems (2002), section 3.3.
std::vector<Eigenoperator> eigenoperators(const Operator& hamiltonian, const Operator& x, Real tolerance = 1e-9);

/// w, if [H, X] = -w X to within `tolerance` times the size of [H, X]; nothing otherwise, or when X is zero.
std::optional<Real> bohr_frequency(const Operator& hamiltonian, const Operator& x, Real tolerance = 1e-12);

}  // namespace qalor
