// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/packing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

namespace qalor {
namespace {

constexpr Real root2 = std::numbers::sqrt2;

/// Adds the real equations of one complex term c rho_ab of drho_ij/dt, i >= j.
class Equations {
 public:
  explicit Equations(const Packing& packing) : packing_(packing) {}

  void add(std::size_t i, std::size_t j, Complex c, std::size_t a, std::size_t b) {
    if (a == b) return add_part(i, j, c, packing_.slot(a, a));
    // rho_ab = (X_ba + i X_ab)/sqrt(2) below the diagonal, its conjugate above.
    const auto [low, high] = std::minmax(a, b);
    const Complex half = c / root2;
    add_part(i, j, half, packing_.slot(low, high));
    add_part(i, j, a > b ? half * Complex(0, 1) : half * Complex(0, -1), packing_.slot(high, low));
  }

  std::vector<Eigen::Triplet<Real>> take() { return std::move(entries_); }

 private:
  void add_part(std::size_t i, std::size_t j, Complex c, Eigen::Index column) {
    if (i == j) return put(packing_.slot(i, i), column, c.real());
    put(packing_.slot(j, i), column, root2 * c.real());
    put(packing_.slot(i, j), column, root2 * c.imag());
  }
  void put(Eigen::Index row, Eigen::Index column, Real value) {
    if (value != 0) entries_.emplace_back(row, column, value);
  }

  const Packing& packing_;
  std::vector<Eigen::Triplet<Real>> entries_;
};

template <class Visit>
void for_each_in_row(const SparseMatrix& a, std::size_t row, Visit visit) {
  for (SparseMatrix::InnerIterator it(a, static_cast<Eigen::Index>(row)); it; ++it)
    visit(static_cast<std::size_t>(it.col()), it.value());
}

void add_effective(const Lindblad& flow, const Packing& packing, std::size_t i, std::size_t j, Equations& out) {
  for_each_in_row(flow.effective(), i, [&](std::size_t k, Complex value) {
    if (packing.contains(k, j)) out.add(i, j, value, k, j);
  });
  for_each_in_row(flow.effective(), j, [&](std::size_t k, Complex value) {
    if (packing.contains(i, k)) out.add(i, j, std::conj(value), i, k);
  });
}

void add_jump(const Jump& jump, Real weight, const Packing& packing, std::size_t i, std::size_t j, Equations& out) {
  for_each_in_row(jump.op.matrix(), i, [&](std::size_t a, Complex left) {
    for_each_in_row(jump.op.matrix(), j, [&](std::size_t b, Complex right) {
      if (packing.contains(a, b)) out.add(i, j, weight * jump.rate * left * std::conj(right), a, b);
    });
  });
}

template <class Visit>
void for_each_pair(const Packing& packing, Visit visit) {
  for (const auto& states : packing.blocks())
    for (std::size_t i : states)
      for (std::size_t j : states)
        if (i >= j) visit(i, j);
}

}  // namespace

Packing::Packing(std::size_t dimension, std::vector<std::vector<std::size_t>> blocks)
    : dimension_(dimension), blocks_(std::move(blocks)), block_(dimension, nowhere), place_(dimension, 0) {
  for (std::size_t s = 0; s < blocks_.size(); ++s) {
    start_.push_back(size_);
    for (std::size_t p = 0; p < blocks_[s].size(); ++p) {
      block_[blocks_[s][p]] = s;
      place_[blocks_[s][p]] = p;
    }
    size_ += static_cast<Eigen::Index>(blocks_[s].size() * blocks_[s].size());
  }
}

RealVector Packing::pack(const Matrix& rho) const {
  RealVector x(size_);
  for (const auto& states : blocks_)
    for (std::size_t i : states)
      for (std::size_t j : states) {
        const Complex element =
            rho(static_cast<Eigen::Index>(std::max(i, j)), static_cast<Eigen::Index>(std::min(i, j)));
        if (i == j)
          x(slot(i, j)) = element.real();
        else
          x(slot(i, j)) = root2 * (i < j ? element.real() : element.imag());
      }
  return x;
}

Matrix Packing::unpack(const RealVector& x) const {
  const auto d = static_cast<Eigen::Index>(dimension_);
  Matrix rho = Matrix::Zero(d, d);
  for (const auto& states : blocks_)
    for (std::size_t i : states)
      for (std::size_t j : states) {
        const auto row = static_cast<Eigen::Index>(i);
        const auto column = static_cast<Eigen::Index>(j);
        if (i == j) rho(row, row) = x(slot(i, i));
        if (i <= j) continue;
        rho(row, column) = Complex(x(slot(j, i)), x(slot(i, j))) / root2;
        rho(column, row) = std::conj(rho(row, column));
      }
  return rho;
}

RealVector Packing::trace_row() const {
  RealVector x = RealVector::Zero(size_);
  for (const auto& states : blocks_)
    for (std::size_t i : states) x(slot(i, i)) = 1;
  return x;
}

std::vector<Eigen::Triplet<Real>> packed_generator(const Lindblad& flow, const Packing& packing) {
  Equations equations(packing);
  for_each_pair(packing, [&](std::size_t i, std::size_t j) {
    add_effective(flow, packing, i, j, equations);
    for (const Jump& jump : flow.jumps()) add_jump(jump, 1, packing, i, j, equations);
  });
  return equations.take();
}

std::vector<Eigen::Triplet<Real>> packed_jumps(const Lindblad& flow, const Packing& packing,
                                               const std::vector<Real>& weights) {
  Equations equations(packing);
  for_each_pair(packing, [&](std::size_t i, std::size_t j) {
    for (std::size_t k = 0; k < weights.size(); ++k)
      if (weights[k] != 0) add_jump(flow.jumps()[k], weights[k], packing, i, j, equations);
  });
  return equations.take();
}

Packing whole_packing(std::size_t dimension) {
  std::vector<std::size_t> all(dimension);
  std::iota(all.begin(), all.end(), std::size_t{0});
  return {dimension, {all}};
}

AffineMap packed_affine(const std::function<Matrix(const Matrix&)>& map, const Packing& packing) {
  const Eigen::Index n = packing.size();
  AffineMap out{RealMatrix(n, n), packing.pack(map(packing.unpack(RealVector::Zero(n))))};
  for (Eigen::Index k = 0; k < n; ++k)
    out.linear.col(k) = packing.pack(map(packing.unpack(RealVector::Unit(n, k)))) - out.constant;
  return out;
}

RealMatrix dense_matrix(const std::vector<Eigen::Triplet<Real>>& entries, Eigen::Index size) {
  RealMatrix out = RealMatrix::Zero(size, size);
  RealMatrix magnitude = RealMatrix::Zero(size, size);
  for (const auto& entry : entries) {
    out(entry.row(), entry.col()) += entry.value();
    magnitude(entry.row(), entry.col()) += std::abs(entry.value());
  }
  // What is left of terms that cancel is rounding, not a slow rate.
  const Real eps = 8 * std::numeric_limits<Real>::epsilon();
  return (out.cwiseAbs().array() <= eps * magnitude.array()).select(0, out);
}

}  // namespace qalor
