// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/transient_counting.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <stdexcept>

#include "qalor/catalog/counted_models.hpp"
#include "qalor/catalog/random_flows.hpp"
#include "qalor/solve/joint_counting.hpp"
#include "qalor/solve/propagator.hpp"
#include "qalor/solve/steady.hpp"

namespace qalor {
namespace {

using testing::ThrowsMessage;

CountedFlow maser() { return counting::maser_subject(defaults(three_level_maser().parameters)).counted; }

struct Counted {
  CountedFlow flow = maser();
  JumpWeights weights = flow.count("quanta_hot").weights;
  Certificate certificate;
  std::vector<Real> steady = JointCounting(flow.flow, {weights}, certificate).cumulants(0, 4);

  std::vector<Real> at(Real t) {
    return transient_counts(flow.flow, {weights}, 4, basis_state(flow.flow.space(), 0), {t}, certificate)
        .cumulants[0][0];
  }
};

TEST(TransientCounts, OfTheMaserFromItsLowestLevel) {
  Counted c;
  const std::vector<std::vector<Real>> expected{
      {0.3397285123, 0.2245673818}, {1.070580498, 0.5525777579}, {8.192507090, 4.063008678}};
  const std::vector<Real> times{1, 10, 100};
  for (std::size_t k = 0; k < times.size(); ++k)
    for (std::size_t n = 0; n < 2; ++n) EXPECT_NEAR(c.at(times[k])[n], expected[k][n], 1e-9);
}

TEST(TransientCounts, GrowLikeTheSteadyCumulantsInTheLongRun) {
  Counted c;
  const auto early = c.at(1000), late = c.at(10000);
  // The fourth cumulant comes out of fourth moments of 4e5: with the drift removed ten digits of it are left.
  for (std::size_t n = 0; n < 4; ++n)
    EXPECT_NEAR((late[n] - early[n]) / 9000, c.steady[n], 1e-10 * std::abs(c.steady[n])) << n;
}

TEST(TransientCounts, FromTheSteadyStateHaveACovarianceThatAddsUp) {
  RandomFlows random(21);
  const CountedFlow flow = random.quantum();
  const JumpWeights a = flow.counts[0].weights, b = activity_weights(flow);
  JumpWeights sum;
  for (std::size_t k = 0; k < a.size(); ++k) sum.push_back(a[k] + b[k]);
  Certificate certificate;
  const auto rho = steady_state(flow.flow).state;
  const auto counts = transient_counts(flow.flow, {a, b, sum}, 2, rho, {0, 0.7, 2}, certificate);
  for (std::size_t k = 1; k < 3; ++k) {
    const RealMatrix& c = counts.covariance[k];
    EXPECT_NEAR(c(2, 2), c(0, 0) + c(1, 1) + 2 * c(0, 1), 1e-12 * c(2, 2));
    EXPECT_NEAR(c(0, 0), counts.cumulants[k][0][1], 1e-12 * c(0, 0));
    EXPECT_NEAR(c(2, 0), c(0, 0) + c(0, 1), 1e-12 * c(2, 2));
  }
  EXPECT_EQ(counts.cumulants[0][0][1], 0) << "nothing has happened at t = 0";
}

TEST(TransientCounts, OfAPoissonProcessAreAllAlike) {
  // Dephasing jumps happen at a constant rate, whatever the state.
  Matrix z = Matrix::Zero(2, 2);
  z.diagonal() << 1, -1;
  const CountedFlow flow = counted_flow(Matrix::Zero(2, 2), {{z, 0.7, 0, 0, {1}}}, {"flips"});
  Certificate certificate;
  const auto counts =
      transient_counts(flow.flow, {flow.counts[0].weights}, 6, basis_state(flow.flow.space(), 1), {2.5}, certificate);
  for (const Real kappa : counts.cumulants[0][0]) EXPECT_NEAR(kappa, 0.7 * 2.5, 1e-10);
}

TEST(TransientCounts, NeedAscendingTimes) {
  Counted c;
  EXPECT_THAT(
      [&] {
        (void)transient_counts(c.flow.flow, {c.weights}, 2, basis_state(c.flow.flow.space(), 0), {2, 1}, c.certificate);
      },
      ThrowsMessage<std::invalid_argument>("times must be >= 0 and ascending"));
}

TEST(CumulantsOfMoments, OfANormalDistributionEndWithTheSecond) {
  // mean 1, variance 2: moments 1, 3, 7, 25, 81.
  const auto kappa = cumulants_of_moments({1, 3, 7, 25, 81});
  EXPECT_THAT(kappa, testing::ElementsAre(1, 2, 0, 0, 0));
}

TEST(Propagator, TakesLargeSystemsByTheSeries) {
  // A chain of 500 decays, x_k' = x_(k-1) - x_k: x_k(t) is a Poisson distribution.
  std::vector<Eigen::Triplet<Real>> entries;
  for (int k = 0; k < 500; ++k) {
    entries.emplace_back(k, k, -1);
    if (k > 0) entries.emplace_back(k, k - 1, 1);
  }
  Propagator large(entries, 500);
  const RealVector x = large.step(RealVector::Unit(500, 0), 20);
  Real expected = std::exp(-20);
  for (int k = 0; k < 80; ++k) {
    EXPECT_NEAR(x(k), expected, 1e-13);
    expected *= 20.0 / (k + 1);
  }
  EXPECT_THROW((void)large.step(x, 1e9), ConvergenceError);
}

}  // namespace
}  // namespace qalor
