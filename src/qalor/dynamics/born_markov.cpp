// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/dynamics/born_markov.hpp"

#include <cmath>
#include <numbers>
#include <stdexcept>
#include <variant>

#include "qalor/bath/principal_value.hpp"
#include "qalor/bath/rate_shift.hpp"

namespace qalor {
namespace {

/// Half of a rate and its level shift; that of a flat band in closed form.
Complex half_rate(const Bath& bath, Passage passage, Real w, std::optional<Real> band_edge) {
  const Real half = 0.5 * passage_rate(bath, passage, w);
  if (!band_edge) return half;
  if (const auto* flat = std::get_if<FlatDamping>(&bath.spectrum); flat && bath.statistics == Statistics::fermion)
    return {half, flat->gamma * (principal_value(bath, w, *band_edge) / (2 * std::numbers::pi))};
  return {half, rate_shift(bath, passage, w, band_edge)};
}

/// g_+ (incoming) or g_- (outgoing) between all states of neighbouring particle numbers.
Matrix weights(const Bath& bath, Passage passage, std::optional<Real> band_edge, const RealVector& energies,
               const RealVector& particles) {
  Matrix out = Matrix::Zero(energies.size(), energies.size());
  for (Eigen::Index b = 0; b < energies.size(); ++b)
    for (Eigen::Index a = 0; a < energies.size(); ++a) {
      if (particles(b) != particles(a) + 1) continue;
      const Complex g = half_rate(bath, passage, energies(b) - energies(a), band_edge);
      out(b, a) = passage == Passage::incoming ? g : std::conj(g);
    }
  return out;
}

/// X between eigenstates, rounding removed.
Matrix acting(const Operator& op, const SectorBasis& basis, const RealVector& particles) {
  if (!op.is_hermitian()) throw std::invalid_argument("a bosonic bath acts through a Hermitian operator");
  Matrix x = basis.rotated(op.dense());
  const Real rounding = 1e-14 * x.cwiseAbs().maxCoeff();
  for (Eigen::Index b = 0; b < x.rows(); ++b)
    for (Eigen::Index a = 0; a < x.cols(); ++a) {
      if (std::abs(x(b, a)) <= rounding)
        x(b, a) = 0;
      else if (particles(b) != particles(a))
        throw std::invalid_argument("a bosonic bath of a second-order equation must keep the number of particles");
    }
  return x;
}

/// g of a bath of bosons, where X acts.
Matrix weights_of_bosons(const Bath& bath, const Matrix& x, std::optional<Real> band_edge, const RealVector& energies) {
  Matrix out = Matrix::Zero(x.rows(), x.cols());
  for (Eigen::Index b = 0; b < x.rows(); ++b)
    for (Eigen::Index a = 0; a < x.cols(); ++a)
      if (x(b, a) != Complex(0)) out(b, a) = half_rate(bath, Passage::emission, energies(a) - energies(b), band_edge);
  return out;
}

}  // namespace

BornMarkov::BornMarkov(const Machine& machine, Scheme scheme, std::optional<Real> band_edge)
    : hamiltonian_(machine.hamiltonian()),
      baths_(machine.baths),
      scheme_(scheme),
      basis_(sector_basis(hamiltonian_)),
      particles_(Vector(particle_number(space()).matrix().diagonal()).real()) {
  if (!machine.noises.empty()) throw std::invalid_argument("a second-order equation has no place for noise");
  for (const Coupling& coupling : machine.couplings) {
    const Bath& bath = baths_.at(coupling.bath);
    if (bath.statistics == Statistics::fermion) {
      tunnellings_.push_back({coupling.bath, entering(coupling.op, basis_),
                              weights(bath, Passage::incoming, band_edge, basis_.energies, particles_),
                              weights(bath, Passage::outgoing, band_edge, basis_.energies, particles_)});
      continue;
    }
    if (scheme == Scheme::one_vn)
      throw std::invalid_argument("the first-order von Neumann equation is for leads of fermions");
    const Matrix x = acting(coupling.op, basis_, particles_);
    tunnellings_.push_back(
        {coupling.bath, x, weights_of_bosons(bath, x, band_edge, basis_.energies), Matrix::Zero(x.rows(), x.cols())});
  }
}

BornMarkov::Hybrid BornMarkov::hybrid(const Tunnelling& t, const Matrix& rho) const {
  if (scheme_ == Scheme::redfield) return {t.up.cwiseProduct(t.g_plus) * rho, rho * t.up.cwiseProduct(t.g_minus)};
  return {t.g_plus.cwiseProduct(t.up * rho), t.g_minus.cwiseProduct(rho * t.up)};
}

Matrix BornMarkov::change(const Matrix& rho, std::size_t bath) const {
  Matrix out = Matrix::Zero(rho.rows(), rho.cols());
  for (const Tunnelling& t : tunnellings_) {
    if (t.bath != bath) continue;
    const Hybrid parts = hybrid(t, rho);
    const Matrix phi = parts.filling - parts.emptying;
    out += phi * t.up.adjoint() - t.up.adjoint() * phi;
  }
  return out + out.adjoint();
}

Matrix BornMarkov::motion(const Matrix& rho) const {
  const Matrix turning = basis_.energies.cast<Complex>().asDiagonal() * rho;
  Matrix out = Complex(0, -1) * (turning - rho * basis_.energies.cast<Complex>().asDiagonal());
  for (std::size_t x = 0; x < baths_.size(); ++x) out += change(rho, x);
  return out;
}

Matrix BornMarkov::derivative(const DensityMatrix& rho) const {
  return basis_.restored(motion(basis_.rotated(rho.matrix())));
}

Matrix BornMarkov::dissipator(const DensityMatrix& rho, std::size_t bath) const {
  return basis_.restored(change(basis_.rotated(rho.matrix()), bath));
}

Exchange BornMarkov::exchange(const DensityMatrix& rho, std::size_t bath) const {
  const RealVector populations = change(basis_.rotated(rho.matrix()), bath).diagonal().real();
  return {basis_.energies.dot(populations), particles_.dot(populations)};
}

Real BornMarkov::gross_energy(const DensityMatrix& rho, std::size_t bath) const {
  const Matrix state = basis_.rotated(rho.matrix());
  const RealVector sizes = 2 * basis_.energies.cwiseAbs();
  Real sum = 0;
  for (const Tunnelling& t : tunnellings_) {
    if (t.bath != bath) continue;
    const Hybrid parts = hybrid(t, state);
    for (const Matrix& phi : {parts.filling, parts.emptying})
      sum += sizes.dot((phi * t.up.adjoint()).diagonal().cwiseAbs() + (t.up.adjoint() * phi).diagonal().cwiseAbs());
  }
  return sum;
}

Real BornMarkov::energy_rate(const DensityMatrix& rho) const {
  return trace_product(hamiltonian_.matrix(), derivative(rho)).real();
}

Real BornMarkov::mean_decay_rate() const {
  Real sum = 0;
  for (const Tunnelling& t : tunnellings_)
    sum += 2 * (t.up.cwiseAbs2().array() * (t.g_plus + t.g_minus).real().array()).sum();
  return sum / static_cast<Real>(basis_.energies.size());
}

}  // namespace qalor
