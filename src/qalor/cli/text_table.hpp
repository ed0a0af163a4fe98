#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace qalor {

/// Number of characters, which is the number of columns for all but a few scripts.
std::size_t width_of(std::string_view text);

enum class Side { left, right };

using Row = std::vector<std::string>;

/// Rows as lines: cells padded to the widest of their column, two blanks between columns, none at the end of a line.
/// Columns beyond `sides` stand to the left. Every line starts with `margin`.
std::string aligned(const std::vector<Row>& rows, const std::vector<Side>& sides, const std::string& margin = "");

/// The words of a text, broken into lines of at most `columns`, the second and later ones with `margin` before them.
std::string wrapped(const std::string& text, std::size_t columns, const std::string& margin);

}  // namespace qalor
