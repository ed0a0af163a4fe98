// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/hermitian_zero.hpp"

#include <fmt/format.h>

#include <limits>

namespace qalor {

Solution<Matrix> hermitian_zero(const std::function<Matrix(const Matrix&)>& f, Eigen::Index size) {
  return hermitian_zero(f, whole_packing(static_cast<std::size_t>(size)));
}

Solution<Matrix> hermitian_zero(const std::function<Matrix(const Matrix&)>& f, const Packing& packing) {
  Certificate certificate{.method = "direct: dense LU"};
  const auto [linear, constant] = packed_affine(f, packing);
  const RealLu lu(linear);
  const Real condition = lu.reciprocal_condition();
  certificate.details.set("unknowns", static_cast<std::int64_t>(packing.size()));
  certificate.details.set("reciprocal_condition", condition);
  // A matrix that is singular in exact arithmetic comes out with a condition of some rounding errors per unknown.
  if (!(condition > 8 * static_cast<Real>(packing.size()) * std::numeric_limits<Real>::epsilon())) {
    certificate.degrade(Status::not_converged,
                        fmt::format("the steady state is not unique: reciprocal condition {:.1e}", condition));
    throw ConvergenceError(std::move(certificate));
  }
  RealVector x = lu.solve(-constant);
  x -= lu.solve(packing.pack(f(packing.unpack(x))));
  Matrix m = packing.unpack(x);
  certificate.residual = f(m).cwiseAbs().maxCoeff();
  certificate.details.set("uniqueness", std::string("unique"));
  return {std::move(m), std::move(certificate)};
}

}  // namespace qalor
