#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <array>
#include <map>
#include <vector>

#include "qalor/machine/bipartite.hpp"

namespace qalor {

/// Numbers of particles that are conserved one by one: (up, down) with spin, else (N, 0).
using Numbers = std::array<int, 2>;

/// The part of a body with given numbers of particles, in the eigenbasis of the body.
struct FockSector {
  std::vector<std::vector<std::uint8_t>> states;  ///< occupations: sites of spin up, then of spin down
  RealVector energies;                            ///< ascending
  Matrix vectors;                                 ///< eigenvectors in the columns
};

/// The Fock space of one body, sector by sector, each diagonalised when it is first asked for.
class FockSpace {
 public:
  /// `one_body`: of the body alone. Fermions: the Jordan-Wigner string runs over the modes before one, sites of spin up
  /// first.
  FockSpace(const Body& body, Matrix one_body, const Bipartite& machine);

  /// Whether the body can hold so many.
  bool can_hold(Numbers numbers) const;
  /// Number of states of a sector, without building it.
  double dimension(Numbers numbers) const;
  const FockSector& sector(Numbers numbers) const;
  /// x_{i, spin} from the sector `from` into the one with one particle of that spin less, in the eigenbases.
  Matrix annihilator(Eigen::Index site, std::size_t spin, Numbers from) const;
  /// n_i in the eigenbasis.
  Matrix density(Eigen::Index site, Numbers numbers) const;

  const Body& body() const { return body_; }

 private:
  Matrix hamiltonian(const FockSector& sector) const;
  Real diagonal_energy(const std::vector<std::uint8_t>& state) const;

  Body body_;
  Matrix one_body_;
  Real onsite_repulsion_;
  bool is_fermion_;
  std::size_t spins_;
  mutable std::map<Numbers, FockSector> sectors_;
};

}  // namespace qalor
