// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/exchange_symmetry.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "qalor/analysis/bounds.hpp"
#include "qalor/catalog/counted_models.hpp"
#include "qalor/catalog/random_flows.hpp"
#include "qalor/solve/count_distribution.hpp"
#include "qalor/solve/steady.hpp"

namespace qalor {
namespace {

CountedFlow two_baths() { return counting::two_bath_subject(defaults(two_bath_qubit().parameters)).counted; }
CountedFlow maser() { return counting::maser_subject(defaults(three_level_maser().parameters)).counted; }

/// |to><from|.
Matrix basis_jump(Eigen::Index d, Eigen::Index to, Eigen::Index from) {
  Matrix out = Matrix::Zero(d, d);
  out(to, from) = 1;
  return out;
}

DensityMatrix diagonal(const CountedFlow& flow, std::vector<Real> p) {
  Real sum = 0;
  for (const Real x : p) sum += x;
  Matrix rho = Matrix::Zero(static_cast<Eigen::Index>(p.size()), static_cast<Eigen::Index>(p.size()));
  for (std::size_t k = 0; k < p.size(); ++k)
    rho(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(k)) = p[k] / sum;
  return {flow.flow.space(), rho};
}

/// l and u alike, x in balance with the cold bath: the drive and the cold jumps leave this state alone.
DensityMatrix cold_start(const CountedFlow& flow) { return diagonal(flow, {1, 1, 0.027 / 1.027}); }

/// Largest |ln P(N) - ln P(-N) - A N| of likely values.
Real asymmetry(const CountedFlow& flow, const std::string& count, const DensityMatrix& start, Real affinity) {
  Certificate certificate;
  const auto found = count_distribution(flow.flow, flow.count(count).weights, start, {0.5, 4}, certificate);
  Real worst = 0;
  for (const auto& p : found.probability)
    for (std::size_t n = 0; n < p.size(); ++n) {
      const Real value = found.values[n];
      const auto mirrored =
          static_cast<std::size_t>(std::lround((-value - found.values.front()) / (found.values[1] - found.values[0])));
      if (mirrored >= p.size() || p[n] < 1e-6 || p[mirrored] < 1e-6) continue;
      worst = std::max(worst, std::abs(std::log(p[n] / p[mirrored]) - affinity * value));
    }
  return worst;
}

TEST(ExchangeSymmetry, IsExactFromTheStateOfTheOtherBath) {
  const CountedFlow flow = two_baths();
  const auto found = exchange_symmetry(flow, flow.count("heat_hot").weights, diagonal(flow, {1, std::exp(-2)}), true);
  ASSERT_TRUE(found.affinity && found.is_exact) << found.reason;
  EXPECT_NEAR(*found.affinity, 1.5, 1e-12) << "1/T_cold - 1/T_hot";
  EXPECT_LT(asymmetry(flow, "heat_hot", diagonal(flow, {1, std::exp(-2)}), 1.5), 1e-8);
}

TEST(ExchangeSymmetry, IsExactForACoherentMaserToo) {
  const CountedFlow flow = maser();
  const auto found = exchange_symmetry(flow, flow.count("quanta_hot").weights, cold_start(flow), false);
  ASSERT_TRUE(found.affinity && found.is_exact) << found.reason;
  EXPECT_NEAR(*found.affinity, 3.456238787, 1e-9);
  EXPECT_LT(asymmetry(flow, "quanta_hot", cold_start(flow), *found.affinity), 1e-8);
  EXPECT_GT(asymmetry(flow, "quanta_hot", diagonal(flow, {1, 1, 1}), *found.affinity), 0.1) << "not from any start";
}

TEST(ExchangeSymmetry, HoldsUpToBoundaryTermsFromOtherStarts) {
  const CountedFlow flow = two_baths();
  const auto found = exchange_symmetry(flow, flow.count("heat_hot").weights, steady_state(flow.flow).state, true);
  EXPECT_FALSE(found.is_exact);
  EXPECT_NEAR(found.affinity.value(), 1.5, 1e-12);
  RandomFlows random(61);
  const CountedFlow ring = random.ring();  // one cycle fixes A
  EXPECT_TRUE(exchange_symmetry(ring, ring.counts[0].weights, basis_state(ring.flow.space(), 0), true).affinity);
}

TEST(ExchangeSymmetry, SaysWhyThereIsNone) {
  const CountedFlow flow = two_baths(), coherent = maser();
  const DensityMatrix start = diagonal(flow, {1, 2});
  EXPECT_EQ(exchange_symmetry(flow, activity_weights(flow), start, true).reason,
            "the count does not change sign with the jump");
  EXPECT_EQ(
      exchange_symmetry(coherent, coherent.count("quanta_hot").weights, diagonal(coherent, {1, 2, 1}), false).reason,
      "the start is not in balance with the drive and all uncounted jumps");
  Matrix up = Matrix::Zero(2, 2);
  up(1, 0) = 1;
  const CountedFlow one_way =
      counted_flow(Matrix::Zero(2, 2), {{up, 1, 0, {}, {1}}, {up.adjoint(), 1, 0, {}, {0}}}, {"n"});
  EXPECT_EQ(exchange_symmetry(one_way, one_way.counts[0].weights, start, true).reason, "jump 0 has no partner");
  // One bath: what the count adds up to is fixed by the levels.
  const CountedFlow one_bath = counted_flow(Matrix::Zero(3, 3),
                                            {{basis_jump(3, 1, 0), 0.5, -std::log(2), 1, {1}},
                                             {basis_jump(3, 0, 1), 1, std::log(2), 0, {-1}},
                                             {basis_jump(3, 2, 1), 0.5, -std::log(2), 3, {1}},
                                             {basis_jump(3, 1, 2), 1, std::log(2), 2, {-1}}},
                                            {"n"});
  EXPECT_EQ(exchange_symmetry(one_bath, one_bath.counts[0].weights, diagonal(one_bath, {1, 2, 1}), true).reason,
            "the count only tells levels apart, and the start is no exponential of it");
  EXPECT_TRUE(
      exchange_symmetry(one_bath, one_bath.counts[0].weights, diagonal(one_bath, {1, 0.3, 0.09}), true).is_exact);
}

TEST(ExchangeBound, HoldsWhereItIsATheorem) {
  const auto row = [](const CountedFlow& flow, const std::string& count, const DensityMatrix& start,
                      Standing expected) {
    Certificate certificate;
    const auto found = transient_bounds(flow, flow.count(count).weights, start, {0, 0.01, 1, 30}, certificate);
    EXPECT_EQ(certificate.status, Status::ok) << certificate.reason;
    const Bound& bound = found.bounds.back();
    EXPECT_EQ(bound.name, "exchange");
    EXPECT_EQ(bound.standing, expected) << bound.reason;
    Real tightest = 0;
    for (std::size_t k = 1; k < bound.values.size(); ++k)
      tightest = std::max(tightest, bound.values[k] / found.precision[k].variance);
    return tightest;
  };
  const CountedFlow flow = two_baths();
  const Real tightest = row(flow, "heat_hot", diagonal(flow, {1, std::exp(-2)}), Standing::theorem);
  EXPECT_LT(tightest, 1);
  EXPECT_GT(tightest, 0.5) << "the bound must be close to test anything";
  EXPECT_LT(row(maser(), "quanta_hot", cold_start(maser()), Standing::theorem), 1);
  EXPECT_GT(row(flow, "heat_hot", diagonal(flow, {0, 1}), Standing::naive), 0);
  EXPECT_EQ(row(maser(), "quanta_hot", diagonal(maser(), {1, 0, 0}), Standing::not_applicable), 0);
}

TEST(ExchangeBound, HoldsForRandomStartsInBalance) {
  // Rings in which only one pair counts, from the state that all other pairs leave alone.
  RandomFlows random(62);
  for (int k = 0; k < 40; ++k) {
    const int d = random.whole(3, 5);
    std::vector<CountedJump> jumps;
    std::vector<Real> p(1, 1);
    for (int i = 0; i + 1 < d; ++i) p.push_back(p.back() * std::exp(random.between(-1, 1)));
    for (int i = 0; i < d; ++i) {
      const bool counts = i == d - 1;
      const int next = (i + 1) % d;
      const auto at = [&](int level) { return p[static_cast<std::size_t>(level)]; };
      const Real s = counts ? random.between(-3, 3) : std::log(at(next) / at(i));  // of a step forward
      const Real rate = random.between(0.2, 2);
      const auto here = jumps.size();
      jumps.push_back({basis_jump(d, next, i), rate * std::exp(s / 2), s, here + 1, {counts ? 1.0 : 0.0}});
      jumps.push_back({basis_jump(d, i, next), rate * std::exp(-s / 2), -s, here, {counts ? -1.0 : 0.0}});
    }
    const CountedFlow flow = counted_flow(Matrix::Zero(d, d), jumps, {"n"});
    Certificate certificate;
    const auto found = transient_bounds(flow, flow.counts[0].weights, diagonal(flow, p), {0.1, 1, 10}, certificate);
    EXPECT_EQ(found.bounds.back().standing, Standing::theorem) << found.bounds.back().reason;
    EXPECT_EQ(certificate.status, Status::ok) << certificate.reason;
  }
}

}  // namespace
}  // namespace qalor
