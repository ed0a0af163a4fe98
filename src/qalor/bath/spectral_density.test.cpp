// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/bath/spectral_density.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

namespace qalor {
namespace {

constexpr Real infinity = std::numeric_limits<Real>::infinity();
const Occupation cold{.beta = infinity};

Tabulated table() { return {{0, 0.5, 1, 2, 3}, {0, 0.03, 0.05, 0.02, 0}}; }

std::vector<SpectralDensity> bands() {
  return {SpectralDensity(Ohmic{0.06, 5, 1}),     SpectralDensity(Ohmic{0.05, 5, 0.5}),
          SpectralDensity(Ohmic{0.05, 2, 3}),     SpectralDensity(HardCutoff{0.1, 5, 1.5}),
          SpectralDensity(HardCutoff{0.1, 3, 1}), SpectralDensity(table())};
}

TEST(SpectralDensity, LevelShiftHasItsClosedForms) {
  const SpectralDensity ohmic(Ohmic{0.06, 5, 1}), hard(HardCutoff{0.1, 3, 1});
  for (const Real w : {0.01, 0.4, 3.0, 20.0}) {
    EXPECT_NEAR(ohmic.level_shift(w), level_shift(Ohmic{0.06, 5, 1}, w), 1e-14);
    if (w != 3.0) {
      EXPECT_NEAR(hard.level_shift(w), 0.1 * (-3 + w * std::log(std::abs(w / (w - 3)))), 1e-13);
    }
    EXPECT_NEAR(SpectralDensity(table()).level_shift(w), level_shift(table(), w), 1e-15);
  }
  // w < 0: eta (-omega_c + |w| exp(x) E_1(x)).
  EXPECT_NEAR(ohmic.level_shift(-3), 0.06 * (-5 - 3 * std::exp(0.6) * std::expint(-0.6)), 1e-14);
}

TEST(SpectralDensity, SelfEnergyAboveTheAxisIsTheIntegralOverTheStar) {
  for (const SpectralDensity& d : bands()) {
    const Rule star = d.star(30, cold);
    for (const Complex z : {Complex(0.7, 0.8), Complex(-1, 0.5)}) {
      Complex sum = 0, slope = 0;
      for (std::size_t k = 0; k < star.size(); ++k) {
        sum += star.weights[k] / (z - star.nodes[k]);
        slope -= star.weights[k] / ((z - star.nodes[k]) * (z - star.nodes[k]));
      }
      EXPECT_LT(std::abs(d.self_energy(z) - sum), 1e-12);
      EXPECT_LT(std::abs(d.self_energy_slope(z) - slope), 1e-12);
    }
    Real total = 0;
    for (const Real weight : star.weights) total += weight;
    EXPECT_NEAR(total / d.total(), 1, 1e-13);
  }
}

TEST(SpectralDensity, KernelIsTheFourierIntegral) {
  for (const SpectralDensity& d : bands())
    for (const Real t : {0.3, 4.0, 25.0}) {
      const Rule star = d.star(t, cold);
      Complex sum = 0;
      for (std::size_t k = 0; k < star.size(); ++k) sum += star.weights[k] * std::exp(Complex(0, -star.nodes[k] * t));
      EXPECT_LT(std::abs(sum - d.kernel(t)), 1e-12) << t;
    }
}

TEST(SpectralDensity, BoundStatesAndPolesSolveTheirEquations) {
  const SpectralDensity strong(Ohmic{0.3, 5, 1});
  const std::vector<BoundState> bound = strong.bound_states(1);
  ASSERT_EQ(bound.size(), 1u);
  EXPECT_NEAR(bound[0].frequency, -0.28692534805, 1e-10);
  EXPECT_NEAR(bound[0].weight, 0.67329707967, 1e-10);
  EXPECT_EQ(strong.root(1), bound[0].frequency);
  const SpectralDensity weak(Ohmic{0.06, 5, 1});
  EXPECT_TRUE(weak.bound_states(1).empty());
  const Complex pole = weak.poles(1).at(0);
  EXPECT_LT(std::abs(pole - Complex(0.63855871664, -0.10609561457)), 1e-10);
  for (const Complex z : SpectralDensity(Lorentzian{1, 2, 0.2}).poles(0.5))
    EXPECT_LT(std::abs((z - 0.5) * (z - 0.2 + Complex(0, 2)) - 1.0), 1e-14);
}

TEST(SpectralDensity, CriticalCouplingIsWhereAStateComesLoose) {
  for (const Real s : {0.5, 1.0, 2.5}) {
    const Real ohmic = *SpectralDensity(Ohmic{1, 5, s}).critical_coupling(1);
    const Real hard = *SpectralDensity(HardCutoff{1, 5, s}).critical_coupling(1);
    for (const Real factor : {0.999, 1.001}) {
      const auto below = [&](const SpectralDensity& d) {
        std::size_t count = 0;
        for (const BoundState& state : d.bound_states(1)) count += state.frequency < 0;
        return count;
      };
      EXPECT_EQ(below(SpectralDensity(Ohmic{ohmic * factor, 5, s})), factor > 1) << s;
      EXPECT_EQ(below(SpectralDensity(HardCutoff{hard * factor, 5, s})), factor > 1) << s;
    }
  }
}

TEST(SpectralDensity, ATableWithAGapBindsInIt) {
  // Two bands and a level between them, which the empty segment leaves sharp.
  const SpectralDensity d(Tabulated{{0, 1, 2, 3, 4, 5}, {0, 0.05, 0, 0, 0.05, 0}});
  bool found = false;
  for (const BoundState& state : d.bound_states(2.5)) {
    if (state.frequency > 2 && state.frequency < 3) found = true;
    EXPECT_NEAR(state.frequency - 2.5 - d.level_shift(state.frequency), 0, 1e-13);
  }
  EXPECT_TRUE(found);
}

TEST(SpectralDensity, ChainsByLanczosAreTheClosedForms) {
  const SpectralDensity hard(HardCutoff{0.1, 5, 1});
  const SpectralDensity same(Tabulated{{0, 5}, {0, 0.5}});  // eta w up to omega_c
  const Chain closed = hard.chain(12), lanczos = same.chain(12);
  EXPECT_NEAR(closed.coupling, lanczos.coupling, 1e-13);
  for (std::size_t k = 0; k < 12; ++k) EXPECT_NEAR(closed.frequencies[k], lanczos.frequencies[k], 1e-11);
  for (std::size_t k = 0; k < 11; ++k) EXPECT_NEAR(closed.hoppings[k], lanczos.hoppings[k], 1e-11);
}

TEST(SpectralDensity, AStarResolvesThermalNoiseOfAnyExponent) {
  for (const Real s : {0.2, 0.5, 1.0, 1.3, 3.0}) {
    const Occupation warm{.beta = 2};
    const Rule star = SpectralDensity(Ohmic{1, 5, s}).star(40, warm);
    Real noise = 0;
    for (std::size_t k = 0; k < star.size(); ++k) noise += star.weights[k] * warm(star.nodes[k]);
    Real sum = 0;  // eta omega_c^(1-s) Gamma(1+s) sum over m of (m beta + 1/omega_c)^(-1-s)
    const int last = 20000;
    for (int m = 1; m < last; ++m) sum += std::pow(m * 2 + 0.2, -1 - s);
    const Real a = last * 2 + 0.2;
    sum += std::pow(a, -s) / (2 * s) + 0.5 * std::pow(a, -1 - s);
    EXPECT_NEAR(noise / (std::pow(5, 1 - s) * std::tgamma(1 + s) * sum), 1, 1e-9) << s;
  }
}

TEST(SpectralDensity, WholeAxisHasNoStar) {
  EXPECT_THROW(SpectralDensity(FlatDamping{1}).star(1, cold), std::domain_error);
  EXPECT_THROW(SpectralDensity(Lorentzian{1, 1, 0}).chain(3), std::domain_error);
  EXPECT_THROW(SpectralDensity(FlatDamping{1}).kernel(1), std::domain_error);
}

}  // namespace
}  // namespace qalor
