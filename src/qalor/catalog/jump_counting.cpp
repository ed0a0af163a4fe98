// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/jump_counting.hpp"
#include "qalor/catalog/account_card.hpp"
#include "qalor/catalog/card.hpp"

#include <algorithm>

#include "qalor/solve/blocks.hpp"

namespace qalor::counting {
namespace {

Field count_key(const std::vector<std::string>& names, const std::string& standard) {
  Field out{.name = "count",
            .dimension = "1",
            .type = names.empty() ? FieldType::text : FieldType::choice,
            .choices = names,
            .meaning = "the counted quantity"};
  if (!standard.empty()) out.fallback = Value(standard);
  return out;
}

Field counts_key(const std::vector<std::string>& names, const std::string& standard) {
  Field out{.name = "counts",
            .dimension = "1",
            .type = FieldType::texts,
            .choices = names,
            .meaning = "the counted quantities"};
  if (!standard.empty()) out.fallback = Value(std::vector<std::string>{standard});
  return out;
}

Field times_key(std::string meaning) {
  return {.name = "times",
          .dimension = "1/energy",
          .type = FieldType::grid,
          .range = Range::non_negative(),
          .meaning = std::move(meaning)};
}

Field frequencies_key() {
  return {.name = "frequencies",
          .symbol = "omega",
          .dimension = "energy",
          .type = FieldType::grid,
          .range = Range::non_negative(),
          .meaning = "angular frequencies"};
}

Field initial_key() {
  return {.name = "initial",
          .dimension = "1",
          .type = FieldType::state,
          .fallback = Value(std::string("steady_state")),
          .choices = {"steady_state"},
          .meaning = "the state at t = 0"};
}

Field integer_key(std::string name, std::int64_t fallback, Range range, std::string meaning) {
  return {.name = std::move(name),
          .dimension = "1",
          .type = FieldType::integer,
          .fallback = Value(fallback),
          .range = range,
          .meaning = std::move(meaning)};
}

Field grid_key(std::string name, std::string dimension, std::string meaning) {
  return {.name = std::move(name),
          .dimension = std::move(dimension),
          .type = FieldType::grid,
          .meaning = std::move(meaning)};
}

using card::In;

/// The three quantities of one bound.
void add_bound(const std::string& name, const std::string& meaning, std::vector<Quantity>& out) {
  const In in{{"bounds"}};
  const std::string time = "; with `times` one for each";
  out.push_back(in("bound_" + name, "", "as the variance", meaning + time, {"time"}));
  out.push_back(in("tightness_" + name, "", "1", "bound/variance: " + meaning, {"time"}));
  Quantity theorem = in("theorem_" + name, "", "1", "whether it is a theorem in this case: " + meaning);
  theorem.flag_meanings = {"naive", "theorem"};
  out.push_back(std::move(theorem));
}

void add_spectra(std::vector<Quantity>& out) {
  const In noise{{"noise"}}, waiting{{"waiting_times"}}, distribution{{"distribution"}};
  const std::vector<Quantity> list{
      noise("frequency", "omega", "energy", "angular frequencies", {"frequency"}),
      noise("noise", "S(omega)", "count^2 x rate", "noise of the current, symmetrised; the variance at 0",
            {"frequency"}),
      noise("shot_noise", "sum w^2 a", "count^2 x rate", "of jumps without memory: the noise at high frequencies"),
      waiting("jump", "", "1", "indices of the jumps that are watched, counted from 0", {"jump"}),
      waiting("mean_waiting_time", "<tau>", "1/energy", "from one watched jump to the next: one over their rate"),
      waiting("waiting_variance", "Var tau", "1/energy^2", "of the same time"),
      waiting("next_jump", "p_qk", "1", "probability that q follows k", {"jump", "jump_before"}),
      waiting("waiting_density", "w(tau)", "rate", "density of the time from one watched jump to the next", {"time"}),
      waiting("waiting_density_resolved", "w_qk(tau)", "rate", "density of the time from k to the next one, q",
              {"time", "jump", "jump_before"}),
      distribution("value", "N", "count", "values of the counted quantity", {"value"}),
      distribution("probability", "P(N, t)", "1", "of each value in [0, t]", {"time", "value"})};
  out.insert(out.end(), list.begin(), list.end());
}

void add_precision(std::vector<Quantity>& out) {
  const In in{{"bounds"}};
  const std::vector<Quantity> list{
      in("precision", "C_1^2/C_2", "rate", "squared mean over variance"),
      in("fisher_information", "F", "rate", "sum of l_k^2 a_k, l_k = (a_k - a_k*)/(a_k + a_k*)"),
      in("total_activity", "A", "1", "jumps in [0, t]", {"time"}),
      in("total_entropy_production", "Sigma", "nats", "in [0, t]", {"time"}),
      in("total_fisher_information", "F", "1", "integral of the sum of l_k^2 a_k", {"time"}),
      in("response", "R", "count", "of the mean to the jumps' asymmetries l_k; per unit time without `times`",
         {"time"}),
      in("response_kur", "R", "count", "of the mean to all rates alike; per unit time without `times`", {"time"}),
      in("one_plus_delta", "1 + delta", "1", "response/mean; 1 for classical steady jumps", {"time"}),
      in("tkur_function", "B", "rate", "A tanh^2 Phi(Sigma/2A); with `times` of the totals", {"time"}),
      in("qfi_time_rescaled", "F", "rate", "information of system and environment about the scale of time", {"time"}),
      in("channel_response", "g_k", "count x rate", "d mean/d ln(rate of jump k)", {"jump"}),
      in("symmetrised_gap", "g", "rate", "of the generator symmetrised by its steady state"),
      in("instantaneous_precision", "J^2/sum w^2 a", "rate", "at most instantaneous_bound"),
      in("instantaneous_bound", "a tanh^2 Phi(sigma/2a)", "rate", "of rates, for antisymmetric counts")};
  out.insert(out.end(), list.begin(), list.end());
}

}  // namespace

void add_standard_counts(CountedFlow& counted) {
  counted.counts.push_back({"activity", activity_weights(counted)});
  if (auto entropy = entropy_weights(counted)) counted.counts.push_back({"entropy", std::move(*entropy)});
}

std::vector<TaskCard> tasks(const std::vector<std::string>& names, const std::string& standard) {
  const Field count = count_key(names, standard);
  const Field order = integer_key("order", 4, {.lowest = 1, .highest = 16}, "highest cumulant");
  const Field times = times_key("counting in [0, t], ascending; without them per unit time in the steady state");
  const Field affinity{.name = "affinity",
                       .symbol = "A",
                       .dimension = "1/count",
                       .meaning = "of the count: tests lambda(chi) = lambda(-A - chi)"};
  std::vector<Field> large{count, grid_key("chi", "1/count", "counting fields"),
                           grid_key("currents", "count x rate", "currents whose probability is asked for")};
  if (names.empty()) large.push_back(affinity);
  return {{"cumulants",
           "fluctuations to any order, with covariances",
           {counts_key(names, standard), order, times, initial_key()}},
          {"bounds",
           "what limits the precision of a count, and which limits are theorems here",
           {count, times, initial_key()}},
          {"large_deviation", "how likely currents far from the mean are", std::move(large)},
          {"trajectories",
           "mean and variance from quantum jumps, drawn one by one",
           {count, times_key("counting in [0, t], ascending"), initial_key(),
            integer_key("trajectories", 1000, {.lowest = 2, .highest = 1e7}, "number of trajectories"),
            integer_key("seed", 1, {.lowest = 0}, "of the random numbers")}},
          {"noise", "noise of a current at finite frequencies", {count, frequencies_key()}},
          {"waiting_times",
           "how long it takes from one counted jump to the next, and which one that is",
           {count, times_key("where the density of waiting times is asked for, ascending")}},
          {"distribution",
           "how likely each counted number is at finite times",
           {count, times_key("counting in [0, t], ascending"), initial_key()}},
          {"evolve",
           "the state, and its thermodynamics far from equilibrium",
           {times_key("ascending; an array or { from, to, points, scale }"), initial_key()}}};
}

std::vector<Quantity> quantities() {
  const In cumulants{{"cumulants"}}, large{{"large_deviation"}}, sampled{{"trajectories"}};
  const In both{{"cumulants", "bounds"}}, mean{{"bounds", "trajectories"}};
  std::vector<Quantity> out{
      In{{"cumulants", "bounds", "trajectories", "waiting_times", "distribution", "evolve"}}(
          "time", "t", "1/energy", "where counting stops; of waiting times, their length", {"time"}),
      In{{"evolve"}}("state", "rho", "1", "density matrix, as [re, im]", {"time", "row", "column", "part"}),
      cumulants("cumulants", "C_n", "count^n", "order 1 first, per unit time; with `times` of the totals, per time",
                {"time", "count", "order"}),
      cumulants("covariance", "C_ab", "count^2", "of the counts, per unit time; with `times` of the totals",
                {"time", "count", "count_b"}),
      cumulants("rho", "rho", "1", "the steady state, as [re, im]", {"row", "column", "part"}),
      both("activity", "a", "rate", "jumps per unit time"),
      both("entropy_production", "sigma", "nats x rate", "sum of s_k a_k"),
      cumulants("spectral_gap", "", "rate", "smallest decay rate on the whole operator space"),
      both("tur_ratio", "C_2 sigma/C_1^2", "1", "at least 2 for classical jumps", {"count"}),
      large("chi", "chi", "1/count", "counting fields", {"chi"}),
      large("scgf", "lambda", "rate", "scaled cumulant generating function", {"chi"}),
      In{{"bounds", "large_deviation"}}("current", "j", "count x rate", "asked for; among bounds d<N>/dt at each time"),
      large("rate_function", "I", "rate", "sup over chi of chi j - lambda(chi)", {"current"}),
      large("chi_star", "chi*", "1/count", "where the slope of lambda is the current", {"current"}),
      large("affinity", "A", "1/count", "of the count"),
      large("symmetry_residual", "", "rate", "max |lambda(chi) - lambda(-A - chi)|"),
      mean("mean", "<N>", "count", "per unit time; with `times` of the total", {"time"}),
      In{{"bounds", "trajectories", "noise"}}("variance", "Var N", "count^2",
                                              "per unit time; with `times` of the total", {"time"}),
      sampled("mean_error", "", "count", "standard error", {"time"}),
      sampled("variance_error", "", "count^2", "standard error", {"time"})};
  add_spectra(out);
  add_precision(out);
  for (const auto& [name, meaning] : std::vector<std::pair<std::string, std::string>>{
           {"tur", "2 <N>^2/Sigma"},
           {"kur", "<N>^2/A"},
           {"tkur", "<N>^2/B(Sigma, A)"},
           {"quantum_tkur", "R^2/B"},
           {"fisher", "R^2/F"},
           {"quantum_kur", "R_kur^2/A"},
           {"time_rescaled", "(t J)^2/F of the rescaled time"},
           {"fluctuation_response", "sum of g_k^2/a_k"},
           {"cramer_rao_none", "response to all rates"},
           {"cramer_rao_scale", "response to all rates and the scale of H"},
           {"cramer_rao_all", "response to all rates and all of H"},
           {"inverse", "upper bound by the symmetrised gap"},
           {"exchange", "<N>^2 csch^2 Phi(|A <N>|/2), in [0, t] where P(N) = exp(A N) P(-N)"}})
    add_bound(name, meaning, out);
  add_account_quantities({"evolve"}, "", out);
  return out;
}

Settings with_default_count(const Question& question, const std::string& standard) {
  Settings keys = question.keys;
  if (question.task == "cumulants") {
    if (!keys.has("counts")) keys.set("counts", std::vector<std::string>{standard}, false);
  } else if (!keys.has("count")) {
    keys.set("count", standard, false);
  }
  return keys;
}

Array shaped(std::vector<std::size_t> shape, std::vector<double> values) {
  return {std::move(shape), std::move(values)};
}

void certify_subject(const Subject& subject, Certificate& certificate) {
  Real worst = 0;
  for (std::size_t k = 0; k < subject.counted.jumps().size(); ++k)
    worst = std::max(worst, detailed_balance_residual(subject.counted, k));
  certificate.details.set("detailed_balance_error", worst);
  if (certificate.details.find("classical") == nullptr) {
    const bool is_classical =
        counting_blocks(subject.counted.flow).states.size() == subject.counted.flow.space().dimension();
    certificate.details.set("classical", std::string(is_classical ? "yes" : "no"));
  }
}

Answer answer(const Subject& subject, const Question& question) {
  const auto compute = [&] {
    if (question.task == "bounds") return bounds(subject, question.keys);
    if (question.task == "large_deviation") return large_deviation(subject, question.keys);
    if (question.task == "evolve") return evolve(subject, question.keys);
    if (question.task == "trajectories") return trajectories(subject, question.keys);
    if (question.task == "noise") return noise(subject, question.keys);
    if (question.task == "waiting_times") return waiting_times(subject, question.keys);
    if (question.task == "distribution") return distribution(subject, question.keys);
    return cumulants(subject, question.keys);
  };
  Answer out = compute();
  certify_subject(subject, out.certificate);
  const bool is_unused = question.keys.has("initial") && question.keys.given("initial") && !question.keys.has("times");
  if (is_unused) out.certificate.warn("`initial` is not used without `times`: the steady state is counted");
  return out;
}

}  // namespace qalor::counting
