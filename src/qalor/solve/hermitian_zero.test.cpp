// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/hermitian_zero.hpp"

#include <gmock/gmock.h>

#include "tests/machines.hpp"

namespace qalor {
namespace {

TEST(HermitianZero, SolvesALyapunovEquation) {
  laws::Dice dice(1);
  const Matrix a = laws::random_matrix(dice, 4) - 3 * Matrix::Identity(4, 4);
  const Matrix q = laws::random_matrix(dice, 4);
  const auto f = [&](const Matrix& m) -> Matrix { return a * m + m * a.adjoint() + q * q.adjoint(); };
  const auto [m, certificate] = hermitian_zero(f, 4);
  EXPECT_LT(laws::largest(f(m)), 1e-14);
  EXPECT_LT(laws::largest(m - m.adjoint()), 1e-15);
  EXPECT_EQ(certificate.status, Status::ok);
  EXPECT_EQ(certificate.details.number("reciprocal_condition") > 0, true);
}

TEST(HermitianZero, RefusesASingularMap) {
  // Conservation of the first diagonal element leaves it open.
  const auto f = [](const Matrix& m) -> Matrix {
    Matrix out = -m;
    out(0, 0) = 0;
    return out;
  };
  EXPECT_THAT([&] { (void)hermitian_zero(f, 2); }, testing::ThrowsMessage<ConvergenceError>(testing::StartsWith(
                                                       "the steady state is not unique: reciprocal condition ")));
}

TEST(HermitianZero, StaysInTheBlocksItIsGiven) {
  // Elements outside the blocks, on which the map is singular, do not matter.
  const auto f = [](const Matrix& m) -> Matrix {
    Matrix out = Matrix{{2, 1, 0}, {1, 2, 0}, {0, 0, 5}} - m;
    out(0, 2) = out(2, 0) = 0;
    return out;
  };
  const auto [m, certificate] = hermitian_zero(f, Packing(3, {{0, 1}, {2}}));
  EXPECT_LT(laws::largest(m - Matrix{{2, 1, 0}, {1, 2, 0}, {0, 0, 5}}), 1e-15);
  EXPECT_EQ(certificate.details.number("reciprocal_condition"), 1);
  EXPECT_THAT([&] { (void)hermitian_zero(f, 3); }, testing::Throws<ConvergenceError>());
}

}  // namespace
}  // namespace qalor
