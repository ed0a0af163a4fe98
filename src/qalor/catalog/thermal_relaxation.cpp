// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/thermal_relaxation.hpp"

#include "qalor/catalog/card.hpp"

namespace qalor {
namespace thermal {
namespace {

Field number(std::string name, std::string symbol, std::string dimension, std::optional<Value> fallback, Range range,
             std::string meaning) {
  return {.name = std::move(name),
          .symbol = std::move(symbol),
          .dimension = std::move(dimension),
          .fallback = std::move(fallback),
          .range = range,
          .meaning = std::move(meaning)};
}

using card::choice;

Field list(std::string name, std::string dimension, FieldType type, Range range, std::string meaning,
           std::size_t length = 0) {
  return {.name = std::move(name),
          .dimension = std::move(dimension),
          .type = type,
          .range = range,
          .meaning = std::move(meaning),
          .length = length};
}

std::vector<Field> system_parameters() {
  const Range positive = Range::positive();
  return {
      choice("system", "qubit", {"qubit", "oscillator", "ladder", "levels"}, "what thermalizes"),
      choice("statistics", "boson", {"boson", "fermion"}, "of the rates: up and down g n, g (n + 1) or g f, g (1 - f)"),
      number("omega", "omega", "energy", 1.0, positive, "spacing (qubit, oscillator, ladder)"),
      number("gamma", "gamma", "rate", 1.0, positive, "rate constant; multiplies `couplings`"),
      {.name = "dimension",
       .symbol = "d",
       .dimension = "1",
       .type = FieldType::integer,
       .fallback = std::int64_t{4},
       .range = {.lowest = 2, .highest = 400},
       .meaning = "number of levels (ladder)"},
      choice("profile", "uniform", {"uniform", "oscillator"}, "of a ladder: g_k,k+1 = gamma or gamma (k + 1)"),
      list("energies", "energy", FieldType::reals, {}, "E_i (levels)"),
      list("couplings", "1", FieldType::rows, Range::non_negative(), "[i, j, g_ij/gamma], counted from 0 (levels)"),
  };
}

std::vector<Field> parameters() {
  const Range positive = Range::positive();
  std::vector<Field> out = system_parameters();
  const std::vector<Field> protocol = {
      choice("protocol", "reciprocal", {"reciprocal", "equidistant", "three_temperature", "single"},
             "which start in which bath"),
      number("T_cold", "T_c", "energy", 0.5, positive, "colder temperature (reciprocal, three_temperature)"),
      number("T_hot", "T_h", "energy", 2.0, positive, "hotter temperature (reciprocal, three_temperature)"),
      number("T_bath", "T_b", "energy", 1.0, positive, "of the bath (all but reciprocal)"),
      number("T_initial", "T_i", "energy", 0.5, positive, "of the Gibbs state at the start (single)"),
      list("populations_initial", "1", FieldType::reals, {.lowest = 0, .highest = 1},
           "at the start (single), instead of T_initial"),
      list("rho_initial", "1", FieldType::complex_matrix, {},
           "density matrix at the start (single), instead of T_initial; level 0 first"),
      number("distance", "D", "1", {}, positive, "of both starts from equilibrium (equidistant)"),
      choice("distance_measure", "relative_entropy", {"relative_entropy", "trace", "bures", "frobenius"},
             "in which `distance` is given"),
  };
  out.insert(out.end(), protocol.begin(), protocol.end());
  return out;
}

std::vector<TaskCard> tasks() {
  const Range positive = Range::positive();
  const Field times =
      list("times", "time", FieldType::grid, Range::non_negative(), "an array or { from, to, points, scale }");
  const Field order = {.name = "order",
                       .dimension = "1",
                       .type = FieldType::integer,
                       .fallback = std::int64_t{4},
                       .range = {.lowest = 1, .highest = 8},
                       .meaning = "highest cumulant of the heat"};
  return {{"relax",
           "both branches at any times: state, heat statistics, entropy production, bounds, distances",
           {times, order}},
          {"equidistant",
           "the two temperatures at one distance from the bath's",
           {number("partner_of", "T", "energy", {}, positive,
                   "a temperature: finds the one on the other side of `T_bath` at the same distance")}},
          {"mpemba",
           "decay rates, starts without the slowest mode, and starts that overtake each other (not oscillator)",
           {list("T_range", "energy", FieldType::reals, positive, "temperatures to search, lowest and highest", 2),
            list("temperatures", "energy", FieldType::grid, positive, "of Gibbs starts to follow"), times,
            list("pair", "energy", FieldType::reals, positive, "two temperatures whose starts may cross", 2)}}};
}

Answer answer(const Question& question) {
  Answer out = question.task == "equidistant" ? equidistant(question.parameters, question.keys)
               : question.task == "mpemba"    ? mpemba(question.parameters, question.keys)
                                              : relax(question.parameters, question.keys);
  warn(question, out.certificate);
  return out;
}

}  // namespace
}  // namespace thermal

Model thermal_relaxation() {
  return {
      .name = "thermal_relaxation",
      .summary = "heating against cooling: a qubit, an oscillator or a few levels thermalize with one bath",
      .sources = {"A. Tejero, arXiv:2510.05072", "A. Tejero et al., arXiv:2406.19829",
                  "M. Ibanez et al., arXiv:2302.09061", "A. Lapolla and A. Godec, Phys. Rev. Lett. 125, 110602 (2020)",
                  "T. Van Vu and Y. Hasegawa, arXiv:2102.07429", "S. K. Manikandan, arXiv:2102.06161"},
      .parameters = thermal::parameters(),
      .tasks = thermal::tasks(),
      .quantities = thermal::quantities(),
      .claims = thermal::claims(),
      .check = thermal::check,
      .answer = thermal::answer,
  };
}

}  // namespace qalor
