// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/dynamics/rates.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/dots.hpp"

namespace qalor {
namespace {

using laws::Dice;
using testing::ThrowsMessage;

TEST(DotNetwork, EnergyIsTheSumOverFilledSitesAndPairs) {
  const DotNetwork network{{1, 10, 100}, RealMatrix{{0, 0.1, 0.2}, {0.1, 0, 0.4}, {0.2, 0.4, 0}}, {}, {}};
  EXPECT_DOUBLE_EQ(state_energy(network, 0b000), 0);
  EXPECT_DOUBLE_EQ(state_energy(network, 0b001), 1);
  EXPECT_DOUBLE_EQ(state_energy(network, 0b110), 110.4);
  EXPECT_DOUBLE_EQ(state_energy(network, 0b111), 111.7);
  EXPECT_DOUBLE_EQ(filling_energy(network, 0b101, 1), 10.5);
}

TEST(DotNetwork, NumbersTheOccupationsOfTheOtherSites) {
  EXPECT_EQ(others_of(0b1011, 2), 0b111u);
  EXPECT_EQ(others_of(0b1000, 0), 0b100u);
  EXPECT_EQ(others_of(0b0011, 3), 0b011u);
}

TEST(RateFlow, EdgesAreInDetailedBalance) {
  Dice dice(1);
  const RateFlow flow = rate_flow(laws::random_network(dice, 3));
  EXPECT_EQ(flow.edges().size(), 24u);
  for (const RateEdge& edge : flow.edges()) {
    const Bath& bath = flow.baths()[edge.bath];
    EXPECT_NEAR(std::log(edge.forward / edge.backward), edge.bias, 1e-14 * (1 + std::abs(edge.bias)));
    EXPECT_NEAR(edge.bias, -bath.beta * (edge.gain.energy - bath.chemical_potential),
                1e-15 * (1 + std::abs(edge.bias)));
    EXPECT_NEAR(flow.energies()[edge.to] - flow.energies()[edge.from], edge.gain.energy, 1e-14);
  }
}

TEST(RateFlow, BosonsAreInDetailedBalanceAndCarryNoParticles) {
  for (const Real down : {-0.4, 0.4, 1e-9}) {
    const RateFlow flow = rate_flow(laws::spin_flip(0, down, 2));
    const RateEdge& edge = flow.edges().back();
    EXPECT_EQ(flow.baths()[edge.bath].name, "B");
    EXPECT_EQ(edge.gain.energy, std::abs(down));
    EXPECT_EQ(edge.gain.particles, 0);
    EXPECT_EQ(flow.energies()[edge.to], std::max(Real(0), down));
    EXPECT_NEAR(edge.forward / edge.backward, std::exp(edge.bias), 1e-15);
    EXPECT_NEAR(edge.backward - edge.forward, 0.7, 1e-6);  // spontaneous emission; 1e9 phonons at the small gap
  }
}

TEST(RateFlow, RatesAnswerToForcesAsTheirDerivativesSay) {
  const Real h = 1e-5;
  const auto edge = [&](Real shift) {
    DotNetwork network = laws::spin_flip(0.3, -0.4, 2);
    network.leads[0].chemical_potential += shift;  // changes x by -beta shift
    network.bosons[0].bath.beta -= shift / 0.7;    // and so, by -shift
    return rate_flow(network).edges();
  };
  for (const std::size_t e : {std::size_t{0}, std::size_t{4}}) {
    const RateEdge here = edge(0)[e];
    EXPECT_NEAR((edge(h)[e].forward - edge(-h)[e].forward) / (2 * h), here.forward_response,
                1e-9 * (1 + here.forward_response));
    EXPECT_NEAR((edge(h)[e].backward - edge(-h)[e].backward) / (2 * h), here.backward_response,
                1e-9 * (1 + std::abs(here.backward_response)));
  }
}

TEST(RateFlow, TakesRatesByEnergyFromAFunction) {
  DotNetwork network = laws::spin_flip(0.3, -0.4, 2);
  network.couplings[0].gamma_of_energy = [](Real w) { return 1 + w; };
  const RateFlow flow = rate_flow(network);
  EXPECT_DOUBLE_EQ(flow.edges()[0].forward + flow.edges()[0].backward, 1.3);
  EXPECT_DOUBLE_EQ(flow.edges()[1].forward + flow.edges()[1].backward, 4.3);
}

TEST(RateFlow, BooksBalanceInAnyState) {
  Dice dice(2);
  const RateFlow flow = rate_flow(laws::random_network(dice, 3));
  RealVector p(8);
  for (Real& x : p) x = dice.between(0, 1);
  p /= p.sum();
  Exchange sum;
  Real gross = 0;
  for (std::size_t x = 0; x < flow.baths().size(); ++x) {
    sum += flow.exchange(p, x);
    gross += flow.gross_energy(p, x);
  }
  EXPECT_NEAR(sum.energy, flow.energy_rate(p), 1e-15 * gross);
  EXPECT_NEAR(flow.derivative(p).sum(), 0, 1e-15);
}

TEST(RateFlow, GibbsStateIsStationary) {
  Dice dice(3);
  DotNetwork network = laws::random_network(dice, 3, 0);
  for (Bath& bath : network.leads) bath.chemical_potential = 0.3;
  const RateFlow flow = rate_flow(network);
  RealVector p(8);
  for (Eigen::Index s = 0; s < 8; ++s)
    p(s) = std::exp(-flow.energies()[static_cast<std::size_t>(s)] + 0.3 * std::popcount(static_cast<unsigned>(s)));
  p /= p.sum();
  EXPECT_LT(flow.derivative(p).cwiseAbs().maxCoeff(), 1e-16);
}

TEST(RateFlow, RefusesWhatIsNoRateEquation) {
  const Bath bath{"B"};
  const auto with = [&](RateEdge edge) { return [=] { RateFlow({0, 1}, {bath}, {edge}); }; };
  EXPECT_THAT(with({0, 2, 0, 1, 1, 0, {}, 0, 0}),
              ThrowsMessage<std::invalid_argument>("an edge leads from state 0 to state 2"));
  EXPECT_THAT(with({1, 1, 0, 1, 1, 0, {}, 0, 0}),
              ThrowsMessage<std::invalid_argument>("an edge leads from state 1 to state 1"));
  EXPECT_THAT(with({0, 1, 1, 1, 1, 0, {}, 0, 0}),
              ThrowsMessage<std::invalid_argument>("an edge names a bath that does not exist"));
  EXPECT_THAT(with({0, 1, 0, -1, 1, 0, {}, 0, 0}),
              ThrowsMessage<std::invalid_argument>("a rate must be finite and >= 0, not -1"));
  EXPECT_THAT([] { rate_flow(laws::spin_flip(1, 1, 2)); },
              ThrowsMessage<std::domain_error>(testing::HasSubstr("between states of equal energy")));
}

}  // namespace
}  // namespace qalor
