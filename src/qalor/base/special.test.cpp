// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/special.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numbers>

#include "qalor/base/gauss.hpp"

namespace qalor {
namespace {

TEST(Special, LogGammaHasItsKnownModulus) {
  // |Gamma(1 + iy)|^2 = pi y/sinh(pi y).
  const Real y = 0.7;
  EXPECT_NEAR(log_gamma({1, y}).real(), 0.5 * std::log(std::numbers::pi * y / std::sinh(std::numbers::pi * y)), 1e-14);
}

TEST(Special, HurwitzZetaHasItsKnownValues) {
  EXPECT_NEAR(hurwitz_zeta(2, 1.0).real(), std::numbers::pi * std::numbers::pi / 6, 1e-14);
  EXPECT_NEAR(hurwitz_zeta(0, Complex(1.3, 0.4)).real(), 0.5 - 1.3, 1e-13);
  EXPECT_NEAR(hurwitz_zeta(-1, 1.0).real(), -1.0 / 12, 1e-13);
  const Complex z(1.2, 5);
  EXPECT_NEAR(std::abs(hurwitz_zeta(1.7, z) - hurwitz_zeta(1.7, z + 1.0) - std::pow(z, -1.7)), 0, 1e-14);
}

TEST(Special, SphericalBesselFunctionsSolveTheirRecurrence) {
  for (const Real x : {1e-9, 0.01, 0.7, std::numbers::pi, 7.3, 19.5, 20.5, 80.0, 304.0}) {
    std::array<Real, 20> j{};
    spherical_bessel(x, j.size(), j.data());
    EXPECT_NEAR(j[0], std::sin(x) / x, 1e-15);
    EXPECT_NEAR(j[2], std::sph_bessel(2, x), 1e-14) << x;
    EXPECT_NEAR(j[19], std::sph_bessel(19, x), 1e-14) << x;
  }
}

TEST(Gauss, RulesAreExactForPolynomials) {
  const Rule& legendre = gauss_legendre(12);
  Real sum = 0;
  for (std::size_t k = 0; k < 12; ++k) sum += legendre.weights[k] * std::pow(legendre.nodes[k], 22);
  EXPECT_NEAR(sum, 2.0 / 23, 1e-15);
  for (const Real power : {-0.5, 0.0, 0.3, 2.0}) {
    const Rule jacobi = gauss_jacobi(10, power);
    sum = 0;
    for (std::size_t k = 0; k < 10; ++k) sum += jacobi.weights[k] * std::pow(jacobi.nodes[k], 19);
    EXPECT_NEAR(sum, 1 / (power + 20), 1e-14) << power;
  }
}

TEST(Gauss, AdaptivePanelsFindANarrowPeak) {
  const auto peak = [](Real x) { return 1e-5 / ((x - 0.3) * (x - 0.3) + 1e-10) / std::numbers::pi; };
  const Rule rule = adaptive_rule(peak, {0, 0.3, 1}, 1e-15, 1);
  Real sum = 0;
  for (std::size_t k = 0; k < rule.size(); ++k) sum += rule.weights[k] * peak(rule.nodes[k]);
  EXPECT_NEAR(sum, (std::atan(0.7e5) + std::atan(0.3e5)) / std::numbers::pi,
              1e-11);  // the rounding of x moves the peak
}

}  // namespace
}  // namespace qalor
