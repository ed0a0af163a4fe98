// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/own_machine_values.hpp"

#include <fmt/format.h>

namespace qalor::own {

Values::Values(const Settings& device, std::vector<Complaint>& complaints)
    : device_(device), complaints_(complaints), scope_(scope_of(device)) {
  values_.resize(scope_.parameters.size(), 1);
  states_.resize(scope_.parameters.size(), State::unknown);
  for (const std::string& name : scope_.parameters)
    if (!is_expression_name(name))
      complaints_.push_back({{name},
                             fmt::format("`parameters.{}`: the name cannot stand in expressions: it takes letters, "
                                         "digits and _, and is not `i`, `pi` or `in`",
                                         name)});
  for (std::size_t k = 0; k < scope_.parameters.size(); ++k) find(k);
}

void Values::find(std::size_t parameter) {
  if (states_[parameter] == State::known) return;
  const std::string& name = scope_.parameters[parameter];
  const std::string path = "parameters." + name;
  const Value& given = device_.entries().at(name).value;
  if (const auto* text = std::get_if<std::string>(&given)) {
    if (states_[parameter] == State::in_work) {
      complaints_.push_back({{name}, fmt::format("`{}` depends on itself", path)});
      states_[parameter] = State::known;
      return;
    }
    states_[parameter] = State::in_work;
    try {
      const Expression expression(*text, {scope_.parameters, {}});
      for (const std::size_t other : expression.parameters()) find(other);
      const Complex z = expression.number(values_);
      if (z.imag() == 0)
        values_[parameter] = z.real();
      else
        complaints_.push_back({{name}, fmt::format("`{}` is complex: {} + {}i", path, z.real(), z.imag())});
    } catch (const ExpressionError& error) {
      refuse(name, path, error);
    }
  } else {
    values_[parameter] = device_.real(name);
  }
  states_[parameter] = State::known;
}

void Values::refuse(const std::string& name, const std::string& path, const ExpressionError& error) {
  Location inside;  // of the text; the reader of the study knows where that stands
  inside.column = error.where().begin + 1;
  inside.length = error.where().length;
  complaints_.push_back({{name}, fmt::format("`{}`: {}", path, error.message()), inside});
}

std::optional<Real> Values::real(const std::string& name, const std::string& path, Range range) {
  if (!device_.has(name)) return std::nullopt;
  const auto* text = std::get_if<std::string>(&device_.entries().at(name).value);
  if (text == nullptr) return device_.real(name);  // checked by the reader
  try {
    const Complex z = Expression(*text, {scope_.parameters, {}}).number(values_);
    if (z.imag() == 0 && range.contains(z.real())) return z.real();
    const std::string found = z.imag() == 0 ? fmt::format("{}", z.real()) : fmt::format("{} + {}i", z.real(), z.imag());
    complaints_.push_back({{name}, fmt::format("`{}` = {}: must be {}", path, found, range.text())});
  } catch (const ExpressionError& error) {
    refuse(name, path, error);
  }
  return std::nullopt;
}

std::optional<Operator> Values::on(const Space& space, const std::string& name, const std::string& path) {
  if (!device_.has(name)) return std::nullopt;
  return operator_of(space, device_.text(name), name, path);
}

std::optional<Operator> Values::operator_of(const Space& space, const std::string& text, const std::string& name,
                                            const std::string& path) {
  try {
    return Expression(text, scope_).on(space, values_);
  } catch (const ExpressionError& error) {
    refuse(name, path, error);
    return std::nullopt;
  }
}

}  // namespace qalor::own
