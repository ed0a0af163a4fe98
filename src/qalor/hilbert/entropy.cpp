// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/hilbert/entropy.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace qalor {
namespace {

Real entropy_of(const RealVector& spectrum) {
  Real sum = 0;
  for (Real p : spectrum) sum += entropy_term(p);
  return sum;
}

/// Basis states in groups that no element of the two matrices links. Group by group, small populations keep their
/// relative precision beside large ones.
std::vector<std::vector<Eigen::Index>> linked_states(const Matrix& rho, const Matrix& drho) {
  std::vector<std::vector<Eigen::Index>> out;
  std::vector<bool> taken(static_cast<std::size_t>(rho.rows()), false);
  for (Eigen::Index start = 0; start < rho.rows(); ++start) {
    if (taken[static_cast<std::size_t>(start)]) continue;
    taken[static_cast<std::size_t>(start)] = true;
    std::vector<Eigen::Index> group{start};
    for (std::size_t k = 0; k < group.size(); ++k)
      for (Eigen::Index j = 0; j < rho.rows(); ++j) {
        if (taken[static_cast<std::size_t>(j)]) continue;
        if (rho(j, group[k]) == Complex(0) && drho(j, group[k]) == Complex(0)) continue;
        taken[static_cast<std::size_t>(j)] = true;
        group.push_back(j);
      }
    out.push_back(std::move(group));
  }
  return out;
}

Real block_entropy_rate(const Matrix& rho, const Matrix& drho) {
  const auto [p, u] = hermitian_eigen(rho);
  // A level is empty when its population is rounding and the change fills it by more than rounding.
  const Real empty = rho.rows() == 1 ? 0 : 4 * std::numeric_limits<Real>::epsilon() * p(p.size() - 1);
  const Real noise = 1e-12 * drho.cwiseAbs().maxCoeff();
  Real rate = 0;
  for (Eigen::Index k = 0; k < p.size(); ++k) {
    const Real inflow = u.col(k).dot(drho * u.col(k)).real();
    if (p(k) <= empty && inflow > noise) return std::numeric_limits<Real>::infinity();
    if (p(k) > 0) rate -= inflow * std::log(p(k));
  }
  return rate;
}

std::vector<std::size_t> others(const Space& space, const std::vector<std::size_t>& part) {
  std::vector<std::size_t> out;
  for (std::size_t k = 0; k < space.factors().size(); ++k)
    if (std::find(part.begin(), part.end(), k) == part.end()) out.push_back(k);
  return out;
}

}  // namespace

Real entropy_term(Real x) { return x > 0 ? -x * std::log(x) : 0; }

Real entropy(const DensityMatrix& rho) { return entropy_of(hermitian_eigenvalues(rho.matrix())); }

Real mutual_information(const DensityMatrix& rho, const std::vector<std::size_t>& part) {
  return entropy(reduced(rho, part)) + entropy(reduced(rho, others(rho.space(), part))) - entropy(rho);
}

Real entropy_rate(const DensityMatrix& rho, const Matrix& drho) {
  Real rate = 0;
  for (const std::vector<Eigen::Index>& states : linked_states(rho.matrix(), drho)) {
    const Matrix change = drho(states, states);
    rate += block_entropy_rate(rho.matrix()(states, states), change);
  }
  return rate;
}

Levels levels_of(const Operator& hamiltonian, Real tolerance) {
  auto [energies, vectors] = hermitian_eigen(hamiltonian.dense());
  Levels out{std::move(energies), std::move(vectors), {}};
  const auto size = static_cast<std::size_t>(out.energies.size());
  const Real gap = tolerance * (out.energies(out.energies.size() - 1) - out.energies(0));
  for (std::size_t k = 0; k < size; ++k) {
    const bool joins = k > 0 && out.energies(static_cast<Eigen::Index>(k)) -
                                        out.energies(static_cast<Eigen::Index>(out.groups.back().first)) <=
                                    gap;
    if (joins)
      out.groups.back().last = k + 1;
    else
      out.groups.push_back({k, k + 1});
  }
  return out;
}

DensityMatrix energy_diagonal(const DensityMatrix& rho, const Levels& levels) {
  Matrix out = Matrix::Zero(rho.matrix().rows(), rho.matrix().cols());
  for (const auto [first, last] : levels.groups) {
    const auto u = levels.vectors.middleCols(static_cast<Eigen::Index>(first), static_cast<Eigen::Index>(last - first));
    const Matrix block = u.adjoint() * rho.matrix() * u;
    out += u * block * u.adjoint();
  }
  return DensityMatrix::unchecked(rho.space(), out);
}

Real energy_entropy(const DensityMatrix& rho, const Levels& levels) { return entropy(energy_diagonal(rho, levels)); }

Real coherence(const DensityMatrix& rho, const Levels& levels) {
  return std::max(Real(0), energy_entropy(rho, levels) - entropy(rho));
}

}  // namespace qalor
