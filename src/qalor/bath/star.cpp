// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "qalor/bath/spectral_density.hpp"

namespace qalor {
namespace {

constexpr std::size_t nodes = 24;  // of a panel: resolve exp(iwt) over a width of 36/t to rounding

/// Walks over the band in panels that resolve exp(iwt), the density and the thermal occupation.
class Walk {
 public:
  Walk(Real t, Real smooth, const Occupation& n) : widest_(std::min(smooth, t > 0 ? 36 / t : smooth)), occupation_(n) {}

  /// Panel width allowed at w: the poles of the occupation lie at mu +- i pi/beta and beyond.
  Real width(Real w) const {
    const Real distance = w < occupation_.mu ? 0.4 * (occupation_.mu - w) : 0.7 * (w - occupation_.mu);
    const bool is_empty = std::isinf(occupation_.beta);
    if (is_empty && !occupation_.is_fermion) return widest_;
    if (is_empty) return w < occupation_.mu ? std::min(widest_, occupation_.mu - w) : widest_;
    return std::min(widest_, 4 / occupation_.beta + distance);
  }
  void over(Real a, Real b, const SpectralDensity& d, Rule& out) const {
    while (a < b) {
      Real end = a + width(a);
      if (end > b - 1e-12 * (b - a)) end = b;
      const std::size_t first = out.size();
      add_panel(out, nodes, a, end);
      for (std::size_t k = first; k < out.size(); ++k) out.weights[k] *= d.density(out.nodes[k]);
      if (!(end > a)) return;
      a = end;
    }
  }

 private:
  Real widest_;
  Occupation occupation_;
};

/// j = w^exponent f(w) from zero on: the first panel by Gauss-Jacobi, exact for w^(exponent-1) times a smooth function,
/// which j times the occupation is.
Rule power_star(const SpectralDensity& d, Real exponent, Real cutoff, Real end, Real t, const Occupation& n) {
  const Walk walk(t, cutoff, n);
  const Real first = std::min(end, walk.width(0));
  Rule out;
  const Rule jacobi = gauss_jacobi(nodes, exponent - 1);
  for (std::size_t k = 0; k < nodes; ++k) {
    const Real x = jacobi.nodes[k];
    out.add(first * x, first * jacobi.weights[k] * d.density(first * x) / std::pow(x, exponent - 1));
  }
  walk.over(first, end, d, out);
  return out;
}

/// Lanczos with full reorthogonalisation on the star, from the collective mode on.
Chain lanczos(const Rule& star, std::size_t sites) {
  const auto size = static_cast<Eigen::Index>(star.size());
  const auto omega = Eigen::Map<const RealVector>(star.nodes.data(), size);
  RealVector v = Eigen::Map<const RealVector>(star.weights.data(), size).cwiseSqrt();
  Chain out{v.norm(), {}, {}};
  RealMatrix basis(size, static_cast<Eigen::Index>(sites));
  v /= out.coupling;
  for (std::size_t k = 0; k < sites; ++k) {
    const auto column = static_cast<Eigen::Index>(k);
    basis.col(column) = v;
    RealVector next = omega.cwiseProduct(v);
    out.frequencies.push_back(v.dot(next));
    if (k + 1 == sites) break;
    for (int pass = 0; pass < 2; ++pass)
      next -= basis.leftCols(column + 1) * (basis.leftCols(column + 1).transpose() * next).eval();
    const Real hop = next.norm();
    if (!(hop > 1e-13 * omega.cwiseAbs().maxCoeff())) break;  // a finite bath is exhausted
    out.hoppings.push_back(hop);
    v = next / hop;
  }
  return out;
}

Chain laguerre(const Ohmic& s, std::size_t sites) {
  Chain out{s.cutoff * std::sqrt(s.eta * std::tgamma(1 + s.exponent)), {}, {}};
  for (std::size_t k = 0; k < sites; ++k) {
    const auto n = static_cast<Real>(k);
    out.frequencies.push_back(s.cutoff * (2 * n + 1 + s.exponent));
    if (k + 1 < sites) out.hoppings.push_back(s.cutoff * std::sqrt((n + 1) * (n + 1 + s.exponent)));
  }
  return out;
}

Chain jacobi(const HardCutoff& h, std::size_t sites) {
  const Real s = h.exponent;
  Chain out{h.cutoff * std::sqrt(h.eta / (1 + s)), {}, {}};
  for (std::size_t k = 0; k < sites; ++k) {
    const auto n = static_cast<Real>(k);
    out.frequencies.push_back(0.5 * h.cutoff * (1 + s * s / ((s + 2 * n) * (2 + s + 2 * n))));
    if (k + 1 < sites)
      out.hoppings.push_back(h.cutoff * (1 + n) * (1 + s + n) / ((s + 2 + 2 * n) * (3 + s + 2 * n)) *
                             std::sqrt((3 + s + 2 * n) / (1 + s + 2 * n)));
  }
  return out;
}

/// Modes of one frequency act as one; modes without coupling do not act.
Rule modes_star(const DiscreteModes& modes) {
  std::vector<std::pair<Real, Real>> sorted;
  for (std::size_t k = 0; k < modes.omega.size(); ++k)
    if (modes.coupling[k] != 0) sorted.emplace_back(modes.omega[k], modes.coupling[k] * modes.coupling[k]);
  std::sort(sorted.begin(), sorted.end());
  Rule out;
  for (const auto& [w, weight] : sorted) {
    if (out.size() > 0 && out.nodes.back() == w)
      out.weights.back() += weight;
    else
      out.add(w, weight);
  }
  return out;
}

}  // namespace

Rule SpectralDensity::star(Real t, const Occupation& n) const {
  if (is_whole_axis()) throw std::domain_error("a density on the whole axis has no star that converges");
  if (const auto* s = as<Ohmic>()) return power_star(*this, s->exponent, s->cutoff, band().second, t, n);
  if (const auto* s = as<HardCutoff>()) return power_star(*this, s->exponent, s->cutoff, s->cutoff, t, n);
  if (const auto* s = as<DiscreteModes>()) return modes_star(*s);
  const auto& table = std::get<Tabulated>(shape_);
  Rule out;
  for (std::size_t k = 1; k < table.omega.size(); ++k)
    Walk(t, table.omega[k] - table.omega[k - 1], n).over(table.omega[k - 1], table.omega[k], *this, out);
  return out;
}

Chain SpectralDensity::chain(std::size_t sites) const {
  if (const auto* s = as<Ohmic>()) return laguerre(*s, sites);
  if (const auto* s = as<HardCutoff>()) return jacobi(*s, sites);
  // As many nodes as resolve polynomials of twice the number of sites.
  const Real width = std::max(band().second - band().first, 1e-300);
  return lanczos(star(4 * static_cast<Real>(sites) / width, {.beta = std::numeric_limits<Real>::infinity()}), sites);
}

}  // namespace qalor
