// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/rates_counting.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/dots.hpp"

namespace qalor {
namespace {

using laws::Dice;

DotNetwork single_level() {
  return {{0.7},
          RealMatrix::Zero(1, 1),
          {laws::lead("L", 1, 0.5), laws::lead("R", 0.6, -0.5)},
          {{0, 0, {0.3}}, {1, 0, {0.8}}}};
}

TEST(RateCounting, OfASingleLevelIsTheClosedForm) {
  // u+- = k (f_L (1 - f_R) +- f_R (1 - f_L)); D. A. Bagrets and Yu. V. Nazarov, Phys. Rev. B 67, 085316 (2003).
  const RateFlow flow = rate_flow(single_level());
  RateCounting counting(flow, steady_state(flow).state, {particle_charge(flow, 0)});
  const Real f_l = fermi_occupation(0.2), f_r = fermi_occupation(2), g = 1.1, k = 0.24;
  const Real minus = k * (f_l * (1 - f_r) - f_r * (1 - f_l)), plus = k * (f_l * (1 - f_r) + f_r * (1 - f_l));
  const std::vector<Real> c = counting.cumulants(0, 3);
  EXPECT_NEAR(c[0], minus / g, 1e-14);
  EXPECT_NEAR(c[1], plus / g - 2 * minus * minus / (g * g * g), 1e-14);
  EXPECT_NEAR(c[2], minus / g - 6 * minus * plus / (g * g * g) + 12 * minus * minus * minus / std::pow(g, 5), 1e-14);
}

TEST(RateCounting, CumulantsAreDerivativesOfTheGeneratingFunction) {
  // lambda(chi) = sqrt((g/2)^2 + ...) - g/2 for one level: its Taylor series from the closed form, to high order.
  const RateFlow flow = rate_flow(single_level());
  RateCounting counting(flow, steady_state(flow).state, {particle_charge(flow, 0)});
  const std::vector<Real> c = counting.cumulants(0, 8);
  const auto lambda = [&](Real chi) {
    return scaled_cumulant_generating_function(flow, {particle_charge(flow, 0)}, {chi});
  };
  const Real chi = 0.15;
  Real sum = 0, term = 1;
  for (std::size_t n = 1; n <= 8; ++n) {
    term *= chi / static_cast<Real>(n);
    sum += c[n - 1] * term;
  }
  EXPECT_NEAR(lambda(chi), sum, 1e-12);  // the ninth order is chi^9/9! c_9 ~ 1e-13 c_9
}

TEST(RateCounting, JointCumulantsArePolarisationsOfSingleOnes) {
  Dice dice(1);
  const RateFlow flow = rate_flow(laws::random_network(dice, 3));
  const RealVector p = steady_state(flow).state;
  const Charge a = particle_charge(flow, 0), b = energy_charge(flow, 3);
  const auto combined = [&](Real s) {
    Charge q = a;
    for (std::size_t e = 0; e < q.size(); ++e) q[e] += s * b[e];
    return q;
  };
  RateCounting joint(flow, p, {a, b});
  RateCounting sums(flow, p, {combined(1), combined(-1)});
  const std::vector<Real> plus = sums.cumulants(0, 4), minus = sums.cumulants(1, 4);
  EXPECT_NEAR(plus[1] - minus[1], 4 * joint.cumulant({1, 1}), 1e-13);
  EXPECT_NEAR(plus[2] + minus[2], 2 * joint.cumulant({3, 0}) + 6 * joint.cumulant({1, 2}), 1e-13);
  EXPECT_NEAR(plus[3] - minus[3], 8 * joint.cumulant({3, 1}) + 8 * joint.cumulant({1, 3}), 1e-12);
}

TEST(RateCounting, EntropyIsTheSumOfHeatsOverTemperatures) {
  Dice dice(2);
  const RateFlow flow = rate_flow(laws::random_network(dice, 2));
  Charge entropy = entropy_charge(flow);
  for (std::size_t x = 0; x < flow.baths().size(); ++x) {
    const Charge heat = heat_charge(flow, x);
    for (std::size_t e = 0; e < entropy.size(); ++e) entropy[e] += flow.baths()[x].beta * heat[e];
  }
  for (const Real q : entropy) EXPECT_NEAR(q, 0, 1e-14);
}

TEST(RateCounting, GeneratingFunctionHasTheFluctuationSymmetry) {
  // lambda(chi_N, chi_E) = lambda(-chi_N - mu/T, -chi_E + 1/T), all leads at once.
  Dice dice(3);
  for (int k = 0; k < 20; ++k) {
    const RateFlow flow = rate_flow(laws::random_network(dice, 2));
    std::vector<Charge> charges;
    std::vector<Real> chi, mirrored;
    for (std::size_t x = 0; x < flow.baths().size(); ++x) {
      const Bath& bath = flow.baths()[x];
      charges.push_back(particle_charge(flow, x));
      charges.push_back(energy_charge(flow, x));
      for (int i = 0; i < 2; ++i) chi.push_back(dice.between(-0.3, 0.3));
      mirrored.push_back(-chi[chi.size() - 2] - bath.beta * bath.chemical_potential);
      mirrored.push_back(-chi.back() + bath.beta);
    }
    EXPECT_NEAR(scaled_cumulant_generating_function(flow, charges, chi),
                scaled_cumulant_generating_function(flow, charges, mirrored), 1e-11);
  }
}

TEST(RateCounting, UncertaintyRatioIsAtLeastTwo) {
  Dice dice(4);
  for (int k = 0; k < 100; ++k) {
    const RateFlow flow = rate_flow(laws::random_network(dice, 2));
    RateCounting counting(flow, steady_state(flow).state,
                          {particle_charge(flow, 0), energy_charge(flow, 1), entropy_charge(flow)});
    const Real sigma = counting.cumulants(2, 1)[0];
    for (std::size_t q = 0; q < 3; ++q) {
      const std::vector<Real> c = counting.cumulants(q, 2);
      EXPECT_GE(c[1] * sigma / (c[0] * c[0]), 2 - 1e-9);
    }
  }
}

TEST(RateCounting, SlowSwitchingGivesGiantNoise) {
  // A gate of rate r between a current and hardly any: telegraph noise c_2 ~ (J_1 - J_0)^2/(4 r).
  ThreeTerminal<Real> d{0, 0, 1, {1, 0.01}, {1, 0.01}, {1e-4, 1e-4}, 1, 1, 1, 3, -3, 0};
  const RateFlow flow = rate_flow(laws::network_of(d));
  RateCounting counting(flow, steady_state(flow).state, {particle_charge(flow, 0)});
  const std::vector<Real> c = counting.cumulants(0, 3);
  EXPECT_NEAR(c[1] / 966.71503190677, 1, 1e-9);
  EXPECT_NEAR(c[2] / -2916298.332941951, 1, 1e-9);
}

}  // namespace
}  // namespace qalor
