// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/hilbert/eigenoperator.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace qalor {
namespace {

/// One matrix element of X between energy eigenstates, lowering the energy by `frequency`.
struct Transition {
  Real frequency;
  Eigen::Index to;
  Eigen::Index from;
  Complex element;
};

struct Eigenbasis {
  RealVector energies;
  std::optional<Matrix> vectors;  ///< absent when the Hamiltonian is diagonal: the basis states themselves
};

Eigenbasis eigenbasis(const Operator& hamiltonian) {
  if (hamiltonian.is_diagonal()) return {Vector(hamiltonian.matrix().diagonal()).real(), std::nullopt};
  auto [energies, vectors] = hermitian_eigen(hamiltonian.dense());
  return {std::move(energies), std::move(vectors)};
}

/// X in the eigenbasis, rounding removed.
SparseMatrix in_eigenbasis(const Operator& x, const Eigenbasis& basis) {
  if (!basis.vectors) return x.matrix();
  const Matrix rotated = basis.vectors->adjoint() * x.matrix() * *basis.vectors;
  return rotated.sparseView(rotated.cwiseAbs().maxCoeff(), 1e-14);
}

std::vector<Transition> transitions_above(Real lowest, const SparseMatrix& x, const RealVector& energies) {
  std::vector<Transition> out;
  for (Eigen::Index row = 0; row < x.outerSize(); ++row)
    for (SparseMatrix::InnerIterator it(x, row); it; ++it)
      if (const Real w = energies(it.col()) - energies(it.row()); w >= lowest)
        out.push_back({w, it.row(), it.col(), it.value()});
  std::sort(out.begin(), out.end(), [](const Transition& a, const Transition& b) {
    return std::tie(a.frequency, a.to, a.from) < std::tie(b.frequency, b.to, b.from);
  });
  return out;
}

Operator from_eigenbasis(const Space& space, const std::vector<Eigen::Triplet<Complex>>& entries,
                         const Eigenbasis& basis) {
  const auto d = static_cast<Eigen::Index>(space.dimension());
  SparseMatrix piece(d, d);
  piece.setFromTriplets(entries.begin(), entries.end());
  if (!basis.vectors) return {space, std::move(piece)};
  const Matrix rotated = *basis.vectors * piece * basis.vectors->adjoint();
  return {space, SparseMatrix(rotated.sparseView(rotated.cwiseAbs().maxCoeff(), 1e-14))};
}

}  // namespace

std::vector<Eigenoperator> eigenoperators(const Operator& hamiltonian, const Operator& x, Real tolerance) {
  if (!hamiltonian.is_hermitian()) throw std::invalid_argument("eigenoperators need a Hermitian Hamiltonian");
  const bool has_pairs = x.is_hermitian();
  const Eigenbasis basis = eigenbasis(hamiltonian);
  const Real gap = tolerance * (basis.energies.maxCoeff() - basis.energies.minCoeff());
  const Real start = has_pairs ? -gap : -std::numeric_limits<Real>::infinity();
  const std::vector<Transition> transitions = transitions_above(start, in_eigenbasis(x, basis), basis.energies);

  std::vector<Eigenoperator> out;
  for (std::size_t k = 0; k < transitions.size();) {
    const Real lowest = transitions[k].frequency;
    std::vector<Eigen::Triplet<Complex>> entries;
    Real sum = 0;
    // What stands still are all transitions within the tolerance of zero, both ways; the others gather from their
    // lowest.
    const Real highest = has_pairs && lowest <= gap ? gap : lowest + 2 * gap;
    for (; k < transitions.size() && transitions[k].frequency <= highest; ++k) {
      entries.emplace_back(transitions[k].to, transitions[k].from, transitions[k].element);
      sum += transitions[k].frequency;
    }
    const Real frequency = sum / static_cast<Real>(entries.size());
    Operator piece = from_eigenbasis(hamiltonian.space(), entries, basis);
    const bool stands_still = std::abs(frequency) <= gap;
    if (!has_pairs || stands_still) {
      out.push_back({stands_still ? 0 : frequency, std::move(piece)});
      continue;
    }
    Operator reverse = piece.adjoint();
    out.push_back({frequency, std::move(piece)});
    out.push_back({-frequency, std::move(reverse)});
  }
  return out;
}

std::optional<Real> bohr_frequency(const Operator& hamiltonian, const Operator& x, Real tolerance) {
  if (x.is_zero()) return std::nullopt;
  const SparseMatrix hx = hamiltonian.matrix() * x.matrix();
  const SparseMatrix xh = x.matrix() * hamiltonian.matrix();
  const Real norm = x.matrix().squaredNorm();
  Complex overlap = 0;
  const SparseMatrix commutator = hx - xh;
  for (Eigen::Index row = 0; row < commutator.outerSize(); ++row)
    for (SparseMatrix::InnerIterator it(commutator, row); it; ++it)
      overlap += std::conj(x.matrix().coeff(it.row(), it.col())) * it.value();
  const Real frequency = -overlap.real() / norm;
  const Real defect = SparseMatrix(commutator + Complex(frequency) * x.matrix()).norm();
  if (defect > tolerance * (hx.norm() + xh.norm())) return std::nullopt;
  return frequency;
}

}  // namespace qalor
