// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/reservoir_mode.hpp"

#include <numbers>

namespace qalor {
namespace reservoir {
namespace {

Field real(std::string name, std::string symbol, std::string dimension, std::optional<Value> fallback, Range range,
           std::string meaning) {
  return {.name = std::move(name),
          .symbol = std::move(symbol),
          .dimension = std::move(dimension),
          .fallback = std::move(fallback),
          .range = range,
          .meaning = std::move(meaning)};
}

Field choice(std::string name, std::optional<Value> fallback, std::vector<std::string> choices, std::string meaning) {
  return {.name = std::move(name),
          .dimension = "1",
          .type = FieldType::choice,
          .fallback = std::move(fallback),
          .choices = std::move(choices),
          .meaning = std::move(meaning)};
}

Field integer(std::string name, std::string symbol, std::optional<Value> fallback, Range range, std::string meaning) {
  Field out = real(std::move(name), std::move(symbol), "1", std::move(fallback), range, std::move(meaning));
  out.type = FieldType::integer;
  return out;
}

Field reals(std::string name, std::string symbol, Range range, std::string meaning) {
  Field out = real(std::move(name), std::move(symbol), "energy", std::nullopt, range, std::move(meaning));
  out.type = FieldType::reals;
  return out;
}

Field grid(std::string name, std::string dimension, Range range, std::string meaning) {
  Field out = real(std::move(name), "", std::move(dimension), std::nullopt, range, std::move(meaning));
  out.type = FieldType::grid;
  return out;
}

Value word(const char* text) { return std::string(text); }

std::vector<Field> density_fields() {
  return {
      choice("density", word("ohmic"), {"ohmic", "hard_cutoff", "lorentzian", "flat", "tabulated", "modes"},
             "shape of j(w) = J(w)/2pi; the population of a weakly coupled mode decays at 2 pi j"),
      real("eta", "eta", "1", 0.01, Range::non_negative(), "coupling of `ohmic` and `hard_cutoff`"),
      real("s", "s", "1", 1.0, Range::positive(), "exponent: j ~ w^s at small w"),
      real("omega_c", "omega_c", "energy", 5.0, Range::positive(), "cutoff"),
      real("gamma", "Gamma_L", "rate", 1.0, Range::non_negative(), "2 pi j at the centre of `lorentzian`, of `flat`"),
      real("width", "kappa", "energy", 2.0, Range::positive(), "half width of `lorentzian`"),
      real("center", "e_0", "energy", std::nullopt, {}, "centre of `lorentzian`; by default omega_0"),
      reals("table_omega", "w", {}, "ascending frequencies of `tabulated`"),
      reals("table_density", "j", Range::non_negative(), "values of j (not J), linear in between, 0 outside"),
      reals("mode_omega", "w_k", {}, "frequencies of a finite bath, `modes`"),
      reals("mode_coupling", "V_k", {}, "its couplings")};
}

std::vector<Field> initial_fields() {
  Range thermal = Range::positive();
  thermal.allows_infinity = true;
  return {
      real("beta", "beta", "1/energy", 1.0, thermal, "inverse temperature of the bath; inf = zero temperature"),
      real("mu", "mu", "energy", 0.0, {}, "chemical potential of the bath"),
      choice("initial", std::nullopt, {"vacuum", "fock", "thermal", "coherent", "superposition", "cat", "two_level"},
             "initial state; by default `coherent` of a boson, `two_level` of the others"),
      real("alpha", "alpha", "1", 1.0, Range::non_negative(), "displacement of `coherent`, of `cat`"),
      real("n_thermal", "n_th", "1", 0.0, Range::non_negative(), "thermal quanta of `thermal`, `coherent`"),
      integer("fock_m", "m", std::int64_t{0}, Range{.lowest = 0, .highest = 400}, "first level of `superposition`"),
      integer("fock_n", "n", std::int64_t{1}, Range{.lowest = 0, .highest = 400},
              "level of `fock`, second level of `superposition`"),
      real("mix_angle", "theta", "1", std::numbers::pi / 2, {}, "cos(theta/2)|m> + exp(i phase) sin(theta/2)|n>"),
      real("phase", "phi", "1", 0.0, {}, "phase of `superposition` and `cat`"),
      real("excited_population", "p_0", "1", 1.0, Range{.lowest = 0, .highest = 1}, "of `two_level`"),
      real("initial_coherence", "|rho_eg|", "1", 0.0, Range{.lowest = 0, .highest = 0.5}, "of `two_level`")};
}

std::vector<Field> parameters() {
  std::vector<Field> out{
      choice("statistics", word("boson"), {"boson", "fermion", "qubit_damping", "qubit_dephasing"}, "what the mode is"),
      real("omega_0", "omega_0", "energy", 1.0, {}, "bare energy")};
  for (Field& field : density_fields()) out.push_back(std::move(field));
  for (Field& field : initial_fields()) out.push_back(std::move(field));
  out.push_back(choice("dynamics", word("exact"), {"exact", "tcl2", "lindblad"}, "the last two are approximations"));
  out.push_back(choice("energy", word("time_local"), {"bare", "time_local", "root"},
                       "frequency of K, the energy that defines U, Q, W, T and F (our reconstruction)"));
  out.push_back(choice("solver", word("auto"), {"auto", "volterra", "spectral", "star", "chain", "poles"},
                       "how the exact amplitude is found"));
  out.push_back(integer("fock_cutoff", "", std::int64_t{0}, Range{.lowest = 0, .highest = 2000},
                        "number of levels of a boson; 0 = automatic"));
  return out;
}

std::vector<TaskCard> tasks() {
  Field populations = integer("populations", "k", std::nullopt, Range{.lowest = 1, .highest = 2000},
                              "prints the lowest k energy populations");
  Field state{.name = "state",
              .dimension = "1",
              .type = FieldType::boolean,
              .fallback = Value(false),
              .meaning = "prints the density matrix"};
  return {{"evolve",
           "energy, entropies, heat, work, temperature and entropy productions over time",
           {grid("times", "1/energy", Range::non_negative(), "ascending times"), populations, state}},
          {"steady_state", "the late-time state, bound states and poles", {}},
          {"spectrum",
           "spectral density, level shift, spectral function, memory kernels, chain",
           {grid("frequencies", "energy", {}, "where j, Delta and D are wanted"),
            grid("times", "1/energy", Range::non_negative(), "where the kernels are wanted"),
            integer("chain_length", "", std::nullopt, Range{.lowest = 1, .highest = 1000}, "sites of the chain")}}};
}

Answer answer(const Question& question) {
  const Problem problem = read(question.parameters);
  const bool is_dephasing = problem.statistics == Statistics::qubit_dephasing;
  if (question.task == "spectrum") return spectrum(problem, question.keys);
  if (question.task == "steady_state") return is_dephasing ? dephasing_steady(problem) : steady_state(problem);
  return is_dephasing ? dephasing_evolve(problem, question.keys) : evolve(problem, question.keys);
}

}  // namespace
}  // namespace reservoir

Model reservoir_mode() {
  return {
      .name = "reservoir_mode",
      .summary =
          "a mode, level or qubit strongly coupled to a structured reservoir: exact nonequilibrium thermodynamics",
      .sources = {"M. M. Ali and P.-W. Chen, arXiv:2602.09074",
                  "M. M. Ali, W.-M. Huang and W.-M. Zhang, Sci. Rep. 10, 13500 (2020)",
                  "A. Polkovnikov, arXiv:0806.2862", "J. P. Santos et al., arXiv:1707.08946",
                  "M. Esposito, K. Lindenberg and C. Van den Broeck, arXiv:0908.1125"},
      .parameters = reservoir::parameters(),
      .tasks = reservoir::tasks(),
      .quantities = reservoir::quantities(),
      .claims = reservoir::claims(),
      .check = reservoir::check,
      .answer = reservoir::answer,
  };
}

}  // namespace qalor
