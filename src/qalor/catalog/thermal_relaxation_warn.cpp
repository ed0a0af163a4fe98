// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "qalor/catalog/thermal_relaxation.hpp"

namespace qalor::thermal {
namespace {

/// Parameters that were given but that the protocol or the task does not use. They are not refused, so that a sweep
/// over `protocol` works.
void warn_of_unused(const Question& question, Certificate& certificate) {
  const Settings& s = question.parameters;
  const std::string& protocol = s.text("protocol");
  const bool is_relax = question.task == "relax";
  const bool is_partner = question.task == "equidistant" && question.keys.has("partner_of");
  const bool by_distance = is_relax ? protocol == "equidistant" : question.task == "equidistant";
  const auto unused = [&](const char* name, bool used, const std::string& user) {
    if (!used && s.given(name)) certificate.warn(fmt::format("`{}` is not used: it belongs to {}", name, user));
  };
  const bool has_two = is_relax && (protocol == "reciprocal" || protocol == "three_temperature");
  for (const char* name : {"T_cold", "T_hot"})
    unused(name, has_two, "`protocol` = \"reciprocal\" or \"three_temperature\"");
  unused("T_bath", !is_relax || protocol != "reciprocal", "the other protocols");
  for (const char* name : {"T_initial", "populations_initial", "rho_initial"})
    unused(name, is_relax && protocol == "single", "`protocol` = \"single\"");
  unused("distance", by_distance && !is_partner,
         "`protocol` = \"equidistant\", or the task `equidistant` without `partner_of`");
  if (s.text("distance_measure") != "relative_entropy") unused("distance_measure", by_distance, "`distance`");
  unused("protocol", is_relax, "the task `relax`");
}

}  // namespace

void warn(const Question& question, Certificate& certificate) {
  const Settings& s = question.parameters;
  warn_of_unused(question, certificate);
  if (s.text("system") == "oscillator" && s.text("statistics") == "fermion")
    certificate.warn(
        "fermionic rates on an oscillator describe a bath of two-level absorbers: the damping gamma tanh(omega/2T) "
        "depends on temperature");
}

}  // namespace qalor::thermal
