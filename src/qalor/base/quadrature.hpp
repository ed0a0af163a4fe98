#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <array>
#include <cmath>
#include <numbers>

#include "qalor/base/linalg.hpp"

namespace qalor {

/// Abscissas in (-1, 1) and weights of Gauss's rule with N points, exact for polynomials up to degree 2N - 1.
template <std::size_t N>
struct GaussRule {
  std::array<Real, N> nodes;
  std::array<Real, N> weights;
};

/// By Newton's method on the Legendre polynomial.
template <std::size_t N>
GaussRule<N> gauss_rule() {
  GaussRule<N> rule;
  for (std::size_t i = 0; i < N; ++i) {
    Real x = std::cos(std::numbers::pi * (static_cast<Real>(N - i) - 0.25) / (static_cast<Real>(N) + 0.5));
    Real slope = 1;
    for (int step = 0; step < 8; ++step) {
      Real before = 1, value = x;
      for (std::size_t n = 2; n <= N; ++n) {
        const auto degree = static_cast<Real>(n);
        const Real next = ((2 * degree - 1) * x * value - (degree - 1) * before) / degree;
        before = value;
        value = next;
      }
      slope = static_cast<Real>(N) * (before - x * value) / (1 - x * x);
      x -= value / slope;
    }
    rule.nodes[i] = x;
    rule.weights[i] = 2 / ((1 - x * x) * slope * slope);
  }
  return rule;
}

}  // namespace qalor
