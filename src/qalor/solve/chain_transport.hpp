#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>
#include <vector>

#include "qalor/base/linalg.hpp"
#include "qalor/bath/bath.hpp"

namespace qalor {

/// A half-infinite tight-binding chain in equilibrium.
struct BodyChain {
  Real level;               ///< of every site [energy]
  Real hopping;             ///< [energy]
  Real beta;                ///< [1/energy]
  Real chemical_potential;  ///< [energy]
};

/// Two chains joined end to end, for ever: what finite chains do until the far end is heard.
struct JoinedChains {
  BodyChain a;
  BodyChain b;
  Real contact;  ///< hopping between the ends [energy]
  Statistics statistics = Statistics::fermion;
};

/// Probability to pass at energy E [1]; zero outside the common band.
/// T = 4 J_c^2 Im F_A Im F_B / |1 - J_c^2 F_A F_B|^2 with the surface functions F of the chains.
Real transmission(const JoinedChains& chains, Real energy);

/// Whether both chains have occupations in the common band: of bosons the potentials must lie below it.
bool has_occupations(const JoinedChains& chains);

/// What is carried from A to B per unit time, by Landauer's formula.
struct ChainRates {
  Real energy;     ///< [energy^2]
  Real particles;  ///< [rate]
};
ChainRates chain_rates(const JoinedChains& chains);

/// dL/dtau of (J_E, J_N) by (X_E, X_N), chains of equal beta and mu: integral of T g E^(..) dE/2pi.
RealMatrix chain_transport_rate(const JoinedChains& chains);

/// d ln G/dtau at the counting field z(E) = chi_energy E + chi_particles of what is carried from A to B.
/// Source: L. S. Levitov and G. B. Lesovik, JETP Lett. 58, 230 (1993).
Complex chain_counting_rate(const JoinedChains& chains, Real chi_energy, Real chi_particles);

/// A uniform chain cut in two, of equal beta and mu, which the contact mends.
struct UniformChain {
  BodyChain whole;
  Eigen::Index sites_a;
  Eigen::Index sites_b;
  Statistics statistics = Statistics::fermion;
};
/// What mending costs after a long time, before the ends are heard [energy]: (2J/pi) int_0^pi cos k n(e_k) dk.
Real mending_work(const UniformChain& chain);
/// L of (J_E, J_N) when particles run like billiard balls between the ends, for tau of the order of the lengths.
RealMatrix billiard_transport(const UniformChain& chain, Real tau);

}  // namespace qalor
