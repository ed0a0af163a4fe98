// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/linalg.hpp"

#include <Eigen/LU>

namespace qalor {

Matrix inverse(const Matrix& a) { return a.partialPivLu().inverse(); }

Complex log_determinant(const Matrix& a) {
  if (a.rows() == 0) return 0;
  const Eigen::PartialPivLU<Matrix> lu(a);
  Complex sum = lu.permutationP().determinant() < 0 ? std::log(Complex(-1)) : Complex(0);
  for (Eigen::Index k = 0; k < a.rows(); ++k) sum += std::log(lu.matrixLU()(k, k));
  return sum;
}

struct RealLu::Factors {
  Eigen::PartialPivLU<RealMatrix> lu;
};

RealLu::RealLu(const RealMatrix& a)
    : factors_(std::make_unique<Factors>(Factors{Eigen::PartialPivLU<RealMatrix>(a)})) {}
RealLu::~RealLu() = default;
RealLu::RealLu(RealLu&&) noexcept = default;
RealLu& RealLu::operator=(RealLu&&) noexcept = default;

RealVector RealLu::solve(const RealVector& b) const { return factors_->lu.solve(b); }
RealVector RealLu::solve_transposed(const RealVector& b) const { return factors_->lu.transpose().solve(b); }
Real RealLu::reciprocal_condition() const {
  // The estimator divides by the pivots: with one of them zero or not finite it has nothing to say.
  const auto pivots = factors_->lu.matrixLU().diagonal().cwiseAbs();
  if (!pivots.allFinite() || pivots.minCoeff() == 0) return 0;
  return factors_->lu.rcond();
}

}  // namespace qalor
