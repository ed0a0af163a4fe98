// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace qalor {
namespace {

Real gross_energy(const Ledger& ledger) {
  Real sum = std::abs(ledger.power);
  for (const BathEntry& bath : ledger.baths) sum += bath.gross_energy;
  return sum;
}

std::string verdict_text(const Ledger& ledger, bool first, bool second, SecondLaw standing) {
  if (!first) return "the books do not close: the first law fails by more than rounding";
  if (second) return "both laws hold";
  if (standing == SecondLaw::theorem) return "the second law is violated where these books make it a theorem";
  return fmt::format(
      "{} and the entropy production is negative: local jumps ignore the coupling energy, so the heat of "
      "the whole Hamiltonian is not what these baths exchange; the bare books, with switching work, respect "
      "the second law",
      direction_text(ledger));
}

}  // namespace

std::string direction_text(const Ledger& ledger) {
  const auto by_heat = [](const BathEntry& a, const BathEntry& b) { return a.heat < b.heat; };
  const auto [to, from] = std::minmax_element(ledger.baths.begin(), ledger.baths.end(), by_heat);
  if (to == ledger.baths.end() || from->heat <= 0) return "no heat flows out of a bath";
  return fmt::format("heat leaves bath {}{}", from->name,
                     to->heat < 0 ? fmt::format(" and enters bath {}", to->name) : "");
}

void judge(const Ledger& ledger, SecondLaw second_law, Certificate& certificate, Real tolerance) {
  const Real residual = std::abs(ledger.first_law_residual());
  const bool first = residual <= tolerance * gross_energy(ledger);
  const bool second = ledger.second_law_holds();
  const std::string verdict = verdict_text(ledger, first, second, second_law);
  certificate.details.set("first_law_residual", residual);
  certificate.details.set("second_law", static_cast<std::int64_t>(second));
  certificate.details.set("verdict", verdict);
  if (!first || (!second && second_law == SecondLaw::theorem)) certificate.degrade(Status::law_violated, verdict);
}

}  // namespace qalor
