// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "qalor/base/text.hpp"
#include "qalor/study/syntax.hpp"

namespace qalor::syntax {
namespace {

constexpr std::size_t largest_text = std::size_t{1} << 20;
constexpr std::size_t deepest_nesting = 64;  // the parser recurses, also when it frees its tree

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

/// Follows the brackets and the dotted keys of a TOML text around its strings and comments. Agrees with the grammar up
/// to the first syntax error, which is as far as the parser goes. Stops at the first thing the parser must not see.
class Scan {
 public:
  explicit Scan(std::string_view text) : text_(text) {}

  enum class Stop { end, too_deep, stray_character };

  Stop run() {
    while (at_ < text_.size()) {
      if (!is_ascii(text_[at_])) return Stop::stray_character;
      step();
      if (depth() > deepest_nesting) return Stop::too_deep;
    }
    return Stop::end;
  }

  /// Where it stopped: an index into the text, for too_deep the one after.
  std::size_t at() const { return at_; }

 private:
  /// An open bracket: of the header of a table, of an array or of an inline table.
  struct Bracket {
    char kind = '[';
    std::size_t depth = 0;  ///< levels open inside
    bool is_header = false;
  };

  /// Levels open here: the table's header or the innermost bracket, and the dotted key that is being read.
  std::size_t depth() const { return (open_.empty() ? header_ : open_.back().depth) + dots_; }

  void step() {
    const char c = text_[at_];
    if (c == '"' || c == '\'') return skip_string(c);
    if (c == '#') return skip_comment();
    if (in_value_ && begins_word(c)) return skip_word();
    ++at_;
    if (c == '[' || c == '{') open(c);
    if (c == ']' || c == '}') close();
    if (c == '.') ++dots_;
    if (c == '=') in_value_ = true;
    if (c == ',') next_element();
    if (c == '\n') next_line();
  }

  void open(char kind) {
    const bool is_header = open_.empty() && !in_value_;
    if (is_header) header_ = 0;
    open_.push_back({kind, depth() + 1, is_header || (!open_.empty() && open_.back().is_header)});
    dots_ = 0;
    if (kind == '{') in_value_ = false;
  }

  void close() {
    if (open_.empty()) return;
    if (open_.back().is_header) {
      header_ = std::max(header_, depth());
    } else {
      in_value_ = true;
    }
    open_.pop_back();
    dots_ = 0;
  }

  void next_element() {
    dots_ = 0;
    if (!open_.empty() && open_.back().kind == '{') in_value_ = false;
  }

  void next_line() {
    dots_ = 0;
    if (open_.empty()) in_value_ = false;
  }

  /// A number or another bare value. The parser looks ahead to its end before it looks at what stands inside, so that
  /// quotes and brackets mean nothing here.
  void skip_word() {
    while (at_ < text_.size() && is_ascii(text_[at_]) && !ends_word(text_[at_])) ++at_;
  }

  static bool ends_word(char c) { return std::string_view(" \t\r\n]},#").find(c) != std::string_view::npos; }
  static bool begins_word(char c) { return !ends_word(c) && c != '[' && c != '{'; }

  void skip_comment() { at_ = std::min(text_.find('\n', at_), text_.size()); }

  bool is_triple(char quote) const {
    return at_ + 2 < text_.size() && text_[at_] == quote && text_[at_ + 1] == quote && text_[at_ + 2] == quote;
  }

  void skip_string(char quote) {
    if (is_triple(quote)) return skip_long_string(quote);
    ++at_;
    while (at_ < text_.size() && text_[at_] != '\n') {
      const char c = text_[at_];
      at_ += c == '\\' && quote == '"' ? 2 : 1;
      if (c == quote) return;
    }
  }

  void skip_long_string(char quote) {
    at_ += 3;
    while (at_ < text_.size() && !is_triple(quote)) {
      const bool is_escape = text_[at_] == '\\' && quote == '"';
      ++at_;
      if (is_escape && !skip_escaped()) return;
    }
    // Up to two quotes may belong to the string before the three that end it.
    for (int quotes = 0; quotes < 5 && at_ < text_.size() && text_[at_] == quote; ++quotes) ++at_;
  }

  /// What a backslash escapes: one character, or all white space up to the text of a next line. False where other than
  /// an ASCII character follows, because the parser would ask whether that is white space.
  bool skip_escaped() {
    const std::size_t text_start = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
    const bool is_space = text_start > at_;
    at_ = text_start;
    if (at_ < text_.size() && !is_ascii(text_[at_])) return false;
    if (!is_space) ++at_;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t header_ = 0;     ///< levels of the table that the last header opened
  std::vector<Bracket> open_;  ///< outermost first
  std::size_t dots_ = 0;       ///< of the key that is being read, or whose value is
  bool in_value_ = false;      ///< as opposed to a key or a header
};

/// The place of a byte of the text, all bytes before it being characters.
Span place(std::string_view text, std::size_t index) {
  const std::string_view before = text.substr(0, index);
  const std::string_view line_before = before.substr(before.rfind('\n') + 1);  // npos + 1 is 0
  const auto starts_character = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const auto column = std::count_if(line_before.begin(), line_before.end(), starts_character) + 1;
  return {static_cast<std::size_t>(line), static_cast<std::size_t>(column)};
}

}  // namespace

std::optional<Fault> fault_before_parsing(std::string_view text) {
  if (text.size() > largest_text) {
    return Fault{fmt::format("{} bytes: a study has at most {} (1 MiB)", text.size(), largest_text), {}};
  }
  if (const std::size_t end = utf8_length(text); end < text.size()) {
    const auto byte = static_cast<unsigned>(static_cast<unsigned char>(text[end]));
    return Fault{fmt::format("not UTF-8: byte 0x{:02x}", byte), place(text, end)};
  }
  Scan scan(text);
  const Scan::Stop stop = scan.run();
  if (stop == Scan::Stop::too_deep) {
    return Fault{fmt::format("nested more than {} deep", deepest_nesting), place(text, scan.at() - 1)};
  }
  if (stop == Scan::Stop::stray_character) {
    const std::string character(text.substr(scan.at(), character_length(text.substr(scan.at()))));
    return Fault{fmt::format("`{}` is no ASCII character: it must stand in quotes or behind #", character),
                 place(text, scan.at())};
  }
  return std::nullopt;
}

}  // namespace qalor::syntax
