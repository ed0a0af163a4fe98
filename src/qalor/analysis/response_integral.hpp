#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <map>
#include <vector>

#include "qalor/dynamics/counted_flow.hpp"
#include "qalor/solve/packing.hpp"

namespace qalor {

/// The response of a count in [0, t] to the deformation L_k -> (1 + theta l_k(t)/2) L_k with the asymmetries l_k of the
/// state at each time, and the information F in it:
///   dphi/dt = L phi + sum_k l_k D[L_k] rho,   R = integral of sum_k w_k (l_k a_k + tr L_k phi L_k^dagger),
///   F = integral of sum_k l_k^2 a_k.
/// The state is carried by exact exponentials, also to the nodes of adaptive Gauss-Kronrod panels, which integrate the
/// rest: l_k is not linear in the state. Panels double in length where they converge, so that long times and fast
/// rates cost little. Source: T. Van Vu, arXiv:2411.19546.
class ResponseIntegral {
 public:
  /// `flow` and `packing` must outlive this.
  ResponseIntegral(const Lindblad& flow, const Packing& packing, const JumpWeights& weights, const RealVector& rho);

  /// On to the time t, not before the last one. Throws ConvergenceError when the panels become too short.
  void advance(Real t);

  const RealVector& rho() const { return rho_; }
  Real response() const { return response_; }
  Real information() const { return information_; }
  /// How often each jump has happened on average.
  const RealVector& jumps() const { return jumps_; }
  /// Sum of the differences between the two rules on all panels, relative to the integrals.
  Real error() const { return error_; }

 private:
  /// exp(L s), and the integral over s of the count's current: both act on packed states.
  struct Step {
    RealMatrix state;
    RealVector current;
  };
  struct Panel {
    RealVector rho, phi, jumps;
    Real response = 0, information = 0, difference = 0;
  };
  Step step_of(Real s) const;
  const std::vector<Step>& steps(Real h);
  Panel panel(Real h);
  RealVector rates(const RealVector& rho) const;
  RealVector source(const RealVector& rho, const RealVector& asymmetry) const;

  const Lindblad& flow_;
  RealMatrix augmented_;
  RealMatrix decay_;                     // row k: functional of the rate of jump k
  std::vector<RealMatrix> dissipators_;  // D[L_k]
  RealVector weights_;
  std::map<Real, std::vector<Step>> steps_;
  RealVector rho_, phi_, jumps_;
  Real now_ = 0, length_ = 0, response_ = 0, information_ = 0, error_ = 0;
};

}  // namespace qalor
