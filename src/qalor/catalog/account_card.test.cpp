// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/account_card.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/ask.hpp"

namespace qalor {
namespace {

using ask::Asked, ask::Given, ask::numbers;
using testing::ElementsAre;

const std::vector<std::string> names{"energy",
                                     "energy_entropy",
                                     "entropy",
                                     "coherence",
                                     "energy_entropy_rate",
                                     "entropy_rate",
                                     "entropy_flux",
                                     "entropy_from_coherence",
                                     "temperature",
                                     "free_energy",
                                     "heat",
                                     "work",
                                     "chemical_work",
                                     "heat_rate",
                                     "total_entropy_production",
                                     "spohn_rate"};

/// One evolution of the catalog.
struct Evolution {
  std::string model;
  std::string task;
  Given parameters;
  Given keys;
  std::string prefix;
};

/// At t - h, t, t + h, so that rates can be compared with differences.
constexpr Real middle = 0.8, step = 1e-3;
const std::vector<double> times{middle - step, middle, middle + step};

std::vector<Evolution> evolutions() {
  const Given start{{"initial", std::vector<double>{0.7, 0.3}}};
  const Given maser{{"initial", std::vector<double>{0.5, 0.3, 0.2}}};
  return {{"coupled_pair", "evolve", {}, {{"initial", "A"}}, ""},
          {"coupled_pair", "evolve", ask::detuned(), {}, ""},
          {"coupled_pair", "evolve", ask::detuned({{"dynamics", "global"}}), {{"initial", "B"}}, ""},
          {"coupled_dots", "evolve", {{"T_M", 2.0}, {"mu_L", 0.4}}, {}, ""},
          {"coupled_dots", "evolve", {}, {{"populations", std::vector<double>{0.1, 0.2, 0.3, 0.4}}}, ""},
          {"thermal_relaxation", "relax", {{"system", "qubit"}}, {}, "heating_"},
          {"thermal_relaxation", "relax", {{"system", "oscillator"}}, {}, "cooling_"},
          {"two_bath_qubit", "evolve", {}, start, ""},
          {"driven_qubit", "evolve", {{"Delta", 0.3}}, start, ""},
          {"three_level_maser", "evolve", {}, maser, ""},
          {"reservoir_mode", "evolve", {{"dynamics", "lindblad"}}, {}, ""}};
}

Answer answered(const Evolution& e) {
  Given keys = e.keys;
  keys.push_back({"times", times});
  return ask::answer(Asked(*find_model(e.model), e.task, e.parameters, keys));
}

TEST(NonequilibriumLedger, StandsUnderTheSameNamesInEveryEvolution) {
  for (const Evolution& e : evolutions()) {
    const Answer a = answered(e);
    EXPECT_EQ(a.certificate.status, Status::ok) << e.model << " " << a.certificate.reason;
    for (const std::string& name : names) {
      const Datum* found = a.quantities.find(e.prefix + name);
      // The mode's own bath has an energy in the exact motion alone.
      if (e.model == "reservoir_mode" && name == "total_entropy_production") continue;
      ASSERT_NE(found, nullptr) << e.model << " " << e.prefix + name;
      EXPECT_EQ(std::get<Array>(*found).shape, std::vector<std::size_t>{times.size()}) << e.model << " " << name;
    }
    EXPECT_NE(a.certificate.details.find("energy_reference"), nullptr) << e.model;
    EXPECT_THAT(ask::word(a, "definitions"),
                testing::HasSubstr("reconstructed after the abstract of arXiv:2602.09074"));
  }
}

TEST(NonequilibriumLedger, RatesAreTheDerivativesOfWhatTheyBelongTo) {
  const std::vector<std::pair<std::string, std::string>> pairs{{"energy_entropy", "energy_entropy_rate"},
                                                               {"entropy", "entropy_rate"},
                                                               {"heat", "heat_rate"},
                                                               {"total_entropy_production", "spohn_rate"}};
  for (const Evolution& e : evolutions()) {
    const Answer a = answered(e);
    for (const auto& [name, rate] : pairs) {
      if (e.model == "reservoir_mode" && rate == "spohn_rate") continue;
      const std::vector<double> x = numbers(a, e.prefix + name), dx = numbers(a, e.prefix + rate);
      if (std::isnan(x[1]) || std::isnan(dx[1])) continue;
      EXPECT_NEAR((x[2] - x[0]) / (2 * step), dx[1], 1e-5 * (1 + std::abs(dx[1]))) << e.model << " " << name;
    }
  }
}

TEST(NonequilibriumLedger, KeepsItsLaws) {
  for (const Evolution& e : evolutions()) {
    const Answer a = answered(e);
    const auto of = [&](const std::string& name) { return numbers(a, e.prefix + name); };
    const auto energy = of("energy"), heat = of("heat"), work = of("work"), chemical = of("chemical_work");
    for (std::size_t k = 0; k < times.size(); ++k) {
      EXPECT_NEAR(energy[k] - energy[0], heat[k] - heat[0] + work[k] - work[0] + chemical[k] - chemical[0], 1e-11)
          << e.model;
      EXPECT_NEAR(of("entropy_rate")[k], of("entropy_flux")[k] + of("entropy_from_coherence")[k], 1e-12) << e.model;
      EXPECT_GE(of("coherence")[k], -1e-12) << e.model;
      EXPECT_GE(of("spohn_rate")[k], -1e-12) << e.model;
      const Real t = of("temperature")[k];
      if (!std::isnan(t)) {
        EXPECT_NEAR(of("heat_rate")[k], t * of("energy_entropy_rate")[k], 1e-10) << e.model;
        EXPECT_NEAR(of("free_energy")[k], energy[k] - t * of("energy_entropy")[k], 1e-10) << e.model;
      }
    }
  }
}

/// H = diag(0, 1), rates 0.1 (N + 1) and 0.1 N at beta = 1, p_0 = 0.3, coherence 0.4, t = 5: the check of the card.
TEST(NonequilibriumLedger, OfALindbladQubitIsTheOneOfTheReference) {
  const Real n = 1 / std::expm1(1.0);
  const Space space({qubit("S")});
  Matrix h = Matrix::Zero(2, 2), down = h, rho = h;
  h(1, 1) = 1;
  down(0, 1) = 1;
  const std::vector<Jump> jumps{
      {Operator(space, down), 0.1 * (n + 1), {Source::Kind::bath, 0}, Exchange{-1, 0}, 1},
      {Operator(space, Matrix(down.adjoint())), 0.1 * n, {Source::Kind::bath, 0}, Exchange{1, 0}, 0}};
  const Lindblad flow(Operator(space, h), Operator(space, h), {{"B", 1}}, {}, jumps);
  const Real p = 0.27946794727, c = 0.23286903027;
  rho << 1 - p, c, c, p;
  const NonequilibriumAccount a = account(flow, levels_of(flow.hamiltonian()), DensityMatrix::unchecked(space, rho));
  EXPECT_NEAR(a.entropies.energy_entropy, 0.59245011171, 1e-10);
  EXPECT_NEAR(a.entropies.entropy, 0.47029746107, 1e-10);
  EXPECT_NEAR(a.entropies.energy_entropy_rate, -0.00215739595, 1e-10);
  EXPECT_NEAR(a.entropies.entropy_rate, 0.02544719520, 1e-10);
  EXPECT_NEAR(a.entropies.from_coherence(), 0.02760459115, 1e-10);
  EXPECT_NEAR(a.temperature(), 1.05585215694, 1e-9);
  EXPECT_NEAR(*a.spohn_rate, 0.02772508637, 1e-10);
}

TEST(NonequilibriumLedger, MasksTemperaturesOfStatesThatDoNotMove) {
  const Answer a =
      ask::answer(Asked(*find_model("two_bath_qubit"), "evolve", {}, {{"times", std::vector<double>{0, 3}}}));
  EXPECT_TRUE(std::isnan(numbers(a, "temperature")[1]));
  EXPECT_EQ(std::get<std::int64_t>(*a.certificate.details.find("masked_temperatures")), 2);
}

TEST(NonequilibriumLedger, RefusesAnEvolutionWithoutTimesOrFromNoState) {
  const Model& dots = *find_model("coupled_dots");
  EXPECT_THAT(ask::complaints(Asked(dots, "evolve", {})),
              ElementsAre("the task `evolve` needs `times`: an array, or { from, to, points, scale }"));
  EXPECT_THAT(ask::complaints(Asked(*find_model("two_bath_qubit"), "evolve", {})),
              ElementsAre("the task `evolve` needs `times`: an array, or { from, to, points, scale }"));
  const auto starting = [&](std::vector<double> p) {
    return ask::complaints(Asked(dots, "evolve", {}, {{"times", times}, {"populations", std::move(p)}}));
  };
  EXPECT_THAT(starting({1, 0}), ElementsAre("`populations` has 2 numbers: there are 4 states"));
  EXPECT_THAT(starting({1, 0, 0.5, 0}), ElementsAre("the sum of `populations` is 1.5: it must be 1"));
  EXPECT_THAT(ask::complaints(Asked(dots, "evolve", {}, {{"times", std::vector<double>{1, 0.5}}})),
              ElementsAre("`times` must not decrease: put them in ascending order"));
}

}  // namespace
}  // namespace qalor
