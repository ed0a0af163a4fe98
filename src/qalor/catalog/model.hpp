#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "qalor/base/field.hpp"
#include "qalor/base/memo.hpp"
#include "qalor/base/record.hpp"
#include "qalor/catalog/device.hpp"
#include "qalor/solve/solution.hpp"

namespace qalor {

/// What is asked of a model at one point: its parameters (with the values of a device among them), the kind of task and
/// the task's keys. All values are checked against their declarations before a model sees them.
struct Question {
  const Settings& parameters;
  const std::string& task;
  const Settings& keys;
  /// What the questions of one sweep may share; none where a question stands alone. It changes how long an answer
  /// takes, not the answer.
  Memo* memo = nullptr;
};

/// Named quantities and the certificate of one point.
struct Answer {
  Record quantities;
  Certificate certificate;
};

/// A quantity that answers can hold, for documentation, netCDF attributes and reports.
struct Quantity {
  std::string name;
  std::string symbol;
  std::string dimension;
  std::string meaning;
  std::vector<std::string> tasks;          ///< kinds in whose answers it can stand
  std::vector<std::string> flag_meanings;  ///< for codes: the words of `first_flag` and those that follow
  std::vector<std::string> axes;           ///< names of the dimensions it has when it is an array, outermost first
  std::int64_t first_flag = 0;
};

/// A kind of task that a model takes, with the task's keys.
struct TaskCard {
  std::string kind;
  std::string summary;
  std::vector<Field> keys;
};

/// What became of a statement when it was computed.
struct ClaimResult {
  std::string expected;
  std::string found;
  bool holds = false;
};

/// A statement of a source, tested in this model.
struct Claim {
  std::string statement;
  std::string source;                               ///< DOI or arXiv, equation
  std::function<ClaimResult()> evaluate = nullptr;  ///< computes it; none while it cannot be computed yet
};

/// The same machine under another generator or other books.
struct Variant {
  std::string label;
  std::vector<std::pair<std::string, Value>> changes;  ///< of the parameters
  bool is_exact = false;                               ///< exact within the model: the others are graded against it
};

/// One record documents, checks, answers and tests itself.
struct Model {
  std::string name;
  std::string summary;
  std::vector<std::string> sources;
  std::vector<Field> parameters;
  std::optional<DeviceCard> device = {};  ///< the table in which the user describes the device, where there is one
  std::vector<TaskCard> tasks;
  std::vector<Quantity> quantities;
  std::vector<Claim> claims;
  /// Everything that is wrong with a question beyond the single fields: combinations that make no sense.
  std::function<std::vector<Complaint>(const Question&)> check;
  /// The answer at one point: a pure function. The question has passed `check`.
  std::function<Answer(const Question&)> answer;
  /// Every generator that a machine with these parameters can be given, for side-by-side comparison; may be empty.
  /// A variant that `check` refuses is left out by who compares.
  std::function<std::vector<Variant>(const Settings&)> variants = nullptr;
};

/// All models, in the order of the reference.
const std::vector<Model>& catalog();

/// The model of that name, or nullptr.
const Model* find_model(const std::string& name);

}  // namespace qalor
