// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <cmath>

#include "qalor/solve/rates.hpp"

namespace qalor {
namespace {

/// The rate at which a state is left towards the others.
Real outflow_of(const RealMatrix& rates, Eigen::Index from, const std::vector<Eigen::Index>& others) {
  Real sum = 0;
  for (const Eigen::Index to : others)
    if (to != from) sum += rates(to, from);
  return sum;
}

Eigen::Index fastest(const std::vector<Eigen::Index>& free, const RealVector& outflow) {
  return *std::max_element(free.begin(), free.end(),
                           [&](Eigen::Index a, Eigen::Index b) { return outflow(a) < outflow(b); });
}

}  // namespace

Elimination::Elimination(RealMatrix rates, const std::vector<std::size_t>& kept) : rates_(std::move(rates)) {
  std::vector<Eigen::Index> free;
  std::vector<bool> stays(static_cast<std::size_t>(rates_.rows()), false);
  for (const std::size_t k : kept) stays[k] = true;
  for (Eigen::Index k = 0; k < rates_.rows(); ++k) {
    rest_.push_back(k);
    if (!stays[static_cast<std::size_t>(k)]) free.push_back(k);
  }
  // Followed by subtraction, so good enough to choose by; the pivots themselves are sums.
  RealVector outflow(rates_.rows());
  for (const Eigen::Index k : rest_) outflow(k) = outflow_of(rates_, k, rest_);
  while (!free.empty() && rest_.size() > 1) {
    Eigen::Index k = fastest(free, outflow);
    Real pivot = outflow_of(rates_, k, rest_);
    if (pivot == 0) {
      for (const Eigen::Index i : free) outflow(i) = outflow_of(rates_, i, rest_);
      k = fastest(free, outflow);
      pivot = outflow(k);
      if (pivot == 0) return;
    }
    std::erase(free, k);
    std::erase(rest_, k);
    for (const Eigen::Index from : rest_) eliminate(k, from, pivot, outflow);
    order_.push_back(k);
    pivots_.push_back(pivot);
    log_determinant_ += std::log(pivot);
  }
}

void Elimination::eliminate(Eigen::Index k, Eigen::Index from, Real pivot, RealVector& outflow) {
  const Real share = rates_(k, from) / pivot;
  if (share == 0) return;
  for (const Eigen::Index to : rest_)
    if (to != from) rates_(to, from) += rates_(to, k) * share;
  outflow(from) -= share * rates_(from, k);
}

RealVector Elimination::stationary() const {
  RealVector p = RealVector::Zero(rates_.rows());
  std::vector<Eigen::Index> known{rest_.front()};
  p(rest_.front()) = 1;
  for (std::size_t k = order_.size(); k-- > 0;) {
    Real inflow = 0;
    for (const Eigen::Index from : known) inflow += rates_(order_[k], from) * p(from);
    p(order_[k]) = inflow / pivots_[k];
    known.push_back(order_[k]);
    // Populations may span any number of decades in both directions from the first one.
    if (p(order_[k]) > 1e200) p /= p(order_[k]);
  }
  return p;
}

}  // namespace qalor
