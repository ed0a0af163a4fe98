#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <Eigen/SparseCore>
#include <optional>
#include <vector>

#include "qalor/base/linalg.hpp"

namespace qalor {

using RealSparse = Eigen::SparseMatrix<Real, Eigen::RowMajor>;

/// Where the eigenvalues of a generator lie: -decay <= Re <= 0 and |Im| <= turning, both bounds [rate].
struct SpectralBox {
  Real decay;
  Real turning;
};

/// The action of exp(L t) on a vector by Chebyshev polynomials of B = (L + decay/2)/b, term by term one product with L:
///   exp(L t) x = sum over k of (2 - delta_k0) exp(-decay t/2) J_k(b t) S_k,  S_k+1 = 2 B S_k + S_k-1,
/// b a little above the larger of `turning` and decay/2. Long times are cut into equal chunks in which S_k does not
/// grow beyond exp(20). Source: H. Tal-Ezer and R. Kosloff, J. Chem. Phys. 81, 3967 (1984), doi:10.1063/1.448136.
class ChebyshevPropagator {
 public:
  /// `tolerance`: of what the terms left out add to a vector of length one, per chunk.
  ChebyshevPropagator(RealSparse generator, SpectralBox box, Real tolerance);

  /// exp(L t) x, t >= 0.
  RealVector step(const RealVector& x, Real t);
  /// Products with L that a step takes.
  std::size_t products_of(Real t) const;
  /// So far: products, and the sum over chunks of the tails left out and of the rounding of the terms.
  std::size_t products() const { return products_; }
  Real error() const { return error_; }

 private:
  /// One chunk: its terms, and a bound on those left out.
  struct Series {
    std::vector<Real> weights;
    Real tail;
  };
  Series series(Real t) const;
  std::size_t chunks(Real t) const;
  RealVector chunk(const RealVector& x, const Series& series) const;

  RealSparse generator_;
  Real centre_;  // -decay/2
  Real b_;
  Real growth_;  // of S_k per term
  Real tolerance_;
  std::size_t products_ = 0;
  Real error_ = 0;
};

/// J_0(x) ... J_{n-1}(x), x >= 0: Miller's recurrence downwards, normalised by J_0 + 2 (J_2 + J_4 + ...) = 1.
std::vector<Real> bessel_sequence(Real x, std::size_t n);

}  // namespace qalor
