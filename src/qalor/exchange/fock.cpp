// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/exchange/fock.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace qalor {
namespace {

using Eigen::Index;
using State = std::vector<std::uint8_t>;

/// All ways of putting n particles on `sites` sites, at most `most` on each, in lexical order.
void fill(State& state, std::size_t site, int n, int most, std::vector<State>& out) {
  if (site == state.size()) {
    if (n == 0) out.push_back(state);
    return;
  }
  const int room = most * static_cast<int>(state.size() - site - 1);
  for (int here = std::max(0, n - room); here <= std::min(n, most); ++here) {
    state[site] = static_cast<std::uint8_t>(here);
    fill(state, site + 1, n - here, most, out);
  }
}

std::vector<State> arrangements(std::size_t sites, int n, int most) {
  std::vector<State> out;
  State state(sites, 0);
  fill(state, 0, n, most, out);
  return out;
}

Index place(const std::vector<State>& states, const State& state) {
  return std::lower_bound(states.begin(), states.end(), state) - states.begin();
}

/// x_mode on a state: what it becomes and with which factor; zero factor where there is nothing to take.
Real take(State& state, std::size_t mode, bool is_fermion) {
  if (state[mode] == 0) return 0;
  const Real factor = is_fermion ? 1 : std::sqrt(static_cast<Real>(state[mode]));
  --state[mode];
  if (!is_fermion) return factor;
  int before = 0;
  for (std::size_t k = 0; k < mode; ++k) before += state[k];
  return before % 2 == 0 ? 1 : -1;
}

/// x_mode^dagger on a state.
Real put(State& state, std::size_t mode, bool is_fermion) {
  if (is_fermion && state[mode] == 1) return 0;
  ++state[mode];
  State back = state;
  return take(back, mode, is_fermion);
}

double binomial(double n, double k) {
  return std::round(std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1)));
}

}  // namespace

FockSpace::FockSpace(const Body& body, Matrix one_body, const Bipartite& machine)
    : body_(body),
      one_body_(std::move(one_body)),
      onsite_repulsion_(machine.onsite_repulsion),
      is_fermion_(machine.statistics == Statistics::fermion),
      spins_(machine.has_spin ? 2 : 1) {}

bool FockSpace::can_hold(Numbers numbers) const {
  for (std::size_t s = 0; s < 2; ++s) {
    if (numbers[s] < 0 || (s >= spins_ && numbers[s] > 0)) return false;
    if (is_fermion_ && numbers[s] > body_.sites()) return false;
  }
  return true;
}

double FockSpace::dimension(Numbers numbers) const {
  if (!can_hold(numbers)) return 0;
  const auto sites = static_cast<double>(body_.sites());
  if (!is_fermion_) return binomial(numbers[0] + sites - 1, numbers[0]);
  return binomial(sites, numbers[0]) * binomial(sites, numbers[1]);
}

Real FockSpace::diagonal_energy(const State& state) const {
  const auto sites = static_cast<std::size_t>(body_.sites());
  const auto occupation = [&](std::size_t i) {
    return static_cast<Real>(state[i]) + (spins_ == 2 ? static_cast<Real>(state[sites + i]) : 0.0);
  };
  Real energy = 0;
  for (std::size_t i = 0; i < sites; ++i) {
    const Real n = occupation(i);
    energy += one_body_(static_cast<Index>(i), static_cast<Index>(i)).real() * n;
    if (spins_ == 2) energy += onsite_repulsion_ * static_cast<Real>(state[i]) * static_cast<Real>(state[sites + i]);
    if (!is_fermion_) energy += 0.5 * onsite_repulsion_ * n * (n - 1);
  }
  for (const Repulsion& bond : body_.density)
    energy +=
        bond.strength * occupation(static_cast<std::size_t>(bond.i)) * occupation(static_cast<std::size_t>(bond.j));
  return energy;
}

Matrix FockSpace::hamiltonian(const FockSector& sector) const {
  const auto size = static_cast<Index>(sector.states.size());
  const auto sites = static_cast<std::size_t>(body_.sites());
  Matrix h = Matrix::Zero(size, size);
  for (Index column = 0; column < size; ++column) {
    const State& state = sector.states[static_cast<std::size_t>(column)];
    h(column, column) += diagonal_energy(state);
    for (std::size_t spin = 0; spin < spins_; ++spin)
      for (std::size_t j = 0; j < sites; ++j) {
        State taken = state;
        const Real factor = take(taken, spin * sites + j, is_fermion_);
        for (std::size_t i = 0; factor != 0 && i < sites; ++i) {
          const Complex hop = one_body_(static_cast<Index>(i), static_cast<Index>(j));
          if (i == j || hop == 0.0) continue;
          State moved = taken;
          const Real weight = factor * put(moved, spin * sites + i, is_fermion_);
          if (weight != 0) h(place(sector.states, moved), column) += weight * hop;
        }
      }
  }
  return h;
}

const FockSector& FockSpace::sector(Numbers numbers) const {
  const auto known = sectors_.find(numbers);
  if (known != sectors_.end()) return known->second;
  FockSector out;
  const auto sites = static_cast<std::size_t>(body_.sites());
  const auto up = arrangements(sites, numbers[0], is_fermion_ ? 1 : numbers[0]);
  const auto down = spins_ == 2 ? arrangements(sites, numbers[1], 1) : std::vector<State>{{}};
  for (const State& u : up)
    for (const State& d : down) {
      out.states.push_back(u);
      out.states.back().insert(out.states.back().end(), d.begin(), d.end());
    }
  const Matrix h = hamiltonian(out);
  if (h.imag().isZero(0)) {
    SymmetricEigen eigen = symmetric_eigen(h.real());
    out.energies = std::move(eigen.values);
    out.vectors = eigen.vectors.cast<Complex>();
  } else {
    HermitianEigen eigen = hermitian_eigen(h);
    out.energies = std::move(eigen.values);
    out.vectors = std::move(eigen.vectors);
  }
  return sectors_.emplace(numbers, std::move(out)).first->second;
}

Matrix FockSpace::annihilator(Index site, std::size_t spin, Numbers from) const {
  Numbers into = from;
  --into[spin];
  const FockSector& source = sector(from);
  const FockSector& target = sector(into);
  Matrix bare = Matrix::Zero(target.vectors.rows(), source.vectors.rows());
  const std::size_t mode = spin * static_cast<std::size_t>(body_.sites()) + static_cast<std::size_t>(site);
  for (Index column = 0; column < bare.cols(); ++column) {
    State state = source.states[static_cast<std::size_t>(column)];
    const Real factor = take(state, mode, is_fermion_);
    if (factor != 0) bare(place(target.states, state), column) = factor;
  }
  return target.vectors.adjoint() * bare * source.vectors;
}

Matrix FockSpace::density(Index site, Numbers numbers) const {
  const FockSector& s = sector(numbers);
  const auto sites = static_cast<std::size_t>(body_.sites());
  RealVector n(s.vectors.rows());
  for (Index k = 0; k < n.size(); ++k) {
    const State& state = s.states[static_cast<std::size_t>(k)];
    n(k) = static_cast<Real>(state[static_cast<std::size_t>(site)]);
    if (spins_ == 2) n(k) += static_cast<Real>(state[sites + static_cast<std::size_t>(site)]);
  }
  return s.vectors.adjoint() * n.asDiagonal() * s.vectors;
}

}  // namespace qalor
