// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/joint_counting.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace qalor {
namespace {

constexpr Eigen::Index largest_size = 4000;  // of a dense factorisation: some seconds

}  // namespace

JointCounting::JointCounting(const Lindblad& flow, std::vector<JumpWeights> counts, Certificate& certificate,
                             const Sparsity& sparsity)
    : flow_(flow),
      counts_(std::move(counts)),
      generator_(flow, counting_blocks(flow), largest_size, certificate, sparsity),
      zero_(counts_.size(), 0) {
  const RealVector rho = generator_.steady();
  residual_ = generator_.apply(rho).cwiseAbs().maxCoeff();
  vectors_.emplace(zero_, rho);
}

Real JointCounting::cumulant(const MultiIndex& order) { return order == zero_ ? 0 : term(order).cumulant; }

std::vector<Real> JointCounting::cumulants(std::size_t count, int highest) {
  std::vector<Real> out;
  MultiIndex order = zero_;
  for (int n = 1; n <= highest; ++n) {
    order[count] = n;
    out.push_back(cumulant(order));
  }
  return out;
}

const JointCounting::RealSparse& JointCounting::jumps(const MultiIndex& powers) {
  const auto [it, is_new] = jumps_.try_emplace(powers);
  if (!is_new) return it->second;
  JumpWeights product(flow_.jumps().size(), 1);
  for (std::size_t i = 0; i < powers.size(); ++i)
    for (std::size_t k = 0; k < product.size(); ++k)
      for (int times = 0; times < powers[i]; ++times) product[k] *= counts_[i][k];
  const auto entries = packed_jumps(flow_, generator_.packing(), product);
  it->second.resize(generator_.packing().size(), generator_.packing().size());
  it->second.setFromTriplets(entries.begin(), entries.end());
  return it->second;
}

const JointCounting::Term& JointCounting::term(const MultiIndex& order) {
  if (const auto known = terms_.find(order); known != terms_.end()) return known->second;
  const RealVector trace = generator_.packing().trace_row();
  Real c = 0;
  RealVector source = RealVector::Zero(trace.size());
  MultiIndex b = zero_;
  while (advance(b, order)) {
    const RealVector& earlier = vector(difference(order, b));
    const RealVector jumped = jumps(b) * earlier;
    const Real factor = binomial(order, b);
    c += factor * trace.dot(jumped);
    source -= factor * jumped;
    if (b != order) source += factor * term(b).cumulant * earlier;
  }
  source += c * steady();
  return terms_.emplace(order, Term{c, std::move(source)}).first->second;
}

const RealVector& JointCounting::vector(const MultiIndex& order) {
  if (const auto known = vectors_.find(order); known != vectors_.end()) return known->second;
  const RealVector& source = term(order).source;
  RealVector solution = generator_.drazin(source);
  const Real scale = std::max(Real(1), source.cwiseAbs().maxCoeff());
  residual_ = std::max(residual_, (generator_.apply(solution) - source).cwiseAbs().maxCoeff() / scale);
  return vectors_.emplace(order, std::move(solution)).first->second;
}

RealVector JointCounting::rate(std::size_t count) const {
  return generator_.packing().pack(current_operator(flow_, counts_[count]));
}

RealVector JointCounting::excess(std::size_t count) const { return -generator_.drazin_transposed(rate(count)); }

RealVector JointCounting::counted(std::size_t count, const RealVector& x) const {
  RealVector out = RealVector::Zero(x.size());
  for (const auto& entry : packed_jumps(flow_, generator_.packing(), counts_[count]))
    out(entry.row()) += entry.value() * x(entry.col());
  return out;
}

RealMatrix JointCounting::covariance() const {
  const auto n = static_cast<Eigen::Index>(counts_.size());
  const RealVector a = jump_rates(flow_, rho());
  RealMatrix half(n, n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const RealVector y = excess(static_cast<std::size_t>(i));
    for (Eigen::Index j = 0; j < n; ++j) {
      const auto& wi = counts_[static_cast<std::size_t>(i)];
      const auto& wj = counts_[static_cast<std::size_t>(j)];
      Real shot = 0;
      for (std::size_t k = 0; k < wi.size(); ++k) shot += wi[k] * wj[k] * a(static_cast<Eigen::Index>(k));
      half(i, j) = 0.5 * shot + y.dot(counted(static_cast<std::size_t>(j), steady()));
    }
  }
  return half + half.transpose();
}

}  // namespace qalor
