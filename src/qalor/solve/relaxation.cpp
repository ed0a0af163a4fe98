// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/relaxation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace qalor {
namespace {

constexpr Real longest_step = 256;  // exit rate x time of one sum: exp(-256) does not underflow

Eigen::Index at(std::size_t i) { return static_cast<Eigen::Index>(i); }

RealVector gibbs(const std::vector<Real>& energies, Real beta) {
  const Real lowest = *std::min_element(energies.begin(), energies.end());
  RealVector p(at(energies.size()));
  for (std::size_t i = 0; i < energies.size(); ++i) p(at(i)) = std::exp(-beta * (energies[i] - lowest));
  return p / p.sum();
}

/// The sum of (sqrt(W+) v_from - sqrt(W-) v_to)^2 over the edges, -v K v: no digit of a slow mode is lost.
Real decay_form(const RateFlow& flow, const RealVector& v) {
  Real sum = 0;
  for (const RateEdge& edge : flow.edges()) {
    const Real flow_root = std::sqrt(edge.forward) * v(at(edge.from)) - std::sqrt(edge.backward) * v(at(edge.to));
    sum += flow_root * flow_root;
  }
  return sum;
}

}  // namespace

Relaxation::Relaxation(RateFlow flow) : flow_(std::move(flow)) {
  equilibrium_ = gibbs(flow_.energies(), beta());
  exit_rates_ = RealVector::Zero(equilibrium_.size());
  for (const RateEdge& edge : flow_.edges()) {
    exit_rates_(at(edge.from)) += edge.forward;
    exit_rates_(at(edge.to)) += edge.backward;
  }
  decompose();
}

void Relaxation::decompose() {
  RealMatrix k = RealMatrix::Zero(equilibrium_.size(), equilibrium_.size());
  for (const RateEdge& edge : flow_.edges()) {
    const Real off = std::sqrt(edge.forward) * std::sqrt(edge.backward);
    k(at(edge.from), at(edge.to)) += off;
    k(at(edge.to), at(edge.from)) += off;
  }
  k.diagonal() -= exit_rates_;
  const SymmetricEigen eigen = symmetric_eigen(-k);
  rates_ = eigen.values;
  modes_ = eigen.vectors;
  const RealVector root = equilibrium_.cwiseSqrt();
  for (Eigen::Index m = 0; m < modes_.cols(); ++m) {
    if (m > 0) modes_.col(m) -= root * root.dot(modes_.col(m));
    if (m == 0) modes_.col(m) = root;
    modes_.col(m).normalize();
    rates_(m) = m == 0 ? 0 : decay_form(flow_, modes_.col(m));
    residual_ = std::max(residual_, (k * modes_.col(m) + rates_(m) * modes_.col(m)).cwiseAbs().maxCoeff());
  }
  residual_ /= fastest();
}

Populations Relaxation::thermal(Real shift) const {
  const std::vector<Real>& energies = flow_.energies();
  const Real lowest = *std::min_element(energies.begin(), energies.end());
  const Eigen::Index size = equilibrium_.size();
  Real change = 0;  // Z(beta + shift)/Z(beta) - 1, energies counted from the lowest
  for (Eigen::Index i = 0; i < size; ++i)
    change += equilibrium_(i) * std::expm1(-shift * (energies[static_cast<std::size_t>(i)] - lowest));
  Populations out{RealVector(size), RealVector(size), RealVector(size)};
  for (Eigen::Index i = 0; i < size; ++i) {
    const Real ratio = -shift * (energies[static_cast<std::size_t>(i)] - lowest) - std::log1p(change);
    out.log_ratio(i) = ratio;
    out.p(i) = equilibrium_(i) * std::exp(ratio);
    out.delta(i) = equilibrium_(i) * std::expm1(ratio);
  }
  return out;
}

Populations Relaxation::populations(const RealVector& p) const {
  Populations out{p, p - equilibrium_, RealVector(p.size())};
  // What a nearly full level lacks is what the others have.
  Eigen::Index fullest = 0;
  equilibrium_.maxCoeff(&fullest);
  out.delta(fullest) = 0;
  out.delta(fullest) = -out.delta.sum();
  for (Eigen::Index i = 0; i < p.size(); ++i) {
    const Real x = out.delta(i) / equilibrium_(i);
    out.log_ratio(i) = std::abs(x) < 0.5 ? std::log1p(x) : std::log(p(i) / equilibrium_(i));
  }
  return out;
}

RealVector Relaxation::overlaps(const RealVector& delta) const {
  RealVector c = modes_.transpose() * delta.cwiseQuotient(equilibrium_.cwiseSqrt());
  c(0) = 0;
  return c;
}

RealVector Relaxation::deviation(const RealVector& overlaps, Real t) const {
  const RealVector decayed = overlaps.cwiseProduct((-rates_ * t).array().exp().matrix());
  return (modes_ * decayed).cwiseProduct(equilibrium_.cwiseSqrt());
}

RealVector Relaxation::uniformized(const RealVector& p, Real t) const {
  const Real rate = fastest();
  const RealVector stay = RealVector::Constant(p.size(), rate) - exit_rates_;
  RealVector term = p * std::exp(-rate * t);
  RealVector sum = term;
  for (int k = 1; k < 10000; ++k) {
    RealVector next = stay.cwiseProduct(term);
    for (const RateEdge& edge : flow_.edges()) {
      next(at(edge.to)) += edge.forward * term(at(edge.from));
      next(at(edge.from)) += edge.backward * term(at(edge.to));
    }
    term = next * (t / k);
    sum += term;
    const bool is_past = k > rate * t && k > p.size();
    if (is_past && (term.array() <= 1e-18 * sum.array()).all()) break;
  }
  return sum / sum.sum();
}

RealVector Relaxation::propagate(const RealVector& p, Real t) const {
  const Real steps = std::ceil(fastest() * t / longest_step);
  if (steps > 64) return propagator(t) * p;
  RealVector out = p;
  for (int k = 0; k < static_cast<int>(steps); ++k) out = uniformized(out, t / steps);
  return out;
}

RealMatrix Relaxation::propagator(Real t) const {
  const Real size = fastest() * t;
  const int squarings = size > 1 ? static_cast<int>(std::ceil(std::log2(size))) : 0;
  const Real step = std::ldexp(t, -squarings);
  RealMatrix out = RealMatrix::Identity(equilibrium_.size(), equilibrium_.size());
  for (Eigen::Index i = 0; i < out.cols(); ++i) out.col(i) = uniformized(out.col(i).eval(), step);
  for (int k = 0; k < squarings; ++k) {
    out = (out * out).eval();
    for (Eigen::Index i = 0; i < out.cols(); ++i) out.col(i) /= out.col(i).sum();  // keeps rounding from growing
  }
  return out;
}

}  // namespace qalor
