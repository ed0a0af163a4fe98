#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cmath>
#include <string>
#include <vector>

#include "qalor/dynamics/flow.hpp"

namespace qalor {

/// What one bath gives to the system per unit time.
struct BathEntry {
  std::string name;
  Real energy = 0;        ///< [energy^2]
  Real particles = 0;     ///< [rate]
  Real heat = 0;          ///< energy - mu x particles [energy^2]
  Real entropy_flow = 0;  ///< beta x heat [rate]
  Real gross_energy = 0;  ///< the same energy without signs: the scale of its rounding error
};

/// The books of a flow in one state. Into the system is positive; hbar = k_B = 1, entropy in nats.
struct Ledger {
  std::vector<BathEntry> baths;
  Real power = 0;               ///< work done on the system [energy^2]
  Real energy_rate = 0;         ///< d<H>/dt by the second route, the whole generator [energy^2]
  Real entropy_rate = 0;        ///< dS/dt [rate]
  Real entropy_production = 0;  ///< dS/dt - sum of beta x heat [rate]

  /// sum of energies + power - d<H>/dt: 0 when the books are complete [energy^2].
  Real first_law_residual() const {
    Real sum = power - energy_rate;
    for (const BathEntry& bath : baths) sum += bath.energy;
    return sum;
  }
  /// How negative the entropy production may be by rounding alone: 1e-12 of the sum of |beta x heat|, and 1e-14 of the
  /// gross flows that cancel in the heats.
  Real second_law_margin() const {
    Real sum = 0;
    for (const BathEntry& bath : baths) sum += 1e-12 * std::abs(bath.entropy_flow) + 1e-14 * gross_entropy_flow(bath);
    return sum;
  }
  bool second_law_holds() const { return entropy_production >= -second_law_margin(); }

 private:
  static Real gross_entropy_flow(const BathEntry& bath) {
    return bath.heat == 0 ? 0 : std::abs(bath.entropy_flow / bath.heat) * bath.gross_energy;
  }
};

/// Reads the books of a flow in a state whose entropy changes at `entropy_rate` [rate]: 0 in a steady state.
template <Flow G>
Ledger balance(const G& flow, const typename G::State& state, Real entropy_rate = 0) {
  Ledger out;
  out.entropy_rate = out.entropy_production = entropy_rate;
  for (std::size_t x = 0; x < flow.baths().size(); ++x) {
    const Bath& bath = flow.baths()[x];
    const Exchange gained = flow.exchange(state, x);
    const Real heat = gained.energy - bath.chemical_potential * gained.particles;
    out.baths.push_back(
        {bath.name, gained.energy, gained.particles, heat, bath.beta * heat, flow.gross_energy(state, x)});
    out.entropy_production -= bath.beta * heat;
  }
  out.power = flow.power(state);
  out.energy_rate = flow.energy_rate(state);
  return out;
}

}  // namespace qalor
