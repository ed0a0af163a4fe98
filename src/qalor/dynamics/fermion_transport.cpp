// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/dynamics/fermion_transport.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "qalor/dynamics/cuts.hpp"

namespace qalor {
namespace {

bool is_hermitian(const Matrix& m, Eigen::Index size) {
  if (m.rows() != size || m.cols() != size) return false;
  return (m - m.adjoint()).norm() <= 1e-12 * m.norm();
}

void require_valid(const FermionNetwork& network) {
  const Eigen::Index size = network.hamiltonian.rows();
  if (size == 0 || !is_hermitian(network.hamiltonian, size))
    throw std::invalid_argument("the Hamiltonian of a network is a Hermitian matrix");
  if (network.broadening.size() != network.baths.size())
    throw std::invalid_argument("a network has one broadening per lead");
  for (const Matrix& gamma : network.broadening)
    if (!is_hermitian(gamma, size) || hermitian_eigenvalues(gamma)(0) < -1e-12 * gamma.norm())
      throw std::invalid_argument("a broadening is a Hermitian matrix of the size of h, without negative eigenvalues");
  for (const Bath& bath : network.baths)
    if (!(bath.beta > 0)) throw std::invalid_argument("the leads of a network need beta > 0");
}

Matrix effective_hamiltonian(const FermionNetwork& network) {
  require_valid(network);
  Matrix out = network.hamiltonian;
  for (const Matrix& gamma : network.broadening) out -= Complex(0, 0.5) * gamma;
  return out;
}

}  // namespace

FermionTransport::FermionTransport(FermionNetwork network)
    : network_(std::move(network)), effective_(effective_hamiltonian(network_)) {}

Matrix FermionTransport::green(Real energy) const {
  return inverse(energy * Matrix::Identity(levels(), levels()) - effective_);
}

Real FermionTransport::transmission(const Matrix& green, std::size_t x, std::size_t y) const {
  const Matrix left = network_.broadening[x] * green;
  const Matrix right = network_.broadening[y] * green.adjoint();
  return left.cwiseProduct(right.transpose()).sum().real();
}

Real FermionTransport::bias(std::size_t x, std::size_t y, Real energy) const {
  const Bath& a = baths()[x];
  const Bath& b = baths()[y];
  // The difference of the arguments, term by term exact where temperatures or chemical potentials nearly agree.
  const Real difference =
      (a.beta - b.beta) * (energy - b.chemical_potential) - a.beta * (a.chemical_potential - b.chemical_potential);
  if (difference > 0) return -bias(y, x, energy);
  return -fermi_occupation(a.beta * (energy - a.chemical_potential)) *
         fermi_occupation(-b.beta * (energy - b.chemical_potential)) * std::expm1(difference);
}

std::vector<Real> FermionTransport::cuts() const {
  const Vector poles = eigenvalues(effective_);
  Real reach = 4 * poles.cwiseAbs().maxCoeff();
  // Forty temperatures from a chemical potential, occupations differ from 0 and 1 by 4e-18.
  for (const Bath& bath : baths()) reach = std::max(reach, std::abs(bath.chemical_potential) + 40 / bath.beta);
  std::vector<Real> out;
  for (const Complex pole : poles) add_peak(pole.real(), std::abs(pole.imag()), reach, out);
  for (const Bath& bath : baths()) add_peak(bath.chemical_potential, 1 / bath.beta, reach, out);
  return ordered_cuts(std::move(out), -reach, reach);
}

}  // namespace qalor
