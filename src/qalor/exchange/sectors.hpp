#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>
#include <vector>

#include "qalor/exchange/fock.hpp"
#include "qalor/exchange/joined.hpp"
#include "qalor/exchange/statistics.hpp"

namespace qalor {

/// One way to share the particles of a sector between A and B: a block of product states |a>|b>, b running fastest.
struct Share {
  Numbers a;
  Numbers b;
  Eigen::Index offset;
  Eigen::Index size_a;
  Eigen::Index size_b;
};

/// strength left (x) right, from one block to another; its adjoint belongs to it unless the two blocks are one.
struct ContactTerm {
  std::size_t from;
  std::size_t into;
  Complex strength;
  Matrix left;
  Matrix right;
};

/// What the joined Hamiltonian keeps: all states with given numbers of particles in A and B together.
struct Sector {
  Numbers numbers;
  std::vector<Share> shares;
  std::vector<ContactTerm> terms;
  RealVector energies;  ///< E_a + E_b
  RealMatrix charges;   ///< (H_A, N_A, H_B, N_B), a row for each state
  RealVector weights;   ///< grand-canonical probabilities of the whole machine
  Real copies = 1;      ///< 2 where the sector stands for its mirror image with up and down exchanged, too

  Eigen::Index size() const { return energies.size(); }
  /// V as a dense matrix.
  Matrix contact() const;
  /// V on any columns, factor by factor.
  Split times_contact(const Split& columns) const;
};

/// States of the largest sector with at most `most_particles` (any number where it is absent: fermions), and of the
/// largest sector of one body: from combinatorics, nothing is built.
struct Largest {
  double joined = 0;
  double body = 0;
};
Largest largest_sector(const Bipartite& machine, std::optional<int> most_particles);

/// The many-particle space of two bodies, by sectors, and its grand-canonical state.
class ManyBody {
 public:
  struct Options {
    std::optional<int> boson_cutoff = {};  ///< keep N_A + N_B up to this; nothing: discard less than 1e-12
    bool fold_spin = true;                 ///< one sector for each pair of mirror images
  };
  ManyBody(const Bipartite& machine, Options options);

  /// Numbers of the sectors in the order of `sector`.
  const std::vector<Numbers>& sectors() const { return sectors_; }
  Sector sector(Numbers numbers) const;
  /// Most particles that are kept.
  int most_particles() const { return most_; }

  /// Weight left out by the cutoff, of all states; 0 for fermions.
  Real discarded() const { return discarded_; }
  /// The cutoff that discards less than 1e-12; nothing where even the largest tried does not.
  std::optional<int> sufficient_cutoff() const { return sufficient_; }
  const Charges& mean_charges() const { return mean_; }
  const Bipartite& machine() const { return machine_; }

 private:
  std::vector<Share> shares(Numbers numbers) const;
  void add_hops(const Matrix& hops, Sector& sector) const;
  void add_repulsions(Sector& sector) const;
  void choose_cutoff(Options options);
  void count_states();
  double dimension(Numbers numbers) const;
  Real log_weight(const FockSpace& space, Numbers numbers) const;

  Bipartite machine_;
  Matrix hops_;  ///< between sites of A and B
  FockSpace a_;
  FockSpace b_;
  bool fold_spin_;
  int most_ = 0;  ///< particles
  std::vector<Numbers> sectors_;
  Real log_partition_ = 0;
  Real discarded_ = 0;
  std::optional<int> sufficient_ = {};
  Charges mean_ = Charges::Zero();
};

}  // namespace qalor
