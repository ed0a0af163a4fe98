#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/machine/three_terminal.hpp"
#include "qalor/solve/lanes.hpp"

namespace qalor {

/// The steady state of a ThreeTerminal in closed form. Into the dots is positive.
template <class T>
struct ThreeTerminalState {
  std::array<T, 4> populations;     ///< of 00, 10, 01, 11 (n_u n_l)
  std::array<T, 6> edge_flux;       ///< L0, L1, R0, R1, M0, M1 [rate]
  std::array<T, 6> cycle_flux;      ///< LR_0, LR_1, LL, LR, RL, RR [rate]
  std::array<T, 6> cycle_affinity;  ///< of the same cycles [1]
  T particle_current_L;             ///< J_N^L [rate]
  T energy_current_L;               ///< J_E^L [energy^2]
  T energy_current_M;               ///< J_E^M [energy^2]
  T entropy_production;             ///< sum of cycle flux x affinity, every term >= 0 [rate]
  T largest_flux;                   ///< largest one-way edge flux: the scale of rounding [rate]
};

/// From sums of products of rates, without a subtraction, and from affinities formed as differences: relative accuracy
/// down to biases of 1e-12 and populations and currents of 1e-300, also where products of rates underflow. T is double
/// or Lanes. All numbers finite, temperatures > 0, rates >= 0, at least three of the four merged edges present; else
/// the answer is NaN. Source: R. Sánchez and M. Büttiker, arXiv:1008.3528, for the rates; T. L. Hill, Free Energy
/// Transduction in Biology (1977), for the cycle fluxes.
template <class T>
ThreeTerminalState<T> steady_state(const ThreeTerminal<T>& device);

/// One of eight devices or states side by side.
ThreeTerminal<double> lane(const ThreeTerminal<Lanes>& devices, int i);
ThreeTerminalState<double> lane(const ThreeTerminalState<Lanes>& states, int i);

}  // namespace qalor
