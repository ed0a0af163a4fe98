// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/bath/principal_value.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <stdexcept>

namespace qalor {
namespace {

const Bath lead{"L", 2, FlatDamping{0.1}, 0.3, Statistics::fermion};

/// PV integral of f(E)/(E - w) over (w - edge, w + edge) by the midpoint rule with points mirrored at w.
Real by_quadrature(Real w, Real edge) {
  constexpr int steps = 400'000;
  const auto f = [](Real e) { return 1 / (std::exp(2 * (e - 0.3)) + 1); };
  const Real h = edge / steps;
  Real sum = 0;
  for (int k = 0; k < steps; ++k) sum += (f(w + (k + 0.5) * h) - f(w - (k + 0.5) * h)) / (k + 0.5);
  return sum;
}

TEST(PrincipalValue, IsTheIntegralOverTheFilledBand) {
  // The midpoint rule errs by h^2 f''/24, some 1e-9; the occupation is within exp(-2 edge) of 0 and 1 at the edges.
  for (const Real w : {-3.0, -0.4, 0.0, 0.3, 1.0, 5.0})
    EXPECT_NEAR(principal_value(lead, w, 60), by_quadrature(w, 60), 1e-8) << w;
}

TEST(PrincipalValue, IsTheSameAtEqualDistanceFromTheFermiEnergy) {
  for (const Real x : {0.1, 2.0, 30.0})
    EXPECT_NEAR(principal_value(lead, 0.3 + x, 50), principal_value(lead, 0.3 - x, 50), 1e-14);
}

TEST(PrincipalValue, OfAColdBathIsALogarithm) {
  // ln(|w - mu|/D) and Re psi(1/2 + iy) - ln y = 1/24 y^2 + O(1/y^4): 1e-11 at y = 1e5/pi.
  const Bath cold{"L", 1e5, FlatDamping{0.1}, 0.3, Statistics::fermion};
  EXPECT_NEAR(principal_value(cold, 2.3, 50), std::log(2.0 / 50), 1e-10);
}

TEST(PrincipalValue, NeedsATemperatureAndABand) {
  const auto refuses = [](Real beta, Real edge) {
    EXPECT_THAT(
        [&] {
          (void)principal_value({"L", beta, FlatDamping{0.1}, 0, Statistics::fermion}, 1, edge);
        },
        testing::ThrowsMessage<std::domain_error>("principal values need beta > 0 and a band of finite width"));
  };
  refuses(0, 50);
  refuses(-1, 50);
  refuses(1, 0);
  refuses(1, std::numeric_limits<Real>::infinity());
}

}  // namespace
}  // namespace qalor
