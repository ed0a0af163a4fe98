// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/mode_memory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include "qalor/base/error.hpp"
#include "qalor/base/special.hpp"

namespace qalor {
namespace {

constexpr std::size_t order = Panels::order;
constexpr auto panel_size = static_cast<Eigen::Index>(order);
constexpr Real most_work = 6e9;  // nodes x panels x order

/// The integral over (0, h) of exp(-iw(h-s)) P_l(2s/h - 1), for each node w (rows) and l (columns).
Matrix overlaps(const Rule& star, Real h) {
  Matrix out(static_cast<Eigen::Index>(star.size()), panel_size);
  std::array<Real, order> j{};
  for (std::size_t k = 0; k < star.size(); ++k) {
    const Real theta = 0.5 * star.nodes[k] * h;
    spherical_bessel(theta, order, j.data());
    Complex phase = h * std::exp(-i_unit * theta);
    for (std::size_t l = 0; l < order; ++l, phase *= i_unit)
      out(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(l)) = phase * j[l];
  }
  return out;
}

Vector phases(const Rule& star, Real h) {
  Vector out(static_cast<Eigen::Index>(star.size()));
  for (std::size_t k = 0; k < star.size(); ++k)
    out(static_cast<Eigen::Index>(k)) = std::exp(-i_unit * (star.nodes[k] * h));
  return out;
}

RealVector weights(const Rule& star) {
  return Eigen::Map<const RealVector>(star.weights.data(), static_cast<Eigen::Index>(star.size()));
}

RealVector frequencies(const Rule& star) {
  return Eigen::Map<const RealVector>(star.nodes.data(), static_cast<Eigen::Index>(star.size()));
}

RealVector thermal_weights(const Rule& star, const Occupation& n) {
  RealVector out = weights(star);
  for (std::size_t k = 0; k < star.size(); ++k) out(static_cast<Eigen::Index>(k)) *= n(star.nodes[k]);
  return out;
}

/// What a panel of one width needs: the memory within it, by the kernel and the thermal kernel, and how F moves.
struct Panel {
  Real h;
  Matrix inner, inner_thermal;  // memory at the Gauss nodes from u at the Gauss nodes
  Matrix inner_energy;          // as inner_thermal, with the frequency as one more weight
  Matrix solve;                 // of the collocation equations, for du/dt
  Matrix phase;                 // exp(-iwc_i h), node of the star x Gauss node
  Vector carry;                 // exp(-iwh)
  Matrix move;                  // F gained over the panel, from u at the Gauss nodes
  Matrix given_phase;           // of the given amplitude, as `phase` and `carry`
  Vector given_carry;
};

Matrix phases_inside(const Rule& star, Real h) {
  Matrix out(static_cast<Eigen::Index>(star.size()), panel_size);
  for (std::size_t i = 0; i < order; ++i) out.col(static_cast<Eigen::Index>(i)) = phases(star, Panels::place(i) * h);
  return out;
}

Panel make_panel(const ReservoirMode& mode, const Rule& star, const Rule& given, Real h) {
  Panel out{.h = h,
            .inner = Matrix(panel_size, panel_size),
            .inner_thermal = Matrix(panel_size, panel_size),
            .inner_energy = Matrix(panel_size, panel_size),
            .solve = {},
            .phase = phases_inside(star, h),
            .carry = phases(star, h),
            .move = overlaps(star, h) * Panels::to_legendre(),
            .given_phase = phases_inside(given, h),
            .given_carry = phases(given, h)};
  const Rule near = mode.density.star(h, mode.bath);
  const RealVector plain = weights(near), thermal = thermal_weights(near, mode.bath);
  const RealVector energy = thermal.cwiseProduct(frequencies(near));
  for (std::size_t i = 0; i < order; ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    const Matrix overlap = overlaps(near, Panels::place(i) * h);
    const RealMatrix local = Panels::part(Panels::place(i));
    out.inner.row(row) = (plain.transpose() * overlap) * local;
    out.inner_thermal.row(row) = (thermal.transpose() * overlap) * local;
    out.inner_energy.row(row) = (energy.transpose() * overlap) * local;
  }
  const Matrix generator = out.inner + i_unit * mode.omega_0 * Matrix::Identity(panel_size, panel_size);
  out.solve = inverse(Matrix::Identity(panel_size, panel_size) + h * generator * Panels::integrals());
  return out;
}

/// The march over the panels.
class March {
 public:
  March(const ReservoirMode& mode, Real end, Real n_0, const Amplitude& given)
      : mode_(mode),
        given_(given),
        n_0_(n_0),
        star_(mode.density.star(end, mode.bath)),
        plain_(weights(star_)),
        thermal_(thermal_weights(star_, mode.bath)),
        energy_(thermal_.cwiseProduct(frequencies(star_))),
        field_(Vector::Zero(plain_.size())),
        given_field_(weights(given).cast<Complex>()) {
    const Real scale = std::abs(mode.omega_0) + std::sqrt(std::max(mode.density.total(), 0.0));
    longest_ = 8 / std::max(scale, 1e-300);
    first_ = std::min(longest_, first_panel());
    if (grows()) return;
    longest_ = first_;
  }

