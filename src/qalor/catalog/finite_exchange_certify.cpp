// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "qalor/catalog/finite_exchange.hpp"

namespace qalor::exchange {
namespace {

/// Largest of the two routes' differences and of the broken sums, relative to the energies that move.
constexpr Real accepted = 1e-9;
constexpr Real accepted_ramp = 1e-7;      // a step of the integrator, not rounding, sets it
constexpr Real accepted_entropy = 1e-9;   // below zero by more than rounding
constexpr Real lost_digits = 1e-8;        // of <exp(-Sigma)>, by the determinant
constexpr Real wrong_fluctuation = 1e-2;  // no loss of digits explains more than this

struct Residuals {
  Real particles = 0, work = 0, unitarity = 0, entropy = 0;
  std::optional<Real> reversal = {}, fluctuation = {};
};

Residuals residuals(const std::vector<ExchangeStatistics>& at, const Bipartite& machine) {
  Residuals out;
  for (const ExchangeStatistics& s : at) {
    const Balance b = balance(s.mean, machine);
    const Real scale = std::max(1.0, s.mean.cwiseAbs().maxCoeff());
    out.particles = std::max(out.particles, std::abs(s.mean(1) + s.mean(3)) / scale);
    out.work = std::max(out.work, std::abs(b.work - s.work_contact) / scale);
    out.unitarity = std::max(out.unitarity, s.unitarity);
    out.entropy = std::min(out.entropy, b.entropy / scale);
    if (s.reversal) out.reversal = std::max(out.reversal.value_or(0), *s.reversal);
    if (s.integral_fluctuation)
      out.fluctuation = std::max(out.fluctuation.value_or(0), std::abs(*s.integral_fluctuation - 1));
  }
  return out;
}

/// 0 or 1 for each duration: long after the switching, and before the nearest end is heard.
Array landauer_window(const std::vector<Real>& times, const Settings& p) {
  const JoinedChains chains = joined_chains(p);
  const Real slow = std::min(std::abs(chains.a.hopping), std::abs(chains.b.hopping));
  const Real heard = std::min(static_cast<Real>(p.integer("sites_A")) / std::abs(chains.a.hopping),
                              static_cast<Real>(p.integer("sites_B")) / std::abs(chains.b.hopping));
  std::vector<double> out;
  for (const Real tau : times) out.push_back(tau * slow >= 5 && tau < heard ? 1 : 0);
  return vector_datum(out);
}

void judge_fluctuation(const Residuals& r, Certificate& certificate) {
  if (!r.fluctuation) return;
  if (*r.fluctuation > wrong_fluctuation)
    certificate.degrade(Status::law_violated,
                        fmt::format("<exp(-Sigma)> is off one by {:.1e}, which unitarity forbids", *r.fluctuation));
  else if (*r.fluctuation > lost_digits)
    certificate.warn(
        fmt::format("<exp(-Sigma)> is off one by {:.1e}: its determinant loses exp(beta x bandwidth) of "
                    "the digits; nothing else does",
                    *r.fluctuation));
}

void judge(const Residuals& r, bool is_stochastic, bool is_ramped, Certificate& certificate) {
  const Real limit = is_ramped ? accepted_ramp : accepted;
  if (!is_stochastic && !(certificate.residual <= limit))
    certificate.degrade(
        Status::not_converged,
        fmt::format("work by two routes, particle number or unitarity are off by {:.1e}", certificate.residual));
  if (!is_stochastic && r.entropy < -accepted_entropy)
    certificate.degrade(Status::law_violated, fmt::format("the entropy sum is negative: {:.3g}", r.entropy));
  judge_fluctuation(r, certificate);
}

}  // namespace

void certify(const Setup& setup, const Question& q, const std::vector<ExchangeStatistics>& at,
             Certificate& certificate) {
  const Method method = resolved_method(setup.machine, q.keys);
  const bool is_stochastic = method == Method::sampling || method == Method::typicality;
  const Residuals r = residuals(at, setup.machine);
  Record& details = certificate.details;
  details.set("particle_conservation", r.particles);
  details.set("work_residual", r.work);
  certificate.residual = std::max(r.particles, r.work);
  if (!is_stochastic) {
    details.set("unitarity", r.unitarity);
    certificate.residual = std::max(certificate.residual, r.unitarity);
    if (r.reversal)
      details.set("micro_reversibility", *r.reversal);
    else
      details.set("micro_reversibility", "broken by flux");
  }
  if (asks(q.keys, "fluctuation")) {
    if (is_stochastic)
      details.set("integral_fluctuation_error", "not evaluated: no sampling finds it");
    else if (r.fluctuation)
      details.set("integral_fluctuation_error", *r.fluctuation);
    else
      details.set("integral_fluctuation_error", "not evaluated: beta x bandwidth is above 30");
  }
  details.set("zero_bias", std::int64_t{is_unbiased(setup.machine)});
  if (is_of_chains(q.parameters) && q.parameters.text("geometry") == "end_to_end" && is_free(setup.machine))
    details.set("landauer_window", landauer_window(q.keys.reals("times"), q.parameters));
  judge(r, is_stochastic, setup.switching.ramp > 0, certificate);
}

void warn_of_unused(const Question& q, Method method, Certificate& certificate) {
  const Settings& p = q.parameters;
  const Settings& k = q.keys;
  const auto unused = [&](const Settings& settings, const std::string& name, bool is_used, const char* why) {
    if (settings.given(name) && !is_used) certificate.warn(fmt::format("`{}` is not used: {}", name, why));
  };
  const bool is_stochastic = method == Method::sampling || method == Method::typicality;
  unused(p, "ramp_shape", p.real("ramp") > 0, "the contact is switched suddenly (`ramp` = 0)");
  if (is_of_chains(p)) unused(p, "hopping", !(p.has("hopping_A") && p.has("hopping_B")), "both chains have their own");
  unused(p, "boson_cutoff", method != Method::quadratic && p.text("statistics") == "boson",
         "only bosons by their many-particle states are cut off");
  unused(k, "samples", is_stochastic, "this method draws nothing");
  unused(k, "seed", is_stochastic, "this method draws nothing");
  unused(k, "max_dimension", method != Method::quadratic, "one-body algebra has no sectors");
  unused(k, "joint_tolerance", asks(k, "joint"), "`joint` is not among the outputs");
  unused(k, "number_range", asks(k, "number_distribution"), "`number_distribution` is not among the outputs");
  unused(k, "chi", asks(k, "characteristic") || asks(k, "references"), "`characteristic` is not among the outputs");
  unused(k, "convention", asks(k, "transport") || asks(k, "time_average"), "`transport` is not among the outputs");
  unused(k, "basis", asks(k, "transport") || asks(k, "time_average") || asks(k, "references"),
         "`transport` is not among the outputs");
}

}  // namespace qalor::exchange
