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

Real largest_real(const RealMatrix& m) { return m.cwiseAbs().maxCoeff(); }

RealMatrix random_real(Dice& dice, Eigen::Index rows, Eigen::Index columns) {
  return random_matrix(dice, std::max(rows, columns)).real().topLeftCorner(rows, columns);
}

TEST(SymmetricEigen, LargeMatricesAndChainsAreRebuilt) {
  Dice dice(3);
  const Eigen::Index n = 150;
  const RealMatrix a = random_real(dice, n, n);
  RealMatrix chain = RealMatrix::Zero(n, n);
  chain.diagonal() = a.diagonal();
  chain.diagonal(-1) = a.diagonal(-1);
  for (const RealMatrix& lower : {a, chain}) {
    const RealMatrix whole = lower.selfadjointView<Eigen::Lower>();
    // Entries near the ends of the range of double, too: squares of them are beyond.
    for (const Real scale : {1.0, 1e-200, 1e200}) {
      const auto [values, vectors] = symmetric_eigen(scale * lower);
      EXPECT_LT(largest_real(vectors * (values / scale).asDiagonal() * vectors.transpose() - whole), 1e-12);
      EXPECT_LT(largest_real(vectors.transpose() * vectors - RealMatrix::Identity(n, n)), 1e-12);
      EXPECT_TRUE(std::is_sorted(values.begin(), values.end()));
    }
  }
}

TEST(Multiply, IsTheProductForBlocksOfAnySize) {
  Dice dice(4);
  for (const Eigen::Index n : {3, 64, 101}) {
    const RealMatrix big = random_real(dice, n + 20, n + 20);
    const auto a = big.block(5, 7, n, n + 3);
    const auto b = big.block(2, 1, n, n + 3);
    EXPECT_LT(largest_real(multiply(a, RealMatrix(b.transpose())) - a * b.transpose()), 1e-11);
    EXPECT_LT(largest_real(multiply_transposed(a, b) - a * b.transpose()), 1e-11);
    EXPECT_LT(largest_real(transposed_multiply(a, b) - a.transpose() * b), 1e-11);
  }
}

TEST(Eigen, SaysWhenItCannotConverge) {
  const Matrix bad = Matrix::Constant(3, 3, std::nan(""));
  EXPECT_THAT([&] { (void)hermitian_eigen(bad); }, ThrowsMessage<Error>(not_finite));
  EXPECT_THAT([&] { (void)hermitian_eigenvalues(bad); }, ThrowsMessage<Error>(not_finite));
  EXPECT_THAT([&] { (void)eigenvalues(bad); }, ThrowsMessage<Error>(not_finite));
  RealMatrix large = RealMatrix::Identity(100, 100);
  large(70, 3) = std::nan("");
  EXPECT_THAT([&] { (void)symmetric_eigen(large); }, ThrowsMessage<Error>(not_finite));
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
