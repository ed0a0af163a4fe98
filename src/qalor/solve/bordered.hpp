#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <vector>

#include "qalor/base/either_lu.hpp"
#include "qalor/dynamics/lindblad.hpp"
#include "qalor/solve/blocks.hpp"
#include "qalor/solve/packing.hpp"
#include "qalor/solve/solution.hpp"

namespace qalor {

/// Mean rate at which states are left, tr(sum of rate L^dagger L)/d [rate]: the natural unit of a residual.
Real mean_decay_rate(const Lindblad& flow);

/// The generator on the blocks that hold the steady state, with one population equation replaced by the trace, and
/// factored once: it serves the steady state and every further right-hand side. Dense LU where it is small or full,
/// sparse LU where it is large and has few entries.
class Bordered {
 public:
  static constexpr Eigen::Index largest_sparse = 20000;

  /// Writes blocks, unknowns, factors, reciprocal_condition and uniqueness into the certificate.
  /// Throws ConvergenceError: no dissipation; several terminal sets of states; more than `largest_size` unknowns for
  /// dense LU or `largest_sparse` for sparse LU; singular to double precision.
  Bordered(const Lindblad& flow, Eigen::Index largest_size, Certificate& certificate);
  /// The same on other blocks that the motion keeps, such as the whole space. Throws ConvergenceError also when what
  /// they hold beyond the reachable blocks never decays.
  Bordered(const Lindblad& flow, Blocks blocks, Eigen::Index largest_size, Certificate& certificate,
           const Sparsity& sparsity = {});

  const Packing& packing() const { return packing_; }
  /// How the matrix was factored: "dense LU" or "sparse LU".
  std::string factors() const { return lu_.is_sparse() ? "sparse LU" : "dense LU"; }
  /// The equation that the trace replaces: a population's.
  Eigen::Index replaced() const { return replaced_; }
  /// The x with L x = 0 and trace one.
  RealVector steady() const;
  /// The y with L y = c and trace zero, the group inverse of the generator on c, for c of trace zero.
  RealVector group_inverse(const RealVector& c) const;
  /// L^D b with the Drazin inverse of the generator: the group inverse of b less its part along the steady state.
  RealVector drazin(const RealVector& b) const;
  /// The transpose of the Drazin inverse applied to x, for functionals: x . (L^D b) = drazin_transposed(x) . b.
  RealVector drazin_transposed(const RealVector& x) const;
  /// L x, without the border.
  RealVector apply(const RealVector& x) const;

 private:
  RealVector solve(const RealVector& rhs) const;
  RealVector solve_transposed(const RealVector& rhs) const;
  RealVector residual(const RealVector& rhs, const RealVector& x) const;
  RealVector residual_transposed(const RealVector& rhs, const RealVector& x) const;

  Packing packing_;
  std::vector<Eigen::Triplet<Real>> generator_;
  Eigen::Index replaced_;  // the row that holds the trace
  RealVector trace_row_;
  RealVector scale_;  // rows are scaled to size one, so that slow and fast equations count alike
  EitherLu lu_;
};

}  // namespace qalor
