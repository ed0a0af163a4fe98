// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/linalg.hpp"

#include <Eigen/Eigenvalues>
#include <cmath>

#include "qalor/base/error.hpp"

namespace qalor {
namespace {

template <class Solver>
void require_success(const Solver& solver) {
  if (solver.info() != Eigen::Success) throw Error("eigenvalue iteration did not converge: is the matrix finite?");
}

bool is_tridiagonal(const RealMatrix& a) {
  for (Eigen::Index j = 0; j + 2 < a.cols(); ++j)
    if (!a.col(j).tail(a.rows() - j - 2).isZero(0)) return false;
  return true;
}

}  // namespace

HermitianEigen hermitian_eigen(const Matrix& a) {
  const Eigen::SelfAdjointEigenSolver<Matrix> solver(a);
  require_success(solver);
  return {solver.eigenvalues(), solver.eigenvectors()};
}

SymmetricEigen symmetric_eigen(const RealMatrix& a) {
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
