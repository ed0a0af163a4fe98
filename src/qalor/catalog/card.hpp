#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <vector>

#include "qalor/catalog/model.hpp"

/// Short hands for the records of models.
namespace qalor::card {

/// A number with a default.
Field real(std::string name, std::string symbol, std::string dimension, double fallback, Range range,
           std::string meaning);

/// One of several words, with a default.
Field choice(std::string name, std::string fallback, std::vector<std::string> choices, std::string meaning);

/// 0 or 1; 0 unless given.
Field flag(std::string name, std::string meaning);

/// Makes quantities that belong to the same tasks.
struct In {
  std::vector<std::string> tasks;
  Quantity operator()(std::string name, std::string symbol, std::string dimension, std::string meaning,
                      std::vector<std::string> axes = {}) const;
};

void append(std::vector<Quantity> more, std::vector<Quantity>& out);

}  // namespace qalor::card
