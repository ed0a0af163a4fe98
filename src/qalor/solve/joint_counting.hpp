#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <map>
#include <vector>

#include "qalor/dynamics/counted_flow.hpp"
#include "qalor/solve/bordered.hpp"
#include "qalor/solve/multi_index.hpp"

namespace qalor {

/// Full counting statistics of quantum jumps in the steady state: cumulants per unit time of any set of counts, to any
/// order, joint ones included, from one factorisation. With weights w_k, L^(b) rho = sum over jumps of (product of
/// w^b) rate L rho L^dagger and the Drazin inverse L^D of the generator,
///   c_a = sum_b binom(a, b) tr L^(b) rho_(a-b),   rho_a = L^D sum_b binom(a, b) (c_b - L^(b)) rho_(a-b),   0 < b <= a.
/// Source: C. Flindt et al., Phys. Rev. B 82, 155407 (2010), doi:10.1103/PhysRevB.82.155407; Landi et al.,
/// arXiv:2303.04270.
class JointCounting {
 public:
  /// As many numbers as there are counts: how often each is taken.
  using MultiIndex = qalor::MultiIndex;

  /// `flow` must outlive this. Writes of the certificate what Bordered writes. Throws as Bordered.
  JointCounting(const Lindblad& flow, std::vector<JumpWeights> counts, Certificate& certificate,
                const Sparsity& sparsity = {});

  const Bordered& generator() const { return generator_; }
  const RealVector& steady() const { return vectors_.at(zero_); }
  Matrix rho() const { return generator_.packing().unpack(steady()); }

  /// The joint cumulant c_a [product of the counts' dimensions x rate].
  Real cumulant(const MultiIndex& order);
  /// c_1, ..., c_n of one count.
  std::vector<Real> cumulants(std::size_t count, int highest);
  /// Cov(a, b) = sum_k w^a w^b a_k + y^a L^(b) rho + y^b L^(a) rho, y = -<<1| L^(1) L^D: by the adjoint equations, a
  /// second route to c_2 and c_11. Symmetric.
  RealMatrix covariance() const;
  /// The functional y = -<<1| L^(1) L^D of a count, packed: what a change of the state adds to the count in the long
  /// run.
  RealVector excess(std::size_t count) const;
  /// The functional <<1| L^(1) of a count, packed: its rate in a state.
  RealVector rate(std::size_t count) const;
  /// L^(1) of a count on a packed state.
  RealVector counted(std::size_t count, const RealVector& x) const;
  /// Largest residual of the equations solved so far, relative to their right-hand sides.
  Real residual() const { return residual_; }

 private:
  /// c_a, and the right-hand side of rho_a: the last order of all needs no solution.
  struct Term {
    Real cumulant;
    RealVector source;
  };
  using RealSparse = Eigen::SparseMatrix<Real, Eigen::RowMajor>;
  const Term& term(const MultiIndex& order);
  const RealVector& vector(const MultiIndex& order);
  const RealSparse& jumps(const MultiIndex& powers);

  const Lindblad& flow_;
  std::vector<JumpWeights> counts_;
  Bordered generator_;
  MultiIndex zero_;
  std::map<MultiIndex, Term> terms_;
  std::map<MultiIndex, RealVector> vectors_;  // rho_a
  std::map<MultiIndex, RealSparse> jumps_;    // L^(b)
  Real residual_ = 0;
};

}  // namespace qalor
