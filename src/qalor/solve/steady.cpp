// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/steady.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "qalor/solve/bordered.hpp"
#include "qalor/solve/hermitian_zero.hpp"

namespace qalor {
namespace {

/// What a residual may be: `tolerance` of the mean decay rate, and the rounding of products with the largest element of
/// the generator, which a Hamiltonian far larger than the rates dominates.
Real allowed_residual(const Lindblad& flow, Real tolerance) {
  Real largest = 0;
  for (Eigen::Index row = 0; row < flow.effective().outerSize(); ++row)
    for (SparseMatrix::InnerIterator it(flow.effective(), row); it; ++it)
      largest = std::max(largest, std::abs(it.value()));
  return tolerance * mean_decay_rate(flow) + 16 * std::numeric_limits<Real>::epsilon() * largest;
}

/// Residual, trace error and smallest eigenvalue, as they are. Returns the smallest eigenvalue.
Real measure(const Matrix& derivative, const DensityMatrix& rho, Real allowed, Certificate& certificate) {
  certificate.residual = derivative.cwiseAbs().maxCoeff();
  certificate.details.set("trace_error", std::abs(rho.matrix().trace().real() - 1));
  const Real smallest = hermitian_eigenvalues(rho.matrix())(0);
  certificate.details.set("smallest_eigenvalue", smallest);
  if (!(certificate.residual <= allowed))
    certificate.degrade(Status::not_converged,
                        fmt::format("residual {:.1e} above its tolerance {:.1e}", certificate.residual, allowed));
  return smallest;
}

void certify(const Lindblad& flow, const DensityMatrix& rho, Real tolerance, Certificate& certificate) {
  const Real allowed = allowed_residual(flow, tolerance);
  const Real smallest = measure(flow.derivative(rho), rho, allowed, certificate);
  if (smallest < -tolerance)
    certificate.degrade(Status::not_converged, fmt::format("the state has the negative eigenvalue {:.1e}", smallest));
}

/// A negative eigenvalue is a property of these equations and no error of the solution.
void certify(const BornMarkov& flow, const DensityMatrix& rho, Real tolerance, Certificate& certificate) {
  const RealVector& energies = flow.basis().energies;
  const Real rounding = 16 * std::numeric_limits<Real>::epsilon() * (energies.maxCoeff() - energies.minCoeff());
  const Real allowed = tolerance * flow.mean_decay_rate() + rounding;
  const Real smallest = measure(flow.derivative(rho), rho, allowed, certificate);
  if (smallest < -tolerance)
    certificate.warn(fmt::format(
        "the state has the negative eigenvalue {:.4e}: second-order equations do not keep states positive", smallest));
}

Solution<DensityMatrix> solve(const Lindblad& flow, const Direct& method) {
  Certificate certificate;
  const Bordered bordered(flow, method.largest_size, certificate);
  certificate.method = "direct: " + bordered.factors() + " of the reachable block";
  DensityMatrix rho = DensityMatrix::unchecked(flow.space(), bordered.packing().unpack(bordered.steady()));
  certify(flow, rho, method.tolerance, certificate);
  return {std::move(rho), std::move(certificate)};
}

Solution<DensityMatrix> solve(const Lindblad& flow, const Automatic&) { return solve(flow, Direct{}); }

}  // namespace

Solution<DensityMatrix> steady_state(const Lindblad& flow, const SteadyMethod& method) {
  return std::visit([&](const auto& chosen) { return solve(flow, chosen); }, method);
}

Solution<DensityMatrix> steady_state(const Collisions& flow) {
  const auto d = static_cast<Eigen::Index>(flow.space().dimension());
  // A collision keeps the trace; the added term fixes it to one and makes the linear part regular.
  auto [rho, certificate] = hermitian_zero(
      [&](const Matrix& m) -> Matrix {
        const Matrix change = flow.collide(DensityMatrix::unchecked(flow.space(), m)).matrix() - m;
        return change + (Complex(1) - m.trace()) / static_cast<Real>(d) * Matrix::Identity(d, d);
      },
      d);
  certificate.method = "direct: fixed point of one collision";
  certificate.residual /= flow.collision_time();
  const Real smallest = hermitian_eigenvalues(rho)(0);
  certificate.details.set("trace_error", std::abs(rho.trace().real() - 1));
  certificate.details.set("smallest_eigenvalue", smallest);
  if (smallest < -1e-12)  // rounding of the solve
    certificate.degrade(Status::not_converged, fmt::format("the state has the negative eigenvalue {:.1e}", smallest));
  return {DensityMatrix::unchecked(flow.space(), rho), std::move(certificate)};
}

Solution<DensityMatrix> steady_state(const BornMarkov& flow) {
  const Real rate = flow.mean_decay_rate();
  // The motion keeps the trace; the added term fixes it to one and makes the linear part regular.
  auto [rho, certificate] = hermitian_zero(
      [&](const Matrix& m) -> Matrix {
        const Complex missing = rate * (Complex(1) - m.trace()) / static_cast<Real>(m.rows());
        return flow.motion(m) + missing * Matrix::Identity(m.rows(), m.cols());
      },
      Packing(flow.space().dimension(), flow.basis().sectors));
  certificate.method = "direct: dense LU of the blocks of equal particle number";
  DensityMatrix state = DensityMatrix::unchecked(flow.space(), flow.basis().restored(rho));
  certify(flow, state, 1e-12, certificate);
  return {std::move(state), std::move(certificate)};
}

}  // namespace qalor
