// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/bath/spectral_density.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>

#include "qalor/bath/bath.hpp"

namespace qalor {
namespace {

constexpr Real pi = std::numbers::pi;
constexpr Real infinity = std::numeric_limits<Real>::infinity();

/// exp(-x) is below rounding, with room for x^exponent.
Real decayed(Real exponent) { return 38 + 6 * std::max(0.0, exponent - 1); }

/// The contour w = cutoff r exp(-i pi/4): the trapezoidal rule in ln r converges exponentially, at any z above it.
void ohmic_contour(const Ohmic& s, std::vector<Complex>& nodes, std::vector<Complex>& charge) {
  constexpr Real step = 0.1;
  const Real last = std::log(1.5 * decayed(s.exponent));
  for (Real xi = last; xi > -40 / std::min(1.0, s.exponent) && nodes.size() < 20000; xi -= step) {
    const Complex x = std::polar(std::exp(xi), -pi / 4);
    nodes.push_back(s.cutoff * x);
    charge.push_back(step * s.eta * s.cutoff * s.cutoff * std::pow(x, 1 + s.exponent) * std::exp(-x));
  }
}

/// The half circle below the band, w = cutoff r/(1 + r), r on the negative imaginary axis.
void hard_contour(const HardCutoff& s, std::vector<Complex>& nodes, std::vector<Complex>& charge) {
  constexpr Real step = 0.2;
  for (Real xi = 44; xi > -44 / std::min(1.0, s.exponent) && nodes.size() < 20000; xi -= step) {
    const Complex r(0, -std::exp(xi));
    const Complex x = r / (1.0 + r);
    nodes.push_back(s.cutoff * x);
    charge.push_back(step * s.eta * s.cutoff * s.cutoff * std::pow(x, 1 + s.exponent) / (1.0 + r));
  }
}

Real density_of(const Ohmic& s, Real w) { return spectral_rate(s, w) / (2 * pi); }
Real density_of(const HardCutoff& s, Real w) {
  return w <= 0 || w > s.cutoff ? 0 : s.eta * s.cutoff * std::pow(w / s.cutoff, s.exponent);
}
Real density_of(const Lorentzian& s, Real w) { return spectral_rate(s, w) / (2 * pi); }
Real density_of(const FlatDamping& s, Real) { return s.gamma / (2 * pi); }
Real density_of(const Tabulated& s, Real w) { return spectral_rate(s, w) / (2 * pi); }
Real density_of(const DiscreteModes&, Real) { return 0; }

/// Segments of a table: j = left + slope (w - a) on (a, b).
template <class Visit>
void each_segment(const Tabulated& s, Visit visit) {
  for (std::size_t k = 1; k < s.omega.size(); ++k) {
    const Real a = s.omega[k - 1], b = s.omega[k];
    visit(a, b, s.density[k - 1], (s.density[k] - s.density[k - 1]) / (b - a));
  }
}

/// ln z with -pi < arg <= pi from above the real axis; 0 at z = 0, where the two segments that meet cancel.
Complex log_above(Complex z) {
  if (z == 0.0) return 0;
  return z.imag() == 0 ? Complex(std::log(std::abs(z.real())), z.real() < 0 ? pi : 0) : std::log(z);
}

Complex table_energy(const Tabulated& s, Complex z) {
  if (z == s.omega.front() && s.density.front() > 0) return -infinity;
  if (z == s.omega.back() && s.density.back() > 0) return infinity;
  Complex sum = 0;
  each_segment(s, [&](Real a, Real b, Real left, Real slope) {
    sum += -slope * (b - a) + (left + slope * (z - a)) * (log_above(z - a) - log_above(z - b));
  });
  return sum;
}

Complex table_slope(const Tabulated& s, Complex z) {
  Complex sum = 0;
  each_segment(s, [&](Real a, Real b, Real left, Real slope) {
    sum += slope * (log_above(z - a) - log_above(z - b)) + (left + slope * (z - a)) * (1.0 / (z - a) - 1.0 / (z - b));
  });
  return sum;
}

/// The integral over a segment of (left + slope (w - a)) exp(-iwt).
Complex segment_kernel(Real a, Real b, Real left, Real slope, Real t) {
  const Rule& rule = gauss_legendre(24);
  const Real half = 0.5 * (b - a);
  if (std::abs(half * t) < 8) {
    Complex sum = 0;
    for (std::size_t k = 0; k < rule.size(); ++k) {
      const Real x = half * (1 + rule.nodes[k]);
      sum += half * rule.weights[k] * (left + slope * x) * std::exp(-i_unit * ((a + x) * t));
    }
    return sum;
  }
  const auto primitive = [&](Real w, Real j) {
    return std::exp(-i_unit * (w * t)) * (i_unit * j / t + slope / (t * t));
  };
  return primitive(b, left + slope * (b - a)) - primitive(a, left);
}

}  // namespace

Real Occupation::operator()(Real w) const {
  if (std::isinf(beta)) return !is_fermion ? 0 : w < mu ? 1 : w == mu ? 0.5 : 0;
  return is_fermion ? fermi_occupation(beta * (w - mu)) : bose_occupation(beta * (w - mu));
}

SpectralDensity::SpectralDensity(Shape shape) : shape_(std::move(shape)) {
  if (const auto* s = as<Ohmic>()) ohmic_contour(*s, contour_, charge_);
  if (const auto* s = as<HardCutoff>()) hard_contour(*s, contour_, charge_);
  if (const auto* s = as<DiscreteModes>())
    for (std::size_t k = 0; k < s->omega.size(); ++k) {
      contour_.emplace_back(s->omega[k]);
      charge_.emplace_back(s->coupling[k] * s->coupling[k]);
    }
}

Real SpectralDensity::density(Real w) const {
  return std::visit([w](const auto& s) { return density_of(s, w); }, shape_);
}

Complex SpectralDensity::self_energy(Complex z) const {
  if (const auto* s = as<Lorentzian>()) return 0.5 * s->gamma * s->width / (z - s->center + i_unit * s->width);
  if (const auto* s = as<FlatDamping>()) return Complex(0, -0.5 * s->gamma);
  if (const auto* s = as<Tabulated>()) return table_energy(*s, z);
  Real re = 0, im = 0;  // of the sum of charge/(z - node), without the library's checks for infinities
  for (std::size_t k = 0; k < contour_.size(); ++k) {
    const Real x = z.real() - contour_[k].real(), y = z.imag() - contour_[k].imag();
    const Real scale = 1 / (x * x + y * y);
    re += (charge_[k].real() * x + charge_[k].imag() * y) * scale;
    im += (charge_[k].imag() * x - charge_[k].real() * y) * scale;
  }
  return {re, z.imag() == 0 ? -pi * density(z.real()) : im};
}

Complex SpectralDensity::self_energy_slope(Complex z) const {
  if (const auto* s = as<Lorentzian>()) {
    const Complex d = z - s->center + i_unit * s->width;
    return -0.5 * s->gamma * s->width / (d * d);
  }
  if (as<FlatDamping>() != nullptr) return 0;
  if (const auto* s = as<Tabulated>()) return table_slope(*s, z);
  Complex sum = 0;
  for (std::size_t k = 0; k < contour_.size(); ++k) sum -= charge_[k] / ((z - contour_[k]) * (z - contour_[k]));
  return sum;
}

Complex SpectralDensity::second_sheet(Complex z) const {
  if (is_whole_axis() || as<DiscreteModes>() != nullptr || z.imag() >= 0) return self_energy(z);
  Complex j = 0;
  if (const auto* s = as<Ohmic>())
    j = s->eta * s->cutoff * std::pow(z / s->cutoff, s->exponent) * std::exp(-z / s->cutoff);
  if (const auto* s = as<HardCutoff>()) j = s->eta * s->cutoff * std::pow(z / s->cutoff, s->exponent);
  if (const auto* table = as<Tabulated>())
    each_segment(*table, [&](Real a, Real b, Real left, Real slope) {
      if (z.real() >= a && z.real() < b) j = left + slope * (z - a);
    });
  // Below the axis the first sheet is the mirror image of what lies above it, far from the contour.
  return std::conj(self_energy(std::conj(z))) - 2 * pi * i_unit * j;
}

Real SpectralDensity::spectral_function(Real omega_0, Real w) const {
  const Real j = density(w);
  if (j == 0) return 0;
  const Real distance = w - omega_0 - level_shift(w);
  return std::isinf(distance) ? 0 : j / (distance * distance + pi * pi * j * j);
}

Complex SpectralDensity::kernel(Real t) const {
  if (const auto* s = as<Ohmic>())
    return s->eta * s->cutoff * s->cutoff * std::tgamma(1 + s->exponent) *
           std::pow(Complex(1, s->cutoff * t), -1 - s->exponent);
  if (const auto* s = as<Lorentzian>()) return 0.5 * s->gamma * s->width * std::exp(-Complex(s->width, s->center) * t);
  if (as<FlatDamping>() != nullptr) throw std::domain_error("the memory kernel of a flat density is a delta function");
  Complex sum = 0;
  if (const auto* s = as<Tabulated>()) {
    each_segment(*s, [&](Real a, Real b, Real left, Real slope) { sum += segment_kernel(a, b, left, slope, t); });
    return sum;
  }
  for (std::size_t k = 0; k < contour_.size(); ++k) sum += charge_[k] * std::exp(-i_unit * contour_[k] * t);
  return sum;
}

Real SpectralDensity::total() const { return as<FlatDamping>() != nullptr ? infinity : kernel(0).real(); }

std::pair<Real, Real> SpectralDensity::band() const {
  if (const auto* s = as<Ohmic>()) return {0, decayed(s->exponent) * s->cutoff};
  if (const auto* s = as<HardCutoff>()) return {0, s->cutoff};
  if (const auto* s = as<Tabulated>()) return {s->omega.front(), s->omega.back()};
  if (const auto* s = as<DiscreteModes>()) {
    const auto [low, high] = std::minmax_element(s->omega.begin(), s->omega.end());
    return {*low, *high};
  }
  return {-infinity, infinity};
}

std::vector<std::pair<Real, Real>> SpectralDensity::gaps() const {
  if (as<Ohmic>() != nullptr) return {{-infinity, 0}};
  if (const auto* s = as<HardCutoff>()) return {{-infinity, 0}, {s->cutoff, infinity}};
  const auto* table = as<Tabulated>();
  if (table == nullptr) return {};
  std::vector<std::pair<Real, Real>> out{{-infinity, table->omega.front()}};
  const auto extend = [&](Real a, Real b) {
    if (out.back().second == a)
      out.back().second = b;
    else
      out.emplace_back(a, b);
  };
  each_segment(*table, [&](Real a, Real b, Real left, Real slope) {
    if (left == 0 && slope == 0) extend(a, b);
  });
  extend(table->omega.back(), infinity);
  return out;
}

}  // namespace qalor
