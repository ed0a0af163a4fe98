// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/hilbert/state.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "tests/machines.hpp"

namespace qalor {
namespace {

using laws::Dice;
using laws::largest;
using laws::random_matrix;
using laws::random_state;
using testing::ThrowsMessage;

const Space one({qubit("A")});
const Space chain({qubit("A"), levels("B", 3), qubit("C")});

Matrix two_by_two(Complex a, Complex b, Complex c, Complex d) {
  Matrix m(2, 2);
  m << a, b, c, d;
  return m;
}

TEST(DensityMatrix, RefusesWhatIsNoStateWithTheOffendingNumber) {
  const auto refusal = [](const Matrix& m, const std::string& why) {
    EXPECT_THAT([&m] { DensityMatrix(one, m); }, ThrowsMessage<std::invalid_argument>(why));
  };
  refusal(Matrix::Zero(3, 3), "a state of this space is 2 x 2, not 3 x 3");
  refusal(two_by_two(std::nan(""), 0, 0, 1), "not a state: an element is not finite");
  refusal(two_by_two(0.5, 0.2, 0, 0.5), "not a state: not Hermitian, by 0.2");
  refusal(two_by_two(0.5, 0, 0, 0.75), "not a state: the trace is 1.25, not 1");
  refusal(two_by_two(1.5, 0, 0, -0.5), "not a state: an eigenvalue is -0.5");
}

TEST(DensityMatrix, ForgivesRoundingAndIsThenExactlyHermitian) {
  const DensityMatrix rho(one, two_by_two(0.5, {0.1, 3e-12}, 0.1, 0.5));
  EXPECT_EQ(largest(rho.matrix() - rho.matrix().adjoint()), 0);
}

TEST(ThermalState, HasBoltzmannWeights) {
  const Operator h = Complex(1.7) * number(one, 0) + Complex(0.3) * identity(one);
  const auto p = populations(thermal_state(h, 0.8));
  EXPECT_NEAR(p[1] / p[0], std::exp(-0.8 * 1.7), 1e-15);
  EXPECT_NEAR(p[0] + p[1], 1, 1e-15);
}

TEST(ThermalState, IsTheMatrixExponentialOfANonDiagonalHamiltonian) {
  Dice dice(1);
  const Matrix a = random_matrix(dice, 12);
  const Operator h(chain, Matrix(a + a.adjoint()));
  Matrix expected = naive::exponential(-0.3 * h.dense());
  expected /= expected.trace();
  EXPECT_LT(largest(thermal_state(h, 0.3).matrix() - expected), 1e-14);
}

TEST(ThermalState, IsStableAtAnyInverseTemperature) {
  const Operator h = Complex(1) * number(chain, 0) + Complex(2.5) * number(chain, 1) + Complex(0.7) * number(chain, 2);
  const DensityMatrix cold = thermal_state(h, 1000);
  const DensityMatrix inverted = thermal_state(h, -1000);
  EXPECT_EQ(cold.matrix()(0, 0), Complex(1));
  EXPECT_EQ(inverted.matrix()(11, 11), Complex(1));
  EXPECT_TRUE(cold.matrix().allFinite() && inverted.matrix().allFinite());
  for (double p : populations(thermal_state(h, 0))) EXPECT_NEAR(p, 1.0 / 12, 1e-16);
}

TEST(ThermalState, SharesTheGroundStateOfADegenerateHamiltonian) {
  const auto p = populations(thermal_state(number(chain, 1), 1000));
  for (std::size_t i = 0; i < p.size(); ++i) EXPECT_NEAR(p[i], chain.level(i, 1) == 0 ? 0.25 : 0, 1e-15);
}

TEST(ThermalState, NeedsAHermitianHamiltonian) {
  EXPECT_THAT([] { (void)thermal_state(lower(one, 0), 1); },
              ThrowsMessage<std::invalid_argument>("a thermal state needs a Hermitian Hamiltonian"));
}

TEST(BasisState, IsAProjectorWithinTheSpace) {
  EXPECT_EQ(populations(basis_state(one, 1)), (std::vector<double>{0, 1}));
  EXPECT_THAT([] { (void)basis_state(one, 2); },
              ThrowsMessage<std::invalid_argument>("basis state 2 of a space of dimension 2"));
}

TEST(Expectation, IsTheTraceOfTheProduct) {
  Dice dice(2);
  const DensityMatrix rho = random_state(dice, chain);
  const Operator op(chain, random_matrix(dice, 12));
  EXPECT_LT(std::abs(expectation(op, rho) - (op.dense() * rho.matrix()).trace()), 1e-15);
  EXPECT_THAT([&] { (void)expectation(number(one, 0), rho); },
              ThrowsMessage<std::invalid_argument>("operator and state live in different spaces"));
}

TEST(Reduced, TracesOutTheOtherFactors) {
  Dice dice(3);
  const DensityMatrix rho = random_state(dice, chain);
  // tr_B rho = sum over b of <b| rho |b>, written with rectangular matrices A (x) <b| (x) C.
  Matrix expected = Matrix::Zero(4, 4);
  for (Eigen::Index b = 0; b < 3; ++b) {
    const Matrix bra = naive::kron(naive::kron(naive::eye(2), Matrix(Matrix::Identity(3, 3).row(b))), naive::eye(2));
    expected += bra * rho.matrix() * bra.adjoint();
  }
  EXPECT_LT(largest(reduced(rho, {0, 2}).matrix() - expected), 1e-16);
  EXPECT_TRUE(reduced(rho, {0, 2}).space() == chain.only({0, 2}));
}

TEST(Reduced, KeepsTheExpectationsOfWhatIsKept) {
  Dice dice(4);
  const DensityMatrix rho = random_state(dice, chain);
  const Matrix local = random_matrix(dice, 3);
  EXPECT_LT(std::abs(expectation(embed(chain.only({1}), 0, local), reduced(rho, {1})) -
                     expectation(embed(chain, 1, local), rho)),
            1e-15);
  EXPECT_LT(largest(reduced(rho, {0, 1, 2}).matrix() - rho.matrix()), 1e-16);
}

TEST(Reduced, NeedsPositionsInAscendingOrder) {
  const DensityMatrix rho = basis_state(chain, 0);
  for (const std::vector<std::size_t>& kept : {std::vector<std::size_t>{2, 0}, {1, 1}, {3}})
    EXPECT_THAT([&] { (void)reduced(rho, kept); },
                ThrowsMessage<std::invalid_argument>("the kept factors must be positions in ascending order"));
}

TEST(Reduced, OfFermionsKeepsTheirCorrelationsAcrossAnOccupiedSite) {
  // (c_A^dagger + c_C^dagger) c_B^dagger |0>/sqrt(2): <c_A^dagger c_C> is known of A and C alone.
  const Space three({fermion("A"), fermion("B"), fermion("C")});
  Vector empty = Vector::Unit(8, 0);
  const Vector psi = (raise(three, 0) + raise(three, 2)).dense() * raise(three, 1).dense() * empty / std::sqrt(2.0);
  const DensityMatrix rho(three, Matrix(psi * psi.adjoint()));
  const Space two = three.only({0, 2});
  const Complex whole = expectation(raise(three, 0) * lower(three, 2), rho);
  EXPECT_NEAR(std::abs(whole), 0.5, 1e-15);
  EXPECT_LT(std::abs(expectation(raise(two, 0) * lower(two, 1), reduced(rho, {0, 2})) - whole), 1e-15);
}

TEST(Product, HasItsPartsAsReducedStates) {
  Dice dice(5);
  const DensityMatrix a = random_state(dice, Space({qubit("A"), levels("B", 3)}));
  const DensityMatrix b = random_state(dice, Space({qubit("C")}));
  const DensityMatrix both = product(a, b);
  EXPECT_TRUE(both.space() == chain);
  EXPECT_LT(largest(both.matrix() - naive::kron(a.matrix(), b.matrix())), 1e-16);
  EXPECT_LT(largest(reduced(both, {0, 1}).matrix() - a.matrix()), 1e-15);
  EXPECT_LT(largest(reduced(both, {2}).matrix() - b.matrix()), 1e-15);
}

}  // namespace
}  // namespace qalor
