// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/rates.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "qalor/ledger/balance.hpp"
#include "qalor/solve/rates_counting.hpp"
#include "tests/dots.hpp"

namespace qalor {
namespace {

using laws::Dice;
using testing::ThrowsMessage;

/// A chain of states with the given rates up and down.
RateFlow ladder(const std::vector<Real>& up, const std::vector<Real>& down) {
  std::vector<RateEdge> edges;
  for (std::size_t k = 0; k < up.size(); ++k)
    edges.push_back({k, k + 1, 0, up[k], down[k], std::log(up[k] / down[k]), {1, 0}, 0, 0});
  return {std::vector<Real>(up.size() + 1, 0), {Bath{"B"}}, edges};
}

TEST(RateSteadyState, KeepsTheRelativePrecisionOfPopulationsOfAnySize) {
  // p_k+1/p_k = up/down, through 10^-150 and back.
  Dice dice(1);
  std::vector<Real> up, down;
  for (int k = 0; k < 30; ++k) {
    up.push_back(std::exp(dice.between(-40, k < 15 ? 0 : 40)));
    down.push_back(std::exp(dice.between(-40, k < 15 ? 40 : 0)));
  }
  const auto [p, certificate] = steady_state(ladder(up, down));
  for (Eigen::Index k = 0; k < 30; ++k) {
    const auto i = static_cast<std::size_t>(k);
    EXPECT_NEAR(p(k + 1) / p(k) / (up[i] / down[i]), 1, 1e-13) << k;
  }
  EXPECT_LT(p.minCoeff(), 1e-60);
  EXPECT_EQ(certificate.method, "direct: elimination without subtractions");
  EXPECT_EQ(certificate.status, Status::ok);
}

TEST(RateSteadyState, IsTheGibbsStateBetweenEqualBaths) {
  Dice dice(2);
  for (int k = 0; k < 20; ++k) {
    const RateFlow flow = rate_flow(laws::random_network(dice, 4, 0));
    const RealVector p = steady_state(flow).state;
    RealVector gibbs(16);
    for (Eigen::Index s = 0; s < 16; ++s) gibbs(s) = std::exp(-flow.energies()[static_cast<std::size_t>(s)]);
    gibbs /= gibbs.sum();
    EXPECT_LT(((p - gibbs).array() / gibbs.array()).abs().maxCoeff(), 1e-13);
  }
}

TEST(RateSteadyState, BalancesItsBooksAndNeverLowersTheEntropy) {
  Dice dice(3);
  for (int k = 0; k < 50; ++k) {
    const RateFlow flow = rate_flow(laws::random_network(dice, 3));
    const auto [p, certificate] = steady_state(flow);
    const Ledger ledger = balance(flow, p);
    Real particles = 0;
    for (const BathEntry& bath : ledger.baths) particles += bath.particles;
    EXPECT_NEAR(ledger.first_law_residual(), 0, 1e-14);
    EXPECT_NEAR(particles, 0, 1e-14);
    EXPECT_GT(ledger.entropy_production, 0);
    EXPECT_LT(certificate.residual, 1e-15);
  }
}

TEST(RateSteadyState, BySparseLuAgreesWithElimination) {
  Dice dice(4);
  DotNetwork network = laws::random_network(dice, 10);
  const RealVector eliminated = steady_state(rate_flow(network)).state;
  // An eleventh site that feels nothing doubles the states: above the border between the two methods.
  network.energies.push_back(0.3);
  RealMatrix interactions = RealMatrix::Zero(11, 11);
  interactions.topLeftCorner(10, 10) = network.interactions;
  network.interactions = interactions;
  for (DotTunnelling& coupling : network.couplings) {
    const std::vector<Real> table = coupling.gamma;  // the new site is the last bit of the tables
    coupling.gamma.insert(coupling.gamma.end(), table.begin(), table.end());
  }
  network.couplings.push_back({0, 10, {0.4}});
  const auto [factored, certificate] = steady_state(rate_flow(network));
  EXPECT_EQ(certificate.method, "direct: sparse LU");
  EXPECT_EQ(certificate.status, Status::ok);
  EXPECT_LT((factored.head(1024) + factored.tail(1024) - eliminated).cwiseAbs().maxCoeff(), 1e-14);
}

TEST(RateSteadyState, NeedsAConnectedGraph) {
  DotNetwork network = laws::spin_flip(0.3, -0.4, 2);
  network.couplings[1].gamma = {0};
  network.bosons.clear();
  EXPECT_THAT([&] { (void)steady_state(rate_flow(network)); },
              ThrowsMessage<ConvergenceError>("the states do not form one connected graph: no unique steady state"));
  EXPECT_EQ(linked_groups(rate_flow(network)), (std::vector<std::vector<std::size_t>>{{0, 1}, {2, 3}}));
}

TEST(RateSteadyState, SaysWhenRatesAreTooSmallForADouble) {
  DotNetwork network = laws::spin_flip(1, 1, 2);  // at T = 1e-3 rates of e^-2000 are 0
  network.bosons.clear();
  network.interactions.setZero();
  network.energies = {-5, 5};
  for (Bath& bath : network.leads) bath.beta = 1000;
  const auto [p, certificate] = steady_state(rate_flow(network));
  EXPECT_NEAR(p(1), 1, 1e-15);  // one filled, one empty, whichever state it starts from
  std::vector<RateEdge> edges = rate_flow(network).edges();
  for (RateEdge& edge : edges) edge.forward = edge.backward = 0;
  EXPECT_THAT(
      [&] {
        (void)steady_state(RateFlow({0, 0, 0, 0}, network.leads, edges));
      },
      ThrowsMessage<ConvergenceError>("the steady state is not unique to double precision: 4 states are never "
                                      "left, as the rates out of them are too small for a double"));
}

TEST(Elimination, GivesTheDeterminantOfTheRest) {
  Dice dice(5);
  const RateFlow flow = rate_flow(laws::random_network(dice, 3));
  RealMatrix w = rate_matrix(flow);
  const RealVector outflow = w.colwise().sum();
  w.diagonal() -= outflow;
  const std::vector<Eigen::Index> rest{0, 2, 3, 6};
  const Elimination elimination(rate_matrix(flow), {1, 4, 5, 7});
  const RealMatrix minor = -w(rest, rest);
  EXPECT_NEAR(elimination.log_determinant(), std::log(minor.determinant()), 1e-12);
  EXPECT_EQ(elimination.rest(), (std::vector<Eigen::Index>{1, 4, 5, 7}));
}

}  // namespace
}  // namespace qalor
