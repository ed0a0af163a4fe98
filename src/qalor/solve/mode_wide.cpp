// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/mode_wide.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace qalor {
namespace {

constexpr std::size_t wide_order = 24;

/// j continued to complex frequencies.
Complex density(const SpectralDensity& d, Complex w) {
  if (const auto* s = d.as<FlatDamping>()) return s->gamma / (2 * std::numbers::pi);
  const auto& s = *d.as<Lorentzian>();
  return s.gamma / (2 * std::numbers::pi) * s.width * s.width / ((w - s.center) * (w - s.center) + s.width * s.width);
}

/// The integral of exp(-i difference s) over (0, t).
Complex ramp(Complex difference, Real t) {
  const Complex x = -i_unit * difference * t;
  if (std::abs(x) > 0.5) return (std::exp(x) - 1.0) / (-i_unit * difference);
  Complex term = 1, sum = 1;
  for (int k = 2; k < 24; ++k) {
    term *= x / static_cast<Real>(k);
    sum += term;
  }
  return t * sum;
}

Real widest(const SpectralDensity& d, Complex pole_a, Complex pole_b) {
  Real out = std::max(-pole_a.imag(), -pole_b.imag());
  if (const auto* s = d.as<Lorentzian>()) out = std::max(out, s->width);
  return out;
}

}  // namespace

WideMode::WideMode(const ReservoirMode& mode) : mode_(mode), poles_(mode.density.poles(mode.omega_0)) {
  if (!mode.density.is_whole_axis()) throw std::domain_error("the density has a band edge");
  if (!mode.bath.is_fermion && !mode.is_empty_bath())
    throw std::domain_error("a thermal boson bath on the whole axis has modes of negative energy");
  residues_ = {1.0};
  if (const auto* s = mode.density.as<Lorentzian>()) {
    if (std::abs(poles_[0] - poles_[1]) < 1e-7 * std::abs(poles_[0])) {  // a double pole, split beyond rounding
      const Complex shift = 3e-6 * std::max(std::abs(poles_[0].imag()), 1e-3);
      poles_ = {poles_[0] + shift, poles_[1] - shift};
    }
    const Complex c = (poles_[0] - s->center + i_unit * s->width) / (poles_[0] - poles_[1]);
    residues_ = {c, 1.0 - c};
  }
  const Real width = widest(mode.density, poles_.front(), poles_.back());
  const Real thermal = std::isinf(mode.bath.beta) ? 0 : 40 / mode.bath.beta;
  Real left = std::min(mode.omega_0, mode.bath.mu);
  for (const Complex z : poles_) left = std::min(left, z.real());
  if (const auto* s = mode.density.as<Lorentzian>()) left = std::min(left, s->center);
  low_ = std::min(left - 8 * width, mode.bath.mu - thermal - 2 * width);
  high_ = mode.bath.mu + thermal;
}

Complex WideMode::amplitude(Real t) const {
  Complex sum = 0;
  for (std::size_t k = 0; k < poles_.size(); ++k) sum += residues_[k] * std::exp(-i_unit * poles_[k] * t);
  return sum;
}

Complex WideMode::band_integral(Real t, const Part& smooth, const Part& turning) const {
  const Occupation& n = mode_.bath;
  const auto whole = [&](Real w) {
    return (mode_.density.density(w) * n(w)) * (smooth(w) + turning(w) * std::exp(-i_unit * (w * t)));
  };
  // Middle: panels no wider than the poles, the thermal step and exp(-iwt) allow.
  const Real narrow = std::isinf(n.beta) ? 1e300 : 4 / n.beta;
  Complex sum = 0;
  for (Real a = low_; a < high_;) {
    Real step = std::min({t > 0 ? 36 / t : 1e300, n.mu > a ? narrow + 0.4 * (n.mu - a) : narrow + 0.7 * (a - n.mu)});
    const auto near = [&](Complex z) { step = std::min(step, 0.5 * std::abs(a - z) + 0.25 * std::abs(z.imag())); };
    for (const Complex z : poles_) near(z);
    if (const auto* s = mode_.density.as<Lorentzian>()) near({s->center, s->width});
    const Real b = std::min(high_, a + step);
    Rule rule;
    add_panel(rule, wide_order, a, b);
    for (std::size_t k = 0; k < wide_order; ++k) sum += rule.weights[k] * whole(rule.nodes[k]);
    a = b;
  }
  // Below: the smooth part on w = origin - x, the turning part on w = low - iy.
  const Real unit = std::max(high_ - low_, 1e-6);
  for (const Real sign : {0.0, 1.0}) {
    Real a = 0, b = std::max(unit, 1e-12);
    if (sign == 1 && t > 0) b = std::min(b, 8 / t);
    for (int level = 0; level < 60; ++level) {
      Rule rule;
      add_panel(rule, wide_order, a, b);
      for (std::size_t k = 0; k < wide_order; ++k) {
        const Real x = rule.nodes[k];
        const Complex w = sign == 0 ? Complex(low_ - x) : Complex(low_, -x);
        if (sign == 0)
          sum += rule.weights[k] * density(mode_.density, w) * (t > 0 ? smooth(w) : smooth(w) + turning(w));
        else if (t > 0)
          sum += i_unit * rule.weights[k] * density(mode_.density, w) * turning(w) *
                 std::exp(-i_unit * (low_ * t) - x * t);
      }
      a = b;
      b *= 2;
      if (sign == 1 && t > 0 && b - a > 8 / t) b = a + 8 / t;
      if (sign == 1 && a * t > 45) break;
    }
  }
  return sum;
}

