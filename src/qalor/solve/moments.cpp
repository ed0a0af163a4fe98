// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/moments.hpp"

#include <fmt/format.h>

#include "qalor/solve/hermitian_zero.hpp"

namespace qalor {
namespace {

void require_positive(const Matrix& m, Certificate& certificate) {
  const RealVector values = hermitian_eigenvalues(m);
  certificate.details.set("smallest_eigenvalue", values(0));
  if (values(0) < -1e-12 * values(values.size() - 1))  // rounding of the solve, relative to the largest moment
    certificate.degrade(Status::not_converged,
                        fmt::format("the moments have the negative eigenvalue {:.1e}", values(0)));
}

}  // namespace

Solution<OneBody> steady_state(const BosonFlow& flow) {
  auto [rho, certificate] = hermitian_zero([&](const Matrix& m) { return flow.derivative({m}); }, flow.modes());
  certificate.method = "direct: linear equations of the moments";
  require_positive(rho, certificate);
  return {OneBody{std::move(rho)}, std::move(certificate)};
}

Solution<Matrix> steady_two_body(const BosonFlow& flow, const OneBody& one) {
  // The two-body matrix lives on symmetric pairs; on antisymmetric ones the same equations hold without source, and
  // give 0.
  auto solution =
      hermitian_zero([&](const Matrix& m) { return flow.derivative_two_body(m, one); }, flow.modes() * flow.modes());
  require_positive(solution.state, solution.certificate);
  return solution;
}

}  // namespace qalor
