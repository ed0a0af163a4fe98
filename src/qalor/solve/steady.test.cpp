// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/steady.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "tests/leads.hpp"

namespace qalor {
namespace {

using laws::Dice;
using laws::largest;
using testing::StartsWith;
using testing::ThrowsMessage;

const Space pair({qubit("A"), qubit("B")});
const Space three({qubit("A"), qubit("B"), qubit("C")});
const Matrix sigma_x{{0, 1}, {1, 0}};

Operator x_of(const Space& space, std::size_t k) { return lower(space, k) + raise(space, k); }
Operator hop(const Space& space, std::size_t i, std::size_t j) {
  const Operator k = raise(space, i) * lower(space, j);
  return k + k.adjoint();
}

/// One bath on factor 0; the rest of the energy is up to the test.
Machine damped(const Operator& bare, Real beta, Real gamma) {
  return {bare, Operator(bare.space()), {{"A", beta, FlatEmission{gamma}}}, {{x_of(bare.space(), 0), 0}}};
}

void expect_not_unique(const Lindblad& flow, const std::string& trace) {
  SCOPED_TRACE(trace);
  EXPECT_THAT([&] { (void)steady_state(flow); },
              ThrowsMessage<ConvergenceError>(StartsWith("the steady state is not unique")));
}

TEST(SteadyState, OfOneQubitIsItsGibbsStateAtAnyTemperature) {
  const Space one({qubit("A")});
  for (const Real beta : {-3.0, 0.0, 0.5, 40.0, 400.0}) {
    const Machine machine = damped(Complex(1.7) * number(one, 0), beta, 0.2);
    const auto [rho, certificate] = steady_state(local_lindblad(machine, Heat::bare));
    const Real odds = populations(rho)[1] / populations(rho)[0];
    EXPECT_NEAR(odds / std::exp(-1.7 * beta), 1, 1e-14);
    EXPECT_EQ(certificate.status, Status::ok);
  }
}

TEST(SteadyState, CertifiesItself) {
  const Lindblad flow = laws::makers()[0].make(laws::recipes()[0].make(1, 0.4, 1.3));
  const auto [rho, certificate] = steady_state(flow);
  EXPECT_EQ(certificate.method, "direct: dense LU of the reachable block");
  EXPECT_EQ(certificate.residual, largest(flow.derivative(rho)));
  EXPECT_LT(certificate.details.number("trace_error"), 1e-15);
  EXPECT_GT(certificate.details.number("smallest_eigenvalue"), 0);
  EXPECT_GT(certificate.details.number("reciprocal_condition"), 1e-4);
  EXPECT_EQ(std::get<std::int64_t>(*certificate.details.find("unknowns")), 6);  // of 16 elements
  EXPECT_EQ(std::get<std::int64_t>(*certificate.details.find("blocks")), 3);
  EXPECT_EQ(std::get<std::string>(*certificate.details.find("uniqueness")), "unique");
}

TEST(SteadyState, IsAccurateAcrossManyOrdersOfRates) {
  // Rates from 1e-7 to 1e3: the two-bath qubit has the population of its mean occupation.
  const Space one({qubit("A")});
  for (const Real ratio : {1e-10, 1e-5, 1.0, 1e5}) {
    Machine machine = damped(number(one, 0), 0.5, 1);
    machine.baths.push_back({"B", 2, FlatEmission{ratio}});
    machine.couplings.push_back({x_of(one, 0), 1});
    const Real up = std::exp(-0.5) + ratio * std::exp(-2.0);
    const Real expected = up / (up + 1 + ratio);
    EXPECT_NEAR(populations(steady_state(local_lindblad(machine, Heat::bare)).state)[1] / expected, 1, 1e-14);
  }
}

TEST(SteadyState, NeedsDissipation) {
  const Machine machine{number(pair, 0), hop(pair, 0, 1), {{"A"}}, {}};
  EXPECT_THAT([&] { (void)steady_state(local_lindblad(machine, Heat::bare)); },
              ThrowsMessage<ConvergenceError>("nothing relaxes: there is no dissipation at all"));
}

TEST(SteadyState, IsNotUniqueWithAnUncoupledMiddleSpin) {
  Machine machine = damped(number(three, 0) + number(three, 1) + number(three, 2), 1, 0.2);
  machine.interaction = hop(three, 0, 2);
  EXPECT_THAT(
      [&] { (void)steady_state(local_lindblad(machine, Heat::bare)); },
      ThrowsMessage<ConvergenceError>("the steady state is not unique: 2 sets of states that no motion leaves"));
}

TEST(SteadyState, IsNotUniqueWithAnUncoupledSpinThatTurnsInTheBasis) {
  // No pattern of zeros shows it: the spin's field is tilted. Round numbers make the pivot of the LU exactly zero.
  for (const Real field : {0.3, 0.5, 1.0})
    for (const Real gamma : {0.2, 0.37, 1.0})
      for (const Real beta : {0.0, 1.0})
        expect_not_unique(
            local_lindblad(damped(number(pair, 0) + Complex(field) * embed(pair, 1, sigma_x), beta, gamma), Heat::bare),
            "field " + std::to_string(field) + ", gamma " + std::to_string(gamma) + ", beta " + std::to_string(beta));
}

TEST(SteadyState, IsNotUniqueWithATiltedMiddleSpin) {
  Dice dice(1);
  for (int k = 0; k < 20; ++k) {
    const Matrix a = laws::random_matrix(dice, 2);
    Machine machine = damped(number(three, 0) + embed(three, 1, Matrix(a + a.adjoint())) + number(three, 2),
                             dice.between(0, 2), dice.between(0.1, 1));
    machine.interaction = Complex(dice.between(0.1, 1)) * hop(three, 0, 2);
    expect_not_unique(local_lindblad(machine, Heat::bare), "local " + std::to_string(k));
    expect_not_unique(global_lindblad(machine), "global " + std::to_string(k));
  }
}

TEST(SteadyState, IsNotUniqueUnderDephasingOnly) {
  const Space one({qubit("A")});
  Machine machine = damped(number(one, 0), 1, 0.2);
  machine.couplings[0].op = number(one, 0);
  EXPECT_THAT(
      [&] { (void)steady_state(local_lindblad(machine, Heat::bare)); },
      ThrowsMessage<ConvergenceError>("the steady state is not unique: 2 sets of states that no motion leaves"));
  // The same machine in a turned basis.
  machine.bare = machine.couplings[0].op = embed(one, 0, sigma_x);
  expect_not_unique(local_lindblad(machine, Heat::bare), "turned");
}

TEST(SteadyState, IsNotUniqueUnderNoiseThatCommutesWithTheHamiltonian) {
  const Space one({qubit("A")});
  for (const Real field : {0.0, 0.5, 1.0}) {
    Machine machine{Complex(field) * embed(one, 0, sigma_x), Operator(one), {}, {}};
    machine.noises.push_back({"noise", embed(one, 0, sigma_x), 1});
    expect_not_unique(local_lindblad(machine, Heat::bare), "field " + std::to_string(field));
  }
}

TEST(SteadyState, IsNotUniqueWithTwoDarkSets) {
  // A degenerate excited pair decays through its symmetric combination; the antisymmetric one is dark.
  const Space v({levels("V", 3)});
  const Matrix excited = Vector{{0, 1, 1}}.asDiagonal();
  const Matrix x{{0, 1, 1}, {1, 0, 0}, {1, 0, 0}};
  for (const Real beta :
       {0.0, 1.0, 800.0}) {  // at 800 the bath only takes: the excited pair is left, its dark half is not
    Machine machine = damped(Operator(v, excited), beta, 1);
    machine.couplings[0].op = Operator(v, x);
    expect_not_unique(local_lindblad(machine, Heat::bare), "beta " + std::to_string(beta));
  }
}

TEST(SteadyState, IsNotUniqueUnderACollectiveBath) {
  for (const Real beta : {0.0, 1.0, 50.0}) {
    Machine machine = damped(number(pair, 0) + number(pair, 1), beta, 1);
    machine.couplings[0].op = x_of(pair, 0) + x_of(pair, 1);
    expect_not_unique(local_lindblad(machine, Heat::bare), "beta " + std::to_string(beta));
  }
}

TEST(SteadyState, OfAMiddleSpinThatOnlyFeelsItsNeighboursIsUnique) {
  Machine machine = damped(number(three, 0) + number(three, 1) + number(three, 2), 1, 0.2);
  machine.interaction = hop(three, 0, 1) + hop(three, 1, 2);
  const auto [rho, certificate] = steady_state(local_lindblad(machine, Heat::bare));
  EXPECT_LT(largest(rho.matrix() - thermal_state(machine.bare, 1).matrix()), 1e-14);
}

TEST(SteadyState, RefusesMoreUnknownsThanTheMethodTakes) {
  const Lindblad flow = laws::makers()[0].make(laws::recipes()[1].make(1, 0.4, 1.3));
  EXPECT_THAT([&] { (void)steady_state(flow, Direct{.largest_size = 19}); },
              ThrowsMessage<ConvergenceError>("20 real unknowns are too many for the dense solver, which takes 19"));
  EXPECT_EQ(steady_state(flow, Direct{.largest_size = 20}).certificate.status, Status::ok);
}

TEST(SteadyState, SaysWhenItsResidualIsAboveTheTolerance) {
  const Lindblad flow = laws::makers()[0].make(laws::recipes()[1].make(2, 0.4, 1.3));
  const auto solution = steady_state(flow, Direct{.tolerance = -1});
  EXPECT_EQ(solution.certificate.status, Status::not_converged);
  EXPECT_THAT(solution.certificate.reason, testing::MatchesRegex("residual .* above its tolerance -.*"));
}

TEST(SteadyState, OfCollisionsIsLeftAsItWas) {
  for (const Real dt : {0.01, 0.3}) {
    const Collisions flow(number(pair, 0) + number(pair, 1) + Complex(0.3) * hop(pair, 0, 1),
                          {{0, 1, 0.4, {"A", 0.5}}, {1, 1, 0.7, {"B", 1.5}}}, dt);
    const auto [rho, certificate] = steady_state(flow);
    EXPECT_LT(largest(flow.collide(rho).matrix() - rho.matrix()), 1e-15);
    EXPECT_EQ(certificate.method, "direct: fixed point of one collision");
    EXPECT_EQ(certificate.status, Status::ok);
    EXPECT_LT(certificate.details.number("trace_error"), 1e-14);
  }
}

TEST(SteadyState, OfCollisionsIsNotUniqueWithoutAncillas) {
  EXPECT_THAT([] { (void)steady_state(Collisions(hop(pair, 0, 1), {}, 0.1)); },
              ThrowsMessage<ConvergenceError>(StartsWith("the steady state is not unique: reciprocal condition ")));
}

TEST(SteadyStateOfLeads, IsTheNullVectorOfTheSuperoperator) {
  for (const Scheme scheme : {Scheme::redfield, Scheme::one_vn}) {
    const Machine machine = laws::random_leads(1, 2);
    const BornMarkov flow(machine, scheme, 50);
    const auto [rho, certificate] = steady_state(flow);
    Matrix super(64, 64);
    for (Eigen::Index k = 0; k < 64; ++k) {
      const Matrix unit = Vector(Vector::Unit(64, k)).reshaped(8, 8);
      const Matrix h = machine.hamiltonian().dense();
      // The definition acts on Hermitian matrices; its linear extension is put together from two of them.
      const auto act = [&](const Matrix& m) -> Matrix {
        Matrix out = Complex(0, -1) * (h * m - m * h);
        for (std::size_t x = 0; x < 2; ++x) out += naive::second_order(machine, x, scheme == Scheme::one_vn, 50, m);
        return out;
      };
      const Matrix even = unit + unit.adjoint();
      const Matrix odd = Complex(0, 1) * (unit - unit.adjoint());
      super.col(k) = (0.5 * (act(even) - Complex(0, 1) * act(odd))).reshaped();
    }
    const naive::Null null = naive::steady(super);
    EXPECT_LT(laws::largest(rho.matrix() - null.rho), 1e-12);
    EXPECT_EQ(null.dimension, 1);
    EXPECT_EQ(certificate.status, Status::ok);
    EXPECT_LT(certificate.residual, 1e-14);
    EXPECT_LT(certificate.details.number("trace_error"), 1e-14);
    EXPECT_EQ(certificate.details.number("smallest_eigenvalue"), hermitian_eigenvalues(rho.matrix())(0));
  }
}

TEST(SteadyStateOfLeads, KeepsANegativeEigenvalueAndSaysSo) {
  // The blockaded double dot of the specification, -3.7291e-5.
  const Space dots({fermion("1"), fermion("2")});
  const Operator hop = raise(dots, 0) * lower(dots, 1);
  const Machine machine{
      5 * (number(dots, 0) * number(dots, 1)),
      0.05 * (hop + hop.adjoint()),
      {{"L", 2, FlatDamping{0.05}, 1, Statistics::fermion}, {"R", 2, FlatDamping{0.05}, -1, Statistics::fermion}},
      {{lower(dots, 0), 0}, {lower(dots, 1), 1}}};
  const auto [rho, certificate] = steady_state(BornMarkov(machine, Scheme::one_vn, 200));
  EXPECT_NEAR(certificate.details.number("smallest_eigenvalue"), -3.7291e-5, 5e-10);
  EXPECT_EQ(certificate.status, Status::ok);
  EXPECT_THAT(certificate.warnings, testing::ElementsAre("the state has the negative eigenvalue -3.7291e-05: "
                                                         "second-order equations do not keep states positive"));
  EXPECT_TRUE(steady_state(BornMarkov(machine, Scheme::redfield, 200)).certificate.warnings.empty());
}

TEST(SteadyStateOfLeads, IsRefusedWhereItIsNotUnique) {
  const Space dots({fermion("1"), fermion("2")});
  const Machine machine{number(dots, 0),
                        Operator(dots),
                        {{"L", 1, FlatDamping{0.1}, 0, Statistics::fermion}},
                        {{lower(dots, 0), 0}}};  // nothing empties or fills dot 2
  EXPECT_THAT([&] { (void)steady_state(BornMarkov(machine, Scheme::redfield)); },
              testing::ThrowsMessage<ConvergenceError>(
                  testing::StartsWith("the steady state is not unique: reciprocal condition ")));
}

}  // namespace
}  // namespace qalor
