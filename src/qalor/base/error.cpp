// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>

#include "qalor/base/text.hpp"

namespace qalor {
namespace {

constexpr std::size_t shown_complaints = 50;   // more would bury the first one
constexpr std::size_t shown_columns = 100;     // of the excerpt; fits a terminal with its gutter
constexpr std::size_t longest_near_word = 64;  // longer words are no misspelt names

bool is_control(std::string_view character) {
  const auto byte = static_cast<unsigned char>(character.front());
  return byte < 0x20 || byte == 0x7f;
}

/// The line cut into characters, one per column. A byte that belongs to none counts as one.
std::vector<std::string_view> characters(std::string_view line) {
  std::vector<std::string_view> found;
  while (!line.empty()) {
    const std::size_t length = std::max<std::size_t>(character_length(line), 1);
    found.push_back(line.substr(0, length));
    line.remove_prefix(length);
  }
  return found;
}

/// The text without anything that could move a terminal's cursor or is no character.
std::string printable(std::string_view text) {
  std::string clean;
  for (const std::string_view c : characters(text)) {
    if (is_control(c) || character_length(c) == 0) {
      clean += fmt::format("\\x{:02x}", static_cast<unsigned char>(c.front()));
    } else {
      clean += c;
    }
  }
  return clean;
}

/// What stands in one column of an excerpt.
std::string_view shown_character(std::string_view c) {
  const bool strange = character_length(c) == 0 || (is_control(c) && c != "\t");
  return strange ? "?" : c;
}

/// The excerpt and the caret below it. A tab above the caret line is repeated in it, so that both stay aligned;
/// a long line is cut on both sides of the caret.
std::string excerpt_text(const Location& at) {
  const std::vector<std::string_view> line = characters(at.excerpt);
  const std::size_t caret = std::max<std::size_t>(at.column, 1) - 1;
  const bool is_long = line.size() > shown_columns;
  const std::size_t lead = shown_columns / 4;  // of the columns before the caret, when the line is cut
  const std::size_t latest = is_long ? line.size() - shown_columns : 0;
  const std::size_t first = is_long && caret > lead ? std::min(caret - lead, latest) : 0;
  const std::size_t last = is_long ? first + shown_columns : line.size();

  std::string excerpt = first > 0 ? "..." : "";
  std::string below(excerpt.size(), ' ');
  for (std::size_t i = first; i < last; ++i) {
    excerpt += shown_character(line[i]);
    if (i < caret) below += line[i] == "\t" ? '\t' : ' ';
  }
  if (last < line.size()) excerpt += "...";
  const std::size_t room = last > caret ? last - caret : 1;
  below += std::string(std::clamp<std::size_t>(at.length, 1, room), '^');

  const std::string number = std::to_string(at.line);
  return fmt::format("\n  {} |{}{}\n  {} | {}", number, excerpt.empty() ? "" : " ", excerpt,
                     std::string(number.size(), ' '), below);
}

std::string complaint_text(const Complaint& complaint) {
  const Location& at = complaint.where;
  const std::string message = printable(complaint.message);
  if (at.line == 0) return at.file.empty() ? message : printable(at.file) + ": " + message;
  return fmt::format("{}:{}:{}: {}{}", printable(at.file), at.line, at.column, message, excerpt_text(at));
}

std::string complaints_text(const std::vector<Complaint>& complaints) {
  std::string text;
  const std::size_t shown = std::min(complaints.size(), shown_complaints);
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) text += '\n';
    text += complaint_text(complaints[i]);
  }
  if (complaints.size() > 1) text += fmt::format("\n{} errors", complaints.size());
  if (complaints.size() > shown) text += fmt::format(", the first {} are shown", shown);
  return text;
}

std::string lower_case(std::string word) {
  std::transform(word.begin(), word.end(), word.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return word;
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b` (optimal string alignment).
std::size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before = std::exchange(above, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t differ = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + differ});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return row[b.size()];
}

std::size_t common_start(const std::string& a, const std::string& b) {
  const auto ends = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return static_cast<std::size_t>(ends.first - a.begin());
}

/// How far a name is from the word: small is near. Letter case counts least, then people rarely err at the start.
struct Nearness {
  std::size_t edits = 0;
  std::size_t start = 0;
  std::size_t exact_edits = 0;

  bool operator<(const Nearness& other) const {
    if (edits != other.edits) return edits < other.edits;
    if (start != other.start) return start > other.start;
    return exact_edits < other.exact_edits;
  }
};

}  // namespace

InputError::InputError(std::vector<Complaint> complaints)
    : Error(complaints_text(complaints)), complaints_(std::move(complaints)) {}

InputError::InputError(std::string message) : InputError(std::vector<Complaint>{{{}, std::move(message), {}}}) {}

std::string nearest_name(const std::string& word, const std::vector<std::string>& valid) {
  if (word.empty() || word.size() > longest_near_word) return "";
  const std::string lower = lower_case(word);
  const std::size_t allowed = word.size() / 3;  // one slip in three letters still reads as the same word
  std::string nearest;
  Nearness best;
  for (const std::string& name : valid) {
    const std::string candidate = lower_case(name);
    const std::size_t start = common_start(lower, candidate);
    const bool begins_alike = start >= 2 && (start == lower.size() || (start >= 3 && start == candidate.size()));
    const Nearness here{edit_distance(lower, candidate), start, edit_distance(word, name)};
    if (here.edits > allowed && !begins_alike) continue;
    if (nearest.empty() || here < best) {
      nearest = name;
      best = here;
    }
  }
  return nearest;
}

}  // namespace qalor
