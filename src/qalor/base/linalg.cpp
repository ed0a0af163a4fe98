// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/linalg.hpp"

#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <unsupported/Eigen/MatrixFunctions>

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

RealMatrix matrix_exponential(const RealMatrix& a) { return a.exp(); }

Matrix unitary(const Matrix& hamiltonian, Real t) {
  const auto [energies, vectors] = hermitian_eigen(hamiltonian);
  const Vector phases = (Complex(0, -t) * energies.cast<Complex>()).array().exp();
  return vectors * phases.asDiagonal() * vectors.adjoint();
}

Matrix kronecker(const Matrix& a, const Matrix& b) {
  Matrix out(a.rows() * b.rows(), a.cols() * b.cols());
  for (Eigen::Index i = 0; i < a.rows(); ++i)
    for (Eigen::Index j = 0; j < a.cols(); ++j) out.block(i * b.rows(), j * b.cols(), b.rows(), b.cols()) = a(i, j) * b;
  return out;
}

Matrix inverse(const Matrix& a) { return a.partialPivLu().inverse(); }

struct RealLu::Factors {
  Eigen::PartialPivLU<RealMatrix> lu;
};

RealLu::RealLu(const RealMatrix& a) : factors_(std::make_unique<Factors>(Factors{Eigen::PartialPivLU<RealMatrix>(a)})) {}
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
