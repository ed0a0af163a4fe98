// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/thermal_relaxation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/ask.hpp"
#include "tests/machines.hpp"

namespace qalor {
namespace {

using ask::Asked, ask::Given, ask::number, ask::numbers;
using laws::Dice;
using testing::HasSubstr;

const Model& model() {
  static const Model record = thermal_relaxation();
  return record;
}

Answer relaxed(const Given& given, const std::vector<double>& times, std::int64_t order = 4) {
  return ask::answer(Asked(model(), "relax", given, {{"times", times}, {"order", order}}));
}

/// Levels with every pair coupled, and temperatures of a protocol.
Given random_levels(Dice& dice, std::size_t count, const std::string& statistics, const std::string& protocol) {
  std::vector<double> energies{0};
  while (energies.size() < count) energies.push_back(energies.back() + dice.between(0.2, 1.5));
  std::vector<std::vector<double>> couplings;
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t j = i + 1; j < count; ++j)
      couplings.push_back({static_cast<double>(j), static_cast<double>(i), std::exp(dice.between(-4, 1))});
  const double cold = dice.between(0.3, 1);
  return {
      {"system", "levels"},   {"energies", energies}, {"couplings", couplings}, {"statistics", statistics},
      {"protocol", protocol}, {"T_cold", cold},       {"T_bath", cold + 0.5},   {"T_hot", cold + dice.between(0.6, 3)},
      {"distance", 0.01}};
}

TEST(ThermalRelaxation, HoldsItsLawsOnRandomLevels) {
  Dice dice(1);
  const std::vector<double> times{0, 0.1, 0.7, 3, 30};
  for (const std::string protocol : {"reciprocal", "three_temperature", "equidistant"})
    for (const std::string statistics : {"boson", "fermion"})
      for (std::size_t count = 2; count < 6; ++count) {
        const Answer a = relaxed(random_levels(dice, count, statistics, protocol), times);
        EXPECT_EQ(a.certificate.status, Status::ok) << a.certificate.reason;
        EXPECT_LT(a.certificate.residual, 1e-11);  // <Q> = Delta E, Sigma = S_0 - S_t, two routes, exchange symmetry
        for (const std::string branch : {"heating_", "cooling_"}) {
          EXPECT_LT(a.certificate.details.number(branch + "bound_excess"), 1e-10);
          const auto entropy = numbers(a, branch + "relative_entropy");
          const auto bound = numbers(a, branch + "exchange_bound"), variance = numbers(a, branch + "relative_variance");
          for (std::size_t k = 1; k < times.size(); ++k) {
            EXPECT_LT(entropy[k], entropy[k - 1]);
            EXPECT_GE(variance[k], bound[k] * (1 - 1e-10));
          }
        }
      }
}

TEST(ThermalRelaxation, RatesAreTheDerivativesOfTheirIntegrals) {
  Dice dice(2);
  const double t = 0.8, h = 1e-4;
  for (const std::string statistics : {"boson", "fermion"})
    for (std::size_t count = 2; count < 6; ++count) {
      const Answer a = relaxed(random_levels(dice, count, statistics, "reciprocal"), {t - h, t, t + h}, 1);
      const auto slope = [&](const std::string& name) {
        const auto x = numbers(a, "heating_" + name);
        return (x[2] - x[0]) / (2 * h);
      };
      const auto rate = [&](const std::string& name) { return numbers(a, "heating_" + name)[1]; };
      EXPECT_NEAR(slope("heat_cumulants"), rate("heat_current"), 1e-7);
      EXPECT_NEAR(slope("total_entropy_production"), rate("entropy_production"), 1e-7);
      EXPECT_NEAR(slope("total_activity"), rate("activity"), 1e-7);
      EXPECT_NEAR(slope("statistical_length"), rate("statistical_speed"), 1e-7);
    }
}

/// sigma_h(0) - sigma_c(0) edge by edge, from detailed balance.
double edge_identity(const Given& given) {
  const Asked asked(model(), "relax", given, {{"times", std::vector<double>{1}}});
  const thermal::System system = thermal::read_system(asked.parameters);
  const Real cold = 1 / asked.parameters.real("T_cold"), hot = 1 / asked.parameters.real("T_hot");
  const bool is_fermion = system.statistics == Statistics::fermion;
  const RealVector p_c = Relaxation(thermal::flow_of(system, cold)).equilibrium();
  const RealVector p_h = Relaxation(thermal::flow_of(system, hot)).equilibrium();
  double sum = 0;
  for (const thermal::Coupling& c : system.couplings) {
    const Real w = system.energies[c.upper] - system.energies[c.lower];
    const auto i = static_cast<Eigen::Index>(c.lower), j = static_cast<Eigen::Index>(c.upper);
    const Real sign = is_fermion ? 1 : -1;
    const Real n = is_fermion ? fermi_occupation(hot * w) - fermi_occupation(cold * w)
                              : bose_occupation(hot * w) - bose_occupation(cold * w);
    sum += c.rate * w * n * (p_c(i) + sign * p_c(j) - p_h(i) - sign * p_h(j));
  }
  return (cold - hot) * sum;
}

TEST(ThermalRelaxation, TheAsymmetryOfTheStartIsASumOverTransitions) {
  Dice dice(3);
  for (const std::string statistics : {"boson", "fermion"})
    for (int k = 0; k < 20; ++k) {
      const Given given = random_levels(dice, 2 + static_cast<std::size_t>(k % 4), statistics, "reciprocal");
      const Answer a = relaxed(given, {1});
      const double heating = number(a, "heating_initial_entropy_production");
      const double cooling = number(a, "cooling_initial_entropy_production");
      EXPECT_NEAR(heating - cooling, edge_identity(given), 1e-12 * (heating + cooling));
    }
}

/// Every quantity that two answers share.
void expect_same(const Answer& a, const Answer& b, double relative, double absolute) {
  for (const auto& [name, datum] : a.quantities) {
    const Datum* other = b.quantities.find(name);
    if (other == nullptr) continue;
    if (const auto* x = std::get_if<double>(&datum)) {
      EXPECT_NEAR(*x, std::get<double>(*other), relative * std::abs(*x) + absolute) << name;
      continue;
    }
    const auto &x = std::get<Array>(datum).values, &y = std::get<Array>(*other).values;
    ASSERT_EQ(x.size(), y.size()) << name;
    for (std::size_t k = 0; k < x.size(); ++k) EXPECT_NEAR(x[k], y[k], relative * std::abs(x[k]) + absolute) << name;
  }
}

TEST(ThermalRelaxation, AQubitIsTwoLevelsAndALadderOfTwo) {
  const std::vector<double> times{0.1, 1, 4};
  for (const std::string statistics : {"boson", "fermion"}) {
    const Given common{{"statistics", statistics}, {"gamma", 0.7}, {"T_hot", 3.0}};
    Given levels = common, ladder = common;
    levels.insert(levels.end(), {{"system", "levels"},
                                 {"energies", std::vector<double>{0, 1}},
                                 {"couplings", std::vector<std::vector<double>>{{0, 1, 1}}}});
    ladder.insert(ladder.end(), {{"system", "ladder"}, {"dimension", std::int64_t{2}}});
    const Answer qubit = relaxed(common, times);
    expect_same(qubit, relaxed(levels, times), 1e-10, 0);
    expect_same(qubit, relaxed(ladder, times), 1e-10, 0);
    EXPECT_EQ(relaxed(ladder, times).quantities.find("heating_spectral_gap"), nullptr);
  }
}

TEST(ThermalRelaxation, AQubitHasItsClosedForms) {
  const double t = 0.6, rate = 1 / std::tanh(1 / (2 * 2.0));
  const double p_0 = 1 / (std::exp(2.0) + 1), p_b = 1 / (std::exp(0.5) + 1), z = -std::expm1(-rate * t);
  const Answer a = relaxed({}, {t});
  const double p = p_b + (p_0 - p_b) * std::exp(-rate * t);
  EXPECT_NEAR(numbers(a, "heating_populations")[1], p, 1e-15);
  EXPECT_NEAR(numbers(a, "heating_heat_current")[0], rate * (p_b - p), 1e-15);
  EXPECT_NEAR(numbers(a, "heating_relative_variance")[0],
              (p_0 + p_b - 2 * p_0 * p_b) / ((p_0 - p_b) * (p_0 - p_b) * z) - 1, 1e-12);
  EXPECT_NEAR(numbers(a, "heating_statistical_length")[0], 2 * (std::asin(std::sqrt(p)) - std::asin(std::sqrt(p_0))),
              1e-14);
}

TEST(ThermalRelaxation, AnOscillatorIsALongLadder) {
  const std::vector<double> times{0.2, 1, 5};
  const Given common{{"T_cold", 0.4}, {"T_hot", 0.9}};
  Given oscillator = common, ladder = common;
  oscillator.push_back({"system", "oscillator"});
  ladder.insert(ladder.end(), {{"system", "ladder"}, {"dimension", std::int64_t{40}}, {"profile", "oscillator"}});
  expect_same(relaxed(oscillator, times), relaxed(ladder, times), 1e-9, 1e-13);
}

TEST(ThermalRelaxation, AnOscillatorHasItsClosedForms) {
  const Answer a = relaxed({{"system", "oscillator"}, {"statistics", "fermion"}}, {0.8});
  const double n_0 = 1 / std::expm1(2.0), n_b = 1 / std::expm1(0.5), q = std::exp(-std::tanh(0.25) * 0.8);
  EXPECT_NEAR(numbers(a, "heating_heat_cumulants")[1],
              (1 - q) * (n_0 + n_b + 2 * n_0 * n_b * q + (n_0 * n_0 + n_b * n_b) * (1 - q)), 1e-14);
  const double n = n_b + (n_0 - n_b) * q;
  EXPECT_NEAR(numbers(a, "heating_statistical_length")[0], 2 * (std::asinh(std::sqrt(n)) - std::asinh(std::sqrt(n_0))),
              1e-14);
}

TEST(ThermalRelaxation, AsymmetriesVanishLinearly) {
  const auto asymmetry = [](double difference) {
    return number(relaxed({{"T_cold", 1.0}, {"T_hot", 1 + difference}}, {1}), "initial_rate_ratio") - 1;
  };
  EXPECT_NEAR(asymmetry(1e-3) / asymmetry(1e-4), 10, 0.01);
  EXPECT_NEAR(asymmetry(1e-6) / asymmetry(1e-7), 10, 1e-4);
}

TEST(ThermalRelaxation, IsUndefinedAtTheStartOnlyWhereItMust) {
  const Answer a = relaxed({}, {0, 1});
  for (const std::string name : {"relative_variance", "naive_precision", "response_precision", "exchange_bound"})
    EXPECT_TRUE(std::isnan(numbers(a, "heating_" + name)[0])) << name;
  EXPECT_EQ(numbers(a, "heating_total_entropy_production")[0], 0);
  EXPECT_EQ(numbers(a, "heating_tkur_bound")[0], 0);
  EXPECT_EQ(numbers(a, "heating_relaxation_fraction")[0], 1);
  // A pure start produces entropy without bound at first.
  const Answer pure = relaxed({{"protocol", "single"}, {"populations_initial", std::vector<double>{0, 1}}}, {1});
  EXPECT_TRUE(std::isnan(number(pure, "initial_entropy_production")));
  EXPECT_EQ(pure.certificate.status, Status::ok);
}

TEST(ThermalRelaxation, SaysByWhichProtocolAndDistanceItJudges) {
  EXPECT_THAT(
      ask::word(relaxed({}, {1, 2}), "verdict"),
      HasSubstr("protocol reciprocal, by the relative entropy as a fraction of its start: heating is ahead at t "
                "= 2; the lead does not change"));
  EXPECT_THAT(ask::word(relaxed({{"protocol", "equidistant"}, {"distance", 0.02}}, {1}), "verdict"),
              HasSubstr("protocol equidistant (relative_entropy 0.02), by"));
  EXPECT_THAT(ask::word(relaxed({}, {1}), "naive_precision"), HasSubstr("not a theorem"));
}

}  // namespace
}  // namespace qalor
