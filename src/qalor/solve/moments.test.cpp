// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/moments.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "tests/machines.hpp"

namespace qalor {
namespace {

using laws::largest;
using testing::StartsWith;
using testing::ThrowsMessage;

constexpr Real kappa_a = 0.5;
constexpr Real kappa_b = 0.8;

BosonMachine pair(Real g, Real epsilon) {
  BosonMachine machine;
  machine.bare = Vector{{1.3, 1.0}}.asDiagonal();
  machine.interaction = g * Matrix{{0, 1}, {1, 0}};
  machine.baths = {{"A", 2, FlatDamping{kappa_a}}, {"B", 3, FlatDamping{kappa_b}}};
  machine.couplings = {{0, 0}, {1, 1}};
  if (epsilon > 0) machine.noises.push_back({"noise", Matrix{{0, 1}, {0, 0}}, epsilon});
  return machine;
}

TEST(SteadyMoments, OfAPairAreASeriesOfThreeResistances) {
  const Real g = 0.3;
  const Real width = 0.5 * (kappa_a + kappa_b);
  const Real detuning = 0.3;
  const Real exchange = 2 * g * g * width / (width * width + detuning * detuning);
  const Real current = (bose_occupation(2.6) - bose_occupation(3)) / (1 / exchange + 1 / kappa_a + 1 / kappa_b);
  const auto [state, certificate] = steady_state(local_bosons(pair(g, 0), Heat::bare));
  EXPECT_NEAR(state.rho(0, 0).real(), bose_occupation(2.6) - current / kappa_a, 1e-15);
  EXPECT_NEAR(state.rho(1, 1).real(), bose_occupation(3) + current / kappa_b, 1e-15);
  EXPECT_LT(std::abs(state.rho(1, 0) - current / (2 * g) * Complex(detuning / width, -1)), 1e-15);
  EXPECT_EQ(certificate.status, Status::ok);
  EXPECT_EQ(certificate.method, "direct: linear equations of the moments");
  EXPECT_GT(certificate.details.number("smallest_eigenvalue"), 0);
}

TEST(SteadyTwoBody, OfACoherentPairIsThatOfWicksTheorem) {
  const BosonFlow flow = local_bosons(pair(0.3, 0), Heat::bare);
  const OneBody one = steady_state(flow).state;
  const Matrix two = steady_two_body(flow, one).state;
  const Complex c = one.rho(1, 0);
  EXPECT_NEAR(two(1, 1).real(), (one.rho(0, 0) * one.rho(1, 1)).real() + std::norm(c), 1e-15);
  EXPECT_NEAR(two(0, 0).real(), 2 * std::pow(one.rho(0, 0).real(), 2), 1e-15);
}

TEST(SteadyTwoBody, OfANoisyPairSolvesTheThreeEquationsOfItsOccupations) {
  // <n_A^2>, <n_B^2>, z = <n_A n_B>; not Gaussian.
  const Real epsilon = 0.7;
  const BosonFlow flow = local_bosons(pair(0, epsilon), Heat::bare);
  const OneBody one = steady_state(flow).state;
  const Matrix two = steady_two_body(flow, one).state;
  const Real x = one.rho(0, 0).real();
  const Real y = one.rho(1, 1).real();
  const Real z = two(1, 1).real();
  const Real aa = two(0, 0).real() + x;  // <n^2> = <a^dagger a^dagger a a> + <n>
  const Real bb = two(3, 3).real() + y;
  const Real up_a = kappa_a * bose_occupation(2.6);
  const Real up_b = kappa_b * bose_occupation(3);
  const Real down_a = kappa_a + up_a;
  const Real down_b = kappa_b + up_b;
  EXPECT_NEAR(-2 * (kappa_a + epsilon) * aa + 4 * epsilon * z + (down_a + 3 * up_a) * x + up_a + epsilon * (x + y), 0,
              1e-15);
  EXPECT_NEAR(-2 * (kappa_b + epsilon) * bb + 4 * epsilon * z + (down_b + 3 * up_b) * y + up_b + epsilon * (x + y), 0,
              1e-15);
  EXPECT_NEAR(-(kappa_a + kappa_b + 4 * epsilon) * z + epsilon * (aa + bb) + up_a * y + up_b * x - epsilon * (x + y), 0,
              1e-15);
  EXPECT_GT(std::abs(z - x * y), 1e-6);  // what Wick would miss here, 2e-5
}

TEST(SteadyMoments, AreNotUniqueWithAnUndampedMode) {
  BosonMachine machine = pair(0, 0);
  machine.couplings.pop_back();
  EXPECT_THAT([&] { (void)steady_state(local_bosons(machine, Heat::bare)); },
              ThrowsMessage<ConvergenceError>(StartsWith("the steady state is not unique: reciprocal condition ")));
}

TEST(SteadyMoments, AreNotUniqueWithADarkCombinationOfModes) {
  // Three equal modes in a ring, one damped: the antisymmetric combination of the others never meets the bath.
  BosonMachine machine;
  machine.bare = Matrix::Identity(3, 3);
  machine.interaction = 0.25 * (Matrix::Ones(3, 3) - Matrix::Identity(3, 3));
  machine.baths = {{"A", 1, FlatDamping{1}}};
  machine.couplings = {{0, 0}};
  EXPECT_THAT([&] { (void)steady_state(local_bosons(machine, Heat::bare)); },
              ThrowsMessage<ConvergenceError>(StartsWith("the steady state is not unique: reciprocal condition ")));
}

}  // namespace
}  // namespace qalor
