// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/reservoir_mode.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/ask.hpp"

namespace qalor {
namespace {

using ask::Asked, ask::Given, ask::answer, ask::number, ask::numbers;
using Times = std::vector<double>;

constexpr double infinity = std::numeric_limits<double>::infinity();

Value word(const char* text) { return std::string(text); }

Answer at(const Given& given, const Times& times, const Given& more_keys = {}) {
  Given keys{{"times", times}};
  keys.insert(keys.end(), more_keys.begin(), more_keys.end());
  return answer(Asked(*find_model("reservoir_mode"), "evolve", given, keys));
}

const Given finite{{"density", word("modes")},
                   {"mode_omega", Times{0.4, 0.9, 1.3}},
                   {"mode_coupling", Times{0.1, 0.2, 0.15}},
                   {"energy", word("bare")}};

Given with(Given base, const Given& more) {
  base.insert(base.end(), more.begin(), more.end());
  return base;
}

TEST(ReservoirMode, AThermalStartStaysThermal) {
  for (const Given& start :
       {Given{{"initial", word("vacuum")}}, Given{{"initial", word("thermal")}, {"n_thermal", 0.7}}})
    for (const char* energy : {"bare", "root"}) {
      const Answer a = at(with(start, {{"eta", 0.06}, {"energy", word(energy)}, {"mu", -0.1}}), {0.3, 2, 9});
      for (std::size_t k = 0; k < 3; ++k) {
        const double n = numbers(a, "occupation")[k], w = numbers(a, "energy_frequency")[k];
        EXPECT_EQ(numbers(a, "coherence")[k], 0);
        EXPECT_NEAR(numbers(a, "temperature")[k] / ((w + 0.1) / std::log1p(1 / n)), 1, 1e-10);
      }
    }
}

TEST(ReservoirMode, ADisplacedThermalStartHasTheEntropyOfItsNoise) {
  const Answer a = at({{"eta", 0.06}, {"alpha", 0.8}, {"n_thermal", 0.3}}, {0.5, 3}, {{"state", true}});
  const Array& re = std::get<Array>(*a.quantities.find("state_re"));
  const Array& im = std::get<Array>(*a.quantities.find("state_im"));
  const auto size = static_cast<Eigen::Index>(re.shape[1]);
  for (std::size_t k = 0; k < 2; ++k) {
    Matrix rho(size, size);
    for (Eigen::Index i = 0; i < size * size; ++i) {
      const auto place = k * static_cast<std::size_t>(size * size) + static_cast<std::size_t>(i);
      rho(i / size, i % size) = Complex(re.values[place], im.values[place]);
    }
    double entropy = 0;
    for (const Real p : hermitian_eigenvalues(rho)) entropy += entropy_term(p);
    EXPECT_NEAR(entropy, numbers(a, "entropy")[k], 1e-11);
    const double u2 = std::pow(numbers(a, "u_re")[k], 2) + std::pow(numbers(a, "u_im")[k], 2);
    const double x = numbers(a, "v")[k] + 0.3 * u2;
    EXPECT_NEAR(numbers(a, "entropy")[k], (x + 1) * std::log(x + 1) - x * std::log(x), 1e-13);
  }
}

TEST(ReservoirMode, ACoherentStartInAnEmptyBathStaysPure) {
  const Answer a = at({{"eta", 0.06}, {"beta", infinity}}, {0.5, 3, 15});
  for (const double s : numbers(a, "entropy")) EXPECT_NEAR(s, 0, 1e-9);
  for (const double sigma : numbers(a, "total_entropy_production")) EXPECT_TRUE(std::isnan(sigma));
}

TEST(ReservoirMode, CoherenceNeverExceedsItsStart) {
  for (const char* start : {"coherent", "superposition", "cat"})
    for (const double eta : {0.06, 0.3}) {
      const Answer a = at({{"eta", eta}, {"initial", word(start)}}, {0, 0.5, 1, 3, 8, 20});
      for (const double c : numbers(a, "coherence")) {
        EXPECT_GE(c, -1e-12);
        EXPECT_LE(c, numbers(a, "coherence")[0] + 1e-10);
      }
    }
}

TEST(ReservoirMode, TheSecondLawOfTheBathIsTheSumOfItsCorrelations) {
  const Given fermion{{"statistics", word("fermion")}, {"mu", 0.3}, {"excited_population", 0.8}};
  for (const Given& start : {Given{{"alpha", 0.8}, {"n_thermal", 0.3}, {"beta", 1.3}}, fermion}) {
    const Answer a = at(with(finite, start), {0, 1, 4, 11});
    for (std::size_t k = 0; k < 4; ++k) {
      EXPECT_NEAR(numbers(a, "total_entropy_production")[k],
                  numbers(a, "mutual_information")[k] + numbers(a, "bath_relative_entropy")[k], 1e-11);
      EXPECT_GE(numbers(a, "mutual_information")[k], -1e-12);
    }
  }
}

/// Three modes and the system in their full Hilbert space, three levels each, with two quanta at most.
TEST(ReservoirMode, TheChannelIsTheMotionInTheFullHilbertSpace) {
  Matrix a = Matrix::Zero(3, 3);
  a(0, 1) = 1;
  a(1, 2) = std::sqrt(2.0);
  const Matrix one = Matrix::Identity(3, 3);
  const auto place = [&](int k) {
    Matrix out = Matrix::Identity(1, 1);
    for (int m = 0; m < 4; ++m) out = kronecker(out, m == k ? a : one);
    return out;
  };
  const Times omega{0.4, 0.9, 1.3}, coupling{0.1, 0.2, 0.15};
  const Matrix s = place(0);
  Matrix h = s.adjoint() * s;
  for (int k = 0; k < 3; ++k) {
    const Matrix b = place(k + 1);
    const auto i = static_cast<std::size_t>(k);
    h += omega[i] * b.adjoint() * b + coupling[i] * (s.adjoint() * b + b.adjoint() * s);
  }
  Vector start = Vector::Zero(81);
  start(0) = std::cos(0.6);
  start(54) = std::sin(0.6) * std::polar(1.0, 0.4);  // two quanta in the system
  const Vector state = unitary(h, 7) * start;
  const Answer found = at(with(finite, {{"beta", infinity},
                                        {"initial", word("superposition")},
                                        {"fock_n", std::int64_t{2}},
                                        {"mix_angle", 1.2},
                                        {"phase", 0.4}}),
                          {7}, {{"state", true}});
  const Array& re = std::get<Array>(*found.quantities.find("state_re"));
  const Array& im = std::get<Array>(*found.quantities.find("state_im"));
  for (Eigen::Index i = 0; i < 3; ++i)
    for (Eigen::Index j = 0; j < 3; ++j) {
      const Complex expected = state.segment(27 * j, 27).dot(state.segment(27 * i, 27));
      const auto k = static_cast<std::size_t>(i) * re.shape[1] + static_cast<std::size_t>(j);
      EXPECT_LT(std::abs(expected - Complex(re.values[k], im.values[k])), 1e-12) << i << j;
    }
}

TEST(ReservoirMode, TemperatureHasPolesThatPrintAsUndefinedOrFinite) {
  const double h = 2e-5;
  const Answer a = at({{"eta", 0.002}}, {1.24963 - h, 1.24963, 1.24963 + h, 4.68757 - h, 4.68757, 4.68757 + h});
  const Times rate = numbers(a, "energy_entropy_rate");
  EXPECT_LT(rate[0] * rate[2], 0);
  EXPECT_LT(rate[3] * rate[5], 0);
  for (const double t : numbers(a, "temperature")) EXPECT_FALSE(std::isinf(t));
}

TEST(ReservoirMode, NothingChangesAtFirstAndTheTemperatureIsNotDefined) {
  const Answer a = at({{"eta", 0.06}}, {0});
  for (const char* name : {"occupation_rate", "energy_entropy_rate", "entropy_rate", "heat", "work"})
    EXPECT_EQ(numbers(a, name)[0], 0) << name;
  EXPECT_TRUE(std::isnan(numbers(a, "temperature")[0]));
  EXPECT_TRUE(std::isnan(numbers(a, "free_energy")[0]));
  // Markovian motion starts at a finite rate: the entropy of a pure state grows infinitely fast.
  const Answer b = at({{"dynamics", word("lindblad")}}, {0, 1});
  EXPECT_TRUE(std::isnan(numbers(b, "entropy_rate")[0]));
  EXPECT_GT(numbers(b, "spohn_rate")[1], 0);
}

TEST(ReservoirMode, ATwoLevelTemperatureIsNegativeAboveHalfFilling) {
  const Answer a =
      at({{"statistics", word("fermion")}, {"density", word("flat")}, {"omega_0", 0.5}, {"mu", 0.1}}, {0.1, 5});
  for (std::size_t k = 0; k < 2; ++k) {
    const double p = numbers(a, "occupation")[k];
    EXPECT_EQ(numbers(a, "temperature")[k]<0, p> 0.5);
    EXPECT_NEAR(numbers(a, "temperature")[k], 0.4 / std::log((1 - p) / p), 1e-12);
    EXPECT_TRUE(std::isnan(numbers(a, "total_entropy_production")[k]));
  }
}

TEST(ReservoirMode, DephasingExchangesNoHeat) {
  const Answer a = at(
      {{"statistics", word("qubit_dephasing")}, {"excited_population", 0.4}, {"initial_coherence", 0.3}}, {0, 0.4, 3});
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_EQ(numbers(a, "energy_entropy")[k], numbers(a, "energy_entropy")[0]);
    EXPECT_EQ(numbers(a, "heat")[k], 0);
    EXPECT_EQ(numbers(a, "entropy_flux")[k], 0);
    EXPECT_TRUE(std::isnan(numbers(a, "temperature")[k]));
    EXPECT_EQ(numbers(a, "entropy_rate")[k], numbers(a, "entropy_from_coherence")[k]);
  }
}

TEST(ReservoirMode, BackflowBelowTheCriticalCouplingIsReportedAndIsNoViolation) {
  const Answer a = at({{"eta", 0.05}, {"s", 0.5}, {"alpha", 0.7}, {"n_thermal", 0.2}}, {20});
  EXPECT_NEAR(numbers(a, "entropy_from_coherence")[0], -1.73e-6, 1e-8);
  EXPECT_EQ(a.certificate.status, Status::ok);
  EXPECT_EQ(ask::word(a, "coherence_balance"), "not a second law here (non-divisible)");
}

TEST(ReservoirMode, EverySolverThatFitsGivesTheSameAnswer) {
  const Given hard{{"density", word("hard_cutoff")}, {"eta", 0.05}, {"initial", word("fock")}};
  const Times times{1, 9};
  const Times expected = numbers(at(hard, times), "entropy");
  for (const char* solver : {"volterra", "spectral", "star", "chain"}) {
    const Answer a = at(with(hard, {{"solver", word(solver)}}), times);
    EXPECT_EQ(ask::word(a, "solver"), solver);
    for (std::size_t k = 0; k < 2; ++k) EXPECT_NEAR(numbers(a, "entropy")[k], expected[k], 1e-9) << solver;
  }
}

TEST(ReservoirMode, AThermalQubitRelaxesByItsLindbladEquation) {
  const Answer a = at({{"statistics", word("qubit_damping")}, {"dynamics", word("lindblad")}, {"eta", 0.01}}, {500});
  EXPECT_NEAR(numbers(a, "occupation")[0], 1 / (std::exp(1.0) + 1), 1e-10);
}

TEST(ReservoirMode, AnApproximationThatLeavesTheStatesSaysSo) {
  const Given given{{"dynamics", word("tcl2")}, {"omega_0", 1.169}, {"eta", 0.1918}, {"s", 2.0}, {"beta", 11.34},
                    {"initial", word("fock")}};
  const Asked asked(*find_model("reservoir_mode"), "evolve", given, {{"times", Times{13.6}}});
  EXPECT_THROW(asked.model.answer(asked.question()), ConvergenceError);
}

TEST(ReservoirMode, WithoutCouplingNothingHappens) {
  const Answer a = at({{"eta", 0.0}, {"initial", word("fock")}}, {0, 3});
  EXPECT_NEAR(numbers(a, "occupation")[1], 1, 1e-13);
  EXPECT_EQ(a.certificate.status, Status::ok) << a.certificate.reason;
  const Given flat{{"statistics", word("fermion")}, {"density", word("flat")}, {"gamma", 0.0}};
  EXPECT_NEAR(numbers(at(flat, {0, 3}), "occupation")[1], 1, 1e-13);
  const Answer steady = answer(Asked(*find_model("reservoir_mode"), "steady_state", {{"eta", 0.0}}));
  EXPECT_NEAR(number(steady, "occupation"), 1, 1e-13);
}

}  // namespace
}  // namespace qalor
