// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/cli/text_table.hpp"

#include <algorithm>
#include <sstream>

#include "qalor/base/text.hpp"

namespace qalor {

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (; !text.empty(); ++width) text.remove_prefix(std::max<std::size_t>(character_length(text), 1));
  return width;
}

std::string aligned(const std::vector<Row>& rows, const std::vector<Side>& sides, const std::string& margin) {
  std::vector<std::size_t> widths;
  for (const Row& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  std::string text;
  for (const Row& row : rows) {
    std::string line = margin;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string padding(widths[i] - width_of(row[i]), ' ');
      const bool right = i < sides.size() && sides[i] == Side::right;
      line += (i == 0 ? "" : "  ") + (right ? padding + row[i] : row[i] + padding);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

std::string wrapped(const std::string& text, std::size_t columns, const std::string& margin) {
  std::istringstream words(text);
  std::string result;
  std::size_t column = 0;
  for (std::string word; words >> word;) {
    const std::size_t width = width_of(word);
    if (column > 0 && column + 1 + width > columns) {
      result += "\n" + margin;
      column = margin.size();
    } else if (column > 0) {
      result += " ";
      ++column;
    }
    result += word;
    column += width;
  }
  return result;
}

}  // namespace qalor
