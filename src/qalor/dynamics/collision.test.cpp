// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/dynamics/collision.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <stdexcept>

#include "qalor/dynamics/lindblad.hpp"
#include "qalor/hilbert/entropy.hpp"
#include "qalor/ledger/balance.hpp"
#include "tests/machines.hpp"

namespace qalor {
namespace {

using laws::Dice;
using laws::largest;
using laws::random_state;
using testing::ThrowsMessage;

const Space pair({qubit("A"), qubit("B")});

Operator hamiltonian() {
  const Operator hop = raise(pair, 0) * lower(pair, 1);
  return Complex(1.6) * number(pair, 0) + number(pair, 1) + Complex(0.3) * (hop + hop.adjoint());
}

/// Bath A hot, bath B cold.
Collisions collisions(Real dt) { return {hamiltonian(), {{0, 1.6, 0.4, {"A", 0.5}}, {1, 1.0, 0.7, {"B", 1.5}}}, dt}; }

/// The joint motion written down by hand: factors A, B, ancilla of A, ancilla of B.
struct ByHand {
  Matrix unitary;
  Matrix ancillas;
  Matrix energy_of_a;  // of the ancilla that meets A
  Matrix energy;       // H + H_anc

  explicit ByHand(Real dt) {
    const std::vector<Eigen::Index> sizes{2, 2, 2, 2};
    std::vector<Matrix> low;
    for (std::size_t k = 0; k < 4; ++k) low.push_back(naive::place(naive::lowering(2), k, sizes));
    const auto swap = [&](std::size_t i, std::size_t j) -> Matrix {
      return low[i].adjoint() * low[j] + low[j].adjoint() * low[i];
    };
    const auto n = [&](std::size_t k) -> Matrix { return low[k].adjoint() * low[k]; };
    energy_of_a = 1.6 * n(2);
    energy = 1.6 * n(0) + n(1) + 0.3 * swap(0, 1) + energy_of_a + n(3);
    const Matrix contact = std::sqrt(0.4 / dt) * swap(0, 2) + std::sqrt(0.7 / dt) * swap(1, 3);
    unitary = naive::exponential(Complex(0, -dt) * (energy + contact));
    const Matrix one = naive::lowering(2).adjoint() * naive::lowering(2);
    ancillas = naive::kron(naive::gibbs(1.6 * one, 0.5), naive::gibbs(one, 1.5));
  }
  Matrix before(const DensityMatrix& rho) const { return naive::kron(rho.matrix(), ancillas); }
  Matrix after(const DensityMatrix& rho) const { return unitary * before(rho) * unitary.adjoint(); }
};

TEST(Collisions, AreUnitaryMeetingsWithFreshThermalQubits) {
  Dice dice(1);
  const DensityMatrix rho = random_state(dice, pair);
  const ByHand expected(0.2);
  const Matrix after = expected.after(rho);
  Matrix system = Matrix::Zero(4, 4);
  for (Eigen::Index i = 0; i < 4; ++i)
    for (Eigen::Index j = 0; j < 4; ++j) system(i, j) = after.block(4 * i, 4 * j, 4, 4).trace();
  EXPECT_LT(largest(collisions(0.2).collide(rho).matrix() - system), 1e-13);
}

TEST(Collisions, HeatIsWhatTheAncillasLoseAndPowerWhatIsNotConserved) {
  Dice dice(2);
  const DensityMatrix rho = random_state(dice, pair);
  const ByHand expected(0.2);
  const Matrix change = (expected.after(rho) - expected.before(rho)) / 0.2;
  EXPECT_NEAR(collisions(0.2).exchange(rho, 0).energy, -(expected.energy_of_a * change).trace().real(), 1e-13);
  EXPECT_NEAR(collisions(0.2).power(rho), (expected.energy * change).trace().real(), 1e-13);
}

TEST(Collisions, KeepTraceAndPositivityAndBothLawsAtAnyDuration) {
  Dice dice(3);
  for (const Real dt : {0.01, 0.2, 3.0}) {
    const Collisions flow = collisions(dt);
    const DensityMatrix rho = random_state(dice, pair);
    const DensityMatrix after = flow.collide(rho);
    EXPECT_NEAR(after.matrix().trace().real(), 1, 1e-14);
    EXPECT_GT(hermitian_eigenvalues(after.matrix())(0), 0);
    const Ledger ledger = balance(flow, rho, (entropy(after) - entropy(rho)) / dt);
    EXPECT_NEAR(ledger.first_law_residual(), 0, 1e-12);  // rounding over dt
    EXPECT_GE(ledger.entropy_production, -1e-13);
  }
}

TEST(Collisions, BecomeTheLocalMasterEquationWithBareBooksAsTheyShorten) {
  Machine machine{Complex(1.6) * number(pair, 0) + number(pair, 1), Operator(pair), {}, {}};
  machine.interaction = hamiltonian() - machine.bare;
  // kappa = gamma (1 + e^{-beta omega}) of flat emission.
  machine.baths = {{"A", 0.5, FlatEmission{0.4 / (1 + std::exp(-0.8))}},
                   {"B", 1.5, FlatEmission{0.7 / (1 + std::exp(-1.5))}}};
  machine.couplings = {{lower(pair, 0) + raise(pair, 0), 0}, {lower(pair, 1) + raise(pair, 1), 1}};
  const Lindblad local = local_lindblad(machine, Heat::bare);
  Dice dice(4);
  const DensityMatrix rho = random_state(dice, pair);
  const auto error = [&](Real dt) {
    const Collisions flow = collisions(dt);
    return std::vector<Real>{largest((flow.collide(rho).matrix() - rho.matrix()) / dt - local.derivative(rho)),
                             std::abs(flow.exchange(rho, 0).energy - local.exchange(rho, 0).energy),
                             std::abs(flow.power(rho) - local.power(rho))};
  };
  const auto coarse = error(2e-4);
  const auto fine = error(1e-4);
  for (std::size_t k = 0; k < coarse.size(); ++k) {
    EXPECT_LT(fine[k], 2e-4);  // first order in dt
    EXPECT_NEAR(coarse[k] / fine[k], 2, 0.02);
  }
}

TEST(Collisions, AreForQubitsAndTakeTime) {
  const Space qutrit({levels("A", 3)});
  EXPECT_THAT(
      [&] {
        Collisions(number(qutrit, 0), {{0, 1, 1, {"A", 1}}}, 0.1);
      },
      ThrowsMessage<std::invalid_argument>("collisions are for qubits: a factor has more than two levels"));
  EXPECT_THAT([] { (void)collisions(0); },
              ThrowsMessage<std::invalid_argument>("the collision time must be > 0, not 0"));
  EXPECT_THAT([] { (void)collisions(-0.5); },
              ThrowsMessage<std::invalid_argument>("the collision time must be > 0, not -0.5"));
}

}  // namespace
}  // namespace qalor
