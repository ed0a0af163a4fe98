// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/linalg.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "qalor/base/error.hpp"
#include "tests/machines.hpp"

namespace qalor {
namespace {

using laws::Dice;
using laws::largest;
using laws::random_matrix;
using testing::ThrowsMessage;

const std::string not_finite = "eigenvalue iteration did not converge: is the matrix finite?";

Matrix random_hermitian(Dice& dice, Eigen::Index n) {
  const Matrix a = random_matrix(dice, n);
  return a + a.adjoint();
}

TEST(HermitianEigen, RebuildsTheMatrixFromOrthonormalVectorsInAscendingOrder) {
  Dice dice(1);
  const Matrix a = random_hermitian(dice, 9);
  const auto [values, vectors] = hermitian_eigen(a);
  EXPECT_LT(largest(vectors * values.asDiagonal() * vectors.adjoint() - a), 1e-13);
  EXPECT_LT(largest(vectors.adjoint() * vectors - Matrix::Identity(9, 9)), 1e-14);
  EXPECT_TRUE(std::is_sorted(values.begin(), values.end()));
  EXPECT_LT((hermitian_eigenvalues(a) - values).cwiseAbs().maxCoeff(), 1e-13);
}

TEST(HermitianEigen, ReadsTheLowerTriangleOnly) {
  Dice dice(2);
  const Matrix a = random_hermitian(dice, 5);
  EXPECT_LT((hermitian_eigenvalues(a.triangularView<Eigen::Lower>()) - hermitian_eigenvalues(a)).cwiseAbs().maxCoeff(),
            1e-14);
}

TEST(Eigen, SaysWhenItCannotConverge) {
  const Matrix bad = Matrix::Constant(3, 3, std::nan(""));
  EXPECT_THAT([&] { (void)hermitian_eigen(bad); }, ThrowsMessage<Error>(not_finite));
  EXPECT_THAT([&] { (void)hermitian_eigenvalues(bad); }, ThrowsMessage<Error>(not_finite));
  EXPECT_THAT([&] { (void)eigenvalues(bad); }, ThrowsMessage<Error>(not_finite));
  EXPECT_THAT([&] { (void)eigenvalues(RealMatrix(bad.real())); }, ThrowsMessage<Error>(not_finite));
}

TEST(Eigenvalues, AreTheRootsOfAKnownMatrix) {
  const RealMatrix turn{{1, -2}, {2, 1}};  // 1 +- 2i
  const Vector of_real = eigenvalues(turn);
  const Vector of_complex = eigenvalues(Matrix(turn.cast<Complex>()));
  for (const Vector& values : {of_real, of_complex}) {
    EXPECT_NEAR(values(0).real(), 1, 1e-15);
    EXPECT_NEAR(std::abs(values(0).imag()), 2, 1e-15);
    EXPECT_NEAR((values(0) + values(1)).imag(), 0, 1e-15);
  }
}

TEST(MatrixExponential, IsTheOneOfTaylorsSeries) {
  Dice dice(3);
  for (const Real size : {0.01, 1.0, 30.0}) {
    const RealMatrix a = size * random_matrix(dice, 6).real();
    const RealMatrix expected = naive::exponential(a.cast<Complex>()).real();
    EXPECT_LT((matrix_exponential(a) - expected).cwiseAbs().maxCoeff(), 1e-12 * expected.cwiseAbs().maxCoeff());
  }
}

TEST(MatrixExponential, OfANilpotentMatrixEnds) {
  const RealMatrix a{{0, 3}, {0, 0}};
  EXPECT_LT((matrix_exponential(a) - RealMatrix{{1, 3}, {0, 1}}).cwiseAbs().maxCoeff(), 1e-15);
}

TEST(Unitary, IsTheExponentialOfMinusITimesH) {
  Dice dice(4);
  const Matrix h = random_hermitian(dice, 5);
  const Matrix u = unitary(h, 0.7);
  EXPECT_LT(largest(u - naive::exponential(Complex(0, -0.7) * h)), 1e-13);
  EXPECT_LT(largest(u * u.adjoint() - Matrix::Identity(5, 5)), 1e-14);
}

TEST(Kronecker, HasTheFirstFactorAsTheMostSignificantDigit) {
  Dice dice(5);
  const Matrix a = random_matrix(dice, 3);
  const Matrix b = random_matrix(dice, 2);
  EXPECT_LT(largest(kronecker(a, b) - naive::kron(a, b)), 1e-15);  // fused multiplications round otherwise
}

TEST(Inverse, UndoesTheMatrix) {
  Dice dice(6);
  const Matrix a = random_matrix(dice, 4);
  EXPECT_LT(largest(inverse(a) * a - Matrix::Identity(4, 4)), 1e-13);
}

TEST(RealLu, SolvesWithTheMatrixAndItsTranspose) {
  Dice dice(7);
  const RealMatrix a = random_matrix(dice, 12).real();
  const RealVector b = random_matrix(dice, 12).real().col(0);
  const RealLu lu(a);
  EXPECT_LT((a * lu.solve(b) - b).cwiseAbs().maxCoeff(), 1e-12);
  EXPECT_LT((a.transpose() * lu.solve_transposed(b) - b).cwiseAbs().maxCoeff(), 1e-12);
}

TEST(RealLu, KnowsHowNearlySingularAMatrixIs) {
  EXPECT_DOUBLE_EQ(RealLu(RealMatrix::Identity(5, 5)).reciprocal_condition(), 1);
  RealMatrix near = RealMatrix::Identity(5, 5);
  near(4, 4) = 1e-9;
  EXPECT_NEAR(RealLu(near).reciprocal_condition() / 1e-9, 1, 1e-6);
  near(4, 4) = 0;
  EXPECT_EQ(RealLu(near).reciprocal_condition(), 0);
}

}  // namespace
}  // namespace qalor
