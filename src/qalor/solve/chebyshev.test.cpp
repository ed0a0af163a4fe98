// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/chebyshev.hpp"

#include <gtest/gtest.h>

#include <boost/math/special_functions/bessel.hpp>
#include <cmath>

namespace qalor {
namespace {

TEST(Chebyshev, BesselFunctionsAreThoseOfTheLibrary) {
  for (const Real x : {0.0, 1e-3, 0.7, 12.0, 300.0, 2900.0}) {
    const auto j = bessel_sequence(x, static_cast<std::size_t>(x + 60));
    // The library itself keeps 13 digits at large x.
    for (std::size_t k = 0; k < j.size(); k += 1 + j.size() / 20)
      EXPECT_NEAR(j[k], boost::math::cyl_bessel_j(static_cast<int>(k), x), 2e-14) << x << ' ' << k;
  }
}

TEST(Chebyshev, SeriesOfARotationTurns) {
  // dx/dt = [[-r, w], [-w, -r]] x: exp(-rt) (cos wt, -sin wt).
  for (const Real r : {0.0, 0.05, 3.0})
    for (const Real t : {0.1, 40.0, 5000.0}) {
      constexpr Real w = 2;
      RealSparse generator(2, 2);
      const std::vector<Eigen::Triplet<Real>> entries{{0, 0, -r}, {0, 1, w}, {1, 0, -w}, {1, 1, -r}};
      generator.setFromTriplets(entries.begin(), entries.end());
      ChebyshevPropagator series(generator, {2 * r, w}, 1e-13);
      const RealVector y = series.step(RealVector{{1, 0}}, t);
      // Rounding of some w t turns, and what the series says itself.
      const Real allowed = 1e-14 + 4e-16 * w * t + series.error();
      EXPECT_NEAR(y(0), std::exp(-r * t) * std::cos(w * t), allowed) << r << ' ' << t;
      EXPECT_NEAR(y(1), -std::exp(-r * t) * std::sin(w * t), allowed) << r << ' ' << t;
    }
}

TEST(Chebyshev, CountsItsProducts) {
  RealSparse generator(1, 1);
  const std::vector<Eigen::Triplet<Real>> entries{{0, 0, -1.0}};
  generator.setFromTriplets(entries.begin(), entries.end());
  ChebyshevPropagator series(generator, {1, 0}, 1e-13);
  const std::size_t expected = series.products_of(100);
  EXPECT_NEAR(series.step(RealVector{{1}}, 100)(0), std::exp(-100.0), 1e-13);
  EXPECT_EQ(series.products(), expected);
}

}  // namespace
}  // namespace qalor
