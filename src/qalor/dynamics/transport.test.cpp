// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/dynamics/transport.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace qalor {
namespace {

using testing::ThrowsMessage;

BosonMachine pair(Real g, const Spectrum& a, const Spectrum& b) {
  BosonMachine machine;
  machine.bare = Vector{{3.0, 1.0}}.asDiagonal();
  machine.interaction = g * Matrix{{0, 1}, {1, 0}};
  machine.baths = {{"A", 0.5, a}, {"B", 1.0, b}};
  machine.couplings = {{0, 0}, {1, 1}};
  return machine;
}

TEST(BosonTransport, OfAPairIsTheClosedFormOfItsTransmission) {
  const Ohmic a{0.15, 1.5};
  const Ohmic b{0.1, 2};
  const Real g = 0.3;
  const BosonTransport transport(pair(g, a, b));
  for (const Real w : {0.2, 1.0, 2.9}) {
    const Complex at_a = w - 3.0 - level_shift(a, w) + Complex(0, 0.5 * spectral_rate(a, w));
    const Complex at_b = w - 1.0 - level_shift(b, w) + Complex(0, 0.5 * spectral_rate(b, w));
    const Real expected = spectral_rate(a, w) * spectral_rate(b, w) * g * g / std::norm(at_a * at_b - g * g);
    EXPECT_NEAR(transport.transmission(transport.green(w), 0, 1, w), expected, 1e-13 * expected);
    EXPECT_NEAR(transport.spectral_function(1, w), -(at_a / (at_a * at_b - g * g)).imag() / std::numbers::pi, 1e-13);
    EXPECT_EQ(transport.broadening(0, w), spectral_rate(a, w));
  }
}

TEST(BosonTransport, IsTheSameBothWays) {
  BosonMachine machine = pair(0, Ohmic{0.15, 1.5}, Ohmic{0.1, 2});
  machine.interaction(0, 1) = Complex(0.2, 0.3);  // a phase of the hopping is no magnetic field in a chain
  machine.interaction(1, 0) = Complex(0.2, -0.3);
  const BosonTransport transport(machine);
  for (const Real w : {0.2, 1.0, 2.9}) {
    const Matrix green = transport.green(w);
    EXPECT_NEAR(transport.transmission(green, 0, 1, w), transport.transmission(green, 1, 0, w), 1e-14);
  }
}

TEST(BosonTransport, NeverTransmitsMoreThanOne) {
  // i (G - G^dagger) = G Gamma G^dagger: what leaves lead A by reflection and transmission adds up.
  const BosonTransport transport(pair(0.3, FlatDamping{0.4}, FlatDamping{0.2}));
  for (Real w = 0.05; w < 6; w += 0.05) {
    const Matrix green = transport.green(w);
    const Real t = transport.transmission(green, 0, 1, w);
    EXPECT_GE(t, 0);
    EXPECT_LE(t, 1 + 1e-14);
    const Real absorbed = transport.transmission(green, 0, 0, w) + t;
    EXPECT_NEAR(absorbed, -2 * 0.4 * green(0, 0).imag(), 1e-13);
  }
}

TEST(BosonTransport, CutsTheBandAtEveryPeakAndStartsAtZero) {
  const BosonTransport transport(pair(0.01, Ohmic{1e-6, 5}, Ohmic{1e-6, 5}));
  const std::vector<Real> cuts = transport.cuts();
  EXPECT_EQ(cuts.front(), 0);
  EXPECT_TRUE(std::is_sorted(cuts.begin(), cuts.end()));
  for (const Real peak : {3.00005, 0.99995})  // detuned by g^2/Delta, shifted by eta omega_c
    EXPECT_TRUE(std::any_of(cuts.begin(), cuts.end(), [&](Real w) { return std::abs(w - peak) < 2e-5; })) << peak;
  EXPECT_GE(cuts.back(), 24);
}

TEST(BosonTransport, KnowsTheWideBand) {
  EXPECT_TRUE(BosonTransport(pair(0.3, FlatDamping{0.4}, FlatDamping{0.2})).is_wide_band());
  EXPECT_FALSE(BosonTransport(pair(0.3, FlatDamping{0.4}, Ohmic{0.1, 1})).is_wide_band());
}

TEST(BosonTransport, RefusesBathsWithoutDensityAndBoundStates) {
  EXPECT_THAT(
      [] {
        BosonTransport(pair(0.3, FlatEmission{1}, Ohmic{0.1, 1}));
      },
      ThrowsMessage<std::invalid_argument>("exact transport needs a spectral density: flat emission has none"));
  const std::string bound = "a bound state lies below the band: the level shift pulls a mode below zero frequency";
  EXPECT_THAT(
      [] {
        BosonTransport(pair(0.3, Ohmic{0.1, 1}, Ohmic{0.6, 2}));
      },
      ThrowsMessage<std::invalid_argument>(bound));
  EXPECT_THAT([] { BosonTransport(pair(1.8, FlatDamping{1}, FlatDamping{1})); },
              ThrowsMessage<std::invalid_argument>(bound));
  EXPECT_THAT(
      [] {
        BosonTransport(pair(0.3, Ohmic{0.1, 1, 3}, Ohmic{0.1, 1}));
      },
      ThrowsMessage<std::domain_error>("the level shift is known for Ohmic baths of exponent 1 only"));
}

}  // namespace
}  // namespace qalor
