// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/chebyshev.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace qalor {
namespace {

constexpr Real longest_decay =
    40;  // of decay x time in one chunk: S_k grows to exp(20) = 5e8, and loses no digit there
constexpr Real longest_turning = 3000;

/// More than enough terms of J_k(x): beyond x they fall faster than any power.
std::size_t sufficient_terms(Real x, Real growth) {
  const Real spread = std::cbrt(x + 1);
  return static_cast<std::size_t>(x + 20 * spread + 60 + 3 * x * std::max<Real>(growth - 1, 0));
}

}  // namespace

std::vector<Real> bessel_sequence(Real x, std::size_t n) {
  std::vector<Real> out(n, 0);
  if (n == 0) return out;
  if (x == 0) {
    out[0] = 1;
    return out;
  }
  const auto above = static_cast<std::size_t>(x + 20 * std::cbrt(x + 1) + 60);  // J there is below 1e-60
  Real next = 0;
  Real here = 1e-280;
  Real sum = 0;
  for (std::size_t k = std::max(n, above); k-- > 0;) {
    const Real before = 2 * static_cast<Real>(k + 1) / x * here - next;
    next = here;
    here = before;
    if (k < n) out[k] = here;
    if (k % 2 == 0) sum += (k == 0 ? 1 : 2) * here;
    if (std::abs(here) > 1e200) {  // what underflows then is 0
      constexpr Real down = 1e-200;
      here *= down;
      next *= down;
      sum *= down;
      for (std::size_t j = k; j < n; ++j) out[j] *= down;
    }
  }
  for (Real& value : out) value /= sum;
  return out;
}

ChebyshevPropagator::ChebyshevPropagator(RealSparse generator, SpectralBox box, Real tolerance)
    : generator_(std::move(generator)),
      centre_(-0.5 * box.decay),
      b_(1.02 * std::max(box.turning, 0.5 * box.decay) + 0.1 * box.decay),
      tolerance_(tolerance) {
  if (b_ == 0) b_ = 1;
  const Real ratio = -centre_ / b_;
  growth_ = ratio + std::sqrt(1 + ratio * ratio);
}

ChebyshevPropagator::Series ChebyshevPropagator::series(Real t) const {
  const std::size_t most = sufficient_terms(b_ * t, growth_);
  Series out{bessel_sequence(b_ * t, most), 0};
  // From the end: terms may go while what they can add stays below the tolerance.
  std::size_t kept = most;
  while (kept > 1) {
    const auto k = static_cast<Real>(kept - 1);
    const Real size = 2 * std::abs(out.weights[kept - 1]) * std::exp(centre_ * t + k * std::log(growth_));
    if (out.tail + size > tolerance_) break;
    out.tail += size;
    --kept;
  }
  out.weights.resize(kept);
  for (std::size_t k = 0; k < kept; ++k) out.weights[k] *= (k == 0 ? 1 : 2) * std::exp(centre_ * t);
  return out;
}

std::size_t ChebyshevPropagator::chunks(Real t) const {
  return static_cast<std::size_t>(std::ceil(std::max(-2 * centre_ * t / longest_decay, b_ * t / longest_turning)));
}

std::size_t ChebyshevPropagator::products_of(Real t) const {
  const std::size_t n = std::max<std::size_t>(chunks(t), 1);
  return n * series(t / static_cast<Real>(n)).weights.size();
}

RealVector ChebyshevPropagator::chunk(const RealVector& x, const Series& series) const {
  const Real shift = -centre_;
  const auto apply = [&](const RealVector& v) -> RealVector { return (generator_ * v + shift * v) / b_; };
  RealVector before = x;
  RealVector out = series.weights[0] * x;
  if (series.weights.size() == 1) return out;
  RealVector here = apply(x);
  out += series.weights[1] * here;
  for (std::size_t k = 2; k < series.weights.size(); ++k) {
    before += 2 * apply(here);
    std::swap(before, here);
    out += series.weights[k] * here;
  }
  return out;
}

RealVector ChebyshevPropagator::step(const RealVector& x, Real t) {
  if (t == 0) return x;
  const std::size_t n = std::max<std::size_t>(chunks(t), 1);
  const Series terms = series(t / static_cast<Real>(n));
  RealVector y = x;
  for (std::size_t k = 0; k < n; ++k) y = chunk(y, terms);
  const auto count = static_cast<Real>(terms.weights.size());
  products_ += n * terms.weights.size();
  error_ += static_cast<Real>(n) * (terms.tail + std::numeric_limits<Real>::epsilon() * count);
  return y;
}

}  // namespace qalor
