#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "qalor/base/error.hpp"
#include "qalor/hilbert/operator.hpp"

/// Operators and numbers written as text: "omega*n(A) + g*(raise(A)*lower(B) + h.c.)". The grammar, the functions and
/// the limits stand in docs/machines.md. Nothing is executed: a text is a tree of known nodes, or it is refused.
namespace qalor {

/// A stretch of a text, in characters from 0.
struct Stretch {
  std::size_t begin = 0;
  std::size_t length = 1;
};

/// What is wrong with an expression, and where in its text. what() has the text with a caret below the fault.
class ExpressionError : public Error {
 public:
  ExpressionError(std::string message, Stretch where, const std::string& text);
  const std::string& message() const { return message_; }
  Stretch where() const { return where_; }

 private:
  std::string message_;
  Stretch where_;
};

/// A name that stands for one factor, or for several alike: `spin[0]`, `spin[1]`, ...
struct FactorFamily {
  std::string name;
  std::size_t first = 0;  ///< position of its first member in the space
  std::size_t count = 1;
  bool is_indexed = false;
};

/// The names that an expression may use.
struct ExpressionScope {
  std::vector<std::string> parameters = {};
  std::vector<FactorFamily> families = {};
};

namespace expression {
struct Node;
}

/// A parsed expression. A value: copies share the tree.
class Expression {
 public:
  /// Throws ExpressionError: a syntax error, an unknown name (with the nearest valid one), a limit.
  Expression(std::string text, const ExpressionScope& scope);

  /// The number it stands for, given the values of the parameters in the order of the scope. Throws ExpressionError:
  /// an operator, a number that is not finite, more work than the limit.
  Complex number(std::span<const Real> parameters) const;
  /// The operator it stands for; a number is that many times the identity. The factors of the space are the members
  /// of the families, in order. Throws ExpressionError as `number`, and for functions that a factor does not have.
  Operator on(const Space& space, std::span<const Real> parameters) const;

  const std::string& text() const { return text_; }
  /// Positions in the scope of the parameters that occur, ascending.
  const std::vector<std::size_t>& parameters() const { return parameters_; }

 private:
  std::string text_;
  std::shared_ptr<const expression::Node> root_;
  std::vector<std::size_t> parameters_;
};

/// Whether a text can be a name in an expression: letters, digits and underscores, no digit first, none of the words
/// that have a meaning of their own.
bool is_expression_name(const std::string& text);

}  // namespace qalor
