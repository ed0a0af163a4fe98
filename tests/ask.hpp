#pragma once
// SPDX-License-Identifier: BSD-3-Clause

/// Questions to a catalog model, `coupled_pair` unless another is named, as a study would put them.

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "qalor/catalog/model.hpp"

namespace ask {

using namespace qalor;

using Given = std::vector<std::pair<std::string, Value>>;

inline const Model& coupled_pair() { return *find_model("coupled_pair"); }

inline const TaskCard& task_card(const Model& model, const std::string& kind) {
  for (const TaskCard& card : model.tasks)
    if (card.kind == kind) return card;
  throw std::out_of_range(kind);
}

/// The defaults with what is given; every value must pass its own declaration.
inline Settings settings(const std::vector<Field>& fields, const Given& given) {
  Settings out = defaults(fields);
  for (const auto& [name, value] : given) {
    const Field* field = find_field(fields, name);
    if (field == nullptr || check_value(*field, value)) throw std::out_of_range(name);
    out.set(name, value, /*given=*/true);
  }
  return out;
}

struct Asked {
  const Model* model;
  std::string task;
  Settings parameters;
  Settings keys;

  Asked(std::string kind, const Given& given, const Given& task_keys = {})
      : Asked(coupled_pair(), std::move(kind), given, task_keys) {}
  Asked(const Model& asked, std::string kind, const Given& given, const Given& task_keys = {})
      : model(&asked),
        task(std::move(kind)),
        parameters(settings(model->parameters, given)),
        keys(settings(task_card(*model, task).keys, task_keys)) {}

  Question question() const { return {parameters, task, keys}; }
};

inline std::vector<std::string> complaints(const Asked& asked) {
  std::vector<std::string> out;
  for (const Complaint& complaint : asked.model->check(asked.question())) out.push_back(complaint.message);
  return out;
}

inline Answer answer(const Asked& asked) {
  EXPECT_EQ(complaints(asked), std::vector<std::string>{});
  return asked.model->answer(asked.question());
}

inline Answer steady(const Given& given) { return answer(Asked("steady_state", given)); }

inline double number(const Answer& answer, const std::string& name) { return answer.quantities.number(name); }

inline std::vector<double> numbers(const Answer& answer, const std::string& name) {
  return std::get<Array>(*answer.quantities.find(name)).values;
}

inline std::string word(const Answer& answer, const std::string& name) {
  return std::get<std::string>(*answer.certificate.details.find(name));
}

inline std::int64_t code(const Answer& answer, const std::string& name) {
  return std::get<std::int64_t>(*answer.quantities.find(name));
}

/// The Levy-Kosloff pair of the model card: detuned, coherent, A hot.
inline Given detuned(const Given& more = {}) {
  Given out{{"coupling", "coherent"}, {"omega_A", 3.0}, {"gamma_A", 0.1}, {"gamma_B", 0.1}, {"beta_B", 1.0}};
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

}  // namespace ask
