// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/bath/spectrum.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <stdexcept>

namespace qalor {
namespace {

using std::numbers::pi;
using testing::ThrowsMessage;

const Tabulated triangle{{1, 2, 4}, {0, 0.3, 0}};

/// PV integral of j(w')/(w - w') over (w - reach, w + reach) and what lies beyond it, by the midpoint rule: mirrored
/// points cancel the pole, so that the integrand is smooth.
Real shift_by_quadrature(const Spectrum& spectrum, Real w, Real reach) {
  constexpr int steps = 400'000;
  const Real h = reach / steps;
  Real sum = 0;
  for (int k = 0; k < steps; ++k) {
    const Real x = (k + 0.5) * h;
    sum += (spectral_rate(spectrum, w - x) - spectral_rate(spectrum, w + x)) / x * h;
  }
  return sum / (2 * pi);
}

TEST(SpectralRate, OfEachDensityIsItsDefinition) {
  EXPECT_EQ(spectral_rate(FlatDamping{0.4}, 7), 0.4);
  EXPECT_NEAR(spectral_rate(Ohmic{0.1, 5}, 2), 2 * pi * 0.1 * 2 * std::exp(-0.4), 1e-15);
  EXPECT_NEAR(spectral_rate(Ohmic{0.1, 5, 3}, 2), 2 * pi * 0.1 * 2 * 0.16 * std::exp(-0.4), 1e-15);
  EXPECT_NEAR(spectral_rate(Lorentzian{0.4, 0.5, 2}, 2.5), 0.2, 1e-15);
  EXPECT_NEAR(spectral_rate(triangle, 1.5), 2 * pi * 0.15, 1e-15);
  EXPECT_NEAR(spectral_rate(triangle, 3), 2 * pi * 0.15, 1e-15);
}

TEST(SpectralRate, VanishesWhereThereAreNoModes) {
  EXPECT_EQ(spectral_rate(Ohmic{0.1, 5}, 0), 0);
  EXPECT_EQ(spectral_rate(Ohmic{0.1, 5}, -1), 0);
  EXPECT_EQ(spectral_rate(triangle, 0.99), 0);
  EXPECT_EQ(spectral_rate(triangle, 4.01), 0);
}

TEST(SpectralRate, OfATableIsItsNodes) {
  for (std::size_t k = 0; k < 3; ++k)
    EXPECT_NEAR(spectral_rate(triangle, triangle.omega[k]), 2 * pi * triangle.density[k], 1e-15);
}

TEST(SpectralRate, RefusesFlatEmissionAndBadTables) {
  EXPECT_THAT([] { (void)spectral_rate(FlatEmission{1}, 1); },
              ThrowsMessage<std::domain_error>("flat emission has no spectral density"));
  const std::string why = "a tabulated spectrum needs ascending frequencies and as many densities >= 0, two at least";
  for (const Tabulated& bad : {Tabulated{{1}, {1}}, Tabulated{{1, 2}, {1}}, Tabulated{{2, 1}, {1, 1}},
                               Tabulated{{1, 1}, {1, 1}}, Tabulated{{1, 2}, {1, -1}}, Tabulated{{}, {}},
                               Tabulated{{1, 2}, {1, std::nan("")}}, Tabulated{{1, std::nan("")}, {1, 1}}}) {
    EXPECT_THAT([&] { (void)spectral_rate(bad, 1.5); }, ThrowsMessage<std::invalid_argument>(why));
    EXPECT_THAT([&] { (void)level_shift(bad, 1.5); }, ThrowsMessage<std::invalid_argument>(why));
  }
}

TEST(SpectralSlope, IsTheLimitAtZeroFrequency) {
  EXPECT_NEAR(spectral_slope(Ohmic{0.1, 5}), 2 * pi * 0.1, 1e-15);
  EXPECT_EQ(spectral_slope(Ohmic{0.1, 5, 1.5}), 0);
  EXPECT_EQ(spectral_slope(Ohmic{0.1, 5, 0.5}), std::numeric_limits<Real>::infinity());
  EXPECT_NEAR(spectral_slope(Tabulated{{0, 2}, {0, 0.3}}), 2 * pi * 0.15, 1e-15);
  EXPECT_EQ(spectral_slope(triangle), 0);
}

TEST(LevelShift, IsThePrincipalValueOfTheDensity) {
  // The midpoint rule errs by h^2 times a slope; the cusps of the table by h log h.
  const Ohmic ohmic{0.15, 1.5};
  for (const Real w : {0.3, 1.0, 4.0}) EXPECT_NEAR(level_shift(ohmic, w), shift_by_quadrature(ohmic, w, 60), 1e-6);
  for (const Real w : {0.5, 1.7, 3.1, 5.0})
    EXPECT_NEAR(level_shift(triangle, w), shift_by_quadrature(triangle, w, 8), 1e-5);
  // The Lorentzian falls as 1/w^2: beyond the reach R there are mirrored tails of about gamma width^2 d/R^3.
  const Lorentzian line{0.4, 0.5, 2};
  for (const Real w : {1.0, 2.0, 2.6}) EXPECT_NEAR(level_shift(line, w), shift_by_quadrature(line, w, 400), 1e-6);
}

TEST(LevelShift, OfAnOhmicBathIsItsClosedForm) {
  EXPECT_DOUBLE_EQ(level_shift(Ohmic{0.15, 1.5}, 0), -0.15 * 1.5);
  // -cutoff + w e^-x Ei(x) with Ei(1) = 1.8951178163559368 (Abramowitz & Stegun, table 5.1).
  EXPECT_NEAR(level_shift(Ohmic{0.15, 1.5}, 1.5), 0.15 * (-1.5 + 1.5 * std::exp(-1.0) * 1.8951178163559368), 1e-15);
}

TEST(LevelShift, OfAnOhmicBathIsSmoothFarAboveTheCutoff) {
  // eta cutoff^2/w (1 + 2/x + ...): the series takes over where Ei overflows, and ends before 24/x^3, some 1e-7.
  const Real below = level_shift(Ohmic{0.15, 1}, 599.999);
  const Real above = level_shift(Ohmic{0.15, 1}, 600.001);
  EXPECT_NEAR(above / below, 599.999 / 600.001, 2e-7);
  EXPECT_NEAR(level_shift(Ohmic{0.15, 1}, 1e6) / (0.15 * 1e-6), 1, 1e-5);
}

TEST(LevelShift, IsNoneInTheWideBandAndUnknownForOtherExponents) {
  EXPECT_EQ(level_shift(FlatDamping{0.4}, 2), 0);
  EXPECT_THAT([] { (void)level_shift(FlatEmission{1}, 1); },
              ThrowsMessage<std::domain_error>("flat emission has no spectral density"));
  EXPECT_THAT(
      [] {
        (void)level_shift(Ohmic{1, 1, 2}, 1);
      },
      ThrowsMessage<std::domain_error>("the level shift is known for Ohmic baths of exponent 1 only"));
}

TEST(LevelShift, OfATableIsFiniteAtANodeWhereTheDensityVanishes) {
  EXPECT_TRUE(std::isfinite(level_shift(triangle, 1)));
  EXPECT_TRUE(std::isfinite(level_shift(triangle, 4)));
}

TEST(LevelShift, OfATableIsFiniteAtAnInnerNode) {
  // The density is continuous there, so the principal value is too.
  const Real at = level_shift(triangle, 2);
  EXPECT_NEAR(at, level_shift(triangle, 2 + 1e-9), 1e-7);
  EXPECT_NEAR(at, level_shift(triangle, 2 - 1e-9), 1e-7);
}

TEST(Landmarks, AreWhereTheDensityBendsOrPeaks) {
  EXPECT_EQ(landmarks(Ohmic{0.1, 5}), (std::vector<Real>{0, 5}));
  EXPECT_EQ(landmarks(Lorentzian{0.4, 0.5, 2}), (std::vector<Real>{1.5, 2, 2.5}));
  EXPECT_EQ(landmarks(triangle), triangle.omega);
  EXPECT_TRUE(landmarks(FlatDamping{1}).empty());
}

}  // namespace
}  // namespace qalor
