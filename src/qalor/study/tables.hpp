#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <vector>

#include "qalor/study/syntax.hpp"

namespace qalor::syntax {

/// Complains about everything at the top of a file that is none of these tables, and about each of them that is no
/// table; `arrays` are those that are arrays of tables.
void refuse_unknown_tables(const Table& root, const std::vector<std::string>& names,
                           const std::vector<std::string>& arrays, Complaints& complaints);

}  // namespace qalor::syntax
