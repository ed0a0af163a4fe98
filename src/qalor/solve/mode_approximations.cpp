// SPDX-License-Identifier: BSD-3-Clause
#include <cmath>
#include <functional>
#include <numbers>
#include <stdexcept>

#include "qalor/solve/mode_solvers.hpp"
#include "qalor/solve/mode_wide.hpp"

namespace qalor {
namespace {

/// The integral of exp(-i delta s) over (0, t), and of that again.
struct RampPair {
  Complex once, twice;
};
RampPair ramp_pair(Complex delta, Real t) {
  const Complex x = -i_unit * delta * t;
  if (std::abs(x) > 0.5) {
    const Complex once = (std::exp(x) - 1.0) / (-i_unit * delta);
    return {once, (once - t) / (-i_unit * delta)};
  }
  Complex term = 1, once = 0, twice = 0;  // sums of x^k/(k+1)! and x^k/(k+2)!
  for (int k = 0; k < 20; ++k) {
    once += term / static_cast<Real>(k + 1);
    twice += term / static_cast<Real>((k + 1) * (k + 2));
    term *= x / static_cast<Real>(k + 1);
  }
  return {t * once, t * t * twice};
}

/// gamma + i (omega' - omega_0), its integral, and the noise rate, to second order in the coupling.
struct SecondOrder {
  Complex rate = 0, sum = 0;
  Real noise = 0;
};

class SecondOrderRates {
 public:
  SecondOrderRates(const ReservoirMode& mode, Real end) : mode_(mode) {
    if (!mode.density.is_whole_axis()) {
      star_ = mode.density.star(end, mode.bath);
      for (const Real w : star_.nodes) occupation_.push_back(mode.bath(w));
    } else if (mode.bath.is_fermion) {
      wide_.emplace(mode);
    }
  }
  SecondOrder at(Real t) const {
    SecondOrder out;
    if (const auto* flat = mode_.density.as<FlatDamping>()) out = {0.5 * flat->gamma, 0.5 * flat->gamma * t, 0};
    if (const auto* s = mode_.density.as<Lorentzian>()) {
      const RampPair r = ramp_pair(Complex(s->center - mode_.omega_0, -s->width), t);
      out = {0.5 * s->gamma * s->width * r.once, 0.5 * s->gamma * s->width * r.twice, 0};
    }
    for (std::size_t k = 0; k < star_.size(); ++k) {
      const RampPair r = ramp_pair(star_.nodes[k] - mode_.omega_0, t);
      out.rate += star_.weights[k] * r.once;
      out.sum += star_.weights[k] * r.twice;
      out.noise += 2 * star_.weights[k] * occupation_[k] * r.once.real();
    }
    if (wide_) out.noise = wide_->second_order_noise(t);
    return out;
  }

 private:
  const ReservoirMode& mode_;
  Rule star_;
  std::vector<Real> occupation_;
  std::optional<WideMode> wide_;
};

}  // namespace

ModeTrajectory lindblad_motion(const ReservoirMode& mode, const std::vector<Real>& times, Real n_0) {
  const Real rate = std::numbers::pi * mode.density.density(mode.omega_0);
  const Complex generator(-rate, -(mode.omega_0 + mode.density.level_shift(mode.omega_0)));
  const Real filled = mode.bath(mode.omega_0);
  ModeTrajectory out{{}, "Born-Markov master equation", 0};
  for (const Real t : times) {
    ModeMotion m{.time = t, .u = std::exp(generator * t)};
    m.du = generator * m.u;
    m.v = -filled * std::expm1(-2 * rate * t);
    m.dv = 2 * rate * filled * std::norm(m.u);
    m.swept = -generator.imag() * (m.occupation(n_0) - n_0);
    out.motion.push_back(m);
  }
  return out;
}

ModeTrajectory second_order_motion(const ReservoirMode& mode, const std::vector<Real>& times, Real n_0) {
  const SecondOrderRates rates(mode, times.back());
  ModeTrajectory out{{}, "time-local master equation of second order", 0};
  const auto [low, high] = mode.density.band();
  const Real fastest = std::isinf(high) ? std::abs(mode.omega_0) + 4 : std::max(std::abs(high), std::abs(low));
  const Real step = mode.density.as<Ohmic>() != nullptr ? 60 / fastest : 6 / fastest;
  const auto state = [&](Real t, const SecondOrder& s, Real v) {
    ModeMotion m{.time = t, .u = std::exp(-i_unit * (mode.omega_0 * t) - s.sum)};
    m.du = -(i_unit * mode.omega_0 + s.rate) * m.u;
    m.v = v;
    m.dv = s.noise - 2 * s.rate.real() * v;
    return m;
  };
  const RealMatrix integrals = Panels::integrals();
  const RealVector whole = Panels::integral_to(1);
  constexpr auto size = static_cast<Eigen::Index>(Panels::order);
  Real start = 0, v = 0, swept = 0;
  for (const Real t : times) {
    const auto panels = std::max(1, static_cast<int>(std::ceil((t - start) / step)));
    const Real width = (t - start) / panels;
    for (int k = 0; k < panels && t > start; ++k) {
      // v exp(2 sum) grows at the rate noise exp(2 sum).
      const Real a = start + width * k;
      const Real before = rates.at(a).sum.real(), after = rates.at(a + width).sum.real();
      std::vector<SecondOrder> inside;
      RealVector growth(size), sweep(size);
      for (Eigen::Index i = 0; i < size; ++i) {
        inside.push_back(rates.at(a + width * Panels::place(static_cast<std::size_t>(i))));
        growth(i) = inside.back().noise * std::exp(2 * (inside.back().sum.real() - before));
      }
      for (Eigen::Index i = 0; i < size; ++i) {
        const SecondOrder& s = inside[static_cast<std::size_t>(i)];
        const Real here = (v + width * integrals.row(i).dot(growth)) * std::exp(2 * (before - s.sum.real()));
        const ModeMotion m = state(a + width * Panels::place(static_cast<std::size_t>(i)), s, here);
        sweep(i) = m.frequency() * m.occupation_rate(n_0);
      }
      swept += width * whole.dot(sweep);
      v = (v + width * whole.dot(growth)) * std::exp(2 * (before - after));
    }
    start = t;
    out.motion.push_back(state(t, rates.at(t), v));
    out.motion.back().swept = swept;
  }
  return out;
}

}  // namespace qalor
