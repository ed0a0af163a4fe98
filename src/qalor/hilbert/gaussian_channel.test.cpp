// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/hilbert/gaussian_channel.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace qalor {
namespace {

Matrix lowering(Eigen::Index size) {
  Matrix a = Matrix::Zero(size, size);
  for (Eigen::Index n = 1; n < size; ++n) a(n - 1, n) = std::sqrt(static_cast<Real>(n));
  return a;
}

/// A state with all coherences between 0, 1 and 3.
Matrix some_state() {
  Vector v = Vector::Zero(4);
  v(0) = 0.5;
  v(1) = Complex(0.3, 0.4);
  v(3) = Complex(-0.2, 0.6);
  v.normalize();
  return v * v.adjoint();
}

TEST(GaussianChannel, MovesMomentsAsTheModeDoes) {
  const GaussianChannel channel{.u = Complex(0.5, -0.3), .v = 0.7};
  const Matrix start = some_state();
  const Matrix rho = apply(channel, start, 120).state;
  const Matrix a = lowering(120), a0 = lowering(4);
  const Real n0 = (a0.adjoint() * a0 * start).trace().real();
  EXPECT_NEAR(rho.trace().real(), 1, 1e-13);
  EXPECT_LT(std::abs((a * rho).trace() - channel.u * (a0 * start).trace()), 1e-13);
  EXPECT_NEAR((a.adjoint() * a * rho).trace().real(), std::norm(channel.u) * n0 + channel.v, 1e-12);
  EXPECT_LT(std::abs((a * a * rho).trace() - channel.u * channel.u * (a0 * a0 * start).trace()), 1e-12);
  EXPECT_GT(hermitian_eigenvalues(rho).minCoeff(), -1e-15);
}

TEST(GaussianChannel, RateIsTheDerivative) {
  const Complex u(0.4, 0.2), du(-0.3, -0.5);
  const Real v = 0.3, dv = 0.2, h = 1e-4;
  const Moving at = apply({u, v, du, dv}, some_state(), 80);
  const Matrix after = apply({u + h * du, v + h * dv}, some_state(), 80).state;
  const Matrix before = apply({u - h * du, v - h * dv}, some_state(), 80).state;
  EXPECT_LT(((after - before) / (2 * h) - at.rate).cwiseAbs().maxCoeff(), 1e-7);
  EXPECT_NEAR(at.rate.trace().real(), 0, 1e-12);
}

TEST(GaussianChannel, RateIsTheTimeLocalMasterEquation) {
  const Complex u(0.4, 0.2), du(-0.3, -0.5);
  const Real v = 0.3, dv = 0.2;
  const Moving at = apply({u, v, du, dv}, some_state(), 100);
  const Matrix a = lowering(100), number = a.adjoint() * a;
  const Real frequency = -(du / u).imag(), damping = -(du / u).real(), noise = dv + 2 * damping * v;
  const auto dissipate = [&](const Matrix& l) -> Matrix {
    const Matrix weight = l.adjoint() * l;
    return l * at.state * l.adjoint() - 0.5 * (weight * at.state + at.state * weight);
  };
  const Matrix rate = Complex(0, -frequency) * (number * at.state - at.state * number) +
                      (2 * damping + noise) * dissipate(a) + noise * dissipate(a.adjoint());
  EXPECT_LT((rate - at.rate).topLeftCorner(60, 60).cwiseAbs().maxCoeff(), 1e-12);
}

TEST(GaussianChannel, IsRegularWhereTheAmplitudeVanishes) {
  const Moving at = apply({.u = 0, .v = 0.5, .du = Complex(-1, 0.3), .dv = 0.1}, some_state(), 80);
  for (Eigen::Index n = 0; n < 60; ++n)
    EXPECT_NEAR(at.state(n, n).real(), std::pow(0.5 / 1.5, static_cast<Real>(n)) / 1.5, 1e-14);
  EXPECT_TRUE(at.rate.allFinite());
  EXPECT_GT(std::abs(at.rate(0, 1)), 1e-3);  // coherence comes back at the rate du
}

TEST(GaussianChannel, DisplacedThermalStatesKeepTheirForm) {
  const Real x = 0.4;
  const Complex alpha(0.8, -0.5), u(0.3, 0.6);
  const Matrix start = displaced_thermal_state(x, alpha, 90);
  const Matrix moved = apply({.u = u, .v = 0.2}, start, 90).state;
  const Real then = 0.2 + std::norm(u) * x;
  EXPECT_LT((moved - displaced_thermal_state(then, u * alpha, 90)).cwiseAbs().maxCoeff(), 1e-13);
  const MovingPopulations p = displaced_thermal(then, std::norm(u * alpha), 0.1, -0.2, 90);
  EXPECT_LT((moved.diagonal().real() - p.p).cwiseAbs().maxCoeff(), 1e-14);
  const Real h = 1e-5;
  const RealVector after = displaced_thermal(then + h * 0.1, std::norm(u * alpha) - h * 0.2, 0, 0, 90).p;
  const RealVector before = displaced_thermal(then - h * 0.1, std::norm(u * alpha) + h * 0.2, 0, 0, 90).p;
  EXPECT_LT(((after - before) / (2 * h) - p.dp).cwiseAbs().maxCoeff(), 1e-10);
}

TEST(GaussianChannel, LargeDisplacementsDoNotUnderflow) {
  const MovingPopulations p = displaced_thermal(0.5, 40 * 40, 0, 0, 3000);
  EXPECT_NEAR(p.p.sum(), 1, 1e-10);
  Real mean = 0;
  for (Eigen::Index n = 0; n < p.p.size(); ++n) mean += static_cast<Real>(n) * p.p(n);
  EXPECT_NEAR(mean / 1600.5, 1, 1e-10);
}

}  // namespace
}  // namespace qalor
