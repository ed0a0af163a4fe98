// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/dynamics/transport.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <variant>

#include "qalor/dynamics/cuts.hpp"

namespace qalor {

BosonTransport::BosonTransport(BosonMachine machine) : machine_(std::move(machine)) {
  for (const Bath& bath : machine_.baths)
    if (std::holds_alternative<FlatEmission>(bath.spectrum))
      throw std::invalid_argument("exact transport needs a spectral density: flat emission has none");
  Matrix bottom = machine_.hamiltonian();
  for (const ModeCoupling& coupling : machine_.couplings) {
    const auto mode = static_cast<Eigen::Index>(coupling.mode);
    bottom(mode, mode) += level_shift(machine_.baths.at(coupling.bath).spectrum, 0);
  }
  if (!(hermitian_eigenvalues(bottom)(0) > 0))
    throw std::invalid_argument("a bound state lies below the band: the level shift pulls a mode below zero frequency");
}

Real BosonTransport::broadening(std::size_t bath, Real w) const {
  return spectral_rate(machine_.baths.at(bath).spectrum, w);
}

Matrix BosonTransport::effective(Real w) const {
  Matrix out = machine_.hamiltonian();
  for (const ModeCoupling& coupling : machine_.couplings) {
    const Spectrum& spectrum = machine_.baths[coupling.bath].spectrum;
    const auto mode = static_cast<Eigen::Index>(coupling.mode);
    out(mode, mode) += Complex(level_shift(spectrum, w), -0.5 * spectral_rate(spectrum, w));
  }
  return out;
}

Matrix BosonTransport::green(Real w) const {
  const Eigen::Index modes = machine_.bare.rows();
  return inverse(w * Matrix::Identity(modes, modes) - effective(w));
}

Real BosonTransport::transmission(const Matrix& green, std::size_t x, std::size_t y, Real w) const {
  Real sum = 0;
  for (const ModeCoupling& i : machine_.couplings)
    for (const ModeCoupling& j : machine_.couplings)
      if (i.bath == x && j.bath == y)
        sum += std::norm(green(static_cast<Eigen::Index>(i.mode), static_cast<Eigen::Index>(j.mode)));
  return broadening(x, w) * broadening(y, w) * sum;
}

Real BosonTransport::spectral_function(Eigen::Index mode, Real w) const {
  return -green(w)(mode, mode).imag() / std::numbers::pi;
}

std::vector<Real> BosonTransport::cuts() const {
  const RealVector levels = hermitian_eigenvalues(machine_.hamiltonian());
  Real reach = 8 * levels(levels.size() - 1);
  std::vector<Real> out{0};
  for (const Bath& bath : machine_.baths) {
    if (bath.beta > 0) out.push_back(1 / bath.beta);
    for (const Real w : landmarks(bath.spectrum)) out.push_back(w);
  }
  reach = std::max(reach, *std::max_element(out.begin(), out.end()));
  for (Real level : levels) {
    // A pole solves w = eigenvalue of h + Sigma(w); a few steps of iteration find the peak, the panels adapt to the
    // rest.
    Complex pole = level;
    for (int step = 0; step < 8; ++step) {
      const Vector candidates = eigenvalues(effective(pole.real()));
      Eigen::Index nearest = 0;
      (candidates.array() - pole).abs().minCoeff(&nearest);
      pole = candidates(nearest);
    }
    add_peak(pole.real(), std::abs(pole.imag()), reach, out);
  }
  return ordered_cuts(std::move(out), 0, reach);
}

bool BosonTransport::is_wide_band() const {
  return std::all_of(machine_.baths.begin(), machine_.baths.end(),
                     [](const Bath& bath) { return std::holds_alternative<FlatDamping>(bath.spectrum); });
}

}  // namespace qalor
