// SPDX-License-Identifier: BSD-3-Clause
// Every law, for every machine and every flow of tests/machines.hpp. Tolerances: 1e-12 is a few thousand roundings of
// numbers of order one; what is looser says why.
#include <gtest/gtest.h>

#include "qalor/hilbert/entropy.hpp"
#include "qalor/ledger/balance.hpp"
#include "qalor/ledger/second_law.hpp"
#include "qalor/solve/blocks.hpp"
#include "qalor/solve/counting.hpp"
#include "qalor/solve/evolve.hpp"
#include "qalor/solve/packing.hpp"
#include "qalor/solve/steady.hpp"
#include "tests/machines.hpp"

namespace {

using namespace laws;

TEST(Laws, TheMotionIsTheOneOfTheDefinition) {
  for_every_flow(0.4, 1.3, [](const Maker&, const Lindblad& flow) {
    Dice dice(7);
    const DensityMatrix rho = random_state(dice, flow.space());
    const Matrix expected = naive::derivative(flow.hamiltonian().dense(), naive_jumps(flow), rho.matrix());
    EXPECT_LT(largest(flow.derivative(rho) - expected), 1e-12);
  });
}

TEST(Laws, TraceAndHermiticityAreKept) {
  for_every_flow(0.4, 1.3, [](const Maker&, const Lindblad& flow) {
    Dice dice(8);
    const Matrix change = flow.derivative(random_state(dice, flow.space()));
    EXPECT_LT(std::abs(change.trace()), 1e-12);
    EXPECT_LT(largest(change - change.adjoint()), 1e-12);
  });
}

TEST(Laws, TheSteadyStateIsTheNullSpaceOfTheSuperoperator) {
  for_every_flow(0.4, 1.3, [](const Maker&, const Lindblad& flow) {
    const auto expected = naive::steady(naive::superoperator(flow.hamiltonian().dense(), naive_jumps(flow)));
    ASSERT_EQ(expected.dimension, 1);
    const auto [rho, certificate] = steady_state(flow);
    EXPECT_EQ(certificate.status, Status::ok);
    // The null vector of an SVD is off by its rounding over the smallest decay rate, 1e-16/1e-3 here.
    EXPECT_LT(largest(rho.matrix() - expected.rho), 1e-11);
    EXPECT_GT(hermitian_eigenvalues(rho.matrix())(0), -1e-14);
  });
}

TEST(Laws, ReachableBlocksHoldEveryPairThatPopulationsReach) {
  for_every_flow(0.4, 1.3, [](const Maker&, const Lindblad& flow) {
    const auto d = static_cast<Eigen::Index>(flow.space().dimension());
    const auto pairs = naive::reachable_pairs(naive::superoperator(flow.hamiltonian().dense(), naive_jumps(flow)), d);
    const Packing packing(flow.space().dimension(), reachable_blocks(flow).states);
    for (const auto& [i, j] : pairs)
      EXPECT_TRUE(packing.contains(static_cast<std::size_t>(i), static_cast<std::size_t>(j))) << i << ", " << j;
  });
}

TEST(Laws, ThePackedGeneratorIsTheMotion) {
  for_every_flow(0.4, 1.3, [](const Maker&, const Lindblad& flow) {
    Dice dice(9);
    const Packing packing = whole_packing(flow.space().dimension());
    const RealMatrix generator = dense_matrix(packed_generator(flow, packing), packing.size());
    const DensityMatrix rho = random_state(dice, flow.space());
    EXPECT_LT(largest(packing.unpack(generator * packing.pack(rho.matrix())) - flow.derivative(rho)), 1e-12);
  });
}

TEST(Laws, EvolutionIsTheExponentialOfTheSuperoperator) {
  for_every_flow(0.4, 1.3, [](const Maker&, const Lindblad& flow) {
    const auto super = naive::superoperator(flow.hamiltonian().dense(), naive_jumps(flow));
    if (super.rows() > 40) return;  // the plain exponential of 64 x 64 and more takes its time; the small ones prove it
    Dice dice(10);
    const DensityMatrix rho = random_state(dice, flow.space());
    const auto run = evolve(flow, rho, {0.0, 0.3, 4.0});
    EXPECT_EQ(run.certificate.status, Status::ok);
    for (std::size_t k = 0; k < run.times.size(); ++k)
      EXPECT_LT(largest(run.states[k].matrix() - naive::evolved(super, rho.matrix(), run.times[k])), 1e-11);
  });
}

TEST(Laws, EnergyIsConservedByTwoRoutes) {
  for_every_flow(0.4, 1.3, [](const Maker&, const Lindblad& flow) {
    Dice dice(11);
    for (int k = 0; k < 4; ++k) {
      const DensityMatrix rho = random_state(dice, flow.space());
      EXPECT_LT(std::abs(balance(flow, rho).first_law_residual()), 1e-12);
    }
  });
}

TEST(Laws, TheHeatOfTheJumpsIsTheHeatOfTheDissipator) {
  for_every_flow(0.4, 1.3, [](const Maker&, const Lindblad& flow) {
    Dice dice(12);
    const DensityMatrix rho = random_state(dice, flow.space());
    for (std::size_t x = 0; x < flow.baths().size(); ++x) {
      const Matrix change = naive::dissipator(naive_jumps(flow, {Source::Kind::bath, x}), rho.matrix());
      const Real expected = (flow.heat_energy().dense() * change).trace().real();
      EXPECT_NEAR(flow.exchange(rho, x).energy, expected, 1e-12);
    }
  });
}

TEST(Laws, EntropyIsProducedAtEveryInstantAndByEverySource) {
  for_every_flow(0.4, 1.3, [](const Maker& maker, const Lindblad& flow) {
    if (!maker.second_law) return;
    Dice dice(13);
    for (int k = 0; k < 4; ++k) {
      const DensityMatrix rho = random_state(dice, flow.space());
      const ProductionBySource production = entropy_production_by_source(flow, rho);
      for (Real sigma : production.baths) EXPECT_GT(sigma, -1e-12);
      for (Real sigma : production.noises) EXPECT_GT(sigma, -1e-12);
    }
  });
}

TEST(Laws, TheLedgerAndTheDissipatorsAgreeOnTheEntropyProduction) {
  for_every_flow(0.4, 1.3, [](const Maker&, const Lindblad& flow) {
    Dice dice(14);
    const DensityMatrix rho = random_state(dice, flow.space());
    const Ledger ledger = balance(flow, rho, entropy_rate(rho, flow.derivative(rho)));
    // The logarithm of a random state's smallest eigenvalue, 1e-5 at worst, magnifies rounding.
    EXPECT_NEAR(entropy_production_by_source(flow, rho).sum(), ledger.entropy_production, 1e-10);
  });
}

TEST(Laws, TheSecondLawHoldsInSteadyStates) {
  for_every_flow(0.2, 2.0, [](const Maker& maker, const Lindblad& flow) {
    if (!maker.second_law) return;
    const Ledger ledger = balance(flow, steady_state(flow).state);
    EXPECT_GE(ledger.entropy_production, -1e-13);
    EXPECT_TRUE(ledger.second_law_holds());
  });
}

TEST(Laws, FullHeatOfLocalJumpsDoesBreakTheSecondLawSomewhere) {
  int violated = 0;
  for_every_flow(0.8, 0.9, [&](const Maker& maker, const Lindblad& flow) {
    if (!maker.second_law) violated += balance(flow, steady_state(flow).state).second_law_holds() ? 0 : 1;
  });
  EXPECT_GT(violated, 0);
}

TEST(Laws, InEquilibriumNothingFlowsUnderAGlobalGenerator) {
  for (const Recipe& recipe : recipes()) {
    SCOPED_TRACE(recipe.name);
    const Machine machine = recipe.make(4, 0.8, 0.8);
    const Lindblad flow = global_lindblad(machine);
    const DensityMatrix gibbs = thermal_state(flow.hamiltonian(), 0.8);
    EXPECT_LT(largest(gibbs.matrix() - naive::gibbs(flow.hamiltonian().dense(), 0.8)), 1e-13);
    for (std::size_t x = 0; x < 2; ++x) EXPECT_LT(largest(flow.dissipator(gibbs, {Source::Kind::bath, x})), 1e-13);
    const Ledger ledger = balance(flow, steady_state(flow).state);
    for (const BathEntry& bath : ledger.baths) EXPECT_LT(std::abs(bath.heat), 1e-13);
  }
}

TEST(Laws, UncoupledPartsRestInTheirOwnBathsTemperature) {
  for (const Recipe& recipe : recipes()) {
    SCOPED_TRACE(recipe.name);
    Machine machine = recipe.make(5, 0.8, 0.8);
    machine.interaction = Operator(machine.bare.space());
    const Lindblad flow = local_lindblad(machine, Heat::bare);
    EXPECT_LT(largest(flow.derivative(thermal_state(machine.bare, 0.8))), 1e-13);
  }
}

TEST(Laws, TheFirstCumulantIsTheCurrent) {
  for_every_flow(0.4, 1.3, [](const Maker& maker, const Lindblad& flow) {
    if (!flow.jumps().front().gain) return;  // full heat of local jumps has no counting statistics
    const Ledger ledger = balance(flow, steady_state(flow).state);
    for (std::size_t x = 0; x < 2; ++x) {
      const Cumulants counted = cumulants(flow, energy_weights(flow, x), 2);
      EXPECT_NEAR(counted.values[0], ledger.baths[x].energy, 1e-12) << maker.name;
      EXPECT_GE(counted.values[1], -1e-13);  // 0 for a bath that no heat can leave
    }
  });
}

TEST(Laws, HeatHasTheFluctuationSymmetryOfItsAffinity) {
  for (const Recipe& recipe : recipes()) {
    SCOPED_TRACE(recipe.name);
    const Lindblad flow = global_lindblad(recipe.make(6, 0.5, 1.1));
    const Weights weights = energy_weights(flow, 0);
    const std::vector<Real> chi{-0.9, -0.2, 0.15, 0.4};
    std::vector<Real> mirrored;
    for (Real x : chi) mirrored.push_back(-x - (1.1 - 0.5));
    const auto here = scaled_cumulant_generating_function(flow, weights, chi);
    const auto there = scaled_cumulant_generating_function(flow, weights, mirrored);
    for (std::size_t k = 0; k < chi.size(); ++k) EXPECT_NEAR(here[k], there[k], 1e-11 * (1 + std::abs(here[k])));
  }
}

TEST(Laws, CumulantsAreDerivativesOfTheGeneratingFunction) {
  for_every_flow(0.4, 1.3, [](const Maker&, const Lindblad& flow) {
    if (!flow.jumps().front().gain) return;
    const Weights weights = energy_weights(flow, 0);
    const auto c = cumulants(flow, weights, 4).values;
    const Real h = 1e-2;  // the next even derivative contributes c_6 h^4/360, some 1e-9; eigenvalues round at 1e-15/h^2
    const auto lambda = scaled_cumulant_generating_function(flow, weights, {-h, h, 2 * h, -2 * h});
    const Real second = (-lambda[2] + 16 * lambda[1] + 16 * lambda[0] - lambda[3]) / (12 * h * h);
    EXPECT_NEAR(c[1], second, 1e-6 * (1 + std::abs(c[1]) + std::abs(c[3])));
  });
}

TEST(Laws, DetailedBalanceIsExactAtAnyDistance) {
  Dice dice(15);
  for (int k = 0; k < 200; ++k) {
    const Bath bath = random_bath(dice, "bath", dice.between(0.1, 5));
    const Real w = dice.between(0.01, 120);  // up to e^-600
    const Real ratio = emission_rate(bath, -w) / emission_rate(bath, w);
    EXPECT_NEAR(ratio / std::exp(-bath.beta * w), 1, 4e-16);
  }
}

}  // namespace
