// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/verdict.hpp"

#include <gtest/gtest.h>

namespace qalor {
namespace {

/// Heats of bath A (beta = 0.5) and B (beta = 1) in a steady state, at gross flows of one.
Ledger ledger(Real heat_a, Real heat_b, Real power = 0) {
  Ledger out;
  const auto add = [&](std::string name, Real beta, Real heat) {
    out.baths.push_back({std::move(name), heat, 0, heat, beta * heat, 1});
    out.entropy_production -= beta * heat;
  };
  add("A", 0.5, heat_a);
  add("B", 1, heat_b);
  out.power = power;
  return out;
}

Certificate judged(const Ledger& books, SecondLaw standing) {
  Certificate certificate{.method = "given"};
  judge(books, standing, certificate);
  return certificate;
}

std::string verdict(const Certificate& certificate) {
  return std::get<std::string>(*certificate.details.find("verdict"));
}
std::int64_t second_law(const Certificate& certificate) {
  return std::get<std::int64_t>(*certificate.details.find("second_law"));
}

TEST(Judge, IsContentWhereBothLawsHold) {
  const Certificate certificate = judged(ledger(0.2, -0.2), SecondLaw::theorem);
  EXPECT_EQ(verdict(certificate), "both laws hold");
  EXPECT_EQ(certificate.status, Status::ok);
  EXPECT_EQ(second_law(certificate), 1);
  EXPECT_EQ(certificate.details.number("first_law_residual"), 0);
}

TEST(Judge, ReportsBooksThatDoNotClose) {
  for (const SecondLaw standing : {SecondLaw::theorem, SecondLaw::definition}) {
    const Certificate certificate = judged(ledger(0.3, -0.2), standing);
    EXPECT_EQ(verdict(certificate), "the books do not close: the first law fails by more than rounding");
    EXPECT_EQ(certificate.status, Status::law_violated);
    EXPECT_EQ(certificate.reason, verdict(certificate));
    EXPECT_NEAR(certificate.details.number("first_law_residual"), 0.1, 1e-16);
  }
}

TEST(Judge, ForgivesRoundingOfTheGrossFlows) {
  EXPECT_EQ(judged(ledger(0.2, -0.2 + 1e-12), SecondLaw::theorem).status, Status::ok);  // 1e-12 of gross flows of two
  EXPECT_EQ(judged(ledger(0.2, -0.2 + 3e-12), SecondLaw::theorem).status, Status::law_violated);
}

TEST(Judge, CallsABrokenTheoremAViolation) {
  const Certificate certificate = judged(ledger(-0.2, 0.2), SecondLaw::theorem);
  EXPECT_EQ(verdict(certificate), "the second law is violated where these books make it a theorem");
  EXPECT_EQ(certificate.status, Status::law_violated);
  EXPECT_EQ(second_law(certificate), 0);
}

TEST(Judge, ExplainsWhatTheBooksMayBreak) {
  const Certificate certificate = judged(ledger(-0.2, 0.2), SecondLaw::definition);
  EXPECT_EQ(
      verdict(certificate),
      "heat leaves bath B and enters bath A and the entropy production is negative: local jumps ignore the coupling "
      "energy, so the heat of the whole Hamiltonian is not what these baths exchange; the bare books, with switching "
      "work, respect the second law");
  EXPECT_EQ(certificate.status, Status::ok);
  EXPECT_EQ(second_law(certificate), 0);
}

TEST(Direction, NamesTheBathsThatLoseAndGain) {
  EXPECT_EQ(direction_text(ledger(0.2, -0.2)), "heat leaves bath A and enters bath B");
  EXPECT_EQ(direction_text(ledger(-0.2, 0.2)), "heat leaves bath B and enters bath A");
  EXPECT_EQ(direction_text(ledger(0.3, 0.1, -0.4)), "heat leaves bath A");
  EXPECT_EQ(direction_text(ledger(-0.1, -0.1, 0.2)), "no heat flows out of a bath");
  EXPECT_EQ(direction_text(Ledger{}), "no heat flows out of a bath");
}

}  // namespace
}  // namespace qalor
