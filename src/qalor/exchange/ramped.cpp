// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <cmath>
#include <numbers>

#include "qalor/exchange/joined.hpp"

namespace qalor {
namespace {

using Eigen::Index;

constexpr std::int64_t most_steps = 1 << 15;
constexpr Real step_tolerance = 2e-10;  // a tenth of what the answers promise, before the factor 15 of order 4

/// u -> exp(-i (a E + b V)) u by its series; the exponent of a step is far below one.
void apply_exponential(const CoupledLevels& levels, Real a, Real b, Split& u) {
  const RealVector diagonal = a * levels.energies;
  Split term = u;
  const Real scale = std::max(u.re.cwiseAbs().maxCoeff(), u.im.cwiseAbs().maxCoeff());
  for (int k = 1; k < 60; ++k) {
    const Split pushed = levels.times_contact(term);
    const Real inverse = 1.0 / k;
    // -i (x + iy) = y - ix.
    Split next;
    next.re = inverse * (diagonal.asDiagonal() * term.im + b * pushed.im);
    next.im = -inverse * (diagonal.asDiagonal() * term.re + b * pushed.re);
    term = std::move(next);
    u.re += term.re;
    u.im += term.im;
    if (std::max(term.re.cwiseAbs().maxCoeff(), term.im.cwiseAbs().maxCoeff()) < 1e-18 * scale) return;
  }
}

Real difference(const Split& a, const Split& b) {
  return std::max((a.re - b.re).cwiseAbs().maxCoeff(), (a.im - b.im).cwiseAbs().maxCoeff());
}

/// Boole's weights, per step, at the ends of `steps` steps (a multiple of four).
Real boole_weight(std::int64_t k, std::int64_t steps) {
  if (k % 4 == 0) return (k == 0 || k == steps ? 14.0 : 28.0) / 45.0;
  return (k % 2 == 0 ? 24.0 : 64.0) / 45.0;
}

}  // namespace

/// One step of the rise, or its mirror image in the fall; `step` counts along the motion.
void Ramped::advance(Split& u, std::int64_t step, std::int64_t steps, bool is_falling) const {
  const Real h = switching_.ramp / static_cast<Real>(steps);
  const Real node = std::sqrt(3.0) / 6;
  const auto strength = [&](Real offset) {
    const Real x = (static_cast<Real>(step) + 0.5 + offset) / static_cast<Real>(steps);
    return switching_.strength(is_falling ? 1 - x : x);
  };
  const Real first = strength(-node);
  const Real second = strength(node);
  const Real heavy = 0.25 + node;
  const Real light = 0.25 - node;
  const CoupledLevels& levels = joined_.levels();
  apply_exponential(levels, 0.5 * h, h * (heavy * first + light * second), u);
  apply_exponential(levels, 0.5 * h, h * (light * first + heavy * second), u);
}

Split Ramped::rise(std::int64_t steps) const {
  Split u = Split::identity(joined_.levels().energies.size());
  for (std::int64_t k = 0; k < steps; ++k) advance(u, k, steps, /*is_falling=*/false);
  return u;
}

Ramped::Ramped(const Joined& joined, Switching switching) : joined_(joined), switching_(switching) {
  const CoupledLevels& levels = joined.levels();
  const Index size = levels.energies.size();
  rise_ = Split::identity(size);
  fall_ = rise_;
  if (switching.ramp == 0 || size == 0) return;
  const Real width = levels.energies.cwiseAbs().maxCoeff() + levels.contact_bound;
  steps_ = 16;
  while (steps_ < most_steps && switching.ramp * width > static_cast<Real>(steps_)) steps_ *= 2;
  for (Split coarse = rise(steps_); steps_ < most_steps; coarse = rise_) {
    steps_ *= 2;
    rise_ = rise(steps_);
    error_ = difference(rise_, coarse) / 15;
    if (error_ <= step_tolerance) break;
  }
  for (std::int64_t k = 0; k < steps_; ++k) advance(fall_, k, steps_, /*is_falling=*/true);
}

Split Ramped::propagator(Real tau) const {
  if (switching_.ramp == 0) return joined_.propagator(tau);
  const Split middle = joined_.propagator(tau - 2 * switching_.ramp);
  return product(fall_, product(middle, rise_));
}

RealVector Ramped::work(Real tau) const {
  const CoupledLevels& levels = joined_.levels();
  Split u = Split::identity(levels.energies.size());
  const Real h = 1.0 / static_cast<Real>(steps_);
  // dW = <V> ds; ds = s'(x) dx along the rise, the opposite along the fall.
  const auto slope = [&](Real x) {
    return switching_.is_cosine ? 0.5 * std::numbers::pi * std::sin(std::numbers::pi * x) : 1.0;
  };
  RealVector sum = RealVector::Zero(levels.energies.size());
  for (const bool is_falling : {false, true}) {
    for (std::int64_t k = 0; k <= steps_; ++k) {
      const Real x = static_cast<Real>(k) * h;
      sum += (is_falling ? -1 : 1) * h * boole_weight(k, steps_) * slope(x) * contact_energies(levels, u);
      if (k < steps_) advance(u, k, steps_, is_falling);
    }
    if (!is_falling) u = product(joined_.propagator(tau - 2 * switching_.ramp), u);
  }
  return sum;
}

}  // namespace qalor
