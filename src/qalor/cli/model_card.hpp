#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>

#include "qalor/catalog/model.hpp"

namespace qalor {

/// What `qalor models NAME` prints: parameters, device, tasks, quantities, claims and sources of a model.
std::string model_card(const Model& model);

}  // namespace qalor
