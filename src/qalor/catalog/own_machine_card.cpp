// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>

#include "qalor/catalog/account_card.hpp"
#include "qalor/catalog/card.hpp"
#include "qalor/catalog/own_machine.hpp"

namespace qalor::own {
namespace {

using card::In;

Field text(std::string name, std::string dimension, std::string meaning) {
  return {.name = std::move(name),
          .dimension = std::move(dimension),
          .type = FieldType::text,
          .meaning = std::move(meaning)};
}

/// A number, or an expression of the parameters.
Field formula(std::string name, std::string dimension, Range range, std::string meaning) {
  return {.name = std::move(name),
          .dimension = std::move(dimension),
          .type = FieldType::formula,
          .range = range,
          .meaning = std::move(meaning)};
}

Field with_default(Field field, Value value) {
  field.fallback = std::move(value);
  return field;
}

Field word(std::string name, std::vector<std::string> choices, std::string meaning) {
  return {.name = std::move(name),
          .dimension = "1",
          .type = FieldType::choice,
          .choices = std::move(choices),
          .meaning = std::move(meaning)};
}

DeviceList parameters() {
  return {.name = "parameters",
          .entry = "parameter",
          .meaning = "numbers of the user's own, or expressions of other parameters",
          .fields = {formula("value", "1", {}, "value of the parameter")},
          .is_table = true,
          .stands_alone = true,
          .is_short = true,
          .is_bare = true};
}

DeviceList factors() {
  return {.name = "factors",
          .entry = "factor",
          .meaning = "tensor factors of the space, in order",
          .fields = {word("kind", {"qubit", "levels", "boson", "fermion"}, "what the factor is"),
                     {.name = "dimension",
                      .dimension = "1",
                      .type = FieldType::integer,
                      .range = {.lowest = 2, .highest = 256},
                      .meaning = "levels kept of `levels` and `boson`"},
                     {.name = "count",
                      .dimension = "1",
                      .type = FieldType::integer,
                      .range = {.lowest = 1, .highest = 16},
                      .meaning = "how many of them: then `name[0]`, `name[1]`, ..."}},
          .least = 1,
          .optional = {"dimension", "count"},
          .is_table = true,
          .is_short = true};
}

DeviceList baths() {
  const Range positive = Range::positive(), non_negative = Range::non_negative();
  return {.name = "baths",
          .entry = "bath",
          .meaning = "thermal reservoirs",
          .fields = {with_default(word("kind", {"boson", "fermion"}, "what the bath is made of"), "boson"),
                     formula("T", "energy", positive, "temperature; or `beta`"),
                     formula("beta", "1/energy", non_negative, "inverse temperature, instead of `T`"),
                     with_default(formula("mu", "energy", {}, "chemical potential of fermions"), 0.0),
                     with_default(word("spectrum", {"flat_damping", "flat_emission", "ohmic", "lorentzian"},
                                       "rate rule, see CONVENTIONS.md"),
                                  "flat_damping"),
                     formula("gamma", "rate", non_negative, "of flat_damping, flat_emission, lorentzian"),
                     formula("eta", "1", non_negative, "of ohmic"), formula("cutoff", "energy", positive, "of ohmic"),
                     with_default(formula("exponent", "1", positive, "of ohmic: below 1 sub-, above super-ohmic"), 1.0),
                     formula("width", "energy", positive, "of lorentzian"),
                     with_default(formula("center", "energy", {}, "of lorentzian"), 0.0)},
          .optional = {"T", "beta", "gamma", "eta", "cutoff", "width"},
          .is_table = true,
          .stands_alone = true};
}

Field bath_name(std::string meaning) {
  Field out = text("bath", "1", std::move(meaning));
  out.refers_to = "baths";
  return out;
}

DeviceList couplings() {
  return {.name = "couplings",
          .entry = "coupling",
          .meaning = "system operators through which baths act",
          .fields = {bath_name("its bath"),
                     text("operator", "1", "Hermitian for bosons; what takes a particle out for fermions"),
                     with_default(formula("strength", "1", {}, "multiplies the operator"), 1.0)},
          .stands_alone = true};
}

DeviceList jumps() {
  return {.name = "jumps",
          .entry = "jump",
          .meaning = "dissipators written down as they are",
          .fields = {text("operator", "1", "jump operator L of D[L]"),
                     formula("rate", "rate", Range::non_negative(), "strength of D[L]"),
                     bath_name("where its energy comes from; without one it is work"),
                     {.name = "reverse",
                      .dimension = "1",
                      .type = FieldType::boolean,
                      .fallback = Value(false),
                      .meaning = "adds the reverse jump at the rate of local detailed balance"}},
          .optional = {"bath"},
          .stands_alone = true};
}

DeviceList noises() {
  return {.name = "noises",
          .entry = "noise",
          .meaning = "classical white noises",
          .fields = {text("operator", "1", "K: epsilon (D[K] + D[K^dagger]), or epsilon D[K] where K is Hermitian"),
                     formula("strength", "rate", Range::non_negative(), "epsilon")},
          .is_named = true,
          .stands_alone = true};
}

DeviceList observables() {
  return {.name = "observables",
          .entry = "observable",
          .meaning = "operators whose means are asked for, each a quantity of its name",
          .fields = {text("operator", "1", "the operator")},
          .is_table = true,
          .stands_alone = true,
          .is_short = true};
}

/// Adds quantities; of one that is known already, its tasks.
void merge(const std::vector<Quantity>& more, std::vector<Quantity>& out) {
  for (const Quantity& quantity : more) {
    const auto known =
        std::find_if(out.begin(), out.end(), [&](const Quantity& other) { return other.name == quantity.name; });
    if (known == out.end())
      out.push_back(quantity);
    else
      known->tasks.insert(known->tasks.end(), quantity.tasks.begin(), quantity.tasks.end());
  }
}

/// What the counting tasks answer; the evolution is our own.
std::vector<Quantity> counted_quantities() {
  std::vector<Quantity> out = counting::quantities();
  for (Quantity& quantity : out) std::erase(quantity.tasks, "evolve");
  std::erase_if(out, [](const Quantity& quantity) { return quantity.tasks.empty(); });
  return out;
}

}  // namespace

DeviceCard machine_card() {
  DeviceCard out{.table = "system", .meaning = "a machine of the user's own; docs/machines.md has the grammar"};
  out.fields = {
      text("hamiltonian", "energy", "energy of the parts, or the whole where there is no `interaction`"),
      text("interaction", "energy", "what joins the parts: local jumps ignore it"),
      text("rotating", "energy", "energy that a rotating frame takes out: H is hamiltonian + interaction - rotating"),
      with_default(word("dynamics", {"global", "local", "perlind", "redfield", "one_vn"}, "generator"), "global"),
      word("heat", {"bare", "full"}, "books of local jumps: energy of `hamiltonian`, or of H; bare unless given")};
  out.lists = {parameters(), factors(), baths(), couplings(), jumps(), noises(), observables()};
  out.optional = {"interaction", "rotating", "heat"};
  return out;
}

std::vector<TaskCard> machine_tasks() {
  const Field times{.name = "times",
                    .dimension = "time",
                    .type = FieldType::grid,
                    .range = Range::non_negative(),
                    .meaning = "ascending; an array or { from, to, points, scale }"};
  const Field initial{.name = "initial",
                      .dimension = "1",
                      .type = FieldType::state,
                      .fallback = Value(std::string("ground")),
                      .choices = {"ground", "mixed", "steady_state"},
                      .meaning = "the state at t = 0; ground: every factor in its level 0"};
  std::vector<TaskCard> out{
      {"steady_state", "currents of all baths, power, entropies, both laws and the observables", {}},
      {"evolve",
       "the motion from an initial state, with the heat and work exchanged since",
       {times, initial, text("state", "1", "instead of `initial`: a positive operator, divided by its trace")}},
      {"spectrum", "eigenvalues of the generator, up to 32 states", {}},
      {"audit", "both laws with every heat that the generator has, and each bath's own fixed point", {}},
      {"correlation",
       "two-time correlation <first(t) second(0)> in the steady state, by the regression theorem",
       {times, text("first", "1", "operator at time t"), text("second", "1", "operator at time 0")}}};
  for (TaskCard& card : counting::tasks({}, ""))
    if (card.kind != "evolve") out.push_back(std::move(card));
  return out;
}

std::vector<Quantity> machine_quantities() {
  const In steady{{"steady_state"}}, motion{{"steady_state", "evolve"}}, evolve{{"evolve"}}, levels{{"spectrum"}},
      audit{{"audit"}}, correlation{{"correlation"}};
  std::vector<Quantity> out{
      In{{"evolve", "correlation"}}("time", "t", "time", "all quantities of the motion are parallel to it", {"time"}),
      motion("heat_current_X", "J_X", "energy^2", "heat entering from bath X"),
      motion("energy_current_X", "J_E", "energy^2", "energy entering from bath X of fermions"),
      motion("particle_current_X", "J_N", "rate", "particles entering from bath X of fermions"),
      evolve("heat_X", "Q_X", "energy", "heat received from bath X of bosons since t = 0", {"time"}),
      evolve("energy_X", "E_X", "energy", "energy received from bath X of fermions since t = 0", {"time"}),
      audit("heat_current_X_bare", "J_X", "energy^2", "heat entering from bath X, energy of `hamiltonian`"),
      audit("heat_current_X_full", "J_X", "energy^2", "heat entering from bath X, energy of H"),
      motion("power", "P", "energy^2", "work done on the system, by noise, drives and what keeps jumps local"),
      steady("entropy_production", "sigma", "rate", "- sum over baths of beta x heat"),
      motion("energy", "<H>", "energy", "mean of H"),
      motion("entropy", "S", "nats", "von Neumann entropy"),
      steady("coherence", "C", "nats", "relative entropy of coherence between energies"),
      steady("populations", "p", "1", "of the basis states, first factor slowest; up to 64 states", {"basis_state"}),
      steady("efficiency", "eta", "1", "-P/J_hot, of an engine between two baths"),
      steady("cop", "COP", "1", "J_cold/P, of a refrigerator between two baths"),
      evolve("work", "W", "energy", "work received since t = 0", {"time"}),
      evolve("total_entropy_production", "Sigma", "nats", "Delta S - sum of beta Q; of bosonic baths", {"time"}),
      levels("eigenvalues_re", "Re lambda", "rate", "real parts, decreasing", {"eigenvalue"}),
      levels("eigenvalues_im", "Im lambda", "rate", "imaginary parts", {"eigenvalue"}),
      levels("spectral_gap", "", "rate", "smallest decay rate of what is not stationary"),
      audit("power_bare", "P", "energy^2", "power in the books of `hamiltonian`"),
      audit("power_full", "P", "energy^2", "power in the books of H"),
      audit("entropy_production_bare", "sigma", "rate", "in the books of `hamiltonian`"),
      audit("entropy_production_full", "sigma", "rate", "in the books of H"),
      audit("second_law_bare", "", "1", "whether it holds in the books of `hamiltonian`"),
      audit("second_law_full", "", "1", "whether it holds in the books of H"),
      audit("first_law_residual", "", "energy^2", "largest disagreement of the two routes to d<H>/dt"),
      audit("gibbs_residual", "", "rate", "largest element of each D_X on the Gibbs state of H", {"bath"}),
      correlation("correlation_re", "Re C", "1", "of <first(t) second(0)>", {"time"}),
      correlation("correlation_im", "Im C", "1", "of <first(t) second(0)>", {"time"})};
  for (Quantity& quantity : out) {
    if (quantity.name.starts_with("second_law")) quantity.flag_meanings = {"violated", "holds"};
    if (quantity.tasks == motion.tasks) quantity.axes = {"time"};  // numbers when steady
  }
  merge(counted_quantities(), out);
  add_account_quantities({"evolve"}, "", out);
  return out;
}

std::vector<Variant> machine_variants(const Settings& device) {
  std::vector<Variant> out;
  const bool has_heat = device.has("heat");
  for (const std::string heat : {"bare", "full"})
    out.push_back({"local, " + heat + " heat", {{"dynamics", std::string("local")}, {"heat", heat}}});
  for (const std::string name : {"global", "perlind", "redfield", "one_vn"}) {
    Variant variant{name, {{"dynamics", name}}};
    if (has_heat) variant.changes.emplace_back("heat", std::string("full"));
    out.push_back(std::move(variant));
  }
  return out;
}

}  // namespace qalor::own
