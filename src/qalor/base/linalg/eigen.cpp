// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/linalg.hpp"

#include <fmt/format.h>

#include <Eigen/Eigenvalues>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include "qalor/base/error.hpp"
#include "qalor/base/linalg/lapack.hpp"

namespace qalor {
namespace {

void require(bool success) {
  if (!success) throw Error("eigenvalue iteration did not converge: is the matrix finite?");
}

template <class Solver>
void require_success(const Solver& solver) {
  require(solver.info() == Eigen::Success);
}

bool is_tridiagonal(const RealMatrix& a) {
  for (Eigen::Index j = 0; j + 2 < a.cols(); ++j)
    if (!a.col(j).tail(a.rows() - j - 2).isZero(0)) return false;
  return true;
}

/// By divide and conquer; LAPACK scales what would over- or underflow.
SymmetricEigen large_eigen(RealMatrix a) {
  const auto n = static_cast<Lapack::Integer>(a.rows());
  for (Eigen::Index j = 0; j < a.cols(); ++j) require(a.col(j).tail(a.rows() - j).allFinite());
  const bool has_chain = is_tridiagonal(a);
  RealVector values(n);
  const std::int64_t size = n;
  const std::int64_t length = has_chain ? 1 + 4 * size + size * size : 1 + 6 * size + 2 * size * size;
  // Dimensions are 32 bits wide in this interface.
  if (length > std::numeric_limits<Lapack::Integer>::max())
    throw Error(fmt::format("a matrix of {} rows is too large for LAPACK with 32-bit integers", n));
  const auto lwork = static_cast<Lapack::Integer>(length);
  const Lapack::Integer liwork = 3 + 5 * n;
  const auto work = std::make_unique_for_overwrite<Real[]>(static_cast<std::size_t>(lwork));
  std::vector<Lapack::Integer> iwork(static_cast<std::size_t>(liwork));
  Lapack::Integer info = 0;
  if (has_chain) {
    values = a.diagonal();
    RealVector beside(n);
    beside.head(n - 1) = a.diagonal(-1);
    lapack().dstevd("V", &n, values.data(), beside.data(), a.data(), &n, work.get(), &lwork, iwork.data(), &liwork,
                    &info);
  } else {
    lapack().dsyevd("V", "L", &n, a.data(), &n, values.data(), work.get(), &lwork, iwork.data(), &liwork, &info);
  }
  require(info == 0);
  return {std::move(values), std::move(a)};
}

}  // namespace

HermitianEigen hermitian_eigen(const Matrix& a) {
  const Eigen::SelfAdjointEigenSolver<Matrix> solver(a);
  require_success(solver);
  return {solver.eigenvalues(), solver.eigenvectors()};
}

SymmetricEigen symmetric_eigen(RealMatrix a) {
  if (a.rows() >= large_matrix) return large_eigen(std::move(a));
  Eigen::SelfAdjointEigenSolver<RealMatrix> solver(a.rows());
  if (a.rows() > 1 && is_tridiagonal(a)) {
    // The solver of a tridiagonal matrix does not scale: entries far from one would over- or underflow its rotations.
    const Real scale = a.cwiseAbs().maxCoeff();
    const Real unit = scale > 0 && std::isfinite(scale) ? scale : 1;
    solver.computeFromTridiagonal(a.diagonal() / unit, a.diagonal(-1) / unit);
    require_success(solver);
    return {unit * solver.eigenvalues(), solver.eigenvectors()};
  }
  solver.compute(a);
  require_success(solver);
  return {solver.eigenvalues(), solver.eigenvectors()};
}

RealVector hermitian_eigenvalues(const Matrix& a) {
  const Eigen::SelfAdjointEigenSolver<Matrix> solver(a, Eigen::EigenvaluesOnly);
  require_success(solver);
  return solver.eigenvalues();
}

Vector eigenvalues(const RealMatrix& a) {
  const Eigen::EigenSolver<RealMatrix> solver(a, /*computeEigenvectors=*/false);
  require_success(solver);
  return solver.eigenvalues();
}

Vector eigenvalues(const Matrix& a) {
  const Eigen::ComplexEigenSolver<Matrix> solver(a, /*computeEigenvectors=*/false);
  require_success(solver);
  return solver.eigenvalues();
}

}  // namespace qalor
