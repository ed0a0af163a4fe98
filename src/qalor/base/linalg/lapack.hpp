#pragma once
// SPDX-License-Identifier: BSD-3-Clause

namespace qalor {

/// The routines of OpenBLAS that qalor calls, of real matrices only: in 0.3.21, which Debian 12 has, the complex
/// matrix-vector product reads past its argument (OpenBLAS issues 4013 and 5000), and with it zheevd and zgeev.
///
/// The library is loaded at the first large matrix and not at the start of the program: its threads spin when they are
/// created, for 35 ms of processor time, and small problems never need it. It is told to keep to one thread, so that
/// points of a sweep can call it at once and their bits do not depend on how many do. The flavour of Debian without
/// threads would not do: its buffers are not locked.
struct Lapack {
  using Integer = int;
  /// C = alpha op(A) op(B) + beta C.
  void (*dgemm)(const char* op_a, const char* op_b, const Integer* m, const Integer* n, const Integer* k,
                const double* alpha, const double* a, const Integer* lda, const double* b, const Integer* ldb,
                const double* beta, double* c, const Integer* ldc);
  /// Eigenvectors of a symmetric matrix replace it; divide and conquer.
  void (*dsyevd)(const char* job, const char* triangle, const Integer* n, double* a, const Integer* lda, double* values,
                 double* work, const Integer* lwork, Integer* iwork, const Integer* liwork, Integer* info);
  /// The same of a symmetric tridiagonal matrix.
  void (*dstevd)(const char* job, const Integer* n, double* diagonal, double* beside, double* vectors,
                 const Integer* ldz, double* work, const Integer* lwork, Integer* iwork, const Integer* liwork,
                 Integer* info);
};

/// Throws EnvironmentError where the library that the build found is not there any more.
const Lapack& lapack();

/// Rows above which a matrix goes to LAPACK; below, Eigen is as fast.
constexpr int large_matrix = 64;

}  // namespace qalor
