// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/notation.hpp"

#include <fmt/format.h>

#include <cctype>
#include <cmath>
#include <map>

#include "qalor/report/escape.hpp"

namespace qalor {
namespace {

constexpr const char* minus = "\u2212";

const std::map<std::string, std::string>& letters() {
  static const std::map<std::string, std::string> map = {
      {"alpha", "α"},  {"beta", "β"},   {"gamma", "γ"},  {"delta", "δ"},  {"epsilon", "ε"}, {"zeta", "ζ"},
      {"eta", "η"},    {"theta", "θ"},  {"kappa", "κ"},  {"lambda", "λ"}, {"mu", "μ"},      {"nu", "ν"},
      {"xi", "ξ"},     {"pi", "π"},     {"rho", "ρ"},    {"sigma", "σ"},  {"tau", "τ"},     {"phi", "φ"},
      {"varphi", "φ"}, {"chi", "χ"},    {"psi", "ψ"},    {"omega", "ω"},  {"Gamma", "Γ"},   {"Delta", "Δ"},
      {"Theta", "Θ"},  {"Lambda", "Λ"}, {"Sigma", "Σ"},  {"Phi", "Φ"},    {"Psi", "Ψ"},     {"Omega", "Ω"},
      {"dagger", "†"}, {"langle", "⟨"}, {"rangle", "⟩"}, {"hbar", "ħ"},   {"int", "∫"},     {"cdot", "·"}};
  return map;
}

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

/// Reads a symbol from left to right.
class SymbolReader {
 public:
  explicit SymbolReader(const std::string& text) : text_(text) {}

  Symbol pieces() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if ((c == '_' || c == '^') && at_ + 1 < text_.size()) {
        ++at_;
        add(argument(), c == '_' ? -1 : 1);
      } else {
        add(token(), 0);
      }
    }
    return std::move(pieces_);
  }

 private:
  /// A word, or one other character; what only TeX needs is dropped.
  std::string token() {
    const std::size_t start = at_++;
    const char c = text_[start];
    if (c == '$' || c == '\\' || c == '{' || c == '}') return "";
    if (c == '<') return "⟨";
    if (c == '>') return "⟩";
    if (c == '-') return minus;
    if (!is_letter(c)) return {c};
    while (at_ < text_.size() && is_letter(text_[at_])) ++at_;
    return letter(text_.substr(start, at_ - start));
  }

  /// What stands below or above: a word of letters and digits, or what is between braces.
  std::string argument() {
    if (text_[at_] == '{') {
      std::string inside;
      for (++at_; at_ < text_.size() && text_[at_] != '}';) inside += token();
      if (at_ < text_.size()) ++at_;
      return inside;
    }
    if (text_[at_] == '\\') ++at_;
    const std::size_t start = at_;
    while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    return at_ == start ? token() : letter(text_.substr(start, at_ - start));
  }

  static std::string letter(const std::string& word) {
    const auto found = letters().find(word);
    return found == letters().end() ? word : found->second;
  }

  void add(const std::string& text, int level) {
    if (text.empty()) return;
    if (!pieces_.empty() && pieces_.back().level == level)
      pieces_.back().text += text;
    else
      pieces_.push_back({text, level});
  }

  const std::string& text_;
  std::size_t at_ = 0;
  Symbol pieces_;
};

}  // namespace

std::string power_of_ten(int exponent) {
  static const std::vector<std::string> raised = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string text = "10";
  for (const char c : std::to_string(exponent)) text += c == '-' ? "⁻" : raised[static_cast<std::size_t>(c - '0')];
  return text;
}

std::string readable(double x, int digits) {
  if (std::isnan(x)) return "undefined";
  if (std::isinf(x)) return x < 0 ? std::string(minus) + "∞" : "∞";
  std::string text = fmt::format("{:.{}g}", std::abs(x), digits);
  if (const std::size_t e = text.find('e'); e != std::string::npos)
    text = text.substr(0, e) + "×" + power_of_ten(std::stoi(text.substr(e + 1)));
  return std::signbit(x) && x != 0 ? minus + text : text;
}

Symbol symbol_of(const std::string& text) { return SymbolReader(text).pieces(); }

Symbol literal(const std::string& text) { return {{text, 0}}; }

Symbol operator+(Symbol a, const Symbol& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

std::string html_of(const Symbol& symbol) {
  std::string html;
  for (const SymbolPiece& piece : symbol) {
    const char* tag = piece.level < 0 ? "sub" : "sup";
    html += piece.level == 0 ? html_escaped(piece.text) : fmt::format("<{0}>{1}</{0}>", tag, html_escaped(piece.text));
  }
  return html;
}

std::string svg_of(const Symbol& symbol) {
  std::string svg;
  int shift = 0;  // of the text before, from the line
  for (const SymbolPiece& piece : symbol) {
    const int wanted = piece.level < 0 ? 3 : piece.level > 0 ? -4 : 0;
    svg += fmt::format("<tspan dy=\"{}\"{}>{}</tspan>", wanted - shift, piece.level == 0 ? "" : " font-size=\"80%\"",
                       html_escaped(piece.text));
    shift = wanted;
  }
  return svg;
}

std::size_t visible_length(const Symbol& symbol) {
  std::size_t length = 0;
  for (const SymbolPiece& piece : symbol)
    for (const char c : piece.text) length += (static_cast<unsigned char>(c) & 0xC0) != 0x80;  // not inside a character
  return length;
}

}  // namespace qalor
