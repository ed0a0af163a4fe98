// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/dynamics/lindblad.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "qalor/dynamics/clusters.hpp"
#include "qalor/hilbert/eigenoperator.hpp"
#include "qalor/hilbert/sectors.hpp"

namespace qalor {
namespace {

void require_valid(const std::vector<Jump>& jumps, std::size_t baths, std::size_t noises) {
  for (const Jump& jump : jumps) {
    if (!(jump.rate >= 0) || !std::isfinite(jump.rate))
      throw std::invalid_argument(fmt::format("the rate of a jump must be finite and >= 0, not {}", jump.rate));
    if (jump.source.index >= (jump.source.kind == Source::Kind::bath ? baths : noises))
      throw std::invalid_argument("a jump names a bath or noise that does not exist");
    if (jump.partner && *jump.partner >= jumps.size())
      throw std::invalid_argument("a jump names a partner that does not exist");
  }
}

/// Sum of sparse terms; entries that cancel to 8 epsilon of the sum of their magnitudes are dropped, never small ones.
class CancellingSum {
 public:
  explicit CancellingSum(Eigen::Index d) : sum_(d, d), magnitude_(d, d) {}
  void add(const SparseMatrix& term) {
    sum_ += term;
    magnitude_ += SparseMatrix(term.cwiseAbs().cast<Complex>());
  }
  SparseMatrix result() const {
    SparseMatrix out = sum_;
    const Real eps = 8 * std::numeric_limits<Real>::epsilon();
    out.prune([&](Eigen::Index i, Eigen::Index j, const Complex& value) {
      return std::abs(value) > eps * magnitude_.coeff(i, j).real();
    });
    return out;
  }

