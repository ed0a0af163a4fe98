#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <vector>

#include "qalor/catalog/model.hpp"
#include "qalor/ledger/nonequilibrium_account.hpp"

/// What every model with an evolution says of its nonequilibrium ledger.
namespace qalor {

/// The quantities of `write_accounts`, for these tasks and with `prefix` before their names. A quantity that is there
/// already keeps its words and gains the tasks.
void add_account_quantities(const std::vector<std::string>& tasks, const std::string& prefix,
                            std::vector<Quantity>& out);

/// Into the certificate: `energy_reference`, the operator K that defines energy, heat, work and temperature; how many
/// temperatures are masked; the verdict on the balance of coherence; which definitions are ours. `prefix` stands before
/// the details of one branch of several.
void certify_accounts(const std::vector<NonequilibriumAccount>& accounts, const std::string& energy_reference,
                      Certificate& out, const std::string& prefix = "");

}  // namespace qalor
