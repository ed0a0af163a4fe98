// SPDX-License-Identifier: BSD-3-Clause
#include <gtest/gtest.h>

#include <cmath>

#include "qalor/base/linalg.hpp"
#include "tests/ask.hpp"

namespace qalor {
namespace {

using ask::Asked;
using ask::Given;
using ask::number;
using ask::numbers;

Answer cumulants(const Given& given, const Given& keys = {}) { return ask::answer(Asked("cumulants", given, keys)); }

const Value energy("energy");
const Value in_b("B");

TEST(Cumulants, OfAPairStartWithItsCurrent) {
  const Value order(std::int64_t{1});
  const auto first = [&](const Given& given, const Given& keys) {
    return numbers(cumulants(given, keys), "cumulants").at(0);
  };
  const Given hot{{"coupling", "coherent"}, {"g", 0.3}, {"omega_A", 1.4}};
  EXPECT_NEAR(first(hot, {{"order", order}}), number(ask::steady(hot), "excitation_current"), 1e-15);
  EXPECT_NEAR(first(hot, {{"order", order}, {"count", energy}}), number(ask::steady(hot), "heat_current_A"), 1e-15);
  EXPECT_NEAR(first(hot, {{"order", order}, {"count", energy}, {"bath", in_b}}),
              number(ask::steady(hot), "heat_current_B"), 1e-15);
  const Given modes{{"coupling", "coherent"}, {"g", 0.3}, {"particle", "oscillator"}};
  EXPECT_NEAR(first(modes, {{"order", order}}), number(ask::steady(modes), "excitation_current"), 1e-15);
}

TEST(Cumulants, NoiseAndCoherenceOfTheSameMeanDifferInTheVariance) {
  const Answer coherent = cumulants({{"coupling", "coherent"}, {"g", 0.5}, {"beta_A", 0.0}, {"beta_B", 1.0}});
  const double exchange =
      number(ask::steady({{"coupling", "coherent"}, {"g", 0.5}, {"beta_A", 0.0}, {"beta_B", 1.0}}), "epsilon_eff");
  const Answer noise = cumulants({{"epsilon", exchange}, {"beta_A", 0.0}, {"beta_B", 1.0}});
  EXPECT_NEAR(numbers(coherent, "cumulants")[0], 0.05024172486, 1e-11);
  EXPECT_NEAR(numbers(noise, "cumulants")[0], numbers(coherent, "cumulants")[0], 1e-15);
  EXPECT_NEAR(numbers(coherent, "cumulants")[1], 0.1026704351, 1e-10);
  EXPECT_NEAR(numbers(noise, "cumulants")[1], 0.1048659254, 1e-10);
}

TEST(Cumulants, RatiosComeFromTheFirstTwo) {
  const Answer answer = cumulants({});
  const auto c = numbers(answer, "cumulants");
  EXPECT_DOUBLE_EQ(number(answer, "fano"), c[1] / c[0]);
  EXPECT_NEAR(number(answer, "tur_ratio"), c[1] * number(ask::steady({}), "entropy_production") / (c[0] * c[0]), 1e-12);
  const Answer idle = cumulants({{"beta_A", 1.0}, {"beta_B", 1.0}});  // no mean, no ratios
  EXPECT_EQ(idle.quantities.find("fano"), nullptr);
  EXPECT_EQ(idle.quantities.find("tur_ratio"), nullptr);
  EXPECT_EQ(cumulants({}, {{"order", std::int64_t{1}}}).quantities.find("fano"), nullptr);
}

TEST(Cumulants, AffinityIsTheEntropyOfOneCount) {
  EXPECT_DOUBLE_EQ(number(cumulants({{"omega_A", 2.0}}), "affinity"), 1.5 * 1 - 0.5 * 2);
  EXPECT_DOUBLE_EQ(number(cumulants({{"omega_A", 2.0}}, {{"count", energy}}), "affinity"), (1.5 * 1 - 0.5 * 2) / 2);
  EXPECT_DOUBLE_EQ(number(cumulants({{"omega_A", 2.0}}, {{"bath", in_b}}), "affinity"), -(1.5 * 1 - 0.5 * 2));
  const Given global{{"coupling", "coherent"}, {"g", 0.8}, {"omega_A", 1.2}, {"dynamics", "global"}};
  EXPECT_DOUBLE_EQ(number(cumulants(global, {{"count", energy}}), "affinity"), 1);
  EXPECT_EQ(cumulants(global).quantities.find("affinity"), nullptr);  // many frequencies: no symmetry
}

TEST(Cumulants, GeneratingFunctionHasTheSymmetryOfTheAffinity) {
  for (const Given& given : {Given{{"omega_A", 2.0}}, Given{{"coupling", "coherent"}, {"g", 0.5}, {"omega_A", 2.0}},
                             Given{{"coupling", "coherent"}, {"g", 0.8}, {"dynamics", "global"}}})
    for (const std::string bath : {"A", "B"}) {
      const Answer answer =
          cumulants(given, {{"count", energy}, {"bath", bath}, {"chi", std::vector<double>{-0.7, 0.2, 1.0}}});
      EXPECT_LT(answer.certificate.details.number("symmetry_residual"), 1e-13);
      EXPECT_EQ(answer.certificate.status, Status::ok);
      EXPECT_EQ(numbers(answer, "scgf").size(), 3u);
    }
}

/// C_2 of the excitations from bath A of local oscillators, coherent, from the first moments of the tilted motion:
/// M m = -s with M the equations of motion of (x, y, Re c, Im c), C_2 = u (x+1) + Gamma x - 2 kappa m_x.
double second_cumulant(double omega_a, double g) {
  const auto n = [](double x) { return 1 / (std::exp(x) - 1); };
  const double down = 1;  // flat emission, gamma = 1, beta = 0.5 and 1.5, omega_B = 1
  const double up = std::exp(-0.5 * omega_a);
  const double kappa_a = 1 - up;
  const double kappa_b = 1 - std::exp(-1.5);
  const double width = 0.5 * (kappa_a + kappa_b);
  const double detuning = omega_a - 1;
  const RealMatrix m{
      {-kappa_a, 0, 0, 2 * g}, {0, -kappa_b, 0, -2 * g}, {0, 0, -width, -detuning}, {-g, g, detuning, -width}};
  const auto solve = [&](const RealVector& b) { return RealVector(RealLu(m).solve(b)); };
  const RealVector state = solve(-RealVector{{kappa_a * n(0.5 * omega_a), kappa_b * n(1.5), 0, 0}});
  const double x = state(0);
  const double y = state(1);
  const double square = 2 * x * x + x;
  const double z = x * y + state(2) * state(2) + state(3) * state(3);
  const double mean = up * (x + 1) - down * x;
  const double shared = up * (square + 2 * x + 1) - down * (square - x) - mean * x;
  // s_c = <(u a a^dagger - Gamma a^dagger a) c> - C_1 c, of Wick's theorem: c (u (2 x + 2) - 2 Gamma x) - C_1 c = C_1
  // c.
  const RealVector source{{shared, up * (z + y) - down * z - mean * y, mean * state(2), mean * state(3)}};
  return up * (x + 1) + down * x - 2 * kappa_a * solve(-source)(0);
}

TEST(Cumulants, OfLocalOscillatorsHaveTheClosedFormOfTheirMoments) {
  for (const double omega_a : {1.0, 1.7})
    for (const double g : {0.05, 0.4}) {
      const Answer answer =
          cumulants({{"particle", "oscillator"}, {"coupling", "coherent"}, {"omega_A", omega_a}, {"g", g}});
      EXPECT_NEAR(numbers(answer, "cumulants")[1] / second_cumulant(omega_a, g), 1, 1e-12);
    }
}

TEST(Spectrum, OfThePairsIsAnsweredWithItsGap) {
  const Answer qubits = ask::answer(Asked("spectrum", {}));
  EXPECT_EQ(numbers(qubits, "eigenvalues_re").size(), 16u);
  EXPECT_NEAR(number(qubits, "spectral_gap"), 0.7615650801, 1e-10);
  const Answer modes = ask::answer(Asked("spectrum", {{"particle", "oscillator"}, {"coupling", "coherent"}}));
  EXPECT_EQ(numbers(modes, "eigenvalues_re").size(), 4u);
  EXPECT_EQ(modes.certificate.status, Status::ok);
}

}  // namespace
}  // namespace qalor
