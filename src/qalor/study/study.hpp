#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstddef>
#include <string>
#include <vector>

#include "qalor/catalog/model.hpp"

namespace qalor {

/// One swept parameter and the values it takes, in order.
struct Axis {
  std::string parameter;
  std::vector<Value> values;
};

/// What the user asked: a model, its parameters, a task and a sweep. Fully resolved and checked.
struct Study {
  std::string title;
  const Model* model = nullptr;
  Settings parameters;  ///< defaults included
  std::string task;
  Settings keys;            ///< of the task, defaults included
  std::vector<Axis> sweep;  ///< outermost (slowest) first, as written in the file; empty for a single point
  std::string text;         ///< the file as it was read, for provenance
  std::string file;         ///< its name, "-" for standard input

  /// Number of points: the product of the lengths of the axes, 1 without a sweep.
  std::size_t size() const;
  /// The values of the swept parameters at a point.
  std::vector<std::pair<std::string, Value>> swept(std::size_t point) const;
  /// The parameters at a point, the swept ones set.
  Settings at(std::size_t point) const;
};

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
