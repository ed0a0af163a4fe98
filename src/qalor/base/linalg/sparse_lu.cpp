// SPDX-License-Identifier: BSD-3-Clause
#include <Eigen/OrderingMethods>
#include <Eigen/SparseLU>

#include "qalor/base/error.hpp"
#include "qalor/base/linalg.hpp"

namespace qalor {

struct SparseLu::Factors {
  Eigen::SparseLU<Eigen::SparseMatrix<Real>, Eigen::COLAMDOrdering<int>> lu;
};

SparseLu::SparseLu(const std::vector<Eigen::Triplet<Real>>& entries, Eigen::Index size)
    : factors_(std::make_unique<Factors>()) {
  Eigen::SparseMatrix<Real> a(size, size);
  a.setFromTriplets(entries.begin(), entries.end());
  factors_->lu.compute(a);
  if (factors_->lu.info() != Eigen::Success) throw Error("the sparse matrix is singular");
}
SparseLu::~SparseLu() = default;
SparseLu::SparseLu(SparseLu&&) noexcept = default;
SparseLu& SparseLu::operator=(SparseLu&&) noexcept = default;

RealVector SparseLu::solve(const RealVector& b) const { return factors_->lu.solve(b); }

}  // namespace qalor
