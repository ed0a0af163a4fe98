#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/machine/machine.hpp"

namespace qalor {

/// The energy nearest to H, with the same eigenstates, under which all transitions that the couplings make and whose
/// Bohr frequencies lie in one cluster have the same frequency; those that lie in the cluster of zero have none.
/// Neighbouring frequencies belong to one cluster when they are at most `width` apart [energy]; of a Hermitian coupling
/// w and -w are frequencies. Throws std::invalid_argument: H not Hermitian or not of definite particle number, a width
/// < 0, or clusters that no levels can have: some frequency would have to move further than the widest cluster is wide,
/// and than `width`. Source: P. P. Potts, A. A. S. Kalaee and A. Wacker, arXiv:2108.07528, sec. 2 (the condition on
/// H_TD).
Operator clustered_energy(const Machine& machine, Real width);

}  // namespace qalor
