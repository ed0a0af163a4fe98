#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>
#include <string>

#include "qalor/ledger/balance.hpp"

namespace qalor {

/// What a machine between two baths does in its steady state.
enum class Regime { idle, engine, refrigerator, heater, conductor };

/// "idle", "engine", "refrigerator", "heater", "conductor".
std::string regime_text(Regime regime);

/// Regime and figure of merit of a two-bath ledger.
struct Performance {
  Regime regime = Regime::idle;
  std::optional<Real> efficiency = {};  ///< -P/J_hot of an engine
  std::optional<Real> cop = {};         ///< J_cold/P of a refrigerator
};

/// engine: P < 0 < J_hot. refrigerator: P, J_cold > 0. heater: P > 0, no cooling. conductor: P = 0, heat passes.
/// idle: nothing flows. Flows within 1e-13 of the gross flows they are differences of count as zero.
/// Hot is the bath of smaller beta; with equal betas there is neither efficiency nor cop.
Performance performance(const Ledger& ledger, Real beta_first, Real beta_second);

}  // namespace qalor
