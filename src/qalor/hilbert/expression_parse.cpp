// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>
#include <utility>

#include "qalor/base/text.hpp"
#include "qalor/hilbert/expression_token.hpp"
#include "qalor/hilbert/expression_tree.hpp"

namespace qalor::expression {

const std::vector<std::string> function_names{"exp",  "log",  "log1p", "expm1", "sqrt", "sin",  "cos",  "tan",  "sinh",
                                              "cosh", "tanh", "abs",   "re",    "im",   "conj", "bose", "fermi"};
const std::vector<std::string> action_names{"n", "lower", "raise", "x", "level", "transition", "sx", "sy", "sz"};
const std::vector<std::string> algebra_names{"dag", "comm", "anticomm"};
const std::vector<std::string> bond_names{"chain", "ring", "star", "ladder", "all"};

std::size_t position(const std::string& name, const std::vector<std::string>& names) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? npos : static_cast<std::size_t>(found - names.begin());
}

namespace {

std::vector<std::string> joined(std::vector<std::string> a, const std::vector<std::string>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

std::vector<std::string> all_functions() {
  return joined(joined(joined(function_names, action_names), algebra_names), {"sum", "prod", "count"});
}

/// How many arguments an action has behind its factor.
std::size_t levels_of(Action action) { return action == Action::level ? 1 : action == Action::transition ? 2 : 0; }

/// A parser by recursive descent, one function for each line of the grammar.
class Parser {
 public:
  Parser(const std::string& text, const ExpressionScope& scope)
      : text_(text), scope_(scope), tokens_(expression::tokens(text)) {}

  Parsed parsed() {
    Node root = sum();
    if (here().kind != Token::Kind::end) refuse(fmt::format("{} is not expected here", shown(here())), here().where);
    return {std::move(root), {used_.begin(), used_.end()}};
  }

 private:
  [[noreturn]] void refuse(const std::string& message, Stretch where) const {
    throw ExpressionError(message, where, text_);
  }

  const Token& here() const { return tokens_[place_]; }
  const Token& after() const { return tokens_[std::min(place_ + 1, tokens_.size() - 1)]; }
  Token take() { return tokens_[place_ + 1 < tokens_.size() ? place_++ : place_]; }
  bool is(const char* symbol) const { return here().kind == Token::Kind::symbol && here().text == symbol; }
  static std::string shown(const Token& token) {
    return token.kind == Token::Kind::end ? "the end" : fmt::format("`{}`", shortened(token.text));
  }

  void expect(const char* symbol) {
    if (!is(symbol)) refuse(fmt::format("`{}` is missing: found {}", symbol, shown(here())), here().where);
    take();
  }

  /// Counts one level of nesting for as long as it lives.
  class Level {
   public:
    explicit Level(Parser& parser) : parser_(parser) {
      if (++parser.depth_ > deepest_nesting)
        parser.refuse(fmt::format("nested more than {} deep", deepest_nesting), parser.here().where);
    }
    ~Level() { --parser_.depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    Parser& parser_;
  };

  /// From the start of a node to the word that was read last.
  Stretch since(const Stretch& start) const {
    const Stretch& last = tokens_[place_ > 0 ? place_ - 1 : 0].where;
    return {start.begin, std::max(last.begin + last.length, start.begin + 1) - start.begin};
  }

  Node sum() {
    const Level level(*this);
    const Stretch start = here().where;
    Node out{.kind = Kind::sum, .where = start};
    out.children.push_back(product());
    while (is("+") || is("-")) {
      const bool minus = take().text == "-";
      out.children.push_back(here().kind == Token::Kind::conjugate ? conjugate(out.children.size()) : product());
      out.children.back().inverted = minus;
    }
    out.where = since(start);
    return out.children.size() == 1 ? std::move(out.children.front()) : std::move(out);
  }

  Node conjugate(std::size_t before) {
    const Token token = take();
    if (before != 1)
      refuse("`h.c.` behind several terms: put the ones that it belongs to in parentheses of their own", token.where);
    if (is("+") || is("-")) refuse("`h.c.` must be the last term in its parentheses", token.where);
    return {.kind = Kind::conjugate, .where = token.where};
  }

  Node product() {
    const Stretch start = here().where;
    Node out{.kind = Kind::product, .where = start};
    out.children.push_back(factor());
    while (is("*") || is("/")) {
      const bool divides = take().text == "/";
      out.children.push_back(factor());
      out.children.back().inverted = divides;
    }
    out.where = since(start);
    return out.children.size() == 1 ? std::move(out.children.front()) : std::move(out);
  }

  Node factor() {
    if (!is("-") && !is("+")) return power();
    const Level level(*this);
    const Token sign = take();
    Node operand = factor();
    if (sign.text == "+") return operand;
    Node minus{.kind = Kind::number, .where = sign.where, .value = -1};
    Node out{.kind = Kind::product, .where = since(sign.where)};
    out.children.push_back(std::move(minus));
    out.children.push_back(std::move(operand));
    return out;
  }

  Node power() {
    const Stretch start = here().where;
    Node base = primary();
    if (!is("^")) return base;
    const Level level(*this);
    take();
    Node out{.kind = Kind::power, .where = start};
    out.children.push_back(std::move(base));
    out.children.push_back(factor());
    out.where = since(start);
    return out;
  }

  Node primary() {
    const Token& token = here();
    if (token.kind == Token::Kind::number || token.kind == Token::Kind::imaginary) {
      const Token number = take();
      const bool imaginary = number.kind == Token::Kind::imaginary;
      return {.kind = Kind::number,
              .where = number.where,
              .value = Complex(imaginary ? 0 : number.value, imaginary ? number.value : 0)};
    }
    if (token.kind == Token::Kind::name)
      return after().kind == Token::Kind::symbol && after().text == "(" ? call() : name();
    if (token.kind == Token::Kind::conjugate) refuse("`h.c.` stands behind a `+`, as the last term", token.where);
    if (is("(")) {
      take();
      Node inner = sum();
      expect(")");
      return inner;
    }
    refuse(fmt::format("a number, a name or `(` is expected, found {}", shown(token)), token.where);
  }

  const FactorFamily* family(const std::string& name) const {
    const auto found = std::find_if(scope_.families.begin(), scope_.families.end(),
                                    [&](const FactorFamily& f) { return f.name == name; });
    return found == scope_.families.end() ? nullptr : &*found;
  }

  std::vector<std::string> family_names() const {
    std::vector<std::string> out;
    for (const FactorFamily& f : scope_.families) out.push_back(f.name);
    return out;
  }

  static std::string suggestion(const std::string& word, const std::vector<std::string>& valid,
                                const std::string& kind) {
    if (const std::string nearest = nearest_name(word, valid); !nearest.empty())
      return fmt::format("; did you mean `{}`?", nearest);
    constexpr std::size_t few = 12;
    if (valid.empty()) return fmt::format("; there are no {}", kind);
    if (valid.size() > few) return "";
    return fmt::format("; {} are {}", kind, list_text(valid, "and"));
  }

  /// A name that stands for a number.
  Node name() {
    const Token token = take();
    if (const std::size_t variable = position(token.text, variables_); variable != npos)
      return {.kind = Kind::variable, .where = token.where, .index = variable};
    if (const std::size_t parameter = position(token.text, scope_.parameters); parameter != npos) {
      used_.insert(parameter);
      return {.kind = Kind::parameter, .where = token.where, .index = parameter};
    }
    if (token.text == "i") return {.kind = Kind::number, .where = token.where, .value = Complex(0, 1)};
    if (token.text == "pi") return {.kind = Kind::number, .where = token.where, .value = std::numbers::pi};
    if (family(token.text) != nullptr)
      refuse(fmt::format("`{0}` is a factor, not an operator or a number: n({0}) and lower({0}) are operators",
                         family(token.text)->is_indexed ? token.text + "[0]" : token.text),
             token.where);
    if (position(token.text, all_functions()) != npos)
      refuse(fmt::format("`{}` is a function: `(` is missing behind it", token.text), token.where);
    refuse(fmt::format("unknown name `{}`{}", shortened(token.text),
                       suggestion(token.text, joined(scope_.parameters, variables_), "parameters")),
           token.where);
  }

  Node call() {
    const Level level(*this);
    const Token token = take();
    take();  // the parenthesis
    const auto function = position(token.text, function_names), action = position(token.text, action_names),
               algebra = position(token.text, algebra_names);
    Node out{.where = token.where};
    if (token.text == "sum" || token.text == "prod") {
      out = loop(token);
    } else if (token.text == "count") {
      out.value = static_cast<Real>(known_family().count);
    } else if (function != npos) {
      out.kind = Kind::function;
      out.index = function;
      out.children.push_back(sum());
    } else if (algebra != npos) {
      out.kind = Kind::algebra;
      out.index = algebra;
      out.children.push_back(sum());
      if (algebra != static_cast<std::size_t>(Algebra::dag)) add_argument(out);
    } else if (action != npos) {
      if (scope_.families.empty())
        refuse(fmt::format("`{}` makes an operator, and a number is wanted here", token.text), token.where);
      out.kind = Kind::action;
      out.index = action;
      out.children.push_back(site());
      for (std::size_t k = 0; k < levels_of(static_cast<Action>(action)); ++k) add_argument(out);
    } else {
      refuse(fmt::format("unknown function `{}`{}", shortened(token.text),
                         suggestion(token.text, all_functions(), "functions")),
             token.where);
    }
    expect(")");
    out.where = since(token.where);
    return out;
  }

  void add_argument(Node& out) {
    expect(",");
    out.children.push_back(sum());
  }

  const FactorFamily& known_family() {
    const Token token = take();
    const FactorFamily* found = token.kind == Token::Kind::name ? family(token.text) : nullptr;
    if (found == nullptr)
      refuse(fmt::format("{} is no factor{}", shown(token), suggestion(token.text, family_names(), "factors")),
             token.where);
    return *found;
  }

  /// A factor: `A`, `spin[k]`, or a bare index where there is one family only.
  Node site() {
    const Token token = here();
    const bool is_number = token.kind != Token::Kind::name || position(token.text, variables_) != npos ||
                           position(token.text, scope_.parameters) != npos;
    if (is_number && (token.kind != Token::Kind::name || family(token.text) == nullptr)) {
      if (scope_.families.size() > 1)
        refuse(fmt::format("an index alone names no factor where there are several names: write `{}[...]`",
                           scope_.families.front().name),
               token.where);
      Node out{.kind = Kind::site, .where = token.where, .family = scope_.families.front()};
      out.children.push_back(sum());
      out.where = since(token.where);
      return out;
    }
    Node out{.kind = Kind::site, .where = token.where, .family = known_family()};
    if (is("[")) {
      take();
      out.children.push_back(sum());
      expect("]");
    }
    out.where = since(token.where);
    if (out.family.is_indexed && out.children.empty())
      refuse(fmt::format("`{0}` has {1} members: name one, such as `{0}[0]`", out.family.name, out.family.count),
             token.where);
    if (!out.family.is_indexed && !out.children.empty())
      refuse(fmt::format("`{}` is one factor: it takes no index", out.family.name), out.where);
    return out;
  }

  void declare_variable() {
    const Token token = take();
    if (token.kind != Token::Kind::name)
      refuse(fmt::format("the name of a variable is expected, found {}", shown(token)), token.where);
    const bool is_taken = position(token.text, variables_) != npos || position(token.text, scope_.parameters) != npos ||
                          family(token.text) != nullptr;
    if (is_taken) refuse(fmt::format("`{}` is taken already: choose another name", token.text), token.where);
    if (token.text != "i" && !is_expression_name(token.text))
      refuse(fmt::format("`{}` has a meaning of its own: choose another name", token.text), token.where);
    variables_.push_back(token.text);
  }

  /// What stands in the parentheses of a sum or a product over variables.
  Node loop(const Token& word) {
    Node out{.where = word.where, .index = variables_.size(), .is_product = word.text == "prod"};
    const std::size_t outside = variables_.size();
    declare_variable();
    if (is(",")) {
      take();
      declare_variable();
    }
    const bool is_pair = variables_.size() == outside + 2;
    const Token in = take();
    if (in.kind != Token::Kind::name || in.text != "in")
      refuse(fmt::format("`in` is missing: found {}", shown(in)), in.where);
    std::vector<std::string> inner =
        std::exchange(variables_, {variables_.begin(), variables_.begin() + static_cast<std::ptrdiff_t>(outside)});
    domain(out, is_pair);
    variables_ = std::move(inner);
    add_argument(out);
    variables_.resize(outside);
    return out;
  }

  void domain(Node& out, bool is_pair) {
    const std::size_t bond = here().kind == Token::Kind::name ? position(here().text, bond_names) : npos;
    if (is_pair) {
      if (bond == npos)
        refuse(fmt::format("two variables run over bonds: {} of a factor", list_text(bond_names, "or")), here().where);
      take();
      expect("(");
      out.kind = Kind::bonds;
      out.bond = static_cast<Bonds>(bond);
      out.family = known_family();
      expect(")");
      return;
    }
    if (bond != npos && after().text == "(")
      refuse(fmt::format("`{}` has two ends: `sum(j, k in ...)`", here().text), here().where);
    if (here().kind == Token::Kind::name && family(here().text) != nullptr) {
      out.kind = Kind::members;
      out.family = known_family();
      return;
    }
    out.kind = Kind::range;
    out.children.push_back(sum());
    expect("..");
    out.children.push_back(sum());
  }

  const std::string& text_;
  const ExpressionScope& scope_;
  std::vector<Token> tokens_;
  std::size_t place_ = 0;
  std::size_t depth_ = 0;
  std::vector<std::string> variables_;  // of the sums around this place, outermost first
  std::set<std::size_t> used_;
};

}  // namespace

Parsed parse(const std::string& text, const ExpressionScope& scope) {
  if (text.size() > longest_text)
    throw ExpressionError(fmt::format("{} characters: an expression has at most {}", text.size(), longest_text), {},
                          "");
  return Parser(text, scope).parsed();
}

}  // namespace qalor::expression
