#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <memory>

#include "qalor/exchange/joined.hpp"
#include "qalor/machine/bipartite.hpp"

namespace qalor {

/// The joined one-body Hamiltonian of free particles in the modes of the uncoupled bodies, those of A first,
/// diagonalised on the sites, where a chain is tridiagonal. Cost: O(L^3); memory: three matrices of the size of the
/// eigenvectors.
std::unique_ptr<Joined> joined_modes(const Bipartite& machine);

}  // namespace qalor
