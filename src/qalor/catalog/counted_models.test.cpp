// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/counted_models.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "tests/ask.hpp"

namespace qalor {
namespace {

using ask::Asked, ask::Given, ask::number, ask::numbers, ask::word;
using testing::ElementsAre, testing::HasSubstr, testing::IsEmpty;
using Texts = std::vector<std::string>;
using Reals = std::vector<double>;
using Rows = std::vector<std::vector<double>>;

const Model& model(const std::string& name) {
  static const std::vector<Model> models{two_bath_qubit(), three_level_maser(), driven_qubit()};
  for (const Model& one : models)
    if (one.name == name) return one;
  throw std::out_of_range(name);
}

Answer asked(const std::string& name, const std::string& task, const Given& given, const Given& keys = {}) {
  return ask::answer(Asked(model(name), task, given, keys));
}

std::vector<std::string> refused(const std::string& name, const std::string& task, const Given& given,
                                 const Given& keys = {}) {
  return ask::complaints(Asked(model(name), task, given, keys));
}

TEST(CountedModels, PassEveryClaim) {
  for (const Model& one : {two_bath_qubit(), three_level_maser(), driven_qubit(), custom_lindblad()})
    for (const Claim& claim : one.claims) {
      const ClaimResult result = claim.evaluate();
      EXPECT_TRUE(result.holds) << one.name << ": " << claim.statement << ": " << result.found;
    }
}

TEST(TwoBathQubit, HasThePublishedCumulants) {
  const Answer a =
      asked("two_bath_qubit", "cumulants", {{"gamma_cold", 0.5}}, {{"counts", Texts{"heat_hot", "heat_cold"}}});
  const std::vector<double> c = numbers(a, "cumulants");
  const std::vector<Real> expected{0.1461097946, 0.2210316394, 0.1052259277, 0.1422407076};
  for (std::size_t n = 0; n < 4; ++n) {
    EXPECT_NEAR(c[n], expected[n], 1e-10);
    EXPECT_NEAR(c[4 + n], (n % 2 == 0 ? -1 : 1) * expected[n], 1e-10) << "the cold bath's cumulants alternate";
  }
  EXPECT_NEAR(numbers(a, "covariance")[1], -expected[1], 1e-10);
  EXPECT_EQ(word(a, "classical"), "yes");
}

TEST(TwoBathQubit, AtOneTemperatureHasNoOddCumulantsAndNoEntropyProduction) {
  for (const std::string statistics : {"boson", "fermion"}) {
    const Answer a =
        asked("two_bath_qubit", "cumulants", {{"T_cold", 2.0}, {"gamma_hot", 0.7}, {"statistics", statistics}},
              {{"order", std::int64_t{5}}});
    const std::vector<double> c = numbers(a, "cumulants");
    for (const std::size_t n : {0U, 2U, 4U}) EXPECT_NEAR(c[n], 0, 1e-14);
    EXPECT_NEAR(number(a, "entropy_production"), 0, 1e-14);
    EXPECT_EQ(a.quantities.find("tur_ratio"), nullptr);
  }
}

TEST(TwoBathQubit, OfFermionsIsASingleLevel) {
  // Between two leads at rates gamma: C_1 = gamma_h gamma_c (f_h - f_c)/(gamma_h + gamma_c).
  const Answer a = asked("two_bath_qubit", "cumulants", {{"statistics", "fermion"}, {"gamma_hot", 0.3}},
                         {{"counts", Texts{"quanta_hot"}}});
  const Real f_h = 1 / (std::exp(0.5) + 1), f_c = 1 / (std::exp(2.0) + 1);
  EXPECT_NEAR(numbers(a, "cumulants")[0], 0.3 / 1.3 * (f_h - f_c), 1e-15);
}

TEST(DrivenQubit, OfResonanceFluorescenceHasItsClosedForms) {
  for (const Real rabi : {0.2, 0.7, 2.0}) {
    const Answer a =
        asked("driven_qubit", "cumulants", {{"Omega", rabi}, {"n_bath", 0.0}}, {{"counts", Texts{"emitted"}}});
    const std::vector<double> c = numbers(a, "cumulants");
    const Real two = 1 + 2 * rabi * rabi;
    EXPECT_NEAR(c[0], rabi * rabi / two, 1e-14);
    EXPECT_NEAR(c[1] / c[0], 1 - 6 * rabi * rabi / (two * two), 1e-13);
    EXPECT_EQ(a.quantities.find("entropy_production"), nullptr) << "infinite with an unpaired jump";
    EXPECT_EQ(a.quantities.find("tur_ratio"), nullptr);
  }
  const Answer strong =
      asked("driven_qubit", "cumulants", {{"Omega", 2.0}, {"n_bath", 0.0}}, {{"counts", Texts{"emitted"}}});
  const std::vector<Real> expected{4.0 / 9, 0.3127572016, 0.04938271605, -0.3039509560};
  for (std::size_t n = 0; n < 4; ++n) EXPECT_NEAR(numbers(strong, "cumulants")[n], expected[n], 1e-10);
}

TEST(DrivenQubit, BoundsOfAnUnpairedJumpAreAbsentWhereTheyDoNotApply) {
  const Answer a = asked("driven_qubit", "bounds", {{"n_bath", 0.0}}, {{"count", "emitted"}});
  for (const std::string name :
       {"bound_tur", "tightness_tur", "theorem_tur", "tur_ratio", "entropy_production", "instantaneous_bound"})
    EXPECT_EQ(a.quantities.find(name), nullptr) << name;
  EXPECT_EQ(number(a, "tkur_function"), number(a, "activity"));
  EXPECT_EQ(word(a, "tur"), "not applicable: jump 0 has no partner: entropy production is infinite");
}

TEST(ThreeLevelMaser, CorrectionMayBeNegative) {
  const Answer a = asked("three_level_maser", "bounds", {{"epsilon", 0.05}});
  EXPECT_NEAR(number(a, "one_plus_delta"), -0.136, 5e-4);
  EXPECT_EQ(a.certificate.status, Status::ok) << "the bound is weak, not wrong";
}

TEST(ThreeLevelMaser, SlopesOfFiniteTimesAreTheSteadyCumulants) {
  const Answer steady = asked("three_level_maser", "cumulants", {}, {{"counts", Texts{"heat_hot", "heat_cold"}}});
  const Answer late = asked("three_level_maser", "cumulants", {},
                            {{"counts", Texts{"heat_hot", "heat_cold"}}, {"times", Reals{400, 500}}});
  const std::vector<double> c = numbers(steady, "cumulants"), kappa = numbers(late, "cumulants");
  for (std::size_t n = 0; n < 8; ++n) EXPECT_NEAR((kappa[8 + n] - kappa[n]) / 100, c[n], 2e-8 * std::abs(c[n]) + 1e-13);
  const std::vector<double> covariance = numbers(late, "covariance");
  EXPECT_NEAR((covariance[5] - covariance[1]) / 100, numbers(steady, "covariance")[1], 1e-11);
}

TEST(ThreeLevelMaser, TakesADensityMatrixOrPopulationsAlike) {
  const Given times{{"times", Reals{2}}};
  Given as_populations = times, as_matrix = times;
  as_populations.push_back({"initial", Reals{0.5, 0.5, 0}});
  as_matrix.push_back({"initial", Rows{{0.5, 0, 0, 0, 0, 0}, {0, 0, 0.5, 0, 0, 0}, {0, 0, 0, 0, 0, 0}}});
  EXPECT_EQ(numbers(asked("three_level_maser", "cumulants", {}, as_populations), "cumulants"),
            numbers(asked("three_level_maser", "cumulants", {}, as_matrix), "cumulants"));
}

TEST(ThreeLevelMaser, TrajectoriesAgreeWithTheExactMoments) {
  const Answer a = asked("three_level_maser", "trajectories", {},
                         {{"times", Reals{10}}, {"trajectories", std::int64_t{2000}}, {"initial", Reals{1, 0, 0}}});
  EXPECT_LT(a.certificate.residual, 4) << "standard errors";
  EXPECT_NEAR(numbers(a, "mean")[0], 1.0706, 4 * numbers(a, "mean_error")[0]);
}

TEST(ThreeLevelMaser, SaysThatAnInitialStateNeedsTimes) {
  const Answer a = asked("three_level_maser", "bounds", {}, {{"initial", Reals{1, 0, 0}}});
  EXPECT_THAT(a.certificate.warnings,
              ElementsAre("`initial` is not used without `times`: the steady state is counted"));
}

TEST(CountedModels, RefuseWhatCannotBeCounted) {
  EXPECT_THAT(
      refused("driven_qubit", "bounds", {{"n_bath", 0.0}}, {{"count", "entropy"}}),
      ElementsAre("`count`: the count \"entropy\" needs every jump to have a partner, but jump 0 (down) has none"));
  EXPECT_THAT(refused("driven_qubit", "large_deviation", {}),
              ElementsAre("the task `large_deviation` needs `chi`, `currents` or both"));
  EXPECT_THAT(refused("driven_qubit", "large_deviation", {}, {{"count", "emitted"}, {"currents", Reals{0.1, -0.2}}}),
              ElementsAre("`currents[1]` = -0.2: \"emitted\" per unit time must lie between 0 and inf"));
  EXPECT_THAT(refused("two_bath_qubit", "large_deviation", {}, {{"chi", Reals{-400}}}),
              ElementsAre("`chi[0]` = -400: exp(chi weight) is out of range; |chi| must be at most 300"));
  EXPECT_THAT(refused("driven_qubit", "trajectories", {}),
              ElementsAre("the task `trajectories` needs `times`, the last one above 0"));
  EXPECT_THAT(refused("driven_qubit", "cumulants", {}, {{"times", Reals{2, 1}}}),
              ElementsAre("`times[1]` = 1: must be above `times[0]` = 2"));
  EXPECT_THAT(refused("driven_qubit", "cumulants", {}, {{"counts", Texts{}}}),
              ElementsAre("`counts` is empty: name at least one"));
}

TEST(CountedModels, RefuseWhatIsNoState) {
  const auto refuse = [](const Value& initial) {
    return refused("driven_qubit", "cumulants", {}, {{"times", Reals{1}}, {"initial", initial}});
  };
  EXPECT_THAT(refuse(Reals{0.5, 0.6}), ElementsAre("`initial` is not a state: the populations add up to 1.1, not 1"));
  EXPECT_THAT(refuse(Reals{1.25, -0.25}), ElementsAre("`initial` is not a state: population 1 is -0.25, below 0"));
  EXPECT_THAT(refuse(Reals{1, 0, 0}), ElementsAre("`initial` has 3 populations: the system has 2 states"));
  EXPECT_THAT(refuse(Rows{{0.5, 0, 0.1, 0.2}, {0.1, 0.1, 0.5, 0}}),
              ElementsAre("`initial` is not a state: entries [1][0] and [0][1] differ by 0.3 from being Hermitian"));
  EXPECT_THAT(refuse(Rows{{0.5, 0, 0, 0}, {0, 0, 0.7, 0}}),
              ElementsAre("`initial` is not a state: its trace is 1.2, not 1"));
  EXPECT_THAT(refuse(Rows{{1.5, 0, 0, 0}, {0, 0, -0.5, 0}}),
              ElementsAre("`initial` is not a state: its smallest eigenvalue is -0.5"));
  EXPECT_THAT(refuse(Rows{{1, 0}}), ElementsAre("`initial` has 1 rows: the system has 2 states"));
}

TEST(CountedModels, DeclareEveryQuantityTheyAnswer) {
  const std::vector<std::pair<std::string, Given>> tasks{
      {"cumulants", {{"counts", Texts{"activity", "entropy"}}}},
      {"cumulants", {{"counts", Texts{"activity", "entropy"}}, {"times", Reals{1}}}},
      {"bounds", {}},
      {"bounds", {{"times", Reals{1}}}},
      {"large_deviation", {{"chi", Reals{0.1}}, {"currents", Reals{0.1}}}},
      {"trajectories", {{"times", Reals{1}}, {"trajectories", std::int64_t{5}}}},
      {"noise", {{"frequencies", Reals{0, 1}}}},
      {"waiting_times", {{"times", Reals{0, 1}}}},
      {"distribution", {{"times", Reals{1}}}}};
  for (const std::string name : {"two_bath_qubit", "three_level_maser", "driven_qubit"})
    for (const auto& [task, keys] : tasks) {
      const Answer a = asked(name, task, {}, keys);
      for (const auto& [quantity, datum] : a.quantities) {
        bool is_declared = false;
        for (const Quantity& q : model(name).quantities)
          is_declared = is_declared || (q.name == quantity && std::count(q.tasks.begin(), q.tasks.end(), task) > 0);
        EXPECT_TRUE(is_declared) << task << ": " << quantity;
      }
    }
}

}  // namespace
}  // namespace qalor
