#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <memory>
#include <string>

#include "qalor/base/memo.hpp"
#include "qalor/catalog/finite_exchange.hpp"

namespace qalor::exchange {

/// Whether the statistics need the propagator, or only its sums.
bool needs_propagator(const ExchangeQuestion& question);

/// The motion of free particles, shared by the points of a sweep that differ in temperatures and potentials only: one
/// diagonalisation for each pair of bodies and contact, one propagator for each duration beside.
class FreeMotions {
 public:
  /// Without a memo everything is computed afresh.
  FreeMotions(const Setup& setup, Memo* memo);

  /// Its own state is that of whichever point came first: ask for statistics with a state.
  const QuadraticExchange& exchange() const { return *exchange_; }
  std::shared_ptr<const QuadraticExchange::Motion> motion(Real tau) const;
  std::shared_ptr<const MotionSums> sums(Real tau) const;
  std::shared_ptr<const RealMatrix> average_gain() const;

 private:
  template <class T, class Make>
  std::shared_ptr<const T> shared(const std::string& key, std::size_t numbers, Make make) const;

  Memo* memo_;
  std::string key_;  ///< of bodies, contact and switching
  std::shared_ptr<const QuadraticExchange> exchange_;
};

}  // namespace qalor::exchange
