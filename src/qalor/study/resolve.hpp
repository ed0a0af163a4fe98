#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <vector>

#include "qalor/catalog/model.hpp"
#include "qalor/study/study.hpp"
#include "qalor/study/syntax.hpp"

namespace qalor::syntax {

/// The complaint about a `--set` that names something else.
constexpr const char* settable = "only a parameter, `task.KEY` or `study.title` can be set";

/// The study that the parsed tables of a file mean: model, parameters, task and sweep, defaults included.
/// Throws InputError with everything that is wrong with them, after what the complaints hold already; combinations that
/// the model refuses are looked for once every single value is right. `text` and `file` of the study are left empty.
Study resolve(const Table& root, const std::vector<Model>& catalog, Complaints& complaints);

}  // namespace qalor::syntax
