// SPDX-License-Identifier: BSD-3-Clause
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "qalor/catalog/reservoir_mode.hpp"
#include "qalor/study/read.hpp"
#include "tests/ask.hpp"

namespace qalor {
namespace {

using ask::Asked, ask::Given;
using testing::ElementsAre, testing::HasSubstr, testing::IsEmpty;
using Numbers = std::vector<double>;

constexpr double infinity = std::numeric_limits<double>::infinity();

Value word(const char* text) { return std::string(text); }

std::vector<std::string> refused(const Given& given, const std::string& task = "evolve") {
  const Given keys = task == "evolve" ? Given{{"times", Numbers{0, 1}}} : Given{};
  return ask::complaints(Asked(*find_model("reservoir_mode"), task, given, keys));
}

void expect_refused(const Given& given, const std::string& message, const std::string& task = "evolve") {
  EXPECT_THAT(refused(given, task), ElementsAre(HasSubstr(message)));
}

TEST(ReservoirModeCheck, BosonBathsMustNotCondenseOrDiverge) {
  expect_refused({{"mu", 0.1}}, "`mu` = 0.1 lies above the bottom of the band of bosons at 0: they would condense");
  expect_refused(
      {{"density", word("modes")}, {"mode_omega", Numbers{1, 0.5}}, {"mode_coupling", Numbers{1, 1}}, {"mu", 0.5}},
      "`mu` = 0.5 lies at the bottom of the band of bosons at 0.5");
  for (const char* density : {"lorentzian", "flat"})
    expect_refused({{"density", word(density)}}, "would fill modes of negative energy: use `beta` = inf");
  EXPECT_THAT(refused({{"density", word("flat")}, {"beta", infinity}}), IsEmpty());
  const Given table{{"density", word("tabulated")}, {"table_omega", Numbers{0, 1}}, {"table_density", Numbers{0.1, 0}}};
  expect_refused(table, "the noise of thermal bosons diverges; let j go to 0 there, lower `mu`, or use `beta` = inf");
  Given cold = table;
  cold.push_back({"beta", infinity});
  EXPECT_THAT(refused(cold), IsEmpty());
}

TEST(ReservoirModeCheck, QubitsAndFermionsHaveTheirLimits) {
  expect_refused({{"statistics", word("qubit_damping")}},
                 "at a finite `beta` is not a problem of one excitation: use `beta` "
                 "= inf, or `dynamics` = \"lindblad\"");
  expect_refused({{"statistics", word("fermion")}, {"initial_coherence", 0.1}, {"excited_population", 0.5}},
                 "a fermion has no coherence between its empty and its filled level (parity superselection)");
  expect_refused({{"statistics", word("qubit_dephasing")}, {"initial_coherence", 0.4}, {"excited_population", 0.1}},
                 "`initial_coherence` = 0.4 is more than sqrt(p (1 - p)) = 0.3 of `excited_population` = 0.1");
  expect_refused({{"statistics", word("fermion")}, {"initial", word("cat")}},
                 "`initial` = \"cat\" is a state of a boson: `statistics` = \"fermion\" starts in \"two_level\"");
  expect_refused({{"initial", word("two_level")}}, "`initial` = \"two_level\" is for fermions and qubits");
  expect_refused({{"initial", word("cat")}, {"alpha", 0.0}, {"phase", 3.141592653589793}},
                 "an odd cat with `alpha` = 0");
  expect_refused({{"omega_0", -1.0}}, "`omega_0` = -1: must be > 0 for a boson");
  EXPECT_THAT(refused({{"statistics", word("fermion")}, {"omega_0", -1.0}}), IsEmpty());
}

TEST(ReservoirModeCheck, DephasingIsOhmicAndNeutral) {
  const std::pair<std::string, Value> dephasing{"statistics", word("qubit_dephasing")};
  expect_refused({dephasing, {"density", word("flat")}}, "solved for `density` = \"ohmic\" only, found \"flat\"");
  expect_refused({dephasing, {"mu", -1.0}}, "`mu` must be 0");
}

TEST(ReservoirModeCheck, TablesMustBeInOrder) {
  EXPECT_THAT(refused({{"density", word("tabulated")}}),
              ElementsAre(HasSubstr("needs `table_omega`, an array of numbers"), HasSubstr("needs `table_density`")));
  Given table{{"density", word("tabulated")}, {"table_omega", Numbers{0, 2, 1}}, {"table_density", Numbers{0, 1, 0}}};
  expect_refused(table, "`table_omega` must ascend: element 2 is 1, after 2");
  table[1].second = Numbers{0, 1};
  expect_refused(table, "must have equally many elements, 2 at least: found 2 and 3");
}

TEST(ReservoirModeCheck, UnusedParametersAreRefused) {
  expect_refused({{"width", 1.0}},
                 "`density` = \"ohmic\" does not use `width`: leave it out, or choose `density` = "
                 "\"lorentzian\"");
  expect_refused(
      {{"initial", word("vacuum")}, {"alpha", 1.0}},
      "`initial` = \"vacuum\" does not use `alpha`: leave it out, or choose `initial` = \"coherent\" or \"cat\"");
}

TEST(ReservoirModeCheck, SteadyStatesNeedAContinuum) {
  const Given modes{{"density", word("modes")}, {"mode_omega", Numbers{1}}, {"mode_coupling", Numbers{0.1}}};
  expect_refused(modes, "`steady_state` needs a continuum: a finite bath", "steady_state");
  Given root = modes;
  root.push_back({"energy", word("root")});
  expect_refused(root, "`energy` = \"root\" needs a continuum");
  expect_refused({{"dynamics", word("tcl2")}}, "`steady_state` is exact", "steady_state");
}

TEST(ReservoirModeCheck, TimesAscendAndSolversFit) {
  const Asked asked(*find_model("reservoir_mode"), "evolve", {}, {{"times", Numbers{1, 0.5}}});
  EXPECT_THAT(ask::complaints(asked), ElementsAre(HasSubstr("`times` must ascend: element 1 is 0.5, after 1")));
  expect_refused({{"solver", word("poles")}}, "poles alone are exact for \"lorentzian\" and \"flat\"");
  expect_refused({{"density", word("flat")}, {"beta", infinity}, {"solver", word("star")}},
                 "its motion is a sum over poles");
  EXPECT_THAT(ask::complaints(Asked(*find_model("reservoir_mode"), "evolve", {})),
              ElementsAre(HasSubstr("needs `times`")));
}

TEST(ReservoirModeCheck, DeclarationsRefuseWhatIsOutOfRange) {
  const auto fault = [](const char* name, Value value) {
    const auto complaint = check_value(*find_field(reservoir_mode().parameters, name), value);
    return complaint ? complaint->message : "";
  };
  EXPECT_THAT(fault("s", 0.0), HasSubstr("`s` = 0: must be > 0"));
  EXPECT_THAT(fault("eta", -0.1), HasSubstr("`eta` = -0.1: must be >= 0"));
  EXPECT_THAT(fault("beta", 0.0), HasSubstr("`beta` = 0: must be > 0 or inf"));
  EXPECT_EQ(fault("beta", infinity), "");
  EXPECT_THAT(fault("beta", -infinity), HasSubstr("must be > 0 or inf"));
  EXPECT_THAT(fault("eta", infinity), HasSubstr("must be finite and >= 0"));
  EXPECT_THAT(fault("density", word("lorenzian")), HasSubstr("did you mean \"lorentzian\"?"));
}

std::string swept(const std::string& axis) {
  return "[study]\nmodel = \"reservoir_mode\"\n[task]\nkind = \"steady_state\"\n[sweep]\nbeta = " + axis + "\n";
}

TEST(ReservoirMode, ZeroTemperatureCanBeListedInASweepButNotSpaced) {
  for (const std::string inf : {"inf", "\"inf\""}) {
    const Study study = read_study(swept("{ values = [1.0, " + inf + "] }"), "a.toml");
    EXPECT_EQ(std::get<double>(study.sweep.at(0).values.at(1)), std::numeric_limits<double>::infinity());
  }
  try {
    (void)read_study(swept("{ from = 1.0, to = inf, points = 3 }"), "a.toml");
    ADD_FAILURE();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("the sweep of `beta` goes from 1 to inf: spaced numbers must be "
                                                 "finite; list inf in { values = [...] }"));
  }
}

}  // namespace
}  // namespace qalor
