// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/either_lu.hpp"

#include <Eigen/OrderingMethods>
#include <Eigen/SparseLU>
#include <algorithm>
#include <cmath>
#include <optional>

#include "qalor/base/error.hpp"

namespace qalor {
namespace {

using Triplets = std::vector<Eigen::Triplet<Real>>;
using SparseFactors = Eigen::SparseLU<Eigen::SparseMatrix<Real>, Eigen::COLAMDOrdering<int>>;

RealMatrix added_up(const Triplets& entries, Eigen::Index size) {
  RealMatrix a = RealMatrix::Zero(size, size);
  for (const auto& entry : entries) a(entry.row(), entry.col()) += entry.value();
  return a;
}

Real one_norm(const Eigen::SparseMatrix<Real>& a) {
  Real out = 0;
  for (Eigen::Index column = 0; column < a.cols(); ++column) out = std::max(out, a.col(column).cwiseAbs().sum());
  return out;
}

RealVector signs(const RealVector& x) {
  return x.unaryExpr([](Real value) -> Real { return value < 0 ? -1 : 1; });
}

}  // namespace

struct EitherLu::Factors {
  std::optional<RealLu> dense = {};
  SparseFactors sparse = {};
  Real norm = 0;  // of the sparse one
};

EitherLu::EitherLu(const Triplets& entries, Eigen::Index size, const Sparsity& sparsity)
    : factors_(std::make_unique<Factors>()) {
  if (!sparsity.holds(size, static_cast<Eigen::Index>(entries.size()))) {
    factors_->dense.emplace(added_up(entries, size));
    return;
  }
  Eigen::SparseMatrix<Real> a(size, size);
  a.setFromTriplets(entries.begin(), entries.end());
  factors_->norm = one_norm(a);
  factors_->sparse.compute(a);
  if (factors_->sparse.info() != Eigen::Success) throw Error("the sparse matrix is singular");
}
EitherLu::~EitherLu() = default;
EitherLu::EitherLu(EitherLu&&) noexcept = default;
EitherLu& EitherLu::operator=(EitherLu&&) noexcept = default;

bool EitherLu::is_sparse() const { return !factors_->dense.has_value(); }

RealVector EitherLu::solve(const RealVector& b) const {
  if (factors_->dense) return factors_->dense->solve(b);
  return factors_->sparse.solve(b);
}

RealVector EitherLu::solve_transposed(const RealVector& b) const {
  if (factors_->dense) return factors_->dense->solve_transposed(b);
  return factors_->sparse.transpose().solve(b);
}

/// Climbs from column to column of A^-1 as long as the 1-norm grows; a vector of alternating growing entries catches
/// what cancels in all columns tried.
Real EitherLu::reciprocal_condition() const {
  if (factors_->dense) return factors_->dense->reciprocal_condition();
  const Eigen::Index n = factors_->sparse.rows();
  RealVector x = RealVector::Constant(n, 1 / static_cast<Real>(n));
  Real inverse_norm = 0;
  for (int step = 0; step < 5; ++step) {
    const RealVector y = solve(x);
    const Real grown = y.cwiseAbs().sum();
    if (!std::isfinite(grown)) return 0;
    if (grown <= inverse_norm) break;
    inverse_norm = grown;
    Eigen::Index best = 0;
    solve_transposed(signs(y)).cwiseAbs().maxCoeff(&best);
    x = RealVector::Unit(n, best);
  }
  for (Eigen::Index k = 0; k < n; ++k)
    x(k) = (k % 2 == 0 ? 1 : -1) * (1 + static_cast<Real>(k) / static_cast<Real>(std::max<Eigen::Index>(n - 1, 1)));
  inverse_norm = std::max(inverse_norm, 2 * solve(x).cwiseAbs().sum() / (3 * static_cast<Real>(n)));
  return inverse_norm > 0 ? 1 / (factors_->norm * inverse_norm) : 0;
}

}  // namespace qalor
