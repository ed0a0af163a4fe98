// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/ledger/nonequilibrium.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace qalor {
namespace {

Levels two_levels(const Matrix& vectors) { return {RealVector{{0, 1}}, vectors, {{0, 1}, {1, 2}}}; }

struct Moving {
  Matrix rho, drho;
};

/// A qubit of frequency 1 under the rates `down` and `up`, from p = 0.3 and rho_eg = 0.4.
Moving damped_qubit(Real down, Real up, Real t) {
  const Real sum = down + up, end = up / sum;
  const Real p = end + (0.3 - end) * std::exp(-sum * t), dp = -sum * (p - end);
  const Complex c = 0.4 * std::exp(Complex(-0.5 * sum, -1) * t), dc = Complex(-0.5 * sum, -1) * c;
  return {Matrix{{1 - p, std::conj(c)}, {c, p}}, Matrix{{-dp, std::conj(dc)}, {dc, dp}}};
}

TEST(Nonequilibrium, AccountsForADampedQubit) {
  const Real n = 1 / std::expm1(1.0);
  const Moving m = damped_qubit(0.1 * (n + 1), 0.1 * n, 5);
  const EntropyBooks books = entropy_books(m.rho, m.drho, two_levels(Matrix::Identity(2, 2)));
  const Real p = m.rho(1, 1).real(), dp = m.drho(1, 1).real();
  EXPECT_NEAR(p, 0.27946794727, 1e-10);
  EXPECT_NEAR(std::abs(m.rho(1, 0)), 0.23286903027, 1e-10);
  EXPECT_NEAR(books.energy_entropy, 0.59245011171, 1e-10);
  EXPECT_NEAR(books.entropy, 0.47029746107, 1e-10);
  EXPECT_NEAR(books.energy_entropy_rate, -0.00215739595, 1e-10);
  EXPECT_NEAR(books.entropy_rate, 0.02544719520, 1e-10);
  EXPECT_NEAR(books.from_coherence(), 0.02760459115, 1e-10);
  EXPECT_NEAR(dynamical_temperature(dp, books), 1.05585215694, 1e-10);
  EXPECT_NEAR(two_level_temperature(1, 0, p), 1.05585215694, 1e-10);
  const Matrix thermal = Matrix{{(n + 1) / (2 * n + 1), 0}, {0, n / (2 * n + 1)}};
  EXPECT_NEAR(spohn_rate(m.rho, m.drho, thermal), 0.02772508637, 1e-10);
  const Complex c = m.rho(1, 0), dc = m.drho(1, 0);
  const EntropyBooks closed = two_level_books(p, dp, std::abs(c), (std::conj(c) * dc).real() / std::abs(c));
  EXPECT_NEAR(closed.entropy, books.entropy, 1e-15);
  EXPECT_NEAR(closed.entropy_rate, books.entropy_rate, 1e-15);
  EXPECT_NEAR(closed.energy_entropy_rate, books.energy_entropy_rate, 1e-15);
}

TEST(Nonequilibrium, DoesNotDependOnTheBasis) {
  const Moving m = damped_qubit(0.3, 0.1, 2);
  const Real x = 0.4;
  const Matrix turn = Matrix{{std::cos(x), std::sin(x)}, {-std::sin(x), std::cos(x)}};
  const EntropyBooks a = entropy_books(m.rho, m.drho, two_levels(Matrix::Identity(2, 2)));
  const EntropyBooks b = entropy_books(turn * m.rho * turn.adjoint(), turn * m.drho * turn.adjoint(), two_levels(turn));
  EXPECT_NEAR(a.energy_entropy, b.energy_entropy, 1e-14);
  EXPECT_NEAR(a.energy_entropy_rate, b.energy_entropy_rate, 1e-14);
}

TEST(Nonequilibrium, DegenerateLevelsKeepTheirCoherence) {
  const Moving m = damped_qubit(0.3, 0.1, 2);
  const EntropyBooks books = entropy_books(m.rho, m.drho, {RealVector{{1, 1}}, Matrix::Identity(2, 2), {{0, 2}}});
  EXPECT_NEAR(books.coherence(), 0, 1e-15);
  EXPECT_NEAR(books.from_coherence(), 0, 1e-15);
}

TEST(Nonequilibrium, MasksTemperaturesThatAreNotDefined) {
  EXPECT_TRUE(std::isnan(dynamical_temperature(0, {})));
  EXPECT_TRUE(std::isnan(dynamical_temperature(1, {.energy_entropy_rate = 1e-12, .gross_rate = 1})));
  EXPECT_EQ(dynamical_temperature(1, {.energy_entropy_rate = 0.5, .gross_rate = 1}), 2);
  for (const Real p : {0.0, 0.5, 1.0}) EXPECT_TRUE(std::isnan(two_level_temperature(1, 0, p)));
  EXPECT_LT(two_level_temperature(1, 0, 0.51), 0);
}

TEST(Nonequilibrium, APureStateThatLosesWeightHasAnInfiniteRate) {
  EXPECT_TRUE(std::isinf(two_level_books(1, -0.1, 0, 0).entropy_rate));
  EXPECT_TRUE(std::isinf(two_level_books(0.5, 0, 0.5, -0.1).entropy_rate));
  EXPECT_EQ(two_level_books(0.5, 0, 0.5, 0).entropy_rate, 0);
}

TEST(Nonequilibrium, EnergyBooksCloseAndProductionsNeedATemperature) {
  const EnergyBooks books = energy_books(2, 1.5, 0.3, 0.1, 1, 0.8, 0.5);
  EXPECT_NEAR(books.work + books.heat + books.chemical_work, 0.5, 1e-15);
  EXPECT_NEAR(books.free_energy, 1.6, 1e-15);
  EXPECT_NEAR(production_against_bath(0.1, 2, 0.3, 0.5, -1), 0.1 + 2 * 0.8, 1e-15);
  EXPECT_TRUE(std::isnan(production_against_bath(0.1, std::numeric_limits<Real>::infinity(), 0.3, 0, 0)));
}

}  // namespace
}  // namespace qalor
