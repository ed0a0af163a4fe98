// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/hilbert/gaussian_channel.hpp"

#include <algorithm>
#include <cmath>

namespace qalor {
namespace {

/// ln of sqrt(binomial(n+k, k) binomial(n+d+k, k)).
Real log_choose(Eigen::Index n, Eigen::Index d, Eigen::Index k) {
  const auto lg = [](Eigen::Index m) { return std::lgamma(static_cast<Real>(m) + 1); };
  return 0.5 * (lg(n + k) - lg(n) - lg(k) + lg(n + d + k) - lg(n + d) - lg(k));
}

/// One diagonal <n|rho|n+d>.
struct Diagonal {
  Vector value;
  Vector rate;
};

/// Square roots of the integers, shared by all weights.
RealVector roots(Eigen::Index count) {
  RealVector out(count);
  for (Eigen::Index m = 0; m < count; ++m) out(m) = std::sqrt(static_cast<Real>(m));
  return out;
}

/// sum over k of c_k tau^n (1-tau)^k rho_{n+k, n+k+d}, c_k = sqrt(binomial(n+k, k) binomial(n+d+k, k)), and its
/// derivative by tau. The weights by recurrence in k; at worst they underflow together with tau^n.
Diagonal lose(const Vector& rho, Eigen::Index d, Real tau, const RealVector& root) {
  const Eigen::Index size = rho.size();
  Diagonal out{Vector::Zero(size), Vector::Zero(size)};
  Real kept = 1, kept_rate = 0;  // tau^n and its derivative
  for (Eigen::Index n = 0; n < size; ++n) {
    Real choose = 1;  // c_k (1-tau)^(k-1), except at k = 0
    for (Eigen::Index k = 0; n + k < size; ++k) {
      const auto m = static_cast<Real>(k);
      const Real lost = k == 0 ? 1 : choose * (1 - tau);
      const Real lost_rate = k == 0 ? 0 : -m * choose;
      out.value(n) += kept * lost * rho(n + k);
      out.rate(n) += (kept_rate * lost + kept * lost_rate) * rho(n + k);
      choose = (k == 0 ? 1 : lost) * root(n + k + 1) * root(n + d + k + 1) / (m + 1);
    }
    kept_rate = static_cast<Real>(n + 1) * kept;
    kept *= tau;
  }
  return out;
}

/// sum over l of sqrt(..) G^-(m+1+d/2) ((G-1)/G)^l rho_{m, m+d}, m = n - l, of both at once. The weights by recurrence
/// in l, unless they start below the range of numbers.
Diagonal amplify(const Diagonal& rho, Eigen::Index d, Real gain, Eigen::Index size, const RealVector& root) {
  Diagonal out{Vector::Zero(size), Vector::Zero(size)};
  const Real log_gain = std::log(gain), noise = (gain - 1) / gain;
  for (Eigen::Index m = 0; m < std::min(rho.value.size(), size); ++m) {
    const Complex value = rho.value(m), rate = rho.rate(m);
    if (value == 0.0 && rate == 0.0) continue;
    const Real log_start = -(static_cast<Real>(m + 1) + 0.5 * static_cast<Real>(d)) * log_gain;
    const bool is_in_range = log_start > -600;
    Real weight = std::exp(log_start);
    for (Eigen::Index n = m; n < size; ++n) {
      const Eigen::Index l = n - m;
      if (l > 0 && gain == 1) break;
      if (!is_in_range) weight = std::exp(log_choose(m, d, l) + log_start + static_cast<Real>(l) * std::log(noise));
      out.value(n) += weight * value;
      out.rate(n) += weight * rate;
      if (is_in_range) weight *= noise * root(n + 1) * root(n + d + 1) / static_cast<Real>(l + 1);
    }
  }
  return out;
}

/// By dv at fixed u: D[a] + D[a^dagger] on one diagonal.
Vector by_noise(const Vector& rho, Eigen::Index d) {
  Vector out = Vector::Zero(rho.size());
  for (Eigen::Index n = 0; n < rho.size(); ++n) {
    const auto a = static_cast<Real>(n), b = static_cast<Real>(n + d);
    out(n) -= (a + b + 1) * rho(n);
    if (n + 1 < rho.size()) out(n) += std::sqrt((a + 1) * (b + 1)) * rho(n + 1);
    if (n > 0) out(n) += std::sqrt(a * b) * rho(n - 1);
  }
  return out;
}

Diagonal propagate(const GaussianChannel& c, const Vector& rho, Eigen::Index d, Eigen::Index size,
                   const RealVector& root) {
  const Real gain = 1 + c.v;
  const Diagonal lost = lose(rho, d, std::min(1.0, std::norm(c.u) / gain), root);
  const Complex turn = std::conj(c.u);  // <n|a rho|...>: the diagonal n, n+d rotates with u*^d
  const Real scale = std::pow(gain, -0.5 * static_cast<Real>(d));
  const auto turned = [&](Eigen::Index n) { return n == 0 ? Complex(1) : std::pow(turn, static_cast<int>(n)); };
  const Real shrink = 2 * (turn * c.du).real() / gain;  // d tau/dt at fixed v
  const Vector before = scale * turned(d) * lost.value;
  Vector change = scale * shrink * turned(d) * lost.rate;
  if (d > 0) change += scale * static_cast<Real>(d) * turned(d - 1) * std::conj(c.du) * lost.value;
  Diagonal out = amplify({before, change}, d, gain, size, root);
  if (c.dv != 0) out.rate += c.dv * by_noise(out.value, d);
  return out;
}

}  // namespace

Moving apply(const GaussianChannel& channel, const Matrix& rho, Eigen::Index cutoff) {
  const Eigen::Index size = std::max(cutoff, rho.rows());
  Moving out{Matrix::Zero(size, size), Matrix::Zero(size, size)};
  const RealVector root = roots(size + rho.rows() + 2);
  for (Eigen::Index d = 0; d < rho.rows(); ++d) {
    const Vector diagonal = rho.diagonal(d);
    if (diagonal.cwiseAbs().maxCoeff() == 0) continue;
    const Diagonal moved = propagate(channel, diagonal, d, size - d, root);
    out.state.diagonal(d) = moved.value;
    out.rate.diagonal(d) = moved.rate;
    out.state.diagonal(-d) = moved.value.conjugate();
    out.rate.diagonal(-d) = moved.rate.conjugate();
  }
  return out;
}

MovingPopulations displaced_thermal(Real x, Real shift, Real dx, Real dshift, Eigen::Index cutoff) {
  // From the generating function exp(-(1-z) shift/A(z))/A(z), A(z) = 1 + x (1-z).
  const Real a = 1 + x;
  MovingPopulations out{RealVector::Zero(cutoff), RealVector::Zero(cutoff)};
  RealVector& p = out.p;
  const Real offset = std::max(0.0, shift / a - 500);  // kept out of the recurrence, against underflow
  p(0) = std::exp(-shift / a + offset) / a;
  for (Eigen::Index n = 0; n + 1 < cutoff; ++n) {
    const auto m = static_cast<Real>(n);
    const Real back = n > 0 ? x * x * m * p(n - 1) : 0;
    p(n + 1) = ((x * a + shift + 2 * a * x * m) * p(n) - back) / (a * a * (m + 1));
  }
  p *= std::exp(-offset);
  Real by_shift = 0;  // dp_n/dshift
  for (Eigen::Index n = 0; n < cutoff; ++n) {
    const auto m = static_cast<Real>(n);
    by_shift = (x * by_shift - p(n) + (n > 0 ? p(n - 1) : 0)) / a;
    Real by_x = -(2 * m + 1) * p(n) + (n > 0 ? m * p(n - 1) : 0);
    if (n + 1 < cutoff) by_x += (m + 1) * p(n + 1);
    out.dp(n) = dx * by_x + dshift * by_shift;
  }
  return out;
}

Matrix displaced_thermal_state(Real x, Complex alpha, Eigen::Index cutoff) {
  // The coherent state of amplitude alpha, broadened by the channel u = 1, v = x: it has norm one at any cutoff.
  Vector state = Vector::Zero(cutoff);
  state(0) = std::exp(-0.5 * std::norm(alpha));
  for (Eigen::Index n = 1; n < cutoff; ++n) state(n) = state(n - 1) * alpha / std::sqrt(static_cast<Real>(n));
  const Matrix pure = state * state.adjoint();
  return x == 0 ? pure : apply({.v = x}, pure, cutoff).state;
}

Eigen::Index sufficient_cutoff(Real v, Real displacement, Eigen::Index levels) {
  const Real fall = v > 0 ? 46 / std::log1p(1 / v) : 0;
  const Real spread = displacement * (displacement + 14 * std::sqrt(1 + 2 * v));
  return levels + 24 + static_cast<Eigen::Index>(std::ceil(1.3 * fall + spread));
}

}  // namespace qalor
