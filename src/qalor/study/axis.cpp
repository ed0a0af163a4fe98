// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/axis.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <utility>
#include <variant>

#include "qalor/base/text.hpp"
#include "qalor/study/declared.hpp"

namespace qalor::syntax {
namespace {

constexpr double most_points = 1e12;  // of the whole sweep

/// One axis as it was written: its values, or how to space them.
struct Plan {
  const Target* target = nullptr;
  std::variant<std::vector<Value>, Spacing> values;

  std::size_t size() const {
    const auto* spacing = std::get_if<Spacing>(&values);
    return spacing != nullptr ? spacing->points : std::get<0>(values).size();
  }
};

bool is_number(const Field& field) { return field.type == FieldType::real || field.type == FieldType::integer; }

bool is_scalar(const Field& field) {
  return is_number(field) || field.type == FieldType::boolean || field.type == FieldType::choice ||
         field.type == FieldType::text;
}

/// The forms that the sweep of a field can take.
std::string forms(const Field& field) {
  const std::string list = "{ values = [...] }";
  return is_number(field) ? "a table { from, to, points, scale } or " + list : "a table " + list;
}

std::optional<std::vector<Value>> read_list(const Field& field, const Entry& list, Complaints& complaints) {
  const auto* array = std::get_if<Array>(&list.node.value);
  if (array == nullptr || array->empty()) {
    complaints.add({field.name},
                   fmt::format("`values` of the sweep of `{}` must be an array with at least one element{}", field.name,
                               array == nullptr ? ", found " + found_text(list.node) : ""),
                   list.node.where);
    return std::nullopt;
  }
  std::vector<Value> values;
  const std::size_t complaints_before = complaints.size();
  for (const Node& element : *array) {
    if (auto value = read_value(field, element, complaints)) values.push_back(std::move(*value));
  }
  if (complaints.size() > complaints_before) return std::nullopt;
  return values;
}

/// Complains about everything in the table of an axis that does not go with its `values`.
bool refuse_beside_values(const Field& field, const Table& table, Complaints& complaints) {
  bool refused = false;
  for (const Entry& entry : table) {
    if (entry.key == "values") continue;
    complaints.add(
        {field.name},
        fmt::format("the sweep of `{}` has `values`, beside which `{}` has no place", field.name, shortened(entry.key)),
        entry.where);
    refused = true;
  }
  return refused;
}

std::optional<Plan> read_plan(const Target& target, Complaints& complaints) {
  const Field& field = target.field;
  const Node& node = *target.node;
  if (!is_scalar(field)) {
    complaints.add({field.name}, fmt::format("`{}` is an array: it cannot be swept", field.name), target.where);
    return std::nullopt;
  }
  const auto* table = std::get_if<Table>(&node.value);
  const Entry* list = table != nullptr ? find_entry(*table, "values") : nullptr;
  if (table == nullptr || (list == nullptr && !is_number(field))) {
    complaints.add({field.name},
                   fmt::format("the sweep of `{}` must be {}{}", field.name, forms(field),
                               table == nullptr ? ", found " + found_text(node) : ""),
                   node.where);
    return std::nullopt;
  }
  if (list != nullptr) {
    const bool refused = refuse_beside_values(field, *table, complaints);
    auto values = read_list(field, *list, complaints);
    if (refused || !values) return std::nullopt;
    return Plan{&target, std::move(*values)};
  }
  const auto spacing = read_spacing(field, fmt::format("the sweep of `{}`", field.name), node, complaints);
  if (!spacing) return std::nullopt;
  if (!std::isfinite(spacing->from) || !std::isfinite(spacing->to)) {  // a field may allow it, a spacing cannot
    complaints.add({field.name},
                   fmt::format("the sweep of `{}` goes from {} to {}: spaced numbers must be finite; list inf in "
                               "{{ values = [...] }}",
                               field.name, spacing->from, spacing->to),
                   node.where);
    return std::nullopt;
  }
  return Plan{&target, *spacing};
}

/// The spaced values of an integer field. A value counts as an integer when it is one up to the rounding of `spaced`.
std::optional<std::vector<Value>> integer_values(const Plan& plan, const std::vector<double>& spaced_values,
                                                 Complaints& complaints) {
  constexpr double rounding = 1e-12;              // relative; 10^x with x < 16 is good to 1e-14
  constexpr double largest = 9007199254740992.0;  // 2^53: beyond, a double skips integers
  std::vector<Value> values;
  values.reserve(spaced_values.size());
  for (const double x : spaced_values) {
    const bool is_large = std::abs(x) > largest;
    if (is_large || std::abs(x - std::round(x)) > rounding * std::abs(x)) {
      const std::string& name = plan.target->field.name;
      complaints.add(
          {name},
          fmt::format("the sweep of `{}` meets {}: must be {}", name, x, is_large ? "below 2^53" : "an integer"),
          plan.target->where);
      return std::nullopt;
    }
    values.emplace_back(static_cast<std::int64_t>(std::round(x)));
  }
  return values;
}

std::optional<std::vector<Value>> values_of(Plan& plan, Complaints& complaints) {
  if (auto* list = std::get_if<std::vector<Value>>(&plan.values)) return std::move(*list);
  const std::vector<double> values = spaced(std::get<Spacing>(plan.values));
  if (plan.target->field.type == FieldType::integer) return integer_values(plan, values, complaints);
  return std::vector<Value>(values.begin(), values.end());
}

bool refuse_size(const std::vector<Plan>& plans, const Span& where, Complaints& complaints) {
  double points = 1;
  std::string product;
  for (const Plan& plan : plans) {
    points *= static_cast<double>(plan.size());
    product += fmt::format("{}{}", product.empty() ? "" : " x ", plan.size());
  }
  if (points <= most_points) return false;
  complaints.add({}, fmt::format("the sweep has {} points: at most 10^12 can be answered", product), where);
  return true;
}

}  // namespace

std::vector<Axis> read_axes(const std::vector<Target>& targets, const Span& where, Complaints& complaints) {
  std::vector<Plan> plans;
  for (const Target& target : targets)
    if (auto plan = read_plan(target, complaints)) plans.push_back(std::move(*plan));
  std::vector<Axis> axes;
  if (refuse_size(plans, where, complaints)) return axes;
  for (Plan& plan : plans) {
    const Target& target = *plan.target;
    if (auto values = values_of(plan, complaints))
      axes.push_back({target.field.name, std::move(*values), target.is_of_task, target.is_array});
  }
  return axes;
}

}  // namespace qalor::syntax
