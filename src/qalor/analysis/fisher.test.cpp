// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/fisher.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "qalor/analysis/bounds.hpp"
#include "qalor/catalog/random_flows.hpp"
#include "qalor/solve/joint_counting.hpp"
#include "tests/counting.hpp"

namespace qalor {
namespace {

/// K_1 of the two-sided master equation as a matrix on stacked columns; K_2 is `right`.
struct TwoSided {
  Matrix left, right;
};

TwoSided two_sided(const Lindblad& flow, const Direction& d) {
  const auto n = static_cast<Eigen::Index>(flow.space().dimension());
  const Matrix one = naive::eye(n);
  TwoSided out{Matrix::Zero(n * n, n * n), Matrix::Zero(n * n, n * n)};
  if (d.hamiltonian.size() > 0) {
    out.left -= Complex(0, 1) * naive::both_sides(d.hamiltonian, one);
    out.right += Complex(0, 1) * naive::both_sides(one, d.hamiltonian);
  }
  for (std::size_t k = 0; k < d.rates.size(); ++k) {
    const Matrix l = flow.jumps()[k].op.dense();
    const Matrix decay = flow.jumps()[k].rate * l.adjoint() * l;
    out.left += 0.5 * d.rates[k] * (naive::jump_map(flow.jumps()[k]) - naive::both_sides(decay, one));
    out.right += 0.5 * d.rates[k] * (naive::jump_map(flow.jumps()[k]) - naive::both_sides(one, decay));
  }
  return out;
}

/// 4 Re <<1| K_12 - K_1i L^D K_2j - K_2j L^D K_1i |rho>>, as it is defined.
Real by_definition(const Lindblad& flow, const Direction& a, const Direction& b) {
  const Matrix l = naive::generator(flow), rho = naive::steady_state(l), inverse = naive::drazin(l, rho);
  const Vector one = naive::trace_row(rho.rows()), x = naive::stacked(rho);
  const TwoSided i = two_sided(flow, a), j = two_sided(flow, b);
  Vector moved = -i.left * inverse * j.right * x - j.right * inverse * i.left * x;
  for (std::size_t k = 0; k < std::min(a.rates.size(), b.rates.size()); ++k)
    moved += 0.25 * a.rates[k] * b.rates[k] * naive::jump_map(flow.jumps()[k]) * x;
  return 4 * one.dot(moved).real();
}

struct Steady {
  explicit Steady(CountedFlow counted) : flow(std::move(counted)) {}
  CountedFlow flow;
  Certificate certificate;
  JointCounting counting{flow.flow, {flow.counts[0].weights}, certificate};
};

TEST(Information, IsThatOfTheTwoSidedMasterEquation) {
  RandomFlows random(51);
  for (int k = 0; k < 20; ++k) {
    Steady s{random.quantum()};
    const auto d = static_cast<Eigen::Index>(s.flow.flow.space().dimension());
    std::vector<Real> rates;
    for (std::size_t j = 0; j < s.flow.jumps().size(); ++j) rates.push_back(random.between(-1, 1));
    const Matrix g = random.gaussian(d);
    const std::vector<Direction> directions{
        {0.5 * (g + g.adjoint()), {}}, {{}, rates}, {s.flow.flow.hamiltonian().dense(), rates}};
    const RealMatrix found = information_matrix(s.flow.flow, s.counting.generator(), directions);
    for (std::size_t i = 0; i < 3; ++i)
      for (std::size_t j = 0; j < 3; ++j) {
        const Real expected = by_definition(s.flow.flow, directions[i], directions[j]);
        EXPECT_NEAR(found(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)), expected,
                    1e-11 * std::max(1.0, found.diagonal().maxCoeff()));
      }
  }
}

TEST(Information, AboutRatesAloneIsThatOfTheJumps) {
  // F = sum l^2 a exactly, without a correction by coherence: the master bound rests on this.
  RandomFlows random(52);
  for (int k = 0; k < 20; ++k) {
    Steady s{random.quantum()};
    const RealVector a = jump_rates(s.flow.flow, s.counting.rho()), l = asymmetries(s.flow.flow, a);
    const Direction direction{{}, {l.begin(), l.end()}};
    EXPECT_NEAR(by_definition(s.flow.flow, direction, direction), l.cwiseAbs2().dot(a), 1e-12 * a.sum());
  }
}

TEST(Response, OfARescaledTimeIsTheCurrent) {
  RandomFlows random(53);
  for (int k = 0; k < 20; ++k) {
    Steady s{random.quantum()};
    const JumpWeights& w = s.flow.counts[0].weights;
    const Direction all{s.flow.flow.hamiltonian().dense(), std::vector<Real>(w.size(), 1)};
    const RealVector r = response_vector(s.flow.flow, s.counting.generator(), w, s.counting.excess(0), {all});
    EXPECT_NEAR(r(0), s.counting.cumulants(0, 1)[0], 1e-12 * jump_rates(s.flow.flow, s.counting.rho()).sum());
  }
}

TEST(InformationBound, LeavesOutWhatMovesNothing) {
  RealMatrix f = RealMatrix::Zero(3, 3);
  f << 2, 2, 0, 2, 2, 0, 0, 0, 0;  // two directions that do the same, and one that does nothing
  const RealVector g{{1, 1, 0}};
  EXPECT_NEAR(information_bound(f, g), 0.5, 1e-15);
  EXPECT_EQ(information_bound(RealMatrix::Zero(2, 2), RealVector::Zero(2)), 0);
}

TEST(InformationBound, KeepsSlowChannels) {
  RealMatrix f = RealMatrix::Zero(2, 2);
  f.diagonal() << 1, 1e-14;
  EXPECT_NEAR(information_bound(f, RealVector{{1e-9, 1e-9}}), 1e-4, 1e-16) << "g^2/a of a rare jump";
}

}  // namespace
}  // namespace qalor
