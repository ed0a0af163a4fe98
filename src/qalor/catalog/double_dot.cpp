// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/double_dot.hpp"

#include "qalor/catalog/card.hpp"

namespace qalor {
namespace two_dots {
namespace {

using card::real;

std::vector<Field> parameters() {
  const Range positive = Range::positive();
  const Range non_negative = Range::non_negative();
  Field method{.name = "method",
               .symbol = "",
               .dimension = "1",
               .type = FieldType::choice,
               .fallback = Value(std::string("perlind")),
               .choices = {"pauli_global", "local", "perlind", "redfield", "one_vn", "negf"},
               .meaning = "equation of motion; negf is exact and needs U = 0"};
  Field principal = card::flag("principal_value", "1: level shifts by the leads, for redfield and one_vn");
  Field shift = card::flag("lamb_shift", "1: level shifts by the leads, for pauli_global, local and perlind");
  return {
      real("eps_1", "eps_1", "energy", 0, {}, "level of dot 1, at lead L"),
      real("eps_2", "eps_2", "energy", 0, {}, "level of dot 2, at lead R"),
      real("hopping", "h_12", "energy", 0.1, {}, "tunnel amplitude between the dots"),
      real("U", "U", "energy", 0, {}, "charging energy between the dots; < 0 attracts"),
      real("gamma_L", "Gamma_L", "rate", 0.1, non_negative, "tunnelling rate between lead L and dot 1"),
      real("gamma_R", "Gamma_R", "rate", 0.1, non_negative, "tunnelling rate between lead R and dot 2"),
      real("T_L", "T_L", "energy", 1, positive, "temperature of lead L"),
      real("T_R", "T_R", "energy", 1, positive, "temperature of lead R"),
      real("mu_L", "mu_L", "energy", 0, {}, "chemical potential of lead L"),
      real("mu_R", "mu_R", "energy", 0, {}, "chemical potential of lead R"),
      real("bandwidth", "D", "energy", 200, positive, "edges of the flat bands at +-D, for level shifts"),
      std::move(method),
      std::move(principal),
      std::move(shift),
  };
}

Quantity quantity(std::string name, std::string symbol, std::string dimension, std::string meaning) {
  return {std::move(name), std::move(symbol), std::move(dimension), std::move(meaning), {"steady_state"}, {}, {}};
}

std::vector<Quantity> quantities() {
  return {
      quantity("particle_current_L", "J_N^L", "rate", "electrons entering from lead L"),
      quantity("particle_current_R", "J_N^R", "rate", "electrons entering from lead R"),
      quantity("energy_current_L", "J_E^L", "energy^2", "energy entering from lead L"),
      quantity("energy_current_R", "J_E^R", "energy^2", "energy entering from lead R"),
      quantity("heat_current_L", "J_Q^L", "energy^2", "energy - mu_L x electrons entering from lead L"),
      quantity("heat_current_R", "J_Q^R", "energy^2", "energy - mu_R x electrons entering from lead R"),
      quantity("entropy_production", "sigma", "rate", "-J_Q^L/T_L - J_Q^R/T_R"),
      quantity("occupation_1", "<n_1>", "1", "electrons on dot 1 (not negf)"),
      quantity("occupation_2", "<n_2>", "1", "electrons on dot 2 (not negf)"),
      quantity("coherence_re", "Re c", "1", "real part of c = <10|rho|01> (not negf)"),
      quantity("coherence_im", "Im c", "1", "imaginary part of c = <10|rho|01> (not negf)"),
      quantity("min_eigenvalue", "", "1", "smallest eigenvalue of the state, as it is (not negf)"),
  };
}

Answer answer(const Question& question) {
  const Parameters p = read(question.parameters);
  Answer out = steady_state(p);
  warn(question.parameters, p, out.certificate);
  return out;
}

}  // namespace
}  // namespace two_dots

Model double_dot() {
  return {
      .name = "double_dot",
      .summary =
          "two dots in a row between two leads, with coherent hopping: every weak-coupling method, and the exact "
          "currents",
      .sources = {"S. Ghosh, N. Gupt and A. Ghosh, arXiv:2405.01295", "P. P. Hofer et al., arXiv:1707.09211",
                  "G. Kiršanskas et al., arXiv:1706.10104 (redfield, one_vn)",
                  "G. Kiršanskas, M. Franckié and A. Wacker, doi:10.1103/PhysRevB.97.035432 (perlind)",
                  "Y. Meir and N. S. Wingreen, doi:10.1103/PhysRevLett.68.2512 (negf)"},
      .parameters = two_dots::parameters(),
      .tasks = {{"steady_state", "currents, entropy production, occupations and coherence in the steady state", {}}},
      .quantities = two_dots::quantities(),
      .claims = two_dots::claims(),
      .check = two_dots::check,
      .answer = two_dots::answer,
      .variants = two_dots::variants,
  };
}

}  // namespace qalor
