#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>

namespace qalor {

/// The style sheet of a report: light and dark, narrow and wide, screen and paper.
std::string report_style();

/// What a drawing needs in a file of its own, on white.
std::string figure_style();

}  // namespace qalor
