// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/dynamics/bosons.hpp"

#include <cmath>
#include <stdexcept>

namespace qalor {
namespace {

/// k (x) 1 + 1 (x) k: a one-body operator on two particles.
Matrix on_two(const Matrix& k) {
  const Matrix one = Matrix::Identity(k.rows(), k.cols());
  return kronecker(k, one) + kronecker(one, k);
}

/// Rows i L + j and j L + i exchanged.
Matrix swap_rows(const Matrix& m, Eigen::Index modes) {
  Matrix out(m.rows(), m.cols());
  for (Eigen::Index i = 0; i < modes; ++i)
    for (Eigen::Index j = 0; j < modes; ++j) out.row(i * modes + j) = m.row(j * modes + i);
  return out;
}

Matrix anticommutator(const Matrix& a, const Matrix& b) { return a * b + b * a; }

std::vector<BosonJump> modes_of(const BosonMachine& machine, const Matrix& energy) {
  const auto [w, u] = hermitian_eigen(energy);
  const Real gap = 1e-9 * (w(w.size() - 1) - w(0));  // levels closer than this are one, as for eigenoperators
  std::vector<BosonJump> jumps;
  for (const ModeCoupling& coupling : machine.couplings)
    for (Eigen::Index k = 0; k < w.size();) {
      const Eigen::Index first = k;
      while (k < w.size() && w(k) - w(first) <= gap) ++k;
      const auto level = u.middleCols(first, k - first);
      const Vector v = level * level.row(static_cast<Eigen::Index>(coupling.mode)).adjoint();
      const Bath& bath = machine.baths.at(coupling.bath);
      const Real frequency = w.segment(first, k - first).mean();
      if (v.squaredNorm() > 1e-28)  // a share of rounding size is none
        jumps.push_back({v, frequency, emission_rate(bath, frequency), emission_rate(bath, -frequency), coupling.bath});
    }
  return jumps;
}

Matrix commutator_motion(const Matrix& h, const Matrix& rho) { return Complex(0, -1) * (h * rho - rho * h); }

/// D[k] rho + D[k^dagger] rho, or D[k] rho when k is Hermitian (real noise).
Matrix unital_dissipator(const Matrix& k, const Matrix& rho) {
  const Matrix kd = k.adjoint();
  const Matrix forth = k * rho * kd - 0.5 * anticommutator(kd * k, rho);
  if (k == kd) return forth;
  return forth + kd * rho * k - 0.5 * anticommutator(k * kd, rho);
}

Real trace_real(const Matrix& a, const Matrix& b) { return a.cwiseProduct(b.transpose()).sum().real(); }

Real occupation(const BosonJump& jump, const OneBody& state) { return jump.v.dot(state.rho * jump.v).real(); }

}  // namespace

BosonFlow::BosonFlow(Matrix hamiltonian, Matrix heat_energy, std::vector<Bath> baths, std::vector<BosonJump> jumps,
                     std::vector<HopNoise> noises, bool gain_per_jump)
    : hamiltonian_(std::move(hamiltonian)),
      heat_energy_(std::move(heat_energy)),
      baths_(std::move(baths)),
      jumps_(std::move(jumps)),
      noises_(std::move(noises)),
      gain_per_jump_(gain_per_jump) {
  if (!(hermitian_eigenvalues(hamiltonian_)(0) > 0))
    throw std::invalid_argument("the bosonic Hamiltonian has no ground state: an eigenfrequency is <= 0");
  loss_ = gain_ = Matrix::Zero(modes(), modes());
  for (const BosonJump& jump : jumps_) {
    loss_ += jump.down * jump.v * jump.v.adjoint();
    gain_ += jump.up * jump.v * jump.v.adjoint();
  }
}

Matrix BosonFlow::derivative(const OneBody& state) const {
  Matrix out = commutator_motion(hamiltonian_, state.rho) - 0.5 * anticommutator(loss_ - gain_, state.rho) + gain_;
  for (const HopNoise& noise : noises_) out += noise.strength * unital_dissipator(noise.k, state.rho);
  return out;
}

Matrix BosonFlow::dissipator(const OneBody& state, std::size_t bath) const {
  Matrix out = Matrix::Zero(modes(), modes());
  for (const BosonJump& jump : jumps_) {
    if (jump.bath != bath) continue;
    const Matrix projector = jump.v * jump.v.adjoint();
    out += jump.up * projector - 0.5 * (jump.down - jump.up) * anticommutator(projector, state.rho);
  }
  return out;
}

Matrix BosonFlow::derivative_two_body(const Matrix& two, const OneBody& one) const {
  Matrix out = commutator_motion(on_two(hamiltonian_), two) - 0.5 * anticommutator(on_two(loss_ - gain_), two);
  for (const HopNoise& noise : noises_) out += noise.strength * unital_dissipator(on_two(noise.k), two);
  const Matrix source = kronecker(gain_, one.rho) + kronecker(one.rho, gain_);
  return out + source + swap_rows(source, modes());
}

Exchange BosonFlow::exchange(const OneBody& state, std::size_t bath) const {
  if (!gain_per_jump_) return {trace_real(heat_energy_, dissipator(state, bath)), 0};
  Exchange sum;
  for (const BosonJump& jump : jumps_) {
    if (jump.bath != bath) continue;
    const Real n = occupation(jump, state);
    sum.energy += jump.frequency * (jump.up * (jump.v.squaredNorm() + n) - jump.down * n);
  }
  return sum;
}

Real BosonFlow::quanta(const OneBody& state, std::size_t bath) const {
  Real sum = 0;
  for (const BosonJump& jump : jumps_) {
    if (jump.bath != bath) continue;
    const Real n = occupation(jump, state);
    sum += jump.up * (jump.v.squaredNorm() + n) - jump.down * n;
  }
  return sum;
}

Real BosonFlow::gross_energy(const OneBody& state, std::size_t bath) const {
  Real sum = 0;
  for (const BosonJump& jump : jumps_) {
    if (jump.bath != bath) continue;
    const Real n = occupation(jump, state);
    sum += std::abs(jump.frequency) * (jump.up * (jump.v.squaredNorm() + n) + jump.down * n);
  }
  return sum;
}

Real BosonFlow::power(const OneBody& state) const {
  Real sum = 0;
  for (const HopNoise& noise : noises_)
    sum += noise.strength * trace_real(hamiltonian_, unital_dissipator(noise.k, state.rho));
  const Matrix switched = hamiltonian_ - heat_energy_;
  for (std::size_t x = 0; x < baths_.size(); ++x) sum += trace_real(switched, dissipator(state, x));
  return sum;
}

Real BosonFlow::energy_rate(const OneBody& state) const { return trace_real(hamiltonian_, derivative(state)); }

Real BosonFlow::energy(const OneBody& state) const { return trace_real(hamiltonian_, state.rho); }

BosonFlow local_bosons(const BosonMachine& machine, Heat heat) {
  const Matrix hamiltonian = machine.hamiltonian();
  const bool with_gain = heat == Heat::bare || machine.interaction.isZero(0);
  return {hamiltonian,    with_gain ? machine.bare : hamiltonian,
          machine.baths,  modes_of(machine, machine.bare),
          machine.noises, with_gain};
}

BosonFlow global_bosons(const BosonMachine& machine) {
  if (!machine.noises.empty())
    throw std::invalid_argument("a global generator needs a Hamiltonian coupling: noise has none to diagonalise");
  const Matrix hamiltonian = machine.hamiltonian();
  return {hamiltonian, hamiltonian, machine.baths, modes_of(machine, hamiltonian), {}, true};
}

}  // namespace qalor
