#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstddef>
#include <vector>

#include "qalor/base/linalg.hpp"
#include "qalor/hilbert/space.hpp"

namespace qalor {

/// A sparse matrix that knows its space. Products and sums of operators on different spaces throw
/// std::invalid_argument.
class Operator {
 public:
  /// The zero operator.
  explicit Operator(Space space);
  /// Throws std::invalid_argument when the shape is not dimension x dimension or an entry is not finite.
  Operator(Space space, SparseMatrix matrix);
  Operator(Space space, const Matrix& dense);

  const Space& space() const { return space_; }
  const SparseMatrix& matrix() const { return matrix_; }
  Matrix dense() const { return Matrix(matrix_); }
  Operator adjoint() const;

  bool is_zero() const { return matrix_.nonZeros() == 0; }
  bool is_diagonal() const;
  /// Largest |A - A^dagger| element at most `tolerance` times the largest |A| element.
  bool is_hermitian(Real tolerance = 1e-12) const;

  Operator& operator+=(const Operator& other);
  friend Operator operator+(Operator a, const Operator& b) { return a += b; }
  friend Operator operator-(const Operator& a, const Operator& b) { return a + Complex(-1) * b; }
  friend Operator operator*(const Operator& a, const Operator& b);
  friend Operator operator*(Complex scale, const Operator& a);

 private:
  Space space_;
  SparseMatrix matrix_;
};

Operator identity(const Space& space);

/// A matrix on one factor, extended by identities to the whole space. For a fermion factor an operator that changes
/// the parity must be built from `lower` and `raise`, which carry the Jordan-Wigner string.
Operator embed(const Space& space, std::size_t factor, const Matrix& local);

/// Lowering operator of factor k: sigma^- (qubit), |n-1><n| (levels, unit matrix elements), a (boson, sqrt n),
/// c (fermion, with the Jordan-Wigner string (-1)^n over the fermion factors before it).
Operator lower(const Space& space, std::size_t factor);
Operator raise(const Space& space, std::size_t factor);

/// Number of quanta of factor k: its level, 0 .. dimension-1.
Operator number(const Space& space, std::size_t factor);

}  // namespace qalor
