// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/cycles.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "qalor/solve/rates.hpp"
#include "tests/dots.hpp"

namespace qalor {
namespace {

using laws::Dice;

TEST(SimpleCycles, OfTheThreeTerminalDeviceAreSix) {
  ThreeTerminal<Real> d{1, 1, -2, {1, 0.1}, {0.1, 1}, {1, 1}, 1, 1, 5.0 / 3, 0.1, -0.1, 0};
  const RateFlow flow = rate_flow(laws::network_of(d));
  const auto cycles = simple_cycles(flow, steady_state(flow).state);
  ASSERT_TRUE(cycles);
  EXPECT_EQ(cycles->size(), 6u);
  Real particles = 0, energy = 0;
  for (const Cycle& cycle : *cycles) {
    particles += carried(flow, cycle, 0).particles * cycle.flux;
    energy += carried(flow, cycle, 2).energy * cycle.flux;
  }
  EXPECT_NEAR(particles, -0.0111834990162508, 1e-15);
  EXPECT_NEAR(energy, 0.0360731315886384, 1e-15);
}

TEST(SimpleCycles, AreDifferentAndClosed) {
  Dice dice(1);
  const RateFlow flow = rate_flow(laws::random_network(dice, 3));
  const auto cycles = simple_cycles(flow, steady_state(flow).state);
  ASSERT_TRUE(cycles);
  std::set<std::set<std::size_t>> sets;
  for (const Cycle& cycle : *cycles) {
    std::set<std::size_t> edges;
    std::set<std::size_t> states;
    for (std::size_t k = 0; k < cycle.steps.size(); ++k) {
      const auto [edge, is_forward] = cycle.steps[k];
      const auto [next, next_forward] = cycle.steps[(k + 1) % cycle.steps.size()];
      EXPECT_EQ(is_forward ? flow.edges()[edge].to : flow.edges()[edge].from,
                next_forward ? flow.edges()[next].from : flow.edges()[next].to);
      edges.insert(edge);
      EXPECT_TRUE(states.insert(is_forward ? flow.edges()[edge].from : flow.edges()[edge].to).second);
    }
    EXPECT_TRUE(sets.insert(edges).second);
  }
  // A cube has 28 simple cycles (6 of length 4, 16 of 6, 6 of 8); each edge is double: 12 + 6 2^4 + 16 2^6 + 6 2^8.
  EXPECT_EQ(cycles->size(), 12u + 96u + 1024u + 1536u);
}

TEST(SimpleCycles, CarryEveryCurrentAndNeverLowerTheEntropy) {
  Dice dice(2);
  for (int k = 0; k < 10; ++k) {
    const RateFlow flow = rate_flow(laws::random_network(dice, 3));
    const RealVector p = steady_state(flow).state;
    const auto cycles = simple_cycles(flow, p);
    ASSERT_TRUE(cycles);
    for (std::size_t x = 0; x < flow.baths().size(); ++x) {
      Exchange sum;
      for (const Cycle& cycle : *cycles) {
        EXPECT_GE(cycle.production(), 0);
        const Exchange once = carried(flow, cycle, x);
        sum += {once.energy * cycle.flux, once.particles * cycle.flux};
      }
      const Exchange direct = flow.exchange(p, x);
      EXPECT_NEAR(sum.particles, direct.particles, 1e-14);
      EXPECT_NEAR(sum.energy, direct.energy, 1e-14);
    }
  }
}

TEST(SimpleCycles, AreNotListedWhenThereAreTooMany) {
  Dice dice(3);
  const RateFlow flow = rate_flow(laws::random_network(dice, 3));
  const RealVector p = steady_state(flow).state;
  EXPECT_FALSE(simple_cycles(flow, p, 2667));
  EXPECT_TRUE(simple_cycles(flow, p, 2668));
}

TEST(ProductionForms, AgreeAndCountTheCyclesOfTheMultigraph) {
  Dice dice(4);
  for (int k = 0; k < 20; ++k) {
    const RateFlow flow = rate_flow(k % 2 == 0 ? laws::random_network(dice, 3) : laws::spin_flip(0.4, -0.4, 2));
    const RealVector p = steady_state(flow).state;
    const ProductionForms forms = production_forms(flow, p, simple_cycles(flow, p));
    EXPECT_EQ(forms.fundamental_count, flow.edges().size() - flow.states() + 1);
    EXPECT_LT(forms.spread(), 1e-13 * forms.scale);
    EXPECT_GE(forms.smallest_term, 0);
    EXPECT_GT(forms.edges, 0);
  }
}

TEST(SimpleCycles, KeepTheirPrecisionNearEquilibrium) {
  // A bias of 1e-10: the production, of second order, is lost in differences of rates but not in cycles.
  ThreeTerminal<Real> d{1, 1, -2, {1, 0.1}, {0.1, 1}, {1, 1}, 1, 1, 1, 1e-10, 0, 0};
  const auto production = [&] {
    const RateFlow flow = rate_flow(laws::network_of(d));
    const RealVector p = steady_state(flow).state;
    return *production_forms(flow, p, simple_cycles(flow, p)).cycles;
  };
  const Real small = production();
  d.mu_L = 1e-5;
  EXPECT_NEAR(small / production(), 1e-10,
              1e-10 * 3e-5);  // affinities are differences of biases of size 1: 1e-16/1e-10
}

}  // namespace
}  // namespace qalor
