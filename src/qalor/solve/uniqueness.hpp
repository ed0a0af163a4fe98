#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/solve/blocks.hpp"

namespace qalor {

/// The dimension of the largest set of superpositions of the given basis states that no motion leaves, when the pattern
/// alone says that all of these states are left: dark states. 0 when there are none. Found by letting the ways out grow
/// backwards: what no exit can be traced back to is never left. d^3 for d states.
std::size_t dark_dimension(const Lindblad& flow, const std::vector<std::size_t>& left);

/// What is conserved on a set of basis states that the motion does not leave.
enum class Conserved {
  nothing,    ///< no projector commutes with all operators: a steady state without empty levels is the only one
  something,  ///< a projector does, and each of its two sides keeps its weight: there are several steady states
  undecided   ///< generic combinations of the operators are degenerate
};

/// Whether anything commutes with the Hamiltonian and all jumps among `states`, by the eigenvectors of one generic
/// combination of them and the way a second one links these; what is found is checked against every operator.
/// Source: D. Spohn, Lett. Math. Phys. 2, 33 (1977), doi:10.1007/BF00420668 (uniqueness from a trivial commutant).
Conserved conserved_among(const Lindblad& flow, const std::vector<std::size_t>& states);

}  // namespace qalor
