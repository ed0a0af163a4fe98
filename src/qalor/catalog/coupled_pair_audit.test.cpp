// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/ask.hpp"

namespace qalor {
namespace {

using ask::Asked;
using ask::number;

Answer audit(const ask::Given& given) { return ask::answer(Asked("audit", given)); }

TEST(Audit, OfTheLevyKosloffPairHasTheNumbersOfTheCard) {
  const Answer answer = audit(ask::detuned());
  const std::vector<std::pair<std::string, double>> expected{{"heat_current_A_full", -2.861133416e-05},
                                                             {"heat_current_B_full", 2.861133416e-05},
                                                             {"entropy_production_full", -1.430566708e-05},
                                                             {"heat_current_A_bare", -4.175077728e-05},
                                                             {"heat_current_B_bare", 1.391692576e-05},
                                                             {"power_bare", 2.783385152e-05},
                                                             {"entropy_production_bare", 6.958462879e-06},
                                                             {"epsilon_eff", 1.612614741e-04},
                                                             {"secular_ratio", 15.45728305},
                                                             {"product_gibbs_drift", 4.325794878e-03},
                                                             {"gibbs_residual_A", 2.983082130e-04},
                                                             {"gibbs_residual_B", 3.788015207e-04}};
  for (const auto& [name, value] : expected) EXPECT_NEAR(number(answer, name) / value, 1, 2e-9) << name;
  EXPECT_NEAR(number(answer, "power_full"), 0, 1e-18);
  EXPECT_LT(number(answer, "first_law_residual"), 1e-15);
  EXPECT_EQ(ask::code(answer, "second_law_full"), 0);
  EXPECT_EQ(ask::code(answer, "second_law_bare"), 1);
  EXPECT_EQ(answer.certificate.status, Status::ok);  // answered, with the verdict
  EXPECT_EQ(ask::word(answer, "verdict"), "full-H heat violates the second law");
  EXPECT_EQ(
      ask::word(answer, "explanation"),
      "full-H heat flows from cold to hot: local jumps ignore the coupling energy; the bare books, with switching work "
      "2.783e-05, respect the second law");
}

TEST(Audit, OfTheGlobalPairHasOneHeatAndItsGibbsStates) {
  const Answer answer = audit(ask::detuned({{"dynamics", "global"}}));
  EXPECT_NEAR(number(answer, "heat_current_A_full") / 3.736595395e-05, 1, 1e-9);
  EXPECT_NEAR(number(answer, "entropy_production_full") / 1.868297698e-05, 1, 1e-9);
  EXPECT_EQ(answer.quantities.find("heat_current_A_bare"), nullptr);
  EXPECT_LT(number(answer, "gibbs_residual_A"), 1e-16);
  EXPECT_LT(number(answer, "gibbs_residual_B"), 1e-16);
  EXPECT_EQ(
      ask::word(answer, "explanation"),
      "global jumps exchange energy of the whole Hamiltonian: each bath alone leads to its Gibbs state, and both laws "
      "hold");
}

TEST(Audit, OfNoiseFindsBothHeatsEqualAndTheProductStateDrifting) {
  const Answer answer = audit({{"omega_A", 3.0}, {"beta_B", 1.0}});
  EXPECT_EQ(number(answer, "heat_current_A_bare"), number(answer, "heat_current_A_full"));
  const double x = 1 / (std::exp(1.5) + 1);
  const double y = 1 / (std::exp(1.0) + 1);
  EXPECT_NEAR(number(answer, "product_gibbs_drift"), 0.3 * (y - x), 1e-15);
  EXPECT_NEAR(number(answer, "gibbs_residual_A"), 0, 1e-16);
  EXPECT_EQ(ask::word(answer, "explanation"),
            "noise carries no entropy: all its energy is work, 0.03544 here, and both laws hold with either heat");
  EXPECT_EQ(ask::word(answer, "verdict"), "both laws hold");
}

TEST(Audit, SeesTheHeatThatTheClausiusSumIsBlindTo) {
  const Answer answer = audit({{"coupling", "coherent"},
                               {"omega_A", 2.0},
                               {"gamma_A", 0.1},
                               {"gamma_B", 0.2},
                               {"beta_A", 1.0},
                               {"beta_B", 1.0}});
  EXPECT_EQ(ask::code(answer, "second_law_full"), 1);
  EXPECT_GT(number(answer, "gibbs_residual_A"), 1e-5);
  EXPECT_EQ(ask::word(answer, "explanation"),
            fmt::format(
                "at equal temperatures the entropy production of full-H heat is blind: heat flows between equal baths, "
                "which only local jumps allow (see gibbs_residual_A, _B); the bare books book {:.4g} as switching work",
                number(answer, "power_bare")));
}

TEST(Audit, ExplainsWhereBothBooksRespectTheSecondLaw) {
  const Answer answer = audit({{"coupling", "coherent"}, {"omega_A", 1.2}, {"g", 0.01}});
  EXPECT_EQ(ask::word(answer, "explanation"),
            fmt::format(
                "both books respect the second law here; they differ by the switching work {:.4g} of keeping the jumps "
                "local",
                number(answer, "power_bare")));
  EXPECT_EQ(ask::word(answer, "verdict"), "both laws hold");
}

}  // namespace
}  // namespace qalor
