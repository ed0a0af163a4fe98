// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/card.hpp"

#include <utility>

namespace qalor::card {

Field real(std::string name, std::string symbol, std::string dimension, double fallback, Range range,
           std::string meaning) {
  return {.name = std::move(name),
          .symbol = std::move(symbol),
          .dimension = std::move(dimension),
          .fallback = Value(fallback),
          .range = range,
          .meaning = std::move(meaning)};
}

Field choice(std::string name, std::string fallback, std::vector<std::string> choices, std::string meaning) {
  return {.name = std::move(name),
          .dimension = "1",
          .type = FieldType::choice,
          .fallback = Value(std::move(fallback)),
          .choices = std::move(choices),
          .meaning = std::move(meaning)};
}

Field flag(std::string name, std::string meaning) {
  return {.name = std::move(name),
          .dimension = "1",
          .type = FieldType::integer,
          .fallback = Value(std::int64_t{0}),
          .range = {.lowest = 0, .highest = 1},
          .meaning = std::move(meaning)};
}

Quantity In::operator()(std::string name, std::string symbol, std::string dimension, std::string meaning,
                        std::vector<std::string> axes) const {
  return {std::move(name), std::move(symbol), std::move(dimension), std::move(meaning), tasks, {}, std::move(axes)};
}

void append(std::vector<Quantity> more, std::vector<Quantity>& out) {
  for (Quantity& quantity : more) out.push_back(std::move(quantity));
}

}  // namespace qalor::card
