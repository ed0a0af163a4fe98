// SPDX-License-Identifier: BSD-3-Clause
#include <gtest/gtest.h>

#include <cmath>

#include "tests/ask.hpp"

namespace qalor {
namespace {

using ask::Asked;
using ask::Given;
using ask::numbers;

Answer evolve(const Given& given, Given keys, const std::vector<double>& times = {0}) {
  keys.emplace_back("times", times);
  return ask::answer(Asked("evolve", given, keys));
}

double first(const Answer& answer, const std::string& name) { return numbers(answer, name).front(); }

TEST(Evolve, StartsFromTheNamedStates) {
  const std::vector<std::tuple<std::string, double, double>> states{
      {"ground", 0, 0}, {"A", 1, 0}, {"B", 0, 1}, {"AB", 1, 1}};
  for (const std::string particle : {"qubit", "oscillator"})
    for (const auto& [name, a, b] : states) {
      const Answer answer = evolve({{"particle", particle}}, {{"initial", name}});
      EXPECT_NEAR(first(answer, "n_A"), a, 1e-15);
      EXPECT_NEAR(first(answer, "n_B"), b, 1e-15);
    }
}

TEST(Evolve, StartsByDefaultWithEachSiteAtItsOwnTemperature) {
  EXPECT_NEAR(first(evolve({}, {}), "n_A"), 1 / (std::exp(0.5) + 1), 1e-15);
  EXPECT_NEAR(first(evolve({}, {}), "n_B"), 1 / (std::exp(1.5) + 1), 1e-15);
  EXPECT_NEAR(first(evolve({}, {}), "heat_current_A"), 0, 1e-15);
  EXPECT_NEAR(first(evolve({{"particle", "oscillator"}}, {}), "n_B"), 1 / (std::exp(1.5) - 1), 1e-15);
}

TEST(Evolve, StartsFromGivenPopulationsAndCoherence) {
  const Given keys{{"populations", std::vector<double>{0.1, 0.3, 0.5, 0.1}},
                   {"coherence", std::vector<double>{0.2, -0.1}}};
  const Answer answer = evolve({{"coupling", "coherent"}, {"g", 0.3}, {"omega_A", 1.2}}, keys);
  EXPECT_NEAR(first(answer, "n_A"), 0.6, 1e-15);
  EXPECT_NEAR(first(answer, "n_B"), 0.4, 1e-15);
  EXPECT_NEAR(first(answer, "n_AB"), 0.1, 1e-15);
  EXPECT_NEAR(first(answer, "coherence_re"), 0.2, 1e-15);
  EXPECT_NEAR(first(answer, "coherence_im"), -0.1, 1e-15);
  EXPECT_NEAR(first(answer, "energy"), 1.2 * 0.6 + 0.4 + 2 * 0.3 * 0.2, 1e-15);
  // dn_A/dt has the coherent part 2 g Im c; power at any time is -(kappa_A + kappa_B) g Re c.
  EXPECT_NEAR(first(answer, "power"), -(2 + std::exp(-0.6) + std::exp(-1.5)) * 0.3 * 0.2, 1e-15);
}

TEST(Evolve, StartsFromGivenOccupationsAndCoherence) {
  const Given keys{{"occupations", std::vector<double>{2, 0.5}}, {"coherence", std::vector<double>{0.4, -0.3}}};
  const Answer answer = evolve({{"particle", "oscillator"}, {"coupling", "coherent"}}, keys);
  EXPECT_NEAR(first(answer, "n_A"), 2, 1e-15);
  EXPECT_NEAR(first(answer, "coherence_re"), 0.4, 1e-15);
  EXPECT_NEAR(first(answer, "coherence_im"), -0.3, 1e-15);
  EXPECT_EQ(answer.quantities.find("n_AB"), nullptr);
  EXPECT_EQ(answer.quantities.find("entropy"), nullptr);
}

TEST(Evolve, TheExcitationOfAPairHopsBackAndForth) {
  // Without baths to speak of, n_A = cos^2(g t), Im c = -sin(2 g t)/2: c = <a^dagger b>, H = g (a^dagger b + h.c.).
  const Answer answer =
      evolve({{"coupling", "coherent"}, {"g", 0.25}, {"gamma_A", 1e-9}, {"gamma_B", 1e-9}}, {{"initial", "A"}}, {0, 2});
  EXPECT_NEAR(numbers(answer, "n_A")[1], std::pow(std::cos(0.5), 2), 1e-8);
  EXPECT_NEAR(numbers(answer, "coherence_im")[1], -0.5 * std::sin(1.0), 1e-8);
}

TEST(Evolve, ConservesEnergyAndProducesEntropy) {
  const Given pair{{"coupling", "coherent"}, {"g", 0.2}, {"omega_A", 3.0}};
  const Answer answer = evolve(pair, {{"initial", "A"}}, {0, 0.5, 3, 20});
  double before = 0;
  for (std::size_t k = 0; k < 4; ++k) {
    const double received = numbers(answer, "heat_A")[k] + numbers(answer, "heat_B")[k] + numbers(answer, "work")[k];
    EXPECT_NEAR(numbers(answer, "energy")[k] - numbers(answer, "energy")[0], received, 1e-13);
    const double total = numbers(answer, "total_entropy_production")[k];
    const double expected = numbers(answer, "entropy")[k] - numbers(answer, "entropy")[0] -
                            0.5 * numbers(answer, "heat_A")[k] - 1.5 * numbers(answer, "heat_B")[k];
    EXPECT_NEAR(total, expected, 1e-14);
    EXPECT_GE(total, before - 1e-14);
    before = total;
  }
  EXPECT_EQ(ask::word(answer, "verdict"), "both laws hold");
}

TEST(Evolve, SaysWhenFullHeatLetsTheTotalEntropyFall) {
  const Answer answer = evolve(ask::detuned({{"heat", "full"}}), {}, {0, 100, 1000});
  EXPECT_EQ(answer.certificate.status, Status::ok);
  EXPECT_TRUE(ask::word(answer, "verdict").starts_with("the total entropy production decreases by "));
  EXPECT_TRUE(ask::word(answer, "verdict")
                  .ends_with(": the heat of the whole Hamiltonian is not what local jumps exchange; the bare books "
                             "respect the second law"));
}

}  // namespace
}  // namespace qalor
