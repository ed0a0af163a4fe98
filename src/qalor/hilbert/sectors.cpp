// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/hilbert/sectors.hpp"

#include <map>
#include <stdexcept>

namespace qalor {
namespace {

std::size_t particles(const Space& space, std::size_t state) {
  std::size_t sum = 0;
  for (std::size_t k = 0; k < space.factors().size(); ++k)
    if (space.factors()[k].kind == Factor::Kind::fermion) sum += space.level(state, k);
  return sum;
}

/// Whether every element of `op` changes the particle number by `change`.
bool changes_particles_by(const Operator& op, long change) {
  const SparseMatrix& m = op.matrix();
  const auto count = [&](Eigen::Index state) {
    return static_cast<long>(particles(op.space(), static_cast<std::size_t>(state)));
  };
  for (Eigen::Index row = 0; row < m.outerSize(); ++row)
    for (SparseMatrix::InnerIterator it(m, row); it; ++it)
      if (count(it.row()) - count(it.col()) != change) return false;
  return true;
}

Matrix block(const SparseMatrix& m, const std::vector<std::size_t>& states) {
  const Eigen::Index size = index(states.size());
  return Matrix::NullaryExpr(size, size, [&](Eigen::Index i, Eigen::Index j) {
    return m.coeff(index(states[static_cast<std::size_t>(i)]), index(states[static_cast<std::size_t>(j)]));
  });
}

}  // namespace

Operator particle_number(const Space& space) {
  Operator sum(space);
  for (std::size_t k = 0; k < space.factors().size(); ++k)
    if (space.factors()[k].kind == Factor::Kind::fermion) sum += number(space, k);
  return sum;
}

std::vector<std::vector<std::size_t>> particle_sectors(const Space& space) {
  std::map<std::size_t, std::vector<std::size_t>> by_number;
  for (std::size_t i = 0; i < space.dimension(); ++i) by_number[particles(space, i)].push_back(i);
  std::vector<std::vector<std::size_t>> out;
  for (auto& [count, states] : by_number) out.push_back(std::move(states));
  return out;
}

SectorBasis sector_basis(const Operator& hamiltonian) {
  if (!hamiltonian.is_hermitian()) throw std::invalid_argument("the Hamiltonian is not Hermitian");
  if (!changes_particles_by(hamiltonian, 0))
    throw std::invalid_argument("the Hamiltonian does not keep the number of particles");
  const Eigen::Index d = index(hamiltonian.space().dimension());
  SectorBasis out{RealVector(d), Matrix::Zero(d, d), particle_sectors(hamiltonian.space())};
  for (const std::vector<std::size_t>& states : out.sectors) {
    const auto [values, vectors] = hermitian_eigen(block(hamiltonian.matrix(), states));
    for (std::size_t j = 0; j < states.size(); ++j) {
      out.energies(index(states[j])) = values(index(j));
      for (std::size_t i = 0; i < states.size(); ++i)
        out.vectors(index(states[i]), index(states[j])) = vectors(index(i), index(j));
    }
  }
  return out;
}

Matrix entering(const Operator& d, const SectorBasis& basis) {
  if (!changes_particles_by(d, -1))
    throw std::invalid_argument("a fermionic bath acts through an operator that takes one particle out");
  const Matrix up = basis.rotated(d.dense()).adjoint();
  const Real rounding = 1e-14 * up.cwiseAbs().maxCoeff();
  return (up.cwiseAbs().array() > rounding).select(up, Complex(0));
}

}  // namespace qalor
