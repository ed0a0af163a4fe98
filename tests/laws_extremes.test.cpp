// SPDX-License-Identifier: BSD-3-Clause
// The laws where numbers are very small, very large or nearly equal: cold and inverted baths, weak couplings, slow
// baths, equilibrium of machines whose interaction conserves the bare energy.
#include <gtest/gtest.h>

#include <cmath>

#include "qalor/hilbert/entropy.hpp"
#include "qalor/ledger/balance.hpp"
#include "qalor/ledger/second_law.hpp"
#include "qalor/solve/counting.hpp"
#include "qalor/solve/steady.hpp"
#include "tests/machines.hpp"

namespace {

using namespace laws;

/// A chain of equal qubits with exchange couplings g and flat baths at its ends.
Machine chain(std::size_t sites, Real g, Real beta_first, Real beta_last) {
  std::vector<Factor> factors;
  for (std::size_t k = 0; k < sites; ++k) factors.push_back(qubit("q" + std::to_string(k)));
  const Space space(factors);
  Machine machine{Operator(space),
                  Operator(space),
                  {{"first", beta_first, FlatEmission{0.2}}, {"last", beta_last, FlatEmission{0.3}}},
                  {}};
  for (std::size_t k = 0; k < sites; ++k) machine.bare += number(space, k);
  for (std::size_t k = 0; k + 1 < sites; ++k) {
    const Operator hop = raise(space, k) * lower(space, k + 1);
    machine.interaction += Complex(g) * (hop + hop.adjoint());
  }
  machine.couplings.push_back({lower(space, 0) + raise(space, 0), 0});
  machine.couplings.push_back({lower(space, sites - 1) + raise(space, sites - 1), 1});
  return machine;
}

TEST(Extremes, AResonantChainBetweenEqualBathsIsInItsBareGibbsState) {
  for (const std::size_t sites : {std::size_t{2}, std::size_t{3}})
    for (const Real beta : {-1.0, 0.0, 0.7, 8.0})
      for (const Heat heat : {Heat::bare, Heat::full}) {
        const Machine machine = chain(sites, 0.4, beta, beta);
        const Lindblad flow = local_lindblad(machine, heat);
        const DensityMatrix gibbs = thermal_state(machine.bare, beta);
        EXPECT_LT(largest(flow.derivative(gibbs)), 1e-16);
        const DensityMatrix rho = steady_state(flow).state;
        EXPECT_LT(largest(rho.matrix() - gibbs.matrix()), 1e-14);
        const Ledger ledger = balance(flow, rho);
        for (const BathEntry& bath : ledger.baths) EXPECT_NEAR(bath.heat, 0, 1e-14);
        EXPECT_NEAR(ledger.power, 0, 1e-14);
      }
}

TEST(Extremes, HeatRunsFromHotToColdAlsoThroughInvertedBaths) {
  // beta orders temperatures from hot (-infinity) to cold (infinity).
  const std::vector<Real> betas{-3, -0.5, 0, 0.5, 3, 20};
  for (std::size_t a = 0; a < betas.size(); ++a)
    for (std::size_t b = 0; b < betas.size(); ++b) {
      if (a == b) continue;
      const Lindblad flow = local_lindblad(chain(2, 0.4, betas[a], betas[b]), Heat::bare);
      const Ledger ledger = balance(flow, steady_state(flow).state);
      EXPECT_GT((betas[b] - betas[a]) * ledger.baths[0].heat, 0) << betas[a] << " -> " << betas[b];
      EXPECT_TRUE(ledger.second_law_holds());
      EXPECT_NEAR(ledger.power, 0, 1e-14);
    }
}

TEST(Extremes, AWeakCouplingCarriesACurrentOfItsSquare) {
  // j = (x_0 - y_0) 2 g^2/kbar as g -> 0, to within rounding of the gross flow, 1e-16, and the resistance of the baths,
  // which takes away 2 g^2/kbar (1/kappa_A + 1/kappa_B) = 47 g^2 of it.
  const Real bias = fermi_bias(0.5, 2.0);
  const Real width = 0.5 * (0.2 * (1 + std::exp(-0.5)) + 0.3 * (1 + std::exp(-2.0)));
  for (const Real g : {1e-3, 1e-5, 1e-6}) {
    const Lindblad flow = local_lindblad(chain(2, g, 0.5, 2), Heat::bare);
    const Real heat = balance(flow, steady_state(flow).state).baths[0].heat;
    const Real expected = bias * 2 * g * g / width;
    EXPECT_NEAR(heat / expected, 1, 1e-16 / expected + 50 * g * g) << g;
  }
}

TEST(Extremes, SlowBathsStillBringAFastChainToEquilibrium) {
  // Rates nine orders below the hopping: the refined solve keeps what the LU alone loses to the condition number.
  for (const Real slow : {1e-3, 1e-6, 1e-9}) {
    Machine machine = chain(3, 0.7, 0.9, 0.9);
    machine.baths[0].spectrum = FlatEmission{slow};
    machine.baths[1].spectrum = FlatEmission{1.7 * slow};
    const auto [rho, certificate] = steady_state(local_lindblad(machine, Heat::bare));
    EXPECT_LT(largest(rho.matrix() - thermal_state(machine.bare, 0.9).matrix()), 1e-14) << slow;
    EXPECT_EQ(certificate.status, Status::ok);
  }
}

TEST(Extremes, AStiffMachineKeepsItsCurrent) {
  // One bath a billion times slower than the other is the bottleneck: j = kappa_slow (f_slow - f_fast) to 1e-9.
  Machine machine = chain(2, 0.4, 0.5, 2);
  machine.baths[1].spectrum = FlatEmission{2e-10};
  const Lindblad flow = local_lindblad(machine, Heat::bare);
  const auto [rho, certificate] = steady_state(flow);
  const Real kappa = 2e-10 * (1 + std::exp(-2.0));
  const Real expected = kappa * fermi_bias(0.5, 2.0);
  EXPECT_NEAR(balance(flow, rho).baths[1].heat / -expected, 1,
              1e-6);  // rounding 1e-17 of the state times kappa is far below
  EXPECT_EQ(certificate.status, Status::ok);
}

TEST(Extremes, EntropyProductionOfAColdPairIsFiniteByBothRoutes) {
  // The doubly excited level holds e^-2 beta = 4e-18: below rounding, but not empty, and its share of the flow,
  // e^-beta, is as small.
  for (const Real beta : {5.0, 20.0}) {
    const Lindblad flow = local_lindblad(chain(2, 0.4, beta, 1.2 * beta), Heat::bare);
    const DensityMatrix rho = steady_state(flow).state;
    const Real expected = balance(flow, rho).entropy_production;
    EXPECT_GT(expected, 0);
    // The logarithm of a population of rounding size may be off by 40 or so, with that share for a weight; the ones of
    // e^-20 themselves carry a rounding of 1e-16/e^-20.
    EXPECT_NEAR(entropy_production_by_source(flow, rho).sum() / expected, 1, beta == 20 ? 1e-5 : 1e-12) << beta;
  }
}

TEST(Extremes, EveryJumpAndItsReverseAreInDetailedBalanceToTheLastBits) {
  for_every_flow(0.4, 200, [](const Maker&, const Lindblad& flow) {  // the cold bath's ratios go down to e^-600
    for (const Jump& jump : flow.jumps()) {
      if (jump.source.kind != Source::Kind::bath || !jump.gain) continue;
      const Jump& back = flow.jumps()[*jump.partner];
      EXPECT_LT(largest(back.op.dense() - jump.op.dense().adjoint()), 1e-16);
      EXPECT_EQ(back.gain->energy, -jump.gain->energy);
      if (jump.gain->energy < 0) {
        const Real ratio = std::exp(flow.baths()[jump.source.index].beta * jump.gain->energy);
        EXPECT_NEAR(back.rate, jump.rate * ratio, 4e-16 * jump.rate * ratio);
      }
    }
  });
}

TEST(Extremes, NoiseIsUnitalAndNeverLowersTheEntropy) {
  Dice dice(1);
  for (const Recipe& recipe : recipes()) {
    Machine machine = recipe.make(1, 0.4, 1.3);
    const Space& space = machine.bare.space();
    const Matrix k = random_matrix(dice, static_cast<Eigen::Index>(space.dimension()));
    machine.noises.push_back({"complex", Operator(space, k), 0.3});
    machine.noises.push_back({"real", Operator(space, Matrix(k + k.adjoint())), 0.2});
    const Lindblad flow = local_lindblad(machine, Heat::bare);
    const DensityMatrix mixed = thermal_state(Operator(space), 0);
    for (std::size_t n = 0; n < 2; ++n) EXPECT_LT(largest(flow.dissipator(mixed, {Source::Kind::noise, n})), 1e-14);
    for (int trial = 0; trial < 5; ++trial)
      for (Real sigma : entropy_production_by_source(flow, random_state(dice, space)).noises) EXPECT_GT(sigma, 0);
  }
}

TEST(Extremes, ATinyBiasGivesTheLinearResponseOfTheEquilibriumNoise) {
  // J/(beta_B - beta_A) -> C_2/2 with C_2 of the energy in equilibrium; the next order is one bias away.
  for (const Recipe& recipe : recipes()) {
    SCOPED_TRACE(recipe.name);
    const auto energy = [&](Real bias, int order) {
      const Lindblad flow = global_lindblad(recipe.make(3, 0.8, 0.8 + bias));
      return cumulants(flow, energy_weights(flow, 0), order).values.back();
    };
    const Real response = 0.5 * energy(0, 2);
    EXPECT_NEAR((energy(1e-4, 1) - energy(-1e-4, 1)) / 2e-4, response, 1e-6 * response);
  }
}

TEST(Extremes, OnsagerCoefficientsOfThreeTerminalsAreSymmetric) {
  // L_XY = dJ_X/dbeta_Y at equal temperatures.
  const Space space({qubit("A"), qubit("B"), qubit("C")});
  Dice dice(2);
  Machine machine{
      Complex(1.3) * number(space, 0) + number(space, 1) + Complex(0.7) * number(space, 2), Operator(space), {}, {}};
  for (std::size_t k = 0; k < 3; ++k) {
    const Operator hop = raise(space, k) * lower(space, (k + 1) % 3);
    machine.interaction += Complex(dice.between(0.1, 0.4)) * (hop + hop.adjoint());
    machine.couplings.push_back({lower(space, k) + raise(space, k), k});
    machine.baths.push_back({std::to_string(k), 0.8, Ohmic{dice.between(0.01, 0.1), 4}});
  }
  const auto heat = [&](std::size_t x, std::size_t y, Real bias) {
    Machine biased = machine;
    biased.baths[y].beta += bias;
    const Lindblad flow = global_lindblad(biased);
    return flow.exchange(steady_state(flow).state, x).energy;
  };
  const Real h = 1e-4;
  for (std::size_t x = 0; x < 3; ++x)
    for (std::size_t y = 0; y < x; ++y) {
      const Real forth = (heat(x, y, h) - heat(x, y, -h)) / (2 * h);
      const Real back = (heat(y, x, h) - heat(y, x, -h)) / (2 * h);
      EXPECT_NEAR(forth, back, 1e-6 * std::abs(forth));  // h^2 of the third derivatives
      EXPECT_GT(std::abs(forth), 1e-4);
    }
}

}  // namespace
