// SPDX-License-Identifier: BSD-3-Clause
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "qalor/catalog/finite_exchange.hpp"
#include "tests/ask.hpp"

namespace qalor {
namespace {

using ask::Asked, ask::Given;
using testing::AllOf, testing::ElementsAre, testing::HasSubstr, testing::IsEmpty;
using Texts = std::vector<std::string>;

const Model& model() { return *find_model("finite_exchange"); }

Given outputs(const Texts& names, const Given& more = {}) {
  Given out{{"times", std::vector<double>{2}}, {"outputs", names}};
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

Texts refused(const Given& given, const Given& keys = outputs({"response"})) {
  return ask::complaints(Asked(model(), "exchange", given, keys));
}

Value whole(std::int64_t n) { return Value(n); }

TEST(FiniteExchangeCheck, AcceptsTheDefaults) { EXPECT_THAT(refused({}), IsEmpty()); }

TEST(FiniteExchangeCheck, BosonsMustLieBelowTheLevelsOfTheUncoupledBody) {
  EXPECT_THAT(refused({{"statistics", "boson"}, {"mu_A", -1.0}, {"mu_B", -2.5}}),
              ElementsAre("`mu_A` = -1 must lie below -1, the lowest level of the uncoupled body A: at or above it the "
                          "number of bosons diverges"));
  // The joined chain reaches lower than either body: no error.
  EXPECT_THAT(refused({{"statistics", "boson"}, {"mu_A", -1.1}, {"mu_B", -1.74}}), IsEmpty());
}

TEST(FiniteExchangeCheck, BosonsNeedWeightsThatConverge) {
  const Given boson{{"statistics", "boson"}, {"mu_A", -3.0}, {"mu_B", -3.0}};
  const auto with = [&](const Given& more) {
    Given given = boson;
    given.insert(given.end(), more.begin(), more.end());
    return refused(given);
  };
  EXPECT_THAT(with({{"beta_B", 0.0}}), ElementsAre("bosons need `beta_B` > 0, found 0: otherwise the grand-canonical "
                                                   "weight diverges"));
  EXPECT_THAT(with({{"U", -1.0}}), ElementsAre("bosons need `U` >= 0, found -1: with attraction the grand-canonical "
                                               "weight diverges"));
  EXPECT_THAT(with({{"U", 1.0}, {"V_nn", -0.5}}),
              ElementsAre(HasSubstr("bosons need `V_nn` > -U/2 = -0.5, found -0.5")));
  EXPECT_THAT(with({{"V_nn", -0.1}}), ElementsAre(HasSubstr("bosons need `V_nn` >= 0 at `U` = 0, found -0.1")));
  EXPECT_THAT(with({{"spin", "half"}}),
              ElementsAre("`spin` = \"half\" is of fermions: bosons have `spin` = \"none\", or set `statistics` = "
                          "\"fermion\""));
}

TEST(FiniteExchangeCheck, FermionsWithoutSpinNeverShareASite) {
  EXPECT_THAT(refused({{"U", 2.0}}),
              ElementsAre("`U` = 2 has no meaning for fermions without spin, which never share a "
                          "site: set `spin` = \"half\", or use `V_nn`"));
}

TEST(FiniteExchangeCheck, GeometriesOwnTheirParameters) {
  EXPECT_THAT(refused({{"geometry", "ladder"}}),
              ElementsAre("`geometry` = \"ladder\" joins every site of A to one of B: `sites_A` and `sites_B` must be "
                          "equal, found 2 and 5"));
  EXPECT_THAT(refused({{"flux", 0.3}}), ElementsAre("`flux` belongs to `geometry` = \"ring\", found \"end_to_end\": "
                                                    "leave it out, or set the geometry"));
  EXPECT_THAT(refused({{"contact_far", 0.3}, {"geometry", "ladder"}, {"sites_B", whole(2)}}),
              ElementsAre(HasSubstr("`contact_far` belongs to `geometry` = \"ring\", found \"ladder\"")));
}

TEST(FiniteExchangeCheck, TimesAreDurations) {
  EXPECT_THAT(refused({}, {}), ElementsAre(HasSubstr("`times` must hold at least one duration of the contact")));
  EXPECT_THAT(refused({{"ramp", 1.5}}),
              ElementsAre("`times`: 2 is shorter than both ramps, 2 `ramp` = 3: take a longer "
                          "time or a shorter ramp"));
  EXPECT_THAT(refused({{"ramp", 0.5}}, outputs({"rates"})),
              ElementsAre("`rates` is of a sudden contact, at times [2]: found `ramp` = 0.5, set it to 0"));
  // An empty array, a negative number and NaN are refused by the declaration.
  const Field& times = *find_field(model().tasks[0].keys, "times");
  EXPECT_THAT(check_value(times, std::vector<double>{1, -3})->message, HasSubstr("-3"));
  EXPECT_TRUE(check_value(times, std::vector<double>{}));
  EXPECT_TRUE(check_value(times, std::vector<double>{std::numeric_limits<double>::quiet_NaN()}));
}

TEST(FiniteExchangeCheck, CountingFieldsAreFourNumbers) {
  EXPECT_THAT(
      refused({}, outputs({"characteristic"})),
      ElementsAre("`characteristic` needs `chi`: counting fields of (H_A, N_A, H_B, N_B), as [[0, 0.8, 0, 0]]"));
  EXPECT_THAT(
      refused({}, outputs({"characteristic"}, {{"chi", std::vector<std::vector<double>>{{1, 2, 3}}}})),
      ElementsAre("`chi` must be an array of arrays of four numbers, for (H_A, N_A, H_B, N_B); found one of 3"));
}

TEST(FiniteExchangeCheck, UnknownNamesAreAnsweredByTheNearest) {
  const auto& keys = model().tasks[0].keys;
  EXPECT_THAT(check_value(*find_field(keys, "outputs"), Texts{"respons"})->message, HasSubstr("response"));
  EXPECT_THAT(check_value(*find_field(keys, "convention"), std::string("symetric"))->message, HasSubstr("symmetric"));
  EXPECT_THAT(check_value(*find_field(keys, "basis"), std::string("heats"))->message, HasSubstr("heat"));
}

TEST(FiniteExchangeCheck, LargeSectorsAreRefusedWithTheirSize) {
  EXPECT_THAT(refused({{"sites_A", whole(8)}, {"sites_B", whole(8)}, {"V_nn", 1.0}}),
              ElementsAre(AllOf(HasSubstr("the largest sector has 12870 states, above `max_dimension` = 4000; it would "
                                          "need 11 GB of memory"),
                                HasSubstr("`method` = \"sampling\""))));
  EXPECT_THAT(refused({{"sites_A", whole(14)}, {"sites_B", whole(14)}, {"V_nn", 1.0}},
                      outputs({"response"}, {{"method", "sampling"}})),
              ElementsAre(HasSubstr("make the bodies smaller")));
}

TEST(FiniteExchangeCheck, MethodsSayWhatTheyCannotDo) {
  const auto method = [&](const std::string& name, const Texts& asked, const Given& given = {}) {
    return refused(given, outputs(asked, {{"method", name}}));
  };
  EXPECT_THAT(method("quadratic", {"joint"}), ElementsAre("`joint` needs every pair of states: `method` = \"sectors\", "
                                                          "found \"quadratic\""));
  EXPECT_THAT(
      method("quadratic", {}, {{"V_nn", 1.0}}),
      ElementsAre(HasSubstr("\"quadratic\" is for free particles, and `U`, `V_nn` or `V_contact` is not zero: set "
                            "`method` = \"sectors\"")));
  EXPECT_THAT(method("sampling", {"time_average"}), ElementsAre(HasSubstr("`time_average` needs exact levels")));
  EXPECT_THAT(method("typicality", {"covariance"}), ElementsAre(HasSubstr("beyond `method` = \"typicality\"")));
  EXPECT_THAT(method("sampling", {}, {{"ramp", 0.5}}), ElementsAre(HasSubstr("is of a sudden contact")));
  EXPECT_THAT(method("auto", {"references"}, {{"geometry", "ring"}}),
              ElementsAre(HasSubstr("`references` are of free chains joined end to end")));
  EXPECT_THAT(method("auto", {"references"}, {{"V_nn", 0.5}}), ElementsAre(HasSubstr("set `geometry`")));
}

TEST(FiniteExchangeCheck, CutoffsThatDiscardMuchAreRefused) {
  const Given bosons{
      {"statistics", "boson"}, {"sites_A", whole(1)}, {"sites_B", whole(2)}, {"U", 1.0}, {"boson_cutoff", whole(1)}};
  EXPECT_THAT(refused(bosons), ElementsAre(AllOf(HasSubstr("`boson_cutoff` = 1 discards 0."),
                                                 HasSubstr("of the weight, more than 0.001: "),
                                                 HasSubstr(" discards less than 1e-12"))));
}

}  // namespace
}  // namespace qalor
