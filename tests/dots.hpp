#pragma once
// SPDX-License-Identifier: BSD-3-Clause

/// Networks of dots for the tests of rate equations.

#include <cmath>
#include <string>

#include "qalor/machine/dots.hpp"
#include "qalor/machine/three_terminal.hpp"
#include "tests/machines.hpp"

namespace laws {

inline Bath lead(std::string name, Real temperature, Real mu) {
  return {std::move(name), 1 / temperature, FlatDamping{1}, mu, Statistics::fermion};
}

/// Sites with random energies, interactions and rates, each with two leads of its own, at random temperatures and
/// potentials around 1 and 0; `bias` scales how far these are apart.
inline DotNetwork random_network(Dice& dice, std::size_t sites, Real bias = 1) {
  DotNetwork out;
  const auto size = static_cast<Eigen::Index>(sites);
  out.interactions = RealMatrix::Zero(size, size);
  for (std::size_t i = 0; i < sites; ++i) {
    out.energies.push_back(dice.between(-2, 2));
    for (std::size_t j = 0; j < i; ++j) {
      const auto a = static_cast<Eigen::Index>(i);
      const auto b = static_cast<Eigen::Index>(j);
      out.interactions(a, b) = out.interactions(b, a) = dice.between(-3, 3);
    }
    for (int k = 0; k < 2; ++k) {
      DotTunnelling coupling{out.leads.size(), i, {}};
      for (std::size_t c = 0; c < out.states() / 2 || c == 0; ++c) coupling.gamma.push_back(dice.between(0.1, 1));
      out.leads.push_back(
          lead(std::to_string(out.leads.size()), 1 + bias * dice.between(-0.5, 0.8), bias * dice.between(-1, 1)));
      out.couplings.push_back(coupling);
    }
  }
  // Sites come one by one: the tables follow the final number of states.
  for (DotTunnelling& coupling : out.couplings)
    while (coupling.gamma.size() < out.states() / 2) coupling.gamma.push_back(dice.between(0.1, 1));
  return out;
}

/// A spin that phonons flip between half-metallic leads: one cycle that carries particles and phonons.
inline DotNetwork spin_flip(Real eps_up, Real eps_down, Real hot) {
  DotNetwork out{{eps_up, eps_down},
                 RealMatrix{{0, 3}, {3, 0}},
                 {lead("L", 1, 0.1), lead("R", 1, -0.1)},
                 {{0, 0, {1.0}}, {1, 1, {0.6}}}};
  out.bosons.push_back({{"B", 1 / hot}, 0, 1, 0.7});
  return out;
}

/// The device as a network: leads L, R, M; sites u, l.
inline DotNetwork network_of(const ThreeTerminal<Real>& d) {
  return {{d.eps_u, d.eps_l},
          RealMatrix{{0, d.U}, {d.U, 0}},
          {lead("L", d.T_L, d.mu_L), lead("R", d.T_R, d.mu_R), lead("M", d.T_M, d.mu_M)},
          {{0, 0, {d.gamma_L[0], d.gamma_L[1]}},
           {1, 0, {d.gamma_R[0], d.gamma_R[1]}},
           {2, 1, {d.gamma_M[0], d.gamma_M[1]}}}};
}

}  // namespace laws
