// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/performance.hpp"

#include <gtest/gtest.h>

namespace qalor {
namespace {

/// Heats of two baths and a power, at gross flows of one.
Ledger ledger(Real heat_first, Real heat_second, Real power) {
  Ledger out;
  for (const Real heat : {heat_first, heat_second}) {
    BathEntry entry;
    entry.energy = entry.heat = heat;
    entry.gross_energy = 1;
    out.baths.push_back(entry);
  }
  out.power = power;
  return out;
}

TEST(Performance, OfAnEngineIsTheShareOfTheHotHeatThatBecomesWork) {
  const Performance machine = performance(ledger(0.4, -0.3, -0.1), 0.5, 1);
  EXPECT_EQ(machine.regime, Regime::engine);
  EXPECT_DOUBLE_EQ(machine.efficiency.value(), 0.25);
  EXPECT_FALSE(machine.cop);
}

TEST(Performance, OfARefrigeratorIsTheColdHeatPerWork) {
  const Performance machine = performance(ledger(-0.3, 0.1, 0.2), 0.5, 1);
  EXPECT_EQ(machine.regime, Regime::refrigerator);
  EXPECT_DOUBLE_EQ(machine.cop.value(), 0.5);
  EXPECT_FALSE(machine.efficiency);
}

TEST(Performance, TakesTheBathOfSmallerBetaAsHot) {
  EXPECT_DOUBLE_EQ(performance(ledger(-0.3, 0.4, -0.1), 1, 0.5).efficiency.value(), 0.25);
  EXPECT_DOUBLE_EQ(performance(ledger(0.1, -0.3, 0.2), 1, 0.5).cop.value(), 0.5);
}

TEST(Performance, AHeaterTakesWorkWithoutCooling) {
  for (const Ledger& books : {ledger(-0.3, -0.1, 0.4), ledger(0.1, -0.3, 0.2)}) {
    const Performance machine = performance(books, 0.5, 1);
    EXPECT_EQ(machine.regime, Regime::heater);
    EXPECT_FALSE(machine.efficiency || machine.cop);
  }
}

TEST(Performance, AConductorPassesHeatWithoutWork) {
  EXPECT_EQ(performance(ledger(0.1, -0.1, 0), 0.5, 1).regime, Regime::conductor);
  EXPECT_EQ(performance(ledger(0.1, -0.1, 1e-15), 0.5, 1).regime, Regime::conductor);
}

TEST(Performance, IsIdleWhereAllFlowsAreRounding) {
  EXPECT_EQ(performance(ledger(0, 0, 0), 0.5, 1).regime, Regime::idle);
  const Performance machine = performance(ledger(1e-14, 1e-14, 3e-14), 0.5, 1);
  EXPECT_EQ(machine.regime, Regime::idle);
  EXPECT_FALSE(machine.efficiency || machine.cop);
}

TEST(Performance, HasNoFigureOfMeritAtEqualTemperatures) {
  const Performance machine = performance(ledger(-0.3, 0.1, 0.2), 1, 1);
  EXPECT_EQ(machine.regime, Regime::heater);
  EXPECT_FALSE(machine.efficiency || machine.cop);
}

TEST(Regime, HasAWord) {
  EXPECT_EQ(regime_text(Regime::idle), "idle");
  EXPECT_EQ(regime_text(Regime::engine), "engine");
  EXPECT_EQ(regime_text(Regime::refrigerator), "refrigerator");
  EXPECT_EQ(regime_text(Regime::heater), "heater");
  EXPECT_EQ(regime_text(Regime::conductor), "conductor");
}

}  // namespace
}  // namespace qalor
