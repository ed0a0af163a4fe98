#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <Eigen/Core>
#include <Eigen/SparseCore>
#include <complex>
#include <cstddef>
#include <limits>
#include <memory>
#include <vector>

namespace qalor {

using Real = double;
using Complex = std::complex<double>;
using Matrix = Eigen::MatrixXcd;     ///< dense, complex, column-major
using RealMatrix = Eigen::MatrixXd;  ///< dense, real, column-major
using Vector = Eigen::VectorXcd;
using RealVector = Eigen::VectorXd;
using SparseMatrix = Eigen::SparseMatrix<Complex, Eigen::RowMajor>;

inline constexpr Complex i_unit{0, 1};
inline constexpr Real undefined = std::numeric_limits<Real>::quiet_NaN();  ///< has no value; answers write null

/// A position, as Eigen counts.
constexpr Eigen::Index index(std::size_t i) { return static_cast<Eigen::Index>(i); }

/// Eigenvalues in ascending order and orthonormal eigenvectors in the columns.
struct HermitianEigen {
  RealVector values;
  Matrix vectors;
};

/// Spectral decomposition of a Hermitian matrix; only its lower triangle is read.
/// Throws Error when the iteration does not converge (NaN or infinity in the matrix).
HermitianEigen hermitian_eigen(const Matrix& a);

/// The same of a real symmetric matrix.
struct SymmetricEigen {
  RealVector values;
  RealMatrix vectors;
};

/// Spectral decomposition of a real symmetric matrix, in real arithmetic; only its lower triangle is read. A
/// tridiagonal matrix is recognised and not reduced again. By LAPACK's divide and conquer where it is large: then the
/// memory is that of two more matrices. Throws as hermitian_eigen.
SymmetricEigen symmetric_eigen(RealMatrix a);

/// Eigenvalues of a Hermitian matrix in ascending order; only its lower triangle is read. Throws as hermitian_eigen.
RealVector hermitian_eigenvalues(const Matrix& a);

/// Eigenvalues of a general real matrix, in no particular order. Throws Error when the iteration does not converge.
Vector eigenvalues(const RealMatrix& a);

/// Eigenvalues of a general complex matrix, in no particular order. Throws as `eigenvalues`.
Vector eigenvalues(const Matrix& a);

/// exp(a) of a real square matrix, by scaling and squaring with a Pade approximant.
/// Source: N. J. Higham, SIAM J. Matrix Anal. Appl. 26, 1179 (2005), doi:10.1137/04061101X.
RealMatrix matrix_exponential(const RealMatrix& a);

/// exp(-i t H) of a Hermitian matrix.
Matrix unitary(const Matrix& hamiltonian, Real t);

/// Products of real matrices, by BLAS where they are large: a b, a b^T and a^T b. One thread, whatever the number of
/// processors.
RealMatrix multiply(const Eigen::Ref<const RealMatrix>& a, const Eigen::Ref<const RealMatrix>& b);
RealMatrix multiply_transposed(const Eigen::Ref<const RealMatrix>& a, const Eigen::Ref<const RealMatrix>& b);
RealMatrix transposed_multiply(const Eigen::Ref<const RealMatrix>& a, const Eigen::Ref<const RealMatrix>& b);

/// Kronecker product a (x) b.
Matrix kronecker(const Matrix& a, const Matrix& b);

/// The inverse of a small complex matrix, by LU with partial pivoting.
Matrix inverse(const Matrix& a);

/// ln det of a complex square matrix by LU: the phase is that of the product of the pivots, each within (-pi, pi].
/// A singular matrix has real part -infinity.
Complex log_determinant(const Matrix& a);

/// LU factors of a real square matrix, with partial pivoting, for any number of right-hand sides.
class RealLu {
 public:
  explicit RealLu(const RealMatrix& a);
  ~RealLu();
  RealLu(RealLu&&) noexcept;
  RealLu& operator=(RealLu&&) noexcept;

  RealVector solve(const RealVector& b) const;
  /// Solves the system with the transposed matrix.
  RealVector solve_transposed(const RealVector& b) const;
  /// Estimate of 1/(|A| |A^-1|) in the 1-norm; 0 for a singular matrix.
  Real reciprocal_condition() const;

 private:
  struct Factors;
  std::unique_ptr<Factors> factors_;
};

/// LU factors of a sparse real square matrix, given by its entries (equal places add up), with partial pivoting and an
/// ordering that keeps them sparse. Throws Error when the matrix is singular.
class SparseLu {
 public:
  SparseLu(const std::vector<Eigen::Triplet<Real>>& entries, Eigen::Index size);
  ~SparseLu();
  SparseLu(SparseLu&&) noexcept;
  SparseLu& operator=(SparseLu&&) noexcept;

  RealVector solve(const RealVector& b) const;

 private:
  struct Factors;
  std::unique_ptr<Factors> factors_;
};

}  // namespace qalor
