// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/three_terminal.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "tests/four_states.hpp"

namespace qalor {
namespace {

using Device = ThreeTerminal<double>;
using State = ThreeTerminalState<double>;
using naive::Devices;

constexpr Device plain{0, 0, 1, {1, 1}, {1, 1}, {1, 1}, 1, 1, 1, 0, 0, 0};

void expect_close(double found, double expected, double relative, double absolute = 0) {
  EXPECT_NEAR(found, expected, std::abs(expected) * relative + absolute);
}

double handedness(const Device& d) {
  return d.gamma_L[0] / (d.gamma_L[0] + d.gamma_R[0]) - d.gamma_L[1] / (d.gamma_L[1] + d.gamma_R[1]);
}

// Computed independently with 60 digits.
TEST(ThreeTerminal, OfThreeTemperaturesHasItsReferenceNumbers) {
  const State s = steady_state(Device{1.6372,
                                      -1.4063,
                                      2.7519,
                                      {0.3696, 0.7486},
                                      {0.5476, 0.7397},
                                      {0.9943, 0.6401},
                                      0.9401,
                                      0.7059,
                                      1.5567,
                                      0.656,
                                      0.0772,
                                      0.902});
  const std::array populations{0.17366031132132703, 0.028916643253086936, 0.7864708877569858, 0.010952157668600264};
  const std::array fluxes{0.00577515851257389,   0.004101873490866911,   0.0012602718664618728,
                          0.0017762402227255866, -7.007116085064285e-06, 0.000914174695643498};
  const std::array affinities{1.1662259980571013, 2.1374117545795537,    1.15946379088311,
                              3.2968755454626635, -0.006762207173991255, 2.1306495474055622};
  const std::array edges{0.00881167060176135,   0.0028486087404901023, -0.0048679909330154566,
                         -0.006792288409235995, -0.003943679668745893, 0.003943679668745893};
  for (std::size_t k = 0; k < 4; ++k) expect_close(s.populations[k], populations[k], 1e-14);
  for (std::size_t k = 0; k < 6; ++k) {
    expect_close(s.cycle_affinity[k], affinities[k], 1e-13);  // of differences of inputs of four digits
    expect_close(s.cycle_flux[k], fluxes[k], 1e-13);
    expect_close(s.edge_flux[k], edges[k], 1e-13);
  }
  expect_close(s.particle_current_L, 0.011660279342251452, 1e-13);
  expect_close(s.energy_current_L, 0.02692929573208879, 1e-13);
  expect_close(s.energy_current_M, 0.010852612080421823, 1e-13);
  expect_close(s.entropy_production, 0.024767648449537105, 1e-13);
}

TEST(ThreeTerminal, HasAnInverseCurrent) {
  Device d{1, 1, -2, {1, 0.1}, {0.1, 1}, {1, 1}, 1, 1, 1.6666666666666667, 0.1, -0.1, 0};
  const State s = steady_state(d);
  expect_close(s.particle_current_L, -0.01118349901625085, 1e-13);
  expect_close(s.energy_current_L, -0.018036565794319222, 1e-13);
  expect_close(s.energy_current_M, 0.036073131588638445, 1e-13);
  expect_close(s.entropy_production, 0.012192552832205208, 1e-13);
}

TEST(ThreeTerminal, KeepsAllDigitsAtABiasOfOneTenBillionth) {
  const State s =
      steady_state(Device{-0.4, 0.6, 1.7, {0.8, 0.25}, {0.4, 0.9}, {0.5, 0.3}, 1, 1, 1.0000000005, 3e-10, 0, 0});
  expect_close(s.particle_current_L, 2.0735820753096587e-11, 1e-13);
  expect_close(s.energy_current_M, 1.3471183875261246e-11, 1e-13);
  expect_close(s.entropy_production, 1.2956338717497179e-20, 1e-13);
}

TEST(ThreeTerminal, KeepsItsPopulationsWhereTheyAreTiny) {
  Device d = plain;
  d.U = 300, d.mu_L = 1, d.mu_R = -1, d.T_M = 2;
  const State s = steady_state(d);
  expect_close(s.populations[3], 7.972328859071567e-67, 1e-12);
  expect_close(s.particle_current_L, 0.15403905242000326, 1e-14);
}

TEST(ThreeTerminal, KeepsItsCurrentsWhereRatesUnderflow) {
  Device d = plain;
  d.T_L = d.T_R = 0.002, d.mu_L = 0.9, d.mu_R = -0.9, d.U = -0.4, d.gamma_L[1] = 0.5;
  const State s = steady_state(d);
  const std::array populations{0.25017090095203864, 0.20870361872941712, 0.3331054653972818, 0.20802001492126246};
  for (std::size_t k = 0; k < 4; ++k) expect_close(s.populations[k], populations[k], 1e-12);
  expect_close(s.particle_current_L, 0.41672363365067955, 1e-12);
  expect_close(s.energy_current_M, -0.016586912889048625, 1e-12);
  expect_close(s.energy_current_L, -0.06662109307945636, 1e-12);
  expect_close(s.entropy_production, 366.77440075397635, 1e-12);
}

TEST(ThreeTerminal, BetweenTwoTrapsFollowsBoltzmannAtAHundredThousandTemperatures) {
  Device d = plain;
  d.eps_u = -1, d.eps_l = -1 + 1e-5, d.U = 2, d.T_L = d.T_R = d.T_M = 1e-5;
  const State s = steady_state(d);  // every way out of 10 and 01 has a rate of e^-100000
  expect_close(s.populations[1], 1 / (1 + std::exp(-1.0)), 1e-9);
  expect_close(s.populations[2], 1 / (1 + std::exp(1.0)), 1e-9);
  EXPECT_EQ(s.entropy_production, 0);
}

// The rates of the reference carry |x| <= 2000 roundings of 1e-19, ours of 1e-16: 1e-12; the net flux of the reference
// is a difference of numbers up to the largest flux.
TEST(ThreeTerminal, AgreesWithEliminationInLongDouble) {
  Devices devices;
  for (int n = 0; n < 10000; ++n) {
    const Device d = devices.extreme();
    const State s = steady_state(d);
    const auto reference = naive::four_states(d);
    const double rounding = 1e-17 * s.largest_flux;
    for (std::size_t k = 0; k < 4; ++k)
      expect_close(s.populations[k], static_cast<double>(reference.p[k]), 1e-11, 1e-300);
    for (std::size_t e = 0; e < 6; ++e)
      expect_close(s.edge_flux[e], static_cast<double>(reference.flux(e)), 1e-9, rounding + 1e-300);
    ASSERT_FALSE(testing::Test::HasFailure()) << "device " << n;
  }
}

TEST(ThreeTerminal, ConservesParticlesAndEnergyAndProducesEntropyInEveryCycle) {
  Devices devices;
  for (int n = 0; n < 10000; ++n) {
    const Device d = n % 2 == 0 ? devices.moderate() : devices.extreme();
    const State s = steady_state(d);
    const auto& j = s.edge_flux;
    const double rounding = 1e-13 * s.largest_flux;
    EXPECT_NEAR(j[0] + j[1] + j[2] + j[3], 0, rounding);
    EXPECT_EQ(j[4] + j[5], 0);
    const double energy_R = d.eps_u * j[2] + (d.eps_u + d.U) * j[3];
    const double size = std::abs(d.eps_u) + std::abs(d.U);
    EXPECT_NEAR(s.energy_current_L + energy_R + s.energy_current_M, 0, rounding * size);
    for (std::size_t c = 0; c < 6; ++c) EXPECT_GE(s.cycle_flux[c] * s.cycle_affinity[c], 0);
    const double heat_L = s.energy_current_L - d.mu_L * s.particle_current_L;
    const double heat_R = energy_R + d.mu_R * s.particle_current_L;
    const double leads = -heat_L / d.T_L - heat_R / d.T_R - s.energy_current_M / d.T_M;
    EXPECT_NEAR(s.entropy_production, leads, rounding * (size + 2) / std::min({d.T_L, d.T_R, d.T_M}));
    ASSERT_FALSE(testing::Test::HasFailure()) << "device " << n;
  }
}

// Drift current of either occupation plus drag current, at any temperatures.
TEST(ThreeTerminal, CurrentIsDriftPlusDrag) {
  Devices devices;
  for (int n = 0; n < 1000; ++n) {
    const Device d = devices.moderate();
    const State s = steady_state(d);
    double drift = 0;
    for (std::size_t l = 0; l < 2; ++l) {
      const double w = d.eps_u + (l == 1 ? d.U : 0), weight = s.populations[2 * l] + s.populations[2 * l + 1];
      const double x_L = (w - d.mu_L) / d.T_L, x_R = (w - d.mu_R) / d.T_R;
      const double window = std::sinh((x_R - x_L) / 2) / (2 * std::cosh(x_L / 2) * std::cosh(x_R / 2));  // f_L - f_R
      drift += weight * window * d.gamma_L[l] * d.gamma_R[l] / (d.gamma_L[l] + d.gamma_R[l]);
    }
    EXPECT_NEAR(s.particle_current_L, drift + handedness(d) * s.edge_flux[5], 1e-13 * s.largest_flux);
  }
}

TEST(ThreeTerminal, NeverInvertsItsCurrentWhenHandednessAndInteractionHaveOneSign) {
  Devices devices;
  int inverse = 0;
  for (int n = 0; n < 10000; ++n) {
    Device d = devices.moderate();
    d.T_R = d.T_L;
    d.T_M = d.T_L * devices.uniform(1, 3);
    d.mu_L = d.mu_R + devices.uniform(0, 1);
    const double current = steady_state(d).particle_current_L;
    if (handedness(d) * d.U >= 0)
      EXPECT_GE(current, 0) << "device " << n;
    else
      inverse += current < 0;
  }
  EXPECT_GT(inverse, 100);  // the other sign does
}

TEST(ThreeTerminal, IsItsMirrorImage) {
  Devices devices;
  for (int n = 0; n < 1000; ++n) {
    const Device d = devices.moderate();
    Device mirror = d;
    mirror.U = -d.U, mirror.eps_u = d.eps_u + d.U, mirror.eps_l = -d.eps_l, mirror.mu_M = -d.mu_M;
    std::swap(mirror.gamma_L[0], mirror.gamma_L[1]);
    std::swap(mirror.gamma_R[0], mirror.gamma_R[1]);
    const State s = steady_state(d), m = steady_state(mirror);
    const double rounding = 1e-13 * s.largest_flux;
    EXPECT_NEAR(m.particle_current_L, s.particle_current_L, rounding);
    EXPECT_NEAR(m.energy_current_M, s.energy_current_M, rounding * std::abs(d.U));
    expect_close(m.entropy_production, s.entropy_production, 1e-12);
  }
}

TEST(ThreeTerminal, TightlyCoupledCarriesUPerParticle) {
  Devices devices;
  for (int n = 0; n < 100; ++n) {
    Device d = devices.moderate();
    d.gamma_L[1] = d.gamma_R[0] = 0;
    const State s = steady_state(d);
    EXPECT_EQ(s.energy_current_M, d.U * s.particle_current_L);
    EXPECT_EQ(s.edge_flux[1], 0);
  }
}

TEST(ThreeTerminal, WithoutInteractionIsTwoIndependentDots) {
  Device d = plain;
  d.U = 0, d.eps_u = 0.7, d.gamma_L = {0.3, 0.3}, d.gamma_R = {0.8, 0.8};
  d.mu_L = 0.5, d.mu_R = -0.5, d.T_R = 0.6, d.T_M = 3;
  const State s = steady_state(d);
  expect_close(s.particle_current_L, 0.0722101266906337, 1e-13);
  EXPECT_EQ(s.energy_current_M, 0);
  expect_close(s.populations[0] * s.populations[3], s.populations[1] * s.populations[2], 1e-14);
}

TEST(ThreeTerminal, IsNotANumberWhenTheStatesAreNotConnected) {
  Device d = plain;
  d.gamma_M = {0, 0};
  EXPECT_TRUE(std::isnan(steady_state(d).populations[0]));
}

ThreeTerminal<Lanes> side_by_side(const std::array<Device, 8>& d) {
  const auto field = [&](auto read) {
    Lanes out;
    for (int i = 0; i < 8; ++i) out[i] = read(d[static_cast<std::size_t>(i)]);
    return out;
  };
  const auto rates = [&](auto member) {
    return std::array{field([=](const Device& x) { return (x.*member)[0]; }),
                      field([=](const Device& x) { return (x.*member)[1]; })};
  };
  const auto number = [&](auto member) { return field([=](const Device& x) { return x.*member; }); };
  return {number(&Device::eps_u),  number(&Device::eps_l),  number(&Device::U),    rates(&Device::gamma_L),
          rates(&Device::gamma_R), rates(&Device::gamma_M), number(&Device::T_L),  number(&Device::T_R),
          number(&Device::T_M),    number(&Device::mu_L),   number(&Device::mu_R), number(&Device::mu_M)};
}

std::vector<double> numbers(const State& s) {
  std::vector<double> out{s.particle_current_L, s.energy_current_L, s.energy_current_M, s.entropy_production,
                          s.largest_flux};
  out.insert(out.end(), s.populations.begin(), s.populations.end());
  for (const auto* list : {&s.edge_flux, &s.cycle_flux, &s.cycle_affinity})
    out.insert(out.end(), list->begin(), list->end());
  return out;
}

// The exponentials differ by 2 ulp, and their arguments by the rounding of numbers up to 500.
TEST(ThreeTerminal, SideBySideIsTheSameAsAlone) {
  Devices devices;
  for (int n = 0; n < 1000; ++n) {
    std::array<Device, 8> d;
    for (Device& x : d) x = devices.uniform(0, 1) < 0.8 ? devices.moderate() : devices.extreme();
    const auto all = steady_state(side_by_side(d));
    std::rotate(d.begin(), d.begin() + 3, d.end());
    const auto rotated = steady_state(side_by_side(d));
    for (int i = 0; i < 8; ++i) {
      EXPECT_EQ(numbers(lane(rotated, i)), numbers(lane(all, (i + 3) % 8)));
      const State alone = steady_state(d[static_cast<std::size_t>(i)]), lane_i = lane(rotated, i);
      const double rounding = 1e-13 * alone.largest_flux;  // affinities are sums of terms that may cancel
      for (std::size_t c = 0; c < 6; ++c) expect_close(lane_i.cycle_flux[c], alone.cycle_flux[c], 1e-13, rounding);
      for (std::size_t k = 0; k < 4; ++k) expect_close(lane_i.populations[k], alone.populations[k], 1e-13);
      EXPECT_NEAR(lane_i.particle_current_L, alone.particle_current_L, rounding);
      expect_close(lane_i.entropy_production, alone.entropy_production, 1e-13, rounding);
    }
    ASSERT_FALSE(testing::Test::HasFailure()) << "group " << n;
  }
}

}  // namespace
}  // namespace qalor
