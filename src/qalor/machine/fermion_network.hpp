#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/machine/machine.hpp"

namespace qalor {

/// Fermions without interaction, sum of h_ij d_i^dagger d_j, between leads of wide bands: all that exact transport
/// needs.
struct FermionNetwork {
  Matrix hamiltonian;              ///< h, one row per level, Hermitian [energy]
  std::vector<Bath> baths;         ///< temperatures and chemical potentials of the leads
  std::vector<Matrix> broadening;  ///< Gamma_X of each lead, positive semidefinite [rate]
};

/// The network that a machine of fermion factors is: of each coupling v_1 d_1 + v_2 d_2 + ..., Gamma_ij = Gamma v_i^*
/// v_j. Throws std::invalid_argument: other factors, an interaction, a noise, a bath that is not one of fermions in a
/// flat band, a coupling that is not linear in the d_i.
FermionNetwork fermion_network(const Machine& machine);

}  // namespace qalor