 private:
  SparseMatrix sum_;
  SparseMatrix magnitude_;
};

SparseMatrix decay(const Jump& jump) { return SparseMatrix(jump.op.matrix().adjoint()) * jump.op.matrix(); }

SparseMatrix effective_hamiltonian(const Operator& hamiltonian, const std::vector<Operator>& shifts,
                                   const std::vector<Jump>& jumps) {
  CancellingSum sum(hamiltonian.matrix().rows());
  sum.add(Complex(0, -1) * hamiltonian.matrix());
  for (const Operator& shift : shifts) sum.add(Complex(0, -1) * shift.matrix());
  for (const Jump& jump : jumps) sum.add(Complex(-0.5 * jump.rate) * decay(jump));
  return sum.result();
}

SparseMatrix commutator(const SparseMatrix& a, const SparseMatrix& b) {
  const SparseMatrix forth = a * b;
  const SparseMatrix back = b * a;
  return forth - back;
}

/// rate L^dagger L: its expectation is the number of such jumps per unit time.
Operator flux(const Jump& jump) { return {jump.op.space(), SparseMatrix(jump.rate * decay(jump))}; }

/// Appends a jump and its reverse, which know each other.
void add_pair(Jump forth, Jump back, std::vector<Jump>& jumps) {
  const std::size_t here = jumps.size();
  forth.partner = here + 1;
  back.partner = here;
  jumps.push_back(std::move(forth));
  jumps.push_back(std::move(back));
}

/// Energy-exchanging jumps of a bosonic bath: X(w) at rate S(w), X(w)^dagger at rate S(-w).
void add_bosonic(const Coupling& coupling, const Bath& bath, const Operator& energy, bool with_gain,
                 std::vector<Jump>& jumps) {
  if (!coupling.op.is_hermitian()) throw std::invalid_argument("a bosonic bath acts through a Hermitian operator");
  const Source source{Source::Kind::bath, coupling.bath};
  for (const Eigenoperator& part : eigenoperators(energy, coupling.op)) {
    const Real w = part.frequency;
    const auto gain = [&](Real change) { return with_gain ? std::optional(Exchange{change, 0}) : std::nullopt; };
    if (w == 0) jumps.push_back({part.op, emission_rate(bath, 0), source, gain(0), jumps.size()});
    if (w > 0)
      add_pair({part.op, emission_rate(bath, w), source, gain(-w), std::nullopt},
               {part.op.adjoint(), emission_rate(bath, -w), source, gain(w), std::nullopt}, jumps);
  }
}

/// Particle-exchanging jumps of a fermionic bath: d(w) out of the system, d(w)^dagger into it.
void add_fermionic(const Coupling& coupling, const Bath& bath, const Operator& energy, bool with_gain,
                   std::vector<Jump>& jumps) {
  const Source source{Source::Kind::bath, coupling.bath};
  for (const Eigenoperator& part : eigenoperators(energy, coupling.op)) {
    const Real w = part.frequency;
    const auto gain = [&](Real sign) { return with_gain ? std::optional(Exchange{sign * w, sign}) : std::nullopt; };
    add_pair({part.op, outgoing_rate(bath, w), source, gain(-1), std::nullopt},
             {part.op.adjoint(), incoming_rate(bath, w), source, gain(1), std::nullopt}, jumps);
  }
}

std::vector<Jump> thermal_jumps(const Machine& machine, const Operator& energy, bool with_gain) {
  std::vector<Jump> jumps;
  for (const Coupling& coupling : machine.couplings) {
    const Bath& bath = machine.baths.at(coupling.bath);
    const bool fermionic = bath.statistics == Statistics::fermion;
    (fermionic ? add_fermionic : add_bosonic)(coupling, bath, energy, with_gain, jumps);
  }
  return jumps;
}

/// The jumps K and K^dagger of each noise; a K that shifts the energy by one frequency has that gain.
void add_noise_jumps(const Machine& machine, const Operator& hamiltonian, std::vector<Jump>& jumps) {
  for (std::size_t n = 0; n < machine.noises.size(); ++n) {
    const Noise& noise = machine.noises[n];
    const auto w = bohr_frequency(hamiltonian, noise.op);
    const auto gain = [&](Real sign) { return w ? std::optional(Exchange{-sign * *w, 0}) : std::nullopt; };
    const std::size_t here = jumps.size();
    const bool is_real = noise.op.is_hermitian();
    jumps.push_back({noise.op, noise.strength, {Source::Kind::noise, n}, gain(1), is_real ? here : here + 1});
    if (!is_real) jumps.push_back({noise.op.adjoint(), noise.strength, {Source::Kind::noise, n}, gain(-1), here});
  }
}

std::vector<std::string> noise_names(const Machine& machine) {
  std::vector<std::string> names;
  for (const Noise& noise : machine.noises) names.push_back(noise.name);
  return names;
}

}  // namespace

Lindblad::Lindblad(Operator hamiltonian, Operator heat_energy, std::vector<Bath> baths, std::vector<std::string> noises,
                   std::vector<Jump> jumps)
    : hamiltonian_(std::move(hamiltonian)),
      heat_energy_(std::move(heat_energy)),
      baths_(std::move(baths)),
      noises_(std::move(noises)),
      jumps_(std::move(jumps)),
      shift_(hamiltonian_.space()),
      power_(hamiltonian_.space()) {
  if (!hamiltonian_.is_hermitian()) throw std::invalid_argument("the Hamiltonian is not Hermitian");
  if (!heat_energy_.is_hermitian()) throw std::invalid_argument("the energy that counts as heat is not Hermitian");
  require_valid(jumps_, baths_.size(), noises_.size());
  read_books();
}

Lindblad Lindblad::with_shifts(std::vector<Operator> shifts) const {
  if (shifts.size() != baths_.size()) throw std::invalid_argument("level shifts are given one per bath");
  Lindblad out = *this;
  out.shift_ = Operator(space());
  for (const Operator& shift : shifts) {
    if (!shift.is_hermitian()) throw std::invalid_argument("a level shift is not Hermitian");
    out.shift_ += shift;
  }
  out.shifts_ = std::move(shifts);
  for (const Jump& jump : jumps_) {
    const Operator* shift = out.shift_of(jump.source);
    if (!jump.gain || shift == nullptr) continue;
    // Eigenoperators gather frequencies within 1e-9 of the spectrum.
    const Real size = heat_energy_.matrix().norm() * shift->matrix().norm();
    if (commutator(heat_energy_.matrix(), shift->matrix()).norm() > 1e-8 * size)
      throw std::invalid_argument("a level shift must keep the energy of which its bath's jumps have definite gains");
  }
  out.read_books();
  return out;
}

const Operator* Lindblad::shift_of(Source source) const {
  return source.kind == Source::Kind::bath && !shifts_.empty() ? &shifts_[source.index] : nullptr;
}

void Lindblad::read_books() {
  effective_ = effective_hamiltonian(hamiltonian_, shifts_, jumps_);
  energy_current_.clear();
  particle_current_.clear();
  power_ = Operator(space());
  const Operator switched = hamiltonian_ - heat_energy_;
  for (std::size_t x = 0; x < baths_.size(); ++x) {
    const Source source{Source::Kind::bath, x};
    read_currents(source);
    if (!switched.is_zero()) power_ += adjoint_dissipator(switched, source);
  }
  for (std::size_t n = 0; n < noises_.size(); ++n) power_ += adjoint_dissipator(hamiltonian_, {Source::Kind::noise, n});
}

void Lindblad::read_currents(Source source) {
  Operator energy(space());
  Operator particles(space());
  for (const Jump& jump : jumps_) {
    if (!(jump.source == source)) continue;
    if (!jump.gain) {
      const bool has_particles = baths_[source.index].statistics == Statistics::fermion;
      energy = adjoint_dissipator(heat_energy_, source);
      particles = has_particles ? adjoint_dissipator(particle_number(space()), source) : Operator(space());
      break;
    }
    const Operator rate = flux(jump);
    energy += Complex(jump.gain->energy) * rate;
    if (jump.gain->particles != 0) particles += Complex(jump.gain->particles) * rate;
  }
  energy_current_.push_back(std::move(energy));
  particle_current_.push_back(std::move(particles));
}

Matrix Lindblad::derivative(const DensityMatrix& rho) const {
  Matrix out = effective_ * rho.matrix();
  out += out.adjoint().eval();
  for (const Jump& jump : jumps_) {
    const Matrix half = jump.op.matrix() * rho.matrix();
    out += jump.rate * (jump.op.matrix() * half.adjoint()).adjoint();
  }
  return out;
}

Matrix Lindblad::dissipator(const DensityMatrix& rho, Source source) const {
  Matrix out = Matrix::Zero(rho.matrix().rows(), rho.matrix().cols());
  for (const Jump& jump : jumps_) {
    if (!(jump.source == source)) continue;
    const Matrix half = jump.op.matrix() * rho.matrix();
    const Matrix loss = decay(jump) * rho.matrix();
    out += jump.rate * ((jump.op.matrix() * half.adjoint()).adjoint() - 0.5 * (loss + loss.adjoint()));
  }
  if (const Operator* shift = shift_of(source)) {
    const Matrix turning = Complex(0, -1) * (shift->matrix() * rho.matrix());
    out += turning + turning.adjoint();
  }
  return out;
}

Operator Lindblad::adjoint_dissipator(const Operator& observable, Source source) const {
  SparseMatrix out(observable.matrix().rows(), observable.matrix().cols());
  for (const Jump& jump : jumps_) {
    if (!(jump.source == source)) continue;
    const SparseMatrix loss = decay(jump);
    const SparseMatrix inner = observable.matrix() * jump.op.matrix();
    const SparseMatrix kept = SparseMatrix(jump.op.matrix().adjoint()) * inner;
    const SparseMatrix half = loss * observable.matrix();
    const SparseMatrix other = observable.matrix() * loss;
    out += Complex(jump.rate) * (kept - Complex(0.5) * (half + other));
  }
  if (const Operator* shift = shift_of(source)) out += Complex(0, 1) * commutator(shift->matrix(), observable.matrix());
  return {observable.space(), std::move(out)};
}

Exchange Lindblad::exchange(const DensityMatrix& rho, std::size_t bath) const {
  return {trace_product(energy_current_.at(bath).matrix(), rho.matrix()).real(),
          trace_product(particle_current_.at(bath).matrix(), rho.matrix()).real()};
}

Real Lindblad::gross_energy(const DensityMatrix& rho, std::size_t bath) const {
  const SparseMatrix& current = energy_current_.at(bath).matrix();
  Real sum = 0;
  for (Eigen::Index row = 0; row < current.outerSize(); ++row)
    for (SparseMatrix::InnerIterator it(current, row); it; ++it)
      sum += std::abs(it.value() * rho.matrix()(it.col(), it.row()));
  return sum;
}

Real Lindblad::power(const DensityMatrix& rho) const { return trace_product(power_.matrix(), rho.matrix()).real(); }

Real Lindblad::energy_rate(const DensityMatrix& rho) const {
  return trace_product(hamiltonian_.matrix(), derivative(rho)).real();
}

Lindblad local_lindblad(const Machine& machine, Heat heat) {
  const Operator hamiltonian = machine.hamiltonian();
  const bool with_gain = heat == Heat::bare || machine.interaction.is_zero();
  std::vector<Jump> jumps = thermal_jumps(machine, machine.bare, with_gain);
  add_noise_jumps(machine, hamiltonian, jumps);
  return {hamiltonian, with_gain ? machine.bare : hamiltonian, machine.baths, noise_names(machine), std::move(jumps)};
}

Lindblad global_lindblad(const Machine& machine) {
  if (!machine.noises.empty())
    throw std::invalid_argument("a global generator needs a Hamiltonian coupling: noise has none to diagonalise");
  const Operator hamiltonian = machine.hamiltonian();
  return {hamiltonian, hamiltonian, machine.baths, {}, thermal_jumps(machine, hamiltonian, /*with_gain=*/true)};
}

Lindblad partial_secular_lindblad(const Machine& machine, Real width) {
  if (!machine.noises.empty())
    throw std::invalid_argument("a partial-secular generator needs a Hamiltonian coupling: noise has none");
  const Operator energy = clustered_energy(machine, width);
  return {machine.hamiltonian(), energy, machine.baths, {}, thermal_jumps(machine, energy, /*with_gain=*/true)};
}

}  // namespace qalor
