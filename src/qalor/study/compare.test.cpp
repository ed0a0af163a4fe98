// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/compare.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <new>
#include <stdexcept>

#include "tests/ask.hpp"
#include "tests/toy_model.hpp"

namespace qalor {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

Study study_of(const Model& model, const Settings& parameters) {
  Study study;
  study.model = &model;
  study.task = "steady_state";
  study.parameters = parameters;
  return study;
}

/// A study of the catalog's pair.
Study pair_study(const ask::Given& given) {
  return study_of(ask::coupled_pair(), ask::Asked("steady_state", given).parameters);
}

std::vector<std::string> labels(const std::vector<Compared>& all) {
  std::vector<std::string> out;
  for (const Compared& one : all) out.push_back(one.label);
  return out;
}

const Compared& labelled(const std::vector<Compared>& all, const std::string& label) {
  for (const Compared& one : all)
    if (one.label == label) return one;
  throw std::out_of_range(label);
}

double heat(const Compared& one) { return one.answer.quantities.number("heat_current_A"); }

ask::Given oscillators(const ask::Given& more = {}) {
  ask::Given out{{"particle", "oscillator"}, {"coupling", "coherent"}, {"bath_spectrum", "ohmic"}, {"beta_B", 1.0}};
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

/// A model whose answer is its parameter x, or what `x` stands for: 1 is refused, 2 does not converge, 3 breaks.
Model fake_model() {
  Model model;
  model.name = "fake";
  model.parameters = {{.name = "x", .fallback = 0.0}};
  model.tasks = {{"steady_state", "", {}}};
  model.check = [](const Question& question) {
    if (question.parameters.real("x") != 1) return std::vector<Complaint>{};
    return std::vector<Complaint>{{{"x"}, "this machine has no ground state", {}}};
  };
  model.answer = [](const Question& question) {
    const double x = question.parameters.real("x");
    if (x == 2) throw ConvergenceError({.method = "direct", .residual = 0.5, .reason = "residual 0.5"});
    if (x == 3) throw std::runtime_error("a matrix is singular");
    if (x == 4) throw std::bad_alloc();
    Answer answer;
    answer.quantities.set("y", x);
    answer.quantities.set("flag", std::int64_t{1});
    return answer;
  };
  return model;
}

/// The fake model with these values of x as its generators, the last of them exact.
Model fake_of(const std::vector<double>& xs) {
  Model model = fake_model();
  model.variants = [xs](const Settings&) {
    std::vector<Variant> out;
    for (std::size_t k = 0; k < xs.size(); ++k)
      out.push_back({"x" + std::to_string(k), {{"x", Value(xs[k])}}, k + 1 == xs.size()});
    return out;
  };
  return model;
}

std::vector<Compared> compared(const Model& model) { return compare(study_of(model, defaults(model.parameters))); }

TEST(Compare, AnswersEveryGeneratorOfTheModelInItsOrder) {
  EXPECT_THAT(labels(compare(pair_study(ask::detuned()))),
              ElementsAre("local, bare heat", "local, full heat", "global", "partial secular", "universal", "redfield",
                          "collision", "landauer"));
  EXPECT_THAT(labels(compare(pair_study({}))), ElementsAre("local"));
}

TEST(Compare, GivesEachGeneratorItsOwnAnswer) {
  // The Levy-Kosloff pair: three books of the same machine, two of them local.
  const auto all = compare(pair_study(ask::detuned()));
  EXPECT_NEAR(heat(labelled(all, "local, bare heat")) / -4.175077728e-05, 1, 1e-9);
  EXPECT_NEAR(heat(labelled(all, "local, full heat")) / -2.861133416e-05, 1, 1e-9);
  EXPECT_NEAR(heat(labelled(all, "global")) / 3.736595395e-05, 1, 1e-9);
  // Collisions of duration dt = 0.01 err by a share of the first order in dt: claim 6 of the card has 7.6e-4 at 0.0125.
  EXPECT_NEAR(heat(labelled(all, "collision")) / -4.175077728e-05, 1, 1e-3);
}

TEST(Compare, DoesNotAskForTheGeneratorAndHeatThatTheStudyNames) {
  const auto named = compare(pair_study(ask::detuned({{"heat", "full"}, {"dynamics", "local"}})));
  const auto all = compare(pair_study(ask::detuned()));
  ASSERT_EQ(named.size(), all.size());
  for (std::size_t k = 0; k + 1 < all.size(); ++k) EXPECT_EQ(heat(named[k]), heat(all[k])) << all[k].label;
}

TEST(Compare, ComparesSteadyStatesWhateverTheTaskOfTheStudy) {
  Study study = pair_study(ask::detuned());
  study.task = "evolve";
  study.keys = ask::Asked("evolve", {}, {{"times", std::vector<double>{0, 1}}}).keys;
  EXPECT_NEAR(heat(compare(study).front()) / -4.175077728e-05, 1, 1e-9);
}

TEST(Compare, SaysWhyAGeneratorDoesNotApply) {
  const auto all = compare(pair_study(ask::detuned()));
  const Compared& exact = labelled(all, "landauer");
  EXPECT_TRUE(exact.is_exact);
  EXPECT_FALSE(exact.applies());
  EXPECT_TRUE(exact.answer.quantities.begin() == exact.answer.quantities.end());
  EXPECT_EQ(exact.answer.certificate.reason,
            "`dynamics` = \"landauer\" is exact only for quadratic bosons with a spectral density: `particle` = "
            "\"oscillator\" "
            "and `bath_spectrum` = \"ohmic\" or \"flat_damping\" (`particle` = \"qubit\", `bath_spectrum` = "
            "\"flat_emission\")");
  const auto modes = compare(pair_study(oscillators()));
  EXPECT_FALSE(labelled(modes, "collision").applies());
  for (const char* label : {"local, bare heat", "local, full heat", "global", "landauer"})
    EXPECT_TRUE(labelled(modes, label).applies()) << label;
}

TEST(Compare, AFailureIsNoRefusal) {
  const Model model = fake_of({0.5, 1, 2, 3});
  const auto all = compared(model);
  EXPECT_TRUE(all[0].applies());
  EXPECT_FALSE(all[1].applies());
  EXPECT_EQ(all[1].answer.certificate.reason, "this machine has no ground state (`x` = 1)");
  EXPECT_TRUE(all[2].applies());
  EXPECT_EQ(all[2].answer.certificate.status, Status::not_converged);
  EXPECT_EQ(all[2].answer.certificate.reason, "residual 0.5");
  EXPECT_TRUE(all[3].applies());
  EXPECT_EQ(all[3].answer.certificate.status, Status::failed);
  EXPECT_EQ(all[3].answer.certificate.reason, "a matrix is singular");
}

TEST(Compare, RunningOutOfMemoryIsNotAnAnswer) {
  const Model model = fake_of({4});
  EXPECT_THROW((void)compared(model), std::bad_alloc);
}

TEST(Compare, RefusesASweep) {
  Study study = pair_study({});
  study.sweep = {{"epsilon", {Value(0.1), Value(0.2), Value(0.3)}}, {"omega_A", {Value(1.0), Value(2.0)}}};
  EXPECT_THAT([&] { (void)compare(study); },
              ThrowsMessage<InputError>(
                  HasSubstr("a comparison is of one machine, and this study sweeps 6 of them: leave out [sweep]")));
}

TEST(Compare, RefusesAModelWithOneGenerator) {
  const Model model = fake_model();
  EXPECT_THAT([&] { (void)compared(model); },
              ThrowsMessage<InputError>(HasSubstr("model `fake` has one generator only: nothing to compare")));
}

TEST(Compare, RefusesAModelWithoutSteadyState) {
  Model model = fake_of({0.5});
  model.tasks = {{"evolve", "", {}}};
  EXPECT_THAT([&] { (void)compared(model); },
              ThrowsMessage<InputError>(HasSubstr("model `fake` has no steady state to compare")));
}

TEST(RatioToExact, HasTheRatiosOfTheSpecification) {
  // Table of claim 8, ohmic oscillators, eta = 0.002, omega_c = 5: local with full heat and global against Landauer,
  // printed to four decimals (and 27.18 to two).
  const auto ratios = [](double omega_a, double g) {
    const auto all = compare(pair_study(oscillators({{"omega_A", omega_a}, {"g", g}})));
    return std::pair(ratio_to_exact(all, labelled(all, "local, full heat"), "heat_current_A"),
                     ratio_to_exact(all, labelled(all, "global"), "heat_current_A"));
  };
  const std::vector<std::vector<double>> table{{1, 0.001, 0.9898, 27.18},
                                               {1, 0.02, 1.0063, 1.0728},
                                               {1, 0.3, 1.0337, 1.0078},
                                               {3, 0.001, -0.6216, 1},
                                               {3, 0.3, -0.6247, 1}};
  for (const auto& row : table) {
    const auto [local, global] = ratios(row[0], row[1]);
    EXPECT_NEAR(local, row[2], 0.5e-4) << row[0] << ", " << row[1];
    EXPECT_NEAR(global, row[3], row[3] > 10 ? 0.5e-2 : 0.5e-4) << row[0] << ", " << row[1];
  }
}

TEST(RatioToExact, OfTheExactOneIsOne) {
  const Model model = fake_of({1.5, 3.5, 0.5});
  const auto all = compared(model);
  EXPECT_EQ(ratio_to_exact(all, all[0], "y"), 3);
  EXPECT_EQ(ratio_to_exact(all, all[2], "y"), 1);
}

TEST(RatioToExact, IsNotANumberWhereThereIsNothingToCompareWith) {
  const auto qubits = compare(pair_study(ask::detuned()));  // the exact generator is refused
  EXPECT_TRUE(std::isnan(ratio_to_exact(qubits, qubits[0], "heat_current_A")));
  const Model model = fake_of({1.5, 1, 0.5});
  const auto all = compared(model);
  EXPECT_TRUE(std::isnan(ratio_to_exact(all, all[0], "z")));     // no such quantity
  EXPECT_TRUE(std::isnan(ratio_to_exact(all, all[0], "flag")));  // no real number
  EXPECT_TRUE(std::isnan(ratio_to_exact(all, all[1], "y")));     // refused
  const Model zero = fake_of({1.5, 0});
  const auto idle = compared(zero);
  EXPECT_TRUE(std::isnan(ratio_to_exact(idle, idle[0], "y")));  // the exact value is 0
  EXPECT_TRUE(std::isnan(ratio_to_exact({}, idle[0], "y")));
}

}  // namespace
}  // namespace qalor
