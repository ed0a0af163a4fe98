// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "qalor/catalog/coupled_pair.hpp"

namespace qalor::pair {
namespace {

/// Parameters that were given but that the chosen case does not use. They are not refused, so that a sweep over
/// `coupling`, `dynamics` or `bath_spectrum` works.
void warn_of_unused(const Settings& s, Certificate& certificate) {
  const bool coherent = s.text("coupling") == "coherent";
  const bool ohmic = s.text("bath_spectrum") == "ohmic";
  const auto unused = [&](const std::string& name, bool used, const std::string& user) {
    if (!used && s.given(name)) certificate.warn(fmt::format("`{}` is not used: it belongs to {}", name, user));
  };
  unused("epsilon", !coherent, "`coupling` = \"noise\"");
  unused("g", coherent, "`coupling` = \"coherent\"");
  for (const std::string name : {"gamma_A", "gamma_B"}) unused(name, !ohmic, "the flat bath spectra");
  for (const std::string name : {"eta_A", "eta_B", "omega_c"}) unused(name, ohmic, "`bath_spectrum` = \"ohmic\"");
  unused("cluster_width", s.text("dynamics") == "partial_secular", "`dynamics` = \"partial_secular\"");
  unused("collision_time", s.text("dynamics") == "collision", "`dynamics` = \"collision\"");
}

/// Local jumps see the bare frequencies. Where the dressed modes, weighted by their share phi of a site, have clearly
/// other occupations, say so.
void warn_of_dressing(const Parameters& p, Certificate& certificate) {
  if (p.dynamics != Dynamics::local || !p.is_coherent || p.g == 0) return;
  const Real mean = 0.5 * (p.omega_A + p.omega_B);
  const Real half_split = half_splitting(p);
  const auto deviation = [&](const Bath& bath, Real omega, Real share_of_upper) {
    const Real bare = occupation(p, bath, omega);
    const auto off = [&](Real dressed) { return std::abs(occupation(p, bath, dressed) / bare - 1); };
    return share_of_upper * off(mean + half_split) + (1 - share_of_upper) * off(mean - half_split);
  };
  const Real share = 0.5 * (1 + 0.5 * (p.omega_A - p.omega_B) / half_split);
  const Real worst = std::max(deviation(p.a, p.omega_A, share), deviation(p.b, p.omega_B, 1 - share));
  if (worst > 0.05)
    certificate.warn(
        fmt::format("the dressed levels have occupations up to {:.0f} % off the bare ones that local jumps "
                    "assume: compare with `dynamics` = \"global\"",
                    100 * worst));
}

void warn_of_degeneracy(const Parameters& p, Certificate& certificate) {
  if (p.dynamics != Dynamics::global || secular_ratio(p) >= 10) return;
  certificate.warn(
      fmt::format("the dressed levels are only {:.3g} line widths apart: a global generator overestimates the "
                  "current there (secular ratio below 10)",
                  secular_ratio(p)));
}

}  // namespace

void warn(const Settings& settings, const Parameters& p, Certificate& certificate) {
  warn_of_unused(settings, certificate);
  warn_of_dressing(p, certificate);
  warn_of_degeneracy(p, certificate);
}

std::vector<Variant> variants(const Settings& settings) {
  const auto text = [](const std::string& value) { return Value(value); };
  const auto with = [&](const std::string& dynamics, const std::string& heat) {
    return std::vector<std::pair<std::string, Value>>{{"dynamics", text(dynamics)}, {"heat", text(heat)}};
  };
  if (settings.text("coupling") == "noise") return {{"local", with("local", "bare"), false}};
  return {
      {"local, bare heat", with("local", "bare"), false}, {"local, full heat", with("local", "full"), false},
      {"global", with("global", "full"), false},          {"partial secular", with("partial_secular", "full"), false},
      {"universal", with("universal", "full"), false},    {"redfield", with("redfield", "full"), false},
      {"collision", with("collision", "bare"), false},    {"landauer", with("landauer", "full"), true}};
}

}  // namespace qalor::pair
