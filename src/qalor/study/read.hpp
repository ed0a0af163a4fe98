#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <vector>

#include "qalor/catalog/model.hpp"
#include "qalor/study/study.hpp"

namespace qalor {

/// Reads a study file against models of one's own in place of the catalog. The study points into `models`, which must
/// outlive it. Throws InputError as the read_study of study.hpp does.
Study read_study(const std::string& text, const std::string& file, const std::vector<Override>& overrides,
                 const std::vector<Model>& models);

}  // namespace qalor
