// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/coupled_pair.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/ask.hpp"
#include "tests/machines.hpp"

namespace qalor {
namespace {

using ask::Given;
using ask::number;
using ask::steady;

std::vector<std::string> names(const Answer& answer) {
  std::vector<std::string> out;
  for (const auto& [name, datum] : answer.quantities) out.push_back(name);
  return out;
}

TEST(CoupledPair, DefaultStudyHasTheNumbersOfItsCard) {
  const Answer answer = steady({});
  EXPECT_NEAR(number(answer, "heat_current_A"), 0.04087578835639, 1e-14);
  const std::vector<double> populations{0.5060883311, 0.1418145160, 0.2780671438, 0.0740300091};
  for (std::size_t k = 0; k < 4; ++k) EXPECT_NEAR(ask::numbers(answer, "populations")[k], populations[k], 1e-10);
  EXPECT_EQ(ask::word(answer, "regime"), "conductor");
  EXPECT_EQ(ask::word(answer, "verdict"), "both laws hold");
  EXPECT_TRUE(answer.certificate.warnings.empty());
}

TEST(CoupledPair, SweepOfTheCardHasItsNumbers) {
  const std::vector<double> expected{0.001923453075, 0.01705546926, 0.07996411541, 0.1266953648};
  for (std::size_t k = 0; k < 4; ++k) {
    const Answer answer = steady({{"epsilon", 0.01 * std::pow(10.0, static_cast<double>(k))}});
    EXPECT_NEAR(number(answer, "heat_current_A") / expected[k], 1, 1e-9);
  }
}

TEST(CoupledPair, AnswersExactlyTheQuantitiesOfTheCase) {
  EXPECT_EQ(names(steady({})),
            (std::vector<std::string>{"n_A", "n_B", "n_AB", "coherence_re", "coherence_im", "excitation_current",
                                      "heat_current_A", "heat_current_B", "power", "entropy_production", "energy",
                                      "populations", "entropy", "energy_entropy", "coherence", "mutual_information"}));
  EXPECT_EQ(names(steady({{"particle", "oscillator"}, {"coupling", "coherent"}})),
            (std::vector<std::string>{"n_A", "n_B", "n_AB", "coherence_re", "coherence_im", "excitation_current",
                                      "heat_current_A", "heat_current_B", "power", "entropy_production", "epsilon_eff",
                                      "energy"}));
}

TEST(CoupledPair, EveryAnsweredQuantityIsDescribedForItsTask) {
  const Given coherent{{"coupling", "coherent"}};
  const Given modes{{"coupling", "coherent"}, {"particle", "oscillator"}};
  const Given times{{"times", std::vector<double>{0, 1}}};
  const Given chi{{"chi", std::vector<double>{0.1}}};
  for (const ask::Asked& asked :
       {ask::Asked("steady_state", {}), ask::Asked("steady_state", ask::detuned()),
        ask::Asked("evolve", coherent, times), ask::Asked("spectrum", coherent), ask::Asked("cumulants", coherent, chi),
        ask::Asked("audit", coherent), ask::Asked("audit", modes), ask::Asked("evolve", modes, times),
        ask::Asked("spectrum", modes)})
    for (const std::string& name : names(ask::answer(asked))) {
      const auto& all = ask::coupled_pair().quantities;
      const auto known = std::find_if(all.begin(), all.end(), [&](const Quantity& q) { return q.name == name; });
      ASSERT_NE(known, all.end()) << name;
      EXPECT_NE(std::find(known->tasks.begin(), known->tasks.end(), asked.task), known->tasks.end()) << name;
    }
}

TEST(CoupledPair, OffResonanceNoiseRunsMachines) {
  const Answer cold = steady({{"omega_A", 3.0}, {"beta_B", 1.0}});
  EXPECT_EQ(ask::word(cold, "regime"), "refrigerator");
  EXPECT_NEAR(number(cold, "cop"), 0.5, 1e-13);
  EXPECT_NEAR(number(cold, "heat_current_B"), 0.01772152667, 1e-11);
  EXPECT_NEAR(number(cold, "power"), 0.03544305335, 1e-11);
  const Answer engine = steady({{"omega_A", 2.0}, {"gamma_B", 2.0}, {"epsilon", 0.25}});
  EXPECT_EQ(ask::word(engine, "regime"), "engine");
  EXPECT_NEAR(number(engine, "efficiency"), 0.5, 1e-13);
  EXPECT_EQ(engine.quantities.find("cop"), nullptr);
  const Answer idle = steady({{"omega_A", 2.0}, {"beta_B", 1.0}});
  EXPECT_EQ(ask::word(idle, "regime"), "idle");
  EXPECT_EQ(idle.quantities.find("cop"), nullptr);
  EXPECT_EQ(idle.quantities.find("efficiency"), nullptr);
  for (const std::string name : {"heat_current_A", "heat_current_B", "power"})
    EXPECT_NEAR(number(idle, name), 0, 1e-14);
}

TEST(CoupledPair, NothingFlowsBetweenEqualTemperaturesOnResonance) {
  const Given equal{{"beta_A", 1.0}, {"beta_B", 1.0}};
  const auto with = [&](Given more) {
    more.insert(more.end(), equal.begin(), equal.end());
    return steady(more);
  };
  const Value modes("oscillator");
  const Value coherent("coherent");
  for (const Answer& answer :
       {with({}), with({{"coupling", coherent}}), with({{"coupling", coherent}, {"heat", "full"}}),
        with({{"coupling", coherent}, {"dynamics", "global"}, {"omega_A", 2.0}, {"g", 0.2}}),
        with({{"coupling", coherent}, {"dynamics", "global"}, {"omega_A", 2.0}, {"particle", modes}}),
        with({{"particle", modes}}),
        with({{"coupling", coherent}, {"dynamics", "landauer"}, {"particle", modes}, {"bath_spectrum", "ohmic"}})})
    for (const std::string name : {"heat_current_A", "heat_current_B", "power"})
      EXPECT_NEAR(number(answer, name), 0, 1e-14);
}

TEST(CoupledPair, LocalFullHeatFlowsBetweenEqualTemperaturesOffResonance) {
  const Answer answer = steady({{"coupling", "coherent"},
                                {"heat", "full"},
                                {"omega_A", 2.0},
                                {"gamma_A", 0.1},
                                {"gamma_B", 0.2},
                                {"beta_A", 1.0},
                                {"beta_B", 1.0}});
  EXPECT_NEAR(number(answer, "heat_current_A"), -2.356542772e-04, 1e-13);
  EXPECT_NEAR(number(answer, "entropy_production"), 0, 1e-17);  // the Clausius sum is blind here
}

TEST(CoupledPair, KeepsItsRelativePrecisionNearEquilibrium) {
  for (const std::string particle : {"qubit", "oscillator"})
    for (const std::string coupling : {"noise", "coherent"}) {
      const auto current = [&](double bias) {
        return number(steady({{"particle", particle}, {"coupling", coupling}, {"beta_A", 1.0}, {"beta_B", 1 + bias}}),
                      "heat_current_A");
      };
      // The part odd in the bias is linear but for some bias^2 of itself, here 1e-8; 1 + 1e-6 is known to 1e-10 of the
      // bias.
      const auto slope = [&](double bias) { return (current(bias) - current(-bias)) / (2 * bias); };
      EXPECT_NEAR(slope(1e-6) / slope(1e-4), 1, 1e-7) << particle << ", " << coupling;
    }
}

TEST(CoupledPair, SteadyStateIsTheClosedFormOfTheCard) {
  laws::Dice dice(1);
  for (int k = 0; k < 200; ++k) {
    pair::Parameters p;
    p.is_coherent = k % 2 == 0;
    p.is_oscillator = k % 4 < 2;
    p.omega_A = dice.between(0.5, 3);
    p.omega_B = dice.between(0.5, 3);
    p.epsilon = p.is_coherent ? 0 : dice.between(0.01, 2);
    p.g = p.is_coherent ? dice.between(-0.45, 0.45) : 0;
    p.a = laws::random_bath(dice, "A", dice.between(0.3, 3));
    p.b = laws::random_bath(dice, "B", dice.between(0.3, 3));
    const Answer answer = pair::steady_state(p);
    const Real ka = pair::relaxation_rate(p, p.a, p.omega_A);
    const Real kb = pair::relaxation_rate(p, p.b, p.omega_B);
    const Real j = pair::local_current(p);
    const Real x = pair::occupation(p, p.a, p.omega_A) - j / ka;
    const Real y = pair::occupation(p, p.b, p.omega_B) + j / kb;
    const Complex c = p.is_coherent ? j / (2 * p.g) * Complex((p.omega_A - p.omega_B) / (0.5 * (ka + kb)), -1) : 0;
    EXPECT_NEAR(number(answer, "n_A"), x, 1e-13);
    EXPECT_NEAR(number(answer, "n_B"), y, 1e-13);
    EXPECT_NEAR(number(answer, "coherence_re"), c.real(), 1e-13);
    EXPECT_NEAR(number(answer, "coherence_im"), c.imag(), 1e-13);
    EXPECT_NEAR(number(answer, "heat_current_A"), p.omega_A * j, 1e-13);
    EXPECT_NEAR(number(answer, "heat_current_B"), -p.omega_B * j, 1e-13);
    EXPECT_NEAR(number(answer, "power"), (p.omega_B - p.omega_A) * j, 1e-13);
    EXPECT_NEAR(number(answer, "energy"), p.omega_A * x + p.omega_B * y + 2 * p.g * c.real(), 1e-13);
    if (p.is_oscillator) {
      if (p.is_coherent) {
        EXPECT_NEAR(number(answer, "n_AB"), x * y + std::norm(c), 1e-12);
      }
      continue;
    }
    const Real z = (emission_rate(p.a, -p.omega_A) * y + emission_rate(p.b, -p.omega_B) * x) / (ka + kb);
    const std::vector<double> populations{1 - x - y + z, y - z, x - z, z};
    for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(ask::numbers(answer, "populations")[i], populations[i], 1e-13);
  }
}

TEST(CoupledPair, FullHeatOfLocalJumpsIsCarriedByTheMeanFrequency) {
  laws::Dice dice(2);
  for (int k = 0; k < 100; ++k) {
    pair::Parameters p;
    p.is_coherent = true;
    p.heat = Heat::full;
    p.is_oscillator = k % 2 == 0;
    p.omega_A = dice.between(0.5, 3);
    p.omega_B = dice.between(0.5, 3);
    p.g = dice.between(-0.45, 0.45);
    p.a = laws::random_bath(dice, "A", dice.between(0.3, 3));
    p.b = laws::random_bath(dice, "B", dice.between(0.3, 3));
    const Real ka = pair::relaxation_rate(p, p.a, p.omega_A);
    const Real kb = pair::relaxation_rate(p, p.b, p.omega_B);
    const Real heat = (kb * p.omega_A + ka * p.omega_B) / (ka + kb) * pair::local_current(p);
    const Answer answer = pair::steady_state(p);
    EXPECT_NEAR(number(answer, "heat_current_A"), heat, 1e-13);
    EXPECT_NEAR(number(answer, "power"), 0, 1e-15);
    EXPECT_NEAR(number(answer, "entropy_production"), (p.b.beta - p.a.beta) * heat, 1e-13);
  }
}

TEST(CoupledPair, UncoupledPartsAnswerToo) {
  for (const Given& given : {Given{{"epsilon", 0.0}}, Given{{"coupling", "coherent"}, {"g", 0.0}},
                             Given{{"coupling", "coherent"}, {"g", 0.0}, {"dynamics", "global"}},
                             Given{{"coupling", "coherent"}, {"g", 0.0}, {"particle", "oscillator"}}}) {
    const Answer answer = steady(given);
    EXPECT_EQ(answer.certificate.status, Status::ok);
    EXPECT_NEAR(number(answer, "heat_current_A"), 0, 1e-15);
    EXPECT_EQ(ask::word(answer, "regime"), "idle");
  }
}

TEST(CoupledPair, ACouplingBeyondTheLevelSpacingsIsLegalForQubits) {
  // g^2 > omega_A omega_B: the lower dressed level lies below the ground state, emission and absorption swap.
  for (const double g : {1.5, 0.5 + 0.5}) {  // beyond, and exactly at a level crossing
    const Answer answer = steady({{"coupling", "coherent"}, {"dynamics", "global"}, {"g", g}});
    EXPECT_EQ(answer.certificate.status, Status::ok);
    EXPECT_GT(number(answer, "entropy_production"), 0);
  }
}

}  // namespace
}  // namespace qalor
