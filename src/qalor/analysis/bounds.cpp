// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/bounds.hpp"

#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <limits>

#include "qalor/solve/blocks.hpp"

namespace qalor {
namespace {

const std::string derived = "any Lindblad equation, state and time: Cramer-Rao inequality of system and environment";

/// What keeps a bound of classical jump processes from being a theorem; "" for nothing.
std::string obstacle(const Setting& setting, bool needs_antisymmetry, bool needs_pairs) {
  std::string out;
  const auto add = [&](bool missing, const std::string& what) {
    if (missing) out += (out.empty() ? "" : "; ") + what;
  };
  add(!setting.is_classical, "populations and coherences move together");
  add(needs_antisymmetry && !setting.is_antisymmetric, "the count does not change sign with the jump");
  add(needs_pairs && setting.unpaired.has_value(), fmt::format("jump {} has no partner", setting.unpaired.value_or(0)));
  add(!setting.is_steady, "counting does not start in the steady state");
  return out;
}

Bound classical_bound(std::string name, const std::string& missing, const std::string& holds) {
  const bool is_theorem = missing.empty();
  return {std::move(name), is_theorem ? Standing::theorem : Standing::naive, is_theorem ? holds : missing};
}

void fill(Bound& bound, const std::vector<Precision>& points, const std::function<Real(const Precision&)>& value) {
  for (const Precision& p : points) bound.values.push_back(value(p));
}

}  // namespace

std::string standing_text(Standing standing) {
  switch (standing) {
    case Standing::theorem:
      return "theorem";
    case Standing::naive:
      return "naive";
    case Standing::not_applicable:
      break;
  }
  return "not applicable";
}

Setting setting_of(const CountedFlow& counted, const JumpWeights& weights) {
  const Blocks blocks = counting_blocks(counted.flow);
  Setting out{.is_classical = blocks.states.size() == counted.flow.space().dimension()};
  out.is_antisymmetric = is_antisymmetric(counted, weights);
  out.unpaired = first_unpaired(counted);
  return out;
}

std::vector<Bound> common_bounds(const Setting& setting, const std::vector<Precision>& points) {
  const std::string classical = "classical jumps in pairs, an antisymmetric count, from the steady state";
  Bound tur = classical_bound("tur", obstacle(setting, true, false), classical);
  if (setting.unpaired) {
    tur.standing = Standing::not_applicable;
    tur.reason = fmt::format("jump {} has no partner: entropy production is infinite", *setting.unpaired);
  } else {
    fill(tur, points, [](const Precision& p) { return 2 * squared_over(p.mean, p.entropy_production); });
  }
  Bound kur = classical_bound("kur", obstacle(setting, false, false), "classical jumps, from the steady state");
  fill(kur, points, [](const Precision& p) { return squared_over(p.mean, p.activity); });
  Bound tkur = classical_bound("tkur", obstacle(setting, true, true), classical);
  fill(tkur, points, [](const Precision& p) { return squared_over(p.mean, p.tkur); });
  Bound quantum_tkur{"quantum_tkur", Standing::theorem, derived};
  fill(quantum_tkur, points, [](const Precision& p) { return squared_over(p.response, p.tkur); });
  Bound fisher{"fisher", Standing::theorem, derived};
  fill(fisher, points, [](const Precision& p) { return squared_over(p.response, p.fisher); });
  Bound quantum_kur{"quantum_kur", Standing::theorem, derived};
  fill(quantum_kur, points, [](const Precision& p) { return squared_over(p.response_kur, p.activity); });
  Bound rescaled{"time_rescaled", Standing::theorem, "a generator constant in time: " + derived};
  fill(rescaled, points, [](const Precision& p) { return squared_over(p.current, p.qfi_time_rescaled); });
  return {tur, kur, tkur, quantum_tkur, fisher, quantum_kur, rescaled};
}

Real squared_over(Real numerator, Real denominator) {
  if (std::isnan(numerator) || std::isnan(denominator)) return std::numeric_limits<Real>::quiet_NaN();
  return numerator == 0 || !(denominator > 0) ? 0 : numerator * (numerator / denominator);
}

Real tightness(Real bound, Real variance) {
  return variance > 0 ? bound / variance : std::numeric_limits<Real>::quiet_NaN();
}

void certify_bounds(const std::vector<Bound>& bounds, const std::vector<Real>& variances,
                    const std::vector<Real>& shot_noise, Certificate& certificate, Real tolerance) {
  for (const Bound& bound : bounds) {
    certificate.details.set(bound.name, fmt::format("{}: {}", standing_text(bound.standing), bound.reason));
    if (bound.standing != Standing::theorem) continue;
    for (std::size_t k = 0; k < bound.values.size(); ++k) {
      const Real found = tightness(bound.values[k], variances[k]);
      const Real excess = (bound.is_upper ? -1 : 1) * (bound.values[k] - variances[k]);
      const bool is_violated = excess > tolerance * std::abs(variances[k]) + 1e-13 * shot_noise[k];
      if (is_violated)
        certificate.degrade(
            Status::law_violated,
            fmt::format("the bound `{}` is a theorem here, but bound/variance = {:.9g}", bound.name, found));
    }
  }
}

RealVector asymmetries(const Lindblad& flow, const RealVector& rates) {
  RealVector out(rates.size());
  for (Eigen::Index k = 0; k < rates.size(); ++k) {
    const auto& partner = flow.jumps()[static_cast<std::size_t>(k)].partner;
    if (!partner) {
      out(k) = 1;
      continue;
    }
    const Real back = rates(static_cast<Eigen::Index>(*partner));
    const Real both = rates(k) + back;
    out(k) = both > 0 ? (rates(k) - back) / both : 0;
  }
  return out;
}

}  // namespace qalor
