// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/finite_exchange.hpp"

namespace qalor {
namespace exchange {
namespace {

const Range at_least_one{.lowest = 1};

Field real(std::string name, std::string symbol, std::string dimension, std::optional<double> fallback, Range range,
           std::string meaning) {
  Field out{.name = std::move(name),
            .symbol = std::move(symbol),
            .dimension = std::move(dimension),
            .range = range,
            .meaning = std::move(meaning)};
  if (fallback) out.fallback = Value(*fallback);
  return out;
}

Field integer(std::string name, std::string symbol, std::optional<std::int64_t> fallback, Range range,
              std::string meaning) {
  Field out = real(std::move(name), std::move(symbol), "1", {}, range, std::move(meaning));
  out.type = FieldType::integer;
  if (fallback) out.fallback = Value(*fallback);
  return out;
}

Field choice(std::string name, std::vector<std::string> choices, std::string meaning) {
  return {.name = std::move(name),
          .dimension = "1",
          .type = FieldType::choice,
          .fallback = Value(choices.front()),
          .choices = choices,
          .meaning = std::move(meaning)};
}

std::vector<Field> parameters() {
  std::vector<Field> out{
      integer("sites_A", "N_A", 2, {.lowest = 1, .highest = 5000}, "length of chain A"),
      integer("sites_B", "N_B", 5, {.lowest = 1, .highest = 5000}, "length of chain B; as A in a ladder"),
      real("hopping", "J", "energy", 1, {}, "hopping of both chains"),
      real("hopping_A", "J_A", "energy", {}, {}, "hopping of chain A; `hopping` unless given"),
      real("hopping_B", "J_B", "energy", {}, {}, "hopping of chain B; `hopping` unless given"),
      real("onsite_A", "eps_A", "energy", 0, {}, "level of every site of A"),
      real("onsite_B", "eps_B", "energy", 0, {}, "level of every site of B"),
      real("contact", "J_c", "energy", 1, {}, "hopping of the contact"),
      choice("geometry", {"end_to_end", "ladder", "ring"},
             "which bonds form the contact: last site of A to first of B; every rung; both pairs of ends"),
      real("contact_far", "J_c'", "energy", 1, {}, "hopping of the second bond of a ring"),
      real("flux", "phi", "rad", 0, {}, "phase of the second bond of a ring"),
      choice("statistics", {"fermion", "boson"}, "of the particles"),
      choice("spin", {"none", "half"}, "of fermions"),
      real("U", "U", "energy", 0, {}, "on-site interaction: of spin up and down, or U n(n-1)/2 of bosons"),
      real("V_nn", "V_nn", "energy", 0, {}, "density interaction of neighbours inside A and B"),
      real("V_contact", "V_contact", "energy", 0, {}, "density interaction on each contact bond, switched with it"),
      integer("boson_cutoff", "N_max", {}, at_least_one,
              "most interacting bosons that are kept; unless given as many as discard less than 1e-12 of the weight"),
  };
  for (const std::string body : {"A", "B"})
    out.push_back(real("beta_" + body, "beta_" + body, "1/energy", 1, {},
                       "inverse temperature of " + body + "; fermions: may be negative; bosons: > 0"));
  for (const std::string body : {"A", "B"})
    out.push_back(real("mu_" + body, "mu_" + body, "energy", 0, {},
                       "chemical potential of " + body + "; free bosons: below its lowest level"));
  out.push_back(real("ramp", "T_r", "time", 0, Range::non_negative(), "switching time at each end, counted in tau"));
  out.push_back(choice("ramp_shape", {"linear", "cosine"}, "s = x, or (1 - cos pi x)/2"));
  return out;
}

TaskCard task() {
  std::vector<Field> keys{
      {.name = "times",
       .symbol = "tau",
       .dimension = "time",
       .type = FieldType::grid,
       .range = Range::non_negative(),
       .meaning = "durations of the contact"},
      {.name = "outputs",
       .dimension = "1",
       .type = FieldType::texts,
       .fallback = Value(std::vector<std::string>{"response", "transport"}),
       .choices = {"response", "covariance", "rates", "transport", "characteristic", "number_distribution",
                   "fluctuation", "bounds", "joint", "time_average", "references"},
       .meaning = "what to compute beside means, work and entropy"},
      choice("convention", {"symmetric", "one_sided_A", "one_sided_B"},
             "fluxes and forces of the transport matrix: half in each body, or of one"),
      choice("basis", {"heat", "energy"}, "fluxes (Q, J_N) or (J_E, J_N)"),
      {.name = "chi",
       .symbol = "chi",
       .dimension = "mixed",
       .type = FieldType::rows,
       .meaning = "counting fields of (H_A, N_A, H_B, N_B), four numbers each"},
      integer("number_range", "K", {}, {.lowest = 0, .highest = 100000}, "probabilities of -K ... K particles"),
      choice("method", {"auto", "quadratic", "sectors", "sampling", "typicality"},
             "one-body algebra, exact sectors, drawn initial states, random vectors"),
      integer("samples", "", 1000, {.lowest = 40, .highest = 1e9}, "initial states or random vectors that are drawn"),
      integer("seed", "", 1, {.lowest = 0, .highest = 9e15}, "of the draws"),
      integer("max_dimension", "", 4000, at_least_one, "largest sector that is diagonalised"),
      real("joint_tolerance", "", "energy", 1e-9, Range::positive(), "values of `joint` closer than this are one"),
  };
  return {"exchange", "energy, particles, heat and work exchanged by a contact, with their fluctuations",
          std::move(keys)};
}

}  // namespace
}  // namespace exchange

Model finite_exchange() {
  return {
      .name = "finite_exchange",
      .summary = "two finite chains, fermions or bosons, in contact for a while: exchange, work, transport matrix",
      .sources = {"E. Jeon, P. Talkner, J. Yi and Y. W. Kim, arXiv:1705.08717",
                  "E. Jeon, J. Yi and Y. W. Kim, "
                  "arXiv:1611.03192",
                  "D. Andrieux, P. Gaspard, T. Monnai and S. Tasaki, arXiv:0811.3687",
                  "K. Schoenhammer, arXiv:cond-mat/0701620"},
      .parameters = exchange::parameters(),
      .tasks = {exchange::task()},
      .quantities = exchange::quantities(),
      .claims = exchange::claims(),
      .check = exchange::check,
      .answer = exchange::answer,
  };
}

}  // namespace qalor
