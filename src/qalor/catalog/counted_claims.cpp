// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "qalor/analysis/bounds.hpp"
#include "qalor/catalog/claim_result.hpp"
#include "qalor/catalog/counted_models.hpp"
#include "qalor/catalog/random_flows.hpp"

namespace qalor::counting {
namespace {

const std::string vo = "V. T. Vo, T. Van Vu and Y. Hasegawa, arXiv:2203.11501";
const std::string kalaee = "A. A. S. Kalaee, A. Wacker and P. P. Potts, arXiv:2103.07791";
const std::string van_vu = "T. Van Vu, arXiv:2411.19546, in the form derived from its master bound";
const std::string aslyamov = "T. Aslyamov, K. Ptaszynski and M. Esposito, arXiv:2410.17140";
const std::string moreira = "S. V. Moreira et al., arXiv:2411.09088";
const std::string derived = "derived from the steady cumulants of resonance fluorescence";

using Changes = std::vector<std::pair<std::string, double>>;

/// The bounds of a model's standard count, or of another, at changed parameters.
SteadyBounds desk(const Model& model, Subject (*subject)(const Settings&), const Changes& changes = {},
                  const std::string& count = "") {
  Settings parameters = defaults(model.parameters);
  for (const auto& [name, value] : changes) parameters.set(name, value, true);
  const Subject s = subject(parameters);
  Certificate certificate;
  return steady_bounds(s.counted, s.counted.count(count.empty() ? s.standard : count).weights, certificate);
}

SteadyBounds maser() { return desk(three_level_maser(), maser_subject); }
SteadyBounds driven(const Changes& changes = {}, const std::string& count = "") {
  return desk(driven_qubit(), driven_subject, changes, count);
}

Real tight(const SteadyBounds& bounds, const std::string& name) {
  for (const Bound& bound : bounds.bounds)
    if (bound.name == name && !bound.values.empty()) return bound.values[0] / bounds.precision.variance;
  return std::numeric_limits<Real>::quiet_NaN();
}

Real uncertainty_ratio(const SteadyBounds& b) {
  const Precision& p = b.precision;
  return p.variance * p.entropy_production / (p.mean * p.mean);
}

ClaimResult tkur_is_tightest() {
  const SteadyBounds b = desk(two_bath_qubit(), two_bath_subject, {{"gamma_cold", 0.5}});
  ClaimResult out =
      near({0.8966877234, 0.8813808736, 0.04529375375}, {tight(b, "tkur"), tight(b, "tur"), tight(b, "kur")}, 1e-9);
  RandomFlows random(1);
  for (int k = 0; k < 100; ++k) {
    const CountedFlow ring = random.ring();
    Certificate certificate;
    const SteadyBounds r = steady_bounds(ring, ring.counts[0].weights, certificate);
    out.holds = out.holds && tight(r, "tkur") <= 1 + 1e-9 &&
                tight(r, "tkur") >= std::max(tight(r, "tur"), tight(r, "kur")) * (1 - 1e-9);
  }
  return out;
}

ClaimResult coherence_violates() { return near(1.678112163, uncertainty_ratio(maser()), 1e-9); }
ClaimResult driving_violates() { return near(1.316984756, uncertainty_ratio(driven()), 1e-9); }

ClaimResult maser_bounds_hold() {
  const SteadyBounds b = maser();
  return near({0.07767883334, 0.2134803133, 26.16438769},
              {tight(b, "quantum_tkur"), tight(b, "fluctuation_response"), tight(b, "inverse")}, 1e-9);
}

/// No bound that is a theorem is violated by any of 400 random equations.
ClaimResult theorems_hold() {
  RandomFlows random(400);
  Real lower = 0, upper = std::numeric_limits<Real>::infinity();
  for (int k = 0; k < 400; ++k) {
    const CountedFlow flow = random.quantum();
    Certificate certificate;
    const SteadyBounds b = steady_bounds(flow, flow.counts[0].weights, certificate);
    for (const Bound& bound : b.bounds) {
      if (bound.standing != Standing::theorem) continue;
      if (bound.is_upper)
        upper = std::min(upper, tight(b, bound.name));
      else
        lower = std::max(lower, tight(b, bound.name));
    }
  }
  return {"bound/variance: lower bounds <= 1, upper ones >= 1", fmt::format("<= {:.6f}, >= {:.6f}", lower, upper),
          lower <= 1 + 1e-8 && upper >= 1 - 1e-8};
}

ClaimResult uncorrected_is_not_a_theorem() { return near(1.393720056, tight(maser(), "tkur"), 1e-9); }
ClaimResult uncorrected_fails_far() {
  const SteadyBounds b = driven();
  return near({3.457640290, 0.009697246455}, {tight(b, "tkur"), b.precision.response / b.precision.mean}, 1e-9);
}

ClaimResult fluctuation_response_is_exact() {
  RandomFlows random(2);
  Real worst = std::abs(tight(desk(two_bath_qubit(), two_bath_subject), "fluctuation_response") - 1);
  for (int k = 0; k < 100; ++k) {
    const CountedFlow ring = random.ring();
    Certificate certificate;
    worst = std::max(
        worst, std::abs(tight(steady_bounds(ring, ring.counts[0].weights, certificate), "fluctuation_response") - 1));
  }
  return below(1e-12, worst);
}

ClaimResult two_baths_are_exact() {
  return below(1e-12, std::abs(tight(desk(two_bath_qubit(), two_bath_subject), "fluctuation_response") - 1));
}

ClaimResult fluorescence_saturates() {
  Real worst = 0;
  for (const Real omega : {0.1, 0.5, 0.9, 2.0, 7.0})
    worst =
        std::max(worst, std::abs(tight(driven({{"Omega", omega}, {"n_bath", 0}}, "emitted"), "cramer_rao_scale") - 1));
  return below(1e-12, worst);
}
ClaimResult heat_does_not_saturate() { return near(0.940298515, tight(driven(), "cramer_rao_scale"), 1e-8); }
ClaimResult maser_does_not_saturate() { return near(0.6821820929, tight(maser(), "cramer_rao_scale"), 1e-9); }

ClaimResult photons_are_quiet() {
  const SteadyBounds b = driven({{"Omega", std::sqrt(0.5)}, {"n_bath", 0}}, "emitted");
  const Precision& p = b.precision;
  ClaimResult out = near({0.25, 4, 1.25, 0.8},
                         {p.variance / p.mean, tight(b, "kur"), p.qfi_time_rescaled, tight(b, "time_rescaled")}, 1e-12);
  out.holds = out.holds && std::abs(p.response) < 1e-14;
  return out;
}

}  // namespace

std::vector<Claim> two_bath_claims() {
  return {{"C1: the classical TKUR is tighter than TUR and KUR, here and on 100 random rings", vo, tkur_is_tightest},
          {"C5: fluctuations are exactly the response to the rates of classical jumps", aslyamov, two_baths_are_exact}};
}

std::vector<Claim> maser_claims() {
  return {
      {"C2: coherence takes C_2 sigma/C_1^2 below 2", kalaee, coherence_violates},
      {"C3: quantum TKUR, response and inverse bounds hold", van_vu, maser_bounds_hold},
      {"C4: the TKUR without the correction 1 + delta is violated", van_vu, uncorrected_is_not_a_theorem},
      {"C6: all rates and the scale of H do not saturate the variance of the maser", moreira, maser_does_not_saturate}};
}

std::vector<Claim> driven_claims() {
  return {{"C2: a drive takes C_2 sigma/C_1^2 below 2", kalaee, driving_violates},
          {"C4: the TKUR without the correction is violated threefold where 1 + delta = 0.0097", van_vu,
           uncorrected_fails_far},
          {"C6: rates and the scale of H saturate the variance of resonance fluorescence, at any drive", moreira,
           fluorescence_saturates},
          {"C6: with thermal quanta they do not", moreira, heat_does_not_saturate},
          {"C7: photons are four times quieter than the KUR allows: Fano factor, bound/variance, 1 + delta = 0",
           derived, photons_are_quiet}};
}

std::vector<Claim> custom_claims() {
  return {{"C3: no theorem is violated by 400 random Lindblad equations", van_vu, theorems_hold},
          {"C5: fluctuations are exactly the response to the rates of 100 random rings", aslyamov,
           fluctuation_response_is_exact}};
}

}  // namespace qalor::counting
