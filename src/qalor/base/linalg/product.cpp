// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>

#include "qalor/base/linalg.hpp"
#include "qalor/base/linalg/lapack.hpp"

namespace qalor {
namespace {

using Block = Eigen::Ref<const RealMatrix>;

/// op(a) op(b): transposed where the letter is T.
RealMatrix general_product(const Block& a, const char* op_a, const Block& b, const char* op_b) {
  const bool turn_a = *op_a == 'T';
  const bool turn_b = *op_b == 'T';
  const auto m = static_cast<Lapack::Integer>(turn_a ? a.cols() : a.rows());
  const auto k = static_cast<Lapack::Integer>(turn_a ? a.rows() : a.cols());
  const auto n = static_cast<Lapack::Integer>(turn_b ? b.rows() : b.cols());
  const auto lda = static_cast<Lapack::Integer>(a.outerStride());
  const auto ldb = static_cast<Lapack::Integer>(b.outerStride());
  RealMatrix out(m, n);
  const double one = 1, zero = 0;
  lapack().dgemm(op_a, op_b, &m, &n, &k, &one, a.data(), &lda, b.data(), &ldb, &zero, out.data(), &m);
  return out;
}

bool is_small(const Block& a, const Block& b) {
  return std::min({a.rows(), a.cols(), b.rows(), b.cols()}) < large_matrix;
}

}  // namespace

RealMatrix multiply(const Block& a, const Block& b) { return is_small(a, b) ? a * b : general_product(a, "N", b, "N"); }

RealMatrix multiply_transposed(const Block& a, const Block& b) {
  return is_small(a, b) ? a * b.transpose() : general_product(a, "N", b, "T");
}

RealMatrix transposed_multiply(const Block& a, const Block& b) {
  return is_small(a, b) ? a.transpose() * b : general_product(a, "T", b, "N");
}

}  // namespace qalor
