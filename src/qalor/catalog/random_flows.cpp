// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/random_flows.hpp"

#include <cmath>
#include <numbers>

namespace qalor {
namespace {

/// A jump of this operator and its reverse, which gives the entropy s to its bath less often by exp(-s).
void add_pair(const Matrix& op, Real s, Real weight, std::vector<CountedJump>& jumps) {
  const std::size_t here = jumps.size();
  jumps.push_back({op, 1, s, here + 1, {weight}});
  jumps.push_back({std::exp(-0.5 * s) * op.adjoint(), 1, -s, here, {-weight}});
}

}  // namespace

Matrix RandomFlows::gaussian(Eigen::Index rows) {
  Matrix out(rows, rows);
  for (Eigen::Index i = 0; i < rows; ++i)
    for (Eigen::Index j = 0; j < rows; ++j) {
      const Real radius = std::sqrt(-2 * std::log(between(0x1p-53, 1)));
      out(i, j) = std::polar(radius, between(0, 2 * std::numbers::pi_v<Real>));
    }
  return out;
}

Matrix RandomFlows::state(Eigen::Index rows) {
  const Matrix a = gaussian(rows);
  const Matrix rho = a * a.adjoint();
  return rho / rho.trace().real();
}

CountedFlow RandomFlows::quantum() {
  const Eigen::Index d = whole(2, 4);
  const Matrix a = gaussian(d);
  std::vector<CountedJump> jumps;
  const int pairs = whole(2, 4);
  for (int k = 0; k < pairs; ++k) {
    const Matrix op = 0.5 * gaussian(d);
    add_pair(op, between(-3, 3), between(-2, 2), jumps);
  }
  return counted_flow(0.5 * (a + a.adjoint()), jumps, {"charge"});
}

CountedFlow RandomFlows::ring() {
  const Eigen::Index d = whole(3, 6);
  Matrix h = Matrix::Zero(d, d);
  std::vector<CountedJump> jumps;
  for (Eigen::Index i = 0; i < d; ++i) {
    h(i, i) = between(-1, 1);
    Matrix op = Matrix::Zero(d, d);
    op((i + 1) % d, i) = std::exp(between(-1, 1));
    add_pair(op, between(-3, 3), between(0.2, 2), jumps);
  }
  return counted_flow(h, jumps, {"charge"});
}

}  // namespace qalor
