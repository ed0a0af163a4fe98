// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/study.hpp"

#include <algorithm>
#include <stdexcept>

namespace qalor {
namespace {

const std::string task_prefix = "task.";

/// The declaration of a parameter or of a value of the device, or nothing.
std::optional<Field> parameter_field(const Study& study, const std::string& name) {
  if (const Field* field = find_field(study.model->parameters, name)) return *field;
  if (!study.model->device || !study.parameters.has(name)) return std::nullopt;
  const std::vector<Field> values = device_fields(*study.model->device, study.parameters);
  const Field* field = find_field(values, name);
  return field != nullptr ? std::optional<Field>(*field) : std::nullopt;
}

/// Sets the swept values that belong to the task, or those that do not.
void set_swept(const Study& study, std::size_t point, bool is_of_task, Settings& settings) {
  const Swept values = study.swept(point);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Axis& axis = study.sweep[i];
    if (axis.is_of_task != is_of_task) continue;
    settings.set(axis.name(), axis.setting(values[i].second), true, settings.where(axis.name()));
  }
}

}  // namespace

std::string Axis::name() const {
  return is_of_task && parameter.starts_with(task_prefix) ? parameter.substr(task_prefix.size()) : parameter;
}

Value Axis::setting(const Value& value) const {
  if (!is_array) return value;
  const auto* integer = std::get_if<std::int64_t>(&value);
  return std::vector<double>{integer != nullptr ? static_cast<double>(*integer) : std::get<double>(value)};
}

std::size_t Study::size() const {
  std::size_t points = 1;
  for (const Axis& axis : sweep) points *= axis.values.size();
  return points;
}

Swept Study::swept(std::size_t point) const {
  if (point >= size()) throw std::out_of_range("point " + std::to_string(point) + " of " + std::to_string(size()));
  Swept values(sweep.size());
  for (std::size_t i = sweep.size(); i-- > 0;) {
    const Axis& axis = sweep[i];
    values[i] = {axis.parameter, axis.values[point % axis.values.size()]};
    point /= axis.values.size();
  }
  return values;
}

Settings Study::at(std::size_t point) const {
  Settings settings = parameters;
  set_swept(*this, point, /*is_of_task=*/false, settings);
  return settings;
}

Settings Study::keys_at(std::size_t point) const {
  Settings settings = keys;
  set_swept(*this, point, /*is_of_task=*/true, settings);
  return settings;
}

const std::vector<Field>& task_keys(const Model& model, const std::string& kind) {
  static const std::vector<Field> none;
  const auto card = std::find_if(model.tasks.begin(), model.tasks.end(), [&](const auto& c) { return c.kind == kind; });
  return card == model.tasks.end() ? none : card->keys;
}

Axis declared_axis(const Study& study, const std::string& name) {
  Axis axis{name, {}};
  axis.is_of_task = !parameter_field(study, name) &&
                    (name.starts_with(task_prefix) || find_field(task_keys(*study.model, study.task), name) != nullptr);
  const auto field = swept_field(study, axis);
  axis.is_array = field && (field->type == FieldType::grid || field->type == FieldType::one_or_reals);
  return axis;
}

std::optional<Field> swept_field(const Study& study, const Axis& axis) {
  if (!axis.is_of_task) return parameter_field(study, axis.parameter);
  const Field* field = find_field(task_keys(*study.model, study.task), axis.name());
  return field != nullptr ? std::optional<Field>(*field) : std::nullopt;
}

}  // namespace qalor
