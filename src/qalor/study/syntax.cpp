// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/syntax.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "qalor/base/text.hpp"

namespace qalor::syntax {
namespace {

constexpr std::size_t set_bytes = 80;  // of a --set in a message
constexpr std::size_t excerpts = 100;  // complaints that keep their line; a file of one long line could have 10^5

std::string_view without_byte_order_mark(std::string_view text) {
  return text.substr(0, 3) == "\xef\xbb\xbf" ? text.substr(3) : text;
}

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (true) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    lines.push_back(line);
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

/// The file as a whole first, then the order of its lines, then what was set on the command line.
auto order(const Span& where) { return std::make_tuple(where.set != nullptr, where.line, where.column); }

}  // namespace

const Entry* find_entry(const Table& table, std::string_view key) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const Entry& e) { return e.key == key; });
  return found == table.end() ? nullptr : &*found;
}

Text::Text(std::string_view text, std::string name)
    : text_(without_byte_order_mark(text)), name_(std::move(name)), lines_(split_lines(text_)) {}

Location Text::place(const Span& span) const {
  if (span.set == nullptr) return {name_, span.line, span.column, span.length, ""};
  return {shortened(fmt::format("--set {}={}", span.set->name, span.set->value), set_bytes), 0, 0, 1, ""};
}

Span Text::inside(const Span& string, std::size_t begin, std::size_t length) const {
  if (string.set != nullptr || string.line == 0 || string.line > lines_.size()) return string;
  std::size_t line = string.line - 1, column = 0;
  const auto rest = [&] { return lines_[line].substr(column); };
  const auto one = [&] { return std::max<std::size_t>(character_length(rest()), 1); };
  for (std::size_t k = 1; k < string.column && column < lines_[line].size(); ++k) column += one();
  if (rest().empty() || (rest()[0] != '"' && rest()[0] != '\'')) return string;
  const char quote = rest()[0];
  const bool is_long = rest().substr(0, 3) == std::string(3, quote);
  column += is_long ? 3 : 1;
  const auto next_line = [&] {
    ++line;
    column = 0;
    return line < lines_.size();
  };
  if (is_long && rest().empty() && !next_line()) return string;
  for (std::size_t k = 0; k < begin; ++k) {
    if (rest().empty()) {
      if (!next_line()) return string;
    } else if (rest()[0] != '\\' || quote == '\'') {
      column += one();
    } else if (rest().find_first_not_of(" \t", 1) == std::string_view::npos) {  // the line goes on in the next
      if (!next_line()) return string;
      column = std::min(lines_[line].find_first_not_of(" \t"), lines_[line].size());
      --k;
    } else {
      column += rest()[1] == 'u' ? 6 : rest()[1] == 'U' ? 10 : 2;
      column = std::min(column, lines_[line].size());
    }
  }
  const std::string_view before = lines_[line].substr(0, column);
  const auto starts = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
  return {line + 1, static_cast<std::size_t>(std::count_if(before.begin(), before.end(), starts)) + 1, length};
}

Location Text::locate(const Span& span) const {
  Location where = place(span);
  const bool inside = span.set == nullptr && span.line >= 1 && span.line <= lines_.size();
  if (inside) where.excerpt = lines_[span.line - 1];
  return where;
}

void Complaints::add(std::vector<std::string> fields, std::string message, const Span& where) {
  found_.push_back({std::move(fields), std::move(message), where});
}

void Complaints::raise() const {
  if (found_.empty()) return;
  std::vector<Found> sorted = found_;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Found& a, const Found& b) { return order(a.where) < order(b.where); });
  std::vector<Complaint> complaints;
  for (Found& found : sorted) {
    Location where = text_.locate(found.where);
    const auto same = [&](const Complaint& seen) {
      return seen.message == found.message && std::tie(seen.where.line, seen.where.column, seen.where.file) ==
                                                  std::tie(where.line, where.column, where.file);
    };
    // Repetitions stand at the same place, so they are neighbours up to the few complaints about that place.
    const auto recent = complaints.end() - std::min<std::ptrdiff_t>(std::ssize(complaints), 16);
    if (std::any_of(recent, complaints.end(), same)) continue;
    if (complaints.size() >= excerpts) where.excerpt.clear();
    complaints.push_back({std::move(found.fields), std::move(found.message), std::move(where)});
  }
  throw InputError(std::move(complaints));
}

}  // namespace qalor::syntax
