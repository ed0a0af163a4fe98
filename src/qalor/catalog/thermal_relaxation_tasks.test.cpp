// SPDX-License-Identifier: BSD-3-Clause
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "qalor/base/complex_matrix.hpp"
#include "qalor/catalog/thermal_relaxation.hpp"
#include "qalor/solve/evolve.hpp"
#include "tests/ask.hpp"

namespace qalor {
namespace {

using ask::Asked, ask::Given, ask::number, ask::numbers;
using testing::IsEmpty, testing::SizeIs;

const Model& model() {
  static const Model record = thermal_relaxation();
  return record;
}

Answer asked(const std::string& task, const Given& given, const Given& keys) {
  return ask::answer(Asked(model(), task, given, keys));
}

TEST(Equidistant, FindsTheTemperaturesOfAQubit) {
  const Answer far = asked("equidistant", {{"distance", 0.1}}, {});
  EXPECT_NEAR(number(far, "T_cold"), 0.433480654304, 1e-9);
  EXPECT_NEAR(number(far, "T_hot"), 11.899761393850, 1e-9);
  const Answer near = asked("equidistant", {{"distance", 0.02}}, {});
  EXPECT_NEAR(number(near, "T_cold"), 0.670499344282, 1e-9);
  EXPECT_NEAR(number(near, "T_hot"), 1.742865275533, 1e-9);
  EXPECT_NEAR(number(near, "distance_limit_cold"), 0.3132616875, 1e-10);
  EXPECT_NEAR(number(near, "distance_limit_hot"), 0.1201145070, 1e-10);
}

TEST(Equidistant, FindsThePartnerAndComesBack) {
  for (const std::string measure : {"relative_entropy", "trace", "bures", "frobenius"})
    for (const std::string system : {"qubit", "ladder", "oscillator"}) {
      const Given given{{"system", system}, {"distance_measure", measure}};
      const Answer up = asked("equidistant", given, {{"partner_of", 0.7}});
      EXPECT_EQ(number(up, "T_cold"), 0.7);
      const Answer back = asked("equidistant", given, {{"partner_of", number(up, "T_hot")}});
      EXPECT_NEAR(number(back, "T_cold"), 0.7, 1e-12) << measure << " " << system;
      EXPECT_NEAR(number(back, "distance"), number(up, "distance"), 1e-13);
    }
  EXPECT_TRUE(std::isnan(
      number(asked("equidistant", {{"system", "oscillator"}, {"distance", 0.3}}, {}), "distance_limit_hot")));
}

TEST(Equidistant, KeepsItsDigitsAtTinyDistances) {
  const Answer a = asked("equidistant", {{"distance", 1e-20}}, {});
  // S = C (T - T_b)^2/(2 T_b^2), with the heat capacity C = p_0 p_1 at T_b = omega = 1.
  const double p = 1 / (std::exp(1.0) + 1), shift = std::sqrt(2e-20 / (p * (1 - p)));
  EXPECT_NEAR(number(a, "T_hot") - 1, shift, 1e-15);
  EXPECT_LT(a.certificate.residual, 1e-10);
}

const Given three_levels{{"system", "levels"},
                         {"energies", std::vector<double>{0, 0.4, 3}},
                         {"couplings", std::vector<std::vector<double>>{{0, 1, 0.004}, {1, 2, 0.075}, {0, 2, 0.87}}}};

TEST(Mpemba, FindsTheStrongStartAndTheCrossing) {
  const Answer a = asked("mpemba", three_levels,
                         {{"T_range", std::vector<double>{0.2, 20}}, {"pair", std::vector<double>{1.5, 4.5}}});
  EXPECT_NEAR(number(a, "population_gap"), 0.02913005465, 1e-8);
  ASSERT_THAT(numbers(a, "T_strong"), SizeIs(1));
  EXPECT_NEAR(numbers(a, "T_strong")[0], 4.537839075, 1e-8);
  ASSERT_THAT(numbers(a, "crossing_time"), SizeIs(1));
  EXPECT_NEAR(numbers(a, "crossing_time")[0], 3.402835875, 1e-8);
  // From the strong start the decay is the next one.
  const Answer strong = asked("mpemba", three_levels,
                              {{"T_range", std::vector<double>{0.2, 20}},
                               {"temperatures", std::vector<double>{numbers(a, "T_strong")[0]}},
                               {"times", std::vector<double>{12, 15}}});
  const auto entropy = numbers(strong, "relative_entropy");
  EXPECT_NEAR(std::log(entropy[0] / entropy[1]) / 6, -numbers(strong, "eigenvalues")[2], 1e-5);
  EXPECT_NEAR(numbers(strong, "overlap")[0], 0, 1e-15);
}

TEST(Mpemba, AQubitHasNoStrongStart) {
  const Answer a = asked("mpemba", {}, {{"T_range", std::vector<double>{0.01, 1000}}});
  EXPECT_THAT(numbers(a, "T_strong"), IsEmpty());
  EXPECT_EQ(a.quantities.find("time"), nullptr);
}

TEST(Mpemba, WarnsWhereTheSlowestRateIsDegenerate) {
  const Given given{{"system", "levels"},
                    {"energies", std::vector<double>{0, 1, 1, 1}},
                    {"couplings", std::vector<std::vector<double>>{{0, 1, 1}, {0, 2, 1}, {0, 3, 1}}}};
  EXPECT_THAT(asked("mpemba", given, {{"T_range", std::vector<double>{0.2, 5}}}).certificate.warnings,
              testing::ElementsAre("the slowest rate belongs to several modes: no single overlap with it is defined"));
}

const std::vector<double> times{0.0, 0.3, 2.0};

Answer coherent(const Matrix& rho, const Given& more = {}) {
  Given given{{"protocol", "single"}, {"T_bath", 1.2}, {"rho_initial", interleaved_rows(rho)}};
  given.insert(given.end(), more.begin(), more.end());
  return asked("relax", given, {{"times", times}});
}

Matrix qubit_state() {
  Matrix rho(2, 2);
  rho << 0.65, Complex(0.2, -0.1), Complex(0.2, 0.1), 0.35;
  return rho;
}

TEST(CoherentStart, MovesAsTheWholeLindbladEquation) {
  const Answer a = coherent(qubit_state());
  const Space space({levels("S", 2)});
  Matrix energy = Matrix::Zero(2, 2), up = Matrix::Zero(2, 2);
  energy(1, 1) = up(1, 0) = 1;
  const Real n = bose_occupation(1 / 1.2);
  const Lindblad flow(Operator(space, energy), Operator(space, energy), {Bath{"bath", 1 / 1.2, FlatDamping{1}}}, {},
                      {{Operator(space, up), n, {Source::Kind::bath, 0}, Exchange{1, 0}, 1},
                       {Operator(space, Matrix(up.adjoint())), n + 1, {Source::Kind::bath, 0}, Exchange{-1, 0}, 0}});
  const auto expected = evolve(flow, DensityMatrix(space, qubit_state()), times);
  const auto found = numbers(a, "rho");
  for (std::size_t k = 0; k < times.size(); ++k)
    for (Eigen::Index i = 0; i < 2; ++i)
      for (Eigen::Index j = 0; j < 2; ++j) {
        const std::size_t at = 8 * k + 4 * static_cast<std::size_t>(i) + 2 * static_cast<std::size_t>(j);
        EXPECT_NEAR(found[at], expected.states[k].matrix()(i, j).real(), 1e-13);
        EXPECT_NEAR(found[at + 1], expected.states[k].matrix()(i, j).imag(), 1e-13);
      }
  EXPECT_NEAR(numbers(a, "heat_cumulants")[8], expected.energies[0][2], 1e-13);
}

TEST(CoherentStart, KeepsTheBooks) {
  Matrix rho(3, 3);
  rho << 0.4, 0.1, Complex(0.05, 0.1), 0.1, 0.35, 0.02, Complex(0.05, -0.1), 0.02, 0.25;
  for (const Answer& a : {coherent(qubit_state()), coherent(rho, three_levels)}) {
    EXPECT_EQ(a.certificate.status, Status::ok) << a.certificate.reason;
    EXPECT_LT(a.certificate.residual, 1e-11);  // Sigma = S_0 - S_t among them
    EXPECT_LT(a.certificate.details.number("bound_excess"), 1e-10);
    const auto response = numbers(a, "response"), current = numbers(a, "heat_current");
    for (std::size_t k = 0; k < times.size(); ++k) EXPECT_NEAR(response[k], times[k] * current[k], 1e-15);
    EXPECT_EQ(a.quantities.find("exchange_bound"), nullptr);
  }
}

TEST(CoherentStart, APureStateIsFollowedFromItsEmptyEigenvalues) {
  Matrix rho = Matrix::Constant(2, 2, 0.5);
  const Answer a = coherent(rho);
  EXPECT_EQ(a.certificate.status, Status::ok) << a.certificate.reason;
  EXPECT_LT(a.certificate.residual, 1e-11);
  EXPECT_TRUE(std::isnan(number(a, "initial_entropy_production")));
  // Nearly pure states have nearly its length.
  rho(0, 1) = rho(1, 0) = 0.5 - 1e-11;
  EXPECT_NEAR(numbers(coherent(rho), "statistical_length")[2], numbers(a, "statistical_length")[2], 2e-5);
}

TEST(CoherentStart, ADiagonalOneIsThatOfItsPopulations) {
  const Matrix rho = Matrix(RealVector{{0.8, 0.2}}.cast<Complex>().asDiagonal());
  const Answer a = coherent(rho);
  const Answer b =
      asked("relax", {{"protocol", "single"}, {"T_bath", 1.2}, {"populations_initial", std::vector<double>{0.8, 0.2}}},
            {{"times", times}});
  for (const std::string name : {"relative_entropy", "bures_distance", "trace_distance", "statistical_length",
                                 "entropy_production", "total_entropy_production"})
    for (std::size_t k = 0; k < times.size(); ++k) EXPECT_NEAR(numbers(a, name)[k], numbers(b, name)[k], 1e-13) << name;
}

}  // namespace
}  // namespace qalor
