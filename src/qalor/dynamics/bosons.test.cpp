// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/dynamics/bosons.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <stdexcept>

#include "tests/machines.hpp"

namespace qalor {
namespace {

using laws::Dice;
using laws::largest;
using laws::random_matrix;
using testing::ThrowsMessage;

/// Three modes in a row, the outer ones damped, with a complex hopping.
BosonMachine chain() {
  BosonMachine machine;
  machine.bare = Vector{{1.4, 1.0, 1.7}}.asDiagonal();
  machine.interaction = Matrix::Zero(3, 3);
  machine.interaction(0, 1) = Complex(0.2, 0.1);
  machine.interaction(1, 2) = Complex(0.15, -0.2);
  machine.interaction += machine.interaction.adjoint().eval();
  machine.baths = {{"A", 1.2, FlatDamping{0.5}}, {"B", 0.7, FlatEmission{0.3}}};
  machine.couplings = {{0, 0}, {2, 1}};
  return machine;
}

BosonMachine with_noise(BosonMachine machine, const Matrix& k) {
  machine.noises.push_back({"noise", k, 0.4});
  return machine;
}

OneBody random_moments(Dice& dice, Eigen::Index modes) {
  const Matrix a = random_matrix(dice, modes);
  return {a * a.adjoint()};
}

Matrix one_way() {
  Matrix k = Matrix::Zero(3, 3);
  k(0, 2) = 1;
  return k;
}

std::vector<BosonFlow> flows() {
  const Matrix real_noise = one_way() + one_way().adjoint();
  return {local_bosons(chain(), Heat::bare), local_bosons(chain(), Heat::full), global_bosons(chain()),
          local_bosons(with_noise(chain(), one_way()), Heat::bare),
          local_bosons(with_noise(chain(), real_noise), Heat::bare)};
}

TEST(BosonFlow, ObeysTheEquationsOfMotionOfACoherentPair) {
  // dx/dt = kappa_A (x0 - x) + 2 g Im c, dc/dt = (i Delta - kbar) c - i g (x - y), with c = <a^dagger b> = rho(1, 0).
  BosonMachine pair;
  pair.bare = Vector{{1.3, 1.0}}.asDiagonal();
  pair.interaction = 0.2 * Matrix{{0, 1}, {1, 0}};
  pair.baths = {{"A", 2, FlatDamping{0.5}}, {"B", 3, FlatDamping{0.8}}};
  pair.couplings = {{0, 0}, {1, 1}};
  Dice dice(1);
  const OneBody state = random_moments(dice, 2);
  const Matrix change = local_bosons(pair, Heat::bare).derivative(state);
  const Complex c = state.rho(1, 0);
  const Real x = state.rho(0, 0).real();
  const Real y = state.rho(1, 1).real();
  EXPECT_NEAR(change(0, 0).real(), 0.5 * (bose_occupation(2.6) - x) + 2 * 0.2 * c.imag(), 1e-15);
  EXPECT_NEAR(change(1, 1).real(), 0.8 * (bose_occupation(3) - y) - 2 * 0.2 * c.imag(), 1e-15);
  EXPECT_LT(std::abs(change(1, 0) - (Complex(-0.65, 0.3) * c - Complex(0, 0.2) * (x - y))), 1e-15);
}

TEST(BosonFlow, ExchangeNoiseMovesOccupationsAtTwoEpsilon) {
  BosonMachine pair;
  pair.bare = Vector{{1.3, 1.0}}.asDiagonal();
  pair.interaction = Matrix::Zero(2, 2);
  pair.noises.push_back({"noise", Matrix{{0, 1}, {0, 0}}, 0.4});
  const BosonFlow flow = local_bosons(pair, Heat::bare);
  const OneBody state{Matrix{{0.9, Complex(0.1, 0.2)}, {Complex(0.1, -0.2), 0.3}}};
  const Matrix change = flow.derivative(state);
  EXPECT_NEAR((change(0, 0) - change(1, 1)).real(), -2 * 0.4 * 0.6, 1e-15);
  EXPECT_NEAR((change(0, 0) + change(1, 1)).real(), 0, 1e-15);
  EXPECT_LT(std::abs(change(1, 0) - (Complex(-0.4, 0.3) * state.rho(1, 0))), 1e-15);
  EXPECT_NEAR(flow.power(state), (1.0 - 1.3) * 0.4 * 0.6, 1e-15);
}

TEST(BosonFlow, ConservesEnergyByTwoRoutes) {
  Dice dice(2);
  for (const BosonFlow& flow : flows()) {
    const OneBody state = random_moments(dice, 3);
    const Real received = flow.exchange(state, 0).energy + flow.exchange(state, 1).energy + flow.power(state);
    EXPECT_NEAR(received, flow.energy_rate(state), 1e-13);
    EXPECT_NEAR(flow.energy(state), (flow.hamiltonian() * state.rho).trace().real(), 1e-13);
  }
}

TEST(BosonFlow, TheHeatOfTheQuantaIsTheHeatOfTheDissipator) {
  Dice dice(3);
  const OneBody state = random_moments(dice, 3);
  for (std::size_t x = 0; x < 2; ++x) {
    const BosonFlow local = local_bosons(chain(), Heat::bare);
    EXPECT_NEAR(local.exchange(state, x).energy, (chain().bare * local.dissipator(state, x)).trace().real(), 1e-13);
    const BosonFlow global = global_bosons(chain());
    EXPECT_NEAR(global.exchange(state, x).energy, (chain().hamiltonian() * global.dissipator(state, x)).trace().real(),
                1e-13);
    EXPECT_NEAR(global.quanta(state, x), global.dissipator(state, x).trace().real(), 1e-13);
  }
}

TEST(BosonFlow, RestsInTheGibbsStateOfItsBooks) {
  const auto gibbs = [](const Matrix& h, Real beta) -> OneBody {
    const auto [w, u] = hermitian_eigen(h);
    RealVector n(w.size());
    for (Eigen::Index k = 0; k < w.size(); ++k) n(k) = bose_occupation(beta * w(k));
    return {u * n.asDiagonal() * u.adjoint()};
  };
  for (std::size_t x = 0; x < 2; ++x) {
    const Real beta = chain().baths[x].beta;
    EXPECT_LT(largest(local_bosons(chain(), Heat::bare).dissipator(gibbs(chain().bare, beta), x)), 1e-15);
    EXPECT_LT(largest(global_bosons(chain()).dissipator(gibbs(chain().hamiltonian(), beta), x)), 1e-15);
  }
}

TEST(BosonFlow, TheTwoBodyMotionOfAThermalProductIsThatOfWicksTheorem) {
  // Gaussian states stay Gaussian without noise: d(rho (x) rho + swapped)/dt follows from drho/dt.
  Dice dice(4);
  const BosonFlow flow = local_bosons(chain(), Heat::bare);
  const OneBody state = random_moments(dice, 3);
  const auto wick = [](const Matrix& a, const Matrix& b) {
    const Matrix direct = naive::kron(a, b);
    Matrix out = direct;
    for (Eigen::Index i = 0; i < 3; ++i)
      for (Eigen::Index j = 0; j < 3; ++j) out.row(i * 3 + j) += direct.row(j * 3 + i);
    return out;
  };
  const Matrix change = flow.derivative(state);
  const Matrix expected = wick(change, state.rho) + wick(state.rho, change);
  EXPECT_LT(largest(flow.derivative_two_body(wick(state.rho, state.rho), state) - expected), 1e-13);
}

TEST(BosonFlow, GlobalModesShareTheDampingOfTheirSites) {
  // phi_A+ = (1 + Delta/2R)/2 of a detuned pair.
  BosonMachine pair;
  pair.bare = Vector{{2.0, 1.0}}.asDiagonal();
  pair.interaction = 0.3 * Matrix{{0, 1}, {1, 0}};
  pair.baths = {{"A", 2, FlatDamping{0.5}}};
  pair.couplings = {{0, 0}};
  const BosonFlow flow = global_bosons(pair);
  const Real r = std::hypot(0.5, 0.3);
  ASSERT_EQ(flow.jumps().size(), 2u);
  EXPECT_NEAR(flow.jumps()[0].frequency, 1.5 - r, 1e-14);
  EXPECT_NEAR(flow.jumps()[0].v.squaredNorm(), 0.5 * (1 - 0.5 / r), 1e-14);
  EXPECT_NEAR(flow.jumps()[1].v.squaredNorm(), 0.5 * (1 + 0.5 / r), 1e-14);
}

TEST(BosonFlow, GlobalJumpsOfDegenerateModesStayWithTheirSites) {
  BosonMachine pair;
  pair.bare = Matrix::Identity(2, 2);
  pair.interaction = Matrix::Zero(2, 2);
  pair.baths = {{"A", 2, FlatDamping{0.5}}};
  pair.couplings = {{1, 0}};
  const BosonFlow flow = global_bosons(pair);
  ASSERT_EQ(flow.jumps().size(), 1u);
  EXPECT_LT(largest(flow.jumps()[0].v - Vector::Unit(2, 1)), 1e-15);
}

TEST(BosonFlow, RefusesAHamiltonianWithoutGroundState) {
  BosonMachine machine = chain();
  machine.interaction *= 10;
  EXPECT_THAT(
      [&] { (void)local_bosons(machine, Heat::bare); },
      ThrowsMessage<std::invalid_argument>("the bosonic Hamiltonian has no ground state: an eigenfrequency is <= 0"));
}

TEST(BosonFlow, GlobalRefusesNoise) {
  EXPECT_THAT([] { (void)global_bosons(with_noise(chain(), one_way())); },
              ThrowsMessage<std::invalid_argument>(
                  "a global generator needs a Hamiltonian coupling: noise has none to diagonalise"));
}

TEST(BosonFlow, RefusesAnInfinitelyHotBath) {
  BosonMachine machine = chain();
  machine.baths[0].beta = 0;
  EXPECT_THAT(
      [&] { (void)local_bosons(machine, Heat::bare); },
      ThrowsMessage<std::domain_error>("a bosonic bath needs beta > 0: the occupation is infinite at beta = 0"));
}

}  // namespace
}  // namespace qalor
