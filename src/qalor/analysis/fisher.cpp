// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/fisher.hpp"

#include <cmath>

#include "qalor/dynamics/counted_flow.hpp"

namespace qalor {
namespace {

/// t = {rho, X}/2 + sum_k l_k [L_k^dagger L_k, rho]/(4 i), the part of the two-sided motion that is odd.
Matrix odd_part(const Lindblad& flow, const Matrix& rho, const Direction& direction) {
  Matrix out = Matrix::Zero(rho.rows(), rho.cols());
  if (direction.hamiltonian.size() > 0) out += 0.5 * (rho * direction.hamiltonian + direction.hamiltonian * rho);
  for (std::size_t k = 0; k < direction.rates.size(); ++k) {
    if (direction.rates[k] == 0) continue;
    const Jump& jump = flow.jumps()[k];
    const SparseMatrix decay = SparseMatrix(jump.op.matrix().adjoint()) * jump.op.matrix();
    const Matrix loss = decay * rho;
    out += direction.rates[k] * jump.rate / (4.0 * i_unit) * (loss - loss.adjoint());
  }
  return out;
}

/// The first-order change of drho/dt in the steady state.
Matrix change(const Lindblad& flow, const Matrix& rho, const Direction& direction) {
  Matrix out = Matrix::Zero(rho.rows(), rho.cols());
  if (direction.hamiltonian.size() > 0) out -= i_unit * (direction.hamiltonian * rho - rho * direction.hamiltonian);
  for (std::size_t k = 0; k < direction.rates.size(); ++k)
    if (direction.rates[k] != 0) out += direction.rates[k] * jump_dissipator(flow.jumps()[k], rho);
  return out;
}

/// A Hamiltonian that moves nothing, such as the identity, is left with rounding; rates have exact zeros of their own.
void clear_rounding(const std::vector<Direction>& directions, RealMatrix& information) {
  const Real smallest = 1e-13 * information.diagonal().cwiseAbs().maxCoeff();
  for (Eigen::Index i = 0; i < information.rows(); ++i) {
    if (!directions[static_cast<std::size_t>(i)].rates.empty() || information(i, i) > smallest) continue;
    information.row(i).setZero();
    information.col(i).setZero();
  }
}

}  // namespace

RealMatrix information_matrix(const Lindblad& flow, const Bordered& generator,
                              const std::vector<Direction>& directions) {
  const Packing& packing = generator.packing();
  const Matrix rho = packing.unpack(generator.steady());
  const RealVector rates = jump_rates(flow, rho);
  const auto n = static_cast<Eigen::Index>(directions.size());
  RealMatrix x = RealMatrix::Zero(packing.size(), n), moved = x;
  for (Eigen::Index i = 0; i < n; ++i) {
    const Direction& direction = directions[static_cast<std::size_t>(i)];
    if (direction.hamiltonian.size() > 0) x.col(i) = packing.pack(direction.hamiltonian);
    moved.col(i) = generator.drazin(packing.pack(odd_part(flow, rho, direction)));
  }
  const RealMatrix half = -4 * x.transpose() * moved;
  RealMatrix out = half + half.transpose();
  for (Eigen::Index i = 0; i < n; ++i)
    for (Eigen::Index j = 0; j < n; ++j) {
      const auto& a = directions[static_cast<std::size_t>(i)].rates;
      const auto& b = directions[static_cast<std::size_t>(j)].rates;
      if (a.empty() || b.empty()) continue;
      for (std::size_t k = 0; k < a.size(); ++k) out(i, j) += a[k] * b[k] * rates(static_cast<Eigen::Index>(k));
    }
  clear_rounding(directions, out);
  return out;
}

RealVector response_vector(const Lindblad& flow, const Bordered& generator, const std::vector<Real>& weights,
                           const RealVector& excess, const std::vector<Direction>& directions) {
  const Packing& packing = generator.packing();
  const Matrix rho = packing.unpack(generator.steady());
  const RealVector rates = jump_rates(flow, rho);
  RealVector out(static_cast<Eigen::Index>(directions.size()));
  for (Eigen::Index i = 0; i < out.size(); ++i) {
    const Direction& direction = directions[static_cast<std::size_t>(i)];
    out(i) = excess.dot(packing.pack(change(flow, rho, direction)));
    for (std::size_t k = 0; k < direction.rates.size(); ++k)
      out(i) += direction.rates[k] * weights[k] * rates(static_cast<Eigen::Index>(k));
  }
  return out;
}

Real information_bound(const RealMatrix& information, const RealVector& response, Real cut) {
  const RealVector diagonal = information.diagonal();
  std::vector<Eigen::Index> kept;
  for (Eigen::Index i = 0; i < diagonal.size(); ++i)
    if (diagonal(i) > 0) kept.push_back(i);
  if (kept.empty()) return 0;
  const auto n = static_cast<Eigen::Index>(kept.size());
  Matrix scaled(n, n);
  RealVector g(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const Eigen::Index a = kept[static_cast<std::size_t>(i)];
    g(i) = response(a) / std::sqrt(diagonal(a));
    for (Eigen::Index j = 0; j < n; ++j) {
      const Eigen::Index b = kept[static_cast<std::size_t>(j)];
      scaled(i, j) = information(a, b) / std::sqrt(diagonal(a)) / std::sqrt(diagonal(b));
    }
  }
  const auto [values, vectors] = hermitian_eigen(scaled);
  const Vector along = vectors.adjoint() * g;
  Real out = 0;
  for (Eigen::Index k = 0; k < n; ++k)
    if (values(k) > cut * values(n - 1)) out += std::norm(along(k)) / values(k);
  return out;
}

std::vector<Direction> rate_directions(const Lindblad& flow) {
  std::vector<Direction> out;
  for (std::size_t k = 0; k < flow.jumps().size(); ++k) {
    std::vector<Real> rates(flow.jumps().size(), 0);
    rates[k] = 1;
    out.push_back({{}, std::move(rates)});
  }
  return out;
}

Direction scale_direction(const Lindblad& flow) { return {flow.turning().dense(), {}}; }

std::vector<Direction> hermitian_directions(std::size_t dimension) {
  const Packing packing = whole_packing(dimension);
  std::vector<Direction> out;
  for (Eigen::Index k = 0; k < packing.size(); ++k)
    out.push_back({packing.unpack(RealVector::Unit(packing.size(), k)), {}});
  return out;
}

}  // namespace qalor
