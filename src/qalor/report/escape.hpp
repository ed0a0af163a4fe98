#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <string_view>

namespace qalor {

/// The text with everything that is not valid UTF-8, and every zero byte, replaced by U+FFFD: netCDF and HTML know
/// nothing else.
std::string valid_utf8(std::string_view text);

/// The text with the characters that mean something in HTML escaped, for content and for quoted attributes.
std::string html_escaped(std::string_view text);

}  // namespace qalor
