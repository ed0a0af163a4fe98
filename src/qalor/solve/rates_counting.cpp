// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/rates_counting.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace qalor {
namespace {

Charge charge_of(const RateFlow& flow, const std::function<Real(const RateEdge&)>& of_edge) {
  Charge out;
  out.reserve(flow.edges().size());
  for (const RateEdge& edge : flow.edges()) out.push_back(of_edge(edge));
  return out;
}

/// [W, p; 1^T, 0]: regular where W has one stationary state.
RealMatrix bordered(const RateFlow& flow, const RealVector& border) {
  const Eigen::Index n = border.size();
  RealMatrix out = RealMatrix::Zero(n + 1, n + 1);
  const RealMatrix rates = rate_matrix(flow);
  out.topLeftCorner(n, n) = rates;
  out.topLeftCorner(n, n).diagonal() -= rates.colwise().sum().transpose();
  out.col(n).head(n) = border;
  out.row(n).head(n).setOnes();
  return out;
}

/// The size of the rates, so that the border does not stand out.
Real unit_of(const RateFlow& flow) {
  Real out = 0;
  for (const RateEdge& edge : flow.edges()) out = std::max({out, edge.forward, edge.backward});
  return out > 0 ? out : 1;
}

}  // namespace

Charge energy_charge(const RateFlow& flow, std::size_t bath) {
  return charge_of(flow, [&](const RateEdge& e) { return e.bath == bath ? e.gain.energy : 0; });
}

Charge particle_charge(const RateFlow& flow, std::size_t bath) {
  return charge_of(flow, [&](const RateEdge& e) { return e.bath == bath ? e.gain.particles : 0; });
}

Charge heat_charge(const RateFlow& flow, std::size_t bath) {
  const Real mu = flow.baths()[bath].chemical_potential;
  return charge_of(flow, [&](const RateEdge& e) { return e.bath == bath ? e.gain.energy - mu * e.gain.particles : 0; });
}

Charge entropy_charge(const RateFlow& flow) {
  return charge_of(flow, [](const RateEdge& e) { return e.bias; });
}

DrazinInverse::DrazinInverse(const RateFlow& flow, const RealVector& p)
    : edges_(flow.edges()), border_(unit_of(flow) * p), lu_(bordered(flow, border_)) {}

RealVector DrazinInverse::apply(const RealVector& x) const {
  RealVector out = RealVector::Zero(x.size());
  for (const RateEdge& edge : edges_) {
    const Real j = edge.forward * x(index(edge.from)) - edge.backward * x(index(edge.to));
    out(index(edge.to)) += j;
    out(index(edge.from)) -= j;
  }
  return out;
}

RealVector DrazinInverse::operator()(const RealVector& rhs) const {
  const Eigen::Index n = border_.size();
  RealVector extended = RealVector::Zero(n + 1);
  extended.head(n) = rhs;
  RealVector x = lu_.solve(extended);
  // One step of refinement.
  extended.head(n) = rhs - apply(x.head(n)) - border_ * x(n);
  extended(n) = -x.head(n).sum();
  x += lu_.solve(extended);
  return x.head(n);
}

RateCounting::RateCounting(const RateFlow& flow, const RealVector& p, std::vector<Charge> charges)
    : flow_(flow), charges_(std::move(charges)), inverse_(flow, p) {
  terms_.emplace(MultiIndex(charges_.size(), 0), Term{0, p});
}

/// W_b v: forward entries W+ prod q^b, backward ones W- prod (-q)^b.
RealVector RateCounting::tilted(const MultiIndex& order, const RealVector& v) const {
  int total = 0;
  for (const int b : order) total += b;
  RealVector out = RealVector::Zero(v.size());
  for (std::size_t e = 0; e < flow_.edges().size(); ++e) {
    Real weight = 1;
    for (std::size_t k = 0; k < order.size(); ++k)
      for (int i = 0; i < order[k]; ++i) weight *= charges_[k][e];
    if (weight == 0) continue;
    const RateEdge& edge = flow_.edges()[e];
    out(index(edge.to)) += weight * edge.forward * v(index(edge.from));
    out(index(edge.from)) += (total % 2 == 0 ? weight : -weight) * edge.backward * v(index(edge.to));
  }
  return out;
}

const RateCounting::Term& RateCounting::term(const MultiIndex& order) {
  if (const auto found = terms_.find(order); found != terms_.end()) return found->second;
  Term out{0, RealVector::Zero(index(flow_.states()))};
  MultiIndex b(order.size(), 0);
  while (advance(b, order)) {
    const Real weight = binomial(order, b);
    const MultiIndex rest = difference(order, b);
    const RealVector& v = term(rest).vector;
    const RealVector jumped = tilted(b, v);
    out.cumulant += weight * jumped.sum();
    out.vector -= weight * jumped;
    if (b != order) out.vector += weight * term(b).cumulant * v;
  }
  out.vector += out.cumulant * terms_.at(MultiIndex(order.size(), 0)).vector;
  out.vector = inverse_(out.vector);
  return terms_.emplace(order, std::move(out)).first->second;
}

Real RateCounting::cumulant(const MultiIndex& order) { return term(order).cumulant; }

std::vector<Real> RateCounting::cumulants(std::size_t charge, int highest) {
  std::vector<Real> out;
  MultiIndex order(charges_.size(), 0);
  for (int n = 1; n <= highest; ++n) {
    order[charge] = n;
    out.push_back(cumulant(order));
  }
  return out;
}

RealMatrix RateCounting::covariance() {
  const Eigen::Index size = index(charges_.size());
  RealMatrix out(size, size);
  for (Eigen::Index a = 0; a < size; ++a)
    for (Eigen::Index b = 0; b <= a; ++b) {
      MultiIndex order(charges_.size(), 0);
      ++order[static_cast<std::size_t>(a)];
      ++order[static_cast<std::size_t>(b)];
      out(a, b) = out(b, a) = cumulant(order);
    }
  return out;
}

Real scaled_cumulant_generating_function(const RateFlow& flow, const std::vector<Charge>& charges,
                                         const std::vector<Real>& chi) {
  RealMatrix tilted = RealMatrix::Zero(index(flow.states()), index(flow.states()));
  for (std::size_t e = 0; e < flow.edges().size(); ++e) {
    const RateEdge& edge = flow.edges()[e];
    Real field = 0;
    for (std::size_t k = 0; k < charges.size(); ++k) field += chi[k] * charges[k][e];
    tilted(index(edge.to), index(edge.from)) += edge.forward * std::exp(field);
    tilted(index(edge.from), index(edge.to)) += edge.backward * std::exp(-field);
    tilted(index(edge.from), index(edge.from)) -= edge.forward;
    tilted(index(edge.to), index(edge.to)) -= edge.backward;
  }
  return eigenvalues(tilted).real().maxCoeff();
}

}  // namespace qalor
