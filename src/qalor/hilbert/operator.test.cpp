// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/hilbert/operator.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "tests/naive.hpp"

namespace qalor {
namespace {

using testing::ThrowsMessage;

const Space mixed({qubit("A"), levels("B", 3), boson("C", 4)});
const std::vector<Eigen::Index> sizes{2, 3, 4};

Real distance(const Operator& a, const Matrix& b) { return (a.dense() - b).cwiseAbs().maxCoeff(); }

Operator anticommutator(const Operator& a, const Operator& b) { return a * b + b * a; }
Operator commutator(const Operator& a, const Operator& b) { return a * b - b * a; }

TEST(Operator, LowersEachKindOfFactorByItsOwnElements) {
  EXPECT_EQ(distance(lower(mixed, 0), naive::place(naive::lowering(2), 0, sizes)), 0);
  EXPECT_EQ(distance(lower(mixed, 1), naive::place(naive::lowering(3), 1, sizes)), 0);
  EXPECT_EQ(distance(lower(mixed, 2), naive::place(naive::lowering(4, /*is_boson=*/true), 2, sizes)), 0);
  EXPECT_EQ(distance(raise(mixed, 2), lower(mixed, 2).dense().adjoint()), 0);
}

TEST(Operator, NumberCountsTheLevel) {
  Matrix levels_of_b = Matrix::Zero(3, 3);
  levels_of_b.diagonal() << 0, 1, 2;
  EXPECT_EQ(distance(number(mixed, 1), naive::place(levels_of_b, 1, sizes)), 0);
  EXPECT_LT(distance(number(mixed, 2), (raise(mixed, 2) * lower(mixed, 2)).dense()), 1e-15);
}

TEST(Operator, EmbedIsTheKroneckerProductWithIdentities) {
  const Matrix local = Matrix::Random(3, 3);
  EXPECT_EQ(distance(embed(mixed, 1, local), naive::place(local, 1, sizes)), 0);
  EXPECT_THAT([] { (void)embed(mixed, 1, Matrix::Zero(2, 2)); },
              ThrowsMessage<std::invalid_argument>("factor `B` takes a 3 x 3 matrix"));
}

TEST(Operator, BosonsCommuteToOneBelowTheCutoff) {
  const Space space({boson("A", 6)});
  const Matrix c = commutator(lower(space, 0), raise(space, 0)).dense();
  EXPECT_LT((c.topLeftCorner(5, 5) - Matrix::Identity(5, 5)).cwiseAbs().maxCoeff(), 1e-14);
  EXPECT_NEAR(c(5, 5).real(), -5, 1e-14);  // the price of the cutoff
}

TEST(Operator, FermionsAnticommuteAcrossAnyFactorsBetweenThem) {
  const Space space({fermion("A"), qubit("spin"), fermion("B"), levels("C", 3), fermion("D")});
  const std::vector<std::size_t> sites{0, 2, 4};
  for (const std::size_t i : sites)
    for (const std::size_t j : sites) {
      const Operator expected = i == j ? identity(space) : Operator(space);
      EXPECT_EQ(distance(anticommutator(lower(space, i), raise(space, j)), expected.dense()), 0);
      EXPECT_TRUE(anticommutator(lower(space, i), lower(space, j)).is_zero());
    }
}

TEST(Operator, OtherFactorsCommuteWithEverythingElsewhere) {
  const Space space({fermion("A"), qubit("spin"), fermion("B"), boson("C", 3)});
  for (const std::size_t other : {std::size_t{0}, std::size_t{2}, std::size_t{3}})
    EXPECT_TRUE(commutator(lower(space, 1), lower(space, other)).is_zero());
}

TEST(Operator, AlgebraIsThatOfMatrices) {
  const Matrix a = Matrix::Random(24, 24);
  const Matrix b = Matrix::Random(24, 24);
  const Operator x(mixed, a);
  const Operator y(mixed, b);
  EXPECT_LT(distance(x + y, a + b), 1e-15);
  EXPECT_LT(distance(x - y, a - b), 1e-15);
  EXPECT_LT(distance(x * y, a * b), 1e-13);
  EXPECT_LT(distance(Complex(0, 2) * x, Complex(0, 2) * a), 1e-15);
  EXPECT_EQ(distance(x.adjoint(), a.adjoint()), 0);
  EXPECT_EQ(distance(identity(mixed), Matrix::Identity(24, 24)), 0);
}

TEST(Operator, WhatCancelsIsNotStored) {
  const Operator x(mixed, Matrix(Matrix::Random(24, 24)));
  EXPECT_TRUE((x - x).is_zero());
  EXPECT_TRUE((Complex(0) * x).is_zero());
  EXPECT_EQ(number(mixed, 0).matrix().nonZeros(), 12);
}

TEST(Operator, KnowsWhetherItIsDiagonalAndHermitian) {
  EXPECT_TRUE(number(mixed, 2).is_diagonal());
  EXPECT_FALSE(lower(mixed, 2).is_diagonal());
  EXPECT_TRUE((lower(mixed, 2) + raise(mixed, 2)).is_hermitian());
  EXPECT_FALSE(lower(mixed, 2).is_hermitian());
  EXPECT_FALSE((Complex(0, 1) * number(mixed, 0)).is_hermitian());
  // The tolerance is relative to the largest element.
  const Operator nearly = Complex(1e6) * number(mixed, 0) + Complex(1e-7) * lower(mixed, 0);
  EXPECT_TRUE(nearly.is_hermitian());
  EXPECT_FALSE(nearly.is_hermitian(1e-14));
}

TEST(Operator, RefusesWrongShapesAndWhatIsNotFinite) {
  EXPECT_THAT([] { Operator(mixed, Matrix(Matrix::Zero(3, 2))); },
              ThrowsMessage<std::invalid_argument>("an operator on this space is 24 x 24, not 3 x 2"));
  for (const Real bad : {std::numeric_limits<Real>::quiet_NaN(), std::numeric_limits<Real>::infinity()}) {
    Matrix m = Matrix::Zero(24, 24);
    m(3, 5) = Complex(0, bad);
    EXPECT_THAT([&m] { Operator(mixed, m); },
                ThrowsMessage<std::invalid_argument>("an operator has an entry that is not finite"));
  }
}

TEST(Operator, RefusesToCombineSpaces) {
  const Operator here = number(mixed, 0);
  const Operator there = number(Space({qubit("A")}), 0);
  EXPECT_THAT([&] { (void)(here + there); }, ThrowsMessage<std::invalid_argument>("operators act on different spaces"));
  EXPECT_THAT([&] { (void)(here * there); }, ThrowsMessage<std::invalid_argument>("operators act on different spaces"));
}

}  // namespace
}  // namespace qalor
