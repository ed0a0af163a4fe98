// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/hilbert/entropy.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

#include "tests/machines.hpp"

namespace qalor {
namespace {

using laws::Dice;
using laws::largest;
using laws::random_matrix;
using laws::random_state;

const Space pair({qubit("A"), qubit("B")});

Operator random_hamiltonian(Dice& dice, const Space& space) {
  const Matrix a = random_matrix(dice, static_cast<Eigen::Index>(space.dimension()));
  return Operator(space, Matrix(a + a.adjoint()));
}

DensityMatrix turned(const DensityMatrix& rho, const Matrix& u) {
  return DensityMatrix::unchecked(rho.space(), u * rho.matrix() * u.adjoint());
}

DensityMatrix pure(const Space& space, Vector psi) {
  psi.normalize();
  return DensityMatrix::unchecked(space, psi * psi.adjoint());
}

DensityMatrix bell() { return pure(pair, Vector{{1, 0, 0, 1}}); }

TEST(Entropy, TermIsContinuedByZero) {
  EXPECT_EQ(entropy_term(0), 0);
  EXPECT_EQ(entropy_term(-1e-18), 0);
  EXPECT_EQ(entropy_term(1), 0);
  EXPECT_NEAR(entropy_term(0.5), 0.5 * std::log(2.0), 1e-16);
}

TEST(Entropy, IsZeroForPureStatesAndLogDForTheMaximallyMixed) {
  EXPECT_NEAR(entropy(bell()), 0, 1e-14);
  EXPECT_EQ(entropy(basis_state(pair, 2)), 0);
  EXPECT_NEAR(entropy(thermal_state(number(pair, 0), 0)), std::log(4.0), 1e-15);
}

TEST(Entropy, IsThatOfTheReferenceAndInvariantUnderUnitaries) {
  Dice dice(1);
  const DensityMatrix rho = random_state(dice, pair);
  EXPECT_NEAR(entropy(rho), naive::entropy(rho.matrix()), 1e-15);
  EXPECT_NEAR(entropy(rho), entropy(turned(rho, unitary(random_hamiltonian(dice, pair).dense(), 1))), 1e-14);
}

TEST(MutualInformation, IsZeroForProductsAndTwoLogTwoForABellPair) {
  Dice dice(2);
  const DensityMatrix a = random_state(dice, Space({qubit("A")}));
  const DensityMatrix b = random_state(dice, Space({qubit("B")}));
  EXPECT_NEAR(mutual_information(product(a, b), {0}), 0, 1e-14);
  EXPECT_NEAR(mutual_information(bell(), {0}), 2 * std::log(2.0), 1e-14);
}

TEST(MutualInformation, IsNotNegativeAndTheSameForBothParts) {
  const Space three({qubit("A"), levels("B", 3), qubit("C")});
  Dice dice(3);
  for (int k = 0; k < 10; ++k) {
    const DensityMatrix rho = random_state(dice, three);
    EXPECT_GT(mutual_information(rho, {1}), 0);
    EXPECT_NEAR(mutual_information(rho, {1}), mutual_information(rho, {0, 2}), 1e-14);
  }
}

TEST(EntropyRate, IsTheDerivativeOfTheEntropy) {
  Dice dice(4);
  const DensityMatrix rho = random_state(dice, pair);
  const Matrix change = random_state(dice, pair).matrix() - random_state(dice, pair).matrix();
  // Fourth-order differences: the step 1e-3 leaves some h^4 S'''''/30, the smallest eigenvalue being 0.01 or so.
  const auto at = [&](Real h) { return entropy(DensityMatrix::unchecked(pair, rho.matrix() + h * change)); };
  const Real h = 1e-4;
  const Real slope = (at(-2 * h) - 8 * at(-h) + 8 * at(h) - at(2 * h)) / (12 * h);
  EXPECT_NEAR(entropy_rate(rho, change), slope, 1e-9);
}

TEST(EntropyRate, IsZeroUnderUnitaryMotion) {
  Dice dice(5);
  const DensityMatrix rho = random_state(dice, pair);
  const Matrix h = random_hamiltonian(dice, pair).dense();
  EXPECT_NEAR(entropy_rate(rho, Complex(0, -1) * (h * rho.matrix() - rho.matrix() * h)), 0, 1e-13);
}

TEST(EntropyRate, DivergesWhenAnEmptyLevelIsFed) {
  const Matrix change = basis_state(pair, 1).matrix() - basis_state(pair, 0).matrix();
  EXPECT_EQ(entropy_rate(basis_state(pair, 0), change), std::numeric_limits<Real>::infinity());
  EXPECT_EQ(entropy_rate(basis_state(pair, 0), Matrix::Zero(4, 4)), 0);
}

TEST(EntropyRate, DivergesForEveryPureStateThatIsMixed) {
  // The empty levels of a pure state have eigenvalues of rounding size and either sign.
  Dice dice(6);
  for (int k = 0; k < 50; ++k) {
    const Vector psi = random_matrix(dice, 4).col(0);
    const DensityMatrix rho = pure(pair, psi);
    const Matrix mixing = 0.25 * Matrix::Identity(4, 4) - rho.matrix();
    EXPECT_EQ(entropy_rate(rho, mixing), std::numeric_limits<Real>::infinity());
  }
}

TEST(EntropyRate, KeepsSmallBlocksBesideLargeOnes) {
  // Blocks {00}, {01, 10}, {11} of weights 1, e, e^2: a block e R with the change e dR adds e (rate of R - tr(dR) ln
  // e).
  const Matrix middle{{0.6, Complex(0.1, 0.2)}, {Complex(0.1, -0.2), 0.4}};
  const Matrix change{{0.3, Complex(0, 0.1)}, {Complex(0, -0.1), 0.2}};
  const Space one({qubit("A")});
  const Real of_middle = entropy_rate(DensityMatrix::unchecked(one, middle), change);
  for (const Real e : {1e-9, 1e-30, 1e-80}) {
    Matrix rho = Matrix::Zero(4, 4);
    Matrix drho = Matrix::Zero(4, 4);
    rho(0, 0) = 1;
    rho.block(1, 1, 2, 2) = e * middle;
    rho(3, 3) = e * e;
    drho.block(1, 1, 2, 2) = e * change;
    drho(3, 3) = 0.7 * e * e;
    drho(0, 0) = -0.5 * e;
    const Real expected = e * (of_middle - 0.5 * std::log(e)) - 0.7 * e * e * std::log(e * e);
    EXPECT_NEAR(entropy_rate(DensityMatrix::unchecked(pair, rho), drho) / expected, 1, 1e-14) << e;
  }
}

TEST(EntropyRate, SeesTheWeightOfExponentiallySmallPopulations) {
  // d/dt of the ground state at beta w = 200: finite, because its population e^-200 is not zero.
  const Space one({qubit("A")});
  const DensityMatrix cold = thermal_state(number(one, 0), 200);
  const Real p = std::exp(-200.0);
  Matrix change = Matrix::Zero(2, 2);
  change(1, 1) = p;
  change(0, 0) = -p;
  EXPECT_NEAR(entropy_rate(cold, change) / (200 * p), 1, 1e-12);
}

TEST(Levels, GroupWhatIsDegenerate) {
  const Levels levels = levels_of(number(pair, 0) + number(pair, 1));
  ASSERT_EQ(levels.groups.size(), 3u);
  EXPECT_EQ(levels.groups[1].first, 1u);
  EXPECT_EQ(levels.groups[1].last, 3u);
  // A splitting of 1e-12 of the spread is no splitting, one of 1e-6 is.
  EXPECT_EQ(levels_of(number(pair, 0) + Complex(1 + 1e-12) * number(pair, 1)).groups.size(), 3u);
  EXPECT_EQ(levels_of(number(pair, 0) + Complex(1 + 1e-6) * number(pair, 1)).groups.size(), 4u);
  EXPECT_EQ(levels_of(Operator(pair)).groups.size(), 1u);
}

TEST(EnergyEntropy, IsThatOfThePopulationsWithoutDegenerateLevels) {
  Dice dice(7);
  const Operator h = random_hamiltonian(dice, pair);
  const DensityMatrix rho = random_state(dice, pair);
  const Levels levels = levels_of(h);
  Real expected = 0;
  for (Eigen::Index n = 0; n < 4; ++n)
    expected += entropy_term(levels.vectors.col(n).dot(rho.matrix() * levels.vectors.col(n)).real());
  EXPECT_NEAR(energy_entropy(rho, levels), expected, 1e-14);
}

TEST(EnergyEntropy, IsNeverBelowTheEntropy) {
  Dice dice(8);
  for (int k = 0; k < 50; ++k) {
    const Operator h = k % 2 == 0 ? random_hamiltonian(dice, pair) : number(pair, 0) + number(pair, 1);
    const DensityMatrix rho = random_state(dice, pair);
    const Levels levels = levels_of(h);
    EXPECT_GT(energy_entropy(rho, levels), entropy(rho));
    EXPECT_NEAR(coherence(rho, levels), energy_entropy(rho, levels) - entropy(rho), 1e-15);
  }
}

TEST(EnergyEntropy, DiagonalPartHasNoCoherenceAndTheSameEnergy) {
  Dice dice(9);
  const Operator h = random_hamiltonian(dice, pair);
  const Levels levels = levels_of(h);
  const DensityMatrix rho = random_state(dice, pair);
  const DensityMatrix diagonal = energy_diagonal(rho, levels);
  EXPECT_NEAR(expectation(h, diagonal).real(), expectation(h, rho).real(), 1e-14);
  EXPECT_NEAR(coherence(diagonal, levels), 0, 1e-14);
  EXPECT_LT(largest(energy_diagonal(diagonal, levels).matrix() - diagonal.matrix()), 1e-15);
  const Matrix commutator = h.dense() * diagonal.matrix() - diagonal.matrix() * h.dense();
  EXPECT_LT(largest(commutator), 1e-14);
}

TEST(Coherence, IsInvariantUnderTheFreeMotionAndUnderRotationsOfDegenerateLevels) {
  Dice dice(10);
  const Operator h = number(pair, 0) + number(pair, 1);
  const Levels levels = levels_of(h);
  const DensityMatrix rho = random_state(dice, pair);
  // Any Hamiltonian that conserves the energy: here it mixes the degenerate 01 and 10 and turns all phases.
  const Operator hop = raise(pair, 0) * lower(pair, 1);
  const Operator conserving = Complex(0.7) * (hop + hop.adjoint()) + Complex(0.4) * number(pair, 0) +
                              Complex(1.3) * number(pair, 0) * number(pair, 1);
  for (const Operator& generator : {h, conserving}) {
    const DensityMatrix moved = turned(rho, unitary(generator.dense(), 0.9));
    EXPECT_NEAR(coherence(moved, levels), coherence(rho, levels), 1e-14);
    EXPECT_NEAR(energy_entropy(moved, levels), energy_entropy(rho, levels), 1e-14);
  }
}

TEST(Coherence, OfDegenerateLevelsIsNone) {
  const Levels levels = levels_of(number(pair, 0) + number(pair, 1));
  EXPECT_NEAR(coherence(pure(pair, Vector{{0, 1, 1, 0}}), levels), 0, 1e-14);
  EXPECT_NEAR(coherence(bell(), levels), std::log(2.0), 1e-14);
}

}  // namespace
}  // namespace qalor
