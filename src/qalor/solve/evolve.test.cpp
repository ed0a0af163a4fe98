// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/evolve.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <stdexcept>

#include "qalor/solve/steady.hpp"
#include "tests/machines.hpp"

namespace qalor {
namespace {

using laws::Dice;
using laws::largest;
using laws::random_state;
using testing::ThrowsMessage;

const Space pair({qubit("A"), qubit("B")});

Lindblad flow_of(Real omega_a, Real gamma_a, Real gamma_b, Real g, Heat heat = Heat::bare) {
  const Operator hop = raise(pair, 0) * lower(pair, 1);
  Machine machine{Complex(omega_a) * number(pair, 0) + number(pair, 1),
                  Complex(g) * (hop + hop.adjoint()),
                  {{"A", 0.5, FlatEmission{gamma_a}}, {"B", 1.5, FlatEmission{gamma_b}}},
                  {}};
  for (std::size_t k = 0; k < 2; ++k) machine.couplings.push_back({lower(pair, k) + raise(pair, k), k});
  return local_lindblad(machine, heat);
}

Matrix expected_state(const Lindblad& flow, const DensityMatrix& initial, Real t) {
  return naive::evolved(naive::superoperator(flow.hamiltonian().dense(), laws::naive_jumps(flow)), initial.matrix(), t);
}

BosonFlow modes(Real epsilon) {
  BosonMachine machine;
  machine.bare = Vector{{1.3, 1.0}}.asDiagonal();
  machine.interaction = 0.3 * Matrix{{0, 1}, {1, 0}};
  machine.baths = {{"A", 2, FlatDamping{0.5}}, {"B", 3, FlatDamping{0.8}}};
  machine.couplings = {{0, 0}, {1, 1}};
  if (epsilon > 0) machine.noises.push_back({"noise", Matrix{{0, 1}, {0, 0}}, epsilon});
  return local_bosons(machine, Heat::bare);
}

TEST(Evolve, AQubitRelaxesExponentially) {
  const Space one({qubit("A")});
  const Machine machine{Complex(1.7) * number(one, 0),
                        Operator(one),
                        {{"A", 0.5, FlatEmission{0.4}}},
                        {{lower(one, 0) + raise(one, 0), 0}}};
  const Lindblad flow = local_lindblad(machine, Heat::bare);
  const auto run = evolve(flow, basis_state(one, 1), {0, 0.7, 5});
  const Real kappa = 0.4 * (1 + std::exp(-0.85));
  const Real rest = 1 / (std::exp(0.85) + 1);
  for (std::size_t k = 0; k < 3; ++k) {
    const Real n = rest + (1 - rest) * std::exp(-kappa * run.times[k]);
    EXPECT_NEAR(populations(run.states[k])[1], n, 1e-15);
    EXPECT_NEAR(run.energies[0][k], 1.7 * (n - 1), 1e-14);
    EXPECT_EQ(run.work[k], 0);
  }
}

TEST(Evolve, KeepsCoherencesThatTheSteadyStateDoesNotHave) {
  Dice dice(1);
  const Lindblad flow = flow_of(1.2, 0.3, 0.5, 0.4);
  const DensityMatrix initial = random_state(dice, pair);  // coherent between all states
  const auto run = evolve(flow, initial, {0.5, 3});
  for (std::size_t k = 0; k < 2; ++k)
    EXPECT_LT(largest(run.states[k].matrix() - expected_state(flow, initial, run.times[k])), 1e-14);
}

TEST(Evolve, CrossesExceptionalPoints) {
  // Delta = 0, g = |kappa_A - kappa_B|/4: the generator has no eigenbasis there.
  const Real ka = 1.0 * (1 + std::exp(-0.5));
  const Real kb = 0.3 * (1 + std::exp(-1.5));
  const Lindblad flow = flow_of(1, 1.0, 0.3, 0.25 * (ka - kb));
  const DensityMatrix initial = basis_state(pair, 2);
  const auto run = evolve(flow, initial, {0.5, 4});
  for (std::size_t k = 0; k < 2; ++k)
    EXPECT_LT(largest(run.states[k].matrix() - expected_state(flow, initial, run.times[k])), 1e-14);
}

TEST(Evolve, IntegratesTheCurrents) {
  // Simpson on 400 intervals of the currents errs by (t/400)^4/180 of their fourth derivative, 1e-11 here.
  Dice dice(2);
  for (const Heat heat : {Heat::bare, Heat::full}) {
    const Lindblad flow = flow_of(1.2, 0.3, 0.5, 0.4, heat);
    const DensityMatrix initial = random_state(dice, pair);
    constexpr std::size_t intervals = 400;
    std::vector<Real> times;
    for (std::size_t k = 0; k <= intervals; ++k) times.push_back(2.0 * static_cast<Real>(k) / intervals);
    const auto run = evolve(flow, initial, times);
    std::vector<Real> sums(3, 0.0);
    for (std::size_t k = 0; k <= intervals; ++k) {
      const Real weight = (k == 0 || k == intervals ? 1 : (k % 2 == 1 ? 4 : 2)) * times[1] / 3;
      for (std::size_t x = 0; x < 2; ++x) sums[x] += weight * flow.exchange(run.states[k], x).energy;
      sums[2] += weight * flow.power(run.states[k]);
    }
    for (std::size_t x = 0; x < 2; ++x) EXPECT_NEAR(run.energies[x].back(), sums[x], 1e-10);
    EXPECT_NEAR(run.work.back(), sums[2], 1e-10);
  }
}

TEST(Evolve, ConservesEnergyAndSaysSo) {
  Dice dice(3);
  const Lindblad flow = flow_of(1.2, 0.3, 0.5, 0.4);
  const auto run = evolve(flow, random_state(dice, pair), {0.1, 1, 10, 100});
  EXPECT_LT(run.certificate.residual, 1e-13);
  EXPECT_LT(run.certificate.details.number("semigroup_error"), 1e-13);
  EXPECT_LT(run.certificate.details.number("trace_error"), 1e-13);
  EXPECT_GT(run.certificate.details.number("smallest_eigenvalue"), 0);
  EXPECT_EQ(run.certificate.status, Status::ok);
}

TEST(Evolve, EndsInTheSteadyState) {
  const Lindblad flow = flow_of(1.2, 0.3, 0.5, 0.4);
  const auto run = evolve(flow, basis_state(pair, 3), {1000});
  EXPECT_LT(largest(run.states[0].matrix() - steady_state(flow).state.matrix()), 1e-12);
}

TEST(Evolve, StaysWhereNoTimePasses) {
  Dice dice(4);
  const Lindblad flow = flow_of(1.2, 0.3, 0.5, 0.4);
  const DensityMatrix initial = random_state(dice, pair);
  const auto run = evolve(flow, initial, {0, 0, 1, 1});
  EXPECT_LT(largest(run.states[1].matrix() - initial.matrix()), 1e-16);
  EXPECT_EQ(run.energies[0][1], 0);
  EXPECT_EQ(largest(run.states[2].matrix() - run.states[3].matrix()), 0);
}

TEST(Evolve, OfModesIsTheExponentialOfTheirEquationsOfMotion) {
  Dice dice(5);
  for (const Real epsilon : {0.0, 0.7}) {
    const BosonFlow flow = modes(epsilon);
    const Matrix a = laws::random_matrix(dice, 2);
    const OneBody initial{a * a.adjoint()};
    const auto run = evolve(flow, initial, {0, 0.5, 3});
    // Fourth-order Runge-Kutta with 3000 steps of 1e-3 errs by some 1e-13.
    Matrix rho = initial.rho;
    const Real h = 1e-3;
    for (int step = 0; step < 3000; ++step) {
      const Matrix k1 = flow.derivative({rho});
      const Matrix k2 = flow.derivative({rho + 0.5 * h * k1});
      const Matrix k3 = flow.derivative({rho + 0.5 * h * k2});
      const Matrix k4 = flow.derivative({rho + h * k3});
      rho += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
    }
    EXPECT_LT(largest(run.states[2].rho - rho), 1e-11);
    EXPECT_LT(largest(run.states[0].rho - initial.rho), 1e-15);
    EXPECT_NEAR(flow.energy(run.states[2]) - flow.energy(initial),
                run.energies[0][2] + run.energies[1][2] + run.work[2], 1e-13);
    EXPECT_EQ(run.certificate.status, Status::ok);
  }
}

TEST(Evolve, NeedsAscendingTimes) {
  const Lindblad flow = flow_of(1.2, 0.3, 0.5, 0.4);
  for (const std::vector<Real>& times : {std::vector<Real>{-1}, {1, 0.5}, {0, std::nan("")}}) {
    EXPECT_THAT([&] { (void)evolve(flow, basis_state(pair, 0), times); },
                ThrowsMessage<std::invalid_argument>("times must be >= 0 and ascending"));
    EXPECT_THAT([&] { (void)evolve(modes(0), OneBody{Matrix::Zero(2, 2)}, times); },
                ThrowsMessage<std::invalid_argument>("times must be >= 0 and ascending"));
  }
}

/// A row of qubits with a bath at either end, weakly damped.
Lindblad chain(std::size_t length, Real gamma) {
  std::vector<Factor> factors;
  for (std::size_t k = 0; k < length; ++k) factors.push_back(qubit("q" + std::to_string(k)));
  const Space space(factors);
  Machine machine{
      Operator(space), Operator(space), {{"A", 0.5, FlatEmission{gamma}}, {"B", 1.5, FlatEmission{gamma}}}, {}};
  for (std::size_t k = 0; k < length; ++k) machine.bare += (1 + 0.1 * static_cast<Real>(k)) * number(space, k);
  for (std::size_t k = 0; k + 1 < length; ++k) {
    const Operator hop = 0.7 * (raise(space, k) * lower(space, k + 1));
    machine.interaction += hop + hop.adjoint();
  }
  for (const std::size_t k : {std::size_t{0}, length - 1})
    machine.couplings.push_back({lower(space, k) + raise(space, k), k == 0 ? 0u : 1u});
  return local_lindblad(machine, Heat::bare);
}

TEST(Evolve, ByChebyshevSeriesIsByExponential) {
  Dice dice(6);
  for (const Real gamma : {0.01, 0.3, 20.0}) {  // weak, middling, and faster than all levels
    const Lindblad flow = chain(3, gamma);
    const DensityMatrix initial = random_state(dice, flow.space());
    const std::vector<Real> times{0, 0.3, 7, 60};
    const auto dense = evolve(flow, initial, times, DenseExponential{});
    const auto series = evolve(flow, initial, times, Chebyshev{});
    EXPECT_EQ(series.certificate.status, Status::ok);
    EXPECT_LT(series.certificate.details.number("error_estimate"), 1e-10);
    for (std::size_t k = 0; k < times.size(); ++k) {
      const Real error = largest(series.states[k].matrix() - dense.states[k].matrix());
      EXPECT_LT(error, 1e-11);  // rounding of up to 1e4 products
      EXPECT_LT(error, 10 * series.certificate.details.number("error_estimate") + 1e-13);
      for (std::size_t x = 0; x < 2; ++x)
        EXPECT_NEAR(series.energies[x][k], dense.energies[x][k], 1e-11 * (1 + gamma * times[k]));
      EXPECT_NEAR(series.work[k], dense.work[k], 1e-11 * (1 + gamma * times[k]));
    }
    EXPECT_LT(series.certificate.residual, 1e-10);
  }
}

TEST(Evolve, TakesTheMethodThatTheSizesAskFor) {
  const auto method = [](std::size_t length, Real until) {
    const Lindblad flow = chain(length, 0.1);
    return evolve(flow, basis_state(flow.space(), 1), {until}).certificate.method;
  };
  // 20 and 924 unknowns: C(2N, N).
  EXPECT_EQ(method(3, 1), "dense exponential of the reachable block with integrated currents");
  EXPECT_EQ(method(6, 1), "Chebyshev series of the reachable block with integrated currents");
}

TEST(Evolve, OfManyQubitsFollowsTheEquationOfMotion) {
  // 3432 unknowns, beyond the dense exponential. Fourth-order Runge-Kutta with 400 steps of 2.5e-3 errs by some 1e-10.
  const Lindblad flow = chain(7, 0.2);
  const DensityMatrix initial = basis_state(flow.space(), 5);
  const auto run = evolve(flow, initial, {1});
  Matrix rho = initial.matrix();
  const Real h = 2.5e-3;
  const auto slope = [&](const Matrix& m) { return flow.derivative(DensityMatrix::unchecked(flow.space(), m)); };
  for (int step = 0; step < 400; ++step) {
    const Matrix k1 = slope(rho);
    const Matrix k2 = slope(rho + 0.5 * h * k1);
    const Matrix k3 = slope(rho + 0.5 * h * k2);
    const Matrix k4 = slope(rho + h * k3);
    rho += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
  }
  EXPECT_LT(largest(run.states[0].matrix() - rho), 1e-9);
  EXPECT_LT(run.certificate.residual, 1e-12);
  EXPECT_LT(run.certificate.details.number("semigroup_error"), 1e-13);
  EXPECT_EQ(run.certificate.status, Status::ok);
}

TEST(Evolve, RefusesWhatAMethodDoesNotTake) {
  const Space wide({levels("A", 39)});
  const Operator h(wide, Matrix(Matrix::Ones(39, 39)));
  const Lindblad flow(h, h, {}, {}, {});
  EXPECT_THAT(
      [&] { (void)evolve(flow, basis_state(wide, 0), {1}, DenseExponential{}); },
      ThrowsMessage<ConvergenceError>("1521 real unknowns are too many for the dense exponential, which takes 1500"));
  EXPECT_EQ(evolve(flow, basis_state(wide, 0), {1}).certificate.status, Status::ok);
  EXPECT_THAT(
      [&] { (void)evolve(flow, basis_state(wide, 0), {1}, Chebyshev{.most_products = 10}); },
      ThrowsMessage<ConvergenceError>(testing::HasSubstr("products with the generator, more than 10: fast rates "
                                                         "or levels far apart against the time")));
}

}  // namespace
}  // namespace qalor
