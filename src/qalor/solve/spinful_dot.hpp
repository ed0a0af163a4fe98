#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/machine/spinful_dot.hpp"

namespace qalor {

/// Steady populations and currents of a SpinfulDot. Into the dot is positive.
template <class T>
struct SpinfulDotCurrents {
  std::array<T, 4> populations;  ///< of empty, up, down, both
  T particle_current_L;          ///< J_N^L [rate]
  T heat_current_L;              ///< J_E^L - mu_L J_N^L [energy^2]
};

/// By the sum over the cycles of the four states, each with the sign of its affinity: relative accuracy as of
/// steady_state(ThreeTerminal). All numbers finite, temperatures > 0, rates >= 0, the four states connected; else NaN.
SpinfulDotCurrents<double> currents(const SpinfulDot<double>& dot);

}  // namespace qalor
