// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/bath/bath.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <numbers>
#include <stdexcept>

namespace qalor {
namespace {

using testing::ThrowsMessage;

Bath bath(Real beta, Spectrum spectrum) { return {"X", beta, std::move(spectrum)}; }

TEST(EmissionRate, OfEachRateRuleIsItsClosedForm) {
  const Real w = 0.7;
  const Real n = 1 / (std::exp(1.3 * w) - 1);
  EXPECT_EQ(emission_rate(bath(1.3, FlatEmission{0.4}), w), 0.4);
  EXPECT_NEAR(emission_rate(bath(1.3, FlatDamping{0.4}), w), 0.4 * (n + 1), 1e-15);
  const Real ohmic = 2 * std::numbers::pi * 0.002 * w * std::exp(-w / 5) * (n + 1);
  EXPECT_NEAR(emission_rate(bath(1.3, Ohmic{0.002, 5}), w) / ohmic, 1, 1e-14);
}

TEST(EmissionRate, OfAbsorptionIsTheBoltzmannFactorTimesEmissionToTheLastBit) {
  for (const Spectrum& spectrum : {Spectrum(FlatEmission{0.7}), Spectrum(FlatDamping{0.7}), Spectrum(Ohmic{0.1, 500})})
    for (const Real w : {1e-9, 0.3, 20.0, 200.0}) {  // beta w up to 600
      const Bath x = bath(3, spectrum);
      EXPECT_DOUBLE_EQ(emission_rate(x, -w) / emission_rate(x, w), std::exp(-3 * w));
    }
  EXPECT_DOUBLE_EQ(emission_rate(bath(1, FlatEmission{1}), -200), std::exp(-200.0));
}

TEST(EmissionRate, AtZeroFrequencyIsTheLimitFromAbove) {
  EXPECT_EQ(emission_rate(bath(2, FlatEmission{0.4}), 0), 0.4);
  EXPECT_NEAR(emission_rate(bath(2, Ohmic{0.1, 5}), 0), 2 * std::numbers::pi * 0.1 / 2, 1e-15);
  EXPECT_NEAR(emission_rate(bath(2, Ohmic{0.1, 5}), 1e-9) / emission_rate(bath(2, Ohmic{0.1, 5}), 0), 1, 1e-8);
  EXPECT_EQ(emission_rate(bath(2, Ohmic{0.1, 5, 2}), 0), 0);
}

TEST(EmissionRate, SaysWhereItDiverges) {
  EXPECT_THAT([] { (void)emission_rate(bath(1, FlatDamping{1}), 0); },
              ThrowsMessage<std::domain_error>("the emission rate diverges at zero frequency"));
  for (const Real w : {0.5, -0.5, 0.0})
    EXPECT_THAT(
        [w] {
          (void)emission_rate(bath(0, Ohmic{1, 1}), w);
        },
        ThrowsMessage<std::domain_error>("a bosonic bath needs beta > 0: the occupation is infinite at beta = 0"));
}

TEST(EmissionRate, OfAnInfinitelyHotFlatBathIsTheSameUpAndDown) {
  EXPECT_EQ(emission_rate(bath(0, FlatEmission{0.4}), 1.5), 0.4);
  EXPECT_EQ(emission_rate(bath(0, FlatEmission{0.4}), -1.5), 0.4);
}

TEST(EmissionRate, OfAnInvertedFlatBathFavoursAbsorption) {
  EXPECT_DOUBLE_EQ(emission_rate(bath(-0.5, FlatEmission{0.4}), -2), 0.4 * std::exp(1.0));
}

TEST(Occupation, OfBosonsKeepsItsPrecisionAtSmallArguments) {
  EXPECT_DOUBLE_EQ(bose_occupation(1e-10) * 1e-10, 1 - 0.5e-10);
  EXPECT_NEAR(bose_occupation(std::log(2.0)), 1, 1e-15);
}

TEST(Occupation, OfFermionsAndOfTheirHolesSumToOneWithFullRelativePrecision) {
  for (const Real x : {-800.0, -40.0, -0.3, 0.0, 0.3, 40.0, 800.0})
    EXPECT_DOUBLE_EQ(fermi_occupation(x) + fermi_occupation(-x), 1);
  EXPECT_DOUBLE_EQ(fermi_occupation(50), std::exp(-50.0) / (1 + std::exp(-50.0)));
  EXPECT_DOUBLE_EQ(fermi_occupation(700), std::exp(-700.0));
}

TEST(Bias, IsTheDifferenceOfTwoOccupations) {
  for (const Real x : {0.2, 1.5})
    for (const Real y : {0.4, 3.0}) {
      EXPECT_NEAR(fermi_bias(x, y), fermi_occupation(x) - fermi_occupation(y), 1e-15);
      EXPECT_NEAR(bose_bias(x, y), bose_occupation(x) - bose_occupation(y), 1e-14);
    }
}

TEST(Bias, IsAntisymmetricAndZeroInEquilibrium) {
  for (const auto& bias : {fermi_bias, bose_bias}) {
    EXPECT_EQ(bias(0.4, 1.1), -bias(1.1, 0.4));
    EXPECT_EQ(bias(0.7, 0.7), 0);
    EXPECT_GT(bias(0.7, 0.8), 0);
  }
}

TEST(Bias, KeepsItsRelativePrecisionNearEquilibrium) {
  // f'(x) = -1/(4 cosh^2(x/2)), n'(x) = -1/(4 sinh^2(x/2)): what a subtraction would lose with y - x = 1e-12.
  const Real x = 0.9;
  const Real y = x + 1e-12;
  const Real middle = 0.5 * (x + y);
  EXPECT_NEAR(fermi_bias(x, y) / ((y - x) / (4 * std::pow(std::cosh(middle / 2), 2))), 1, 1e-14);
  EXPECT_NEAR(bose_bias(x, y) / ((y - x) / (4 * std::pow(std::sinh(middle / 2), 2))), 1, 1e-14);
}

TEST(Bias, KeepsItsRelativePrecisionAtSmallArguments) {
  // Against extended precision, which loses 1e-19/1e-6 = 1e-13 of a difference of bosons 1e-6 apart, in relative terms.
  for (const Real x : {1e-8, 1e-4, 1e-1}) {
    const Real y = x * (1 + 1e-6);
    const auto f = [](long double t, long double sign) { return 1 / (std::exp(t) + sign); };
    const long double bosons =
        1 / std::expm1(static_cast<long double>(x)) - 1 / std::expm1(static_cast<long double>(y));
    EXPECT_NEAR(bose_bias(x, y) / static_cast<Real>(bosons), 1, 1e-12);
    // Fermions near x = 0 differ by (y - x)/4 of one half: by 1e-19/1e-14 relative to x = 1e-8.
    EXPECT_NEAR(fermi_bias(x, y) / static_cast<Real>(f(x, 1) - f(y, 1)), 1, 1e-18 / (x * 1e-6) + 1e-13);
  }
}

TEST(Bias, IsFiniteFarFromEverything) {
  EXPECT_DOUBLE_EQ(bose_bias(600, 700), std::exp(-600.0));
  EXPECT_DOUBLE_EQ(fermi_bias(-800, 800), 1);
  EXPECT_EQ(fermi_bias(800, 900), 0);
  EXPECT_EQ(bose_bias(800, 900), 0);
}

TEST(FermionicRates, ShareTheTunnellingRateByTheOccupation) {
  const Bath lead{"L", 2, FlatDamping{0.3}, 0.4, Statistics::fermion};
  const Real f = 1 / (std::exp(2 * (1.1 - 0.4)) + 1);
  EXPECT_NEAR(incoming_rate(lead, 1.1), 0.3 * f, 1e-16);
  EXPECT_NEAR(outgoing_rate(lead, 1.1), 0.3 * (1 - f), 1e-16);
}

TEST(FermionicRates, AddUpToTheTunnellingRate) {
  const Bath lead{"L", 4, Ohmic{0.1, 5}, 0.4, Statistics::fermion};
  for (const Real w : {0.1, 0.4, 3.0, 20.0})
    EXPECT_DOUBLE_EQ(incoming_rate(lead, w) + outgoing_rate(lead, w), spectral_rate(lead.spectrum, w));
}

TEST(FermionicRates, ObeyDetailedBalanceAtAnyDistanceFromTheFermiEnergy) {
  const Bath lead{"L", 4, FlatDamping{0.3}, 0.4, Statistics::fermion};
  for (const Real w : {-49.6, -1.0, 0.4, 2.0, 50.4})  // exponents up to 200
    EXPECT_NEAR(incoming_rate(lead, w) / outgoing_rate(lead, w) / std::exp(-4 * (w - 0.4)), 1, 1e-13);
}

}  // namespace
}  // namespace qalor
