// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/either_lu.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "qalor/base/error.hpp"

namespace qalor {
namespace {

constexpr Sparsity always{.from_size = 0, .most_filled = 1}, never{.most_filled = 0};

/// A diagonal, and as many random entries; some places twice.
std::vector<Eigen::Triplet<Real>> entries_of(Eigen::Index size) {
  std::mt19937_64 engine(3);
  const auto uniform = [&] { return static_cast<Real>(engine() >> 11) * 0x1p-53; };
  std::vector<Eigen::Triplet<Real>> out;
  for (Eigen::Index k = 0; k < size; ++k) {
    out.emplace_back(k, k, 1 + uniform());
    for (int more = 0; more < 2; ++more)
      out.emplace_back(static_cast<Eigen::Index>(uniform() * static_cast<Real>(size)), k, uniform() - 0.5);
    out.emplace_back(k, k, 0.25);
  }
  return out;
}

TEST(EitherLu, SolvesAlikeByBothFactors) {
  const Eigen::Index size = 60;
  const auto entries = entries_of(size);
  const EitherLu sparse(entries, size, always), dense(entries, size, never);
  EXPECT_TRUE(sparse.is_sparse());
  EXPECT_FALSE(dense.is_sparse());
  const RealVector b = RealVector::LinSpaced(size, -1, 2);
  EXPECT_LT((sparse.solve(b) - dense.solve(b)).cwiseAbs().maxCoeff(), 1e-12);
  EXPECT_LT((sparse.solve_transposed(b) - dense.solve_transposed(b)).cwiseAbs().maxCoeff(), 1e-12);
}

TEST(EitherLu, EstimatesTheConditionWithinAFactorOfThree) {
  // The estimates bound |A^-1| from below; in practice they are within a factor of three (Higham 1988).
  const Eigen::Index size = 60;
  const auto entries = entries_of(size);
  RealMatrix a = RealMatrix::Zero(size, size), inverse(size, size);
  for (const auto& e : entries) a(e.row(), e.col()) += e.value();
  const EitherLu sparse(entries, size, always);
  for (Eigen::Index k = 0; k < size; ++k) inverse.col(k) = sparse.solve(RealVector::Unit(size, k));
  const auto norm = [](const RealMatrix& m) { return m.cwiseAbs().colwise().sum().maxCoeff(); };
  const Real exact = 1 / (norm(a) * norm(inverse));
  EXPECT_GE(sparse.reciprocal_condition(), exact * (1 - 1e-12));
  EXPECT_LE(sparse.reciprocal_condition(), 3 * exact);
}

TEST(EitherLu, IsSparseWhereLargeAndMostlyEmpty) {
  const Sparsity standard;
  EXPECT_FALSE(standard.holds(699, 699));
  EXPECT_TRUE(standard.holds(700, 7000));
  EXPECT_FALSE(standard.holds(700, 49000)) << "a tenth of the matrix";
  EXPECT_THROW(EitherLu({{0, 0, 1}}, 2, always), Error) << "a sparse singular matrix has no factors";
}

}  // namespace
}  // namespace qalor
