#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <iosfwd>
#include <vector>

#include "qalor/catalog/model.hpp"

namespace qalor {

/// The cards of models as one JSON object: {"qalor": version, "models": [...]}, with the names of Model, Field,
/// TaskCard, Quantity and Claim as keys. A bound that is infinite is null, a parameter without a default has none.
void write_models_json(std::ostream& out, const std::vector<const Model*>& models);

}  // namespace qalor
