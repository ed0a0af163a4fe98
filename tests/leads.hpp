#pragma once
// SPDX-License-Identifier: BSD-3-Clause

/// Random machines of fermions between leads, and the slow definition of their second-order equations.

#include <cmath>
#include <numbers>
#include <vector>

#include "qalor/bath/principal_value.hpp"
#include "qalor/machine/machine.hpp"
#include "tests/machines.hpp"
#include "tests/naive.hpp"

namespace laws {

inline Bath random_lead(Dice& dice, std::string name) {
  return {std::move(name), dice.between(0.5, 3), FlatDamping{dice.between(0.05, 0.4)}, dice.between(-1, 1),
          Statistics::fermion};
}

/// Three levels with complex hopping and, for `charging` > 0, repulsion; lead L on the first, R on a superposition of
/// the other two, and once more on the first.
inline Machine random_leads(std::uint64_t seed, Real charging) {
  Dice dice(seed);
  const Space space({fermion("1"), fermion("2"), fermion("3")});
  Machine machine{Operator(space), Operator(space), {random_lead(dice, "L"), random_lead(dice, "R")}, {}};
  for (std::size_t i = 0; i < 3; ++i) {
    machine.bare += dice.between(-1, 1) * number(space, i);
    for (std::size_t j = i + 1; j < 3; ++j) {
      const Operator hop = dice.complex() * (raise(space, i) * lower(space, j));
      machine.interaction += hop + hop.adjoint();
      machine.bare += charging * dice.between(0.2, 1) * (number(space, i) * number(space, j));
    }
  }
  machine.couplings = {{lower(space, 0), 0},
                       {dice.complex() * lower(space, 1) + dice.complex() * lower(space, 2), 1},
                       {0.3 * lower(space, 0), 1}};
  return machine;
}

/// A random state without coherence between particle numbers.
inline DensityMatrix random_sector_state(Dice& dice, const Space& space) {
  const Matrix rho = random_state(dice, space).matrix();
  const auto particles = [&](Eigen::Index i) {
    std::size_t sum = 0;
    for (std::size_t k = 0; k < space.factors().size(); ++k) sum += space.level(static_cast<std::size_t>(i), k);
    return sum;
  };
  return DensityMatrix(space, Matrix(Matrix::NullaryExpr(rho.rows(), rho.cols(), [&](auto i, auto j) {
                         return particles(i) == particles(j) ? rho(i, j) : Complex(0);
                       })));
}

}  // namespace laws

namespace naive {

/// Second-order dissipator of one bath by its definition, in the eigenbasis of a generic H: -[D, Phi] + h.c. with
/// Phi = (D^+ o g_+) rho - rho (D^+ o g_-), or g_+ o (D^+ rho) - g_- o (rho D^+). Uses of the machine its operators and
/// occupations only.
inline M second_order(const qalor::Machine& machine, std::size_t bath, bool is_one_vn, double edge, const M& rho) {
  const Eigen::SelfAdjointEigenSolver<M> eigen(machine.hamiltonian().dense());
  const M& v = eigen.eigenvectors();
  const Eigen::VectorXd& e = eigen.eigenvalues();
  const qalor::Bath& lead = machine.baths[bath];
  const double gamma = std::get<qalor::FlatDamping>(lead.spectrum).gamma;
  const auto weigh = [&](const M& a, double sign) {
    M out = a;
    for (Eigen::Index i = 0; i < a.rows(); ++i)
      for (Eigen::Index j = 0; j < a.cols(); ++j) {
        const double w = e(i) - e(j);
        const double f = 1 / (std::exp(sign * lead.beta * (w - lead.chemical_potential)) + 1);
        const double p = edge > 0 ? qalor::principal_value(lead, w, edge) : 0;
        out(i, j) *= gamma / (2 * std::numbers::pi) * C(std::numbers::pi * f, sign * p);
      }
    return out;
  };
  M sum = M::Zero(rho.rows(), rho.cols());
  const M r = v.adjoint() * rho * v;
  for (const qalor::Coupling& coupling : machine.couplings) {
    if (coupling.bath != bath) continue;
    const M d = v.adjoint() * coupling.op.dense() * v;
    const M up = d.adjoint();
    const M phi = is_one_vn ? M(weigh(up * r, 1) - weigh(r * up, -1)) : M(weigh(up, 1) * r - r * weigh(up, -1));
    sum -= d * phi - phi * d;
  }
  return v * (sum + sum.adjoint()) * v.adjoint();
}

}  // namespace naive
