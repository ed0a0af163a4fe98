// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/inverse_bound.hpp"

#include <algorithm>
#include <cmath>

#include "qalor/dynamics/counted_flow.hpp"
#include "qalor/solve/packing.hpp"

namespace qalor {
namespace {

Matrix power(const RealVector& values, const Matrix& vectors, Real exponent) {
  const Vector powers = values.array().pow(exponent).cast<Complex>();
  return vectors * powers.asDiagonal() * vectors.adjoint();
}

/// The second smallest eigenvalue of -(K + K^T)/2 for the matrix K of the symmetrised generator.
Real gap_of(const Lindblad& flow, const Matrix& quarter, const Matrix& inverse_quarter, const Matrix& root) {
  const Packing packing = whole_packing(flow.space().dimension());
  const auto symmetrised = [&](const Matrix& x) -> Matrix {
    const Matrix inner = quarter * x * quarter;
    const Matrix moved = flow.derivative(DensityMatrix::unchecked(flow.space(), inner));
    return inverse_quarter * moved * inverse_quarter;
  };
  const RealMatrix k = packed_affine(symmetrised, packing).linear;
  // The zero, rho^(1/2) of length one, is moved out of the way so that rounding cannot hide a small gap.
  const RealVector zero = packing.pack(root);
  const RealMatrix decay =
      -0.5 * (k + k.transpose()) + 2 * k.cwiseAbs().rowwise().sum().maxCoeff() * zero * zero.transpose();
  return hermitian_eigenvalues(decay.cast<Complex>())(0);
}

}  // namespace

std::optional<SymmetrisedMotion> SymmetrisedMotion::of(const Lindblad& flow, const Matrix& rho) {
  const auto [values, vectors] = hermitian_eigen(rho);
  if (!(values(0) > 1e-12)) return std::nullopt;
  return SymmetrisedMotion(flow, rho, values, vectors);
}

SymmetrisedMotion::SymmetrisedMotion(const Lindblad& flow, const Matrix& rho, const RealVector& values,
                                     const Matrix& vectors)
    : rho_(rho), root_(power(values, vectors, 0.5)), inverse_root_(power(values, vectors, -0.5)) {
  gap_ = gap_of(flow, power(values, vectors, 0.25), power(values, vectors, -0.25), root_);
}

Real SymmetrisedMotion::length(const Matrix& x) const {
  return std::sqrt(std::max(Real(0), (x.adjoint() * root_ * x * root_).trace().real()));
}

Real SymmetrisedMotion::largest_variance(const Lindblad& flow, const std::vector<Real>& weights) const {
  const RealVector rates = jump_rates(flow, rho_);
  Matrix leaving = Matrix::Zero(rho_.rows(), rho_.cols()), arriving = leaving;
  Real shot = 0, current = 0;
  for (std::size_t k = 0; k < weights.size(); ++k) {
    if (weights[k] == 0) continue;
    const Matrix l = flow.jumps()[k].op.dense();
    const Real w = weights[k] * flow.jumps()[k].rate;
    leaving += w * l.adjoint() * l;
    arriving += w * l * rho_ * l.adjoint();
    shot += weights[k] * weights[k] * rates(static_cast<Eigen::Index>(k));
    current += weights[k] * rates(static_cast<Eigen::Index>(k));
  }
  const Matrix identity = Matrix::Identity(rho_.rows(), rho_.cols());
  const Matrix a = leaving - current * identity;
  const Matrix b = inverse_root_ * arriving * inverse_root_ - current * identity;
  return shot + 2 * length(a) * length(b) / gap_;
}

}  // namespace qalor
