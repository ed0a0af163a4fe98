#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/dynamics/rates.hpp"
#include "qalor/solve/solution.hpp"

namespace qalor {

/// How many states the elimination takes; beyond, a sparse LU is used, whose small populations are only accurate
/// relative to the large ones.
constexpr std::size_t most_eliminated = 1024;

/// The steady state of a rate equation, W p = 0 with sum one. Up to 1024 states by elimination without subtractions,
/// accurate to relative precision for populations of any size (p ~ 1e-130). Certificate: residual = largest |W p|;
/// uniqueness. Throws ConvergenceError when states are cut off from each other.
/// Source: W. K. Grassmann, M. I. Taksar and D. P. Heyman, Oper. Res. 33, 1107 (1985), doi:10.1287/opre.33.5.1107.
Solution<RealVector> steady_state(const RateFlow& flow);

/// The groups of states that edges of any rate link, each ascending; one group where the steady state is unique.
std::vector<std::vector<std::size_t>> linked_groups(const RateFlow& flow);

/// Elimination of states from a rate matrix whose off-diagonal elements rate(to, from) are >= 0; the diagonal is not
/// read. States are eliminated in order of decreasing outflow until none of the rest can be left.
class Elimination {
 public:
  /// `kept` states, in the order given, are never eliminated.
  Elimination(RealMatrix rates, const std::vector<std::size_t>& kept = {});

  /// States in the order of elimination.
  const std::vector<Eigen::Index>& order() const { return order_; }
  /// The states that remain.
  const std::vector<Eigen::Index>& rest() const { return rest_; }
  /// Sum of the logarithms of the pivots: ln det(-W) with the remaining states deleted.
  Real log_determinant() const { return log_determinant_; }
  /// The stationary vector, from 1 on the single remaining state; not normalised.
  RealVector stationary() const;

 private:
  void eliminate(Eigen::Index k, Eigen::Index from, Real pivot, RealVector& outflow);

  RealMatrix rates_;
  std::vector<Eigen::Index> order_;
  std::vector<Eigen::Index> rest_;
  std::vector<Real> pivots_;
  Real log_determinant_ = 0;
};

/// The rates as a matrix: element (to, from), parallel edges added, diagonal zero [rate].
RealMatrix rate_matrix(const RateFlow& flow);

}  // namespace qalor
