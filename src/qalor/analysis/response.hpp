#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/solve/rates_counting.hpp"

namespace qalor {

/// Onsager coefficients L_ab = dJ_a/dF_b at equilibrium by two routes: J_a counts charge a, and force F_b changes the
/// exponent beta (energy - mu particles) of every edge by minus its charge b. L is symmetric and not negative.
struct Response {
  RealMatrix analytic;      ///< from the derivatives of the rates
  RealMatrix fluctuation;   ///< half the covariance of the charges in equilibrium
  Certificate certificate;  ///< asymmetry, route_difference; residual = largest current, 0 in equilibrium
};

/// dJ_a/dF of currents in any steady state, by a force that changes the exponent of every edge by minus `push`.
/// Throws as steady_state.
RealVector current_response(const RateFlow& flow, const std::vector<Charge>& currents, const Charge& push);

/// Throws as steady_state. The flow must be in equilibrium: all baths at one temperature and one potential.
Response linear_response(const RateFlow& flow, const std::vector<Charge>& charges);

}  // namespace qalor
