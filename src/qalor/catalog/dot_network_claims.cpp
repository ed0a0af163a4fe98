// SPDX-License-Identifier: BSD-3-Clause
#include <cmath>

#include "qalor/analysis/cycles.hpp"
#include "qalor/catalog/claim_result.hpp"
#include "qalor/catalog/dot_network.hpp"
#include "qalor/solve/rates.hpp"

namespace qalor::network {
namespace {

const std::string ghosh = "S. Ghosh, N. Gupt and A. Ghosh, arXiv:2405.01295; our reading of spin transport";

/// Half-metallic leads, L for up and R for down, and phonons that flip the spin.
DotNetwork spin_flip(Real eps_up, Real eps_down) {
  const auto lead = [](const char* name, Real mu) { return Bath{name, 1, FlatDamping{1}, mu, Statistics::fermion}; };
  RealMatrix interactions(2, 2);
  interactions << 0, 40, 40, 0;
  return {{eps_up, eps_down},
          interactions,
          {lead("L", 0.1), lead("R", -0.1)},
          {{0, 0, {1.0}}, {1, 1, {1.0}}},
          {{{"B0", 0.5}, 0, 1, 0.7}}};
}

struct Currents {
  Real particles, phonons;
};

Currents currents(const DotNetwork& network) {
  const RateFlow flow = rate_flow(network);
  const RealVector p = qalor::steady_state(flow).state;
  return {flow.exchange(p, 0).particles, flow.exchange(p, 2).energy};
}

ClaimResult spin_current_opposes() {
  const Currents inverse = currents(spin_flip(0.4, -0.4)), normal = currents(spin_flip(-0.4, 0.4));
  ClaimResult out = near({-0.0141343027970915, 0.0113074422376732, 0.0414746061231734},
                         {inverse.particles, inverse.phonons, normal.particles}, 1e-12);
  return out;
}

ClaimResult one_cycle_locks_the_currents() {
  Real worst = 0;
  for (const Real up : {-1.1, -0.4, 0.3, 0.9})
    for (const Real down : {-0.7, 0.1, 0.6}) {
      const Currents j = currents(spin_flip(up, down));
      worst = std::max(worst, std::abs(j.phonons / ((down - up) * j.particles) - 1));
    }
  return below(1e-10, worst);
}

}  // namespace

std::vector<Claim> claims() {
  return {{"spin-polarised currents can be inverse: J_N, J_B at eps_down < eps_up, J_N at eps_down > eps_up", ghosh,
           spin_current_opposes},
          {"one cycle locks the currents: J_B = (eps_down - eps_up) J_N", ghosh, one_cycle_locks_the_currents}};
}

}  // namespace qalor::network
