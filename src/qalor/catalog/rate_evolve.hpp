#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/catalog/model.hpp"
#include "qalor/dynamics/rates.hpp"

/// The task `evolve` of models that are rate equations.
namespace qalor {

TaskCard rate_evolve_card();
void add_rate_evolve_quantities(std::vector<Quantity>& out);
/// What is wrong with its keys for that number of states.
void check_rate_evolve(std::size_t states, const Settings& keys, std::vector<Complaint>& out);

/// Populations, what each bath gives, and the nonequilibrium ledger at `times`; from `populations`, or empty.
Answer evolve_rates(const RateFlow& flow, const Settings& keys);

}  // namespace qalor
