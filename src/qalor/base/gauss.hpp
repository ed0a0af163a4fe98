#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <functional>
#include <vector>

#include "qalor/base/linalg.hpp"

namespace qalor {

/// Nodes and weights of an integral.
struct Rule {
  std::vector<Real> nodes;
  std::vector<Real> weights;

  std::size_t size() const { return nodes.size(); }
  void add(Real node, Real weight) {
    nodes.push_back(node);
    weights.push_back(weight);
  }
};

/// Gauss-Legendre on (-1, 1): exact for polynomials of degree 2n - 1. Kept after the first call.
const Rule& gauss_legendre(std::size_t n);

/// Gauss-Jacobi on (0, 1) with the weight x^power, power > -1: the integral of x^power f(x) is the sum of weights f.
/// Source: G. H. Golub and J. H. Welsch, Math. Comput. 23, 221 (1969).
Rule gauss_jacobi(std::size_t n, Real power);

/// Adds Gauss-Legendre nodes of the panel (a, b) to a rule.
void add_panel(Rule& rule, std::size_t n, Real a, Real b);

/// A function on a panel of unit width, known by its values at 20 Gauss-Legendre nodes. Each result multiplies them.
struct Panels {
  static constexpr std::size_t order = 20;
  static Real place(std::size_t k);        ///< of a node, in (0, 1)
  static const RealMatrix& to_legendre();  ///< to coefficients of P_l(2c - 1)
  static RealVector value_at(Real c);
  static RealVector integral_to(Real c);  ///< from 0
  static RealMatrix integrals();          ///< to each node, row by row
  static RealMatrix part(Real c);         ///< to Legendre coefficients on (0, c)
};

/// Adaptive panels of 20 nodes for f between ascending cuts: a panel is halved until the integral over it agrees with
/// that over its halves to `tolerance` (absolute, of the sum) or it is too narrow to matter.
Rule adaptive_rule(const std::function<Real(Real)>& f, const std::vector<Real>& cuts, Real tolerance,
                   Real widest_panel);

}  // namespace qalor
