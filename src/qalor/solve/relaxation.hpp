#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/dynamics/rates.hpp"

namespace qalor {

/// Populations and how far they are from equilibrium. The three hold the same information, each to relative precision
/// where it matters: delta near equilibrium, ln(p/pi) for populations of any size.
struct Populations {
  RealVector p;          ///< sum 1
  RealVector delta;      ///< p - pi, sum 0
  RealVector log_ratio;  ///< ln(p/pi); minus infinity where p is 0
};

/// The relaxation of a rate equation with one bath, by its decay modes: with R = diag(sqrt pi), K = R^-1 W R is
/// symmetric, K u = -lambda u, and delta_i(t) = sum_k c_k u_i sqrt(pi_i) exp(-lambda_k t).
/// Valid: detailed balance W+ exp(-beta E_from) = W- exp(-beta E_to) on every edge, one connected graph.
class Relaxation {
 public:
  /// Throws Error when the eigenvalue iteration does not converge.
  explicit Relaxation(RateFlow flow);

  const RateFlow& flow() const { return flow_; }
  Real beta() const { return flow_.baths()[0].beta; }
  /// The Gibbs state of the bath.
  const RealVector& equilibrium() const { return equilibrium_; }
  /// Decay rates, ascending; the first is 0. Rayleigh quotients in squares, so that slow ones keep their digits [rate].
  const RealVector& rates() const { return rates_; }
  /// Columns u^(k), orthonormal; the first is sqrt(pi).
  const RealMatrix& modes() const { return modes_; }
  /// Largest |K u + lambda u| over the modes, relative to the fastest rate.
  Real residual() const { return residual_; }
  /// Rate at which a level is left [rate].
  const RealVector& exit_rates() const { return exit_rates_; }
  Real fastest() const { return exit_rates_.maxCoeff(); }

  /// The Gibbs state at the inverse temperature beta + shift; delta is exact also for tiny shifts.
  Populations thermal(Real shift) const;
  Populations populations(const RealVector& p) const;
  /// c_k = sum_i u_i delta_i/sqrt(pi_i); the first is 0.
  RealVector overlaps(const RealVector& delta) const;
  RealVector deviation(const RealVector& overlaps, Real t) const;

  /// exp(W t) p as a sum of non-negative terms (uniformization): every population to relative precision, at any size.
  /// Source: A. Jensen, Scand. Actuar. J. 1953, 87, doi:10.1080/03461238.1953.10419459.
  RealVector propagate(const RealVector& p, Real t) const;
  /// exp(W t), the same for all columns at once, by squaring.
  RealMatrix propagator(Real t) const;

 private:
  void decompose();
  RealVector uniformized(const RealVector& p, Real t) const;

  RateFlow flow_;
  RealVector equilibrium_;
  RealVector exit_rates_;
  RealVector rates_;
  RealMatrix modes_;
  Real residual_ = 0;
};

/// The way of populations from one start.
class RelaxationPath {
 public:
  RelaxationPath(const Relaxation& relaxation, Populations start);

  const Relaxation& relaxation() const { return *relaxation_; }
  const Populations& start() const { return start_; }
  Populations at(Real t) const;
  /// p(t) by uniformization against pi + delta(t) by modes: largest difference, two independent routes to one state.
  Real disagreement(Real t) const;

 private:
  void find_handover();

  const Relaxation* relaxation_;
  Populations start_;
  Real handover_ = 0;    ///< time from which the modes carry delta
  RealVector overlaps_;  ///< at that time
};

}  // namespace qalor
