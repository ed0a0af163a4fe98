#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>

#include "qalor/solve/relaxation.hpp"

namespace qalor {

/// How far a state is from equilibrium.
enum class Measure { relative_entropy, trace, bures, frobenius };

/// Four distances of a state from equilibrium, all computed from the deviation: none loses digits near equilibrium.
struct Distances {
  Real relative_entropy = 0;  ///< S(rho|pi) = tr rho (ln rho - ln pi) [nats]
  Real trace = 0;             ///< |rho - pi|_1/2
  Real bures = 0;             ///< sqrt(2 - 2 tr sqrt(sqrt(pi) rho sqrt(pi)))
  Real frobenius = 0;         ///< |rho - pi|_2

  Real of(Measure measure) const;
};

/// (1 + x) ln(1 + x) - x for x >= -1, by its series near 0.
Real entropy_excess(Real x);

Distances distances(const Populations& state, const RealVector& equilibrium);

/// Of the thermal states of an oscillator with mean occupations n and n_b > 0; `delta` = n - n_b.
Distances oscillator_distances(Real n, Real delta, Real n_b);

/// The eigenstates |a> of rho seen from the levels, for what is a sum over pairs of both: differences and overlaps from
/// the deviation, <i|Delta|a> = (r_a - pi_i) <i|a>, so that they keep their digits near equilibrium.
struct Eigenstates {
  RealVector values;      ///< r_a
  Matrix overlaps;        ///< <i|a>
  RealMatrix difference;  ///< (i, a): r_a - pi_i
};

/// `delta` = rho - diag(pi).
Eigenstates eigenstates(const Matrix& delta, const RealVector& equilibrium);

Distances distances(const Matrix& delta, const Eigenstates& states, const RealVector& equilibrium);

}  // namespace qalor
