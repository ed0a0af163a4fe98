#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>

#include "qalor/catalog/model.hpp"

namespace qalor {

/// The declaration of a quantity: the one of its name, or the one whose name ends in X where this one has the name of a
/// bath, `heat_current_X` for `heat_current_hot`. nullptr where there is none.
const Quantity* find_quantity(const Model& model, const std::string& name);

}  // namespace qalor
