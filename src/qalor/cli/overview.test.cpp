// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/cli/overview.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "qalor/study/answer.hpp"

namespace qalor {
namespace {

const Model& nameless() {
  static const Model model{};
  return model;
}

Study points(std::size_t size) {
  Study study;
  study.model = &nameless();
  Axis axis{"g", {}};
  for (std::size_t i = 0; i < size; ++i) axis.values.emplace_back(static_cast<double>(i));
  study.sweep = {axis};
  return study;
}

Point with(Status status, const std::string& reason = "") {
  Point point;
  point.answer.certificate.degrade(status, reason);
  return point;
}

Point warned(const std::string& warning) {
  Point point;
  point.answer.certificate.warn(warning);
  return point;
}

/// As a model's refusal comes out of `ask`.
Point refused() {
  Model model;
  model.check = [](const Question&) { return std::vector<Complaint>{{{}, "no ground state", {}}}; };
  Point point;
  const Settings none;
  point.answer = ask(model, {none, "steady_state", none});
  return point;
}

Exit exit_of(const std::vector<Point>& all) {
  const Study study = points(all.size());
  Overview overview(study);
  for (std::size_t i = 0; i < all.size(); ++i) overview.add(i, all[i]);
  return overview.exit();
}

std::string told(const Overview& overview) {
  std::ostringstream out;
  std::ostringstream messages;
  overview.tell(Console{.out = out, .messages = messages});
  EXPECT_EQ(out.str(), "");
  return messages.str();
}

TEST(Exit, TheGraverOfTwoIsTheFirstOfEnvironmentInputInterruptedUnansweredLawViolated) {
  const std::vector<Exit> order{Exit::environment, Exit::input,        Exit::interrupted,
                                Exit::unanswered,  Exit::law_violated, Exit::ok};
  for (std::size_t i = 0; i < order.size(); ++i)
    for (std::size_t j = 0; j < order.size(); ++j) EXPECT_EQ(graver(order[i], order[j]), order[std::min(i, j)]);
}

TEST(Exit, CodesAreThoseOfTheContract) {
  EXPECT_EQ(static_cast<int>(Exit::ok), 0);
  EXPECT_EQ(static_cast<int>(Exit::environment), 1);
  EXPECT_EQ(static_cast<int>(Exit::input), 2);
  EXPECT_EQ(static_cast<int>(Exit::unanswered), 3);
  EXPECT_EQ(static_cast<int>(Exit::law_violated), 4);
  EXPECT_EQ(static_cast<int>(Exit::interrupted), 5);
}

TEST(Overview, AViolatedLawIsExit4) {
  EXPECT_EQ(exit_of({with(Status::ok), with(Status::law_violated)}), Exit::law_violated);
}

TEST(Overview, APointWithoutAnAnswerIsExit3EvenWhereALawIsViolated) {
  EXPECT_EQ(exit_of({with(Status::law_violated), with(Status::not_converged)}), Exit::unanswered);
  EXPECT_EQ(exit_of({with(Status::law_violated), with(Status::failed)}), Exit::unanswered);
}

TEST(Overview, OnlyASweepThatIsRefusedAltogetherIsWrongInput) {
  EXPECT_EQ(exit_of({refused(), refused()}), Exit::input);
  EXPECT_EQ(exit_of({refused(), with(Status::ok)}), Exit::unanswered);
  EXPECT_EQ(exit_of({refused(), with(Status::failed)}), Exit::unanswered);
}

TEST(Overview, EachKindOfTroubleIsToldWithItsFirstPoint) {
  const Study study = points(5);
  Overview overview(study);
  overview.add(4, with(Status::not_converged, "residual 2e-3"));
  overview.add(1, with(Status::not_converged, "residual 1e-3"));
  overview.add(2, with(Status::law_violated, "heat flows from cold to hot"));
  overview.add(0, with(Status::ok));
  overview.add(3, with(Status::failed, "singular"));
  EXPECT_EQ(told(overview),
            "error: 1 of 5 points violates a law; the first is point 2, `g` = 2: heat flows from cold to hot\n"
            "error: 2 of 5 points did not converge; the first is point 1, `g` = 1: residual 1e-3\n"
            "error: 1 of 5 points failed; the first is point 3, `g` = 3: singular\n");
}

TEST(Overview, APointAloneIsNotCounted) {
  Study study;
  study.model = &nameless();
  Overview overview(study);
  Point point = with(Status::not_converged, "residual 1e-3");
  point.answer.certificate.warn("`g` is not used");
  overview.add(0, point);
  EXPECT_EQ(told(overview), "warning: `g` is not used\nerror: the point did not converge: residual 1e-3\n");
}

TEST(Overview, WarningsThatDifferInNumbersOnlyAreOneKind) {
  const Study study = points(3);
  Overview overview(study);
  overview.add(2, warned("6 % off"));
  overview.add(0, warned("15 % off"));
  EXPECT_EQ(told(overview), "warning: 15 % off (2 points)\n");
}

TEST(Overview, ManyKindsOfWarningsAreCutOff) {
  const Study study = points(26);
  Overview overview(study);
  for (std::size_t i = 0; i < 26; ++i) overview.add(i, warned(std::string(1, static_cast<char>('a' + i))));
  const std::string text = told(overview);
  EXPECT_NE(text.find("warning: j (1 point)\n"), std::string::npos);
  EXPECT_EQ(text.find("warning: k"), std::string::npos);
  EXPECT_NE(text.find("warning: 16 more kinds of warnings; the certificates hold them all\n"), std::string::npos);
}

TEST(Overview, KeepsThePointsOfBothEnds) {
  const Study study = points(1000);
  Overview overview(study);
  for (std::size_t i = 0; i < 1000; ++i) overview.add(i, with(Status::ok));
  EXPECT_EQ(overview.ends().size(), 40U);
  EXPECT_EQ(overview.ends().count(19), 1U);
  EXPECT_EQ(overview.ends().count(980), 1U);
}

TEST(Console, MessagesCanBeObjectsWithEverythingEscaped) {
  std::ostringstream out;
  std::ostringstream messages;
  Console console{.out = out, .messages = messages};
  console.json_messages = true;
  console.error("a \"quoted\"\nline \xff");
  EXPECT_EQ(messages.str(), "{\"event\":\"error\",\"message\":\"a \\\"quoted\\\"\\nline \xef\xbf\xbd\"}\n");
}

}  // namespace
}  // namespace qalor
