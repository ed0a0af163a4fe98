#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>
#include <string>
#include <vector>

#include "qalor/base/record.hpp"
#include "qalor/dynamics/lindblad.hpp"
#include "qalor/dynamics/rates.hpp"
#include "qalor/ledger/nonequilibrium.hpp"

namespace qalor {

/// The nonequilibrium books of one instant of an evolution, whatever produced it; every evolution of the catalog is
/// written down from these, under the same names. Into the system is positive; hbar = k_B = 1.
struct NonequilibriumAccount {
  EntropyBooks entropies;
  Real energy = 0;         ///< U = tr K rho, K the energy reference [energy]
  Real heat_rate = 0;      ///< dQ/dt [energy^2], with dU = dQ + dW + (sum of mu_X dN_X)
  Real heat = 0;           ///< Q since t = 0 [energy]
  Real work = 0;           ///< W since t = 0, by a drive, by noise or by what keeps jumps local [energy]
  Real chemical_work = 0;  ///< sum over baths of mu_X times the particles received [energy]
  Real rounding = 0;       ///< entropy rates below it are rounding of flows that cancel [rate]
  /// By a closed form that is regular at turning points, instead of heat_rate over energy_entropy_rate [energy]; NaN
  /// where it is not defined.
  std::optional<Real> closed_temperature = {};
  std::optional<Real> total_entropy_production = {};  ///< since t = 0; NaN: not defined [nats]
  std::optional<Real> spohn_rate = {};                ///< of Lindblad and rate evolutions; NaN: not defined [rate]

  /// Closed, or dQ/dS_E; NaN at its poles, in stationary states and where no population moves [energy].
  Real temperature() const;
  /// U - T S_E, NaN where T is [energy].
  Real free_energy() const { return energy - temperature() * entropies.energy_entropy; }
};

/// Everything but what is integrated over time, of a Lindblad equation with baths; the reference K is the whole
/// Hamiltonian, with its `levels`. Heat is what the books give as heat, sum over baths of E_X - mu_X N_X; for one bath
/// without noise it is tr[(K - mu N) drho]. spohn_rate = dS/dt - sum of beta_X Q_X, one term for each bath with its own
/// stationary state: valid where the jumps obey detailed balance with definite gains; NaN where a jump has none.
/// Source: Spohn, J. Math. Phys. 19, 1227 (1978); Spohn and Lebowitz, Adv. Chem. Phys. 38, 109 (1978).
NonequilibriumAccount account(const Lindblad& flow, const Levels& levels, const DensityMatrix& rho);

/// (E_1 - E_0)/ln(p_0/p_1) of a system with two levels that only heat moves [energy]; nothing with more levels or one.
std::optional<Real> gap_temperature(const Levels& levels, const DensityMatrix& rho);

/// The account of a rate equation: no coherence, energies of the states.
NonequilibriumAccount account(const RateFlow& flow, const RealVector& p);

/// The ledger's quantities, one array over time each, in this order and with `prefix` before their names: energy,
/// energy_entropy, entropy, coherence, energy_entropy_rate, entropy_rate, entropy_flux, entropy_from_coherence,
/// temperature, free_energy, heat, work, chemical_work, heat_rate, and where there are any total_entropy_production and
/// spohn_rate. NaN stands for what is infinite or not defined. A quantity already in `out` is replaced in its place.
void write_accounts(const std::vector<NonequilibriumAccount>& accounts, const std::string& prefix, Record& out);

}  // namespace qalor