  ModeTrajectory run(const std::vector<Real>& times) {
    ModeTrajectory out;
    std::size_t next = 0;
    while (next < times.size()) {
      begin_panel();
      for (; next < times.size() && times[next] <= start_ + panel_->h * (1 + 1e-12); ++next) {
        out.motion.push_back(at(times[next]));
        if (next == 0 || next + 1 == times.size()) check(out.motion.back());
      }
      if (next < times.size()) finish_panel();
    }
    out.residual = residual_;
    out.noise_residual = noise_residual_;
    return out;
  }

 private:
  bool is_given() const { return given_.size() > 0; }
  /// Whether u gets smoother with time: the cutoff function is felt less and less.
  bool grows() const { return mode_.density.as<Ohmic>() != nullptr; }
  Real first_panel() const {
    if (const auto* s = mode_.density.as<Ohmic>()) return 1 / s->cutoff;
    const auto [low, high] = mode_.density.band();
    return 8 / std::max({std::abs(low), std::abs(high), 1e-300});
  }
  Real panel_width() const {
    Real h = first_;
    while (2 * h <= std::min(longest_, 0.4 * start_)) h *= 2;
    return h;
  }
  void begin_panel() {
    const Real h = panel_width();
    if (!panel_ || panel_->h != h) panel_ = std::make_unique<Panel>(make_panel(mode_, star_, given_, h));
    const Vector past = panel_->phase.transpose() * plain_.cwiseProduct(field_);
    const Vector past_thermal = panel_->phase.transpose() * thermal_.cwiseProduct(field_);
    if (is_given()) {
      u_ = panel_->given_phase.transpose() * given_field_;
      du_ = -i_unit * mode_.omega_0 * u_ - past - panel_->inner * u_;
    } else {
      const Vector flat = Vector::Constant(panel_size, u_start_);
      du_ = panel_->solve * (-past - panel_->inner * flat - i_unit * mode_.omega_0 * flat);
      u_ = flat + h * (integration_ * du_);
    }
    q_ = past_thermal + panel_->inner_thermal * u_;
    const Vector past_energy = panel_->phase.transpose() * energy_.cwiseProduct(field_);
    const Vector q1 = past_energy + panel_->inner_energy * u_;
    swept_rate_.resize(panel_size);
    noise_rate_ = 2 * u_.conjugate().cwiseProduct(q_).real();
    energy_rate_ = 2 * u_.conjugate().cwiseProduct(q1).real();
    v_start_ = thermal_.dot(field_.cwiseAbs2());
    v1_start_ = energy_.dot(field_.cwiseAbs2());
    noise_residual_ = std::max(noise_residual_, std::abs(v_start_ - noise_) / (1 + v_start_));
    for (Eigen::Index k = 0; k < panel_size; ++k) {
      const Real dn = 2 * (std::conj(u_(k)) * (du_(k) * n_0_ + q_(k))).real();
      swept_rate_(k) = -(du_(k) / u_(k)).imag() * dn;
    }
  }

