// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/relaxation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "qalor/solve/rates.hpp"
#include "tests/machines.hpp"

namespace qalor {
namespace {

using laws::Dice;

/// Random levels, every pair coupled, in a bath of bosons or of fermions.
RateFlow random_flow(Dice& dice, std::size_t levels, bool is_fermion, Real beta) {
  std::vector<Real> energies{0};
  while (energies.size() < levels) energies.push_back(energies.back() + dice.between(0.2, 1.5));
  std::vector<RateEdge> edges;
  for (std::size_t i = 0; i < levels; ++i)
    for (std::size_t j = i + 1; j < levels; ++j) {
      const Real g = std::exp(dice.between(-4, 1)), x = beta * (energies[j] - energies[i]);
      const Real up = is_fermion ? g * fermi_occupation(x) : g * bose_occupation(x);
      edges.push_back({i, j, 0, up, up * std::exp(x), -x, {energies[j] - energies[i], 0}, 0, 0});
    }
  return {energies, {Bath{"bath", beta, FlatDamping{1}}}, edges};
}

/// A chain of equal spacing.
RateFlow ladder(std::size_t levels, Real x, bool is_fermion = false) {
  std::vector<Real> energies;
  std::vector<RateEdge> edges;
  for (std::size_t k = 0; k < levels; ++k) {
    energies.push_back(static_cast<Real>(k));
    const Real up = is_fermion ? fermi_occupation(x) : bose_occupation(x);
    if (k > 0) edges.push_back({k - 1, k, 0, up, up * std::exp(x), -x, {1, 0}, 0, 0});
  }
  return {energies, {Bath{"bath", x, FlatDamping{1}}}, edges};
}

TEST(Relaxation, PropagatesAsTheExponentialOfTheRates) {
  Dice dice(3);
  for (std::size_t levels = 2; levels < 7; ++levels) {
    const Relaxation r(random_flow(dice, levels, levels % 2 == 0, dice.between(0.3, 2)));
    RealMatrix w = rate_matrix(r.flow());
    w.diagonal() -= r.exit_rates();
    for (const Real t : {1e-6, 0.1, 1.0, 20.0}) {
      const RealMatrix expected = matrix_exponential(RealMatrix(w * t));
      EXPECT_LT((r.propagator(t) - expected).cwiseAbs().maxCoeff(), 1e-13 * (1 + t * r.fastest())) << t;
      const RealVector start = RealVector::Unit(r.equilibrium().size(), 0);
      EXPECT_LT((r.propagate(start, t) - expected.col(0)).cwiseAbs().maxCoeff(), 1e-13 * (1 + t * r.fastest())) << t;
    }
    EXPECT_LT(r.residual(), 1e-14);
  }
}

TEST(Relaxation, TheGapOfAUniformLadderHasAClosedForm) {
  for (const std::size_t levels : {2, 3, 4, 9})
    for (const Real x : {0.1, 1.0, 4.0, 12.0}) {
      const Real cosine = std::cos(std::numbers::pi / static_cast<Real>(levels));
      const Real boson = 1 / std::tanh(0.5 * x) - cosine / std::sinh(0.5 * x);
      EXPECT_NEAR(Relaxation(ladder(levels, x)).rates()(1) / boson, 1, 1e-12) << levels << " " << x;
      const Real fermion = 1 - cosine / std::cosh(0.5 * x);
      EXPECT_NEAR(Relaxation(ladder(levels, x, true)).rates()(1) / fermion, 1, 1e-12) << levels << " " << x;
    }
}

TEST(Relaxation, KeepsTheDigitsOfSlowRates) {
  // A weak link between two fast pairs: the slow rate by the sum over all of its inverse, computed in the two-state
  // limit to first order in the link.
  const Real g = 1e-12;
  const std::vector<Real> energies{0, 1};
  const RateFlow flow(energies, {Bath{"bath", 1, FlatDamping{1}}}, {{0, 1, 0, g, g * std::exp(1.0), -1, {1, 0}, 0, 0}});
  EXPECT_NEAR(Relaxation(flow).rates()(1) / (g * (1 + std::exp(1.0))), 1, 1e-15);
  // Levels 0 and 1 are linked at 1, level 2 by g from level 1: rate out of the pair g p_1/p_pair + back g e^x.
  const RateFlow three(
      {0, 1, 2}, {Bath{"bath", 1, FlatDamping{1}}},
      {{0, 1, 0, 1, std::exp(1.0), -1, {1, 0}, 0, 0}, {1, 2, 0, g, g * std::exp(1.0), -1, {1, 0}, 0, 0}});
  const Real p_1 = 1 / (1 + std::exp(1.0));
  EXPECT_NEAR(Relaxation(three).rates()(1) / (g * (p_1 + std::exp(1.0))), 1, 1e-11);
}

TEST(Relaxation, ThermalStatesAreExactAlsoForTinyShifts) {
  const Relaxation r(ladder(4, 1.0));
  for (const Real shift : {1e-14, -1e-14}) {
    const Populations p = r.thermal(shift);
    Real mean = 0;
    for (Eigen::Index i = 0; i < 4; ++i) mean += r.equilibrium()(i) * static_cast<Real>(i);
    for (Eigen::Index i = 0; i < 4; ++i)
      EXPECT_NEAR(p.delta(i) / (-shift * r.equilibrium()(i) * (static_cast<Real>(i) - mean)), 1, 1e-12);
  }
  EXPECT_NEAR(r.thermal(99).p(1) / std::exp(-100.0), 1, 1e-13);
  EXPECT_NEAR(r.thermal(-1).p(3), 0.25, 1e-15);
}

TEST(RelaxationPath, KeepsDeviationsInTheTail) {
  const Relaxation r(ladder(2, 1.0));
  const RelaxationPath path(r, r.thermal(1));
  const Real rate = r.rates()(1);
  for (const Real t : {0.1, 1.0, 12.0, 100.0, 300.0})
    EXPECT_NEAR(path.at(t).delta(1) / (path.start().delta(1) * std::exp(-rate * t)), 1, 1e-12) << t;
}

TEST(RelaxationPath, HotStartsInColdBathsDoNotDrownTheSlowModes) {
  // pi spans e^-120: the overlaps of a hot start reach e^60.
  const Relaxation r(ladder(5, 30.0));
  const RelaxationPath path(r, r.thermal(-29));
  for (const Real t : {0.5, 3.0, 8.0, 15.0, 25.0}) {
    const Populations p = path.at(t);
    EXPECT_NEAR(p.p.sum(), 1, 1e-14);
    EXPECT_LT(std::abs(p.delta.sum()), 1e-14 * std::abs(p.delta(1))) << t;
    EXPECT_LT(path.disagreement(t), 1e-13);
    // At zero temperature each level empties into the next at rate 1: p_1 + p_2 + ... from Poisson's distribution.
    Real tail = 0;
    const Populations& start = path.start();
    for (int k = 1; k < 5; ++k) {
      Real term = std::exp(-t), sum = 0;
      for (int n = 0; n < k; ++n) {
        sum += term;
        term *= t / (n + 1);
      }
      tail += start.p(k) * sum;
    }
    EXPECT_NEAR(-p.delta(0) / tail, 1, 2e-3) << t;  // the bath is not quite at zero temperature: e^-30/tail
  }
}

TEST(RelaxationPath, EmptyLevelsFillWithRelativePrecision) {
  const Relaxation r(ladder(3, 1.0));
  const RelaxationPath path(r, r.populations(RealVector::Unit(3, 0)));
  const Real up = r.flow().edges()[0].forward;
  for (const Real t : {1e-12, 1e-9, 1e-6}) {
    EXPECT_NEAR(path.at(t).p(1) / (up * t), 1, 10 * t + 1e-15) << t;
    EXPECT_NEAR(path.at(t).p(2) / (0.5 * up * up * t * t), 1, 10 * t + 1e-15) << t;
  }
}

}  // namespace
}  // namespace qalor
