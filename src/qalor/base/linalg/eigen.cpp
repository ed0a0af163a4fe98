// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/linalg.hpp"

#include <Eigen/Eigenvalues>

#include "qalor/base/error.hpp"

namespace qalor {
namespace {

template <class Solver>
void require_success(const Solver& solver) {
  if (solver.info() != Eigen::Success) throw Error("eigenvalue iteration did not converge: is the matrix finite?");
}

}  // namespace

HermitianEigen hermitian_eigen(const Matrix& a) {
  const Eigen::SelfAdjointEigenSolver<Matrix> solver(a);
  require_success(solver);
  return {solver.eigenvalues(), solver.eigenvectors()};
}

RealVector hermitian_eigenvalues(const Matrix& a) {
  const Eigen::SelfAdjointEigenSolver<Matrix> solver(a, Eigen::EigenvaluesOnly);
  require_success(solver);
  return solver.eigenvalues();
}

SymmetricEigen symmetric_eigen(const RealMatrix& a) {
  const Eigen::SelfAdjointEigenSolver<RealMatrix> solver(a);
  require_success(solver);
  return {solver.eigenvalues(), solver.eigenvectors()};
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
