#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <vector>

#include "qalor/bath/bath.hpp"

namespace qalor {

/// A bath that acts through a + a^dagger of one mode.
struct ModeCoupling {
  std::size_t mode;
  std::size_t bath;  ///< index into BosonMachine::baths
};

/// White noise sqrt(strength) (xi K + xi* K^dagger) with K = sum of k_ij a_i^dagger a_j; strength is a rate.
struct HopNoise {
  std::string name;
  Matrix k;
  Real strength;
};

/// Bosonic modes with a number-conserving quadratic Hamiltonian, sum of h_ij a_i^dagger a_j: no cutoff is needed.
struct BosonMachine {
  Matrix bare;         ///< L x L, Hermitian: the uncoupled modes
  Matrix interaction;  ///< L x L, Hermitian
  std::vector<Bath> baths;
  std::vector<ModeCoupling> couplings;
  std::vector<HopNoise> noises = {};

  Matrix hamiltonian() const { return bare + interaction; }
};

}  // namespace qalor
