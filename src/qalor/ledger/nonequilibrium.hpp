#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/hilbert/entropy.hpp"

/// Thermodynamics of a state that is far from equilibrium, from the state, its rate of change and an energy K, whatever
/// produced them. Into the system is positive; hbar = k_B = 1, entropies in nats.
///
/// Read from the literature: energy entropy (arXiv:0806.2862), coherence (arXiv:1707.08946), the split of the entropy
/// rate into a flux by heat and a production by loss of coherence (abstract of arXiv:2602.09074), entropy production
/// against baths (arXiv:0908.1125), Spohn's rate. Reconstructions of ours, which may differ from the source in detail:
/// heat as tr[(K - mu N) drho], temperature as heat rate over energy-entropy rate, free energy U - T S.
namespace qalor {

/// Entropies of a state and their rates.
struct EntropyBooks {
  Real energy_entropy = 0;       ///< of the energy populations [nats]
  Real entropy = 0;              ///< von Neumann [nats]
  Real energy_entropy_rate = 0;  ///< [rate]; also the entropy flux by heat
  Real entropy_rate = 0;         ///< [rate]; +infinity when weight enters a level that is empty
  Real gross_rate = 0;           ///< sum of |dp ln p|: the scale below which energy_entropy_rate is rounding

  Real coherence() const { return energy_entropy - entropy; }
  /// Phi_C = -dC/dt: entropy produced by losing coherence [rate]. It may be negative where the motion is not divisible
  /// into steps that keep the energy basis; that is no violation of the second law.
  Real from_coherence() const { return entropy_rate - energy_entropy_rate; }
};

/// -sum p ln p and its rate.
struct EntropyRate {
  Real entropy = 0, rate = 0, gross = 0;
};
EntropyRate population_entropy(const RealVector& p, const RealVector& dp);
/// The same of a Hermitian matrix: of its eigenvalues, with <k|drho|k> for their rates.
EntropyRate matrix_entropy(const Matrix& rho, const Matrix& drho);

/// In the eigenbasis of an energy with these levels (which do not rotate); degenerate levels keep their coherences.
EntropyBooks entropy_books(const Matrix& rho, const Matrix& drho, const Levels& levels);

/// Of a two-level system: excited population p, modulus of the coherence c, and their rates. Closed form.
EntropyBooks two_level_books(Real p, Real dp, Real c, Real dc);

/// T = dQ/dS of the energy entropy [energy]; NaN where it has a pole or is 0/0: gross_rate above 1e9 of the rate, or
/// all rates zero.
Real dynamical_temperature(Real heat_rate, const EntropyBooks& books);
/// (omega - mu)/ln((1-p)/p) of a two-level system, regular at turning points; NaN at p = 0, 1/2, 1.
Real two_level_temperature(Real frequency, Real mu, Real p);

/// U, Q, W and F along a trajectory: dU = dQ + dW + mu dn.
struct EnergyBooks {
  Real energy, heat, work, chemical_work, free_energy;
};
EnergyBooks energy_books(Real energy, Real energy_at_start, Real heat, Real mu, Real gained_particles, Real temperature,
                         Real energy_entropy);

/// -tr[drho (ln rho - ln stationary)] >= 0 for Lindblad motion towards `stationary` [rate].
Real spohn_rate(const Matrix& rho, const Matrix& drho, const Matrix& stationary);

/// Entropy production against baths, DeltaS + sum of beta (Delta E_B - mu Delta N_B) [nats].
Real production_against_bath(Real entropy_gain, Real beta, Real bath_energy_gain, Real mu, Real bath_particle_gain);

}  // namespace qalor
