#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "qalor/catalog/own_machine.hpp"

namespace qalor::own {

/// The parameters of a study, expressions of each other worked out, and what is evaluated with them. Everything that is
/// wrong is added to the complaints.
class Values {
 public:
  Values(const Settings& device, std::vector<Complaint>& complaints);

  const ExpressionScope& scope() const { return scope_; }

  /// The number under a flat name, `path` in messages: a formula, checked against its range. Nothing where it is absent
  /// or wrong.
  std::optional<Real> real(const std::string& name, const std::string& path, Range range);
  /// The operator that the text under a flat name stands for.
  std::optional<Operator> on(const Space& space, const std::string& name, const std::string& path);
  std::optional<Operator> operator_of(const Space& space, const std::string& text, const std::string& name,
                                      const std::string& path);

 private:
  void find(std::size_t parameter);
  void refuse(const std::string& name, const std::string& path, const ExpressionError& error);

  const Settings& device_;
  std::vector<Complaint>& complaints_;
  ExpressionScope scope_;
  std::vector<Real> values_;
  enum class State { unknown, in_work, known };
  std::vector<State> states_;
};

}  // namespace qalor::own
