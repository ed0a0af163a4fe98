// SPDX-License-Identifier: BSD-3-Clause
#include <cmath>

#include "qalor/catalog/reservoir_mode.hpp"

namespace qalor::reservoir {
namespace {

/// Entropy of a mode with n quanta.
Real mode_entropy(Real n, bool is_fermion) {
  if (is_fermion) return entropy_term(n) + entropy_term(1 - n);
  return n > 0 ? (n + 1) * std::log1p(n) - n * std::log(n) : 0;
}

/// Entropy of the Gaussian state with one-body density matrix c.
Real gaussian_entropy(const Matrix& c, bool is_fermion) {
  Real sum = 0;
  const RealVector n = hermitian_eigenvalues(c);
  for (Eigen::Index k = 0; k < n.size(); ++k) sum += mode_entropy(n(k), is_fermion);
  return sum;
}

}  // namespace

std::vector<FiniteBath> finite_bath(const Problem& problem, const std::vector<Real>& times,
                                    const std::vector<Real>& bath_energy_gain, const std::vector<Real>& particle_gain) {
  const auto& modes = *problem.mode.density.as<DiscreteModes>();
  const auto size = static_cast<Eigen::Index>(modes.omega.size());
  const bool is_fermion = problem.mode.bath.is_fermion;
  Matrix h = Matrix::Zero(size + 1, size + 1);
  RealVector start(size + 1);
  h(0, 0) = problem.mode.omega_0;
  start(0) = is_fermion ? problem.initial.occupation : problem.initial.thermal;
  Real thermal = 0;
  for (Eigen::Index k = 0; k < size; ++k) {
    const auto i = static_cast<std::size_t>(k);
    h(k + 1, k + 1) = modes.omega[i];
    h(k + 1, 0) = h(0, k + 1) = modes.coupling[i];
    start(k + 1) = problem.mode.bath(modes.omega[i]);
    thermal += mode_entropy(start(k + 1), is_fermion);
  }
  const Real whole = thermal + mode_entropy(start(0), is_fermion);
  std::vector<FiniteBath> out;
  for (std::size_t k = 0; k < times.size(); ++k) {
    const Matrix move = unitary(h, times[k]);
    const Matrix c = move * start.cast<Complex>().asDiagonal() * move.adjoint();
    const Real bath = gaussian_entropy(c.bottomRightCorner(size, size), is_fermion);
    const Real system = mode_entropy(c(0, 0).real(), is_fermion);
    // D(rho|thermal) = -S + beta (E - mu N) + ln Z, and the thermal state has entropy beta (E - mu N)_0 + ln Z.
    out.push_back(
        {system + bath - whole, thermal - bath + problem.beta * (bath_energy_gain[k] - problem.mu * particle_gain[k])});
  }
  return out;
}

}  // namespace qalor::reservoir
