// SPDX-License-Identifier: BSD-3-Clause
#include <gtest/gtest.h>

#include <cmath>

#include "qalor/catalog/coupled_pair.hpp"
#include "tests/ask.hpp"
#include "tests/machines.hpp"

namespace qalor::pair {
namespace {

Parameters coherent(bool is_oscillator) {
  Parameters p;
  p.is_coherent = true;
  p.is_oscillator = is_oscillator;
  p.omega_A = 1.6;
  p.epsilon = 0;
  p.g = 0.3;
  return p;
}

TEST(ClosedForms, RelaxationRatesAddForQubitsAndSubtractForOscillators) {
  const Real up = std::exp(-0.8);
  EXPECT_NEAR(relaxation_rate(coherent(false), coherent(false).a, 1.6), 1 + up, 1e-15);
  EXPECT_NEAR(relaxation_rate(coherent(true), coherent(true).a, 1.6), 1 - up, 1e-15);
}

TEST(ClosedForms, RelaxationOfASoftOscillatorKeepsItsPrecision) {
  EXPECT_NEAR(relaxation_rate(coherent(true), coherent(true).a, 1e-12) / 0.5e-12, 1, 1e-12);
}

TEST(ClosedForms, EffectiveExchangeIsEpsilonOrALorentzianOfTheDetuning) {
  Parameters noise;
  EXPECT_EQ(effective_exchange(noise), 0.3);
  const Parameters p = coherent(false);
  const Real width = 0.5 * (1 + std::exp(-0.8) + 1 + std::exp(-1.5));
  EXPECT_NEAR(effective_exchange(p), 2 * 0.09 * width / (width * width + 0.36), 1e-15);
}

TEST(ClosedForms, NothingFlowsWithoutCoupling) {
  Parameters p = coherent(false);
  p.g = 0;
  EXPECT_EQ(local_current(p), 0);
  EXPECT_EQ(global_heat_current(p), 0);
  p.omega_A = p.omega_B;
  EXPECT_EQ(global_heat_current(p), 0);
}

TEST(ClosedForms, GlobalHeatIsTheSumOverTwoIndependentModes) {
  for (const bool is_oscillator : {false, true}) {
    const Parameters p = coherent(is_oscillator);
    const Real r = std::hypot(0.3, 0.3);
    Real expected = 0;
    for (const Real sign : {1.0, -1.0}) {
      const Real w = 1.3 + sign * r;
      const Real share = 0.5 * (1 + sign * 0.3 / r);
      const Real ka = share * relaxation_rate(p, p.a, w);
      const Real kb = (1 - share) * relaxation_rate(p, p.b, w);
      expected += w * ka * kb / (ka + kb) * (occupation(p, p.a, w) - occupation(p, p.b, w));
    }
    EXPECT_NEAR(global_heat_current(p), expected, 1e-15);
  }
}

TEST(ClosedForms, GlobalHeatIsThatOfTheGenericSolver) {
  laws::Dice dice(1);
  for (int k = 0; k < 100; ++k) {
    Parameters p = coherent(k % 2 == 0);
    p.dynamics = Dynamics::global;
    p.heat = Heat::full;
    p.omega_A = dice.between(0.5, 3);
    p.g = dice.between(-0.6, 0.6);
    p.a = laws::random_bath(dice, "A", dice.between(0.3, 3));
    p.b = laws::random_bath(dice, "B", dice.between(0.3, 3));
    EXPECT_NEAR(steady_state(p).quantities.number("heat_current_A"), global_heat_current(p), 1e-13);
  }
}

TEST(ClosedForms, SecularRatioComparesTheSplittingWithTheWidth) {
  EXPECT_DOUBLE_EQ(half_splitting(coherent(false)), std::hypot(0.3, 0.3));
  const Real width = 0.5 * (1 + std::exp(-0.8) + 1 + std::exp(-1.5));
  EXPECT_NEAR(secular_ratio(coherent(false)), 2 * std::hypot(0.3, 0.3) / width, 1e-15);
}

TEST(SecondLaw, IsATheoremButForFullHeatOfLocalJumpsOnACoherentPair) {
  Parameters p = coherent(false);
  EXPECT_TRUE(second_law_is_theorem(p));
  p.heat = Heat::full;
  EXPECT_FALSE(second_law_is_theorem(p));
  p.dynamics = Dynamics::global;
  EXPECT_TRUE(second_law_is_theorem(p));
  p.dynamics = Dynamics::local;
  p.is_coherent = false;
  EXPECT_TRUE(second_law_is_theorem(p));
}

}  // namespace
}  // namespace qalor::pair
