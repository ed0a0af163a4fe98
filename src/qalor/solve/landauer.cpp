// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/landauer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "qalor/solve/panels.hpp"

namespace qalor {
namespace {

/// f(x)(1+f(y)) + f(y)(1+f(x)) of Bose occupations.
Real bose_noise(Real x, Real y) {
  const Real nx = bose_occupation(x);
  const Real ny = bose_occupation(y);
  return nx * (1 + ny) + ny * (1 + nx);
}

/// Largest deviation of the spectral weight of a mode from one.
Real sum_rule_error(const BosonTransport& transport, Eigen::Index modes, const std::vector<Real>& cuts) {
  Real worst = 0;
  for (Eigen::Index i = 0; i < modes; ++i) {
    Real weight = over_half_line([&](Real w) { return transport.spectral_function(i, w); }, cuts).value;
    if (transport.is_wide_band())
      weight += over_half_line([&](Real w) { return transport.spectral_function(i, -w); }, cuts).value;
    worst = std::max(worst, std::abs(weight - 1));
  }
  return worst;
}

Certificate certify(const BosonTransport& transport, const std::vector<Real>& cuts, Real relative_error) {
  Certificate certificate{.method = "Landauer: adaptive Gauss-Kronrod panels cut at the poles"};
  certificate.residual = relative_error;
  const Real weight_error = sum_rule_error(transport, transport.green(cuts.back()).rows(), cuts);
  certificate.details.set("sum_rule_error", weight_error);
  certificate.details.set("panels", static_cast<std::int64_t>(cuts.size()));
  if (!(std::max(relative_error, weight_error) <= 1e-9))
    certificate.degrade(Status::not_converged,
                        fmt::format("the frequency integral is accurate to {:.1e} only (sum rule {:.1e})",
                                    relative_error, weight_error));
  return certificate;
}

}  // namespace

TransportCurrents landauer_currents(const BosonTransport& transport) {
  const std::vector<Real> cuts = transport.cuts();
  const std::size_t count = transport.baths().size();
  TransportCurrents out{.heat = std::vector<Real>(count, 0.0),
                        .quanta = std::vector<std::optional<Real>>(count),
                        .gross_heat = std::vector<Real>(count, 0.0),
                        .certificate = {}};
  Real worst = 0;
  const auto between = [&](std::size_t x, std::size_t y, int power) {
    const Real a = transport.baths()[x].beta;
    const Real b = transport.baths()[y].beta;
    return over_half_line(
        [&transport, x, y, a, b, power](Real w) {
          const Real passed = transport.transmission(transport.green(w), x, y, w) * bose_bias(a * w, b * w);
          return (power == 1 ? w : 1) * passed / (2 * std::numbers::pi);
        },
        cuts);
  };
  for (std::size_t x = 0; x < count; ++x) {
    if (!transport.is_wide_band()) out.quanta[x] = 0;
    for (std::size_t y = 0; y < count; ++y) {
      if (y == x) continue;
      const Integral heat = between(x, y, 1);
      out.heat[x] += heat.value;
      out.gross_heat[x] += heat.magnitude;
      worst = std::max(worst, heat.relative_error());
      if (transport.is_wide_band()) continue;
      const Integral quanta = between(x, y, 0);
      *out.quanta[x] += quanta.value;
      worst = std::max(worst, quanta.relative_error());
    }
  }
  out.certificate = certify(transport, cuts, worst);
  return out;
}

TransportNoise landauer_noise(const BosonTransport& transport, std::size_t x, int power) {
  if (transport.baths().size() != 2) throw std::invalid_argument("the noise formula is for two baths");
  if (power == 0 && transport.is_wide_band())
    throw std::domain_error("the excitation current diverges at zero frequency in the wide band");
  const std::vector<Real> cuts = transport.cuts();
  const Real a = transport.baths()[x].beta;
  const Real b = transport.baths()[1 - x].beta;
  const auto weighted = [power](Real w, int order) { return std::pow(w, power * order) / (2 * std::numbers::pi); };
  const Integral mean = over_half_line(
      [&](Real w) {
        return weighted(w, 1) * transport.transmission(transport.green(w), x, 1 - x, w) * bose_bias(a * w, b * w);
      },
      cuts);
  const Integral variance = over_half_line(
      [&](Real w) {
        const Real t = transport.transmission(transport.green(w), x, 1 - x, w);
        const Real bias = bose_bias(a * w, b * w);
        return weighted(w, 2) * (t * bose_noise(a * w, b * w) + t * t * bias * bias);
      },
      cuts);
  return {mean.value, variance.value,
          certify(transport, cuts, std::max(mean.relative_error(), variance.relative_error()))};
}

}  // namespace qalor
