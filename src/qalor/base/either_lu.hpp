#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <memory>
#include <vector>

#include "qalor/base/linalg.hpp"

namespace qalor {

/// From which size on, and up to which fraction of entries that are not zero, a matrix is factored as a sparse one.
struct Sparsity {
  Eigen::Index from_size = 700;
  Real most_filled = 0.05;

  bool holds(Eigen::Index size, Eigen::Index entries) const {
    return size >= from_size &&
           static_cast<Real>(entries) <= most_filled * static_cast<Real>(size) * static_cast<Real>(size);
  }
};

/// LU factors of a real square matrix given by its entries (equal places add up), for any number of right-hand sides:
/// dense where it is small or full, sparse where it is large and has few entries. Throws Error when a sparse one is
/// singular.
class EitherLu {
 public:
  EitherLu(const std::vector<Eigen::Triplet<Real>>& entries, Eigen::Index size, const Sparsity& sparsity = {});
  ~EitherLu();
  EitherLu(EitherLu&&) noexcept;
  EitherLu& operator=(EitherLu&&) noexcept;

  bool is_sparse() const;
  RealVector solve(const RealVector& b) const;
  /// Solves the system with the transposed matrix.
  RealVector solve_transposed(const RealVector& b) const;
  /// Estimate of 1/(|A| |A^-1|) in the 1-norm; 0 for a singular matrix. Of sparse factors by a handful of solves, from
  /// above. Source: N. J. Higham, ACM Trans. Math. Softw. 14, 381 (1988), doi:10.1145/50063.214386.
  Real reciprocal_condition() const;

 private:
  struct Factors;
  std::unique_ptr<Factors> factors_;
};

}  // namespace qalor
