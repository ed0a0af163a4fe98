// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/exchange/quadratic.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "qalor/bath/bath.hpp"
#include "qalor/exchange/free_modes.hpp"

namespace qalor {
namespace {

using Eigen::Index;

/// beta x bandwidth above which the determinant of <exp(-Sigma)> has lost its digits.
constexpr Real widest_determinant = 30;
constexpr Index panel = 64;  // columns, or rows and columns, that are read at once

RealMatrix mode_charges(const RealVector& energies, Index sites_a) {
  RealMatrix d = RealMatrix::Zero(energies.size(), 4);
  const Index sites_b = energies.size() - sites_a;
  d.col(0).head(sites_a) = energies.head(sites_a);
  d.col(1).head(sites_a).setOnes();
  d.col(2).tail(sites_b) = energies.tail(sites_b);
  d.col(3).tail(sites_b).setOnes();
  return d;
}

/// Largest ||u_kl|^2 - |u_lk|^2|, block by block.
Real asymmetry(const Split& u) {
  const Index size = u.re.cols();
  const auto squared = [&](Index row, Index column, Index rows, Index columns) {
    return RealMatrix(u.re.block(row, column, rows, columns).cwiseAbs2() +
                      u.im.block(row, column, rows, columns).cwiseAbs2());
  };
  Real out = 0;
  for (Index j = 0; j < size; j += panel)
    for (Index i = 0; i <= j; i += panel) {
      const Index rows = std::min(panel, size - i), columns = std::min(panel, size - j);
      const RealMatrix mirrored = squared(j, i, columns, rows).transpose();
      out = std::max(out, (squared(i, j, rows, columns) - mirrored).cwiseAbs().maxCoeff());
    }
  return out;
}

}  // namespace

QuadraticExchange::QuadraticExchange(const Bipartite& machine, Switching switching)
    : sites_a_(machine.a.sites()),
      eta_(machine.statistics == Statistics::fermion ? -1 : 1),
      copies_(machine.has_spin ? 2 : 1),
      joined_(joined_modes(machine)),
      charges_(mode_charges(energies(), sites_a_)) {
  if (switching.ramp > 0) ramped_ = std::make_unique<Ramped>(*joined_, switching);
  state_ = state_of(machine);
}

ModeState QuadraticExchange::state_of(const Bipartite& machine) const {
  ModeState out{RealVector(size()), RealVector(size()), RealVector(size())};
  for (Index k = 0; k < size(); ++k) {
    const Body& body = k < sites_a_ ? machine.a : machine.b;
    const Real x = body.beta * (energies()(k) - body.chemical_potential);
    out.exponent(k) = x;
    out.occupation(k) = eta_ < 0 ? fermi_occupation(x) : bose_occupation(x);
    out.holes(k) = eta_ < 0 ? fermi_occupation(-x) : 1 + out.occupation(k);
  }
  return out;
}

QuadraticExchange::Motion QuadraticExchange::motion(Real tau) const {
  Split u = ramped_ ? ramped_->propagator(tau) : joined_->propagator(tau);
  MotionSums sums = sums_of(u, tau);
  return {std::move(u), std::move(sums)};
}

/// Reads the propagator once, in panels of columns that fit the cache.
MotionSums QuadraticExchange::sums_of(const Split& u, Real tau) const {
  MotionSums out{RealMatrix(4, size()), RealVector::Zero(size()), RealMatrix::Zero(4, size()), 0, {}};
  RealVector row_sums = RealVector::Zero(size());
  for (Index first = 0; first < size(); first += panel) {
    const Index count = std::min(panel, size() - first);
    const Split columns{u.re.middleCols(first, count), u.im.middleCols(first, count)};
    const RealMatrix p = columns.squared();
    row_sums += p.rowwise().sum();
    out.unitarity = std::max(out.unitarity, (p.colwise().sum().array() - 1).abs().maxCoeff());
    out.gain.middleCols(first, count) = charges_.transpose() * p - charges_.middleRows(first, count).transpose();
    if (ramped_) continue;
    const Split pushed = joined_->levels().times_contact(columns);
    out.work.segment(first, count) =
        -(columns.re.cwiseProduct(pushed.re) + columns.im.cwiseProduct(pushed.im)).colwise().sum().transpose();
    // Im of rho_kk' V_k'k: the flow into each mode is twice this.
    out.flow.middleCols(first, count) =
        -2 * charges_.transpose() * (columns.im.cwiseProduct(pushed.re) - columns.re.cwiseProduct(pushed.im));
  }
  if (ramped_) out.work = ramped_->work(tau);
  out.unitarity = std::max(out.unitarity, (row_sums.array() - 1).abs().maxCoeff());
  if (joined_->is_real()) out.reversal = asymmetry(u);
  return out;
}

ExchangeStatistics QuadraticExchange::means(const RealMatrix& gain, const ModeState& state) const {
  ExchangeStatistics out;
  const RealVector spread = state.occupation.cwiseProduct(state.holes);  // g
  out.mean = copies_ * (gain * state.occupation);
  out.response = copies_ * (gain * (spread.asDiagonal() * charges_));
  return out;
}

ExchangeStatistics QuadraticExchange::statistics(const MotionSums& sums, const ModeState& state) const {
  ExchangeStatistics out = means(sums.gain, state);
  out.work_contact = copies_ * sums.work.dot(state.occupation);
  const Charges into = copies_ * (sums.flow * state.occupation);
  out.rate_particles = into(3);
  out.rate_energy = transfer_energy(into);
  out.unitarity = sums.unitarity;
  out.reversal = sums.reversal;
  return out;
}

RealMatrix QuadraticExchange::average_gain() const {
  return transposed_multiply(charges_, joined_->average_transition()) - charges_.transpose();
}

ExchangeStatistics QuadraticExchange::statistics(const Motion& motion, const ExchangeQuestion& question,
                                                 const ModeState& state) const {
  ExchangeStatistics out = statistics(motion.sums, state);
  if (question.has_covariance) out.covariance = covariance(motion.propagator, state);
  if (question.chi.empty() && !question.has_number && !question.has_fluctuation) return out;
  const Matrix u = motion.propagator.joined();
  out.characteristic.resize(static_cast<Index>(question.chi.size()));
  for (std::size_t c = 0; c < question.chi.size(); ++c)
    out.characteristic(static_cast<Index>(c)) = characteristic(u, question.chi[c], state);
  if (question.has_number) out.number = number_law(u, question.number_range, state);
  if (question.has_fluctuation) out.integral_fluctuation = integral_fluctuation(u, state);
  return out;
}

/// Tr[D_a (1 + eta n) D_b n] with D_a = u^dagger d_a u - d_a.
ChargeMatrix QuadraticExchange::covariance(const Split& u, const ModeState& state) const {
  std::vector<Split> d;
  for (Index a = 0; a < 4; ++a) {
    const Index first = a < 2 ? 0 : sites_a_;
    const Index count = a < 2 ? sites_a_ : size() - sites_a_;
    const auto re = u.re.middleRows(first, count);
    const auto im = u.im.middleRows(first, count);
    const auto charge = charges_.col(a).segment(first, count);
    const RealMatrix charged_re = charge.asDiagonal() * re;
    const RealMatrix charged_im = charge.asDiagonal() * im;
    Split out{transposed_multiply(re, charged_re) + transposed_multiply(im, charged_im),
              transposed_multiply(re, charged_im) - transposed_multiply(im, charged_re)};
    out.re.diagonal() -= charges_.col(a);
    d.push_back(std::move(out));
  }
  ChargeMatrix out;
  for (std::size_t a = 0; a < 4; ++a)
    for (std::size_t b = 0; b <= a; ++b) {
      const RealMatrix overlap = d[a].re.cwiseProduct(d[b].re) + d[a].im.cwiseProduct(d[b].im);
      const Real value = copies_ * state.occupation.dot(overlap * state.holes);
      out(static_cast<Index>(a), static_cast<Index>(b)) = out(static_cast<Index>(b), static_cast<Index>(a)) = value;
    }
  return out;
}

/// det[1 - eta (M - 1) n]^{-eta}, M = u^dagger e^{i chi d} u e^{-i chi d}.
Complex QuadraticExchange::characteristic(const Matrix& u, const Charges& chi, const ModeState& state) const {
  const Vector phase = (Complex(0, 1) * (charges_ * chi).cast<Complex>()).array().exp();
  Matrix m = u.adjoint() * phase.asDiagonal() * u;
  m = m * phase.conjugate().asDiagonal();
  m.diagonal().array() -= 1;
  Matrix a = -eta_ * m * state.occupation.asDiagonal();
  a.diagonal().array() += 1;
  return std::exp(-eta_ * copies_ * log_determinant(a));
}

/// By the discrete Fourier transform of G: exact for fermions, whose number law ends; for bosons with twice as many
/// phases until it stays the same.
RealVector QuadraticExchange::number_law(const Matrix& u, Index range, const ModeState& state) const {
  const auto law = [&](Index phases) {
    RealVector out = RealVector::Zero(2 * range + 1);
    for (Index j = 0; 2 * j <= phases; ++j) {
      const Real angle = 2 * std::numbers::pi * static_cast<Real>(j) / static_cast<Real>(phases);
      const Complex g = characteristic(u, {0, angle, 0, 0}, state);
      const Real weight = (j == 0 || 2 * j == phases ? 1.0 : 2.0) / static_cast<Real>(phases);
      for (Index k = -range; k <= range; ++k)
        out(k + range) += weight * (g * std::polar(1.0, -angle * static_cast<Real>(k))).real();
    }
    return out;
  };
  if (eta_ < 0) {
    const Index most = static_cast<Index>(copies_) * std::min(sites_a_, size() - sites_a_);
    RealVector out = law(2 * std::max(most, range) + 1);
    for (Index k = -range; k <= range; ++k)
      if (std::abs(k) > most) out(k + range) = 0;
    return out;
  }
  Index phases = std::max<Index>(32, 2 * range + 1);
  for (RealVector last = law(phases);; phases *= 2) {
    RealVector next = law(2 * phases);
    if ((next - last).cwiseAbs().maxCoeff() < 1e-14 || phases >= 4096) return next;
    last = std::move(next);
  }
}

/// G(-i lambda) = det[(1 - eta u^dagger e^{-x} u)(1 + eta n)]^{-eta}, which must be one.
std::optional<Real> QuadraticExchange::integral_fluctuation(const Matrix& u, const ModeState& state) const {
  const RealVector& x = state.exponent;
  if (x.maxCoeff() - x.minCoeff() > widest_determinant) return std::nullopt;
  const RealVector boltzmann = (-x).array().exp();
  if (!boltzmann.allFinite()) return std::nullopt;
  Matrix a = -eta_ * (u.adjoint() * boltzmann.asDiagonal() * u);
  a.diagonal().array() += 1;
  a = a * state.holes.asDiagonal();
  return std::exp(-eta_ * copies_ * log_determinant(a)).real();
}

}  // namespace qalor
