#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <memory>

#include "qalor/exchange/joined.hpp"
#include "qalor/exchange/statistics.hpp"

namespace qalor {

/// Occupations of the modes of the uncoupled bodies.
struct ModeState {
  RealVector exponent;    ///< x = beta (e - mu) = -lambda . d
  RealVector occupation;  ///< n = 1/(e^x - eta)
  RealVector holes;       ///< 1 + eta n
};

/// Exchange of free particles by one-body algebra: everything follows from u = exp(-i h tau) in the modes of the
/// uncoupled bodies. Cost: O(L^3) once and for each duration; O(L^2) for another state at the same duration.
/// Source: K. Schoenhammer, arXiv:cond-mat/0701620, for the determinant. Valid: no interaction, both statistics.
class QuadraticExchange {
 public:
  /// The bodies' temperatures and potentials in `machine` give the state; see `state_of` for others.
  QuadraticExchange(const Bipartite& machine, Switching switching);

  /// The motion of a duration: independent of temperatures and potentials.
  struct Motion {
    Real tau;
    Split propagator;
    RealMatrix transition;  ///< P_kl = |u_kl|^2
  };
  Motion motion(Real tau) const;
  ModeState state_of(const Bipartite& machine) const;
  const ModeState& state() const { return state_; }

  ExchangeStatistics statistics(const Motion& motion, const ExchangeQuestion& question) const;
  /// Means and response alone, in O(L^2).
  ExchangeStatistics means(const RealMatrix& transition, const ModeState& state) const;
  /// Means and response averaged over all times; sudden contact.
  ExchangeStatistics average() const { return means(joined_->average_transition(), state_); }

  /// Energies of the modes of A, then of B.
  const RealVector& energies() const { return joined_->levels().energies; }
  Eigen::Index size() const { return energies().size(); }
  Real step_error() const { return ramped_ ? ramped_->error() : 0; }

 private:
  ChargeMatrix covariance(const Split& u) const;
  Complex characteristic(const Matrix& u, const Charges& chi) const;
  RealVector number_law(const Matrix& u, Eigen::Index range) const;
  std::optional<Real> integral_fluctuation(const Matrix& u) const;
  void add_contact(const Motion& motion, const ExchangeQuestion& question, ExchangeStatistics& out) const;
  Real contact_energy(const Split& u) const;

  Bipartite machine_;
  Switching switching_;
  Eigen::Index sites_a_;
  RealMatrix charges_;  ///< d_a(k), one row for each mode
  Real eta_;
  Real copies_;  ///< of the modes: two with spin
  bool is_real_;
  std::unique_ptr<Joined> joined_;
  std::unique_ptr<Ramped> ramped_;
  ModeState state_;
};

}  // namespace qalor
