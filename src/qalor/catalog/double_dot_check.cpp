// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "qalor/catalog/double_dot.hpp"

namespace qalor::two_dots {
namespace {

/// Levels closer than this, relative to the spread of the spectrum, are one level to `eigenoperators`.
constexpr Real one_level = 2e-9;

/// Energy difference of the highest and the lowest of the four states.
Real spread(const Parameters& p) {
  const Real middle = 0.5 * (p.eps_1 + p.eps_2);
  const auto [lowest, highest] =
      std::minmax({Real(0), middle - 0.5 * p.splitting(), middle + 0.5 * p.splitting(), p.eps_1 + p.eps_2 + p.U});
  return highest - lowest;
}

Real largest_gamma(const Parameters& p) { return std::max(p.gamma_L(), p.gamma_R()); }
Real smallest_gamma(const Parameters& p) { return std::min(p.gamma_L(), p.gamma_R()); }
Real smallest_temperature(const Parameters& p) { return 1 / std::max(p.left.beta, p.right.beta); }

void warn_of_unused(const Settings& s, const Parameters& p, Certificate& certificate) {
  const bool is_second_order = p.method == Method::redfield || p.method == Method::one_vn;
  if (s.given("principal_value") && !is_second_order)
    certificate.warn("`principal_value` is not used: it belongs to `method` = \"redfield\" or \"one_vn\"");
  const bool has_shift = is_second_order ? p.has_principal_values : p.has_lamb_shift && p.method != Method::negf;
  if (s.given("lamb_shift") && (is_second_order || p.method == Method::negf))
    certificate.warn("`lamb_shift` is not used: it belongs to `method` = \"pauli_global\", \"local\" or \"perlind\"");
  if (s.given("bandwidth") && !has_shift)
    certificate.warn(
        "`bandwidth` is not used: it belongs to `principal_value` = 1 with \"redfield\" or \"one_vn\", and to "
        "`lamb_shift` = 1 with the other methods");
}

void warn_of_coupling(const Parameters& p, Certificate& certificate) {
  const Real ratio = largest_gamma(p) / smallest_temperature(p);
  if (p.method != Method::negf && ratio > 0.3)
    certificate.warn(fmt::format(
        "the largest tunnelling rate is {:.3g} of the lowest temperature: weak-coupling methods need less than 0.3",
        ratio));
}

void warn_of_secular(const Parameters& p, Certificate& certificate) {
  if (p.method == Method::pauli_global && largest_gamma(p) > p.splitting())
    certificate.warn(fmt::format(
        "the levels are {:.3g} apart and {:.3g} wide: \"pauli_global\" needs levels further apart than their width",
        p.splitting(), largest_gamma(p)));
}

void warn_of_local(const Parameters& p, Certificate& certificate) {
  if (p.method != Method::local) return;
  const Real small = std::min(smallest_gamma(p), smallest_temperature(p));
  if (std::abs(p.hopping) > small)
    certificate.warn(fmt::format(
        "the hopping {:.3g} is above {:.3g}, the smallest of rates and temperatures: \"local\" needs a weaker one",
        std::abs(p.hopping), small));
  if (std::abs(p.eps_1 - p.eps_2) > smallest_gamma(p))
    certificate.warn(fmt::format(
        "the bare levels are {:.3g} apart, more than the smallest tunnelling rate {:.3g}: \"local\" needs equal levels",
        std::abs(p.eps_1 - p.eps_2), smallest_gamma(p)));
}

}  // namespace

std::vector<Complaint> check(const Question& question) {
  const Parameters p = read(question.parameters);
  std::vector<Complaint> out;
  if (p.method == Method::negf && p.U != 0)
    out.push_back(
        {{"method", "U"}, "`method` = \"negf\" is exact without interaction only: set `U` = 0, or use \"perlind\""});
  if (p.method == Method::pauli_global && p.splitting() <= one_level * spread(p))
    out.push_back({{"method", "hopping", "eps_1", "eps_2"},
                   "`method` = \"pauli_global\" has no distinct levels with `hopping` = 0 and `eps_1` = `eps_2`: "
                   "populations of eigenstates do not say on which dot an electron is; use \"perlind\""});
  return out;
}

void warn(const Settings& settings, const Parameters& p, Certificate& certificate) {
  warn_of_unused(settings, p, certificate);
  warn_of_coupling(p, certificate);
  warn_of_secular(p, certificate);
  warn_of_local(p, certificate);
}

std::vector<Variant> variants(const Settings&) {
  std::vector<Variant> out;
  for (const Method method :
       {Method::pauli_global, Method::local, Method::perlind, Method::redfield, Method::one_vn, Method::negf})
    out.push_back({method_text(method), {{"method", Value(method_text(method))}}, method == Method::negf});
  return out;
}

}  // namespace qalor::two_dots
