// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/hilbert/expression.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "qalor/hilbert/expression_tree.hpp"

namespace qalor {
namespace {

/// "message", the line of the text that holds the fault, and a caret below it.
std::string with_caret(const std::string& message, Stretch where, const std::string& text) {
  if (text.empty()) return message;
  const std::size_t place = std::min(where.begin, text.size());
  const std::size_t before = place == 0 ? std::string::npos : text.rfind('\n', place - 1);
  const std::size_t start = before == std::string::npos ? 0 : before + 1;
  const std::size_t end = std::min(text.find('\n', place), text.size());
  const std::size_t carets = std::min(where.length, std::max<std::size_t>(end - place, 1));
  return fmt::format("{}\n  {}\n  {}{}", message, text.substr(start, end - start), std::string(place - start, ' '),
                     std::string(std::max<std::size_t>(carets, 1), '^'));
}

}  // namespace

ExpressionError::ExpressionError(std::string message, Stretch where, const std::string& text)
    : Error(with_caret(message, where, text)), message_(std::move(message)), where_(where) {}

Expression::Expression(std::string text, const ExpressionScope& scope) : text_(std::move(text)) {
  expression::Parsed parsed = expression::parse(text_, scope);
  root_ = std::make_shared<const expression::Node>(std::move(parsed.root));
  parameters_ = std::move(parsed.parameters);
}

Complex Expression::number(std::span<const Real> parameters) const {
  return std::get<Complex>(expression::evaluated(text_, *root_, nullptr, parameters));  // no space, no operators
}

Operator Expression::on(const Space& space, std::span<const Real> parameters) const {
  auto found = expression::evaluated(text_, *root_, &space, parameters);
  if (const auto* z = std::get_if<Complex>(&found)) return *z * identity(space);
  return std::get<Operator>(std::move(found));
}

bool is_expression_name(const std::string& text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  const auto is_part = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
  if (text.empty() || !is_letter(text[0]) || !std::all_of(text.begin(), text.end(), is_part)) return false;
  return text != "i" && text != "pi" && text != "in";
}

}  // namespace qalor
