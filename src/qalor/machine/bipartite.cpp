// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/machine/bipartite.hpp"

#include <cmath>
#include <limits>
#include <numbers>

namespace qalor {
namespace {

using Eigen::Index;

void add_hops(const std::vector<Hop>& hops, Index row, Index column, Matrix& h) {
  for (const Hop& hop : hops) {
    const Complex value = std::polar(1.0, hop.phase) * hop.amplitude;
    h(row + hop.i, column + hop.j) += value;
    h(column + hop.j, row + hop.i) += std::conj(value);
  }
}

/// Phases that make every bond of a spanning forest positive: x_i -> e^{i theta_i} x_i.
Vector tree_gauge(const Matrix& h) {
  const Index n = h.rows();
  Vector gauge = Vector::Zero(n);  // 0: not reached
  for (Index root = 0; root < n; ++root) {
    if (gauge(root) != 0.0) continue;
    gauge(root) = 1;
    std::vector<Index> open{root};
    while (!open.empty()) {
      const Index i = open.back();
      open.pop_back();
      for (Index j = 0; j < n; ++j) {
        if (gauge(j) != 0.0 || h(i, j) == 0.0) continue;
        // conj(g_i) h_ij g_j keeps the sign of a real bond, so that a real matrix stays as it is.
        const Complex phase = std::conj(h(i, j)) * gauge(i);
        gauge(j) = h(i, j).imag() == 0 ? gauge(i) : phase / std::abs(phase);
        open.push_back(j);
      }
    }
  }
  return gauge;
}

}  // namespace

Real Switching::strength(Real x) const { return is_cosine ? std::pow(std::sin(0.5 * std::numbers::pi * x), 2) : x; }

Matrix one_body(const Bipartite& machine) {
  const Index sites_a = machine.a.sites();
  Matrix h = Matrix::Zero(machine.sites(), machine.sites());
  h.diagonal() << machine.a.onsite.cast<Complex>(), machine.b.onsite.cast<Complex>();
  add_hops(machine.a.hopping, 0, 0, h);
  add_hops(machine.b.hopping, sites_a, sites_a, h);
  add_hops(machine.contact.hopping, 0, sites_a, h);
  if (h.imag().isZero(0)) return h;
  const Vector gauge = tree_gauge(h);
  h = gauge.conjugate().asDiagonal() * h * gauge.asDiagonal();
  // What rounding of the phases leaves of a loop without flux.
  const Real rounding = 16 * std::numeric_limits<Real>::epsilon();
  if ((h.imag().cwiseAbs().array() <= rounding * h.cwiseAbs().array()).all()) h.imag().setZero();
  return h;
}

bool is_free(const Bipartite& machine) {
  const auto none = [](const std::vector<Repulsion>& bonds) {
    for (const Repulsion& bond : bonds)
      if (bond.strength != 0) return false;
    return true;
  };
  return machine.onsite_repulsion == 0 && none(machine.a.density) && none(machine.b.density) &&
         none(machine.contact.density);
}

bool is_real(const Bipartite& machine) { return one_body(machine).imag().isZero(0); }

Eigen::Vector4d conjugate_fields(const Bipartite& machine) {
  const Body& a = machine.a;
  const Body& b = machine.b;
  return {-a.beta, a.beta * a.chemical_potential, -b.beta, b.beta * b.chemical_potential};
}

}  // namespace qalor
