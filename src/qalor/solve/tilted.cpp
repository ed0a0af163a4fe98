// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/tilted.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>

#include "qalor/base/roots.hpp"
#include "qalor/solve/bordered.hpp"
#include "qalor/solve/spectrum.hpp"

namespace qalor {
namespace {

constexpr Eigen::Index largest_spectrum = 1000;  // dense eigenvalues of this size take some seconds
// The farthest field: the smallest weight has settled to exp(-40), and the largest is far from overflow.
constexpr Real settled = 40;
constexpr Real largest_exponent = 300;

/// Powers of two d for which the rows and columns of d_i^-1 a_ij d_j have like sizes: tilted generators have entries of
/// any size. Source: E. E. Osborne, J. ACM 7, 338 (1960), doi:10.1145/321043.321048.
RealVector balance(RealMatrix& a) {
  RealVector scale = RealVector::Ones(a.rows());
  for (int sweep = 0; sweep < 60; ++sweep) {
    bool changed = false;
    for (Eigen::Index i = 0; i < a.rows(); ++i) {
      const Real row = a.row(i).cwiseAbs().sum() - std::abs(a(i, i));
      const Real column = a.col(i).cwiseAbs().sum() - std::abs(a(i, i));
      if (!(row > 0) || !(column > 0)) continue;
      const Real factor = std::exp2(std::round(0.5 * std::log2(row / column)));
      if (factor == 1) continue;
      a.col(i) *= factor;
      a.row(i) /= factor;
      scale(i) *= factor;
      changed = true;
    }
    if (!changed) break;
  }
  return scale;
}

/// Eigenvectors that belong to a real, simple eigenvalue, by inverse iteration.
struct Pair {
  RealVector right, left;
};

Pair eigenvectors(const RealMatrix& a, Real value) {
  const Real scale = a.cwiseAbs().maxCoeff();
  RealMatrix shifted = a;
  shifted.diagonal().array() -= value + 16 * std::numeric_limits<Real>::epsilon() * scale;
  const RealLu lu(shifted);
  Pair out{RealVector::Ones(a.rows()).normalized(), RealVector::Ones(a.rows()).normalized()};
  for (int step = 0; step < 3; ++step) {
    out.right = lu.solve(out.right).normalized();
    out.left = lu.solve_transposed(out.left).normalized();
  }
  return out;
}

RealMatrix dense_jumps(const Lindblad& flow, const Packing& packing, const JumpWeights& weights, Real value) {
  JumpWeights chosen;
  for (const Real w : weights) chosen.push_back(w == value ? 1 : 0);
  return dense_matrix(packed_jumps(flow, packing, chosen), packing.size());
}

}  // namespace

LargeDeviations::LargeDeviations(const Lindblad& flow, JumpWeights weights, Certificate& certificate)
    : weights_(std::move(weights)) {
  const Bordered bordered(flow, counting_blocks(flow), largest_spectrum, certificate, {.most_filled = 0});
  const Packing& packing = bordered.packing();
  // What is not counted is kept apart: taken together, a jump that a field suppresses would leave its rounding behind.
  std::vector<Eigen::Triplet<Real>> entries = packed_generator(flow, packing);
  JumpWeights is_counted;
  for (const Real w : weights_) is_counted.push_back(w == 0 ? 0 : 1);
  for (const auto& e : packed_jumps(flow, packing, is_counted)) entries.emplace_back(e.row(), e.col(), -e.value());
  quiet_ = dense_matrix(entries, packing.size());
  std::vector<Real> values = weights_;
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  for (const Real w : values)
    if (w != 0) counted_.emplace_back(w, dense_jumps(flow, packing, weights_, w));
  Real smallest = std::numeric_limits<Real>::infinity();
  for (const auto& [w, jumps] : counted_) {
    largest_weight_ = std::max(largest_weight_, std::abs(w));
    smallest = std::min(smallest, std::abs(w));
  }
  farthest_ = std::min(settled / smallest, largest_exponent / largest_weight_);
}

Tilt LargeDeviations::at(Real chi) const {
  RealMatrix tilted = quiet_;
  RealMatrix slope = RealMatrix::Zero(quiet_.rows(), quiet_.cols());
  for (const auto& [w, jumps] : counted_) {
    const Real factor = std::exp(chi * w);
    if (!std::isfinite(factor)) throw std::overflow_error(fmt::format("exp(chi weight) overflows at chi = {}", chi));
    tilted += factor * jumps;
    slope += w * factor * jumps;
  }
  const RealVector scale = balance(tilted);
  slope = (scale.cwiseInverse().asDiagonal() * slope * scale.asDiagonal()).eval();
  const Real value = dominant_eigenvalue(tilted);
  const Pair pair = eigenvectors(tilted, value);
  const RealVector moved = tilted * pair.right;
  const Real overlap = pair.left.dot(pair.right);
  Tilt out{chi, pair.left.dot(moved) / overlap, pair.left.dot(slope * pair.right) / overlap, 0};
  const Real size = std::max(tilted.cwiseAbs().maxCoeff(), std::numeric_limits<Real>::min());
  out.residual = (moved - out.scgf * pair.right).cwiseAbs().maxCoeff() / size;
  return out;
}

const Tilt& LargeDeviations::far(Real direction) const {
  std::optional<Tilt>& known = direction < 0 ? below_ : above_;
  if (!known) known = at(direction * farthest_);
  return *known;
}

std::pair<Real, Real> LargeDeviations::range() const {
  if (largest_weight_ == 0) return {0, 0};
  const auto end = [&](Real direction) {
    const Real last = far(direction).slope;
    const Real before = at(direction * 2.0 / 3.0 * farthest_).slope;
    if (std::abs(last) > 2 * std::abs(before) && std::abs(last) > std::abs(at(0).slope))
      return std::copysign(std::numeric_limits<Real>::infinity(), last);
    const Real rounding = 1e-12 * largest_weight_ * quiet_.cwiseAbs().maxCoeff();
    return std::abs(last) < rounding ? 0 : last;
  };
  return {end(-1), end(1)};
}

std::optional<RareCurrent> LargeDeviations::rare(Real current) const {
  const Tilt here = at(0);
  if (current == here.slope || largest_weight_ == 0)
    return current == here.slope ? std::optional(RareCurrent{current, 0, 0, 0}) : std::nullopt;
  const auto [lowest, highest] = range();
  for (const Real direction : {-1.0, 1.0}) {
    if (current != (direction < 0 ? lowest : highest)) continue;
    const Tilt& end = far(direction);  // the rate function has settled, the field has not
    return RareCurrent{current, end.chi * current - end.scgf, direction * std::numeric_limits<Real>::infinity(), 0};
  }
  if (!(current > lowest && current < highest)) return std::nullopt;
  const Real direction = current > here.slope ? 1 : -1;
  const auto excess = [&](Real chi) { return at(chi).slope - current; };
  Real inner = 0;
  for (Real reach = 1 / largest_weight_;; reach *= 2) {
    const Real outer = direction * std::min(reach, farthest_);
    if (direction * excess(outer) >= 0) {
      const Real chi = bracketed_root(excess, inner, outer, 0);
      const Tilt there = at(chi);
      return RareCurrent{current, chi * current - there.scgf, chi, there.residual};
    }
    if (reach >= farthest_) return std::nullopt;
    inner = outer;
  }
}

}  // namespace qalor
