#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstddef>
#include <string>

/// Amounts as people read them.
namespace qalor {

/// "3.1 ms", "0.4 s", "12 s", "3 min 20 s", "2 h 5 min", "3 d 4 h".
std::string duration_text(double seconds);

/// "812 bytes", "1.2 MB": powers of 1000.
std::string size_text(double bytes);

/// "1 point", "50 points".
std::string points_text(std::size_t points);

}  // namespace qalor
