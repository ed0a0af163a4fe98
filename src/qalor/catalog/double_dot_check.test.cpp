// SPDX-License-Identifier: BSD-3-Clause
#include <gmock/gmock.h>

#include "tests/ask.hpp"

namespace qalor {
namespace {

using ask::Given;
using testing::ElementsAre;
using testing::IsEmpty;

const Model& model() { return *find_model("double_dot"); }

std::vector<std::string> complaints(const Given& given) { return ask::complaints({model(), "steady_state", given}); }
std::vector<std::string> warnings(const Given& given) {
  return ask::answer({model(), "steady_state", given}).certificate.warnings;
}

const Value negf("negf");
const Value pauli("pauli_global");
const Value local("local");
const Value redfield("redfield");

TEST(DoubleDotCheck, NegfIsForDotsWithoutInteraction) {
  for (const double U : {-1.0, 1e-9, 5.0})
    EXPECT_THAT(complaints({{"method", negf}, {"U", U}}),
                ElementsAre("`method` = \"negf\" is exact without interaction only: set `U` = 0, or use \"perlind\""));
  EXPECT_THAT(complaints({{"method", negf}}), IsEmpty());
}

TEST(DoubleDotCheck, EigenstateRatesNeedDistinctLevels) {
  const std::string why =
      "`method` = \"pauli_global\" has no distinct levels with `hopping` = 0 and `eps_1` = `eps_2`: populations of "
      "eigenstates do not say on which dot an electron is; use \"perlind\"";
  EXPECT_THAT(complaints({{"method", pauli}, {"hopping", 0.0}}), ElementsAre(why));
  EXPECT_THAT(complaints({{"method", pauli}, {"hopping", 0.0}, {"eps_1", 0.3}, {"eps_2", 0.3}}), ElementsAre(why));
  // To rounding of the spectrum, which the charging energy widens.
  EXPECT_THAT(complaints({{"method", pauli}, {"hopping", 1e-9}, {"U", 5.0}}), ElementsAre(why));
  EXPECT_THAT(complaints({{"method", pauli}, {"hopping", 0.0}, {"eps_1", 0.3}}), IsEmpty());
  EXPECT_THAT(complaints({{"method", pauli}, {"hopping", 1e-3}, {"U", 5.0}}), IsEmpty());
  EXPECT_THAT(complaints({{"hopping", 0.0}}), IsEmpty());
}

TEST(DoubleDotWarn, OfRatesThatAreNotSmall) {
  const std::string why =
      "the largest tunnelling rate is 0.4 of the lowest temperature: weak-coupling methods need less than 0.3";
  EXPECT_THAT(warnings({{"gamma_R", 0.2}, {"T_L", 0.5}}), ElementsAre(why));
  EXPECT_THAT(warnings({{"gamma_R", 0.2}, {"T_L", 0.7}}), IsEmpty());
  EXPECT_THAT(warnings({{"gamma_R", 0.2}, {"T_L", 0.5}, {"method", negf}}), IsEmpty());  // exact at any rate
}

TEST(DoubleDotWarn, OfEigenstateRatesBelowTheWidth) {
  EXPECT_THAT(warnings({{"method", pauli}, {"hopping", 0.01}}),
              ElementsAre("the levels are 0.02 apart and 0.1 wide: \"pauli_global\" needs levels further apart than "
                          "their width"));
  EXPECT_THAT(warnings({{"method", pauli}, {"hopping", 0.01}, {"eps_1", 0.2}}), IsEmpty());
}

TEST(DoubleDotWarn, OfLocalJumpsBeyondTheirRange) {
  const std::string strong =
      "the hopping 0.2 is above 0.1, the smallest of rates and temperatures: \"local\" needs a weaker one";
  const std::string detuned =
      "the bare levels are 0.15 apart, more than the smallest tunnelling rate 0.1: \"local\" needs equal levels";
  EXPECT_THAT(warnings({{"method", local}, {"hopping", 0.2}}), ElementsAre(strong));
  EXPECT_THAT(warnings({{"method", local}, {"hopping", -0.2}}), ElementsAre(strong));
  EXPECT_THAT(warnings({{"method", local}, {"hopping", 0.05}, {"eps_2", -0.15}, {"T_R", 1.001}}), ElementsAre(detuned));
  EXPECT_THAT(warnings({{"method", local}, {"hopping", 0.05}, {"eps_2", -0.05}}), IsEmpty());
}

TEST(DoubleDotWarn, OfGivenParametersThatTheMethodDoesNotUse) {
  const std::string principal = "`principal_value` is not used: it belongs to `method` = \"redfield\" or \"one_vn\"";
  const std::string band =
      "`bandwidth` is not used: it belongs to `principal_value` = 1 with \"redfield\" or \"one_vn\", and to "
      "`lamb_shift` = 1 "
      "with the other methods";
  const std::string shift =
      "`lamb_shift` is not used: it belongs to `method` = \"pauli_global\", \"local\" or \"perlind\"";
  const Value yes = std::int64_t{1};
  EXPECT_THAT(warnings({{"principal_value", yes}}), ElementsAre(principal));
  EXPECT_THAT(warnings({{"bandwidth", 50.0}, {"method", redfield}}), ElementsAre(band));
  EXPECT_THAT(warnings({{"bandwidth", 50.0}, {"principal_value", yes}}), ElementsAre(principal, band));
  EXPECT_THAT(warnings({{"bandwidth", 50.0}, {"principal_value", yes}, {"method", redfield}}), IsEmpty());
  EXPECT_THAT(warnings({{"bandwidth", 50.0}, {"lamb_shift", yes}}), IsEmpty());
  EXPECT_THAT(warnings({{"lamb_shift", yes}, {"method", redfield}}), ElementsAre(shift));
  EXPECT_THAT(warnings({{"lamb_shift", yes}, {"bandwidth", 50.0}, {"method", negf}}), ElementsAre(shift, band));
}

}  // namespace
}  // namespace qalor
