#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstddef>
#include <vector>

#include "qalor/hilbert/operator.hpp"

namespace qalor {

/// Number of particles: the occupations of all fermion factors, 0 on a space without fermions.
Operator particle_number(const Space& space);

/// The basis states of each particle number, ascending. Empty ones are left out.
std::vector<std::vector<std::size_t>> particle_sectors(const Space& space);

/// Energy eigenstates of definite particle number, also where levels of different numbers coincide. Column k of
/// `vectors` has as many particles as basis state k, so that the sectors of both bases have the same indices.
struct SectorBasis {
  RealVector energies;
  Matrix vectors;
  std::vector<std::vector<std::size_t>> sectors;

  /// V^dagger O V.
  Matrix rotated(const Matrix& op) const { return vectors.adjoint() * op * vectors; }
  /// V O V^dagger.
  Matrix restored(const Matrix& op) const { return vectors * op * vectors.adjoint(); }
};

/// Throws std::invalid_argument when H is not Hermitian or does not keep the particle number.
SectorBasis sector_basis(const Operator& hamiltonian);

/// <b|d^dagger|a> between energy eigenstates of an operator d that takes one particle out; elements below 1e-14 of the
/// largest are rounding and dropped. Throws std::invalid_argument when d does anything else.
Matrix entering(const Operator& d, const SectorBasis& basis);

}  // namespace qalor
