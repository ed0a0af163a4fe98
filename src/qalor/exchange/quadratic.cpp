// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/exchange/quadratic.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "qalor/bath/bath.hpp"

namespace qalor {
namespace {

using Eigen::Index;

/// beta x bandwidth above which the determinant of <exp(-Sigma)> has lost its digits.
constexpr Real widest_determinant = 30;

/// The hopping of a uniform open chain with the sites in order; nothing for any other body.
std::optional<Real> uniform_hopping(const Matrix& h) {
  if (h.rows() < 2 || !h.imag().isZero(0) || h(1, 0) == 0.0) return std::nullopt;
  Matrix chain = Matrix::Zero(h.rows(), h.cols());
  chain.diagonal().setConstant(h(0, 0));
  chain.diagonal(1).setConstant(h(1, 0));
  chain.diagonal(-1).setConstant(h(1, 0));
  if (h != chain) return std::nullopt;
  return h(1, 0).real();
}

/// Standing waves sqrt(2/(N+1)) sin(pi k i/(N+1)), energies eps + 2t cos(pi k/(N+1)), ascending.
HermitianEigen standing_waves(Index sites, Real level, Real hopping) {
  const auto angle = [&](Index steps) {  // of pi k i/(N+1), with the whole turns taken out exactly
    return std::numbers::pi * static_cast<Real>(steps % (2 * (sites + 1))) / static_cast<Real>(sites + 1);
  };
  HermitianEigen out{RealVector(sites), Matrix(sites, sites)};
  const Real norm = std::sqrt(2 / static_cast<Real>(sites + 1));
  for (Index n = 0; n < sites; ++n) {
    const Index k = hopping < 0 ? n + 1 : sites - n;
    out.values(n) = level + 2 * hopping * std::cos(angle(k));
    for (Index i = 0; i < sites; ++i) out.vectors(i, n) = norm * std::sin(angle(k * (i + 1)));
  }
  return out;
}

/// Modes of one body: energies and orthonormal columns, real where the body is.
HermitianEigen modes(const Matrix& h) {
  if (const auto hopping = uniform_hopping(h)) return standing_waves(h.rows(), h(0, 0).real(), *hopping);
  if (!h.imag().isZero(0)) return hermitian_eigen(h);
  const SymmetricEigen eigen = symmetric_eigen(h.real());
  return {eigen.values, eigen.vectors.cast<Complex>()};
}

/// v = left right^dagger between the modes of A and B: one column for each site of A that the contact touches.
struct Factors {
  Matrix left;
  Matrix right;
  bool is_real;
};

Factors factors(const Matrix& contact, const Matrix& modes_a, const Matrix& modes_b) {
  std::vector<Index> touched;
  for (Index i = 0; i < contact.rows(); ++i)
    if (!contact.row(i).isZero(0)) touched.push_back(i);
  Matrix left(contact.rows(), static_cast<Index>(touched.size()));
  Matrix right(contact.cols(), left.cols());
  for (Index r = 0; r < left.cols(); ++r) {
    const Index site = touched[static_cast<std::size_t>(r)];
    left.col(r) = modes_a.row(site).adjoint();
    right.col(r) = modes_b.adjoint() * contact.row(site).adjoint();
  }
  const bool is_real = left.imag().isZero(0) && right.imag().isZero(0);
  return {std::move(left), std::move(right), is_real};
}

Split times_real(const RealMatrix& left, const RealMatrix& right, const Split& u) {
  const auto one = [&](const RealMatrix& x) {
    RealMatrix out(x.rows(), x.cols());
    out.topRows(left.rows()) = left * (right.transpose() * x.bottomRows(right.rows()));
    out.bottomRows(right.rows()) = right * (left.transpose() * x.topRows(left.rows()));
    return out;
  };
  return {one(u.re), one(u.im)};
}

Split times_complex(const Matrix& left, const Matrix& right, const Split& u) {
  const Matrix x = u.joined();
  Matrix out(x.rows(), x.cols());
  out.topRows(left.rows()) = left * (right.adjoint() * x.bottomRows(right.rows()));
  out.bottomRows(right.rows()) = right * (left.adjoint() * x.topRows(left.rows()));
  return {out.real(), out.imag()};
}

ContactProduct contact_product(Factors f) {
  if (f.is_real)
    return [left = RealMatrix(f.left.real()), right = RealMatrix(f.right.real())](const Split& u) {
      return times_real(left, right, u);
    };
  return [f = std::move(f)](const Split& u) { return times_complex(f.left, f.right, u); };
}

/// The joined Hamiltonian in the modes of the bodies. A chain is diagonalised on its sites, where it is tridiagonal.
std::unique_ptr<Joined> join(const Matrix& h, Index sites_a) {
  const Index sites_b = h.rows() - sites_a;
  const HermitianEigen a = modes(h.topLeftCorner(sites_a, sites_a));
  const HermitianEigen b = modes(h.bottomRightCorner(sites_b, sites_b));
  Factors f = factors(h.topRightCorner(sites_a, sites_b), a.vectors, b.vectors);
  const Matrix v = f.left * f.right.adjoint();
  CoupledLevels levels{RealVector(h.rows()), Matrix::Zero(h.rows(), h.rows()), contact_product(std::move(f))};
  levels.energies << a.values, b.values;
  levels.contact.topRightCorner(sites_a, sites_b) = v;
  levels.contact.bottomLeftCorner(sites_b, sites_a) = v.adjoint();
  if (!h.imag().isZero(0)) return std::make_unique<Joined>(std::move(levels));
  SymmetricEigen whole = symmetric_eigen(h.real());
  RealMatrix rotated(h.rows(), h.rows());
  rotated.topRows(sites_a) = a.vectors.real().transpose() * whole.vectors.topRows(sites_a);
  rotated.bottomRows(sites_b) = b.vectors.real().transpose() * whole.vectors.bottomRows(sites_b);
  return std::make_unique<Joined>(std::move(levels), SymmetricEigen{whole.values, std::move(rotated)});
}

RealMatrix mode_charges(const RealVector& energies, Index sites_a) {
  RealMatrix d = RealMatrix::Zero(energies.size(), 4);
  const Index sites_b = energies.size() - sites_a;
  d.col(0).head(sites_a) = energies.head(sites_a);
  d.col(1).head(sites_a).setOnes();
  d.col(2).tail(sites_b) = energies.tail(sites_b);
  d.col(3).tail(sites_b).setOnes();
  return d;
}

}  // namespace

QuadraticExchange::QuadraticExchange(const Bipartite& machine, Switching switching)
    : machine_(machine),
      switching_(switching),
      sites_a_(machine.a.sites()),
      eta_(machine.statistics == Statistics::fermion ? -1 : 1),
      copies_(machine.has_spin ? 2 : 1) {
  const Matrix h = one_body(machine);
  is_real_ = h.imag().isZero(0);
  joined_ = join(h, sites_a_);
  charges_ = mode_charges(energies(), sites_a_);
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
  RealMatrix transition = u.squared();
  return {tau, std::move(u), std::move(transition)};
}

ExchangeStatistics QuadraticExchange::means(const RealMatrix& transition, const ModeState& state) const {
  ExchangeStatistics out;
  const RealVector& n = state.occupation;
  const RealVector spread = n.cwiseProduct(state.holes);  // g
  RealMatrix weights(size(), 5);
  weights << n, spread.asDiagonal() * charges_;
  const RealMatrix change = copies_ * (charges_.transpose() * (transition * weights - weights));
  out.mean = change.col(0);
  out.response = change.rightCols(4);
  return out;
}

ExchangeStatistics QuadraticExchange::statistics(const Motion& motion, const ExchangeQuestion& question) const {
  const RealMatrix& p = motion.transition;
  ExchangeStatistics out = means(p, state_);
  out.unitarity =
      std::max((p.rowwise().sum().array() - 1).abs().maxCoeff(), (p.colwise().sum().array() - 1).abs().maxCoeff());
  if (is_real_) out.reversal = (p - p.transpose()).cwiseAbs().maxCoeff();
  add_contact(motion, question, out);
  if (question.has_covariance) out.covariance = covariance(motion.propagator);
  if (question.chi.empty() && !question.has_number && !question.has_fluctuation) return out;
  const Matrix u = motion.propagator.joined();
  out.characteristic.resize(static_cast<Index>(question.chi.size()));
  for (std::size_t c = 0; c < question.chi.size(); ++c)
    out.characteristic(static_cast<Index>(c)) = characteristic(u, question.chi[c]);
  if (question.has_number) out.number = number_law(u, question.number_range);
  if (question.has_fluctuation) out.integral_fluctuation = integral_fluctuation(u);
  return out;
}

/// Tr[D_a (1 + eta n) D_b n] with D_a = u^dagger d_a u - d_a.
ChargeMatrix QuadraticExchange::covariance(const Split& u) const {
  std::vector<Split> d;
  for (Index a = 0; a < 4; ++a) {
    const Index first = a < 2 ? 0 : sites_a_;
    const Index count = a < 2 ? sites_a_ : size() - sites_a_;
    const auto re = u.re.middleRows(first, count);
    const auto im = u.im.middleRows(first, count);
    const auto charge = charges_.col(a).segment(first, count);
    const RealMatrix charged_re = charge.asDiagonal() * re;
    const RealMatrix charged_im = charge.asDiagonal() * im;
    Split out{re.transpose() * charged_re + im.transpose() * charged_im,
              re.transpose() * charged_im - im.transpose() * charged_re};
    out.re.diagonal() -= charges_.col(a);
    d.push_back(std::move(out));
  }
  ChargeMatrix out;
  for (std::size_t a = 0; a < 4; ++a)
    for (std::size_t b = 0; b <= a; ++b) {
      const RealMatrix overlap = d[a].re.cwiseProduct(d[b].re) + d[a].im.cwiseProduct(d[b].im);
      const Real value = copies_ * state_.occupation.dot(overlap * state_.holes);
      out(static_cast<Index>(a), static_cast<Index>(b)) = out(static_cast<Index>(b), static_cast<Index>(a)) = value;
    }
  return out;
}

/// det[1 - eta (M - 1) n]^{-eta}, M = u^dagger e^{i chi d} u e^{-i chi d}.
Complex QuadraticExchange::characteristic(const Matrix& u, const Charges& chi) const {
  const Vector phase = (Complex(0, 1) * (charges_ * chi).cast<Complex>()).array().exp();
  Matrix m = u.adjoint() * phase.asDiagonal() * u;
  m = m * phase.conjugate().asDiagonal();
  m.diagonal().array() -= 1;
  Matrix a = -eta_ * m * state_.occupation.asDiagonal();
  a.diagonal().array() += 1;
  return std::exp(-eta_ * copies_ * log_determinant(a));
}

/// By the discrete Fourier transform of G: exact for fermions, whose number law ends; for bosons with twice as many
/// phases until it stays the same.
RealVector QuadraticExchange::number_law(const Matrix& u, Index range) const {
  const auto law = [&](Index phases) {
    RealVector out = RealVector::Zero(2 * range + 1);
    for (Index j = 0; 2 * j <= phases; ++j) {
      const Real angle = 2 * std::numbers::pi * static_cast<Real>(j) / static_cast<Real>(phases);
      const Complex g = characteristic(u, {0, angle, 0, 0});
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
std::optional<Real> QuadraticExchange::integral_fluctuation(const Matrix& u) const {
  const RealVector& x = state_.exponent;
  if (x.maxCoeff() - x.minCoeff() > widest_determinant) return std::nullopt;
  const RealVector boltzmann = (-x).array().exp();
  if (!boltzmann.allFinite()) return std::nullopt;
  Matrix a = -eta_ * (u.adjoint() * boltzmann.asDiagonal() * u);
  a.diagonal().array() += 1;
  a = a * state_.holes.asDiagonal();
  return std::exp(-eta_ * copies_ * log_determinant(a)).real();
}

Real QuadraticExchange::contact_energy(const Split& u) const {
  const Split pushed = joined_->levels().times_contact(u);
  const RealMatrix overlap = u.re.cwiseProduct(pushed.re) + u.im.cwiseProduct(pushed.im);
  return copies_ * (overlap.colwise().sum() * state_.occupation).value();
}

/// Work and rates from <V> and <i[V, C]>, that is from contact rows of u: independent of P.
void QuadraticExchange::add_contact(const Motion& motion, const ExchangeQuestion& question,
                                    ExchangeStatistics& out) const {
  if (ramped_) {
    out.work_contact = ramped_->work(motion.tau, [this](const Split& u) { return contact_energy(u); });
    return;
  }
  const Split& u = motion.propagator;
  const Split pushed = joined_->levels().times_contact(u);
  const RealVector energy =
      (u.re.cwiseProduct(pushed.re) + u.im.cwiseProduct(pushed.im)) * state_.occupation;  // of each mode
  out.work_contact = -copies_ * energy.sum();
  if (!question.has_rates) return;
  // Im of rho_kk' V_k'k: the flow into each mode is twice this.
  const RealVector flow = (u.im.cwiseProduct(pushed.re) - u.re.cwiseProduct(pushed.im)) * state_.occupation;
  const Charges into = -2 * copies_ * (charges_.transpose() * flow);
  out.rate_particles = into(3);
  out.rate_energy = transfer_energy(into);
}

}  // namespace qalor
