#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <vector>

#include "qalor/base/linalg.hpp"
#include "qalor/bath/bath.hpp"

namespace qalor {

/// t e^{i phi} x_i^dagger x_j + h.c.; in a contact i is a site of A and j one of B. Sites are counted from 0.
struct Hop {
  Eigen::Index i;
  Eigen::Index j;
  Real amplitude;  ///< t [energy]
  Real phase = 0;  ///< phi
};

/// w n_i n_j, with n = n_up + n_down of particles with spin.
struct Repulsion {
  Eigen::Index i;
  Eigen::Index j;
  Real strength;  ///< w [energy]; < 0 attracts
};

/// One finite body, in a grand-canonical state before the contact.
struct Body {
  RealVector onsite;  ///< levels of its sites [energy]
  std::vector<Hop> hopping = {};
  std::vector<Repulsion> density = {};
  Real beta = 1;                ///< inverse temperature [1/energy]; may be negative for fermions
  Real chemical_potential = 0;  ///< [energy]

  Eigen::Index sites() const { return onsite.size(); }
};

/// What is switched on while the bodies touch.
struct Contact {
  std::vector<Hop> hopping = {};
  std::vector<Repulsion> density = {};
};

/// Two finite bodies and a contact, and no bath: H(t) = H_A + H_B + s(t) V. Particles move between the bodies, their
/// sum is conserved.
struct Bipartite {
  Body a;
  Body b;
  Contact contact;
  Statistics statistics = Statistics::fermion;
  bool has_spin = false;      ///< fermions of spin 1/2
  Real onsite_repulsion = 0;  ///< U: U n_up n_down with spin, U n(n-1)/2 of bosons [energy]

  Eigen::Index sites() const { return a.sites() + b.sites(); }
};

/// How the contact is switched: s rises during `ramp`, is one, and falls as the mirror image before the end.
struct Switching {
  Real ramp = 0;  ///< duration of each of the two [time]; 0: sudden
  bool is_cosine = false;

  /// s at a fraction x of the rise: x, or (1 - cos pi x)/2.
  Real strength(Real x) const;
};

/// The one-body Hamiltonian with the contact on: sites of A, then those of B [energy]. In the gauge that makes it real
/// where there is one: then the phases of the bonds close no loop that feels them.
Matrix one_body(const Bipartite& machine);

/// Whether there is no interaction at all, so that the machine is known from its one-body Hamiltonian.
bool is_free(const Bipartite& machine);

/// Whether H is real in some gauge: no loop of bonds encloses a flux.
bool is_real(const Bipartite& machine);

/// (-beta_A, beta_A mu_A, -beta_B, beta_B mu_B): the fields conjugate to the charges C = (H_A, N_A, H_B, N_B).
/// rho_0 = exp(fields . C)/Xi.
Eigen::Vector4d conjugate_fields(const Bipartite& machine);

}  // namespace qalor
