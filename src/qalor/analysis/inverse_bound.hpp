#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>
#include <vector>

#include "qalor/dynamics/lindblad.hpp"

namespace qalor {

/// The steady state's own geometry, <X, Y> = tr X^dagger rho^(1/2) Y rho^(1/2), in which the generator is symmetrised.
/// On the whole operator space. Valid: rho of full rank.
class SymmetrisedMotion {
 public:
  /// Nothing when the smallest population of rho, in its eigenbasis, is below 1e-12: it counts as without full rank.
  static std::optional<SymmetrisedMotion> of(const Lindblad& flow, const Matrix& rho);

  /// The gap of -(K + K^dagger)/2, K = G^(-1/2) L G^(1/2), G X = rho^(1/2) X rho^(1/2) [rate]: how fast the motion
  /// contracts in this geometry at least. Its zero, rho^(1/2), is left out.
  Real gap() const { return gap_; }

  /// The largest variance per unit time that a count of these weights can have, sum w_k^2 a_k + 2 |A| |B|/gap, with
  /// A = sum w_k L_k^dagger L_k - J and B = rho^(-1/2) (sum w_k L_k rho L_k^dagger) rho^(-1/2) - J. Needs gap() > 0.
  /// Source: T. Van Vu, arXiv:2411.19546 (inverse bounds); derived from |exp(L t)| <= exp(-gap t) off the zero.
  Real largest_variance(const Lindblad& flow, const std::vector<Real>& weights) const;

 private:
  SymmetrisedMotion(const Lindblad& flow, const Matrix& rho, const RealVector& values, const Matrix& vectors);
  Real length(const Matrix& x) const;

  Matrix rho_, root_, inverse_root_;
  Real gap_ = 0;
};

}  // namespace qalor
