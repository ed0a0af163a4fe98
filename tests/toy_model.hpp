#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <vector>

#include "qalor/catalog/model.hpp"
#include "qalor/study/read.hpp"

namespace qalor::toy {

/// A model with a parameter of every type and no physics, to test how studies are read.
/// It refuses a coherent coupling with g = 0, the task `evolve` with levels > 4, and more than 6 levels altogether.
inline Model pair() {
  Model model;
  model.name = "toy_pair";
  model.parameters = {
      {.name = "coupling", .type = FieldType::choice, .fallback = "noise", .choices = {"noise", "coherent"}},
      {.name = "omega_A", .fallback = 1.0, .range = Range::positive()},
      {.name = "omega_B", .fallback = 1, .range = Range::positive()},
      {.name = "epsilon", .fallback = 0.3, .range = Range::non_negative()},
      {.name = "g", .fallback = 0.05},
      {.name = "ratio", .fallback = 0.5, .range = {.lowest = 0, .highest = 1, .open_above = true}},
      {.name = "levels", .type = FieldType::integer, .fallback = 2, .range = {.lowest = 2, .highest = 8}},
      {.name = "seed", .type = FieldType::integer},
      {.name = "driven", .type = FieldType::boolean, .fallback = false},
      {.name = "label", .type = FieldType::text, .fallback = "none"},
      {.name = "weights", .type = FieldType::reals, .range = Range::non_negative(), .length = 2},
      {.name = "sites", .type = FieldType::texts, .choices = {"A", "B"}}};
  model.tasks = {
      {"steady_state", "the state that no longer changes", {}},
      {"evolve",
       "the way there",
       {{.name = "times", .type = FieldType::grid, .range = Range::non_negative()},
        {.name = "initial", .type = FieldType::choice, .fallback = "ground", .choices = {"ground", "hot"}}}}};
  model.check = [](const Question& question) {
    std::vector<Complaint> complaints;
    const Settings& parameters = question.parameters;
    if (parameters.text("coupling") == "coherent" && parameters.real("g") == 0) {
      complaints.push_back({{"g", "coupling"}, "coupling = \"coherent\" needs g other than 0", {}});
    }
    if (question.task == "evolve" && parameters.integer("levels") > 4) {
      complaints.push_back({{"kind", "levels"}, "`evolve` takes at most 4 levels", {}});
    }
    // Said once for each of the two sites.
    if (parameters.integer("levels") > 6)
      complaints.resize(complaints.size() + 2, {{"sites"}, "no site has more than 6 levels", {}});
    return complaints;
  };
  return model;
}

inline const std::vector<Model>& models() {
  static const std::vector<Model> both = [] {
    Model chain;
    chain.name = "toy_chain";
    chain.tasks = {{"steady_state", "", {}}};
    return std::vector<Model>{pair(), chain};
  }();
  return both;
}

inline Study read(const std::string& text, const std::vector<Override>& overrides = {}) {
  return read_study(text, "a.toml", overrides, models());
}

/// The four lines of a study of the toy pair, with more tables behind them: the first of these stands in line 5.
inline std::string study(const std::string& tables = "") {
  return "[study]\nmodel = \"toy_pair\"\n[task]\nkind = \"steady_state\"\n" + tables;
}

/// What the reader says against a text; empty when it reads it.
inline std::string refusal(const std::string& text, const std::vector<Override>& overrides = {}) {
  try {
    read(text, overrides);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

/// The first line of it: place and message.
inline std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace qalor::toy
