// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <cmath>
#include <numbers>

#include "qalor/catalog/reservoir_mode.hpp"

namespace qalor::reservoir {
namespace {

ModeTrajectory approximate(const Problem& problem, const std::vector<Real>& times) {
  const Real n_0 = problem.initial.occupation;
  if (problem.dynamics == Dynamics::second_order) return second_order_motion(problem.mode, times, n_0);
  ReservoirMode mode = problem.mode;
  ModeTrajectory out = lindblad_motion(mode, times, n_0);
  if (problem.statistics != Statistics::qubit_damping || mode.is_empty_bath()) return out;
  // A thermal qubit: both rates grow by 2N + 1, and the excited state fills to N/(2N + 1).
  const Real n = mode.bath(mode.omega_0), rate = std::numbers::pi * mode.density.density(mode.omega_0);
  for (ModeMotion& m : out.motion) {
    m.u *= std::exp(-2 * n * rate * m.time);
    m.du = -Complex(rate * (2 * n + 1), mode.omega_0 + mode.density.level_shift(mode.omega_0)) * m.u;
    m.v = n / (2 * n + 1) * (1 - std::norm(m.u));
    m.dv = 2 * rate * n * std::norm(m.u);
    m.swept = m.frequency() * (m.occupation(n_0) - n_0);
  }
  return out;
}

/// Approximations may leave the physical states: a state there has no entropy.
void require_physical(const Problem& problem, const Solution<ModeTrajectory>& found) {
  for (const ModeMotion& m : found.state.motion) {
    const bool is_boson = problem.statistics == Statistics::boson;
    const Real n = m.occupation(problem.initial.occupation), loss = std::norm(m.u);
    const bool is_physical = m.v > -1e-12 && (is_boson ? loss <= (1 + m.v) * (1 + 1e-9) : n < 1 + 1e-9);
    if (is_physical) continue;
    Certificate certificate = found.certificate;
    certificate.degrade(Status::not_converged,
                        fmt::format("the approximation leaves the physical states at t = {:.4g}: |u|^2 = {:.4g}, v = "
                                    "{:.4g}; use `dynamics` = \"exact\", or a weaker coupling",
                                    m.time, loss, m.v));
    throw ConvergenceError(certificate);
  }
}

}  // namespace

Solution<ModeTrajectory> certified(const Problem& problem, const std::vector<Real>& times) {
  if (problem.dynamics == Dynamics::exact)
    return certified_motion(problem.mode, times, problem.initial.occupation, problem.solver);
  Solution<ModeTrajectory> out{approximate(problem, times), {}};
  out.certificate.method = out.state.method;
  out.certificate.warn("`dynamics` is an approximation to second order in the coupling, for comparison with `exact`");
  require_physical(problem, out);
  return out;
}

}  // namespace qalor::reservoir
