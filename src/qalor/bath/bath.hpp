#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>

#include "qalor/bath/spectrum.hpp"

namespace qalor {

/// What a bath is made of: bosons exchange energy only, fermions energy and particles.
enum class Statistics { boson, fermion };

/// A thermal reservoir. beta = 1/T [1/energy]; beta = 0 is an infinitely hot bath.
struct Bath {
  std::string name;
  Real beta = 1;
  Spectrum spectrum = FlatEmission{1};
  Real chemical_potential = 0;  ///< of the particles that jumps exchange; 0 where none are
  Statistics statistics = Statistics::boson;
};

/// Bose occupation 1/(exp(x) - 1), x = beta w; no loss of precision at small x.
Real bose_occupation(Real x);
/// Fermi occupation 1/(exp(x) + 1), full relative precision at any x; 1 - f(x) is f(-x).
Real fermi_occupation(Real x);

/// f(x) - f(y) of two Fermi, or two Bose, occupations, to full relative precision also when x and y nearly agree:
/// f(x)(1 -+ f(y)) - f(y)(1 -+ f(x)), whose terms differ by the factor exp(x - y).
Real fermi_bias(Real x, Real y);
Real bose_bias(Real x, Real y);

/// Rate S(w) at which a bosonic bath takes energy w from a system whose coupling operator has unit matrix element:
/// S(w) = Gamma(w) (N(w) + 1) for w > 0, or gamma for FlatEmission. S(-w) = exp(-beta w) S(w) (KMS) holds to rounding
/// at any size of beta w, because absorption is computed as that product, never as a difference. At w = 0 the limit
/// from above. Throws std::domain_error where it diverges: at w = 0 when Gamma(0) > 0, and at beta <= 0 but for
/// FlatEmission.
Real emission_rate(const Bath& bath, Real w);

/// Rates at which a fermionic bath takes a particle of energy w out of the system, Gamma(w) (1 - f), and puts one in,
/// Gamma(w) f, with f at beta (w - chemical_potential). Their ratio is exact at any size of the exponent.
Real outgoing_rate(const Bath& bath, Real w);
Real incoming_rate(const Bath& bath, Real w);

}  // namespace qalor
