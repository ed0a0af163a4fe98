#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>
#include <string>

#include "qalor/catalog/model.hpp"

namespace qalor {

/// The declaration of a quantity: the one of its name, or the one whose name ends in X where this one has the name of a
/// bath, `heat_current_X` for `heat_current_hot`; then the bath stands for X in name, symbol and meaning, too.
std::optional<Quantity> find_quantity(const Model& model, const std::string& name);

}  // namespace qalor
