#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>

namespace qalor {

/// The text of a study file; "-" reads standard input. Reads little more than a study may have, so that an endless
/// input ends. Throws InputError when there is no such file (with the nearest one there is) or it is a directory, and
/// EnvironmentError when it cannot be read.
std::string study_text(const std::string& file);

}  // namespace qalor
