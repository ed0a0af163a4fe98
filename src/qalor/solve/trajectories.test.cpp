// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/trajectories.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <stdexcept>

#include "qalor/catalog/counted_models.hpp"
#include "qalor/solve/steady.hpp"

namespace qalor {
namespace {

using testing::ThrowsMessage;

const CountedFlow& maser() {
  static const CountedFlow flow = counting::maser_subject(defaults(three_level_maser().parameters)).counted;
  return flow;
}

TEST(Trajectories, OfTheMaserHaveTheExactMomentsToFourStandardErrors) {
  const auto found = sample_counts(maser().flow, maser().count("quanta_hot").weights,
                                   basis_state(maser().flow.space(), 0), {1, 10}, {12000, 1});
  const std::vector<Real> mean{0.3397285123, 1.070580498}, variance{0.2245673818, 0.5525777579};
  for (std::size_t k = 0; k < 2; ++k) {
    EXPECT_NEAR(found.mean[k], mean[k], 4 * found.mean_error[k]);
    EXPECT_NEAR(found.variance[k], variance[k], 4 * found.variance_error[k]);
  }
  EXPECT_NEAR(found.mean_error[1], std::sqrt(0.5526 / 12000), 2e-4);
}

TEST(Trajectories, FromAMixedStateDrawTheirStart) {
  // From the steady state the mean grows linearly.
  const auto found =
      sample_counts(maser().flow, maser().count("activity").weights, steady_state(maser().flow).state, {5}, {4000, 2});
  EXPECT_NEAR(found.mean[0], 5 * 0.3046219702834735, 4 * found.mean_error[0]);
}

TEST(Trajectories, OfOneSeedAreTheSameToTheBit) {
  const auto run = [](std::uint64_t seed) {
    return sample_counts(maser().flow, maser().count("quanta_hot").weights, basis_state(maser().flow.space(), 0), {10},
                         {50, seed});
  };
  EXPECT_EQ(run(7).mean, run(7).mean);
  EXPECT_EQ(run(7).jumps, run(7).jumps);
  EXPECT_NE(run(7).jumps, run(8).jumps);
}

TEST(Trajectories, NeedATimeAndTwoRuns) {
  const auto run = [](const std::vector<Real>& times, std::int64_t count) {
    (void)sample_counts(maser().flow, maser().count("quanta_hot").weights, basis_state(maser().flow.space(), 0), times,
                        {count, 1});
  };
  EXPECT_THAT([&] { run({0}, 5); }, ThrowsMessage<std::invalid_argument>("the last time must be > 0"));
  EXPECT_THAT([&] { run({1}, 1); }, ThrowsMessage<std::invalid_argument>("a variance needs two trajectories"));
}

}  // namespace
}  // namespace qalor
