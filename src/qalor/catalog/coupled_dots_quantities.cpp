// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/card.hpp"
#include "qalor/catalog/coupled_dots.hpp"
#include "qalor/catalog/rate_evolve.hpp"

namespace qalor::dots {
namespace {

using card::append, card::In;

/// A code from -1 on.
Quantity code(const In& in, std::string name, std::string meaning, std::vector<std::string> words) {
  Quantity out = in(std::move(name), "", "1", std::move(meaning));
  out.flag_meanings = std::move(words);
  out.first_flag = -1;
  return out;
}

void add_currents(std::vector<Quantity>& out) {
  const In steady{{"steady_state"}};
  for (const std::string a : {"L", "R", "M"})
    out.push_back(steady("particle_current_" + a, "J_N^" + a, "rate", "particles out of lead " + a));
  for (const std::string a : {"L", "R", "M"})
    out.push_back(steady("energy_current_" + a, "J_E^" + a, "energy^2", "energy out of lead " + a));
  for (const std::string a : {"L", "R", "M"})
    out.push_back(steady("heat_current_" + a, "J_Q^" + a, "energy^2", "J_E - mu J_N of lead " + a));
}

void add_productions(std::vector<Quantity>& out) {
  const In steady{{"steady_state"}};
  out.push_back(In{{"steady_state", "cumulants", "map", "machine"}}(
      "entropy_production", "sigma", "rate", "sum over simple cycles of flux x affinity, no term negative",
      {"F_E", "F_N"}));
  append({steady("entropy_production_lead", "sigma", "rate", "- sum over leads of heat/T"),
          steady("entropy_production_edge", "sigma", "rate", "sum over edges of flux x bias"),
          steady("entropy_production_fundamental", "sigma", "rate", "sum over fundamental cycles of flux x affinity"),
          steady("entropy_production_cycles", "sigma", "rate", "sum over simple cycles of flux x affinity")},
         out);
}

void add_codes(std::vector<Quantity>& out) {
  const In steady{{"steady_state"}};
  const In both{{"steady_state", "map"}};
  const std::vector<std::string> inverse{"not_defined", "none", "inverse_particle", "inverse_energy", "both"};
  out.push_back(code(steady, "forces_parallel", "whether both forces have the same sign",
                     {"opposite", "one_vanishes", "parallel"}));
  out.push_back(code(both, "inverse", "which current opposes both parallel forces", inverse));
  out.push_back(code(both, "classification",
                     "an inverse current that survives in linear response is genuine; one that dies is Joule heat",
                     {"not_defined", "none", "genuine_icc", "joule_inverse"}));
  out.push_back(code(both, "linear_inverse", "the code of `inverse` that J = L F predicts", inverse));
  for (std::size_t k = out.size() - 3; k < out.size(); ++k) out[k].axes = {"F_E", "F_N"};
}

void add_map(std::vector<Quantity>& out) {
  const In map{{"map"}};
  append(
      {map("energy_current", "J_E", "energy^2", "conjugate to F_E", {"F_E", "F_N"}),
       map("particle_current", "J_N", "rate", "conjugate to F_N", {"F_E", "F_N"}),
       map("stall_N", "F_N", "1", "where the particle current stops", {"F_E"}),
       map("stall_E", "F_N", "1", "where the energy current stops", {"F_E"}),
       map("count_inverse_particle", "", "1", "cells with an inverse particle current"),
       map("count_inverse_energy", "", "1", "cells with an inverse energy current"),
       map("count_none", "", "1", "cells without"), map("count_both", "", "1", "cells with both, which is forbidden"),
       map("count_genuine", "", "1", "cells with a genuine inverse current"),
       map("count_joule", "", "1", "cells with an inverse current that is Joule heat")},
      out);
}

void add_response(std::vector<Quantity>& out) {
  const In response{{"response"}};
  append(
      {response("onsager", "L", "mixed", "dJ/dF: J_E^M, J_N^L, J_E^L (gate) or J_E, J_N (ends)", {"current", "force"}),
       response("onsager_fdt", "L", "mixed", "half the covariance of the currents in equilibrium",
                {"current", "force"}),
       response("L_EE", "L_EE", "energy^3", "dJ_E/dF_E"), response("L_EN", "L_EN", "energy^2", "dJ_E/dF_N"),
       response("L_NN", "L_NN", "rate", "dJ_N/dF_N"),
       response("coupling", "L_EN/sqrt(L_EE L_NN)", "1", "+-1 for tightly coupled currents"),
       response("wedge_N", "-L_EN/L_NN", "1/energy", "slope F_N/F_E below which J_N is inverse"),
       response("wedge_E", "-L_EE/L_EN", "energy", "slope F_N/F_E above which J_E is inverse")},
      out);
  Quantity icc = response("icc_near_equilibrium", "", "1", "whether a current is inverse in linear response");
  icc.flag_meanings = {"no", "yes"};
  out.push_back(icc);
}

void add_machine(std::vector<Quantity>& out) {
  const In machine{{"machine"}};
  append({machine("power_output", "P", "energy^2", "- sum of mu J_N: work that leaves"),
          machine("heat_current_hot", "Q_h", "energy^2", "heat out of the hot side"),
          machine("heat_current_cold", "Q_c", "energy^2", "heat out of the cold side"),
          machine("efficiency", "P/Q_h", "1", "of an engine"), machine("cop", "Q_c/(-P)", "1", "of a refrigerator"),
          machine("carnot_efficiency", "1 - T_c/T_h", "1", "its bound"),
          machine("carnot_cop", "T_c/(T_h - T_c)", "1", "its bound"),
          machine("efficiency_ratio", "", "1", "efficiency over its bound"),
          machine("cop_ratio", "", "1", "cop over its bound")},
         out);
  Quantity regime = machine("regime", "", "1", "what the device does");
  regime.flag_meanings = {"dissipator", "engine", "refrigerator", "accelerator"};
  out.push_back(regime);
}

}  // namespace

std::vector<Quantity> quantities() {
  const In steady{{"steady_state"}};
  const In counting{{"cumulants"}};
  std::vector<Quantity> out{
      steady("populations", "p", "1", "of the states 00, 10, 01, 11 (n_u n_l)", {"state"}),
      steady("occupation_u", "<n_u>", "1", "of the dot in the wire"),
      steady("occupation_l", "<n_l>", "1", "of the dot at the gate"),
  };
  add_currents(out);
  append({steady("edge_flux", "j", "rate", "into the dots through L0, L1, R0, R1, M0, M1", {"edge"}),
          steady("cycle_flux", "J_c", "rate", "turns of LR_0, LR_1, LL, LR, RL, RR", {"cycle"}),
          steady("cycle_affinity", "A_c", "nats", "entropy that one turn produces", {"cycle"})},
         out);
  out.push_back(In{{"cycles"}}("cycle_table", "", "1", "path, affinity, flux, and what a turn takes from each lead"));
  add_productions(out);
  append({In{{"steady_state", "map"}}("F_E", "F_E", "1/energy", "1/T_R - 1/T_M, drives the energy current", {"F_E"}),
          In{{"steady_state", "machine", "map"}}("F_N", "F_N", "1", "mu_L/T_L - mu_R/T_R, drives the particle current",
                                                 {"F_N"}),
          steady("F_EL", "F_EL", "1/energy", "1/T_R - 1/T_L, the third force"),
          In{{"steady_state", "response"}}("handedness", "eta", "1",
                                           "broken symmetry between particle and energy transitions"),
          steady("drift_current", "", "rate", "particle current by the bias of L against R"),
          steady("drag_current", "eta j_M1", "rate", "particle current by the gate")},
         out);
  add_codes(out);
  append({counting("cumulants", "c_n", "per time", "cumulants per unit time of `counts`, order 1 first",
                   {"count", "order"}),
          counting("covariance", "c_11", "per time", "of the counted currents", {"count", "count_b"}),
          counting("joint_cumulants", "c_alpha", "per time", "one for each row of `joint`", {"joint"}),
          counting("tur_ratio", "c_2 sigma/c_1^2", "1", "uncertainty ratio, >= 2", {"count"})},
         out);
  add_response(out);
  add_map(out);
  add_machine(out);
  add_rate_evolve_quantities(out);
  return out;
}

}  // namespace qalor::dots
