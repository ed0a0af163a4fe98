#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <vector>

#include "qalor/solve/solution.hpp"

namespace qalor {

/// A column of a table; numbers are set to the right.
struct TableHead {
  std::string text;
  bool is_number = false;
};

/// A table in a region that scrolls sideways where it must. `body` consists of <tbody> elements or of rows.
std::string table_html(const std::string& label, const std::vector<TableHead>& heads, const std::string& body);

/// The first cell of a row: a name, beside it its symbol and dimension, below it what it means.
struct RowHead {
  std::string name;
  std::string symbol = {};
  std::string dimension = {};
  std::string meaning = {};
};
std::string row_head(const RowHead& head);
std::string number_cell(const std::string& html);
std::string words_cell(const std::string& html);

/// Class of the colours that go with a status: "ok", "attention" or "bad".
std::string status_class(Status status);
/// "not converged".
std::string status_words(Status status);
/// The same, coloured.
std::string status_badge(Status status);

/// Escaped text in which arXiv numbers and DOIs are links.
std::string linked(const std::string& text);

}  // namespace qalor
