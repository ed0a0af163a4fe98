// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/tilted.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <stdexcept>

#include "qalor/catalog/counted_models.hpp"
#include "qalor/catalog/random_flows.hpp"
#include "qalor/solve/joint_counting.hpp"

namespace qalor {
namespace {

using counting::Subject;

Subject two_baths() { return counting::two_bath_subject(defaults(two_bath_qubit().parameters)); }
Subject maser() { return counting::maser_subject(defaults(three_level_maser().parameters)); }

LargeDeviations of(const Subject& subject, const std::string& count) {
  Certificate certificate;
  return {subject.counted.flow, subject.counted.count(count).weights, certificate};
}

TEST(LargeDeviations, OfTheQubitAreTheirClosedForm) {
  const Subject qubit = two_baths();
  const LargeDeviations large = of(qubit, "heat_hot");
  const auto& jumps = qubit.counted.jumps();
  const Real uh = jumps[0].rate, dh = jumps[1].rate, uc = jumps[2].rate, dc = jumps[3].rate;
  for (const Real chi : {-20.0, -3.0, -0.8, 0.0, 0.4, 5.0, 25.0}) {
    const Real u = uh + uc, d = dh + dc;
    const Real both = (uh * std::exp(chi) + uc) * (dh * std::exp(-chi) + dc) - u * d;
    const Real expected = -0.5 * (u + d) + 0.5 * std::sqrt((u + d) * (u + d) + 4 * both);
    EXPECT_NEAR(large.at(chi).scgf, expected, 1e-14 * std::max(1.0, expected)) << chi;
    EXPECT_LT(large.at(chi).residual, 1e-14);
  }
}

TEST(LargeDeviations, SlopesAreMeansAndAgreeWithDifferences) {
  const LargeDeviations large = of(maser(), "quanta_hot");
  EXPECT_NEAR(large.at(0).slope, 0.07925481316, 1e-11);
  const Real h = 1e-4;  // leaves h^2 = 1e-8 of the third derivative
  for (const Real chi : {-2.0, 0.5, 3.0})
    EXPECT_NEAR(large.at(chi).slope, (large.at(chi + h).scgf - large.at(chi - h).scgf) / (2 * h), 1e-8);
}

TEST(LargeDeviations, HaveTheFluctuationSymmetry) {
  for (const Subject& subject : {two_baths(), maser()})
    for (const auto& [name, affinity] : subject.affinities) {
      const LargeDeviations large = of(subject, name);
      for (const Real chi : {-1.3, -0.2, 0.7}) EXPECT_NEAR(large.at(chi).scgf, large.at(-affinity - chi).scgf, 1e-10);
      for (const Real j : {0.01, 0.3})
        EXPECT_NEAR(large.rare(j)->rate_function - large.rare(-j)->rate_function, -affinity * j, 1e-10) << name;
    }
}

TEST(LargeDeviations, KeepTheSymmetryWhereFieldsSuppressJumpsByManyOrders) {
  // Entropies of 19 and 79 nats per jump: what a field leaves of a jump must not drown in its own rounding.
  Settings p = defaults(two_bath_qubit().parameters);
  for (const auto& [name, value] : std::vector<std::pair<std::string, double>>{
           {"omega", 12.27}, {"gamma_hot", 292.2}, {"T_hot", 0.653}, {"gamma_cold", 2.077}, {"T_cold", 0.155}})
    p.set(name, value, true);
  const Subject cold = counting::two_bath_subject(p);
  const LargeDeviations large = of(cold, "entropy");
  for (const Real chi : {0.5, 1.0, 2.0}) {
    EXPECT_NEAR(large.at(-1 - chi).scgf / large.at(chi).scgf, 1, 1e-12);
    EXPECT_LT(large.at(chi).residual, 1e-14);
  }
}

TEST(LargeDeviations, OfTheMaserAtRest) {
  const auto rest = of(maser(), "quanta_hot").rare(0);
  EXPECT_NEAR(rest->rate_function, 0.07208395767, 1e-11);
  EXPECT_NEAR(rest->chi_star, -0.5 * 3.456238787, 1e-9);
}

TEST(LargeDeviations, KnowTheRangeOfACount) {
  const Subject fluorescence = [] {
    Settings p = defaults(driven_qubit().parameters);
    p.set("n_bath", 0.0, true);
    return counting::driven_subject(p);
  }();
  const LargeDeviations photons = of(fluorescence, "emitted");
  EXPECT_EQ(photons.range().first, 0);
  EXPECT_TRUE(std::isinf(photons.range().second));
  EXPECT_FALSE(photons.rare(-0.1).has_value());
  EXPECT_TRUE(photons.rare(1e-8).has_value());
  // No photon for a long time: I(0) is the decay rate of the motion without jumps, twice that of its slowest amplitude.
  Matrix quiet(2, 2);
  quiet << 0, Complex(0, -0.35), Complex(0, -0.35), -0.5;
  const Real slowest = -2 * eigenvalues(quiet).real().maxCoeff();
  EXPECT_NEAR(photons.rare(0)->rate_function, slowest, 1e-12);
  EXPECT_TRUE(std::isinf(photons.rare(0)->chi_star));
}

TEST(LargeDeviations, VanishAtTheMeanAndNowhereElse) {
  RandomFlows random(31);
  const CountedFlow flow = random.quantum();
  Certificate certificate;
  const LargeDeviations large(flow.flow, flow.counts[0].weights, certificate);
  const Real mean = large.at(0).slope;
  EXPECT_EQ(large.rare(mean)->rate_function, 0);
  EXPECT_GT(large.rare(mean + 0.1)->rate_function, 0);
  EXPECT_GT(large.rare(mean - 0.1)->rate_function, 0);
}

TEST(LargeDeviations, SayWhenTheyOverflow) {
  EXPECT_THAT([] { (void)of(two_baths(), "heat_hot").at(1000); },
              testing::ThrowsMessage<std::overflow_error>("exp(chi weight) overflows at chi = 1000"));
}

}  // namespace
}  // namespace qalor
