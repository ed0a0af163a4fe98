#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>

#include "qalor/ledger/balance.hpp"
#include "qalor/solve/solution.hpp"

namespace qalor {

/// What the second law means for the books that were read.
enum class SecondLaw {
  theorem,    ///< these books make it a theorem: a violation is an error
  definition  ///< these books may break it: a violation is a property of the model, and is reported with its reason
};

/// Writes both laws into the certificate: first_law_residual, second_law (1 or 0) and the verdict in words.
/// A broken first law, and a broken second law where it is a theorem, make the status `law_violated`.
/// `tolerance` is relative to the gross energy flow.
void judge(const Ledger& ledger, SecondLaw second_law, Certificate& certificate, Real tolerance = 1e-12);

/// The bath that loses the most heat and the one that gains the most, "heat flows from A to B", or "no heat flows".
std::string direction_text(const Ledger& ledger);

}  // namespace qalor
