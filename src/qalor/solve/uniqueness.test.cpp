// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/uniqueness.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/machines.hpp"

namespace qalor {
namespace {

using laws::Dice;

const Space five({levels("five", 5)});
const std::vector<std::size_t> all{0, 1, 2, 3, 4};

Lindblad flow_of(const Operator& h, const std::vector<Operator>& jumps) {
  std::vector<Jump> list;
  for (const Operator& op : jumps) list.push_back({op, 0.3, {Source::Kind::bath, 0}, std::nullopt, std::nullopt});
  return Lindblad(h, h, {Bath{"B", 1}}, {}, list);
}

Operator element(std::size_t to, std::size_t from) {
  Matrix m = Matrix::Zero(5, 5);
  m(static_cast<Eigen::Index>(to), static_cast<Eigen::Index>(from)) = 1;
  return Operator(five, m);
}

Matrix random_unitary(Dice& dice, Eigen::Index d) {
  const Matrix a = laws::random_matrix(dice, d);
  return unitary(a + a.adjoint(), 1);
}

TEST(DarkDimension, CountsTheSuperpositionsThatDecayMisses) {
  // Four degenerate levels that one jump leaves: three dark superpositions.
  Operator exit = element(0, 1) + element(0, 2) + Complex(0, 1) * element(0, 3) - Complex(2) * element(0, 4);
  EXPECT_EQ(dark_dimension(flow_of(Operator(five), {exit}), {1, 2, 3, 4}), 3u);
  // A Hamiltonian that turns them into the bright one, one by one, leaves none dark.
  const Operator chain = element(1, 2) + element(2, 3) + element(3, 4);
  const Lindblad driven = flow_of(chain + chain.adjoint(), {element(0, 1)});
  EXPECT_EQ(dark_dimension(driven, {1, 2, 3, 4}), 0u);
  // So does a ladder of jumps.
  EXPECT_EQ(dark_dimension(flow_of(Operator(five), {element(0, 1), element(1, 2), element(2, 3), element(3, 4)}),
                           {1, 2, 3, 4}),
            0u);
}

TEST(DarkDimension, DoesNotDependOnTheBasisOfTheLevels) {
  Dice dice(3);
  const Matrix u4 = random_unitary(dice, 4);
  Matrix u = Matrix::Identity(5, 5);
  u.bottomRightCorner(4, 4) = u4;
  const auto turned = [&](const Operator& a) { return Operator(five, Matrix(u * a.dense() * u.adjoint())); };
  const Operator link = element(1, 2) + element(2, 1);
  const Lindblad flow = flow_of(turned(link), {turned(element(0, 1)), turned(element(3, 4))});
  EXPECT_EQ(dark_dimension(flow, {1, 2, 3, 4}), 2u);  // levels 3 and 4 are never left together
}

TEST(Conserved, IsNothingForGenericOperators) {
  Dice dice(1);
  for (int k = 0; k < 20; ++k) {
    const Matrix h = laws::random_matrix(dice, 5);
    const Lindblad flow =
        flow_of(Operator(five, Matrix(h + h.adjoint())), {Operator(five, laws::random_matrix(dice, 5))});
    EXPECT_EQ(conserved_among(flow, all), Conserved::nothing) << k;
  }
}

TEST(Conserved, IsSomethingForHiddenBlocks) {
  Dice dice(2);
  for (int k = 0; k < 20; ++k) {
    const Matrix u = random_unitary(dice, 5);
    const auto blocks = [&] {
      Matrix a = Matrix::Zero(5, 5);
      a.topLeftCorner(2, 2) = laws::random_matrix(dice, 2);
      a.bottomRightCorner(3, 3) = laws::random_matrix(dice, 3);
      return Matrix(u * a * u.adjoint());
    };
    const Matrix h = blocks();
    const Lindblad flow = flow_of(Operator(five, Matrix(h + h.adjoint())), {Operator(five, blocks())});
    EXPECT_EQ(conserved_among(flow, all), Conserved::something) << k;
  }
}

TEST(Conserved, IsNeverNothingForAFactorThatNothingTouches) {
  // A (x) 1: the generic combination is degenerate, and says so.
  Dice dice(4);
  const Space pair({qubit("A"), qubit("B")});
  const Matrix a = laws::random_matrix(dice, 2);
  const Lindblad flow =
      flow_of(embed(pair, 0, Matrix(a + a.adjoint())), {embed(pair, 0, laws::random_matrix(dice, 2))});
  EXPECT_NE(conserved_among(flow, {0, 1, 2, 3}), Conserved::nothing);
}

TEST(Conserved, IsNothingForDiracMatrices) {
  // Sums of them have eigenvalues +-|c| only, although nothing commutes with all of them.
  const Space pair({qubit("A"), qubit("B")});
  const Matrix x{{0, 1}, {1, 0}};
  const Matrix y{{0, Complex(0, -1)}, {Complex(0, 1), 0}};
  const Matrix z = Vector{{1, -1}}.asDiagonal();
  std::vector<Operator> gamma{embed(pair, 0, x), embed(pair, 0, y)};
  for (const Matrix& s : {x, y}) gamma.push_back(embed(pair, 0, z) * embed(pair, 1, s));
  EXPECT_EQ(conserved_among(flow_of(Operator(pair), gamma), {0, 1, 2, 3}), Conserved::nothing);
}

}  // namespace
}  // namespace qalor
