// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/blocks.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/machines.hpp"

namespace qalor {
namespace {

using States = std::vector<std::vector<std::size_t>>;
using Pairs = std::set<std::pair<std::size_t, std::size_t>>;

const Space ladder({levels("A", 5)});
const Source from_bath{Source::Kind::bath, 0};

Operator element(std::size_t to, std::size_t from) {
  Matrix m = Matrix::Zero(5, 5);
  m(static_cast<Eigen::Index>(to), static_cast<Eigen::Index>(from)) = 1;
  return Operator(ladder, m);
}

Lindblad flow_of(const Operator& hamiltonian, const std::vector<std::pair<Operator, Real>>& jumps) {
  std::vector<Jump> all;
  for (const auto& [op, rate] : jumps) all.push_back({op, rate, from_bath, std::nullopt, std::nullopt});
  return {hamiltonian, hamiltonian, {{"A"}}, {}, all};
}

/// The smallest equivalence that the motion keeps, by brute force on pairs: rho_ij moves to rho_kj and rho_ik under the
/// effective Hamiltonian and to rho_kl under jumps; and sharing a block is symmetric and transitive.
Pairs smallest_blocks(const Lindblad& flow) {
  const std::size_t d = flow.space().dimension();
  const auto nonzero = [](const Matrix& m, std::size_t i, std::size_t j) {
    return m(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) != Complex(0);
  };
  const Matrix effective = Matrix(flow.effective());
  std::vector<Matrix> jumps;
  for (const Jump& jump : flow.jumps())
    if (jump.rate > 0) jumps.push_back(jump.op.dense());
  Pairs pairs;
  for (std::size_t i = 0; i < d; ++i) pairs.insert({i, i});
  for (std::size_t before = 0; before != pairs.size();) {
    before = pairs.size();
    for (const auto& [i, j] : Pairs(pairs)) {
      pairs.insert({j, i});
      for (std::size_t k = 0; k < d; ++k) {
        if (nonzero(effective, k, i)) pairs.insert({k, j});
        if (pairs.count({j, k}) != 0) pairs.insert({i, k});
        for (std::size_t l = 0; l < d; ++l)
          for (const Matrix& jump : jumps)
            if (nonzero(jump, k, i) && nonzero(jump, l, j)) pairs.insert({k, l});
      }
    }
  }
  return pairs;
}

Pairs pairs_of(const Blocks& blocks) {
  Pairs out;
  for (const auto& states : blocks.states)
    for (std::size_t i : states)
      for (std::size_t j : states) out.insert({i, j});
  return out;
}

TEST(ReachableBlocks, AreTheSmallestOnesForEveryMachineAndFlow) {
  laws::for_every_flow(0.4, 1.3, [](const laws::Maker&, const Lindblad& flow) {
    EXPECT_EQ(pairs_of(reachable_blocks(flow)), smallest_blocks(flow));
  });
}

TEST(ReachableBlocks, AreTheSmallestOnesForRandomSparseOperators) {
  laws::Dice dice(1);
  const auto sparse = [&](Real density) {
    Matrix m = Matrix::Zero(5, 5);
    for (Eigen::Index k = 0; k < m.size(); ++k)
      if (dice.between(0, 1) < density) m.data()[k] = dice.complex();
    return m;
  };
  for (int k = 0; k < 200; ++k) {
    const Matrix h = sparse(0.08);
    const Lindblad flow = flow_of(Operator(ladder, Matrix(h + h.adjoint())),
                                  {{Operator(ladder, sparse(0.15)), 1}, {Operator(ladder, sparse(0.1)), 1}});
    EXPECT_EQ(pairs_of(reachable_blocks(flow)), smallest_blocks(flow)) << k;
  }
}

TEST(ReachableBlocks, OfALadderAreItsLevels) {
  const Lindblad flow = flow_of(number(ladder, 0), {{lower(ladder, 0), 1}, {raise(ladder, 0), 0.5}});
  const Blocks blocks = reachable_blocks(flow);
  EXPECT_EQ(blocks.states, (States{{0}, {1}, {2}, {3}, {4}}));
  EXPECT_EQ(blocks.terminal, (States{{0, 1, 2, 3, 4}}));
}

TEST(ReachableBlocks, OfAnExcitationConservingPairHoldSixElements) {
  const Lindblad flow = laws::makers()[0].make(laws::recipes()[0].make(1, 0.4, 1.3));
  EXPECT_EQ(reachable_blocks(flow).states, (States{{0}, {1, 2}, {3}}));
}

TEST(ReachableBlocks, FollowTheCoherenceOfTheInitialState) {
  const Lindblad flow = flow_of(number(ladder, 0), {{lower(ladder, 0), 1}});
  Matrix rho = Matrix::Zero(5, 5);
  rho(2, 2) = rho(4, 4) = 0.5;
  rho(2, 4) = rho(4, 2) = 0.25;
  // The coherence between 4 and 2 falls to 3 and 1, then to 2 and 0.
  EXPECT_EQ(reachable_blocks(flow, DensityMatrix(ladder, rho)).states, (States{{0, 2, 4}, {1, 3}}));
  EXPECT_EQ(reachable_blocks(flow, basis_state(ladder, 4)).states.size(), 5u);
}

TEST(TerminalBlocks, AreWhereDecayEnds) {
  const Lindblad flow = flow_of(number(ladder, 0), {{lower(ladder, 0), 1}, {raise(ladder, 0), 0}});  // a bath at T = 0
  EXPECT_EQ(reachable_blocks(flow).terminal, (States{{0}}));
}

TEST(TerminalBlocks, AreWhereAscentEnds) {
  const Lindblad flow = flow_of(number(ladder, 0), {{raise(ladder, 0), 1}});  // every other state is left behind
  EXPECT_EQ(reachable_blocks(flow).terminal, (States{{4}}));
}

TEST(TerminalBlocks, AreSeveralWhenDecayBranches) {
  const Lindblad flow = flow_of(number(ladder, 0), {{element(0, 2), 1},
                                                    {element(1, 2), 1},
                                                    {element(2, 3), 1},
                                                    {element(3, 2), 1},
                                                    {element(4, 0), 1},
                                                    {element(0, 4), 1}});
  EXPECT_EQ(reachable_blocks(flow).terminal, (States{{0, 4}, {1}}));
}

TEST(TerminalBlocks, AreAllOfThemWithoutJumps) {
  EXPECT_EQ(reachable_blocks(flow_of(number(ladder, 0), {})).terminal.size(), 5u);
}

}  // namespace
}  // namespace qalor
