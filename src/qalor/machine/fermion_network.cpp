// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/machine/fermion_network.hpp"

#include <algorithm>
#include <stdexcept>
#include <variant>

namespace qalor {
namespace {

void require_leads(const Machine& machine) {
  for (const Factor& factor : machine.bare.space().factors())
    if (factor.kind != Factor::Kind::fermion)
      throw std::invalid_argument("a network of fermions has fermion factors only");
  if (!machine.noises.empty()) throw std::invalid_argument("a network of fermions has no place for noise");
  for (const Bath& bath : machine.baths)
    if (bath.statistics != Statistics::fermion || !std::holds_alternative<FlatDamping>(bath.spectrum))
      throw std::invalid_argument("a network of fermions has leads of fermions in flat bands");
}

/// The basis state with one particle, in level k.
Eigen::Index alone(const Space& space, Eigen::Index k) {
  return static_cast<Eigen::Index>(space.stride(static_cast<std::size_t>(k)));
}

bool agree(const Operator& a, const Operator& b) {
  return (a - b).matrix().norm() <= 1e-12 * std::max(a.matrix().norm(), b.matrix().norm());
}

/// h_ij = <i|H|j> - E_0 delta_ij.
Matrix one_body(const Operator& hamiltonian) {
  const Space& space = hamiltonian.space();
  const auto levels = static_cast<Eigen::Index>(space.factors().size());
  const Complex empty = hamiltonian.matrix().coeff(0, 0);
  Matrix h(levels, levels);
  Operator rebuilt = empty * identity(space);
  for (Eigen::Index i = 0; i < levels; ++i)
    for (Eigen::Index j = 0; j < levels; ++j) {
      h(i, j) = hamiltonian.matrix().coeff(alone(space, i), alone(space, j)) - (i == j ? empty : Complex(0));
      rebuilt += h(i, j) * (raise(space, static_cast<std::size_t>(i)) * lower(space, static_cast<std::size_t>(j)));
    }
  if (!agree(rebuilt, hamiltonian)) throw std::invalid_argument("the Hamiltonian has an interaction: not a network");
  return h;
}

/// v of d = sum of v_i d_i.
Vector amplitudes(const Operator& d) {
  const Space& space = d.space();
  const auto levels = static_cast<Eigen::Index>(space.factors().size());
  Vector v(levels);
  Operator rebuilt(space);
  for (Eigen::Index i = 0; i < levels; ++i) {
    v(i) = d.matrix().coeff(0, alone(space, i));
    rebuilt += v(i) * lower(space, static_cast<std::size_t>(i));
  }
  if (!agree(rebuilt, d)) throw std::invalid_argument("a coupling is not linear in the levels: not a network");
  return v;
}

}  // namespace

FermionNetwork fermion_network(const Machine& machine) {
  require_leads(machine);
  FermionNetwork out{one_body(machine.hamiltonian()), machine.baths, {}};
  out.broadening.assign(machine.baths.size(), Matrix::Zero(out.hamiltonian.rows(), out.hamiltonian.cols()));
  for (const Coupling& coupling : machine.couplings) {
    const Vector v = amplitudes(coupling.op);
    const Real gamma = std::get<FlatDamping>(machine.baths.at(coupling.bath).spectrum).gamma;
    out.broadening[coupling.bath] += gamma * v.conjugate() * v.transpose();
  }
  return out;
}

}  // namespace qalor
