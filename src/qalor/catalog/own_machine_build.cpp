// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "qalor/catalog/own_machine.hpp"
#include "qalor/dynamics/perlind.hpp"
#include "qalor/hilbert/eigenoperator.hpp"
#include "qalor/hilbert/sectors.hpp"

namespace qalor::own {
namespace {

constexpr std::pair<Dynamics, const char*> words[] = {{Dynamics::global, "global"},
                                                      {Dynamics::local, "local"},
                                                      {Dynamics::perlind, "perlind"},
                                                      {Dynamics::redfield, "redfield"},
                                                      {Dynamics::one_vn, "one_vn"}};

Lindblad bare_flow(const Setup& setup) {
  if (setup.dynamics == Dynamics::local) return local_lindblad(setup.machine, setup.heat);
  if (setup.dynamics == Dynamics::perlind) return perlind(setup.machine);
  return global_lindblad(setup.machine);
}

/// The energies whose definite change by a jump is its gain: nothing where the books assign none.
bool has_gains(const Setup& setup) {
  if (setup.dynamics == Dynamics::local) return setup.heat == Heat::bare || setup.machine.interaction.is_zero();
  return setup.dynamics == Dynamics::global;
}

/// What the system receives by a jump, where energy and particles change by definite amounts.
std::optional<Exchange> gain_of(const Operator& energy, const Operator& op) {
  const auto lost = bohr_frequency(energy, op);
  const Operator particles = particle_number(op.space());
  const auto out = particles.is_zero() ? std::optional<Real>(0) : bohr_frequency(particles, op);
  if (!lost || !out) return std::nullopt;
  return Exchange{-*lost, -*out};
}

void add_written(const Setup& setup, const Lindblad& flow, std::vector<std::string>& noises, std::vector<Jump>& jumps) {
  for (std::size_t k = 0; k < setup.jumps.size(); ++k) {
    const WrittenJump& written = setup.jumps[k];
    const bool is_local = setup.dynamics == Dynamics::local;
    const Operator& energy = written.bath && is_local ? setup.machine.bare : flow.hamiltonian();
    const std::optional<Exchange> gain = gain_of(energy, written.op);
    const std::size_t here = jumps.size();
    const bool is_own_reverse = written.op.is_hermitian() && !written.has_reverse;
    Jump jump{written.op, written.rate, {Source::Kind::bath, written.bath.value_or(noises.size())}, gain, std::nullopt};
    if (!written.bath) {
      jump.source.kind = Source::Kind::noise;
      noises.push_back(fmt::format("jumps[{}]", k));
      if (jump.gain) jump.gain->particles = 0;
    } else if (!has_gains(setup)) {
      jump.gain.reset();
    }
    if (is_own_reverse) jump.partner = here;
    if (written.has_reverse) jump.partner = here + 1;
    jumps.push_back(jump);
    if (!written.has_reverse) continue;
    if (!gain) throw std::invalid_argument(fmt::format("jumps[{}] changes the energy by no definite amount", k));
    const Bath& bath = setup.machine.baths[*written.bath];
    const Real heat = gain->energy - bath.chemical_potential * gain->particles;
    jump.op = written.op.adjoint();
    jump.rate = written.rate * std::exp(bath.beta * heat);
    if (jump.gain) jump.gain = Exchange{-gain->energy, -gain->particles};
    jump.partner = here;
    jumps.push_back(std::move(jump));
  }
}

}  // namespace

std::string dynamics_text(Dynamics dynamics) {
  for (const auto& [known, word] : words)
    if (known == dynamics) return word;
  return "";
}

bool is_lindblad(Dynamics dynamics) { return dynamics != Dynamics::redfield && dynamics != Dynamics::one_vn; }

Lindblad lindblad_flow(const Setup& setup) {
  Lindblad flow = bare_flow(setup);
  if (setup.jumps.empty()) return flow;
  std::vector<std::string> noises = flow.noises();
  std::vector<Jump> jumps = flow.jumps();
  add_written(setup, flow, noises, jumps);
  return {flow.hamiltonian(), flow.heat_energy(), flow.baths(), std::move(noises), std::move(jumps)};
}

BornMarkov second_order_flow(const Setup& setup) {
  return {setup.machine, setup.dynamics == Dynamics::one_vn ? Scheme::one_vn : Scheme::redfield};
}

bool second_law_is_theorem(const Setup& setup) {
  const bool is_reversible = std::all_of(setup.jumps.begin(), setup.jumps.end(), [](const WrittenJump& jump) {
    return jump.has_reverse || (!jump.bath && jump.op.is_hermitian());
  });
  return is_reversible && has_gains(setup);
}

bool is_sum_of_parts(const Operator& op) {
  const Space& space = op.space();
  const auto factors = space.factors().size();
  const auto d = static_cast<Real>(space.dimension());
  Operator rest = op;
  Complex mean = 0;
  for (Eigen::Index i = 0; i < op.matrix().rows(); ++i) mean += op.matrix().coeff(i, i) / d;
  for (std::size_t k = 0; k < factors; ++k) {
    const auto size = static_cast<Eigen::Index>(space.factors()[k].dimension);
    Matrix local = Matrix::Zero(size, size);
    for (Eigen::Index row = 0; row < op.matrix().outerSize(); ++row)
      for (SparseMatrix::InnerIterator it(op.matrix(), row); it; ++it) {
        const auto i = static_cast<std::size_t>(it.row()), j = static_cast<std::size_t>(it.col());
        const std::size_t a = space.level(i, k), b = space.level(j, k);
        if (i - a * space.stride(k) != j - b * space.stride(k)) continue;
        local(static_cast<Eigen::Index>(a), static_cast<Eigen::Index>(b)) += it.value() * (static_cast<Real>(size) / d);
      }
    rest = rest - embed(space, k, local - mean * Matrix::Identity(size, size));
  }
  rest = rest - mean * identity(space);
  constexpr Real rounding = 1e-12;  // of sums over at most 256 states
  return rest.dense().cwiseAbs().maxCoeff() <= rounding * op.dense().cwiseAbs().maxCoeff();
}

}  // namespace qalor::own
