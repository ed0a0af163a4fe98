#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cmath>
#include <string>
#include <vector>

#include "qalor/catalog/model.hpp"
#include "qalor/study/read.hpp"

namespace qalor::toy {

/// A device of dots and leads with everything that a device can have, and no physics.
inline DeviceCard network_card() {
  const Range positive = Range::positive();
  const Range non_negative = Range::non_negative();
  const Field site{.name = "site", .type = FieldType::integer, .refers_to = "energies"};
  const Field gamma{.name = "gamma", .dimension = "rate", .type = FieldType::one_or_reals, .range = non_negative};
  DeviceCard card{.table = "network", .meaning = "dots, leads and what connects them"};
  card.fields = {{.name = "energies", .symbol = "epsilon_i", .dimension = "energy", .type = FieldType::reals},
                 {.name = "interactions",
                  .dimension = "energy",
                  .type = FieldType::matrix,
                  .fallback = 0.0,
                  .meaning = "of two electrons",
                  .as_long_as = "energies",
                  .is_symmetric = true,
                  .has_zero_diagonal = true},
                 {.name = "damping", .fallback = 0.1, .range = non_negative}};
  card.lists = {{.name = "leads",
                 .entry = "lead",
                 .meaning = "reservoirs",
                 .fields = {{.name = "T", .dimension = "energy", .range = positive}, {.name = "mu", .fallback = 0.0}},
                 .is_named = true,
                 .least = 1},
                {.name = "couplings",
                 .entry = "coupling",
                 .fields = {{.name = "lead", .type = FieldType::text, .refers_to = "leads"}, site, gamma}},
                {.name = "bosons",
                 .entry = "boson",
                 .fields = {{.name = "T", .range = positive},
                            {.name = "gamma", .type = FieldType::one_or_reals, .fallback = 1.0},
                            {.name = "modes", .type = FieldType::reals, .fallback = std::vector<double>{1, 2}}},
                 .is_named = true}};
  return card;
}

/// Refuses a coupling whose rates are neither one nor one for each state of the other dots, a lead hotter than 10, and
/// an order above 3 at F_E = 0.
inline std::vector<Complaint> network_check(const Question& question) {
  const Settings& device = question.parameters;
  std::vector<Complaint> complaints;
  const auto sites = static_cast<double>(device.integer("energies"));
  for (std::int64_t i = 0; i < device.integer("couplings"); ++i) {
    const std::string gamma = "coupling." + std::to_string(i) + ".gamma";
    const auto rates = static_cast<double>(device.reals(gamma).size());
    if (rates != 1 && rates != std::exp2(sites - 1)) complaints.push_back({{gamma}, "one rate, or one for each state"});
  }
  for (const std::string& lead : device.texts("leads")) {
    const std::string name = "lead." + lead + ".T";
    if (device.real(name) > 10) complaints.push_back({{name}, "no lead is hotter than 10"});
    if (device.real("lead." + lead + ".mu") > 10) complaints.push_back({{"lead." + lead + ".mu"}, "mu is too high"});
  }
  if (!device.has("boson.B.T") && device.real("damping") > 10) complaints.push_back({{"bosons"}, "no boson is damped"});
  if (question.task == "map" && question.keys.integer("order") > 3 && question.keys.reals("F_E").front() == 0)
    complaints.push_back({{"F_E", "order"}, "no order above 3 without a force"});
  return complaints;
}

/// Sums over the leads and the dots, weighted by the forces.
inline Answer network_answer(const Question& question) {
  Answer answer;
  answer.certificate.method = "sum";
  const Settings& device = question.parameters;
  double sum = device_matrix(device, "interactions").sum() / 2;
  for (const double energy : device_array(device, "energies")) sum += energy;
  for (const std::string& lead : device.texts("leads")) sum += device.real("lead." + lead + ".mu");
  answer.quantities.set("sum", sum);
  if (question.task != "map") return answer;
  const double force = question.keys.reals("F_E").front();
  std::vector<double> row;
  for (const double x : question.keys.reals("F_N")) row.push_back(sum + force * x);
  answer.quantities.set("F_N", vector_datum(question.keys.reals("F_N")));
  answer.quantities.set("J", vector_datum(row));
  answer.quantities.set("order", question.keys.integer("order"));
  return answer;
}

inline const std::vector<Model>& network_models() {
  static const std::vector<Model> models = [] {
    Model model;
    model.name = "toy_network";
    model.summary = "dots and leads";
    model.device = network_card();
    const std::vector<double> one_force{0.5};
    model.tasks = {
        {"steady_state", "", {}},
        {"map",
         "over two forces",
         {{.name = "F_E",
           .dimension = "1/energy",
           .type = FieldType::grid,
           .fallback = one_force,
           .range = {.highest = 1}},
          {.name = "F_N", .type = FieldType::grid, .fallback = one_force},
          {.name = "order", .type = FieldType::integer, .fallback = 1, .range = {.lowest = 1, .highest = 16}},
          {.name = "pair", .type = FieldType::choice, .fallback = "gate", .choices = {"gate", "ends"}},
          {.name = "damping", .fallback = 0.5}}}};
    model.quantities = {{"sum", "", "energy", "sum", {"steady_state", "map"}, {}, {}},
                        {"F_N", "", "1", "force", {"map"}, {}, {"F_N"}},
                        {"J", "J", "rate", "current", {"map"}, {}, {"F_N"}}};
    model.check = network_check;
    model.answer = network_answer;
    return std::vector<Model>{model};
  }();
  return models;
}

inline Study read_network(const std::string& text, const std::vector<Override>& overrides = {}) {
  return read_study(text, "a.toml", overrides, network_models());
}

/// What the reader says against a text; empty when it reads it.
inline std::string network_refusal(const std::string& text, const std::vector<Override>& overrides = {}) {
  try {
    read_network(text, overrides);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

/// A device that is right; the line after it is the tenth.
inline const std::string two_dots =
    "[network]\n"
    "energies = [0.4, -0.4]\n"
    "interactions = [[0, 40], [40, 0]]\n"
    "leads = [{ name = \"L\", T = 1, mu = 0.1 }, { name = \"R\", T = 2 }]\n"
    "couplings = [{ lead = \"L\", site = 0, gamma = 1 }, { lead = \"R\", site = 1, gamma = [0.5, 0] }]\n";

/// A study of the toy network: the first of the tables stands in line 5.
inline std::string network_study(const std::string& tables, const std::string& kind = "steady_state") {
  return "[study]\nmodel = \"toy_network\"\n[task]\nkind = \"" + kind + "\"\n" + tables;
}

}  // namespace qalor::toy
