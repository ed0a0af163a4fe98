#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstddef>
#include <vector>

#include "qalor/hilbert/operator.hpp"

namespace qalor {

/// A density matrix, checked at the door: Hermitian, of unit trace, without negative eigenvalues.
class DensityMatrix {
 public:
  /// Throws std::invalid_argument, with the offending number, when the matrix is not Hermitian, its trace not 1 or an
  /// eigenvalue below zero by more than `tolerance`.
  DensityMatrix(Space space, Matrix matrix, Real tolerance = 1e-10);
  /// For solvers, which certify trace and positivity instead of refusing: takes the Hermitian part, checks nothing.
  static DensityMatrix unchecked(Space space, const Matrix& matrix);

  const Space& space() const { return space_; }
  const Matrix& matrix() const { return matrix_; }

 private:
  struct Unchecked {};
  DensityMatrix(Unchecked, Space space, Matrix matrix) : space_(std::move(space)), matrix_(std::move(matrix)) {}
  Space space_;
  Matrix matrix_;
};

/// tr(a b) without forming the product.
Complex trace_product(const SparseMatrix& a, const Matrix& b);

/// Expectation value tr(O rho).
Complex expectation(const Operator& op, const DensityMatrix& rho);

/// exp(-beta H)/Z [1], stable for any beta, negative ones included. H must be Hermitian.
DensityMatrix thermal_state(const Operator& hamiltonian, Real beta);

/// Projector on one basis state.
DensityMatrix basis_state(const Space& space, std::size_t index);

/// The state of the factors in `kept` (ascending order of their positions), the others traced out; fermions with the
/// signs of their Jordan-Wigner strings.
DensityMatrix reduced(const DensityMatrix& rho, const std::vector<std::size_t>& kept);

/// a (x) b, factors of a first.
DensityMatrix product(const DensityMatrix& a, const DensityMatrix& b);

/// Diagonal elements: the occupation probabilities of the basis states.
std::vector<double> populations(const DensityMatrix& rho);

}  // namespace qalor
