// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/landauer.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <numbers>
#include <stdexcept>

namespace qalor {
namespace {

using testing::ThrowsMessage;

BosonMachine pair(Real g, const Spectrum& spectrum, Real beta_a = 0.5, Real beta_b = 1, Real omega_a = 3) {
  BosonMachine machine;
  machine.bare = Vector{{omega_a, 1.0}}.asDiagonal();
  machine.interaction = g * Matrix{{0, 1}, {1, 0}};
  machine.baths = {{"A", beta_a, spectrum}, {"B", beta_b, spectrum}};
  machine.couplings = {{0, 0}, {1, 1}};
  return machine;
}

const Spectrum broad = Ohmic{0.15, 1.5};
const Spectrum narrow = Ohmic{0.002, 5};

TEST(Landauer, HasTheCurrentsOfTheSpecification) {
  // Confirmed there by 2 x 500 bath modes; narrow: table of exact currents, omega_A = 1.
  EXPECT_NEAR(landauer_currents(BosonTransport(pair(0.05, broad))).heat[0] / 4.767986193e-04, 1, 1e-9);
  EXPECT_NEAR(landauer_currents(BosonTransport(pair(0.3, broad))).heat[0] / 1.557356496e-02, 1, 1e-9);
  EXPECT_NEAR(landauer_currents(BosonTransport(pair(0.001, narrow, 0.5, 1, 1))).heat[0] / 1.815911e-04, 1, 1e-6);
  EXPECT_NEAR(landauer_currents(BosonTransport(pair(0.001, narrow))).heat[0] / 6.111851e-09, 1, 1e-6);
}

TEST(Landauer, FindsEveryPeakHoweverNarrow) {
  for (const Real eta : {1e-6, 1e-4, 1e-2}) {
    const auto currents = landauer_currents(BosonTransport(pair(0.01, Ohmic{eta, 5})));
    EXPECT_LT(currents.certificate.details.number("sum_rule_error"), 1e-10);
    EXPECT_EQ(currents.certificate.status, Status::ok);
  }
}

TEST(Landauer, ConservesEnergyAndQuantaAndObeysTheSecondLaw) {
  const auto currents = landauer_currents(BosonTransport(pair(0.3, broad)));
  EXPECT_NEAR(currents.heat[0] + currents.heat[1], 0, 1e-16);
  EXPECT_NEAR(*currents.quanta[0] + *currents.quanta[1], 0, 1e-16);
  EXPECT_GT((1 - 0.5) * currents.heat[0], 0);  // from hot to cold
}

TEST(Landauer, CarriesNothingInEquilibrium) {
  const auto currents = landauer_currents(BosonTransport(pair(0.3, broad, 0.7, 0.7)));
  EXPECT_EQ(currents.heat[0], 0);
  EXPECT_EQ(*currents.quanta[0], 0);
}

TEST(Landauer, KeepsItsPrecisionNearEquilibrium) {
  // A bias of 1e-9 of beta, against the integral of w T(w) x^2/(4 sinh^2(x/2))/beta over the band.
  const Real small = 1e-9;
  const auto near = landauer_currents(BosonTransport(pair(0.3, broad, 0.7, 0.7 * (1 + small)))).heat[0] / small;
  const auto nearer =
      landauer_currents(BosonTransport(pair(0.3, broad, 0.7, 0.7 * (1 + 0.01 * small)))).heat[0] / (0.01 * small);
  EXPECT_NEAR(near / nearer, 1, 1e-4);  // 0.7 (1 + 1e-11) is itself rounded by 1e-16/1e-11
  EXPECT_GT(near, 0);
}

TEST(Landauer, OfTheWideBandHasNoCountOfQuanta) {
  const auto currents = landauer_currents(BosonTransport(pair(0.2, FlatDamping{0.1})));
  EXPECT_FALSE(currents.quanta[0]);
  EXPECT_GT(currents.heat[0], 0);
  EXPECT_EQ(currents.certificate.status, Status::ok);
}

TEST(Landauer, TransmissionOfTheWideBandAddsUpToThreeResistances) {
  // The integral of T dw/2pi over the whole axis, by the trapezoid rule: exponentially accurate for a Lorentzian
  // product cut at +-R but for tails of 2 Gamma^2 g^2/(3 R^3)/2pi.
  const Real g = 0.2;
  const BosonTransport transport(pair(g, FlatDamping{0.4}, 0.5, 1, 1.3));
  constexpr Real step = 0.01;
  constexpr Real reach = 200;
  Real sum = 0;
  for (Real w = -reach; w <= reach; w += step) sum += transport.transmission(transport.green(w), 0, 1, w) * step;
  const Real exchange = 2 * g * g * 0.4 / (0.16 + 0.09);
  EXPECT_NEAR(sum / (2 * std::numbers::pi), 1 / (1 / exchange + 2 / 0.4), 1e-9);
}

TEST(LandauerNoise, HasTheMeanOfTheCurrents) {
  const BosonTransport transport(pair(0.3, broad));
  const auto currents = landauer_currents(transport);
  EXPECT_NEAR(landauer_noise(transport, 0, 1).mean, currents.heat[0], 1e-13);
  EXPECT_NEAR(landauer_noise(transport, 1, 1).mean, currents.heat[1], 1e-13);
  EXPECT_NEAR(landauer_noise(transport, 0, 0).mean, *currents.quanta[0], 1e-13);
  EXPECT_NEAR(landauer_noise(transport, 0, 1).variance, landauer_noise(transport, 1, 1).variance, 1e-13);
}

TEST(LandauerNoise, InEquilibriumObeysTheFluctuationDissipationTheorem) {
  const Real bias = 1e-5;
  const auto heat = [&](Real beta_b) {
    return landauer_currents(BosonTransport(pair(0.3, broad, 0.7, beta_b))).heat[0];
  };
  const Real response = (heat(0.7 + bias) - heat(0.7 - bias)) / (2 * bias);
  EXPECT_NEAR(response, 0.5 * landauer_noise(BosonTransport(pair(0.3, broad, 0.7, 0.7)), 0, 1).variance, 1e-9);
}

TEST(LandauerNoise, IsForTwoBathsAndFiniteQuanta) {
  BosonMachine machine = pair(0.3, broad);
  machine.baths.push_back({"C", 1, broad});
  machine.couplings.push_back({1, 2});
  EXPECT_THAT([&] { (void)landauer_noise(BosonTransport(machine), 0, 1); },
              ThrowsMessage<std::invalid_argument>("the noise formula is for two baths"));
  EXPECT_THAT([] { (void)landauer_noise(BosonTransport(pair(0.2, FlatDamping{0.1})), 0, 0); },
              ThrowsMessage<std::domain_error>("the excitation current diverges at zero frequency in the wide band"));
}

TEST(Landauer, OfThreeBathsConservesEnergy) {
  BosonMachine machine = pair(0.3, broad);
  machine.baths.push_back({"C", 2, broad});
  machine.couplings.push_back({1, 2});
  const auto currents = landauer_currents(BosonTransport(machine));
  EXPECT_NEAR(currents.heat[0] + currents.heat[1] + currents.heat[2], 0, 1e-15);
  EXPECT_LT(currents.heat[2], 0);  // the coldest bath receives
}

}  // namespace
}  // namespace qalor
