#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <vector>

#include "qalor/bath/bath.hpp"
#include "qalor/hilbert/operator.hpp"

namespace qalor {

/// A system operator through which one bath acts: Hermitian for a bosonic bath; for a fermionic one the operator that
/// takes a particle out of the system.
struct Coupling {
  Operator op;
  std::size_t bath;  ///< index into Machine::baths
};

/// Classical white noise sqrt(strength) (xi K + xi* K^dagger) on the system; strength is a rate.
/// For Hermitian K the noise is real: sqrt(strength) xi K.
struct Noise {
  std::string name;
  Operator op;
  Real strength;
};

/// What is physically there, before any approximation: parts, their interaction, baths and noises.
struct Machine {
  Operator bare;         ///< energy of the uncoupled parts
  Operator interaction;  ///< static coupling between the parts; zero when there is none
  std::vector<Bath> baths;
  std::vector<Coupling> couplings;
  std::vector<Noise> noises = {};

  Operator hamiltonian() const { return bare + interaction; }
};

}  // namespace qalor
