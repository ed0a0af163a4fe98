// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/ledger/nonequilibrium.hpp"

#include <cmath>
#include <limits>
#include <numeric>

namespace qalor {
namespace {

constexpr Real infinity = std::numeric_limits<Real>::infinity();

/// Adds a level of probability p that changes at dp. A level that is empty to rounding counts only when it fills; below
/// `resolved` a level that fills cannot be told from an empty one.
void add_level(Real p, Real dp, Real empty, Real resolved, EntropyRate& sum) {
  sum.entropy += entropy_term(p);
  if (p > empty && !(p < resolved && dp > 1e-9)) {
    const Real term = dp * std::log(p);
    sum.rate -= term;
    sum.gross += std::abs(term);
  } else if (dp > 1e-9) {
    sum.rate = infinity;
    sum.gross = infinity;
  }
}

/// Greatest common divisor of the distances from the diagonal at which either matrix has elements; the size for
/// diagonal ones.
Eigen::Index stride_of(const Matrix& rho, const Matrix& drho) {
  Eigen::Index out = rho.rows();
  for (Eigen::Index d = 1; d < rho.rows() && out > 1; ++d)
    if (!rho.diagonal(d).isZero(0) || !drho.diagonal(d).isZero(0) || !rho.diagonal(-d).isZero(0))
      out = std::gcd(out == rho.rows() ? d : out, d);
  return out;
}

Real log_or_zero(Real x) { return x > 0 ? std::log(x) : 0; }

}  // namespace

EntropyRate population_entropy(const RealVector& p, const RealVector& dp) {
  EntropyRate sum;
  for (Eigen::Index k = 0; k < p.size(); ++k) add_level(p(k), dp(k), 1e-300, 0, sum);
  return sum;
}

EntropyRate matrix_entropy(const Matrix& rho, const Matrix& drho) {
  // Coherences at multiples of a distance only (cats, superpositions of two numbers) leave blocks of every n-th level.
  const Eigen::Index size = rho.rows(), stride = std::max<Eigen::Index>(stride_of(rho, drho), 1);
  EntropyRate sum;
  for (Eigen::Index first = 0; first < std::min(stride, size); ++first) {
    const auto every = Eigen::seq(first, size - 1, stride);
    const Matrix state = rho(every, every), change = drho(every, every);
    const HermitianEigen eigen = hermitian_eigen(state);
    const Matrix moved = change * eigen.vectors;
    for (Eigen::Index k = 0; k < state.rows(); ++k)
      add_level(eigen.values(k), eigen.vectors.col(k).dot(moved.col(k)).real(), 1e-17, 1e-15, sum);
  }
  return sum;
}

EntropyBooks entropy_books(const Matrix& rho, const Matrix& drho, const Levels& levels) {
  const Matrix state = levels.vectors.adjoint() * rho * levels.vectors;
  const Matrix change = levels.vectors.adjoint() * drho * levels.vectors;
  EntropyBooks out;
  for (const Levels::Group& group : levels.groups) {
    const auto first = static_cast<Eigen::Index>(group.first);
    const auto count = static_cast<Eigen::Index>(group.last - group.first);
    const EntropyRate block =
        matrix_entropy(state.block(first, first, count, count), change.block(first, first, count, count));
    out.energy_entropy += block.entropy;
    out.energy_entropy_rate += block.rate;
    out.gross_rate += block.gross;
  }
  const EntropyRate whole = matrix_entropy(state, change);
  out.entropy = whole.entropy;
  out.entropy_rate = whole.rate;
  return out;
}

EntropyBooks two_level_books(Real p, Real dp, Real c, Real dc) {
  EntropyBooks out;
  out.energy_entropy = entropy_term(p) + entropy_term(1 - p);
  const bool is_mixed = p > 0 && p < 1;
  if (dp != 0) out.energy_entropy_rate = is_mixed ? dp * std::log((1 - p) / p) : infinity;
  out.gross_rate = is_mixed ? std::abs(dp * std::log(p)) + std::abs(dp * std::log1p(-p)) : std::abs(dp);
  if (c == 0) {
    out.entropy = out.energy_entropy;
    out.entropy_rate = out.energy_entropy_rate;
    return out;
  }
  const Real radius = std::hypot(0.5 - p, c);
  const Real high = 0.5 + radius;
  const Real low = std::max(0.0, (p * (1 - p) - c * c) / high);
  out.entropy = entropy_term(high) + entropy_term(low);
  const Real growth = (c * dc - (0.5 - p) * dp) / radius;  // of the radius
  if (growth != 0) out.entropy_rate = low > 0 ? growth * std::log(low / high) : infinity;
  return out;
}

Real dynamical_temperature(Real heat_rate, const EntropyBooks& books) {
  const Real rate = books.energy_entropy_rate;
  if (books.gross_rate == 0 || !(books.gross_rate <= 1e9 * std::abs(rate)) || !std::isfinite(rate)) return undefined;
  return heat_rate / rate;
}

Real two_level_temperature(Real frequency, Real mu, Real p) {
  if (!(p > 0) || !(p < 1) || p == 0.5) return undefined;
  return (frequency - mu) / std::log((1 - p) / p);
}

EnergyBooks energy_books(Real energy, Real energy_at_start, Real heat, Real mu, Real gained_particles, Real temperature,
                         Real energy_entropy) {
  const Real chemical = mu * gained_particles;
  return {energy, heat, energy - energy_at_start - heat - chemical, chemical, energy - temperature * energy_entropy};
}

Real spohn_rate(const Matrix& rho, const Matrix& drho, const Matrix& stationary) {
  const HermitianEigen eigen = hermitian_eigen(stationary);
  Real toward = 0;
  for (Eigen::Index k = 0; k < rho.rows(); ++k) {
    const auto v = eigen.vectors.col(k);
    toward += (v.adjoint() * drho * v).value().real() * log_or_zero(eigen.values(k));
  }
  return matrix_entropy(rho, drho).rate + toward;
}

Real production_against_bath(Real entropy_gain, Real beta, Real bath_energy_gain, Real mu, Real bath_particle_gain) {
  if (std::isinf(beta)) return undefined;
  return entropy_gain + beta * (bath_energy_gain - mu * bath_particle_gain);
}

}  // namespace qalor
