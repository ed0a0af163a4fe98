// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/sweep_lines.hpp"

#include <algorithm>

#include "qalor/report/ticks.hpp"

namespace qalor {
namespace {

constexpr std::size_t most_lines = 5;
constexpr std::size_t most_samples = 400;  // of a line: more than a screen resolves

bool is_number(const Value& value) {
  return std::holds_alternative<double>(value) || std::holds_alternative<std::int64_t>(value);
}

double number(const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
  return std::get<double>(value);
}

/// By how many points one step along an axis goes.
std::size_t stride(const Study& study, std::size_t axis) {
  std::size_t step = 1;
  for (std::size_t i = axis + 1; i < study.sweep.size(); ++i) step *= study.sweep[i].values.size();
  return step;
}

/// The symbol of what is swept, or its name: the elements of a device share the symbol of the whole.
Symbol swept_name(const Study& study, const Axis& axis) {
  const auto field = swept_field(study, axis);
  const bool is_own = field && axis.parameter.find('.') == std::string::npos;
  return label_name(axis.parameter, is_own ? field->symbol : "");
}

/// The line along axis `main`, at value `k` of axis `other`.
SweepLine line_along(const Study& study, std::size_t main, std::size_t other, std::size_t k) {
  SweepLine line;
  const bool alone = study.sweep.size() == 1;
  const std::size_t start = alone ? 0 : k * stride(study, other);
  for (const std::size_t i : even_selection(study.sweep[main].values.size(), most_samples))
    line.points.push_back(start + i * stride(study, main));
  for (std::size_t axis = 0; axis < study.sweep.size(); ++axis) {
    if (axis == main) continue;
    const Axis& other_axis = study.sweep[axis];
    const std::string value = " = " + label_value(other_axis.values[axis == other ? k : 0]);
    line.label = line.label + literal(line.words.empty() ? "" : ", ") + swept_name(study, other_axis) + literal(value);
    line.words += (line.words.empty() ? "" : ", ") + other_axis.parameter + value;
  }
  return line;
}

}  // namespace

std::optional<SweepLines> sweep_lines(const Study& study) {
  const auto found = std::find_if(study.sweep.begin(), study.sweep.end(), [](const Axis& axis) {
    return axis.values.size() > 1 && std::all_of(axis.values.begin(), axis.values.end(), is_number);
  });
  if (found == study.sweep.end()) return std::nullopt;
  const auto main = static_cast<std::size_t>(found - study.sweep.begin());
  const std::size_t other = main == 0 ? 1 : 0;

  SweepLines lines{found->parameter, {}, {}, false, {}};
  lines.label = with_unit(swept_name(study, *found), swept_field(study, *found).value_or(Field{}).dimension);
  for (const std::size_t i : even_selection(found->values.size(), most_samples))
    lines.x.push_back(number(found->values[i]));
  lines.logarithmic = is_logarithmic(lines.x);
  const std::size_t others = study.sweep.size() == 1 ? 1 : study.sweep[other].values.size();
  for (const std::size_t k : even_selection(others, most_lines))
    lines.lines.push_back(line_along(study, main, other, k));
  return lines;
}

std::vector<std::size_t> even_selection(std::size_t count, std::size_t wanted) {
  std::vector<std::size_t> chosen;
  const std::size_t steps = std::min(count, wanted);
  for (std::size_t i = 0; i < steps; ++i) chosen.push_back(steps == 1 ? 0 : i * (count - 1) / (steps - 1));
  return chosen;
}

std::string label_value(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return is_number(value) ? readable(number(value), 4) : value_text(value);
}

Symbol label_name(const std::string& name, const std::string& symbol) {
  return symbol.empty() ? literal(name) : symbol_of(symbol);
}

Symbol axis_label(const std::string& name, const std::string& symbol, const std::string& dimension) {
  return with_unit(label_name(name, symbol), dimension);
}

Symbol with_unit(const Symbol& label, const std::string& dimension) {
  if (dimension.empty() || dimension == "1") return label;
  return label + literal(" [") + symbol_of(dimension) + literal("]");
}

}  // namespace qalor
