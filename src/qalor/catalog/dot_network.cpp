// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/dot_network.hpp"
#include "qalor/catalog/rate_evolve.hpp"

#include "qalor/catalog/card.hpp"
#include "qalor/catalog/dot_counting.hpp"

namespace qalor {
namespace network {
namespace {

using card::In;

DeviceCard network_card() {
  const Range positive = Range::positive();
  const Range non_negative = Range::non_negative();
  DeviceCard out{.table = "network", .meaning = "sites, their leads, and bosons that move particles between sites"};
  out.fields = {{.name = "energies",
                 .symbol = "eps_i",
                 .dimension = "energy",
                 .type = FieldType::reals,
                 .meaning = "one level for each site; a dot with spin is two sites"},
                {.name = "interactions",
                 .symbol = "U_ij",
                 .dimension = "energy",
                 .type = FieldType::matrix,
                 .fallback = 0.0,
                 .meaning = "charging energies between sites; < 0 attracts",
                 .as_long_as = "energies",
                 .is_symmetric = true,
                 .has_zero_diagonal = true}};
  const auto site = [](std::string name, std::string meaning) {
    return Field{.name = std::move(name),
                 .dimension = "1",
                 .type = FieldType::integer,
                 .meaning = std::move(meaning),
                 .refers_to = "energies"};
  };
  out.lists = {
      {.name = "leads",
       .entry = "lead",
       .meaning = "reservoirs of particles",
       .fields = {{.name = "T", .dimension = "energy", .range = positive, .meaning = "temperature"},
                  {.name = "mu", .dimension = "energy", .fallback = 0.0, .meaning = "chemical potential"}},
       .is_named = true,
       .least = 1},
      {.name = "couplings",
       .entry = "coupling",
       .meaning = "tunnelling between a lead and a site",
       .fields =
           {{.name = "lead", .dimension = "1", .type = FieldType::text, .meaning = "its lead", .refers_to = "leads"},
            site("site", "its site"),
            {.name = "gamma",
             .dimension = "rate",
             .type = FieldType::one_or_reals,
             .range = non_negative,
             .meaning = "rate, or one for each occupation of the other sites, the first of them as bit 0"}},
       .least = 1},
      {.name = "bosons",
       .entry = "boson",
       .meaning = "baths (phonons, magnons) that move a particle from site to site",
       .fields = {{.name = "T", .dimension = "energy", .range = positive, .meaning = "temperature"},
                  site("site_from", "one site"),
                  site("site_to", "the other site"),
                  {.name = "gamma",
                   .dimension = "rate",
                   .range = non_negative,
                   .meaning = "absorption gamma n_B, emission gamma (n_B + 1)"}},
       .is_named = true}};
  return out;
}

std::vector<TaskCard> tasks() {
  const Field reference{.name = "reference",
                        .dimension = "1",
                        .type = FieldType::text,
                        .meaning = "the lead against which forces are counted; the first one unless given"};
  return {{"steady_state", "populations, currents of all leads and bosons, entropy production in four forms", {}},
          {"cycles", "every simple cycle: its edges, affinity, flux, and what a turn carries", {}},
          {"cumulants", "fluctuations of any currents, to any order, with their covariances", counting_keys({})},
          {"response", "Onsager coefficients of all leads and bosons by two routes (from equilibrium)", {reference}},
          rate_evolve_card()};
}

std::vector<Quantity> quantities() {
  const In steady{{"steady_state"}};
  const In counting{{"cumulants"}};
  const In cycles{{"cycles"}};
  const In response{{"response"}};
  std::vector<Quantity> out{
      steady("populations", "p", "1", "of the states, site i as bit i", {"state"}),
      steady("particle_current", "J_N", "rate", "particles out of each lead", {"lead"}),
      steady("energy_current", "J_E", "energy^2", "energy out of each lead", {"lead"}),
      steady("heat_current", "J_Q", "energy^2", "J_E - mu J_N of each lead", {"lead"}),
      steady("boson_current", "J_B", "energy^2", "energy out of each bath of bosons", {"boson"}),
      In{{"steady_state", "cumulants"}}("entropy_production", "sigma", "rate", "sum over edges of flux x bias"),
      steady("entropy_production_lead", "sigma", "rate", "- sum over baths of heat/T"),
      steady("entropy_production_edge", "sigma", "rate", "sum over edges of flux x bias"),
      steady("entropy_production_fundamental", "sigma", "rate", "sum over fundamental cycles of flux x affinity"),
      steady("entropy_production_cycles", "sigma", "rate", "sum over simple cycles of flux x affinity"),
      steady("n_states", "", "1", "number of states"),
      steady("n_edges", "", "1", "number of edges, one for each bath"),
      steady("n_cycles", "", "1", "number of fundamental cycles, edges - states + 1"),
      cycles("cycle_affinity", "A_c", "nats", "entropy that one turn produces", {"cycle"}),
      cycles("cycle_flux", "J_c", "rate", "turns per unit time", {"cycle"}),
      cycles("cycle_particles", "N_c", "1", "particles that a turn takes from each lead", {"cycle", "lead"}),
      cycles("cycle_energy", "E_c", "energy", "energy that a turn takes from each lead and bath of bosons",
             {"cycle", "bath"}),
      cycles("cycle_table", "", "1", "the same in words"),
      counting("cumulants", "c_n", "per time", "cumulants per unit time of `counts`, order 1 first",
               {"count", "order"}),
      counting("covariance", "c_11", "per time", "of the counted currents", {"count", "count_b"}),
      counting("joint_cumulants", "c_alpha", "per time", "one for each row of `joint`", {"joint"}),
      counting("tur_ratio", "c_2 sigma/c_1^2", "1", "uncertainty ratio, >= 2", {"count"}),
      response("onsager", "L", "mixed", "J_E, J_N of each lead but the reference, then J_B: dJ/dF",
               {"current", "force"}),
      response("onsager_fdt", "L", "mixed", "half the covariance of the currents in equilibrium", {"current", "force"}),
  };
  add_rate_evolve_quantities(out);
  return out;
}

Answer answer(const Question& question) {
  const DotNetwork dots = read(question.parameters);
  if (question.task == "evolve") return evolve(dots, question.keys);
  if (question.task == "cycles") return cycles(dots);
  if (question.task == "cumulants") return cumulants(dots, question.keys);
  if (question.task == "response")
    return response(dots, question.keys.has("reference") ? question.keys.text("reference") : dots.leads[0].name);
  return steady_state(dots);
}

}  // namespace
}  // namespace network

Model dot_network() {
  return {
      .name = "dot_network",
      .summary = "any network of dots that feel each other's charge, with leads and baths of bosons",
      .sources = {"C. W. J. Beenakker, Phys. Rev. B 44, 1646 (1991)",
                  "S. Ghosh, N. Gupt and A. Ghosh, arXiv:2405.01295",
                  "J. Schnakenberg, Rev. Mod. Phys. 48, 571 (1976)"},
      .parameters = {},
      .device = network::network_card(),
      .tasks = network::tasks(),
      .quantities = network::quantities(),
      .claims = network::claims(),
      .check = network::check,
      .answer = network::answer,
  };
}

}  // namespace qalor
