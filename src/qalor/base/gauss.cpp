// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/gauss.hpp"

#include <array>
#include <boost/math/special_functions/legendre.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <mutex>
#include <numbers>

namespace qalor {
namespace {

constexpr std::size_t panel_nodes = 20;
constexpr std::size_t most_nodes = 400'000;  // of a rule; a function that wants more is not integrable

Rule compute_legendre(std::size_t n) {
  const auto degree = static_cast<int>(n);
  const std::vector<Real> zeros = boost::math::legendre_p_zeros<Real>(degree);  // those >= 0, ascending
  Rule rule;
  const auto add = [&](Real x) {
    const Real slope = boost::math::legendre_p_prime(degree, x);
    rule.add(x, 2 / ((1 - x * x) * slope * slope));
  };
  for (auto x = zeros.rbegin(); x != zeros.rend(); ++x)
    if (*x > 0) add(-*x);
  for (const Real x : zeros) add(x);
  return rule;
}

Real integrate(const std::function<Real(Real)>& f, Real a, Real b) {
  const Rule& rule = gauss_legendre(panel_nodes);
  Real sum = 0;
  for (std::size_t i = 0; i < rule.size(); ++i)
    sum += rule.weights[i] * f(0.5 * (a + b) + 0.5 * (b - a) * rule.nodes[i]);
  return 0.5 * (b - a) * sum;
}

void refine(const std::function<Real(Real)>& f, Real a, Real b, Real whole, Real tolerance, int depth, Rule& out) {
  const Real middle = 0.5 * (a + b);
  const Real left = integrate(f, a, middle);
  const Real right = integrate(f, middle, b);
  const Real error = std::abs(left + right - whole);
  // The halves are better than the whole by far, and no better than what rounding of x does to f.
  const Real rounding = 64 * std::numeric_limits<Real>::epsilon() * std::max(std::abs(a), std::abs(b)) / (b - a);
  if (!(error > tolerance) || error <= std::max(1e-12, rounding) * std::abs(whole) || depth == 0 ||
      out.size() > most_nodes) {
    add_panel(out, panel_nodes, a, middle);
    add_panel(out, panel_nodes, middle, b);
    return;
  }
  refine(f, a, middle, left, tolerance, depth - 1, out);
  refine(f, middle, b, right, tolerance, depth - 1, out);
}

}  // namespace

const Rule& gauss_legendre(std::size_t n) {
  static std::map<std::size_t, Rule> rules;
  static std::mutex lock;
  const std::scoped_lock guard(lock);
  const auto found = rules.find(n);
  return found != rules.end() ? found->second : rules.emplace(n, compute_legendre(n)).first->second;
}

namespace {

constexpr std::size_t order = Panels::order;
constexpr auto size = static_cast<Eigen::Index>(order);

void legendre_row(Real x, Real* p, std::size_t n) {
  p[0] = 1;
  if (n > 1) p[1] = x;
  for (std::size_t l = 2; l < n; ++l) {
    const auto m = static_cast<Real>(l);
    p[l] = ((2 * m - 1) * x * p[l - 1] - (m - 1) * p[l - 2]) / m;
  }
}

RealMatrix transform() {
  const Rule& rule = gauss_legendre(order);
  RealMatrix out(size, size);
  std::array<Real, order> p{};
  for (std::size_t m = 0; m < order; ++m) {
    legendre_row(rule.nodes[m], p.data(), order);
    for (std::size_t l = 0; l < order; ++l)
      out(static_cast<Eigen::Index>(l), static_cast<Eigen::Index>(m)) =
          (static_cast<Real>(l) + 0.5) * rule.weights[m] * p[l];
  }
  return out;
}

}  // namespace

Real Panels::place(std::size_t k) { return 0.5 * (1 + gauss_legendre(order).nodes[k]); }

const RealMatrix& Panels::to_legendre() {
  static const RealMatrix matrix = transform();
  return matrix;
}

RealVector Panels::value_at(Real c) {
  RealVector p(size);
  legendre_row(2 * c - 1, p.data(), order);
  return to_legendre().transpose() * p;
}

RealVector Panels::integral_to(Real c) {
  const Real x = 2 * c - 1;
  std::array<Real, order + 1> p{};
  legendre_row(x, p.data(), order + 1);
  RealVector primitive(size);
  primitive(0) = 0.5 * (x + 1);
  for (std::size_t l = 1; l < order; ++l)
    primitive(static_cast<Eigen::Index>(l)) = 0.5 * (p[l + 1] - p[l - 1]) / static_cast<Real>(2 * l + 1);
  return to_legendre().transpose() * primitive;
}

RealMatrix Panels::integrals() {
  RealMatrix out(size, size);
  for (std::size_t k = 0; k < order; ++k) out.row(static_cast<Eigen::Index>(k)) = integral_to(place(k)).transpose();
  return out;
}

RealMatrix Panels::part(Real c) {
  RealMatrix values(size, size);
  for (std::size_t k = 0; k < order; ++k) values.row(static_cast<Eigen::Index>(k)) = value_at(c * place(k)).transpose();
  return to_legendre() * values;
}

Rule gauss_jacobi(std::size_t n, Real power) {
  // Jacobi matrix of the weight x^power on (0, 1): the polynomials P^(0, power), shifted.
  Matrix jacobi = Matrix::Zero(static_cast<Eigen::Index>(n), static_cast<Eigen::Index>(n));
  for (Eigen::Index k = 0; k < jacobi.rows(); ++k) {
    const auto m = static_cast<Real>(k);
    const Real c = 2 * m + power;
    jacobi(k, k) = k == 0 ? (power + 1) / (power + 2) : 0.5 * (1 + power * power / (c * (c + 2)));
    if (k + 1 == jacobi.rows()) break;
    const Real j = m + 1, d = 2 * j + power;
    const Real off = k == 0 ? 4 * (1 + power) / ((power + 2) * (power + 2) * (power + 3))
                            : 4 * j * j * (j + power) * (j + power) / (d * d * (d + 1) * (d - 1));
    jacobi(k, k + 1) = jacobi(k + 1, k) = 0.5 * std::sqrt(off);
  }
  const HermitianEigen eigen = hermitian_eigen(jacobi);
  Rule rule;
  for (Eigen::Index k = 0; k < jacobi.rows(); ++k)
    rule.add(eigen.values(k), std::norm(eigen.vectors(0, k)) / (power + 1));
  return rule;
}

void add_panel(Rule& rule, std::size_t n, Real a, Real b) {
  const Rule& unit = gauss_legendre(n);
  for (std::size_t i = 0; i < n; ++i)
    rule.add(0.5 * (a + b) + 0.5 * (b - a) * unit.nodes[i], 0.5 * (b - a) * unit.weights[i]);
}

Rule adaptive_rule(const std::function<Real(Real)>& f, const std::vector<Real>& cuts, Real tolerance,
                   Real widest_panel) {
  Rule out;
  for (std::size_t k = 1; k < cuts.size(); ++k) {
    const Real width = cuts[k] - cuts[k - 1];
    if (!(width > 0)) continue;
    const auto pieces = static_cast<std::size_t>(std::ceil(std::min(width / widest_panel, 1e6)));
    for (std::size_t i = 0; i < pieces; ++i) {
      const auto at = [&](std::size_t m) {
        return cuts[k - 1] + width * static_cast<Real>(m) / static_cast<Real>(pieces);
      };
      refine(f, at(i), at(i + 1), integrate(f, at(i), at(i + 1)), tolerance, 48, out);
    }
  }
  return out;
}

}  // namespace qalor
