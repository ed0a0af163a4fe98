// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/dynamics/born_markov.hpp"

#include <cmath>
#include <numbers>
#include <stdexcept>
#include <variant>

#include "qalor/bath/principal_value.hpp"

namespace qalor {
namespace {

void require_leads(const Machine& machine, bool with_principal_values) {
  if (!machine.noises.empty()) throw std::invalid_argument("a second-order equation of leads has no place for noise");
  for (const Bath& bath : machine.baths) {
    if (bath.statistics != Statistics::fermion)
      throw std::invalid_argument("a second-order equation of leads is for fermions");
    if (with_principal_values && !std::holds_alternative<FlatDamping>(bath.spectrum))
      throw std::invalid_argument("principal values are known for flat bands only");
  }
}

/// g_+ (sign 1) or g_- (sign -1) between all states of neighbouring particle numbers.
Matrix weights(const Bath& bath, Real sign, std::optional<Real> band_edge, const RealVector& energies,
               const RealVector& particles) {
  const auto rate = sign > 0 ? incoming_rate : outgoing_rate;
  Matrix out = Matrix::Zero(energies.size(), energies.size());
  for (Eigen::Index b = 0; b < energies.size(); ++b)
    for (Eigen::Index a = 0; a < energies.size(); ++a) {
      if (particles(b) != particles(a) + 1) continue;
      const Real w = energies(b) - energies(a);
      const Real shift = band_edge ? principal_value(bath, w, *band_edge) / (2 * std::numbers::pi) : 0;
      out(b, a) = Complex(0.5 * rate(bath, w), sign * spectral_rate(bath.spectrum, w) * shift);
    }
  return out;
}

}  // namespace

BornMarkov::BornMarkov(const Machine& machine, Scheme scheme, std::optional<Real> band_edge)
    : hamiltonian_(machine.hamiltonian()),
      baths_(machine.baths),
      scheme_(scheme),
      basis_(sector_basis(hamiltonian_)),
      particles_(Vector(particle_number(space()).matrix().diagonal()).real()) {
  require_leads(machine, band_edge.has_value());
  for (const Coupling& coupling : machine.couplings) {
    const Bath& bath = baths_.at(coupling.bath);
    tunnellings_.push_back({coupling.bath, entering(coupling.op, basis_),
                            weights(bath, 1, band_edge, basis_.energies, particles_),
                            weights(bath, -1, band_edge, basis_.energies, particles_)});
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
