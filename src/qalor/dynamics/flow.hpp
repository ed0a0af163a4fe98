#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <concepts>
#include <cstddef>
#include <string>
#include <vector>

#include "qalor/bath/bath.hpp"

namespace qalor {

/// Energy and particles the system receives: per jump, or per unit time.
struct Exchange {
  Real energy = 0;
  Real particles = 0;

  Exchange& operator+=(const Exchange& other) {
    energy += other.energy;
    particles += other.particles;
    return *this;
  }
};

/// Which energy of the system counts as exchanged with the baths.
enum class Heat {
  bare,  ///< the energy of the uncoupled parts; what it costs to keep the jumps local is work
  full   ///< the energy of the whole Hamiltonian
};

/// Keeps books: what each bath gives per unit time, and the work done per unit time. Into the system is positive.
template <class G>
concept Books = requires(const G& flow, const typename G::State& state, std::size_t bath) {
  { flow.baths() } -> std::convertible_to<const std::vector<Bath>&>;
  { flow.exchange(state, bath) } -> std::same_as<Exchange>;
  { flow.power(state) } -> std::same_as<Real>;
};

/// A motion with books: it also knows the rate of change of the energy by a second route, from the whole generator, and
/// the size of the flows that cancel in a bath's energy.
template <class G>
concept Flow = Books<G> && requires(const G& flow, const typename G::State& state, std::size_t bath) {
  { flow.energy_rate(state) } -> std::same_as<Real>;
  { flow.gross_energy(state, bath) } -> std::same_as<Real>;
};

}  // namespace qalor
