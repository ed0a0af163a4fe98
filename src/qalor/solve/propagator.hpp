#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <map>
#include <vector>

#include "qalor/base/linalg.hpp"

namespace qalor {

/// The motion dx/dt = A x of real vectors, x -> exp(t A) x. Small matrices by a dense exponential, one for each length
/// of a step that occurs; large ones by the action of the exponential on x, a Taylor series in steps of norm one.
/// Cost of a large one: some 20 t |A|_1 products. Source of the series: A. H. Al-Mohy, N. J. Higham, SIAM J. Sci.
/// Comput. 33, 488 (2011), doi:10.1137/100788860.
class Propagator {
 public:
  Propagator(const std::vector<Eigen::Triplet<Real>>& entries, Eigen::Index size);

  Eigen::Index size() const { return matrix_.rows(); }
  /// exp(t A) x, t >= 0. Throws ConvergenceError when a large system would take more than 10^8 products.
  RealVector step(const RealVector& x, Real t);
  /// A x.
  RealVector derivative(const RealVector& x) const { return matrix_ * x; }

 private:
  RealVector action(RealVector x, Real t) const;

  Eigen::SparseMatrix<Real, Eigen::RowMajor> matrix_;
  Real norm_ = 0;                            // largest column sum of magnitudes
  std::map<Real, RealMatrix> exponentials_;  // equal steps share one
};

}  // namespace qalor
