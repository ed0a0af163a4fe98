#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>
#include <vector>

#include "qalor/dynamics/flow.hpp"
#include "qalor/machine/quadratic.hpp"

namespace qalor {

/// The one-body density matrix of bosonic modes: rho_ij = <a_j^dagger a_i>, so that <sum h_ij a_i^dagger a_j> = tr(h
/// rho).
struct OneBody {
  Matrix rho;
};

/// Loss and gain of quanta of the mode A = sum of v_i^* a_i at one frequency: rate `down` of A, rate `up` of A^dagger.
struct BosonJump {
  Vector v;
  Real frequency;  ///< energy per quantum
  Real down;
  Real up;
  std::size_t bath;
};

/// A Lindblad equation of bosonic modes that is linear in a and quadratic in noise, so that its moments close order by
/// order: the exact motion of one- and two-body density matrices, without any cutoff of Fock space.
class BosonFlow {
 public:
  using State = OneBody;

  /// `heat_energy`: the one-body energy whose change by a bath counts as that bath's (bare or whole Hamiltonian).
  /// `gain_per_jump`: a jump changes that energy by its frequency; otherwise no jump has a gain of its own.
  /// Throws std::invalid_argument when the whole Hamiltonian has an eigenvalue <= 0: no ground state.
  BosonFlow(Matrix hamiltonian, Matrix heat_energy, std::vector<Bath> baths, std::vector<BosonJump> jumps,
            std::vector<HopNoise> noises, bool gain_per_jump);

  const Matrix& hamiltonian() const { return hamiltonian_; }
  /// Whether a jump changes the energy that counts as heat by its frequency.
  bool gain_per_jump() const { return gain_per_jump_; }
  const std::vector<Bath>& baths() const { return baths_; }
  const std::vector<BosonJump>& jumps() const { return jumps_; }
  Eigen::Index modes() const { return hamiltonian_.rows(); }

  /// drho/dt of the one-body density matrix [1/time].
  Matrix derivative(const OneBody& state) const;
  /// The part that one bath causes.
  Matrix dissipator(const OneBody& state, std::size_t bath) const;
  /// drho_2/dt of the two-body density matrix <a_k^dagger a_l^dagger a_j a_i> at row i L + j, column k L + l,
  /// given the one-body one.
  Matrix derivative_two_body(const Matrix& two, const OneBody& one) const;

  Exchange exchange(const OneBody& state, std::size_t bath) const;
  /// Quanta received from the bath per unit time, sum of up <A A^dagger> - down <A^dagger A>.
  Real quanta(const OneBody& state, std::size_t bath) const;
  Real gross_energy(const OneBody& state, std::size_t bath) const;
  /// By noise, tr(h D_noise rho), and by whatever keeps the jumps local, tr((h - heat_energy) sum of D_X rho).
  Real power(const OneBody& state) const;
  Real energy_rate(const OneBody& state) const;
  /// <H>, the interaction included [energy].
  Real energy(const OneBody& state) const;

 private:
  Matrix hamiltonian_;
  Matrix heat_energy_;
  std::vector<Bath> baths_;
  std::vector<BosonJump> jumps_;
  std::vector<HopNoise> noises_;
  bool gain_per_jump_;
  Matrix loss_;  // sum of down v v^dagger
  Matrix gain_;  // sum of up v v^dagger
};

static_assert(Flow<BosonFlow>);

/// The local master equation: each bath damps its own mode at the bare frequency. Books as in local_lindblad.
/// Throws std::domain_error where a bath's rate diverges.
BosonFlow local_bosons(const BosonMachine& machine, Heat heat);

/// The global master equation: each bath damps the eigenmodes of the whole Hamiltonian, gain w per quantum.
/// Throws as global_lindblad.
BosonFlow global_bosons(const BosonMachine& machine);

}  // namespace qalor
