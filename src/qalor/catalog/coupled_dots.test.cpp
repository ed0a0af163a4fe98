// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/coupled_dots.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/ask.hpp"
#include "tests/machines.hpp"

namespace qalor {
namespace {

using ask::Asked, ask::Given, ask::answer, ask::code, ask::number, ask::numbers;
using laws::Dice;
using testing::ElementsAre, testing::HasSubstr, testing::IsEmpty;

const Model& model() { return *find_model("coupled_dots"); }

Answer asked(const std::string& task, const Given& given, const Given& keys = {}) {
  return answer(Asked(model(), task, given, keys));
}

std::vector<std::string> refused(const std::string& task, const Given& given, const Given& keys = {}) {
  return ask::complaints(Asked(model(), task, given, keys));
}

/// The worked study of the model: an induced particle current against two parallel forces.
Given leaky(const Given& more = {}) {
  Given out{{"eps_u", 1.0}, {"eps_l", 1.0}, {"U", -2.0}, {"gamma_L1", 0.1}, {"gamma_R0", 0.1}};
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

Given random_given(Dice& dice) {
  Given out;
  for (const std::string name : {"eps_u", "eps_l", "U", "mu_L", "mu_R", "mu_M"})
    out.push_back({name, dice.between(-2, 2)});
  for (const std::string name : {"T_L", "T_R", "T_M"}) out.push_back({name, dice.between(0.5, 2)});
  for (const std::string name : {"L0", "L1", "R0", "R1", "M0", "M1"})
    out.push_back({"gamma_" + name, std::exp(dice.between(-4, 0))});
  return out;
}

TEST(CoupledDots, CurrentsOfRandomDevicesKeepParticlesAndEnergy) {
  Dice dice(1);
  for (int k = 0; k < 100; ++k) {
    const Answer a = asked("steady_state", random_given(dice));
    EXPECT_NEAR(number(a, "particle_current_L") + number(a, "particle_current_R"), 0, 1e-15);
    EXPECT_EQ(number(a, "particle_current_M"), 0);
    EXPECT_NEAR(number(a, "energy_current_L") + number(a, "energy_current_R") + number(a, "energy_current_M"), 0,
                1e-15);
    EXPECT_EQ(a.certificate.status, Status::ok) << a.certificate.reason;
    EXPECT_LT(a.certificate.details.number("elimination_error"), 1e-15);
    // Drift and drag are the whole current when L and R have one temperature, and at any temperatures.
    EXPECT_NEAR(number(a, "drift_current") + number(a, "drag_current"), number(a, "particle_current_L"), 1e-15);
  }
}

TEST(CoupledDots, EntropyProductionIsForcesTimesCurrents) {
  Dice dice(2);
  for (int k = 0; k < 100; ++k) {
    const Answer a = asked("steady_state", random_given(dice));
    const Real sum = number(a, "energy_current_M") * number(a, "F_E") +
                     number(a, "particle_current_L") * number(a, "F_N") +
                     number(a, "energy_current_L") * number(a, "F_EL");
    EXPECT_NEAR(sum, number(a, "entropy_production"), 1e-14);
  }
}

TEST(CoupledDots, CodesAreNotDefinedForThreeForcesOrNone) {
  const Answer three = asked("steady_state", leaky({{"T_L", 1.1}, {"T_M", 1.5}, {"mu_L", 0.2}}));
  EXPECT_EQ(three.quantities.find("forces_parallel"), nullptr);
  EXPECT_EQ(code(three, "inverse"), -1);
  const Answer none = asked("steady_state", leaky());
  EXPECT_EQ(code(none, "forces_parallel"), 0);
  EXPECT_EQ(code(none, "classification"), -1);
  const Answer opposite = asked("steady_state", leaky({{"T_M", 1.5}, {"mu_L", -0.2}}));
  EXPECT_EQ(code(opposite, "forces_parallel"), -1);
  EXPECT_EQ(code(opposite, "inverse"), -1);
}

TEST(CoupledDots, HandednessIsUndefinedWithoutLeadsAtOneOccupation) {
  const Answer a = asked("steady_state", {{"gamma_L1", 0.0}, {"gamma_R1", 0.0}, {"T_M", 1.5}});
  for (const std::string name : {"handedness", "drift_current", "drag_current"})
    EXPECT_TRUE(std::isnan(number(a, name)));
}

TEST(CoupledDots, CyclesAreTabledInTheDirectionInWhichTheyRun) {
  const Answer a = asked("cycles", leaky({{"T_M", 5.0 / 3}, {"mu_L", 0.1}, {"mu_R", -0.1}}));
  const std::string table = std::get<std::string>(*a.quantities.find("cycle_table"));
  EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 7);  // a heading and six cycles
  EXPECT_THAT(table, HasSubstr("M: energy, particles"));
}

TEST(CoupledDots, CumulantsOfATightDeviceAreLocked) {
  const Answer a = asked("cumulants", leaky({{"gamma_L1", 0.0}, {"gamma_R0", 0.0}, {"T_M", 1.7}, {"mu_L", 0.3}}),
                         {{"counts", std::vector<std::string>{"N_L", "E_M"}}, {"order", std::int64_t{6}}});
  const std::vector<double> c = numbers(a, "cumulants");
  for (std::size_t n = 0; n < 6; ++n)
    EXPECT_NEAR(c[6 + n], std::pow(-2.0, static_cast<Real>(n + 1)) * c[n], 1e-13 * std::abs(c[6 + n]) + 1e-15);
}

TEST(CoupledDots, WedgesAreTheSlopesOfTheStallLines) {
  const Real small = 1e-4;
  const Answer map =
      asked("map", leaky(), {{"F_E", std::vector<double>{small}}, {"F_N", std::vector<double>{4 * small}}});
  const Answer linear = asked("response", leaky());
  EXPECT_NEAR(numbers(map, "stall_N")[0] / small, number(linear, "wedge_N"), 1e-3);
  EXPECT_NEAR(numbers(map, "stall_E")[0] / small, number(linear, "wedge_E"), 1e-3);
}

TEST(CoupledDots, MapsAreTheSteadyStatesOfTheirCells) {
  for (const std::string pair : {"gate", "ends"}) {
    const Answer map =
        asked("map", leaky(),
              {{"F_E", std::vector<double>{0.1, 0.4}}, {"F_N", std::vector<double>{0.2, 0.5, 1.0}}, {"pair", pair}});
    const Real hot = 1 / (1 - 0.4);
    Given cell = leaky({{"T_M", hot}});
    if (pair == "ends")
      cell.insert(cell.end(), {{"T_L", hot}, {"mu_L", hot * 0.5}});
    else
      cell.insert(cell.end(), {{"mu_L", 0.25}, {"mu_R", -0.25}});
    const Answer one = asked("steady_state", cell, {{"pair", pair}});
    EXPECT_NEAR(numbers(map, "particle_current")[4], number(one, "particle_current_L"), 1e-16);
    EXPECT_NEAR(numbers(map, "entropy_production")[4], number(one, "entropy_production"), 1e-16);
    EXPECT_EQ(numbers(map, "inverse")[4], static_cast<Real>(code(one, "inverse")));
    EXPECT_EQ(numbers(map, "classification")[4], static_cast<Real>(code(one, "classification")));
  }
}

TEST(CoupledDots, EveryTaskIsCheckedByTheGeneralRoute) {
  Given hot = leaky({{"T_M", 2.0}});
  Given tight = leaky({{"gamma_L1", 0.0}, {"gamma_R0", 0.0}, {"T_M", 2.0}});
  const std::vector<double> grid{0.1, 0.3, 0.7};
  for (const Answer& a :
       {asked("steady_state", hot), asked("map", leaky(), {{"F_E", grid}, {"F_N", grid}}), asked("machine", hot),
        asked("machine", hot, {{"optimise", "power"}}), asked("machine", tight, {{"optimise", "efficiency"}})}) {
    EXPECT_GT(a.certificate.residual, 0);
    EXPECT_LT(a.certificate.residual, 1e-15);
    EXPECT_LT(a.certificate.details.number("elimination_error"), 1e-15);
  }
}

TEST(CoupledDots, StallsAreLookedForOnTheSideOfTheGrid) {
  const Answer map =
      asked("map", leaky(), {{"F_E", std::vector<double>{-0.3}}, {"F_N", std::vector<double>{-2.0, -0.1}}});
  EXPECT_LT(numbers(map, "stall_N")[0], 0);
}

TEST(CoupledDots, MachineAtItsOptimumIsAboveItsNeighbours) {
  for (const std::string goal : {"power", "efficiency", "cop", "cooling"}) {
    const Real hot = goal == "power" || goal == "efficiency" ? 2.0 : 1.2;
    const std::string what = goal == "power" ? "power_output" : goal == "cooling" ? "heat_current_cold" : goal;
    const Given device = leaky({{"T_M", hot}, {"gamma_L1", 0.02}, {"gamma_R0", 0.02}});
    const Answer best = asked("machine", device, {{"optimise", goal}});
    ASSERT_EQ(best.certificate.status, Status::ok) << goal;
    for (const Real shift : {-1e-3, 1e-3}) {
      const Real force = number(best, "F_N") + shift;
      Given moved = device;
      moved.insert(moved.end(), {{"mu_L", 0.5 * force}, {"mu_R", -0.5 * force}});
      EXPECT_GT(number(best, what), number(asked("machine", moved), what)) << goal;
    }
  }
}

TEST(CoupledDots, TightMachinesReachCarnotAtTheirStall) {
  const Given tight = leaky({{"gamma_L1", 0.0}, {"gamma_R0", 0.0}});
  Given engine = tight, cooler = tight;
  engine.push_back({"T_M", 2.0});
  cooler.push_back({"T_M", 1.2});
  const Answer best = asked("machine", engine, {{"optimise", "efficiency"}});
  EXPECT_EQ(number(best, "efficiency"), 0.5);
  EXPECT_EQ(number(best, "power_output"), 0);
  EXPECT_DOUBLE_EQ(number(best, "F_N"), 1.0);  // |U| F_E
  EXPECT_EQ(number(asked("machine", cooler, {{"optimise", "cop"}}), "cop_ratio"), 1);
}

TEST(CoupledDots, SaysWhenThereIsNoMachine) {
  const Given symmetric{{"T_M", 2.0}};
  const Answer none = asked("machine", symmetric, {{"optimise", "power"}});
  EXPECT_EQ(none.certificate.status, Status::failed);
  EXPECT_EQ(none.certificate.reason, "the device is no engine at any bias: nothing drags particles against a bias");
  EXPECT_EQ(asked("machine", symmetric, {{"optimise", "cooling"}}).certificate.reason,
            "the device does not cool at any bias");
}

TEST(CoupledDots, WarnsOfStrongCoupling) {
  EXPECT_THAT(
      asked("steady_state", {{"T_M", 1.1}}).certificate.warnings,
      ElementsAre("the largest tunnelling rate is 1 of the lowest temperature: the rate equation needs rates far "
                  "below it (0.3 at most); cotunnelling is left out"));
  Given weak;
  for (const std::string name : {"L0", "L1", "R0", "R1", "M0", "M1"}) weak.push_back({"gamma_" + name, 0.3});
  EXPECT_THAT(asked("steady_state", weak).certificate.warnings, IsEmpty());
}

TEST(CoupledDots, RefusesDevicesThatFallApart) {
  EXPECT_THAT(refused("steady_state", {{"gamma_M0", 0.0}, {"gamma_L1", 0.0}, {"gamma_R1", 0.0}}),
              ElementsAre(HasSubstr("the states do not form one connected graph: no unique steady state")));
  EXPECT_THAT(refused("steady_state", {{"gamma_M0", 0.0}}), IsEmpty());
}

TEST(CoupledDots, RefusesWhatNeedsEquilibriumElsewhere) {
  EXPECT_THAT(
      refused("response", {{"T_M", 2.0}}),
      ElementsAre("the task `response` starts from equilibrium: T_L, T_R and T_M must be equal, found 1, 1 and 2"));
  EXPECT_THAT(refused("response", {{"mu_L", 0.5}}),
              ElementsAre("the task `response` starts from equilibrium: mu_L and mu_R must be equal, found 0.5 and 0"));
  const Given grid{{"F_E", std::vector<double>{0.5, 1.0}}, {"F_N", std::vector<double>{1.0}}};
  EXPECT_THAT(refused("map", {}, grid),
              ElementsAre("`F_E` = 1 must be below 1/T = 1: the hot temperature would be infinite"));
  EXPECT_THAT(refused("map", {}), ElementsAre("the task `map` needs `F_E`: an array, or { from, to, points, scale }",
                                              "the task `map` needs `F_N`: an array, or { from, to, points, scale }"));
}

TEST(CoupledDots, RefusesMachinesWithoutTwoTemperatures) {
  EXPECT_THAT(refused("machine", {{"T_L", 2.0}}),
              ElementsAre("the task `machine` needs one temperature of the wire: T_L = T_R, found 2 and 1"));
  EXPECT_THAT(refused("machine", {}),
              ElementsAre("the task `machine` needs a gate hotter or colder than the wire, found T_M = T_R = 1"));
}

TEST(CoupledDots, RefusesAnEnergyOriginForTheGate) {
  EXPECT_THAT(refused("steady_state", {}, {{"energy_origin", 0.5}}),
              ElementsAre(HasSubstr("`energy_origin` belongs to `pair` = \"ends\"")));
}

TEST(CoupledDots, RefusesCountsThatMeanNothing) {
  EXPECT_THAT(refused("cumulants", {}),
              ElementsAre("the task `cumulants` needs `counts`: the currents to count, as [\"N_L\"]"));
  const std::vector<std::vector<double>> joint{{1}, {1, 1}, {0, 0}, {0.5, 1}};
  EXPECT_THAT(refused("cumulants", {}, {{"counts", std::vector<std::string>{"N_L", "E_M"}}, {"joint", joint}}),
              ElementsAre("`joint`: each multi-index needs one number for each of the 2 `counts`, found 1",
                          "`joint`: the numbers of a multi-index must be whole, with a sum from 1 to 16",
                          "`joint`: the numbers of a multi-index must be whole, with a sum from 1 to 16"));
}

TEST(CoupledDots, ClaimsHold) {
  for (const Claim& claim : model().claims) EXPECT_TRUE(claim.evaluate().holds) << claim.statement;
}

}  // namespace
}  // namespace qalor
