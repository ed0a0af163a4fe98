// SPDX-License-Identifier: BSD-3-Clause
#include <gmock/gmock.h>

#include "tests/ask.hpp"

namespace qalor {
namespace {

using ask::Given;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> warnings(const Given& given) { return ask::steady(given).certificate.warnings; }

const Value coherent("coherent");

TEST(Warn, OfGivenParametersThatTheCaseDoesNotUse) {
  EXPECT_THAT(warnings({{"g", 0.1}}), ElementsAre("`g` is not used: it belongs to `coupling` = \"coherent\""));
  EXPECT_THAT(warnings({{"coupling", coherent}, {"g", 0.01}, {"epsilon", 0.1}}),
              ElementsAre("`epsilon` is not used: it belongs to `coupling` = \"noise\""));
  EXPECT_THAT(warnings({{"bath_spectrum", "ohmic"}, {"gamma_A", 0.1}, {"gamma_B", 0.1}}),
              ElementsAre("`gamma_A` is not used: it belongs to the flat bath spectra",
                          "`gamma_B` is not used: it belongs to the flat bath spectra"));
  EXPECT_THAT(warnings({{"eta_A", 0.1}, {"eta_B", 0.1}, {"omega_c", 2.0}}),
              ElementsAre("`eta_A` is not used: it belongs to `bath_spectrum` = \"ohmic\"",
                          "`eta_B` is not used: it belongs to `bath_spectrum` = \"ohmic\"",
                          "`omega_c` is not used: it belongs to `bath_spectrum` = \"ohmic\""));
  EXPECT_THAT(warnings({{"collision_time", 0.1}}),
              ElementsAre("`collision_time` is not used: it belongs to `dynamics` = \"collision\""));
}

TEST(Warn, NotOfDefaultsNorOfWhatIsUsed) {
  EXPECT_THAT(warnings({{"epsilon", 0.1}, {"gamma_A", 0.3}}), IsEmpty());
  EXPECT_THAT(
      warnings({{"coupling", coherent}, {"bath_spectrum", "ohmic"}, {"g", 0.01}, {"eta_A", 0.1}, {"omega_c", 2.0}}),
      IsEmpty());
}

TEST(Warn, OfDressedLevelsFarFromTheBareOnes) {
  // omega = 1, g = 0.3: f(1.3 beta) and f(0.7 beta) at beta = 1.5 are 31.7 % and 42.1 % off, 36.9 on average.
  EXPECT_THAT(
      warnings({{"coupling", coherent}, {"g", 0.3}}),
      ElementsAre(
          "the dressed levels have occupations up to 37 % off the bare ones that local jumps assume: compare with "
          "`dynamics` = \"global\""));
  EXPECT_THAT(warnings({{"coupling", coherent}, {"g", 0.01}}), IsEmpty());
  EXPECT_THAT(warnings({{"coupling", coherent}, {"g", 0.0}}), IsEmpty());
}

TEST(Warn, OfAGlobalGeneratorNearDegeneracy) {
  EXPECT_THAT(
      warnings({{"coupling", coherent}, {"dynamics", "global"}}),
      ElementsAre("the dressed levels are only 0.0707 line widths apart: a global generator overestimates the current "
                  "there (secular ratio below 10)"));
  EXPECT_THAT(warnings(ask::detuned({{"dynamics", "global"}})), IsEmpty());
}

TEST(Variants, AreEveryGeneratorThatTheCouplingHas) {
  const auto labels = [](const Given& given) {
    std::vector<std::string> out;
    for (const Variant& variant : ask::coupled_pair().variants(ask::Asked("steady_state", given).parameters))
      out.push_back(variant.label);
    return out;
  };
  EXPECT_THAT(labels({}), ElementsAre("local"));
  EXPECT_THAT(labels({{"coupling", coherent}}),
              ElementsAre("local, bare heat", "local, full heat", "global", "partial secular", "universal", "redfield",
                          "collision", "landauer"));
}

TEST(Variants, OnlyTheExactOneGradesTheOthers) {
  for (const Variant& variant :
       ask::coupled_pair().variants(ask::Asked("steady_state", {{"coupling", coherent}}).parameters))
    EXPECT_EQ(variant.is_exact, variant.label == "landauer");
}

}  // namespace
}  // namespace qalor
