// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/distance.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "qalor/analysis/thermal_path.hpp"
#include "qalor/bath/bath.hpp"
#include "tests/machines.hpp"

namespace qalor {
namespace {

using laws::Dice;

RealVector random_populations(Dice& dice, Eigen::Index size) {
  RealVector p(size);
  for (Real& x : p) x = dice.between(0.05, 1);
  return p / p.sum();
}

Populations populations(const RealVector& p, const RealVector& pi) {
  return {p, p - pi, p.cwiseQuotient(pi).array().log().matrix()};
}

void expect_near(const Distances& a, const Distances& b, Real relative) {
  EXPECT_NEAR(a.relative_entropy / b.relative_entropy, 1, relative);
  EXPECT_NEAR(a.trace / b.trace, 1, relative);
  EXPECT_NEAR(a.bures / b.bures, 1, relative);
  EXPECT_NEAR(a.frobenius / b.frobenius, 1, relative);
}

/// By their definitions, with all their cancellations.
Distances defined(const RealVector& p, const RealVector& pi) {
  Distances out;
  Real fidelity = 0;
  for (Eigen::Index i = 0; i < p.size(); ++i) {
    out.relative_entropy += p(i) * std::log(p(i) / pi(i));
    fidelity += std::sqrt(p(i) * pi(i));
  }
  out.trace = 0.5 * (p - pi).cwiseAbs().sum();
  out.bures = std::sqrt(2 - 2 * fidelity);
  out.frobenius = (p - pi).norm();
  return out;
}

TEST(EntropyExcess, IsOneFunctionAcrossItsBranches) {
  EXPECT_EQ(entropy_excess(-1), 1);
  EXPECT_EQ(entropy_excess(0), 0);
  for (const Real x : {0.0999999, 0.1000001, -0.0999999, -0.1000001, 0.7, -0.5})
    EXPECT_NEAR(entropy_excess(x), (1 + x) * std::log1p(x) - x, 1e-16) << x;
  EXPECT_NEAR(entropy_excess(1e-9) / 5e-19, 1, 1e-9);
}

TEST(Distances, OfPopulationsAreAsDefined) {
  Dice dice(5);
  for (Eigen::Index size = 2; size < 7; ++size) {
    const RealVector p = random_populations(dice, size), pi = random_populations(dice, size);
    expect_near(distances(populations(p, pi), pi), defined(p, pi), 1e-12);
  }
}

TEST(Distances, OfADiagonalMatrixAreThoseOfItsPopulations) {
  Dice dice(6);
  for (Eigen::Index size = 2; size < 6; ++size) {
    const RealVector p = random_populations(dice, size), pi = random_populations(dice, size);
    const Matrix delta = Matrix((p - pi).cast<Complex>().asDiagonal());
    expect_near(distances(delta, eigenstates(delta, pi), pi), defined(p, pi), 1e-12);
  }
}

Matrix random_deviation(Dice& dice, Eigen::Index size) {
  Matrix out(size, size);
  for (Complex& x : out.reshaped()) x = {dice.between(-1, 1), dice.between(-1, 1)};
  out = (out + out.adjoint()).eval();
  out.diagonal().array() -= out.trace() / static_cast<Real>(size);
  return out / out.norm();
}

Matrix root(const Matrix& a) {
  const HermitianEigen eigen = hermitian_eigen(a);
  return eigen.vectors * eigen.values.cwiseMax(0.0).cwiseSqrt().asDiagonal() * eigen.vectors.adjoint();
}

TEST(Distances, OfMatricesAreAsDefined) {
  Dice dice(7);
  for (Eigen::Index size = 2; size < 6; ++size) {
    const RealVector pi = random_populations(dice, size);
    const Matrix delta = 0.3 * pi.minCoeff() * random_deviation(dice, size);
    Matrix rho = delta;
    rho.diagonal() += pi;
    const Distances found = distances(delta, eigenstates(delta, pi), pi);
    const RealVector values = hermitian_eigenvalues(rho);
    Real entropy = 0;
    for (const Real r : values) entropy += r * std::log(r);
    for (Eigen::Index i = 0; i < size; ++i) entropy -= rho(i, i).real() * std::log(pi(i));
    EXPECT_NEAR(found.relative_entropy, entropy, 1e-15);
    const Matrix half = Matrix(pi.cwiseSqrt().cast<Complex>().asDiagonal());
    EXPECT_NEAR(found.bures * found.bures, 2 - 2 * root(half * rho * half).trace().real(), 1e-14);
    EXPECT_NEAR(found.frobenius, delta.norm(), 1e-16);
  }
}

TEST(Distances, OfMatricesKeepTheirDigitsNearEquilibrium) {
  Dice dice(8);
  const RealVector pi = random_populations(dice, 3);
  const Matrix direction = random_deviation(dice, 3);
  const auto at = [&](Real size) { return distances(size * direction, eigenstates(size * direction, pi), pi); };
  // Quadratic and linear to first order in the size.
  const Distances near = at(1e-9), nearer = at(1e-12);
  EXPECT_NEAR(nearer.relative_entropy / near.relative_entropy, 1e-6, 1e-13);
  EXPECT_NEAR(nearer.bures / near.bures, 1e-3, 1e-10);
  EXPECT_NEAR(nearer.trace / near.trace, 1e-3, 1e-15);
}

TEST(Distances, OfMatricesStandEigenvaluesThatMeetOtherLevels) {
  // The eigenvalues of rho are those of pi, in the other order.
  const RealVector pi{{0.6, 0.4}}, p{{0.4, 0.6}};
  Matrix delta = Matrix((p - pi).cast<Complex>().asDiagonal());
  delta(0, 1) = delta(1, 0) = 1e-15;
  expect_near(distances(delta, eigenstates(delta, pi), pi), defined(p, pi), 1e-12);
}

TEST(Distances, OfAnOscillatorAreThoseOfItsLevels) {
  for (const auto& [n, n_b] : std::vector<std::pair<Real, Real>>{{0.2, 1.5}, {1.5, 0.2}, {0.7, 0.70001}, {3, 2}}) {
    RealVector p(300), pi(300);
    for (Eigen::Index k = 0; k < p.size(); ++k) {
      p(k) = std::pow(n / (1 + n), static_cast<Real>(k)) / (1 + n);
      pi(k) = std::pow(n_b / (1 + n_b), static_cast<Real>(k)) / (1 + n_b);
    }
    Populations state{p, p - pi, RealVector::Zero(p.size())};
    for (Eigen::Index k = 0; k < p.size(); ++k)
      state.log_ratio(k) =
          static_cast<Real>(k) * std::log(n * (1 + n_b) / (n_b * (1 + n))) + std::log((1 + n_b) / (1 + n));
    expect_near(oscillator_distances(n, n - n_b, n_b), distances(state, pi), 1e-9);
  }
  const Distances empty = oscillator_distances(0, -0.5, 0.5);
  EXPECT_NEAR(empty.trace, 1.0 / 3, 1e-15);
  EXPECT_NEAR(empty.relative_entropy, std::log(1.5), 1e-15);
}

TEST(BoseChange, KeepsItsDigits) {
  for (const Real x : {0.01, 1.0, 30.0}) {
    const Real n = bose_occupation(x);
    for (const Real change : {1e-13, -1e-13})
      EXPECT_NEAR(bose_change(x, change) / (-n * (n + 1) * change), 1, 1e-13 * (1 + 2 * n));
    for (const Real change : {2.0, 900.0, -0.6 * x})
      EXPECT_NEAR(bose_change(x, change) / (bose_occupation(x + change) - n), 1, 1e-13) << x << " " << change;
  }
}

}  // namespace
}  // namespace qalor