  void finish_panel() {
    const RealVector whole = Panels::integral_to(1) * panel_->h;
    if (is_given()) {
      given_field_ = panel_->given_carry.cwiseProduct(given_field_);
      const Complex next = given_field_.sum();
      residual_ = std::max(residual_, std::abs(next - u_start_ - (whole.transpose() * du_).value()));
      u_start_ = next;
    } else {
      u_start_ += (whole.transpose() * du_).value();
    }
    swept_ += whole.dot(swept_rate_);
    noise_ += whole.dot(noise_rate_);
    field_ = panel_->carry.cwiseProduct(field_) + panel_->move * u_;
    start_ += panel_->h;
  }

  /// Dense output: on a panel all of the motion is a polynomial, whose values at the Gauss nodes are known.
  ModeMotion at(Real t) const {
    if (t == 0) return {.u = 1, .du = -i_unit * mode_.omega_0};
    const Real c = (t - start_) / panel_->h;
    const RealVector here = Panels::value_at(c), to_here = Panels::integral_to(c) * panel_->h;
    ModeMotion out{.time = t};
    out.u = is_given() ? (here.transpose() * u_).value() : u_start_ + (to_here.transpose() * du_).value();
    out.du = (here.transpose() * du_).value();
    out.q = (here.transpose() * q_).value();
    out.dv = 2 * (std::conj(out.u) * out.q).real();
    out.v = v_start_ + to_here.dot(noise_rate_);
    out.v1 = v1_start_ + to_here.dot(energy_rate_);
    out.swept = swept_ + to_here.dot(swept_rate_);
    return out;
  }

  /// The same from the bath's field at that time, without the polynomials; into the residuals.
  void check(const ModeMotion& m) {
    const Real step = m.time - start_;
    const Vector f = step == 0 ? field_
                               : Vector(phases(star_, step).cwiseProduct(field_) +
                                        overlaps(star_, step) * (Panels::part(step / panel_->h) * u_).eval());
    const Complex u = m.time > 0 && is_given() ? amplitude_at(given_, m.time) : m.u;
    const Complex du = -i_unit * mode_.omega_0 * u - (plain_.transpose() * f).value();
    residual_ = std::max({residual_, std::abs(du - m.du), std::abs(u - m.u)});
    const Real v = thermal_.dot(f.cwiseAbs2());
    const RealVector to_here = Panels::integral_to(step / panel_->h) * panel_->h;
    noise_residual_ = std::max({noise_residual_, std::abs(v - noise_ - to_here.dot(noise_rate_)) / (1 + v),
                                std::abs((thermal_.transpose() * f).value() - m.q) / (1 + v)});
  }

  const ReservoirMode& mode_;
  const Amplitude& given_;
  Real n_0_;
  Rule star_;
  RealVector plain_, thermal_, energy_;
  RealMatrix integration_ = Panels::integrals();
  Real longest_ = 0, first_ = 0;
  std::unique_ptr<Panel> panel_;
  Real start_ = 0, swept_ = 0, noise_ = 0, v_start_ = 0, v1_start_ = 0, residual_ = 0, noise_residual_ = 0;
  Complex u_start_ = 1;
  Vector field_, given_field_, u_, du_, q_;
  RealVector swept_rate_, noise_rate_, energy_rate_;
};

}  // namespace

Complex amplitude_at(const Amplitude& amplitude, Real t) {
  Complex sum = 0;
  for (std::size_t k = 0; k < amplitude.size(); ++k)
    sum += amplitude.weights[k] * std::exp(-i_unit * (amplitude.nodes[k] * t));
  return sum;
}

void require_affordable(const ReservoirMode& mode, Real end) {
  const auto [low, high] = mode.density.band();
  const Real nodes = 24 * (10 + (high - low) * end / 36);
  const Real panels = 10 + end * (std::abs(mode.omega_0) + std::sqrt(mode.density.total())) / 4;
  if (mode.density.as<DiscreteModes>() != nullptr || nodes * panels * static_cast<Real>(order) < most_work) return;
  throw Error(
      fmt::format("t = {:.4g} is too late for the memory of a band of width {:.4g}, {:.1e} frequencies: choose "
                  "earlier times, or ask for the steady state",
                  end, high - low, nodes));
}

ModeTrajectory remember(const ReservoirMode& mode, const std::vector<Real>& times, Real n_0, const Amplitude& given) {
  if (times.empty()) return {};
  require_affordable(mode, times.back());
  return March(mode, times.back(), n_0, given).run(times);
}

}  // namespace qalor
