// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/performance.hpp"

#include <algorithm>
#include <cmath>

namespace qalor {
namespace {

/// x, or 0 when it is rounding of flows of this size.
Real significant(Real x, Real gross) { return std::abs(x) > 1e-13 * gross ? x : 0; }

}  // namespace

std::string regime_text(Regime regime) {
  switch (regime) {
    case Regime::engine:
      return "engine";
    case Regime::refrigerator:
      return "refrigerator";
    case Regime::heater:
      return "heater";
    case Regime::conductor:
      return "conductor";
    case Regime::idle:
      break;
  }
  return "idle";
}

Performance performance(const Ledger& ledger, Real beta_first, Real beta_second) {
  const std::size_t hot_bath = beta_first <= beta_second ? 0 : 1;
  const BathEntry& first = ledger.baths.at(hot_bath);
  const BathEntry& second = ledger.baths.at(1 - hot_bath);
  const Real gross = std::max(first.gross_energy, second.gross_energy);
  const Real hot = significant(first.heat, gross);
  const Real cold = significant(second.heat, gross);
  const Real power = significant(ledger.power, gross);
  const bool distinct = beta_first != beta_second;

  if (hot == 0 && cold == 0 && power == 0) return {};
  if (power == 0) return {.regime = Regime::conductor};
  if (power < 0 && hot > 0 && distinct) return {.regime = Regime::engine, .efficiency = -power / hot};
  if (power > 0 && cold > 0 && distinct) return {.regime = Regime::refrigerator, .cop = cold / power};
  return {.regime = Regime::heater};
}

}  // namespace qalor
