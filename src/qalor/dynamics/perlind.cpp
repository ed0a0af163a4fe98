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

}  // namespace

Lindblad perlind(const Machine& machine) {
  if (!machine.noises.empty()) throw std::invalid_argument("PERLind is for leads: it has no place for noise");
  const Operator hamiltonian = machine.hamiltonian();
  const SectorBasis basis = sector_basis(hamiltonian);
  std::vector<Jump> jumps;
  for (const Coupling& coupling : machine.couplings) {
    const Bath& bath = machine.baths.at(coupling.bath);
    if (bath.statistics != Statistics::fermion) throw std::invalid_argument("PERLind is for leads of fermions");
    const Source source{Source::Kind::bath, coupling.bath};
    const Matrix up = entering(coupling.op, basis);
    const Matrix in = basis.restored(weighted(up, incoming_rate, bath, basis.energies));
    const Matrix out = basis.restored(weighted(up, outgoing_rate, bath, basis.energies)).adjoint();
    const std::size_t here = jumps.size();
    jumps.push_back({Operator(hamiltonian.space(), in), 1, source, std::nullopt, here + 1});
    jumps.push_back({Operator(hamiltonian.space(), out), 1, source, std::nullopt, here});
  }
  return {hamiltonian, hamiltonian, machine.baths, {}, std::move(jumps)};
}

}  // namespace qalor
