// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/linalg.hpp"

namespace qalor {

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

}  // namespace qalor
