// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/spinful_dot.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/four_states.hpp"

namespace qalor {
namespace {

using Dot = SpinfulDot<double>;

void expect_close(double found, double expected, double relative, double absolute = 0) {
  EXPECT_NEAR(found, expected, std::abs(expected) * relative + absolute);
}

// Point 12345 of a sweep over gate and bias, computed independently.
TEST(SpinfulDot, HasItsReferenceNumbers) {
  const double x = (12345 % 316) / 316.0, y = (12345 / 316) / 316.0;
  const double eps = -3 + 4 * x, V = -2 + 4 * y;
  const auto found = currents(Dot{eps + 0.05, eps - 0.05, 2, {0.05, 0.05}, {0.05, 0.05}, 0.1, 0.2, V / 2, -V / 2});
  expect_close(found.particle_current_L, -2.168212301870e-2, 1e-12);
  expect_close(found.heat_current_L, -7.379321824213e-4, 1e-12);
}

// Tolerances: see ThreeTerminal.AgreesWithEliminationInLongDouble.
TEST(SpinfulDot, AgreesWithEliminationInLongDouble) {
  naive::Devices devices;
  for (int n = 0; n < 10000; ++n) {
    const Dot d = devices.spinful(n % 2 == 0);
    const auto found = currents(d);
    const auto reference = naive::four_states(d);
    const auto rounding = 1e-12 * static_cast<double>(reference.largest_flux()) + 1e-300;
    long double particles = 0, heat = 0;
    for (std::size_t e = 0; e < 4; ++e) {
      particles += reference.flux(e);
      heat += (reference.entries[e].energy - d.mu_L) * reference.flux(e);
    }
    for (std::size_t k = 0; k < 4; ++k)
      expect_close(found.populations[k], static_cast<double>(reference.p[k]), 1e-11, 1e-300);
    EXPECT_NEAR(found.particle_current_L, static_cast<double>(particles), rounding);
    EXPECT_NEAR(found.heat_current_L, static_cast<double>(heat), 10 * rounding);
    ASSERT_FALSE(testing::Test::HasFailure()) << "dot " << n;
  }
}

TEST(SpinfulDot, CarriesNothingInEquilibriumAtAnyTemperature) {
  for (const double T : {10.0, 0.1, 1e-3, 1e-5}) {
    const auto found = currents(Dot{0.3, -0.7, 2, {0.05, 0.3}, {2, 0.01}, T, T, 0.4, 0.4});
    EXPECT_EQ(found.particle_current_L, 0);
    EXPECT_EQ(found.heat_current_L, 0);
  }
}

// The current at a bias of 1e-12 is linear in it to 1e-12; that at 1e-4 to 1e-8, when the even part is taken out.
TEST(SpinfulDot, KeepsItsDigitsAtTinyBias) {
  const auto conductance = [](double bias) {
    const auto current = [](double V) {
      return currents(Dot{0.3, -0.7, 2, {0.05, 0.3}, {2, 0.01}, 0.5, 0.5, V / 2, -V / 2}).particle_current_L;
    };
    return (current(bias) - current(-bias)) / (2 * bias);
  };
  expect_close(conductance(1e-12), conductance(1e-4), 1e-7);
  expect_close(conductance(1e-12), conductance(1e-13), 1e-14);
}

TEST(SpinfulDot, WithoutInteractionIsTwoSingleLevels) {
  const auto level = [](double eps, double L, double R) {
    const double f_L = 1 / (1 + std::exp((eps - 0.5) / 1.0)), f_R = 1 / (1 + std::exp((eps + 0.5) / 0.6));
    return L * R / (L + R) * (f_L - f_R);
  };
  const auto found = currents(Dot{0.7, -0.2, 0, {0.3, 0.6}, {0.8, 0.1}, 1.0, 0.6, 0.5, -0.5});
  expect_close(found.particle_current_L, level(0.7, 0.3, 0.8) + level(-0.2, 0.6, 0.1), 1e-14);
}

// A spin that R does not take carries nothing, and blocks the other by the interaction.
TEST(SpinfulDot, BetweenOppositeFerromagnetsCarriesNothing) {
  const auto found = currents(Dot{0, 0, 1, {0.3, 0}, {0, 0.8}, 1, 0.5, 0.7, -0.3});
  EXPECT_NEAR(found.particle_current_L, 0, 1e-17);
  EXPECT_NE(found.heat_current_L, 0);  // but energy passes by the interaction
}

}  // namespace
}  // namespace qalor
