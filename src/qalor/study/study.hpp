#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "qalor/catalog/model.hpp"

namespace qalor {

/// What is swept, a parameter or a key of the task, and the values it takes, in order.
struct Axis {
  std::string parameter;  ///< its name; `task.KEY` for a key whose name a parameter has too
  std::vector<Value> values;
  bool is_of_task = false;  ///< a key of the task
  bool is_array = false;    ///< each value stands for an array of it alone, such as a grid of one point

  /// The name among the parameters, or among the keys of the task.
  std::string name() const;
  /// One of the values as the parameter or key takes it.
  Value setting(const Value& value) const;
};

using Swept = std::vector<std::pair<std::string, Value>>;  ///< what is swept, and its value at one point

/// What the user asked: a model, its parameters, a task and a sweep. Fully resolved and checked.
struct Study {
  std::string title;
  const Model* model = nullptr;
  Settings parameters;  ///< defaults included
  std::string task;
  Settings keys;            ///< of the task, defaults included; what is swept has its first value
  std::vector<Axis> sweep;  ///< outermost (slowest) first, as written in the file; empty for a single point
  std::string text;         ///< the file as it was read, for provenance
  std::string file;         ///< its name, "-" for standard input

  /// Number of points: the product of the lengths of the axes, 1 without a sweep.
  std::size_t size() const;
  /// The swept values at a point.
  Swept swept(std::size_t point) const;
  /// The parameters at a point, the swept ones set.
  Settings at(std::size_t point) const;
  /// The keys of the task at a point, the swept ones set.
  Settings keys_at(std::size_t point) const;
};

/// The keys that the model declares for a kind of task; none for an unknown kind.
const std::vector<Field>& task_keys(const Model& model, const std::string& kind);

/// The axis of that name with what the study declares of it: of a parameter where there is one, else of a key.
Axis declared_axis(const Study& study, const std::string& name);

/// The declaration of what an axis sweeps, or nothing.
std::optional<Field> swept_field(const Study& study, const Axis& axis);

/// One `--set name=value` of the command line.
struct Override {
  std::string name;
  std::string value;  ///< as typed: a TOML value, or a bare word for a text
};

/// Reads a study file. Reports all errors of the file at once. `file` is used in messages only.
/// Throws InputError: unknown or misspelt tables and keys (with the nearest valid name), wrong types, values outside
/// their range, combinations that the model refuses for every point of the sweep.
/// Limits: 1 MiB of text, nesting 64 deep, valid UTF-8.
Study read_study(const std::string& text, const std::string& file, const std::vector<Override>& overrides = {});

}  // namespace qalor
