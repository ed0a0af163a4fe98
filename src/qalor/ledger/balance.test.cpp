// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/ledger/balance.hpp"

#include <gtest/gtest.h>

namespace qalor {
namespace {

/// Books with given numbers, the same in every state.
struct Given {
  struct State {};
  std::vector<Bath> all;
  std::vector<Exchange> gained;
  Real work = 0;
  Real rate = 0;
  Real gross = 0;

  const std::vector<Bath>& baths() const { return all; }
  Exchange exchange(const State&, std::size_t bath) const { return gained[bath]; }
  Real power(const State&) const { return work; }
  Real energy_rate(const State&) const { return rate; }
  Real gross_energy(const State&, std::size_t) const { return gross; }
};
static_assert(Flow<Given>);

Bath bath(std::string name, Real beta, Real mu = 0) { return {std::move(name), beta, FlatEmission{1}, mu}; }

TEST(Balance, HeatIsEnergyWithoutWhatTheParticlesCarry) {
  const Ledger ledger = balance(Given{{bath("L", 2, 0.3)}, {{1.5, 2}}}, {});
  const BathEntry& entry = ledger.baths.front();
  EXPECT_EQ(entry.name, "L");
  EXPECT_EQ(entry.energy, 1.5);
  EXPECT_EQ(entry.particles, 2);
  EXPECT_DOUBLE_EQ(entry.heat, 0.9);
  EXPECT_DOUBLE_EQ(entry.entropy_flow, 1.8);
}

TEST(Balance, EntropyIsProducedWhereTheBathsLoseMoreThanTheSystemGains) {
  const Given flow{{bath("A", 0.5), bath("B", 2)}, {{3, 0}, {-1, 0}}, -2, 0};
  EXPECT_DOUBLE_EQ(balance(flow, {}).entropy_production, -1.5 + 2);
  EXPECT_DOUBLE_EQ(balance(flow, {}, 0.25).entropy_production, 0.75);
  EXPECT_EQ(balance(flow, {}, 0.25).entropy_rate, 0.25);
}

TEST(Balance, FirstLawComparesWhatEntersWithTheRateOfTheEnergy) {
  Given flow{{bath("A", 0.5), bath("B", 2)}, {{3, 0}, {-1, 0}}, -2, 0};
  EXPECT_EQ(balance(flow, {}).first_law_residual(), 0);
  flow.rate = 0.5;
  EXPECT_EQ(balance(flow, {}).first_law_residual(), -0.5);
  flow.work = 0;
  EXPECT_EQ(balance(flow, {}).first_law_residual(), 1.5);
}

TEST(Balance, FirstLawCountsEnergyNotHeat) {
  const Given flow{{bath("L", 2, 0.3)}, {{1.5, 2}}, 0, 1.5};
  EXPECT_EQ(balance(flow, {}).first_law_residual(), 0);
}

TEST(SecondLaw, ForgivesRoundingOfTheFlowsThatCancelAndNoMore) {
  // Heat 1e-12 from A to B out of gross flows of one: 1e-12 x 3e-12 + 1e-14 x (1 + 2) of margin.
  Given flow{{bath("A", 1), bath("B", 2)}, {{-1e-12, 0}, {1e-12, 0}}, 0, 0, 1};
  EXPECT_NEAR(balance(flow, {}).second_law_margin(), 3e-14, 1e-20);
  EXPECT_FALSE(balance(flow, {}).second_law_holds());  // -1e-12
  flow.gained = {{-2e-14, 0}, {2e-14, 0}};
  EXPECT_TRUE(balance(flow, {}).second_law_holds());  // -2e-14
}

TEST(SecondLaw, IsBrokenByHeatFromColdToHot) {
  const Given flow{{bath("hot", 0.5), bath("cold", 1)}, {{-1, 0}, {1, 0}}};
  EXPECT_DOUBLE_EQ(balance(flow, {}).entropy_production, -0.5);
  EXPECT_FALSE(balance(flow, {}).second_law_holds());
}

TEST(SecondLaw, HoldsWhereNothingFlows) {
  const Given flow{{bath("A", 0.5), bath("B", 1)}, {{0, 0}, {0, 0}}, 0, 0, 1};
  EXPECT_EQ(balance(flow, {}).second_law_margin(), 0);
  EXPECT_TRUE(balance(flow, {}).second_law_holds());
}

}  // namespace
}  // namespace qalor
