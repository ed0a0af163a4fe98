#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>
#include <string>
#include <vector>

#include "qalor/dynamics/flow.hpp"
#include "qalor/hilbert/state.hpp"
#include "qalor/machine/machine.hpp"

namespace qalor {

/// What drives a jump: a bath (its energy is heat) or a noise (its energy is work).
struct Source {
  enum class Kind { bath, noise };
  Kind kind;
  std::size_t index;
  friend bool operator==(const Source&, const Source&) = default;
};

/// One kind of quantum jump, and everything that is read from it: motion, heat, entropy production, counting.
struct Jump {
  Operator op;
  Real rate;  ///< >= 0, the strength of the dissipator rate (L rho L^dagger - {L^dagger L, rho}/2)
  Source source;
  std::optional<Exchange> gain;        ///< what the system receives; absent when the books assign none to a jump
  std::optional<std::size_t> partner;  ///< the reverse jump
};

/// A Lindblad equation stored as a sum over baths and noises, with its energy books:
/// drho/dt = -i[H, rho] + sum over jumps of rate (L rho L^dagger - {L^dagger L, rho}/2), and, where baths shift levels,
/// - i sum over baths of [S_X, rho], which belongs to what the bath does: the energy stays that of H.
class Lindblad {
 public:
  using State = DensityMatrix;

  /// `heat_energy` is the operator whose change by a bath is that bath's energy (bare or whole Hamiltonian).
  /// Throws std::invalid_argument: H or `heat_energy` not Hermitian, a negative or infinite rate, a source or partner
  /// that does not exist.
  Lindblad(Operator hamiltonian, Operator heat_energy, std::vector<Bath> baths, std::vector<std::string> noises,
           std::vector<Jump> jumps);

  /// The same motion with level shifts S_X [energy], one Hermitian operator per bath. Throws std::invalid_argument:
  /// another number, not Hermitian, or, where a bath's jumps have gains, a shift that does not keep `heat_energy`.
  Lindblad with_shifts(std::vector<Operator> shifts) const;

  const Space& space() const { return hamiltonian_.space(); }
  const Operator& hamiltonian() const { return hamiltonian_; }
  const Operator& heat_energy() const { return heat_energy_; }
  /// The sum of the level shifts by the baths [energy].
  const Operator& shift() const { return shift_; }
  /// H + shift, what turns coherences.
  Operator turning() const { return hamiltonian_ + shift_; }
  const std::vector<Bath>& baths() const { return baths_; }
  const std::vector<std::string>& noises() const { return noises_; }
  const std::vector<Jump>& jumps() const { return jumps_; }
  /// -i (H + shift) - (1/2) sum of rate L^dagger L; entries that cancel to rounding are absent.
  const SparseMatrix& effective() const { return effective_; }

  /// drho/dt [1/time].
  Matrix derivative(const DensityMatrix& rho) const;
  /// The part of drho/dt that one bath or one noise causes, L_X rho: D_X rho - i[S_X, rho].
  Matrix dissipator(const DensityMatrix& rho, Source source) const;

  /// The operator whose expectation is the energy received from bath X per unit time: sum over its jumps of
  /// gain x rate x L^dagger L, or, where the books assign no gain to a jump, D_X^dagger(heat_energy); the particles of
  /// a fermionic bath are then D_X^dagger(N).
  const Operator& energy_current(std::size_t bath) const { return energy_current_.at(bath); }
  /// The operator whose expectation is the work done per unit time: by noise, D_noise^dagger(H), and by whatever keeps
  /// the jumps local (switching work), the sum of D_X^dagger(H - heat_energy).
  const Operator& power_operator() const { return power_; }
  /// The adjoint of `dissipator`: tr(O D rho) = tr(adjoint_dissipator(O) rho).
  Operator adjoint_dissipator(const Operator& observable, Source source) const;

  /// Energy and particles received from bath X per unit time.
  Exchange exchange(const DensityMatrix& rho, std::size_t bath) const;
  /// The same without signs: the scale of rounding in `exchange`.
  Real gross_energy(const DensityMatrix& rho, std::size_t bath) const;
  /// Work done on the system per unit time.
  Real power(const DensityMatrix& rho) const;
  /// d<H>/dt = tr(H drho/dt).
  Real energy_rate(const DensityMatrix& rho) const;

 private:
  void read_books();
  void read_currents(Source source);
  /// S_X, or nothing.
  const Operator* shift_of(Source source) const;

  Operator hamiltonian_;
  Operator heat_energy_;
  std::vector<Bath> baths_;
  std::vector<std::string> noises_;
  std::vector<Jump> jumps_;
  std::vector<Operator> shifts_;  // one per bath, or none at all
  Operator shift_;
  SparseMatrix effective_;
  std::vector<Operator> energy_current_;  // one per bath
  std::vector<Operator> particle_current_;
  Operator power_;
};

static_assert(Flow<Lindblad>);

/// The local master equation: jumps are eigenoperators of the bare energy, each bath keeps the dissipator it has alone.
/// Books `bare`: gain -w per jump, and the switching work they imply. Books `full`: no gain per jump.
/// Noise sqrt(epsilon)(xi K + xi* K^dagger) gives exactly epsilon (D[K] + D[K^dagger]), epsilon D[K] for Hermitian K.
/// Throws std::domain_error where a bath's rate diverges.
/// Source: Levy & Kosloff, arXiv:1402.3825; De Chiara et al., arXiv:1808.10450 (bare books).
/// Valid: coupling between the parts weak against the bare level spacings and detunings (heat: see the audit).
Lindblad local_lindblad(const Machine& machine, Heat heat);

/// The global (Davies) master equation: jumps are eigenoperators of the whole Hamiltonian, all transitions of one Bohr
/// frequency in one jump, gain -w per jump. The Gibbs state of H is stationary for each bath alone.
/// Throws std::invalid_argument when the machine has noises: they have no Hamiltonian to diagonalise;
/// std::domain_error where a bath's rate diverges.
/// Source: E. B. Davies, Commun. Math. Phys. 39, 91 (1974), doi:10.1007/BF01608389.
/// Valid: distinct Bohr frequencies differ by much more than the line widths.
Lindblad global_lindblad(const Machine& machine);

/// The partial-secular master equation: as the global one, with all transitions whose Bohr frequencies lie in one
/// cluster in one jump, and gain -(frequency of the cluster), which is the exact gain of `clustered_energy`: the energy
/// that counts as heat. What the clusters do not resolve, H - clustered energy, is work of keeping them together.
/// Frequencies belong to one cluster when no gap between neighbours exceeds `width` [energy].
/// Both laws hold. Throws as global_lindblad and clustered_energy.
/// Source: P. P. Potts, A. A. S. Kalaee and A. Wacker, New J. Phys. 23, 123013 (2021), arXiv:2108.07528.
/// Valid: frequencies of different clusters further apart than the line widths, clusters narrower than the
/// temperatures.
Lindblad partial_secular_lindblad(const Machine& machine, Real width);

}  // namespace qalor
