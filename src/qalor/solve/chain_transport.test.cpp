// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/chain_transport.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace qalor {
namespace {

JoinedChains equal(Real ratio) { return {{0, 1, 2, 0.6}, {0, 1, 2, 0.6}, ratio}; }

TEST(ChainTransport, EqualChainsHaveTheirTransmissionInClosedForm) {
  for (const Real r : {0.1, 0.6, 1.0, 1.7})
    for (const Real k : {0.3, 1.1, 2.9}) {
      const Real square = 4 * r * r * std::pow(std::sin(k), 2);
      EXPECT_NEAR(transmission(equal(r), -2 * std::cos(k)), square / (std::pow(1 - r * r, 2) + square), 1e-13);
    }
  EXPECT_EQ(transmission(equal(1), 2.1), 0);
}

TEST(ChainTransport, UniformChainPassesEverythingThatIsOccupied) {
  JoinedChains chains = equal(1);
  chains.b.beta = 0.7;
  chains.b.chemical_potential = -0.4;
  // int dE/2pi (n_A - n_B) from the antiderivative -T ln(1 + e^{-x}).
  const auto filled = [](const BodyChain& c) {
    const auto log = [&](Real e) { return std::log1p(std::exp(-c.beta * (e - c.chemical_potential))); };
    return (log(-2) - log(2)) / c.beta / (2 * std::numbers::pi);
  };
  EXPECT_NEAR(chain_rates(chains).particles, filled(chains.a) - filled(chains.b), 1e-12);
}

TEST(ChainTransport, ResponseIsTheDerivativeOfTheRatesAndOfTheCountingRate) {
  JoinedChains up = equal(0.6), down = up;
  const Real h = 1e-4;
  up.a.chemical_potential += h / 2;
  down.a.chemical_potential -= h / 2;
  const RealMatrix l = chain_transport_rate(equal(0.6));
  const ChainRates high = chain_rates(up), low = chain_rates(down);
  EXPECT_NEAR((high.particles - low.particles) / (2 * h), l(1, 1), 1e-8);
  EXPECT_NEAR((high.energy - low.energy) / (2 * h), l(0, 1), 1e-8);
  JoinedChains biased = up;
  biased.b.beta = 1;
  const Complex slope = chain_counting_rate(biased, 0, h) - chain_counting_rate(biased, 0, -h);
  EXPECT_NEAR(slope.imag() / (2 * h), chain_rates(biased).particles, 1e-8);
}

TEST(ChainTransport, BilliardStartsAsLandauerAndComesBack) {
  const BodyChain whole{0, 1, 1, 0.5};
  const UniformChain chain{whole, 40, 120};
  const RealMatrix rate = chain_transport_rate({whole, whole, 1});
  EXPECT_LT((billiard_transport(chain, 10) - 10 * rate).cwiseAbs().maxCoeff(), 1e-10);
  EXPECT_LT(billiard_transport(chain, 1e-6).cwiseAbs().maxCoeff(), 1e-6);
  const JoinedChains bosons{{0, 1, 1, -2.1}, {0, 1, 1, -1.9}, 1, Statistics::boson};
  EXPECT_FALSE(has_occupations(bosons));
}

TEST(ChainTransport, MendingCostsWhatTheHalfFilledBondIsWorth) {
  // At zero temperature and half filling the bond energy is 2/pi of J, twice over for both directions.
  const UniformChain cold{{0.3, 1, 1e6, 0.3}, 10, 10};
  EXPECT_NEAR(mending_work(cold), 2 / std::numbers::pi, 1e-6);
}

}  // namespace
}  // namespace qalor
