#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <vector>

#include "qalor/dynamics/flow.hpp"
#include "qalor/hilbert/state.hpp"

namespace qalor {

/// A fresh thermal qubit that meets one factor of the system in every collision, at the level spacing of that factor.
struct Ancilla {
  std::size_t factor;  ///< of the system's space
  Real omega;          ///< level spacing [energy]
  Real kappa;          ///< relaxation rate that it causes in the limit of short collisions [rate]
  Bath bath;
};

/// Repeated collisions of duration dt: U = exp(-i dt [H + H_anc + sum of sqrt(kappa/dt) (a^dagger c + h.c.)]), then the
/// ancillas are thrown away. The state is the system's just before a collision.
/// Source: De Chiara et al., New J. Phys. 20, 113024 (2018), arXiv:1808.10450.
/// Valid: any dt; as dt -> 0 the local master equation with bare books.
class Collisions {
 public:
  using State = DensityMatrix;

  /// Throws std::invalid_argument when dt is not > 0 or a factor does not have two levels.
  Collisions(Operator hamiltonian, std::vector<Ancilla> ancillas, Real dt);

  const Space& space() const { return hamiltonian_.space(); }
  const Operator& hamiltonian() const { return hamiltonian_; }
  const std::vector<Bath>& baths() const { return baths_; }
  Real collision_time() const { return dt_; }

  /// The state after one collision.
  DensityMatrix collide(const DensityMatrix& rho) const;
  /// Energy lost by the ancillas of one bath, per unit time.
  Exchange exchange(const DensityMatrix& rho, std::size_t bath) const;
  /// Change of <H + H_anc> by a collision, per unit time: the work of switching the contacts.
  Real power(const DensityMatrix& rho) const;
  /// Change of <H> by a collision, per unit time.
  Real energy_rate(const DensityMatrix& rho) const;
  /// kappa omega: the scale of the energy that passes.
  Real gross_energy(const DensityMatrix& rho, std::size_t bath) const;

 private:
  Matrix together(const DensityMatrix& rho) const;

  Operator hamiltonian_;
  std::vector<Ancilla> ancillas_;
  std::vector<Bath> baths_;
  Real dt_;
  Space joint_;            // system factors, then ancillas
  Operator total_energy_;  // H + H_anc
  std::vector<Operator> ancilla_energy_;
  Matrix fresh_;  // product of thermal ancillas
  Matrix unitary_;
};

static_assert(Flow<Collisions>);

}  // namespace qalor
