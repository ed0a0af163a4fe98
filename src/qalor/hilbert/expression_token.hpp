#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <vector>

#include "qalor/hilbert/expression.hpp"

/// Words of an expression.
namespace qalor::expression {

struct Token {
  enum class Kind { number, imaginary, name, conjugate, symbol, end };
  Kind kind = Kind::end;
  Stretch where = {};
  std::string text = {};  ///< of names and symbols: "+", "..", ...
  Real value = 0;
};

/// The words of the text; the last one is `end`. Throws ExpressionError: a character or a number that is none.
std::vector<Token> tokens(const std::string& text);

}  // namespace qalor::expression
