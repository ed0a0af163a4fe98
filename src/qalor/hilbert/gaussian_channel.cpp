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

Real power(Real x, Eigen::Index n) { return n == 0 ? 1 : std::pow(x, static_cast<Real>(n)); }

/// One diagonal <n|rho|n+d>.
struct Diagonal {
  Vector value;
  Vector rate;
};

/// sum over k of sqrt(..) tau^n (1-tau)^k rho_{n+k, n+k+d}, and its derivative by tau.
Diagonal lose(const Vector& rho, Eigen::Index d, Real tau) {
  const Eigen::Index size = rho.size();
  Diagonal out{Vector::Zero(size), Vector::Zero(size)};
  for (Eigen::Index n = 0; n < size; ++n)
    for (Eigen::Index k = 0; n + k < size; ++k) {
      if (rho(n + k) == 0.0) continue;
      const Complex weight = std::exp(log_choose(n, d, k)) * rho(n + k);
      out.value(n) += weight * power(tau, n) * power(1 - tau, k);
      if (n > 0) out.rate(n) += weight * static_cast<Real>(n) * power(tau, n - 1) * power(1 - tau, k);
      if (k > 0) out.rate(n) -= weight * static_cast<Real>(k) * power(tau, n) * power(1 - tau, k - 1);
    }
  return out;
}

/// sum over l of sqrt(..) G^-(m+1+d/2) ((G-1)/G)^l rho_{m, m+d}, m = n - l.
Vector amplify(const Vector& rho, Eigen::Index d, Real gain, Eigen::Index size) {
  Vector out = Vector::Zero(size);
  const Real log_gain = std::log(gain), log_noise = std::log((gain - 1) / gain);
  for (Eigen::Index m = 0; m < std::min(rho.size(), size); ++m) {
    if (rho(m) == 0.0) continue;
    for (Eigen::Index n = m; n < size; ++n) {
      const Eigen::Index l = n - m;
      if (l > 0 && gain == 1) break;
      const Real log_weight = log_choose(m, d, l) - (static_cast<Real>(m + 1) + 0.5 * static_cast<Real>(d)) * log_gain +
                              (l > 0 ? static_cast<Real>(l) * log_noise : 0);
      out(n) += std::exp(log_weight) * rho(m);
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

Diagonal propagate(const GaussianChannel& c, const Vector& rho, Eigen::Index d, Eigen::Index size) {
  const Real gain = 1 + c.v;
  const Diagonal lost = lose(rho, d, std::min(1.0, std::norm(c.u) / gain));
  const Complex turn = std::conj(c.u);  // <n|a rho|...>: the diagonal n, n+d rotates with u*^d
  const Real scale = std::pow(gain, -0.5 * static_cast<Real>(d));
  const auto turned = [&](Eigen::Index n) { return n == 0 ? Complex(1) : std::pow(turn, static_cast<int>(n)); };
  const Real shrink = 2 * (turn * c.du).real() / gain;  // d tau/dt at fixed v
  const Vector before = scale * turned(d) * lost.value;
  Vector change = scale * shrink * turned(d) * lost.rate;
  if (d > 0) change += scale * static_cast<Real>(d) * turned(d - 1) * std::conj(c.du) * lost.value;
  Diagonal out{amplify(before, d, gain, size), amplify(change, d, gain, size)};
  if (c.dv != 0) out.rate += c.dv * by_noise(out.value, d);
  return out;
}

}  // namespace

Moving apply(const GaussianChannel& channel, const Matrix& rho, Eigen::Index cutoff) {
  const Eigen::Index size = std::max(cutoff, rho.rows());
  Moving out{Matrix::Zero(size, size), Matrix::Zero(size, size)};
  for (Eigen::Index d = 0; d < rho.rows(); ++d) {
    const Vector diagonal = rho.diagonal(d);
    if (diagonal.cwiseAbs().maxCoeff() == 0) continue;
    const Diagonal moved = propagate(channel, diagonal, d, size - d);
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
