// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/coupled_pair.hpp"

#include "qalor/catalog/account_card.hpp"
#include "qalor/catalog/card.hpp"

namespace qalor {
namespace pair {
namespace {

using card::append, card::choice, card::In, card::real;

Field numbers(std::string name, std::string dimension, FieldType type, Range range, std::size_t length,
              std::string meaning) {
  return {.name = std::move(name),
          .symbol = "",
          .dimension = std::move(dimension),
          .type = type,
          .range = range,
          .meaning = std::move(meaning),
          .length = length};
}

std::vector<Field> parameters() {
  const Range positive = Range::positive();
  const Range non_negative = Range::non_negative();
  Field heat = choice("heat", "", {"bare", "full"},
                      "books: energy of the uncoupled parts, or of the whole H; default by dynamics");
  heat.fallback.reset();  // bare for local and collision, full for global and landauer
  Field width = real("cluster_width", "", "energy", 0, non_negative,
                     "frequencies this close share a jump (partial_secular); ten mean line widths by default");
  width.fallback.reset();
  Field shift = card::flag("lamb_shift", "1: level shifts by the baths, for ohmic qubits");
  return {
      choice("particle", "qubit", {"qubit", "oscillator"}, "what A and B are"),
      choice("coupling", "noise", {"noise", "coherent"}, "incoherent (white noise) or Hamiltonian"),
      choice("dynamics", "local",
             {"local", "global", "partial_secular", "universal", "redfield", "collision", "landauer"},
             "generator; all but local need a coherent coupling"),
      heat,
      real("omega_A", "omega_A", "energy", 1, positive, "level spacing of A"),
      real("omega_B", "omega_B", "energy", 1, positive, "level spacing of B"),
      real("gamma_A", "gamma_A", "rate", 1, positive, "down rate (flat_emission) or damping (flat_damping) of A"),
      real("gamma_B", "gamma_B", "rate", 1, positive, "down rate (flat_emission) or damping (flat_damping) of B"),
      real("beta_A", "beta_A", "1/energy", 0.5, non_negative,
           "inverse temperature of bath A; 0 needs flat_emission qubits"),
      real("beta_B", "beta_B", "1/energy", 1.5, non_negative,
           "inverse temperature of bath B; 0 needs flat_emission qubits"),
      real("epsilon", "epsilon", "rate", 0.3, non_negative, "noise exchange rate"),
      real("g", "g", "energy", 0.05, {}, "coherent coupling strength; g^2 < omega_A omega_B for oscillators"),
      choice("bath_spectrum", "flat_emission", {"flat_emission", "flat_damping", "ohmic"}, "rate rule of both baths"),
      real("eta_A", "eta_A", "1", 0.002, positive, "ohmic strength of bath A"),
      real("eta_B", "eta_B", "1", 0.002, positive, "ohmic strength of bath B"),
      real("omega_c", "omega_c", "energy", 5, positive, "ohmic cutoff"),
      real("collision_time", "dt", "time", 0.01, positive, "duration of a collision"),
      width,
      shift,
  };
}

std::vector<TaskCard> tasks() {
  Field order{.name = "order",
              .symbol = "",
              .dimension = "1",
              .type = FieldType::integer,
              .fallback = Value(std::int64_t{2}),
              .range = {.lowest = 1, .highest = 8},
              .meaning = "highest cumulant; oscillators go to 2"};
  return {
      {"steady_state", "occupations, currents, power, entropies and both laws in the steady state", {}},
      {"evolve",
       "the motion from an initial state, with the heat and work exchanged since (local, global)",
       {numbers("times", "time", FieldType::grid, Range::non_negative(), 0,
                "ascending; an array or { from, to, points, scale }"),
        choice("initial", "product_thermal", {"product_thermal", "ground", "A", "B", "AB"},
               "each site at its own bath's temperature; the ground state; one excitation in A, in B, in both"),
        numbers("populations", "1", FieldType::reals, {}, 4,
                "initial populations of 00, 01, 10, 11 (qubits), instead of initial"),
        numbers("occupations", "1", FieldType::reals, Range::non_negative(), 2,
                "initial <n_A>, <n_B> (oscillators), instead of initial"),
        numbers("coherence", "1", FieldType::reals, {}, 2, "initial [Re c, Im c] of c = <a^dagger b>")}},
      {"spectrum",
       "eigenvalues of the generator (qubits), of the equations of motion of the moments (local oscillators)",
       {}},
      {"cumulants",
       "fluctuations of what bath A or B gives (not for collisions, not for full-H heat of local coherent jumps)",
       {choice("bath", "A", {"A", "B"}, "the counted bath"),
        choice("count", "excitations", {"excitations", "energy"}, "the counted quantity, positive into the system"),
        order,
        numbers("chi", "", FieldType::reals, {}, 0,
                "counting fields at which to give the generating function (qubits)")}},
      {"audit",
       "both laws with every heat that the generator has, and why one fails when it fails (local, global)",
       {}},
  };
}

std::vector<Quantity> audit_quantities() {
  const In audit{{"audit"}};
  std::vector<Quantity> out;
  for (const std::string books : {"bare", "full"}) {
    const std::string suffix = "_" + books;
    const std::string whose = books == "bare" ? ", energy of the uncoupled parts" : ", energy of the whole H";
    append({audit("heat_current_A" + suffix, "J_A", "energy^2", "heat entering from bath A" + whose),
            audit("heat_current_B" + suffix, "J_B", "energy^2", "heat entering from bath B" + whose),
            audit("power" + suffix, "P", "energy^2", "work done on the pair" + whose),
            audit("entropy_production" + suffix, "sigma", "rate", "-beta_A J_A - beta_B J_B" + whose)},
           out);
    Quantity verdict = audit("second_law" + suffix, "", "1", "whether the second law holds" + whose);
    verdict.flag_meanings = {"violated", "holds"};
    out.push_back(verdict);
  }
  append({audit("secular_ratio", "2R/kappa", "1", "splitting of the dressed levels over the mean width"),
          audit("first_law_residual", "", "energy^2", "largest disagreement of the two routes to d<H>/dt"),
          audit("product_gibbs_drift", "", "rate",
                "largest element of the generator on the product of the thermal sites (qubits)"),
          audit("gibbs_residual_A", "", "rate", "largest element of D_A on the Gibbs state of H (qubits)"),
          audit("gibbs_residual_B", "", "rate", "largest element of D_B on the Gibbs state of H (qubits)")},
         out);
  return out;
}

std::vector<Quantity> quantities() {
  const In steady{{"steady_state"}};
  const In motion{{"steady_state", "evolve"}};
  const In evolve{{"evolve"}};
  const In counting{{"cumulants"}};
  const In levels{{"spectrum"}};
  std::vector<Quantity> out{
      evolve("time", "t", "time", "all other quantities are parallel to it", {"time"}),
      motion("n_A", "<n_A>", "1", "excitations of A"),
      motion("n_B", "<n_B>", "1", "excitations of B"),
      motion("n_AB", "<n_A n_B>", "1", "joint excitation"),
      motion("coherence_re", "Re c", "1", "real part of c = <a^dagger b>"),
      motion("coherence_im", "Im c", "1", "imaginary part of c = <a^dagger b>"),
      steady("excitation_current", "j", "rate", "excitations entering from bath A"),
      motion("heat_current_A", "J_A", "energy^2", "heat entering from bath A"),
      motion("heat_current_B", "J_B", "energy^2", "heat entering from bath B"),
      motion("power", "P", "energy^2", "work done on the pair, by the noise or by what keeps the jumps local"),
      evolve("heat_A", "Q_A", "energy", "heat received from bath A since t = 0"),
      evolve("heat_B", "Q_B", "energy", "heat received from bath B since t = 0"),
      evolve("work", "W", "energy", "work received since t = 0"),
      steady("entropy_production", "sigma", "rate", "-beta_A J_A - beta_B J_B"),
      evolve("total_entropy_production", "Sigma", "nats", "Delta S - beta_A Q_A - beta_B Q_B (qubits)"),
      In{{"steady_state", "audit"}}("epsilon_eff", "epsilon_eff", "rate",
                                    "effective exchange rate of a coherent coupling"),
      motion("energy", "<H>", "energy", "mean energy, the interaction included"),
      steady("populations", "p", "1", "of the basis states 00, 01, 10, 11, site A first (qubits)", {"basis_state"}),
      motion("entropy", "S", "nats", "von Neumann entropy (qubits)"),
      steady("energy_entropy", "S_E", "nats", "entropy of an energy measurement (qubits)"),
      steady("coherence", "C", "nats", "relative entropy of coherence between energies, S_E - S (qubits)"),
      steady("mutual_information", "I(A:B)", "nats", "correlation of the qubits"),
      steady("efficiency", "eta", "1", "-P/J_hot, when the pair is an engine"),
      steady("cop", "COP", "1", "J_cold/P, when the pair is a refrigerator"),
      levels("eigenvalues_re", "Re lambda", "rate", "real parts, decreasing", {"eigenvalue"}),
      levels("eigenvalues_im", "Im lambda", "rate", "imaginary parts", {"eigenvalue"}),
      levels("spectral_gap", "", "rate", "smallest decay rate of what is not stationary"),
      counting("cumulants", "C_n", "per time", "cumulants per unit time, order 1 first", {"order"}),
      counting("scgf", "lambda(chi)", "rate", "scaled cumulant generating function at chi", {"chi"}),
      counting("affinity", "A", "per count", "of the fluctuation symmetry lambda(chi) = lambda(-chi - A)"),
      counting("fano", "F", "per count", "C_2/|C_1|"),
      counting("tur_ratio", "C_2 sigma/C_1^2", "1", "uncertainty ratio, >= 2 for classical rates"),
  };
  for (Quantity& quantity : out)
    if (quantity.tasks == motion.tasks || quantity.tasks == evolve.tasks)
      quantity.axes = {"time"};  // numbers when steady
  append(audit_quantities(), out);
  add_account_quantities({"evolve"}, "", out);
  return out;
}

Answer answer(const Question& question) {
  const Parameters p = read(question.parameters);
  const auto compute = [&] {
    if (question.task == "evolve") return evolve(p, question.keys);
    if (question.task == "spectrum") return spectrum(p);
    if (question.task == "cumulants") return cumulants(p, question.keys);
    if (question.task == "audit") return audit(p);
    return steady_state(p);
  };
  Answer out = compute();
  warn(question.parameters, p, out.certificate);
  return out;
}

}  // namespace
}  // namespace pair

Model coupled_pair() {
  return {
      .name = "coupled_pair",
      .summary = "two systems, each with its own thermal bath, joined coherently or by white noise",
      .sources = {"L. Diósi, Autonomy of coupled quantum thermodynamic systems, Kibbutz Ma'agan, 1 April 2014 (slides)",
                  "A. Levy and R. Kosloff, arXiv:1402.3825", "P. P. Hofer et al., arXiv:1707.09211",
                  "J. O. González et al., arXiv:1707.09228", "G. De Chiara et al., arXiv:1808.10450",
                  "P. P. Potts et al., arXiv:2108.07528 (partial_secular)",
                  "F. Nathan and M. S. Rudner, arXiv:2004.01469 (universal)", "A. Hewgill et al., arXiv:2008.04742"},
      .parameters = pair::parameters(),
      .tasks = pair::tasks(),
      .quantities = pair::quantities(),
      .claims = pair::claims(),
      .check = pair::check,
      .answer = pair::answer,
      .variants = pair::variants,
  };
}

}  // namespace qalor