ModeMotion WideMode::at(Real t) const {
  ModeMotion out{.time = t};
  out.u = amplitude(t);
  for (std::size_t k = 0; k < poles_.size(); ++k)
    out.du += -i_unit * poles_[k] * residues_[k] * std::exp(-i_unit * poles_[k] * t);
  if (!mode_.bath.is_fermion || mode_.density.density(mode_.omega_0) == 0) return out;
  const auto* flat = mode_.density.as<FlatDamping>();
  if (t == 0) {
    if (flat != nullptr) out.dv = 0.5 * flat->gamma;
    return out;
  }
  // F = held - gone exp(-iwt), with its conjugate continued from the real axis.
  const auto held = [&](Complex w) {
    Complex sum = 0;
    for (std::size_t k = 0; k < poles_.size(); ++k)
      sum += i_unit * residues_[k] / (poles_[k] - w) * std::exp(-i_unit * poles_[k] * t);
    return sum;
  };
  const auto gone = [&](Complex w) {
    Complex sum = 0;
    for (std::size_t k = 0; k < poles_.size(); ++k) sum += i_unit * residues_[k] / (poles_[k] - w);
    return sum;
  };
  const auto mirrored = [](const auto& f) { return [&f](Complex w) { return std::conj(f(std::conj(w))); }; };
  const auto held_star = mirrored(held);
  const auto gone_star = mirrored(gone);
  const auto quanta = [&](Complex w) { return held(w) * held_star(w) + gone(w) * gone_star(w); };
  const auto mixed = [&](Complex w) { return -2.0 * held_star(w) * gone(w); };
  const Part weighted_quanta = [&](Complex w) { return w * quanta(w); };
  const Part weighted_mixed = [&](Complex w) { return w * mixed(w); };
  out.v = band_integral(t, quanta, mixed).real();
  const Complex turn = std::conj(out.u);
  // The real part of u* F alone: u* held decays faster in it than in the whole.
  const Part real_held = [&](Complex w) { return 0.5 * (turn * held(w) + out.u * held_star(w)); };
  out.dv = 2 * band_integral(t, real_held, [&](Complex w) { return -turn * gone(w); }).real();
  if (flat != nullptr) return out;
  out.q = band_integral(t, held, [&](Complex w) { return -gone(w); });
  out.v1 = band_integral(t, weighted_quanta, weighted_mixed).real();
  return out;
}

Complex WideMode::thermal_kernel(Real t) const {
  if (!mode_.bath.is_fermion) return 0;
  return band_integral(
      t, [](Complex) { return Complex(0); }, [](Complex) { return Complex(1); });
}

Real WideMode::second_order_noise(Real t) const {
  if (!mode_.bath.is_fermion || t == 0) return 0;
  // 2 Re of the integral of exp(-i (w - omega_0) s): regular as a whole, and two exponentials in the tail below.
  const Complex back = std::exp(i_unit * (mode_.omega_0 * t));
  const auto inverse = [&](Complex w) { return -i_unit / (w - mode_.omega_0); };
  const Part smooth = [&](Complex w) { return w.real() <= low_ ? inverse(w) : ramp(w - mode_.omega_0, t); };
  const Part turning = [&](Complex w) { return w.real() <= low_ ? -back * inverse(w) : Complex(0); };
  return 2 * band_integral(t, smooth, turning).real();
}

ModeTrajectory wide_trajectory(const ReservoirMode& mode, const std::vector<Real>& times, Real n_0) {
  const WideMode wide(mode);
  ModeTrajectory out{{}, "poles", 0};
  Real scale = std::abs(mode.omega_0 - mode.bath.mu);
  for (const Complex z : mode.density.poles(mode.omega_0)) scale = std::max(scale, std::abs(z));
  Real start = 0, swept = 0;
  for (const Real t : times) {
    const auto panels = static_cast<int>(std::ceil((t - start) * scale / 8));
    for (int k = 0; k < panels; ++k) {
      Rule rule;
      add_panel(rule, 20, start + (t - start) * k / panels, start + (t - start) * (k + 1) / panels);
      for (std::size_t i = 0; i < rule.size(); ++i) {
        const ModeMotion m = wide.at(rule.nodes[i]);
        swept += rule.weights[i] * m.frequency() * m.occupation_rate(n_0);
      }
    }
    start = t;
    out.motion.push_back(wide.at(t));
    out.motion.back().swept = swept;
  }
  return out;
}

}  // namespace qalor
