#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <vector>

#include "qalor/catalog/model.hpp"
#include "qalor/study/study.hpp"
#include "qalor/study/syntax.hpp"

namespace qalor::syntax {

/// What a sweep and --set can name: parameters, values of the device, keys of the task.
class Addresses {
 public:
  /// Of a study whose task, parameters and device have been read.
  explicit Addresses(const Study& study);

  /// A parameter or a value of the device, under the name it is kept by; nullptr where there is none of that name.
  const Field* parameter(const std::string& name) const;
  /// A key of the task; the name may begin with `task.`.
  const Field* key(const std::string& name) const;
  /// Whether some name has this one and a dot in front.
  bool begins(const std::string& name) const;

  /// The complaint about a name that is none of them. `entry` holds it, and its place.
  void refuse_parameter(const Entry& entry, Complaints& complaints) const;
  void refuse(const Entry& entry, Complaints& complaints) const;

 private:
  bool may_be_of_unknown_task(const std::string& name) const;

  const Model& model_;
  const std::string task_;
  std::vector<Field> parameters_;
  const std::vector<Field>& keys_;
};

/// One entry of [sweep].
struct Target {
  Field field;              ///< declares one value, under the name of the axis
  std::string name;         ///< among the parameters or the keys
  bool is_of_task = false;  ///< a key of the task
  bool is_array = false;    ///< the field takes an array: each value stands for an array of it alone
  Span where;               ///< of the name
  const Node* node = nullptr;
};

/// What the table [sweep] names, in the order of the file; dotted keys may stand for a name with dots. Adds what it
/// names wrongly or twice to the complaints. Where the device could not be read (`is_device_known` is false), names
/// that are not found are left out without a word. The targets point into the table.
std::vector<Target> sweep_targets(const Table& sweep, const Addresses& addresses, bool is_device_known,
                                  Complaints& complaints);

}  // namespace qalor::syntax
