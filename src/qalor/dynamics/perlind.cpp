// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/dynamics/perlind.hpp"

#include <cmath>
#include <stdexcept>

#include "qalor/hilbert/sectors.hpp"

namespace qalor {
namespace {

using Rate = Real (*)(const Bath&, Real);

/// Element by element the square root of the rate at the energy of the transition; 0 where there is no transition.
Matrix weighted(const Matrix& up, Rate rate, const Bath& bath, const RealVector& energies) {
  Matrix out = Matrix::Zero(up.rows(), up.cols());
  for (Eigen::Index b = 0; b < up.rows(); ++b)
    for (Eigen::Index a = 0; a < up.cols(); ++a)
      if (up(b, a) != Complex(0)) out(b, a) = up(b, a) * std::sqrt(rate(bath, energies(b) - energies(a)));
  return out;
}

Operator tidy(const Space& space, const Matrix& m) {
  return {space, SparseMatrix(m.sparseView(m.cwiseAbs().maxCoeff(), 1e-14))};
}

/// The jumps of a lead: one in, one out.
void add_tunnelling(const Coupling& coupling, const Bath& bath, const SectorBasis& basis, std::vector<Jump>& jumps) {
  const Source source{Source::Kind::bath, coupling.bath};
  const Matrix up = entering(coupling.op, basis);
  const Matrix in = basis.restored(weighted(up, incoming_rate, bath, basis.energies));
  const Matrix out = basis.restored(weighted(up, outgoing_rate, bath, basis.energies)).adjoint();
  const std::size_t here = jumps.size();
  jumps.push_back({Operator(coupling.op.space(), in), 1, source, std::nullopt, here + 1});
  jumps.push_back({Operator(coupling.op.space(), out), 1, source, std::nullopt, here});
}

/// The jump of a bath of bosons: emission and absorption at once, so that it has no reverse.
void add_dissipation(const Coupling& coupling, const Bath& bath, const SectorBasis& basis, std::vector<Jump>& jumps) {
  if (!coupling.op.is_hermitian()) throw std::invalid_argument("a bosonic bath acts through a Hermitian operator");
  const Matrix rotated = basis.rotated(coupling.op.dense());
  const Real rounding = 1e-14 * rotated.cwiseAbs().maxCoeff();
  const Matrix x = (rotated.cwiseAbs().array() > rounding).select(rotated, Complex(0));
  const Rate absorption = [](const Bath& b, Real w) { return emission_rate(b, -w); };
  const Matrix jump = basis.restored(weighted(x, absorption, bath, basis.energies));
  jumps.push_back(
      {tidy(coupling.op.space(), jump), 1, {Source::Kind::bath, coupling.bath}, std::nullopt, std::nullopt});
}

}  // namespace

Lindblad perlind(const Machine& machine) {
  if (!machine.noises.empty()) throw std::invalid_argument("PERLind is for baths: it has no place for noise");
  const Operator hamiltonian = machine.hamiltonian();
  const SectorBasis basis = sector_basis(hamiltonian);
  std::vector<Jump> jumps;
  for (const Coupling& coupling : machine.couplings) {
    const Bath& bath = machine.baths.at(coupling.bath);
    if (bath.statistics == Statistics::fermion)
      add_tunnelling(coupling, bath, basis, jumps);
    else
      add_dissipation(coupling, bath, basis, jumps);
  }
  return {hamiltonian, hamiltonian, machine.baths, {}, std::move(jumps)};
}

}  // namespace qalor
