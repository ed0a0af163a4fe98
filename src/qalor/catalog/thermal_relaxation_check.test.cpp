// SPDX-License-Identifier: BSD-3-Clause
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "qalor/base/complex_matrix.hpp"
#include "qalor/catalog/thermal_relaxation.hpp"
#include "tests/ask.hpp"

namespace qalor {
namespace {

using ask::Asked, ask::Given;
using testing::ElementsAre, testing::HasSubstr, testing::IsEmpty;

using Rows = std::vector<std::vector<double>>;

const Model& model() {
  static const Model record = thermal_relaxation();
  return record;
}

const Given one_time{{"times", std::vector<double>{1}}};

std::vector<std::string> refused(const Given& given, const Given& keys = one_time, const std::string& task = "relax") {
  return ask::complaints(Asked(model(), task, given, keys));
}

std::vector<std::string> warnings(const Given& given, const Given& keys = one_time, const std::string& task = "relax") {
  return ask::answer(Asked(model(), task, given, keys)).certificate.warnings;
}

Given levels(const std::vector<double>& energies, const Rows& couplings, const Given& more = {}) {
  Given out{{"system", "levels"}, {"energies", energies}, {"couplings", couplings}};
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

TEST(ThermalRelaxationRefuses, DistancesThatNoTemperatureReaches) {
  EXPECT_THAT(refused({{"distance", 0.2}}, {}, "equidistant"),
              ElementsAre("no hot temperature lies at relative entropy 0.2 from T_bath = 1; the largest reachable is "
                          "0.1201145"));
  EXPECT_THAT(refused({{"distance", 0.4}, {"protocol", "equidistant"}}),
              ElementsAre(HasSubstr("no hot temperature"),
                          "no cold temperature lies at relative entropy 0.4 from T_bath = 1; the largest reachable is "
                          "0.3132617"));
  EXPECT_THAT(refused({{"distance", 0.5}, {"distance_measure", "trace"}, {"system", "oscillator"}}, {}, "equidistant"),
              ElementsAre("no cold temperature lies at trace distance 0.5 from T_bath = 1; the largest reachable is "
                          "0.3678794"));
  EXPECT_THAT(refused({}, {}, "equidistant"),
              ElementsAre("`distance` is needed: how far both starts are from equilibrium"));
  EXPECT_THAT(refused({}, {{"partner_of", 0.1}}, "equidistant"), ElementsAre(HasSubstr("(`partner_of` = 0.1)")));
  EXPECT_THAT(refused({}, {{"partner_of", 1.0}}, "equidistant"),
              ElementsAre("`partner_of` = 1 is the temperature of the bath: it has no other side"));
}

TEST(ThermalRelaxationRefuses, TemperaturesOutOfOrder) {
  EXPECT_THAT(refused({{"T_cold", 2.0}, {"T_hot", 2.0}}),
              ElementsAre("`T_cold` = 2 must be below `T_hot` = 2: allowed are 0 < T_cold < T_hot"));
  EXPECT_THAT(refused({{"protocol", "three_temperature"}, {"T_bath", 3.0}}),
              ElementsAre("`T_bath` = 3 must lie strictly between `T_cold` = 0.5 and `T_hot` = 2"));
  EXPECT_THAT(refused({{"protocol", "three_temperature"}, {"T_bath", 2.0}}),
              ElementsAre(HasSubstr("strictly between")));
  EXPECT_THAT(refused({{"T_cold", 0.001}}),
              ElementsAre("`T_cold` = 0.001 is too low for levels that span 1: populations below exp(-700) are out of "
                          "range; take at least 0.001429"));
  const Field& cold = *find_field(model().parameters, "T_cold");
  EXPECT_EQ(check_value(cold, 0.0)->message, "`T_cold` = 0: must be > 0");
}

TEST(ThermalRelaxationRefuses, ParametersOfAnotherSystem) {
  EXPECT_THAT(refused({{"dimension", std::int64_t{3}}}),
              ElementsAre("`dimension` belongs to `system` = \"ladder\", not to \"qubit\""));
  EXPECT_THAT(refused(levels({0, 1}, {{0, 1, 1}}, {{"omega", 2.0}})),
              ElementsAre("`omega` belongs to `system` = \"qubit\", \"oscillator\" or \"ladder\", not to \"levels\""));
  EXPECT_THAT(refused({{"energies", std::vector<double>{0, 1}}, {"profile", "oscillator"}}),
              ElementsAre("`profile` belongs to `system` = \"ladder\", not to \"qubit\"",
                          "`energies` belongs to `system` = \"levels\", not to \"qubit\""));
  EXPECT_THAT(refused({{"system", "levels"}}),
              ElementsAre("`system` = \"levels\" needs `energies`", "`system` = \"levels\" needs `couplings`"));
  EXPECT_THAT(refused({}, {}), ElementsAre("the task `relax` needs `times`: an array, or { from, to, points, scale }"));
}

TEST(ThermalRelaxationRefuses, CouplingsThatMakeNoSystem) {
  EXPECT_THAT(refused(levels({0, 1, 3, 7}, {{0, 1, 1}, {2, 3, 1}})),
              ElementsAre("`couplings` leave the groups of levels {0, 1}, {2, 3} unconnected: the final state is not "
                          "unique"));
  EXPECT_THAT(refused(levels({0, 1, 1}, {{0, 1, 1}, {1, 2, 1}})),
              ElementsAre("`couplings[1]` = [1, 2, 1] couples levels 1 and 2, whose energies are equal: a bath of this "
                          "kind has no rate at zero frequency"));
  EXPECT_THAT(refused(levels({0, 1}, {{0, 2, 1}})),
              ElementsAre("`couplings[0]` = [0, 2, 1] names level 2: levels count from 0 to 1"));
  EXPECT_THAT(refused(levels({0, 1}, {{0, 0.5, 1}})), ElementsAre(HasSubstr("names level 0.5")));
  EXPECT_THAT(refused(levels({0, 1}, {{0, 1}})),
              ElementsAre("`couplings[0]` = [0, 1] must have 3 elements: [i, j, g_ij/gamma]"));
  EXPECT_THAT(refused(levels({0, 1}, {{1, 1, 1}})),
              ElementsAre("`couplings[0]` = [1, 1, 1] couples level 1 to itself"));
  EXPECT_THAT(refused(levels({0, 1}, {{0, 1, 1}, {1, 0, 2}})),
              ElementsAre("`couplings[1]` = [1, 0, 2] couples levels 1 and 0 for the second time"));
  EXPECT_THAT(refused(levels({0}, {})), ElementsAre("`energies` has 1 element: must have from 2 to 400"));
}

Given coherent(const Rows& rho, const Given& more = {}) {
  Given out{{"protocol", "single"}, {"rho_initial", rho}};
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

TEST(ThermalRelaxationRefuses, MatricesThatAreNoStates) {
  EXPECT_THAT(refused(coherent({{0.5, 0, 0.1, 0}, {0.3, 0, 0.5, 0}})),
              ElementsAre("`rho_initial` is not Hermitian: it differs from its adjoint by 0.2"));
  EXPECT_THAT(refused(coherent({{0.5, 0, 0, 0}, {0, 0, 0.6, 0}})),
              ElementsAre("`rho_initial` is not normalised: its trace is 1.1, not 1"));
  EXPECT_THAT(refused(coherent({{0.5, 0, 0.6, 0}, {0.6, 0, 0.5, 0}})),
              ElementsAre("`rho_initial` is not positive: its smallest eigenvalue is -0.1"));
  EXPECT_THAT(refused(coherent({{1, 0}})), ElementsAre("`rho_initial` has 1 rows: the system has 2 levels"));
  EXPECT_THAT(refused(coherent({{0.5, 0, 0, 0}, {0, 0, 0.5, 0}}, {{"T_initial", 2.0}})),
              ElementsAre("`T_initial`, `rho_initial` are given together: a start is described by one of them"));
}

TEST(ThermalRelaxationRefuses, CoherencesOfEqualGaps) {
  Rows rho(3, std::vector<double>(6, 0));
  rho[0][0] = 0.5;
  rho[1][2] = 0.3;
  rho[2][4] = 0.2;
  const Given ladder{{"system", "ladder"}, {"dimension", std::int64_t{3}}};
  EXPECT_THAT(refused(coherent(rho, ladder)), IsEmpty()) << "without coherences";
  rho[0][2] = rho[1][0] = 0.1;
  EXPECT_THAT(refused(coherent(rho, ladder)),
              ElementsAre("`rho_initial` has coherences, and the transitions 0-1 and 1-2 have equal gaps: equal gaps "
                          "need a collective jump, which this model does not have; start without coherences"));
  EXPECT_THAT(refused(coherent(rho, levels({0, 1, 2.5}, {{0, 1, 1}, {1, 2, 1}}))), IsEmpty());
  EXPECT_THAT(refused(coherent(rho, levels({0, 1, 2}, {{0, 1, 1}, {1, 2, 1}}))), ElementsAre(HasSubstr("collective")));
  EXPECT_THAT(refused(coherent(rho, levels({0, 1, 2}, {{0, 1, 1}, {0, 2, 1}}))), IsEmpty()) << "1-2 is not coupled";
  EXPECT_THAT(refused(coherent({{0.5, 0, 0.1, 0}, {0.1, 0, 0.5, 0}}, {{"system", "oscillator"}})),
              ElementsAre(HasSubstr("`rho_initial` is not for the oscillator: its equal gaps need a collective jump")));
}

TEST(ThermalRelaxationRefuses, PopulationsThatAreNone) {
  const auto single = [](const std::vector<double>& p) {
    return Given{{"protocol", "single"}, {"populations_initial", p}};
  };
  EXPECT_THAT(refused(single({0.5, 0.4})), ElementsAre("`populations_initial` must add up to 1, found 0.9"));
  EXPECT_THAT(refused(single({0.5, 0.3, 0.2})),
              ElementsAre("`populations_initial` has 3 elements: the system has 2 levels"));
  Given oscillator = single({0.5, 0.5});
  oscillator.push_back({"system", "oscillator"});
  EXPECT_THAT(refused(oscillator), ElementsAre(HasSubstr("`populations_initial` is not for the oscillator")));
}

TEST(ThermalRelaxationRefuses, QuestionsAboutMpembaThatMakeNoSense) {
  const Given range{{"T_range", std::vector<double>{0.2, 5}}};
  EXPECT_THAT(refused({{"system", "oscillator"}}, range, "mpemba"),
              ElementsAre("the task `mpemba` is not for the oscillator: c_2 is proportional to n(T) - n_b and never "
                          "vanishes"));
  EXPECT_THAT(refused({}, {}, "mpemba"),
              ElementsAre("the task `mpemba` needs `T_range`: [lowest, highest] temperature to search"));
  EXPECT_THAT(refused({}, {{"T_range", std::vector<double>{5, 0.2}}}, "mpemba"),
              ElementsAre("`T_range` must ascend, found [5, 0.2]"));
  EXPECT_THAT(
      refused({}, {range[0], {"pair", std::vector<double>{1, 2}}}, "mpemba"),
      ElementsAre("`pair` = [1, 2] must be two temperatures that differ from each other and from `T_bath` = 1"));
}

TEST(ThermalRelaxationRefuses, KeysOutOfRangeAndUnknownWords) {
  const std::vector<Field>& keys = ask::task_card(model(), "relax").keys;
  EXPECT_EQ(check_value(*find_field(keys, "times"), std::vector<double>{1, -1})->message,
            "`times[1]` = -1: must be >= 0");
  EXPECT_EQ(check_value(*find_field(keys, "order"), std::int64_t{0})->message, "`order` = 0: must be between 1 and 8");
  EXPECT_EQ(check_value(*find_field(model().parameters, "system"), "quibt")->message,
            "`system` = \"quibt\": must be \"qubit\", \"oscillator\", \"ladder\" or \"levels\"; did you mean "
            "\"qubit\"?");
}

TEST(ThermalRelaxationWarns, OfParametersThatAreNotUsed) {
  EXPECT_THAT(warnings({{"T_bath", 1.5}}), ElementsAre("`T_bath` is not used: it belongs to the other protocols"));
  EXPECT_THAT(warnings({{"protocol", "single"}, {"T_cold", 0.1}}),
              ElementsAre("`T_cold` is not used: it belongs to `protocol` = \"reciprocal\" or \"three_temperature\""));
  EXPECT_THAT(
      warnings({{"T_initial", 0.1}, {"distance", 0.1}}),
      ElementsAre("`T_initial` is not used: it belongs to `protocol` = \"single\"",
                  "`distance` is not used: it belongs to `protocol` = \"equidistant\", or the task `equidistant` "
                  "without `partner_of`"));
  EXPECT_THAT(warnings({{"system", "oscillator"}, {"statistics", "fermion"}}),
              ElementsAre(HasSubstr("a bath of two-level absorbers")));
}

}  // namespace
}  // namespace qalor
