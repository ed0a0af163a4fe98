// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/coupled_dots.hpp"

#include "qalor/catalog/card.hpp"
#include "qalor/catalog/dot_counting.hpp"
#include "qalor/catalog/rate_evolve.hpp"

namespace qalor {
namespace dots {
namespace {

using card::choice, card::real;

Field grid(std::string name, std::string meaning) {
  return {.name = std::move(name), .dimension = "1/energy", .type = FieldType::grid, .meaning = std::move(meaning)};
}

std::vector<Field> parameters() {
  std::vector<Field> out{
      real("eps_u", "eps_u", "energy", 0, {}, "level of the dot between L and R"),
      real("eps_l", "eps_l", "energy", 0, {}, "level of the dot at the gate M"),
      real("U", "U", "energy", 1, {}, "charging energy between the dots; < 0 attracts"),
  };
  for (const std::string lead : {"L", "R", "M"})
    for (const std::string other : {"0", "1"})
      out.push_back(real("gamma_" + lead + other, "Gamma_" + lead + other, "rate", 1, Range::non_negative(),
                         "tunnelling rate of lead " + lead + " while the other dot holds " + other));
  for (const std::string lead : {"L", "R", "M"})
    out.push_back(real("T_" + lead, "T_" + lead, "energy", 1, Range::positive(), "temperature of lead " + lead));
  for (const std::string lead : {"L", "R", "M"})
    out.push_back(real("mu_" + lead, "mu_" + lead, "energy", 0, {}, "chemical potential of lead " + lead));
  return out;
}

std::vector<Field> pair_keys() {
  return {choice("pair", "gate", {"gate", "ends"},
                 "the two forces: gate M against the wire (T_L = T_R), or L and M against R (T_L = T_M)"),
          real("energy_origin", "E_0", "energy", 0, {},
               "from where pair = \"ends\" counts energies, in the forces, codes and coefficients")};
}

std::vector<TaskCard> tasks() {
  std::vector<Field> map = pair_keys();
  map.insert(map.begin(), {grid("F_E", "the energy forces, below 1/T"), grid("F_N", "the particle forces")});
  return {{"steady_state", "populations, currents, cycles, entropy production and the codes of inverse currents",
           pair_keys()},
          {"cycles", "a table of the six cycles: path, affinity, flux, and what a turn carries", {}},
          {"cumulants", "fluctuations of any currents, to any order, with their covariances",
           counting_keys({"N_L", "E_L", "Q_L", "N_R", "E_R", "Q_R", "E_M", "Q_M", "N_M", "S"})},
          {"response", "Onsager coefficients by two routes and the wedges of inverse currents (from equilibrium)",
           pair_keys()},
          {"map", "currents and codes over the plane of the two forces, with the stall lines (from equilibrium)", map},
          {"machine",
           "engine or refrigerator between the gate and the wire (T_L = T_R, T_M apart)",
           {choice("optimise", "none", {"none", "power", "efficiency", "cop", "cooling"},
                   "what F_N is chosen for, at the same mean potential; none: as given")}},
          rate_evolve_card()};
}

Answer answer(const Question& question) {
  const Device d = read(question.parameters);
  const auto compute = [&] {
    if (question.task == "evolve") return evolve_rates(rate_flow(network(d)), question.keys);
    if (question.task == "cycles") return cycles(d);
    if (question.task == "cumulants") return cumulants(d, question.keys);
    if (question.task == "response") return response(d, question.keys);
    if (question.task == "map") return map(d, question.keys);
    if (question.task == "machine") return machine(d, question.keys);
    return steady_state(d, question.keys);
  };
  Answer out = compute();
  warn_of_strong_coupling(d, out.certificate);
  return out;
}

}  // namespace
}  // namespace dots

Model coupled_dots() {
  return {
      .name = "coupled_dots",
      .summary = "two dots that feel each other's charge: a wire between L and R, and a gate M",
      .sources = {"S. Ghosh, N. Gupt and A. Ghosh, arXiv:2405.01295", "R. Sánchez and M. Büttiker, arXiv:1008.3528",
                  "J. Wang, G. Casati and G. Benenti, Phys. Rev. Lett. 124, 110607 (2020)",
                  "Y. Zhang and Z. Xie, arXiv:2109.10587"},
      .parameters = dots::parameters(),
      .tasks = dots::tasks(),
      .quantities = dots::quantities(),
      .claims = dots::claims(),
      .check = dots::check,
      .answer = dots::answer,
  };
}

}  // namespace qalor
