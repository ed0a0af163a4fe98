// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/hilbert/expression_token.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <string_view>

#include "qalor/base/text.hpp"

namespace qalor::expression {
namespace {

// Not those of <cctype>, which depend on a locale.
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class Words {
 public:
  explicit Words(const std::string& text) : text_(text) {}

  std::vector<Token> all() {
    std::vector<Token> out;
    do {
      while (is_space(at(0))) ++place_;
      out.push_back(next());
    } while (out.back().kind != Token::Kind::end);
    return out;
  }

 private:
  /// The character that far ahead; 0 behind the end.
  char at(std::size_t ahead) const { return place_ + ahead < text_.size() ? text_[place_ + ahead] : '\0'; }

  [[noreturn]] void refuse(const std::string& message, std::size_t length) const {
    throw ExpressionError(message, {place_, length}, text_);
  }

  Token next() {
    if (place_ >= text_.size()) return {Token::Kind::end, {text_.size(), 1}};
    if (is_digit(at(0)) || (at(0) == '.' && is_digit(at(1)))) return number();
    if (std::string_view(text_).substr(place_, 4) == "h.c.") return word(Token::Kind::conjugate, 4);
    if (is_letter(at(0))) return name();
    if (at(0) == '.' && at(1) == '.') return word(Token::Kind::symbol, 2);
    if (std::string_view("+-*/^()[],").find(at(0)) != std::string_view::npos) return word(Token::Kind::symbol, 1);
    const std::size_t bytes = std::max<std::size_t>(character_length(std::string_view(text_).substr(place_)), 1);
    refuse(fmt::format("`{}` has no meaning in an expression", text_.substr(place_, bytes)), 1);
  }

  Token word(Token::Kind kind, std::size_t length) {
    Token out{kind, {place_, length}, text_.substr(place_, length)};
    place_ += length;
    return out;
  }

  Token name() {
    std::size_t length = 0;
    while (is_letter(at(length)) || is_digit(at(length))) ++length;
    return word(Token::Kind::name, length);
  }

  /// Bytes of the number here. The dots of `0..9` are not its own.
  std::size_t number_length() const {
    std::size_t length = 0;
    while (is_digit(at(length))) ++length;
    if (at(length) == '.' && at(length + 1) != '.') ++length;
    while (is_digit(at(length))) ++length;
    if (at(length) != 'e' && at(length) != 'E') return length;
    const std::size_t sign = at(length + 1) == '+' || at(length + 1) == '-' ? 1 : 0;
    if (!is_digit(at(length + 1 + sign))) return length;
    length += 1 + sign;
    while (is_digit(at(length))) ++length;
    return length;
  }

  Token number() {
    const std::size_t length = number_length();
    Token out{Token::Kind::number, {place_, length}, text_.substr(place_, length)};
    const char* first = text_.data() + place_;
    const auto read = std::from_chars(first, first + length, out.value);
    if (read.ec == std::errc::result_out_of_range || !std::isfinite(out.value))
      refuse(fmt::format("{} is out of the range of numbers", shortened(out.text)), length);
    if (read.ec != std::errc()) refuse(fmt::format("{} is no number", shortened(out.text)), length);
    place_ += length;
    if (at(0) == 'i' && !is_letter(at(1)) && !is_digit(at(1))) {
      out.kind = Token::Kind::imaginary;
      out.where.length += 1;
      ++place_;
    } else if (is_letter(at(0))) {
      refuse("a number runs into a name: put `*` between them", 1);
    }
    return out;
  }

  const std::string& text_;
  std::size_t place_ = 0;
};

}  // namespace

std::vector<Token> tokens(const std::string& text) { return Words(text).all(); }

}  // namespace qalor::expression
