// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/response.hpp"

#include <gtest/gtest.h>

#include "tests/dots.hpp"

namespace qalor {
namespace {

using laws::Dice;

std::vector<Charge> all_charges(const RateFlow& flow) {
  std::vector<Charge> out;
  for (std::size_t x = 1; x < flow.baths().size(); ++x) {
    out.push_back(energy_charge(flow, x));
    out.push_back(particle_charge(flow, x));
  }
  return out;
}

TEST(LinearResponse, IsSymmetricAndNotNegativeByBothRoutes) {
  Dice dice(1);
  for (int k = 0; k < 20; ++k) {
    const RateFlow flow = rate_flow(laws::random_network(dice, 2, 0));
    const Response response = linear_response(flow, all_charges(flow));
    EXPECT_EQ(response.certificate.status, Status::ok);
    EXPECT_LT((response.analytic - response.fluctuation).cwiseAbs().maxCoeff(), 1e-14);
    EXPECT_LT((response.analytic - response.analytic.transpose()).cwiseAbs().maxCoeff(), 1e-14);
    EXPECT_GT(hermitian_eigenvalues(response.analytic.cast<Complex>()).minCoeff(), -1e-14);
  }
}

TEST(LinearResponse, IsTheDerivativeOfTheCurrents) {
  // F_E of a bath: 1/T_r - 1/T_a at fixed mu/T; F_N: mu_a/T_a.
  DotNetwork network = laws::spin_flip(0.4, -0.3, 1);
  for (Bath& bath : network.leads) bath.chemical_potential = 0;
  const RateFlow flow = rate_flow(network);
  const Response response =
      linear_response(flow, {energy_charge(flow, 1), particle_charge(flow, 1), energy_charge(flow, 2)});
  const Real h = 1e-4;
  const auto current = [&](int force, Real size) {
    DotNetwork pushed = network;
    if (force == 0) pushed.leads[1].beta -= size;
    if (force == 1) pushed.leads[1].chemical_potential += size;
    if (force == 2) pushed.bosons[0].bath.beta -= size;
    const RateFlow moved = rate_flow(pushed);
    const RealVector p = steady_state(moved).state;
    return RealVector{{moved.exchange(p, 1).energy, moved.exchange(p, 1).particles, moved.exchange(p, 2).energy}};
  };
  for (int force = 0; force < 3; ++force) {
    const RealVector slope = (current(force, h) - current(force, -h)) / (2 * h);
    EXPECT_LT((slope - response.analytic.col(force)).cwiseAbs().maxCoeff(), 1e-8);  // h^2
  }
}

TEST(LinearResponse, SaysHowFarFromEquilibriumItIs) {
  Dice dice(2);
  const RateFlow flow = rate_flow(laws::random_network(dice, 2));
  const Response response = linear_response(flow, all_charges(flow));
  EXPECT_GT(response.certificate.residual, 1e-3);
  EXPECT_EQ(response.certificate.status, Status::not_converged);
}

}  // namespace
}  // namespace qalor
