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

/// What a propagator leaves once the state is forgotten: enough for means, response, work and rates of any state.
struct MotionSums {
  RealMatrix gain;               ///< sum_k d_a(k) P_kl - d_a(l): charge that a particle of mode l gains, 4 x modes
  RealVector work;               ///< work of the contact on a particle of mode l, from <V> alone [energy]
  RealMatrix flow;               ///< rate of the gain at the end, from V; 0 with ramps
  Real unitarity;                ///< largest |row or column sum of P - 1|
  std::optional<Real> reversal;  ///< largest |P_kl - P_lk|, where H is real
};

/// Exchange of free particles by one-body algebra: everything follows from u = exp(-i h tau) in the modes of the
/// uncoupled bodies, with P_kl = |u_kl|^2. Cost: O(L^3) once and for each duration; O(L) for means, response and work
/// of another state at the same duration. Memory: one matrix of L x L, and three more while a duration is computed.
/// Source: K. Schoenhammer, arXiv:cond-mat/0701620, for the determinant. Valid: no interaction, both statistics.
class QuadraticExchange {
 public:
  /// The bodies' temperatures and potentials in `machine` give the state; see `state_of` for others.
  QuadraticExchange(const Bipartite& machine, Switching switching);

  /// The motion of a duration: independent of temperatures and potentials.
  struct Motion {
    Split propagator;
    MotionSums sums;
  };
  Motion motion(Real tau) const;
  ModeState state_of(const Bipartite& machine) const;
  const ModeState& state() const { return state_; }

  ExchangeStatistics statistics(const Motion& motion, const ExchangeQuestion& question) const {
    return statistics(motion, question, state_);
  }
  ExchangeStatistics statistics(const Motion& motion, const ExchangeQuestion& question, const ModeState& state) const;
  /// Means, response, work and rates alone, in O(L).
  ExchangeStatistics statistics(const MotionSums& sums, const ModeState& state) const;
  /// Means and response alone.
  ExchangeStatistics means(const RealMatrix& gain, const ModeState& state) const;
  /// The gain averaged over all times; sudden contact.
  RealMatrix average_gain() const;
  ExchangeStatistics average() const { return means(average_gain(), state_); }

  /// Energies of the modes of A, then of B.
  const RealVector& energies() const { return joined_->levels().energies; }
  Eigen::Index size() const { return energies().size(); }
  Real step_error() const { return ramped_ ? ramped_->error() : 0; }

 private:
  MotionSums sums_of(const Split& u, Real tau) const;
  ChargeMatrix covariance(const Split& u, const ModeState& state) const;
  Complex characteristic(const Matrix& u, const Charges& chi, const ModeState& state) const;
  RealVector number_law(const Matrix& u, Eigen::Index range, const ModeState& state) const;
  std::optional<Real> integral_fluctuation(const Matrix& u, const ModeState& state) const;

  Eigen::Index sites_a_;
  Real eta_;
  Real copies_;  ///< of the modes: two with spin
  std::unique_ptr<Joined> joined_;
  RealMatrix charges_;  ///< d_a(k), one row for each mode
  std::unique_ptr<Ramped> ramped_;
  ModeState state_;
};

}  // namespace qalor
