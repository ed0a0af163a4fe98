// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "qalor/catalog/coupled_dots.hpp"
#include "qalor/solve/rates.hpp"

namespace qalor::dots {
namespace {

/// How far the particle current and the populations are from those of the general route: the network, eliminated.
/// Nothing where rates are too small for a double.
std::optional<Real> elimination_error(const RateFlow& flow, const RealVector& own, const State& s) {
  try {
    const RealVector p = qalor::steady_state(flow).state;
    return std::max(std::abs(flow.exchange(p, 0).particles - s.particle_current_L),
                    (p - own).cwiseAbs().maxCoeff() * s.largest_flux);
  } catch (const ConvergenceError&) {
    return std::nullopt;
  }
}

/// Keeps the larger of the number that the certificate holds already and this one.
void keep_largest(const std::string& name, Real value, Certificate& certificate) {
  const Real before = certificate.details.find(name) != nullptr ? certificate.details.number(name) : 0;
  certificate.details.set(name, std::max(before, value));
}

}  // namespace

void cross_check(const Device& d, const State& s, Certificate& certificate) {
  const RateFlow flow = rate_flow(network(d));
  const auto own = Eigen::Map<const RealVector>(s.populations.data(), 4);
  const Real residual = flow.derivative(own).cwiseAbs().maxCoeff();
  certificate.residual = std::max(certificate.residual, residual);
  const Real energy = flow.exchange(own, 0).energy + flow.exchange(own, 1).energy + flow.exchange(own, 2).energy;
  keep_largest("energy_conservation", std::abs(energy), certificate);
  keep_largest("gate_particles", std::abs(s.edge_flux[4] + s.edge_flux[5]), certificate);
  const auto error = elimination_error(flow, own, s);
  if (error) keep_largest("elimination_error", *error, certificate);
  const Real worst = std::max(error.value_or(0), residual);
  if (!(worst <= 1e-13 * s.largest_flux))
    certificate.degrade(Status::not_converged, fmt::format("the closed form and the elimination differ by {:.1e} at "
                                                           "fluxes of {:.1e}",
                                                           worst, s.largest_flux));
}

}  // namespace qalor::dots
