// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/double_dot.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "tests/ask.hpp"
#include "tests/machines.hpp"

namespace qalor {
namespace {

using ask::Given;
using ask::number;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using two_dots::Method;
using two_dots::Parameters;

const Model& model() { return *find_model("double_dot"); }

Answer steady(const Given& given) { return ask::answer({model(), "steady_state", given}); }

/// The detuned dots of the specification, where local jumps run backwards.
Given detuned(const std::string& method, const Given& more = {}) {
  Given out{{"eps_1", 0.3}, {"eps_2", -0.2}, {"hopping", 0.4}, {"gamma_L", 0.01}, {"gamma_R", 0.02},
            {"T_R", 0.5},   {"mu_L", 0.2},   {"mu_R", -0.2},   {"method", method}};
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

Parameters random_dots(laws::Dice& dice, Method method, bool with_charging) {
  const auto lead = [&](const std::string& name) {
    return Bath{name, dice.between(0.5, 3), FlatDamping{dice.between(0.01, 0.3)}, dice.between(-1, 1),
                Statistics::fermion};
  };
  Parameters p;
  p.eps_1 = dice.between(-1, 1);
  p.eps_2 = dice.between(-1, 1);
  p.hopping = dice.between(0.05, 1);
  p.left = lead("L");
  p.right = lead("R");
  p.U = with_charging ? dice.between(-3, 3) : 0;
  p.method = method;
  p.has_principal_values = dice.between(0, 1) < 0.5;
  return p;
}

const std::vector<Method> all{Method::pauli_global, Method::local,  Method::perlind,
                              Method::redfield,     Method::one_vn, Method::negf};

TEST(DoubleDot, ConservesParticlesAndEnergyByEveryMethod) {
  laws::Dice dice(1);
  for (const Method method : all)
    for (int k = 0; k < 10; ++k) {
      SCOPED_TRACE(two_dots::method_text(method));
      const Answer answer = two_dots::steady_state(random_dots(dice, method, method != Method::negf));
      EXPECT_NEAR(number(answer, "particle_current_L") + number(answer, "particle_current_R"), 0, 1e-14);
      EXPECT_NEAR(number(answer, "energy_current_L") + number(answer, "energy_current_R"), 0, 1e-14);
      EXPECT_NE(answer.certificate.status, Status::not_converged) << answer.certificate.reason;
    }
}

TEST(DoubleDot, ObeysTheSecondLawByEigenstateRatesAndExactly) {
  laws::Dice dice(2);
  for (const Method method : {Method::pauli_global, Method::negf})
    for (int k = 0; k < 30; ++k) {
      const Answer answer = two_dots::steady_state(random_dots(dice, method, method != Method::negf));
      EXPECT_GT(number(answer, "entropy_production"), 0);
      EXPECT_EQ(answer.certificate.status, Status::ok);
    }
}

TEST(DoubleDot, ShiftsItsEnergyCurrentWithTheOriginOfEnergy) {
  // eps_i + d, mu_a + d, U = 0: J_N as it was, J_E larger by d J_N. Bands of fixed edges would know their middle.
  laws::Dice dice(3);
  for (const Method method : all) {
    SCOPED_TRACE(two_dots::method_text(method));
    Parameters p = random_dots(dice, method, false);
    p.has_principal_values = false;
    const Answer here = two_dots::steady_state(p);
    const Real d = 0.7;
    p.eps_1 += d;
    p.eps_2 += d;
    p.left.chemical_potential += d;
    p.right.chemical_potential += d;
    const Answer there = two_dots::steady_state(p);
    const Real particles = number(here, "particle_current_L");
    EXPECT_NEAR(number(there, "particle_current_L"), particles, 1e-14);
    EXPECT_NEAR(number(there, "energy_current_L"), number(here, "energy_current_L") + d * particles, 1e-14);
  }
}

TEST(DoubleDot, IsTheSameSeenFromTheOtherSide) {
  laws::Dice dice(4);
  for (const Method method : all) {
    SCOPED_TRACE(two_dots::method_text(method));
    const Parameters p = random_dots(dice, method, method != Method::negf);
    Parameters mirrored = p;
    std::swap(mirrored.eps_1, mirrored.eps_2);
    std::swap(mirrored.left, mirrored.right);
    mirrored.left.name = "L";
    mirrored.right.name = "R";
    const Answer one = two_dots::steady_state(p);
    const Answer other = two_dots::steady_state(mirrored);
    EXPECT_NEAR(number(one, "particle_current_L"), number(other, "particle_current_R"), 1e-14);
    EXPECT_NEAR(number(one, "heat_current_L"), number(other, "heat_current_R"), 1e-14);
    if (method != Method::negf) {
      EXPECT_NEAR(number(one, "occupation_1"), number(other, "occupation_2"), 1e-13);
      EXPECT_NEAR(number(one, "coherence_im"), -number(other, "coherence_im"), 1e-13);
    }
  }
}

TEST(DoubleDot, CarriesNothingWithoutHopping) {
  for (const std::string method : {"local", "perlind", "redfield", "one_vn", "negf"}) {
    const Answer answer =
        steady({{"hopping", 0.0}, {"mu_L", 0.5}, {"T_L", 2.0}, {"gamma_L", 0.05}, {"method", method}});
    EXPECT_NEAR(number(answer, "particle_current_L"), 0, 1e-16) << method;
    EXPECT_NEAR(number(answer, "energy_current_L"), 0, 1e-16) << method;
  }
}

TEST(DoubleDot, LetsOutByHoppingWhatEntersADot) {
  // d<n_1>/dt = J_N^L - 2 hopping Im c, where the jumps of lead L keep to dot 1.
  laws::Dice dice(5);
  for (int k = 0; k < 10; ++k) {
    const Parameters p = random_dots(dice, Method::local, true);
    const Answer answer = two_dots::steady_state(p);
    EXPECT_NEAR(number(answer, "particle_current_L"), 2 * p.hopping * number(answer, "coherence_im"), 1e-14);
  }
}

TEST(DoubleDot, ReportsANegativeEntropyProductionAsAViolatedLawAndKeepsItsNumbers) {
  const Answer answer = steady(detuned("local"));
  EXPECT_NEAR(number(answer, "particle_current_L"), -1.23579685e-4, 1e-12);
  EXPECT_NEAR(number(answer, "entropy_production"), -9.0625e-5, 1e-9);
  EXPECT_EQ(answer.certificate.status, Status::law_violated);
  const std::string reason =
      "the entropy production is negative, -9.0625e-05: local jumps exchange the energies of the single dots and not "
      "of the levels that the hopping makes";
  EXPECT_EQ(answer.certificate.reason, reason);
  EXPECT_EQ(ask::word(answer, "verdict"), reason);
  EXPECT_EQ(std::get<std::int64_t>(*answer.certificate.details.find("second_law")), 0);
}

TEST(DoubleDot, SaysWhyPerlindBreaksTheSecondLaw) {
  // Near equilibrium, where the currents that PERLind has in equilibrium are larger than those of the forces.
  Given given{{"eps_1", -1.73},  {"eps_2", -2.71}, {"hopping", 0.294}, {"U", -1.17},      {"gamma_L", 0.394},
              {"gamma_R", 0.11}, {"T_L", 1.068},   {"T_R", 1.069},     {"mu_L", 0.04611}, {"mu_R", 0.04623}};
  const Answer near = steady(given);
  EXPECT_EQ(near.certificate.status, Status::law_violated);
  EXPECT_THAT(near.certificate.reason, testing::StartsWith("the entropy production is negative, -"));
  EXPECT_THAT(near.certificate.reason,
              testing::EndsWith("PERLind jumps superpose transitions of different energies and obey detailed balance "
                                "only to the order of the tunnelling rates"));
  given[7].second = 1.068;
  given[9].second = 0.04611;
  EXPECT_GT(std::abs(number(steady(given), "particle_current_L")), 1e-6);
}

TEST(DoubleDot, SaysWhyEquationsOfSecondOrderBreakTheSecondLaw) {
  laws::Dice dice(6);
  const std::string second_order =
      "equations of second order in the tunnelling obey detailed balance only to the order of the tunnelling rates";
  int violated = 0;
  for (int k = 0; k < 300; ++k) {
    Parameters p = random_dots(dice, Method::one_vn, true);
    p.left.spectrum = p.right.spectrum = FlatDamping{0.5};
    const Answer answer = two_dots::steady_state(p);
    if (answer.certificate.status != Status::law_violated) continue;
    ++violated;
    EXPECT_LT(number(answer, "entropy_production"), 0);
    EXPECT_THAT(answer.certificate.reason, testing::StartsWith("the entropy production is negative, -"));
    EXPECT_THAT(answer.certificate.reason, testing::EndsWith(second_order));
  }
  EXPECT_GT(violated, 0);
}

TEST(DoubleDot, DoesNotBelieveAnInverseCurrentThatOtherMethodsDoNotHave) {
  const std::string fake = "the particle current opposes both forces, but not with `method` = \"";
  const std::string made = "\": it is made by the equation, not by the dots";
  const auto warnings = [](const Given& given) { return steady(given).certificate.warnings; };
  EXPECT_THAT(warnings(detuned("local")), Contains(fake + "perlind" + made));
  EXPECT_THAT(warnings(detuned("local")), Contains(fake + "negf" + made));
  EXPECT_THAT(warnings(detuned("local", {{"U", 0.1}})), Contains(fake + "perlind" + made));
  EXPECT_THAT(warnings(detuned("local", {{"U", 0.1}})), Not(Contains(fake + "negf" + made)));
  for (const std::string method : {"perlind", "redfield", "pauli_global", "negf"})
    EXPECT_THAT(warnings(detuned(method)), Each(Not(HasSubstr("opposes"))));
}

TEST(DoubleDot, BelievesAnInverseCurrentThatSurvives) {
  // Levels far below: what is hot is emptier there, and electrons run from R to L against both forces.
  for (const std::string method : {"perlind", "redfield", "negf"}) {
    const Answer answer = steady(detuned(method, {{"eps_1", -2.0}, {"eps_2", -2.0}}));
    EXPECT_LT(number(answer, "particle_current_L"), 0);
    EXPECT_THAT(answer.certificate.warnings, Each(Not(HasSubstr("opposes"))));
  }
}

TEST(DoubleDot, IsGradedAgainstTheExactCurrents) {
  const Answer exact = steady(detuned("negf"));
  for (const std::string method : {"pauli_global", "local", "perlind", "redfield", "one_vn"}) {
    const Answer answer = steady(detuned(method));
    for (const std::string what : {"particle", "energy"}) {
      const Real right = number(exact, what + "_current_L");
      const Real error = std::abs(number(answer, what + "_current_L") - right) / std::abs(right);
      EXPECT_DOUBLE_EQ(answer.certificate.details.number(what + "_current_error"), error);
    }
  }
  EXPECT_EQ(exact.certificate.details.find("particle_current_error"), nullptr);
  EXPECT_EQ(steady(detuned("perlind", {{"U", 1.0}})).certificate.details.find("particle_current_error"), nullptr);
  // Mirror dots between mirror leads carry no energy: no relative error.
  const Answer mirror = steady({{"mu_L", 0.5}, {"mu_R", -0.5}});
  EXPECT_EQ(mirror.certificate.details.find("energy_current_error"), nullptr);
  EXPECT_LT(mirror.certificate.details.number("particle_current_error"), 1e-3);
}

TEST(DoubleDot, NamesTheSmallestEigenvalueAsItIs) {
  const Answer answer = steady({{"hopping", 0.05},
                                {"gamma_L", 0.05},
                                {"gamma_R", 0.05},
                                {"U", 5.0},
                                {"mu_L", 1.0},
                                {"mu_R", -1.0},
                                {"T_L", 0.5},
                                {"T_R", 0.5},
                                {"method", "one_vn"},
                                {"principal_value", std::int64_t{1}}});
  EXPECT_NEAR(number(answer, "min_eigenvalue"), -3.7291e-5, 5e-10);
  EXPECT_EQ(answer.certificate.status, Status::ok);
  EXPECT_THAT(answer.certificate.warnings, ElementsAre(HasSubstr("the negative eigenvalue -3.7291e-05")));
}

TEST(DoubleDot, LevelShiftsGivePerlindTheCoherenceOfTheSecondOrderEquation) {
  // Charged dots, where shifts of the levels with one and two electrons differ; both agree at leading order in the
  // rates.
  const ask::Given given{{"hopping", 0.05}, {"gamma_L", 0.01}, {"gamma_R", 0.01}, {"U", 5.0},
                         {"mu_L", 1.0},     {"mu_R", -1.0},    {"T_L", 0.5},      {"T_R", 0.5}};
  const auto asked = [&](const std::string& method, const std::string& shift, std::int64_t on) {
    ask::Given asked_for = given;
    asked_for.emplace_back("method", method);
    asked_for.emplace_back(shift, on);
    return steady(asked_for);
  };
  const auto coherence = [](const Answer& answer) { return number(answer, "coherence_re"); };
  const Real second = coherence(asked("redfield", "principal_value", 1));
  const Real without = coherence(asked("perlind", "lamb_shift", 0));
  const Real with = coherence(asked("perlind", "lamb_shift", 1));
  EXPECT_LT(std::abs(with - second), 0.01 * std::abs(without - second));
  // Distinct levels: populations of eigenstates do not feel the shifts.
  const Real shifted = number(asked("pauli_global", "lamb_shift", 1), "particle_current_L");
  EXPECT_NEAR(shifted / number(asked("pauli_global", "lamb_shift", 0), "particle_current_L"), 1, 1e-12);
}

TEST(DoubleDot, HasNoSteadyStateWithoutLeads) {
  for (const std::string method : {"perlind", "redfield"})
    EXPECT_THROW((void)steady({{"gamma_L", 0.0}, {"gamma_R", 0.0}, {"method", method}}), ConvergenceError);
}

TEST(DoubleDot, ComparesEveryMethodWithTheExactOne) {
  std::vector<std::string> labels;
  for (const Variant& variant : model().variants(ask::Asked(model(), "steady_state", {}).parameters)) {
    labels.push_back(variant.label);
    EXPECT_EQ(variant.is_exact, variant.label == "negf");
    EXPECT_THAT(variant.changes, ElementsAre(testing::Pair("method", Value(variant.label))));
  }
  EXPECT_THAT(labels, ElementsAre("pauli_global", "local", "perlind", "redfield", "one_vn", "negf"));
}

}  // namespace
}  // namespace qalor
