// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/packing.hpp"

#include <gtest/gtest.h>

#include "qalor/solve/blocks.hpp"
#include "tests/machines.hpp"

namespace qalor {
namespace {

using laws::Dice;
using laws::largest;
using laws::random_matrix;

Matrix random_hermitian(Dice& dice, Eigen::Index n) {
  const Matrix a = random_matrix(dice, n);
  return a + a.adjoint();
}

const Packing some(6, {{0, 3, 5}, {1, 4}});  // state 2 is left out

Matrix only_packed(const Matrix& m) {
  Matrix out = Matrix::Zero(6, 6);
  for (std::size_t i = 0; i < 6; ++i)
    for (std::size_t j = 0; j < 6; ++j)
      if (some.contains(i, j))
        out(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) =
            m(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
  return out;
}

TEST(Packing, HoldsTheSquareOfEachBlock) {
  EXPECT_EQ(some.size(), 9 + 4);
  EXPECT_TRUE(some.contains(3, 5));
  EXPECT_FALSE(some.contains(0, 1));
  EXPECT_FALSE(some.contains(2, 2));
}

TEST(Packing, GivesEveryElementASlotOfItsOwn) {
  std::set<Eigen::Index> slots;
  for (const auto& states : some.blocks())
    for (std::size_t i : states)
      for (std::size_t j : states) slots.insert(some.slot(i, j));
  EXPECT_EQ(slots.size(), 13u);
  EXPECT_EQ(*slots.begin(), 0);
  EXPECT_EQ(*slots.rbegin(), 12);
}

TEST(Packing, UnpacksWhatItPacked) {
  Dice dice(1);
  const Matrix m = random_hermitian(dice, 6);
  EXPECT_LT(largest(some.unpack(some.pack(m)) - only_packed(m)), 1e-15);
}

TEST(Packing, IsAnIsometry) {
  // Dot products of packed matrices are Hilbert-Schmidt products tr(A B) of the packed parts.
  Dice dice(2);
  const Matrix a = random_hermitian(dice, 6);
  const Matrix b = random_hermitian(dice, 6);
  EXPECT_NEAR(some.pack(a).dot(some.pack(b)), (only_packed(a) * only_packed(b)).trace().real(), 1e-13);
  EXPECT_NEAR(some.trace_row().dot(some.pack(a)), only_packed(a).trace().real(), 1e-14);
}

TEST(PackedGenerator, IsTheNaiveSuperoperatorOnTheReachableBlocks) {
  laws::for_every_flow(0.4, 1.3, [](const laws::Maker&, const Lindblad& flow) {
    Dice dice(3);
    const std::size_t d = flow.space().dimension();
    const auto n = static_cast<Eigen::Index>(d);
    const Packing packing(d, reachable_blocks(flow).states);
    const RealMatrix generator = dense_matrix(packed_generator(flow, packing), packing.size());
    const Matrix super = naive::superoperator(flow.hamiltonian().dense(), laws::naive_jumps(flow));
    const Matrix x = packing.unpack(packing.pack(random_hermitian(dice, n)));
    const Vector moved = super * Eigen::Map<const Vector>(x.data(), x.size());
    EXPECT_LT(largest(packing.unpack(generator * packing.pack(x)) - Eigen::Map<const Matrix>(moved.data(), n, n)),
              1e-13);
  });
}

TEST(PackedGenerator, TransposesIntoTheHeisenbergPicture) {
  // <O, L rho> = <L^dagger O, rho> for Hermitian O: an isometry turns the adjoint into the transpose.
  laws::for_every_flow(0.4, 1.3, [](const laws::Maker&, const Lindblad& flow) {
    Dice dice(4);
    const auto n = static_cast<Eigen::Index>(flow.space().dimension());
    const Packing packing = whole_packing(flow.space().dimension());
    const RealMatrix generator = dense_matrix(packed_generator(flow, packing), packing.size());
    const Matrix o = random_hermitian(dice, n);
    const Matrix h = flow.hamiltonian().dense();
    Matrix heisenberg = Complex(0, 1) * (h * o - o * h);
    for (const naive::Jump& jump : laws::naive_jumps(flow)) {
      const Matrix loss = jump.op.adjoint() * jump.op;
      heisenberg += jump.rate * (jump.op.adjoint() * o * jump.op - 0.5 * (loss * o + o * loss));
    }
    EXPECT_LT(largest(packing.unpack(generator.transpose() * packing.pack(o)) - heisenberg), 1e-13);
  });
}

TEST(PackedJumps, AreTheWeightedTransferPartsOfTheGenerator) {
  const Lindblad flow = laws::makers()[2].make(laws::recipes()[2].make(1, 0.4, 1.3));
  Dice dice(5);
  const Packing packing = whole_packing(6);
  std::vector<Real> weights;
  for (std::size_t k = 0; k < flow.jumps().size(); ++k) weights.push_back(k % 3 == 0 ? 0 : dice.between(-2, 2));
  const Matrix x = random_hermitian(dice, 6);
  Matrix expected = Matrix::Zero(6, 6);
  for (std::size_t k = 0; k < weights.size(); ++k) {
    const Matrix l = flow.jumps()[k].op.dense();
    expected += weights[k] * flow.jumps()[k].rate * l * x * l.adjoint();
  }
  const RealMatrix jumps = dense_matrix(packed_jumps(flow, packing, weights), packing.size());
  EXPECT_LT(largest(packing.unpack(jumps * packing.pack(x)) - expected), 1e-13);
}

TEST(PackedAffine, SeparatesTheConstantFromTheLinearPart) {
  Dice dice(6);
  const Matrix h = random_hermitian(dice, 3);
  const Matrix source = random_hermitian(dice, 3);
  const auto map = [&](const Matrix& m) -> Matrix { return Complex(0, 1) * (h * m - m * h) + source; };
  const Packing packing = whole_packing(3);
  const AffineMap packed = packed_affine(map, packing);
  EXPECT_LT((packed.constant - packing.pack(source)).cwiseAbs().maxCoeff(), 1e-15);
  const Matrix x = random_hermitian(dice, 3);
  EXPECT_LT((packed.linear * packing.pack(x) + packed.constant - packing.pack(map(x))).cwiseAbs().maxCoeff(), 1e-13);
}

}  // namespace
}  // namespace qalor
