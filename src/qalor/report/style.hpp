#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string_view>

namespace qalor {

/// The style sheet of a report: light and dark, narrow and wide, screen and paper.
std::string_view report_style();

}  // namespace qalor
