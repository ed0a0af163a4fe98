#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <vector>

#include "qalor/dynamics/bosons.hpp"
#include "qalor/dynamics/lindblad.hpp"
#include "qalor/solve/solution.hpp"

namespace qalor {

/// What one jump adds to the counted quantity, one number per jump of the flow; 0 = not counted.
using Weights = std::vector<Real>;

/// Cumulants per unit time of a counted quantity in the steady state, order 1 first.
struct Cumulants {
  std::vector<Real> values;
  Certificate certificate;
};

/// Counts the energy received from a bath. Throws std::invalid_argument when the books assign no gain to a jump.
Weights energy_weights(const Lindblad& flow, std::size_t bath);

/// Counts what a jump of the bath adds to `charge`, -w for [charge, L] = -w L.
/// Throws std::invalid_argument when a jump does not change `charge` by a definite amount.
Weights charge_weights(const Lindblad& flow, const Operator& charge, std::size_t bath);

/// Cumulants up to `order`: those of JointCounting for one count. Certificate: residual = largest residual of its
/// equations. Throws as steady_state.
Cumulants cumulants(const Lindblad& flow, const Weights& weights, int order);

/// Scaled cumulant generating function lambda(chi), the eigenvalue of largest real part of the generator with each
/// counted jump multiplied by exp(chi weight) [rate]; lambda^(n)(0) = c_n.
/// Throws std::overflow_error when exp(chi weight) is not finite.
std::vector<Real> scaled_cumulant_generating_function(const Lindblad& flow, const Weights& weights,
                                                      const std::vector<Real>& chi);

/// Mean and variance per unit time of a quantity that grows by quanta[k] when jump k of the flow puts a quantum into
/// the system and falls by it when it takes one out. Exact, from one- and two-body moments, also where noise makes the
/// state non-Gaussian. Certificate: residual of the linear system.
Cumulants mean_and_variance(const BosonFlow& flow, const std::vector<Real>& quanta);

}  // namespace qalor
