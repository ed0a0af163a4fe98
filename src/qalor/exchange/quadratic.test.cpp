// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/exchange/quadratic.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace qalor {
namespace {

using Eigen::Index;

Body chain(Index sites, Real beta, Real mu) {
  Body out{.onsite = RealVector::Zero(sites), .beta = beta, .chemical_potential = mu};
  for (Index i = 0; i + 1 < sites; ++i) out.hopping.push_back({i, i + 1, -1.0});
  return out;
}

/// Two sites and three, of different levels, joined to a ring that encloses a flux.
Bipartite ring(Real flux) {
  Bipartite out{.a = chain(2, 2, 0.6), .b = chain(3, 2, 0.6), .contact = {}};
  out.a.onsite << 0, 0.5;
  out.b.onsite << 0.3, 0, -0.4;
  out.contact.hopping = {{1, 0, -1}, {0, 2, -1, flux}};
  return out;
}

Bipartite ladder(Index rungs, Real contact) {
  Bipartite out{.a = chain(rungs, 1.0, 0.8), .b = chain(rungs, 2.0, 0.2), .contact = {}};
  for (Index i = 0; i < rungs; ++i) out.contact.hopping.push_back({i, i, -contact});
  return out;
}

TEST(QuadraticExchange, RingOfUnlikeSitesHasItsNumbersAtBothFluxes) {
  const auto mean = [](Real flux) {
    const QuadraticExchange exchange(ring(flux), {});
    return exchange.statistics(exchange.motion(2), {}).mean;
  };
  const Charges right(0.39778356250655, 0.00634266922852, 0.54515622822185, -0.00634266922852);
  const Charges left(0.40905580518846, 0.17242050763818, 0.48167558855068, -0.17242050763818);
  EXPECT_LT((mean(0.8) - right).cwiseAbs().maxCoeff(), 1e-13);
  EXPECT_LT((mean(-0.8) - left).cwiseAbs().maxCoeff(), 1e-13);
}

TEST(QuadraticExchange, FluxReversedIsTimeReversed) {
  const QuadraticExchange right(ring(0.8), {}), left(ring(-0.8), {});
  const RealMatrix p = right.motion(2).propagator.squared();
  EXPECT_LT((p - left.motion(2).propagator.squared().transpose()).cwiseAbs().maxCoeff(), 1e-14);
  EXPECT_GT((p - p.transpose()).cwiseAbs().maxCoeff(), 0.1);
}

TEST(QuadraticExchange, FluxOfHalfAQuantumAndPhasesOfTreesAreReal) {
  EXPECT_TRUE(is_real(ring(std::acos(-1.0))));
  EXPECT_FALSE(is_real(ring(0.8)));
  Bipartite tree = ring(0);
  tree.contact.hopping = {{1, 0, -1, 0.7}};
  tree.b.hopping[0].phase = 1.3;
  EXPECT_TRUE(is_real(tree));
  Bipartite plain = tree;
  plain.contact.hopping[0].phase = plain.b.hopping[0].phase = 0;
  const QuadraticExchange a(tree, {}), b(plain, {});
  EXPECT_LT((a.motion(2).propagator.squared() - b.motion(2).propagator.squared()).cwiseAbs().maxCoeff(), 1e-14);
}

TEST(QuadraticExchange, LadderWorksNothingAndIsItsClosedForm) {
  const Index rungs = 5;
  const QuadraticExchange exchange(ladder(rungs, 0.4), {});
  const ExchangeStatistics s = exchange.statistics(exchange.motion(1.6), {});
  const Real p = std::pow(std::sin(0.4 * 1.6), 2);
  Real particles = 0, energy = 0;
  for (Index k = 0; k < rungs; ++k) {
    const Real e = exchange.energies()(k);
    const Real bias = fermi_bias(1.0 * (e - 0.8), 2.0 * (e - 0.2));
    particles += p * bias;
    energy += p * e * bias;
  }
  EXPECT_NEAR(s.mean(3), particles, 1e-12);
  EXPECT_NEAR(s.mean(2), energy, 1e-12);
  EXPECT_NEAR(s.mean(0) + s.mean(2), 0, 1e-12);
  EXPECT_NEAR(s.work_contact, 0, 1e-12);
}

TEST(QuadraticExchange, AnotherStateAtTheSameDurationNeedsNoNewMotion) {
  Bipartite machine = ring(0.8);
  const QuadraticExchange exchange(machine, {});
  const auto motion = exchange.motion(2);
  machine.a.beta = 0.7;
  machine.b.chemical_potential = -0.3;
  const QuadraticExchange other(machine, {});
  const ExchangeStatistics reused = exchange.statistics(motion.sums, exchange.state_of(machine));
  const ExchangeStatistics fresh = other.statistics(other.motion(2), {});
  EXPECT_LT((reused.mean - fresh.mean).cwiseAbs().maxCoeff(), 1e-15);
  EXPECT_LT((reused.response - fresh.response).cwiseAbs().maxCoeff(), 1e-15);
}

/// Two uniform chains end to end.
Bipartite chains(Index a, Index b, Real beta_a, Real beta_b) {
  Bipartite out{.a = chain(a, beta_a, 0.5), .b = chain(b, beta_b, -0.2), .contact = {}};
  out.contact.hopping = {{a - 1, 0, -0.8}};
  return out;
}

TEST(QuadraticExchange, LargeBodiesMoveAsTheExponentialOnTheirSitesSays) {
  // Against exp(-i h tau) by its Pade approximant on the sites, in the modes of the bodies by another decomposition.
  const Bipartite machine = chains(40, 50, 1.3, 0.7);
  const Matrix h = one_body(machine);
  Matrix apart = h;
  apart.topRightCorner(40, 50).setZero();
  apart.bottomLeftCorner(50, 40).setZero();
  const Real tau = 3.7;
  RealMatrix generator(180, 180);  // -i h tau as a real matrix
  generator << RealMatrix::Zero(90, 90), tau * h.real(), -tau * h.real(), RealMatrix::Zero(90, 90);
  const RealMatrix turned = matrix_exponential(generator);
  Matrix u(90, 90);
  u.real() = turned.topLeftCorner(90, 90);
  u.imag() = turned.bottomLeftCorner(90, 90);
  const auto correlations = [&](Index first, Index count, const Body& body) {
    const HermitianEigen eigen = hermitian_eigen(apart.block(first, first, count, count));
    const RealVector n =
        eigen.values.unaryExpr([&](Real e) { return fermi_occupation(body.beta * (e - body.chemical_potential)); });
    return Matrix(eigen.vectors * n.asDiagonal() * eigen.vectors.adjoint());
  };
  Matrix before = Matrix::Zero(90, 90);
  before.topLeftCorner(40, 40) = correlations(0, 40, machine.a);
  before.bottomRightCorner(50, 50) = correlations(40, 50, machine.b);
  const Matrix change = u * before * u.adjoint() - before;
  const QuadraticExchange exchange(machine, {});
  const ExchangeStatistics s = exchange.statistics(exchange.motion(tau), {});
  const Matrix a = apart.topLeftCorner(40, 40), b = apart.bottomRightCorner(50, 50);
  EXPECT_NEAR(s.mean(0), (a * change.topLeftCorner(40, 40)).trace().real(), 1e-11);
  EXPECT_NEAR(s.mean(1), change.topLeftCorner(40, 40).trace().real(), 1e-11);
  EXPECT_NEAR(s.mean(2), (b * change.bottomRightCorner(50, 50)).trace().real(), 1e-11);
  EXPECT_NEAR(s.mean(3), change.bottomRightCorner(50, 50).trace().real(), 1e-11);
  EXPECT_NEAR(s.work_contact, s.mean(0) + s.mean(2), 1e-12);
  EXPECT_LT(s.unitarity, 1e-12);
  EXPECT_LT(s.reversal.value(), 1e-13);
}

/// G(chi) at real chi and at -chi - i lambda, from the determinant by hand: the detailed fluctuation theorem.
TEST(QuadraticExchange, CharacteristicFunctionHasItsSymmetryAndFluxTiesItToTheOpposite) {
  const Charges chi(0.4, 0.9, -0.3, 0.6);
  const auto of = [](const Bipartite& machine, const Eigen::Vector4cd& fields) {
    const QuadraticExchange exchange(machine, {});
    const Matrix u = exchange.motion(2.3).propagator.joined();
    const Index sites_a = machine.a.sites();
    Matrix d = Matrix::Zero(exchange.size(), 4);
    for (Index k = 0; k < exchange.size(); ++k) {
      d(k, k < sites_a ? 0 : 2) = exchange.energies()(k);
      d(k, k < sites_a ? 1 : 3) = 1;
    }
    const Vector phase = (Complex(0, 1) * (d * fields)).array().exp();
    const Matrix m = u.adjoint() * phase.asDiagonal() * u * phase.cwiseInverse().asDiagonal();
    const Matrix one = Matrix::Identity(m.rows(), m.cols());
    return std::exp(log_determinant(one + (m - one) * exchange.state().occupation.asDiagonal()));
  };
  const auto mirrored = [&](const Bipartite& machine) {
    return Eigen::Vector4cd(-chi.cast<Complex>() - Complex(0, 1) * conjugate_fields(machine).cast<Complex>());
  };
  Bipartite machine = chains(3, 4, 1.3, 0.7);
  ExchangeQuestion question;
  question.chi = {chi};
  const QuadraticExchange exchange(machine, {});
  const Complex g = exchange.statistics(exchange.motion(2.3), question).characteristic(0);
  EXPECT_LT(std::abs(g - of(machine, chi.cast<Complex>())), 1e-13);
  EXPECT_LT(std::abs(g - of(machine, mirrored(machine))), 1e-10);

  const Bipartite right = ring(0.8), left = ring(-0.8);
  const Complex g_right = of(right, chi.cast<Complex>());
  EXPECT_LT(std::abs(g_right - of(left, mirrored(left))), 1e-10);
  EXPECT_GT(std::abs(g_right - of(right, mirrored(right))), 1e-3);
}

TEST(QuadraticExchange, AverageOverTimesIsTheMeanOfManyTimes) {
  const QuadraticExchange exchange(ladder(3, 0.37), {});
  Charges sum = Charges::Zero();
  const int count = 40000;
  for (int k = 0; k < count; ++k) sum += exchange.statistics(exchange.motion(0.611 * k), {}).mean / count;
  // sin^2 averages to a half, up to 1/(count sin(step)).
  EXPECT_LT((sum - exchange.average().mean).cwiseAbs().maxCoeff(), 1e-4);
}

TEST(QuadraticExchange, NumberLawOfBosonsIsNormalAndHasTheMean) {
  Bipartite machine{.a = chain(1, 1, -2.4), .b = chain(2, 1.5, -2.6), .contact = {}};
  machine.contact.hopping = {{0, 0, -1}};
  machine.statistics = Statistics::boson;
  const QuadraticExchange exchange(machine, {});
  ExchangeQuestion question;
  question.has_number = question.has_fluctuation = question.has_covariance = true;
  question.number_range = 40;
  const ExchangeStatistics s = exchange.statistics(exchange.motion(0.7), question);
  Real mean = 0, square = 0;
  for (Index k = 0; k <= 80; ++k) {
    mean += static_cast<Real>(k - 40) * s.number(k);
    square += std::pow(static_cast<Real>(k - 40), 2) * s.number(k);
  }
  EXPECT_NEAR(s.number.sum(), 1, 1e-12);
  EXPECT_NEAR(mean, s.mean(1), 1e-12);
  EXPECT_NEAR(square - mean * mean, s.covariance(1, 1), 1e-11);
  EXPECT_NEAR(s.integral_fluctuation.value(), 1, 1e-10);
}

TEST(QuadraticExchange, FrozenOccupationsStayFinite) {
  Bipartite machine{.a = chain(2, 1e5, 0.3), .b = chain(5, 1e5, 0.3), .contact = {}};
  machine.contact.hopping = {{1, 0, -1}};
  const QuadraticExchange exchange(machine, {});
  ExchangeQuestion question;
  question.has_fluctuation = true;
  const ExchangeStatistics s = exchange.statistics(exchange.motion(5), question);
  EXPECT_TRUE(s.mean.allFinite() && s.response.allFinite());
  EXPECT_FALSE(s.integral_fluctuation.has_value());
}

}  // namespace
}  // namespace qalor
