// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/negf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "qalor/solve/panels.hpp"

namespace qalor {
namespace {

/// Integral of T_XY (f_X - f_Y) E^power dE/2pi.
Integral between(const FermionTransport& transport, std::size_t x, std::size_t y, int power,
                 const std::vector<Real>& cuts) {
  return over_line(
      [&](Real energy) {
        const Real bias = transport.bias(x, y, energy);
        if (bias == 0) return Real(0);
        const Real passed = transport.transmission(transport.green(energy), x, y) * bias;
        return (power == 1 ? energy : 1) * passed / (2 * std::numbers::pi);
      },
      cuts);
}

Real sum_rule_error(const FermionTransport& transport, const std::vector<Real>& cuts) {
  Real worst = 0;
  for (Eigen::Index i = 0; i < transport.levels(); ++i) {
    const auto spectral = [&](Real energy) { return -transport.green(energy)(i, i).imag() / std::numbers::pi; };
    worst = std::max(worst, std::abs(over_line(spectral, cuts).value - 1));
  }
  return worst;
}

/// |sum over leads| of one current over its gross size.
Real balance(const LeadCurrents& currents, Real Exchange::*what) {
  Real sum = 0;
  Real size = 0;
  for (std::size_t x = 0; x < currents.net.size(); ++x) {
    sum += currents.net[x].*what;
    size += currents.gross[x].*what;
  }
  return size > 0 ? std::abs(sum) / size : 0;
}

void certify(const FermionTransport& transport, const std::vector<Real>& cuts, LeadCurrents& currents) {
  Certificate& certificate = currents.certificate;
  certificate.method = "NEGF: adaptive Gauss-Kronrod panels cut at the poles";
  const Real weight_error = sum_rule_error(transport, cuts);
  const Real particles = balance(currents, &Exchange::particles);
  const Real energy = balance(currents, &Exchange::energy);
  certificate.details.set("sum_rule_error", weight_error);
  certificate.details.set("particle_balance", particles);
  certificate.details.set("energy_balance", energy);
  certificate.details.set("panels", static_cast<std::int64_t>(cuts.size() + 1));
  if (!(std::max(certificate.residual, weight_error) <= 1e-9))
    certificate.degrade(Status::not_converged,
                        fmt::format("the energy integral is accurate to {:.1e} only (sum rule {:.1e})",
                                    certificate.residual, weight_error));
  if (!(std::max(particles, energy) <= 1e-12))
    certificate.degrade(Status::not_converged,
                        fmt::format("the currents of the leads add up to {:.1e} (particles) and {:.1e} (energy) of "
                                    "their size instead of 0",
                                    particles, energy));
}

}  // namespace

LeadCurrents negf_currents(const FermionTransport& transport) {
  const std::vector<Real> cuts = transport.cuts();
  const std::size_t count = transport.baths().size();
  LeadCurrents out{std::vector<Exchange>(count), std::vector<Exchange>(count), {}};
  for (std::size_t x = 0; x < count; ++x)
    for (std::size_t y = 0; y < count; ++y) {
      if (y == x) continue;
      const Integral particles = between(transport, x, y, 0, cuts);
      const Integral energy = between(transport, x, y, 1, cuts);
      out.net[x] += Exchange{energy.value, particles.value};
      out.gross[x] += Exchange{energy.magnitude, particles.magnitude};
      out.certificate.residual =
          std::max({out.certificate.residual, particles.relative_error(), energy.relative_error()});
    }
  certify(transport, cuts, out);
  return out;
}

}  // namespace qalor
