// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/machine/dots.hpp"

namespace qalor {
namespace {

bool is_filled(std::size_t state, std::size_t site) { return (state >> site & 1U) != 0; }

}  // namespace

Real filling_energy(const DotNetwork& network, std::size_t state, std::size_t site) {
  Real energy = network.energies[site];
  for (std::size_t j = 0; j < network.sites(); ++j)
    if (j != site && is_filled(state, j))
      energy += network.interactions(static_cast<Eigen::Index>(site), static_cast<Eigen::Index>(j));
  return energy;
}

Real state_energy(const DotNetwork& network, std::size_t state) {
  Real energy = 0;
  std::size_t filled = 0;
  for (std::size_t i = 0; i < network.sites(); ++i)
    if (is_filled(state, i)) {
      energy += filling_energy(network, filled, i);
      filled |= std::size_t{1} << i;
    }
  return energy;
}

std::size_t others_of(std::size_t state, std::size_t site) {
  const std::size_t below = state & ((std::size_t{1} << site) - 1);
  return below | (state >> (site + 1)) << site;
}

}  // namespace qalor
