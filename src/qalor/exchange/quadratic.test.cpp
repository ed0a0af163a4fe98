// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/exchange/quadratic.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace qalor {
namespace {

using Eigen::Index;

Body chain(Index sites, Real beta, Real mu) {
  Body out{.onsite = RealVector::Zero(sites), .beta = beta, .chemical_potential = mu};
  for (Index i = 0; i + 1 < sites; ++i) out.hopping.push_back({i, i + 1, -1.0});
  return out;
}

/// Two sites and three, of different levels, joined to a ring that encloses a flux.
Bipartite ring(Real flux) {
  Bipartite out{.a = chain(2, 2, 0.6), .b = chain(3, 2, 0.6), .contact = {}};
  out.a.onsite << 0, 0.5;
  out.b.onsite << 0.3, 0, -0.4;
  out.contact.hopping = {{1, 0, -1}, {0, 2, -1, flux}};
  return out;
}

Bipartite ladder(Index rungs, Real contact) {
  Bipartite out{.a = chain(rungs, 1.0, 0.8), .b = chain(rungs, 2.0, 0.2), .contact = {}};
  for (Index i = 0; i < rungs; ++i) out.contact.hopping.push_back({i, i, -contact});
  return out;
}

TEST(QuadraticExchange, RingOfUnlikeSitesHasItsNumbersAtBothFluxes) {
  const auto mean = [](Real flux) {
    const QuadraticExchange exchange(ring(flux), {});
    return exchange.statistics(exchange.motion(2), {}).mean;
  };
  const Charges right(0.39778356250655, 0.00634266922852, 0.54515622822185, -0.00634266922852);
  const Charges left(0.40905580518846, 0.17242050763818, 0.48167558855068, -0.17242050763818);
  EXPECT_LT((mean(0.8) - right).cwiseAbs().maxCoeff(), 1e-13);
  EXPECT_LT((mean(-0.8) - left).cwiseAbs().maxCoeff(), 1e-13);
}

TEST(QuadraticExchange, FluxReversedIsTimeReversed) {
  const QuadraticExchange right(ring(0.8), {}), left(ring(-0.8), {});
  const RealMatrix p = right.motion(2).transition;
  EXPECT_LT((p - left.motion(2).transition.transpose()).cwiseAbs().maxCoeff(), 1e-14);
  EXPECT_GT((p - p.transpose()).cwiseAbs().maxCoeff(), 0.1);
}

TEST(QuadraticExchange, FluxOfHalfAQuantumAndPhasesOfTreesAreReal) {
  EXPECT_TRUE(is_real(ring(std::acos(-1.0))));
  EXPECT_FALSE(is_real(ring(0.8)));
  Bipartite tree = ring(0);
  tree.contact.hopping = {{1, 0, -1, 0.7}};
  tree.b.hopping[0].phase = 1.3;
  EXPECT_TRUE(is_real(tree));
  Bipartite plain = tree;
  plain.contact.hopping[0].phase = plain.b.hopping[0].phase = 0;
  const QuadraticExchange a(tree, {}), b(plain, {});
  EXPECT_LT((a.motion(2).transition - b.motion(2).transition).cwiseAbs().maxCoeff(), 1e-14);
}

TEST(QuadraticExchange, LadderWorksNothingAndIsItsClosedForm) {
  const Index rungs = 5;
  const QuadraticExchange exchange(ladder(rungs, 0.4), {});
  const ExchangeStatistics s = exchange.statistics(exchange.motion(1.6), {});
  const Real p = std::pow(std::sin(0.4 * 1.6), 2);
  Real particles = 0, energy = 0;
  for (Index k = 0; k < rungs; ++k) {
    const Real e = exchange.energies()(k);
    const Real bias = fermi_bias(1.0 * (e - 0.8), 2.0 * (e - 0.2));
    particles += p * bias;
    energy += p * e * bias;
  }
  EXPECT_NEAR(s.mean(3), particles, 1e-12);
  EXPECT_NEAR(s.mean(2), energy, 1e-12);
  EXPECT_NEAR(s.mean(0) + s.mean(2), 0, 1e-12);
  EXPECT_NEAR(s.work_contact, 0, 1e-12);
}

TEST(QuadraticExchange, AnotherStateAtTheSameDurationNeedsNoNewMotion) {
  Bipartite machine = ring(0.8);
  const QuadraticExchange exchange(machine, {});
  const auto motion = exchange.motion(2);
  machine.a.beta = 0.7;
  machine.b.chemical_potential = -0.3;
  const QuadraticExchange other(machine, {});
  const ExchangeStatistics reused = exchange.means(motion.transition, exchange.state_of(machine));
  const ExchangeStatistics fresh = other.statistics(other.motion(2), {});
  EXPECT_LT((reused.mean - fresh.mean).cwiseAbs().maxCoeff(), 1e-15);
  EXPECT_LT((reused.response - fresh.response).cwiseAbs().maxCoeff(), 1e-15);
}

TEST(QuadraticExchange, AverageOverTimesIsTheMeanOfManyTimes) {
  const QuadraticExchange exchange(ladder(3, 0.37), {});
  Charges sum = Charges::Zero();
  const int count = 40000;
  for (int k = 0; k < count; ++k) sum += exchange.statistics(exchange.motion(0.611 * k), {}).mean / count;
  // sin^2 averages to a half, up to 1/(count sin(step)).
  EXPECT_LT((sum - exchange.average().mean).cwiseAbs().maxCoeff(), 1e-4);
}

TEST(QuadraticExchange, NumberLawOfBosonsIsNormalAndHasTheMean) {
  Bipartite machine{.a = chain(1, 1, -2.4), .b = chain(2, 1.5, -2.6), .contact = {}};
  machine.contact.hopping = {{0, 0, -1}};
  machine.statistics = Statistics::boson;
  const QuadraticExchange exchange(machine, {});
  ExchangeQuestion question;
  question.has_number = question.has_fluctuation = question.has_covariance = true;
  question.number_range = 40;
  const ExchangeStatistics s = exchange.statistics(exchange.motion(0.7), question);
  Real mean = 0, square = 0;
  for (Index k = 0; k <= 80; ++k) {
    mean += static_cast<Real>(k - 40) * s.number(k);
    square += std::pow(static_cast<Real>(k - 40), 2) * s.number(k);
  }
  EXPECT_NEAR(s.number.sum(), 1, 1e-12);
  EXPECT_NEAR(mean, s.mean(1), 1e-12);
  EXPECT_NEAR(square - mean * mean, s.covariance(1, 1), 1e-11);
  EXPECT_NEAR(s.integral_fluctuation.value(), 1, 1e-10);
}

TEST(QuadraticExchange, FrozenOccupationsStayFinite) {
  Bipartite machine{.a = chain(2, 1e5, 0.3), .b = chain(5, 1e5, 0.3), .contact = {}};
  machine.contact.hopping = {{1, 0, -1}};
  const QuadraticExchange exchange(machine, {});
  ExchangeQuestion question;
  question.has_fluctuation = true;
  const ExchangeStatistics s = exchange.statistics(exchange.motion(5), question);
  EXPECT_TRUE(s.mean.allFinite() && s.response.allFinite());
  EXPECT_FALSE(s.integral_fluctuation.has_value());
}

}  // namespace
}  // namespace qalor
