#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstddef>
#include <vector>

#include "qalor/hilbert/state.hpp"

namespace qalor {

/// -x ln x, continued by 0 at x = 0; 0 for the rounding-sized negative x of a numerical spectrum.
Real entropy_term(Real x);

/// Von Neumann entropy -tr(rho ln rho) [nats].
Real entropy(const DensityMatrix& rho);

/// Mutual information S_A + S_B - S_AB between the factors in `part` and the others [nats].
Real mutual_information(const DensityMatrix& rho, const std::vector<std::size_t>& part);

/// Rate of change -tr(drho ln rho) of the von Neumann entropy [nats/time], for a traceless change `drho` of rho.
/// +infinity when weight flows into a level that rho leaves empty (the derivative diverges, as for a pure state).
Real entropy_rate(const DensityMatrix& rho, const Matrix& drho);

/// The energy levels of a Hamiltonian: energies in ascending order, grouped where they are degenerate.
struct Levels {
  struct Group {
    std::size_t first = 0;
    std::size_t last = 0;  ///< one past the end
  };
  RealVector energies;
  Matrix vectors;  ///< eigenvectors in the columns
  std::vector<Group> groups;
};

/// Levels closer than `tolerance` times the spread of the spectrum count as one.
Levels levels_of(const Operator& hamiltonian, Real tolerance = 1e-9);

/// rho without the coherences between different energies: sum over levels of Pi rho Pi.
DensityMatrix energy_diagonal(const DensityMatrix& rho, const Levels& levels);

/// Energy entropy, the von Neumann entropy of energy_diagonal(rho) [nats]; without degenerate levels
/// -sum p_n ln p_n of the energy populations. Source: Polkovnikov, arXiv:0806.2862.
Real energy_entropy(const DensityMatrix& rho, const Levels& levels);

/// Relative entropy of coherence between energies, energy_entropy - entropy >= 0 [nats].
/// Source: Santos et al., arXiv:1707.08946.
Real coherence(const DensityMatrix& rho, const Levels& levels);

}  // namespace qalor
