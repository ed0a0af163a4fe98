#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "qalor/hilbert/expression.hpp"

/// The tree of an expression: what the parser makes and the evaluation reads.
namespace qalor::expression {

constexpr std::size_t longest_text = 20000;
constexpr std::size_t deepest_nesting = 64;
constexpr double most_work = 5e7;  ///< elementary operations of one evaluation

enum class Function { exp, log, log1p, expm1, sqrt, sin, cos, tan, sinh, cosh, tanh, abs, re, im, conj, bose, fermi };
enum class Action { n, lower, raise, x, level, transition, sx, sy, sz };
enum class Algebra { dag, comm, anticomm };
enum class Bonds { chain, ring, star, ladder, all };

enum class Kind {
  number,     ///< `value`
  parameter,  ///< `index` in the scope
  variable,   ///< `index` among the variables of the sums around it
  sum,        ///< of the children, those marked `inverted` subtracted
  conjugate,  ///< h.c.: the adjoint of what stands before it in the sum
  product,    ///< of the children, those marked `inverted` divided by
  power,      ///< child 0 to child 1
  function,   ///< of numbers: `index` is a Function
  algebra,    ///< of operators: `index` is an Algebra
  action,     ///< on the site that child 0 is: `index` is an Action, children 1 and 2 are levels
  site,       ///< member of `family`; child 0 is its index, where there is one
  range,      ///< sum over variable `index` from child 0 to child 1, of child 2
  members,    ///< sum over variable `index`, the members of `family`, of child 0
  bonds       ///< sum over variables `index` and `index` + 1, the Bonds `bond` of `family`, of child 0
};

struct Node {
  Kind kind = Kind::number;
  Stretch where = {};
  Complex value = 0;
  std::size_t index = 0;
  FactorFamily family = {};
  Bonds bond = Bonds::chain;
  bool inverted = false;
  bool is_product = false;  ///< of a range, members or bonds: their product in order
  std::vector<Node> children = {};
};

struct Parsed {
  Node root;
  std::vector<std::size_t> parameters;  ///< that occur, ascending
};

/// Throws ExpressionError.
Parsed parse(const std::string& text, const ExpressionScope& scope);

/// The value of a tree; without a space a number. Throws ExpressionError.
std::variant<Complex, Operator> evaluated(const std::string& text, const Node& root, const Space* space,
                                          std::span<const Real> parameters);

/// A function of a number; nothing where it takes real numbers only and this is none.
std::optional<Complex> applied(Function name, Complex z);

/// The index of a name in a list of names; npos where it is not there.
constexpr std::size_t npos = static_cast<std::size_t>(-1);
std::size_t position(const std::string& name, const std::vector<std::string>& names);

extern const std::vector<std::string> function_names;
extern const std::vector<std::string> action_names;
extern const std::vector<std::string> algebra_names;
extern const std::vector<std::string> bond_names;

}  // namespace qalor::expression
