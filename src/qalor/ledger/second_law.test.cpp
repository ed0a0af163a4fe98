// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/ledger/second_law.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "qalor/hilbert/entropy.hpp"
#include "qalor/ledger/balance.hpp"
#include "tests/machines.hpp"

namespace qalor {
namespace {

using laws::Dice;
using laws::random_state;

const Space pair({qubit("A"), qubit("B")});

Machine machine(Real g) {
  const Operator hop = raise(pair, 0) * lower(pair, 1);
  Machine out{Complex(3) * number(pair, 0) + number(pair, 1),
              Complex(g) * (hop + hop.adjoint()),
              {{"A", 0.5, FlatEmission{0.2}}, {"B", 1, FlatEmission{0.3}}},
              {}};
  for (std::size_t k = 0; k < 2; ++k) out.couplings.push_back({lower(pair, k) + raise(pair, k), k});
  return out;
}

TEST(EntropyProductionBySource, OfABathIsTheFallOfTheRelativeEntropyToItsGibbsState) {
  // sigma_X = -d/dt S(rho || rho_X) under D_X alone, by fourth-order differences: h^4 = 1e-16 and rounding/h remain.
  const Lindblad flow = local_lindblad(machine(0.4), Heat::bare);
  Dice dice(1);
  const DensityMatrix rho = random_state(dice, pair);
  const auto production = entropy_production_by_source(flow, rho);
  for (std::size_t x = 0; x < 2; ++x) {
    const Matrix change = flow.dissipator(rho, {Source::Kind::bath, x});
    const Real beta = flow.baths()[x].beta;
    const auto relative_entropy = [&](Real t) {
      const Matrix moved = rho.matrix() + t * change;
      return -naive::entropy(moved) + beta * (flow.heat_energy().dense() * moved).trace().real();
    };
    const Real h = 1e-4;
    const Real slope =
        (relative_entropy(-2 * h) - 8 * relative_entropy(-h) + 8 * relative_entropy(h) - relative_entropy(2 * h)) /
        (12 * h);
    EXPECT_NEAR(production.baths[x], -slope, 1e-9);
    EXPECT_GT(production.baths[x], 0);
  }
}

TEST(EntropyProductionBySource, OfABathVanishesInItsOwnGibbsState) {
  const Lindblad flow = local_lindblad(machine(0.4), Heat::bare);
  EXPECT_NEAR(entropy_production_by_source(flow, thermal_state(machine(0).bare, 0.5)).baths[0], 0, 1e-15);
  EXPECT_GT(entropy_production_by_source(flow, thermal_state(machine(0).bare, 0.5)).baths[1], 1e-3);
  const Lindblad global = global_lindblad(machine(0.4));
  EXPECT_NEAR(entropy_production_by_source(global, thermal_state(global.hamiltonian(), 1)).baths[1], 0, 1e-14);
}

TEST(EntropyProductionBySource, CanBeNegativeForFullHeatOfLocalJumps) {
  // D_B alone, in the Gibbs state of the whole H at its temperature, changes the state: full-H heat is not its books.
  const Lindblad flow = local_lindblad(machine(0.4), Heat::full);
  Real lowest = 0;
  Dice dice(2);
  for (int k = 0; k < 200; ++k) {
    const Matrix near = thermal_state(flow.hamiltonian(), 1).matrix() + 1e-3 * random_state(dice, pair).matrix();
    const DensityMatrix rho(pair, Matrix(near / near.trace().real()));
    lowest = std::min(lowest, entropy_production_by_source(flow, rho).baths[1]);
  }
  EXPECT_LT(lowest, -1e-5);
}

TEST(EntropyProductionBySource, OfNoiseIsTheEntropyItMakes) {
  Machine noisy = machine(0);
  noisy.noises.push_back({"noise", raise(pair, 0) * lower(pair, 1), 0.7});
  const Lindblad flow = local_lindblad(noisy, Heat::bare);
  Dice dice(3);
  const DensityMatrix rho = random_state(dice, pair);
  const auto production = entropy_production_by_source(flow, rho);
  ASSERT_EQ(production.noises.size(), 1u);
  EXPECT_EQ(production.noises[0], entropy_rate(rho, flow.dissipator(rho, {Source::Kind::noise, 0})));
  EXPECT_GT(production.noises[0], 0);
  EXPECT_DOUBLE_EQ(production.sum(), production.baths[0] + production.baths[1] + production.noises[0]);
}

TEST(EntropyProductionBySource, CountsTheChemicalWorkOfALead) {
  const Space dot({fermion("dot")});
  Machine lead{Complex(0.5) * number(dot, 0),
               Operator(dot),
               {{"L", 2, FlatDamping{0.3}, 0.9, Statistics::fermion}},
               {{lower(dot, 0), 0}}};
  const Lindblad flow = local_lindblad(lead, Heat::bare);
  const DensityMatrix filled = thermal_state((0.5 - 0.9) * number(dot, 0), 2);  // the grand canonical state
  EXPECT_NEAR(entropy_production_by_source(flow, filled).sum(), 0, 1e-16);
  Dice dice(4);
  const DensityMatrix rho = random_state(dice, dot);
  const Ledger ledger = balance(flow, rho, entropy_rate(rho, flow.derivative(rho)));
  EXPECT_NEAR(entropy_production_by_source(flow, rho).sum(), ledger.entropy_production, 1e-15);
}

TEST(EntropyProductionBySource, IsInfiniteWhereAnEmptyLevelIsFed) {
  const Lindblad flow = local_lindblad(machine(0.4), Heat::bare);
  EXPECT_EQ(entropy_production_by_source(flow, basis_state(pair, 0)).sum(), std::numeric_limits<Real>::infinity());
}

}  // namespace
}  // namespace qalor
