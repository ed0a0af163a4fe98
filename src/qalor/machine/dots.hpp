#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <functional>
#include <string>
#include <vector>

#include "qalor/bath/bath.hpp"

namespace qalor {

/// How a lead fills and empties a site.
struct DotTunnelling {
  std::size_t lead;
  std::size_t site;
  /// Tunnelling rate by the occupations of the other sites, in ascending order of sites, the first one as bit 0;
  /// a single number holds for all [rate].
  std::vector<Real> gamma;
  /// Instead of `gamma`: the rate at the energy that filling costs [energy -> rate].
  std::function<Real(Real)> gamma_of_energy = nullptr;
};

/// A bath of bosons (phonons, magnons) that moves a particle between two sites.
struct DotBosons {
  Bath bath;  ///< its name and temperature; the spectrum is not used
  std::size_t site_from;
  std::size_t site_to;
  Real gamma;  ///< absorption gamma n_B, emission gamma (n_B + 1) [rate]
};

/// Sites that feel each other's charge and exchange particles with leads; no coherence between them.
/// State s has the occupations n_i = bit i of s and the energy sum of eps_i n_i + sum over i < j of U_ij n_i n_j.
struct DotNetwork {
  std::vector<Real> energies;  ///< eps_i [energy]
  RealMatrix interactions;     ///< U_ij, symmetric, zero diagonal; U < 0 attracts [energy]
  std::vector<Bath> leads;     ///< name, beta, chemical potential; the spectrum is not used
  std::vector<DotTunnelling> couplings;
  std::vector<DotBosons> bosons = {};

  std::size_t sites() const { return energies.size(); }
  std::size_t states() const { return std::size_t{1} << sites(); }
};

/// Energy of a state.
Real state_energy(const DotNetwork& network, std::size_t state);
/// What filling the empty site of a state costs: eps_i + sum of U_ij n_j.
Real filling_energy(const DotNetwork& network, std::size_t state, std::size_t site);
/// The occupations of the other sites as a number: the state without the bit of the site.
std::size_t others_of(std::size_t state, std::size_t site);

}  // namespace qalor
