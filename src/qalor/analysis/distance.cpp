// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/distance.hpp"

#include <algorithm>
#include <cmath>

namespace qalor {

Real Distances::of(Measure measure) const {
  if (measure == Measure::trace) return trace;
  if (measure == Measure::bures) return bures;
  return measure == Measure::frobenius ? frobenius : relative_entropy;
}

Real entropy_excess(Real x) {
  if (x <= -1) return 1;
  if (std::abs(x) > 0.1) return (1 + x) * std::log1p(x) - x;
  Real sum = 0, power = 1;
  for (int k = 2; k < 18; ++k) {
    sum += power / (k * (k - 1));
    power *= -x;
  }
  return x * x * sum;
}

Distances distances(const Populations& state, const RealVector& equilibrium) {
  Distances out;
  Real bures = 0;
  for (Eigen::Index i = 0; i < equilibrium.size(); ++i) {
    const Real pi = equilibrium(i), p = state.p(i), delta = state.delta(i);
    const Real x = delta / pi;
    const Real excess = std::abs(x) < 0.1 ? pi * entropy_excess(x) : (p > 0 ? p * state.log_ratio(i) : 0) - delta;
    out.relative_entropy += excess;
    out.trace += 0.5 * std::abs(delta);
    const Real root = delta / (std::sqrt(p) + std::sqrt(pi));
    bures += root * root;
    out.frobenius += delta * delta;
  }
  out.bures = std::sqrt(bures);
  out.frobenius = std::sqrt(out.frobenius);
  return out;
}

Distances oscillator_distances(Real n, Real delta, Real n_b) {
  Distances out;
  out.relative_entropy = n_b * entropy_excess(delta / n_b) - (n_b + 1) * entropy_excess(delta / (n_b + 1));
  if (delta == 0) return out;
  // Populations (1 - a) a^k and (1 - b) b^k, a = n/(1 + n): their difference changes its sign once, after m levels.
  const Real log_a_over_b = n > 0 ? std::log1p(delta / (n_b * (1 + n))) : -HUGE_VAL;
  const Real levels = std::floor(std::log1p(delta / (1 + n_b)) / log_a_over_b) + 1;
  const Real tail = std::exp(-levels * std::log1p(1 / n_b));  // b^m
  out.trace = tail * std::abs(std::expm1(levels * log_a_over_b));
  const Real root = std::sqrt(n) * std::sqrt(n_b);
  const Real e = delta / (std::sqrt(n) + std::sqrt(n_b));
  const Real excess = e * e / (std::hypot(1 + root, e) + 1 + root);  // 1/fidelity - 1
  out.bures = std::sqrt(2 * excess / (1 + excess));
  out.frobenius = std::abs(delta) * std::sqrt(2 / ((1 + 2 * n) * (1 + 2 * n_b) * (1 + n + n_b)));
  return out;
}

Eigenstates eigenstates(const Matrix& delta, const RealVector& equilibrium) {
  Matrix rho = delta;
  rho.diagonal() += equilibrium;
  const HermitianEigen eigen = hermitian_eigen(rho);
  Eigenstates out{eigen.values.cwiseMax(0.0), eigen.vectors, RealMatrix(rho.rows(), rho.cols())};
  const Matrix moved = delta * eigen.vectors;  // <i|Delta|a>
  for (Eigen::Index a = 0; a < rho.cols(); ++a) {
    Eigen::Index nearest = 0;
    eigen.vectors.col(a).cwiseAbs().maxCoeff(&nearest);
    for (Eigen::Index i = 0; i < rho.rows(); ++i) {
      const Real direct = out.values(a) - equilibrium(i);
      const bool is_close = i == nearest && std::abs(direct) < 0.5 * equilibrium(i);
      out.difference(i, a) = is_close ? (moved(i, a) / eigen.vectors(i, a)).real() : direct;
      const bool is_apart = std::abs(direct) > 1e-3 * (out.values(a) + equilibrium(i));
      if (i != nearest && is_apart) out.overlaps(i, a) = moved(i, a) / direct;
    }
  }
  return out;
}

Distances distances(const Matrix& delta, const Eigenstates& states, const RealVector& equilibrium) {
  Distances out;
  out.trace = 0.5 * hermitian_eigenvalues(delta).cwiseAbs().sum();
  out.frobenius = delta.norm();
  for (Eigen::Index i = 0; i < delta.rows(); ++i)
    for (Eigen::Index a = 0; a < delta.cols(); ++a)
      out.relative_entropy +=
          std::norm(states.overlaps(i, a)) * equilibrium(i) * entropy_excess(states.difference(i, a) / equilibrium(i));
  // M = sqrt(sqrt(pi) rho sqrt(pi)) and X = M - pi solve M X + X pi = sqrt(pi) Delta sqrt(pi); the square of the
  // distance is the square of the norm of pi^(-1/2) X.
  const RealVector root = equilibrium.cwiseSqrt();
  const Matrix scaled = root.asDiagonal() * delta * root.asDiagonal();
  Matrix square = scaled;
  square.diagonal() += equilibrium.cwiseAbs2();
  const HermitianEigen eigen = hermitian_eigen(square);
  const Matrix source = delta * root.asDiagonal() * eigen.vectors;  // pi^(-1/2) sqrt(pi) Delta sqrt(pi) |a>
  Real bures = 0;
  for (Eigen::Index i = 0; i < delta.rows(); ++i)
    for (Eigen::Index a = 0; a < delta.cols(); ++a)
      bures += std::norm(source(i, a) / (std::sqrt(std::max(eigen.values(a), 0.0)) + equilibrium(i)));
  out.bures = std::sqrt(bures);
  return out;
}

}  // namespace qalor
