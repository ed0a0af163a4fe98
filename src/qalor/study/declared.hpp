#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>
#include <string>
#include <vector>

#include "qalor/base/field.hpp"
#include "qalor/study/spacing.hpp"
#include "qalor/study/syntax.hpp"

/// Reading tables whose keys are declared as fields. Every function adds what is wrong to the complaints and returns
/// what it could read.
namespace qalor::syntax {

/// A table whose keys are declared, and how a message speaks of them: "unknown <noun> `x` <owner>".
struct Declared {
  const std::vector<Field>& fields;
  std::string noun;       ///< "parameter", "key"
  std::string owner;      ///< "of model `coupled_pair`", "in [study]"
  std::string path = {};  ///< stands before the names of values in messages: "epsilon."
};

/// The value of one field, checked against its declaration.
std::optional<Value> read_value(const Field& field, const Node& node, Complaints& complaints);

/// The values of all keys of the table that are right, added to the settings as given, with their places but without
/// excerpts: settings are copied for every point of a sweep.
void read_table(const Declared& declared, const Table& table, Settings& settings, Complaints& complaints);

/// The complaint about a key that is not declared, with the nearest one that is.
void refuse_unknown(const Declared& declared, const Entry& entry, Complaints& complaints);

/// A table { from, to, points, scale } for the values of a numeric field. `noun` names it in messages:
/// "the sweep of `epsilon`". The ends are checked against the range of the field. The node holds a Table.
std::optional<Spacing> read_spacing(const Field& field, const std::string& noun, const Node& node,
                                    Complaints& complaints);

/// "a table", "an array", "a date", or the value itself.
std::string found_text(const Node& node);

}  // namespace qalor::syntax
