#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <vector>

namespace qalor {

/// A number for people: six digits, a real minus sign, powers of ten as 2.86×10⁻⁵. NaN is "undefined".
std::string readable(double x, int digits = 6);

/// 10ⁿ in raised digits, as in "10⁻³".
std::string power_of_ten(int exponent);

/// A piece of a symbol: on the line, below it or above it.
struct SymbolPiece {
  std::string text;
  int level = 0;  ///< -1 below, 1 above
};
using Symbol = std::vector<SymbolPiece>;

/// A symbol of a model card, plain or a little TeX, taken apart: "omega_A" is ω with A below, "<n_A>" is ⟨n⟩ with A
/// below n, "a^dagger" is a with † above, "energy^2" is energy with 2 above.
Symbol symbol_of(const std::string& text);
/// The text as it is.
Symbol literal(const std::string& text);
Symbol operator+(Symbol a, const Symbol& b);

/// For HTML and for a text in SVG, escaped.
std::string html_of(const Symbol& symbol);
std::string svg_of(const Symbol& symbol);
/// Number of characters.
std::size_t visible_length(const Symbol& symbol);

}  // namespace qalor
