// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/dynamics/lamb_shift.hpp"

#include <array>
#include <cmath>
#include <map>
#include <stdexcept>

#include "qalor/bath/rate_shift.hpp"
#include "qalor/hilbert/eigenoperator.hpp"
#include "qalor/hilbert/sectors.hpp"

namespace qalor {
namespace {

/// Shifts of one bath; equal pairs of transitions are integrated once.
class Shifts {
 public:
  Shifts(const Bath& bath, std::optional<Real> band_edge) : bath_(bath), band_edge_(band_edge) {}
  Real operator()(Passage passage, Real w_1, Real w_2) {
    const auto [low, high] = std::minmax(w_1, w_2);
    const auto [it, is_new] = known_.try_emplace({static_cast<Real>(passage), low, high});
    if (is_new) it->second = joint_rate_shift(bath_, passage, low, high, band_edge_);
    return it->second;
  }

 private:
  const Bath& bath_;
  std::optional<Real> band_edge_;
  std::map<std::array<Real, 3>, Real> known_;
};

std::vector<Operator> nothing(const Machine& machine) {
  return std::vector<Operator>(machine.baths.size(), Operator(machine.bare.space()));
}

/// L^dagger L of an operator that lowers the energy.
Operator lost(const Operator& l) { return l.adjoint() * l; }

/// Adds sum over k of conj(L_km) L_kn shift(w_km, w_kn) to S, of an operator L between energy eigenstates; `sign` is
/// that of the energy E_n - E_k that the transition n -> k counts.
void add_resolved(const Matrix& l, Passage passage, Real sign, const RealVector& energies, Shifts& shift, Matrix& out) {
  const Eigen::Index d = energies.size();
  for (Eigen::Index k = 0; k < d; ++k)
    for (Eigen::Index n = 0; n < d; ++n) {
      if (l(k, n) == Complex(0)) continue;
      for (Eigen::Index m = 0; m < d; ++m) {
        if (l(k, m) == Complex(0)) continue;
        const Real w_m = sign * (energies(m) - energies(k));
        const Real w_n = sign * (energies(n) - energies(k));
        out(m, n) += std::conj(l(k, m)) * l(k, n) * shift(passage, w_m, w_n);
      }
    }
}

Matrix without_rounding(const Matrix& m) {
  const Real rounding = 1e-14 * m.cwiseAbs().maxCoeff();
  return (m.cwiseAbs().array() > rounding).select(m, Complex(0));
}

}  // namespace

std::vector<Operator> lamb_shift(const Machine& machine, const Operator& energy, std::optional<Real> band_edge) {
  std::vector<Operator> out = nothing(machine);
  for (const Coupling& coupling : machine.couplings) {
    const Bath& bath = machine.baths.at(coupling.bath);
    const bool is_lead = bath.statistics == Statistics::fermion;
    Operator& sum = out[coupling.bath];
    for (const Eigenoperator& part : eigenoperators(energy, coupling.op)) {
      const Real w = part.frequency;
      sum += rate_shift(bath, is_lead ? Passage::outgoing : Passage::emission, w, band_edge) * lost(part.op);
      if (is_lead) sum += rate_shift(bath, Passage::incoming, w, band_edge) * lost(part.op.adjoint());
    }
  }
  return out;
}

std::vector<Operator> resolved_lamb_shift(const Machine& machine, std::optional<Real> band_edge) {
  const SectorBasis basis = sector_basis(machine.hamiltonian());
  std::vector<Operator> out = nothing(machine);
  for (const Coupling& coupling : machine.couplings) {
    const Bath& bath = machine.baths.at(coupling.bath);
    Shifts shift(bath, band_edge);
    Matrix sum = Matrix::Zero(basis.energies.size(), basis.energies.size());
    if (bath.statistics == Statistics::fermion) {
      const Matrix up = entering(coupling.op, basis);
      add_resolved(up.adjoint(), Passage::outgoing, 1, basis.energies, shift, sum);
      add_resolved(up, Passage::incoming, -1, basis.energies, shift, sum);
    } else {
      if (!coupling.op.is_hermitian()) throw std::invalid_argument("a bosonic bath acts through a Hermitian operator");
      const Matrix x = without_rounding(basis.rotated(coupling.op.dense()));
      add_resolved(x, Passage::emission, 1, basis.energies, shift, sum);
    }
    const Matrix whole = basis.restored(0.5 * (sum + sum.adjoint()));
    out[coupling.bath] +=
        Operator(machine.bare.space(), SparseMatrix(whole.sparseView(whole.cwiseAbs().maxCoeff(), 1e-14)));
  }
  return out;
}

}  // namespace qalor
