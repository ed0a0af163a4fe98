#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <span>

#include "qalor/solve/spinful_dot.hpp"
#include "qalor/solve/three_terminal.hpp"

// Dots at many points: structure of arrays, eight points at once. A point's numbers depend on that point alone, not on
// its place in the table or on its neighbours. Nothing is allocated. Throws std::invalid_argument when a column has
// neither one number nor one for each point.
namespace qalor {

/// A number for each point; or one number for all points.
using Column = std::span<const double>;

/// What is asked most of a ThreeTerminal.
template <class T>
struct ThreeTerminalCurrents {
  std::array<T, 4> populations;  ///< of 00, 10, 01, 11 (n_u n_l)
  T particle_current_L;          ///< J_N^L [rate]
  T energy_current_M;            ///< J_E^M [energy^2]
};

/// As many points as the longest of `out`, whose other columns are as long, or empty where they are not wanted.
/// Accurate to rounding of the largest term: populations to 1e-14, currents too unless terms of both signs cancel; near
/// equilibrium no term is a difference of rates.
void currents(const ThreeTerminal<Column>& points, const ThreeTerminalCurrents<std::span<double>>& out);
void currents(const SpinfulDot<Column>& points, const SpinfulDotCurrents<std::span<double>>& out);

/// The whole steady state of each point, as many as `out` has: the numbers of steady_state<Lanes>.
void steady_states(const ThreeTerminal<Column>& points, std::span<ThreeTerminalState<double>> out);

}  // namespace qalor
