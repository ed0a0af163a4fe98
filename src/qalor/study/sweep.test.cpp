// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/sweep.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <mutex>
#include <new>
#include <random>
#include <thread>

#include "qalor/study/answer.hpp"
#include "tests/toy_network.hpp"

namespace qalor {
namespace {

/// y = sin x, but for a few values of `mode` that stand for everything that can go wrong.
Answer fake_answer(const Question& question) {
  const std::string& mode = question.parameters.text("mode");
  const double x = question.parameters.real("x");
  if (mode == "diverges") throw ConvergenceError({.method = "direct", .residual = 0.5, .reason = "residual 0.5 at x"});
  if (mode == "throws") throw std::runtime_error("matrix is singular");
  if (mode == "hungry") throw std::bad_alloc();
  Answer answer;
  if (mode == "slow") std::this_thread::sleep_for(std::chrono::milliseconds(2));
  if (mode == "long") answer.quantities.set("time", vector_datum(std::vector<double>(100'000, x)));
  if (mode == "lawless") answer.certificate.degrade(Status::law_violated, "heat flows from cold to hot");
  answer.quantities.set("y", std::sin(x));
  return answer;
}

std::vector<Complaint> fake_check(const Question& question) {
  if (question.parameters.real("x") != -1) return {};
  return {{.fields = {"x", "mode"}, .message = "this pair has no ground state"}};
}

const Model& fake_model() {
  static const Model model{.name = "fake",
                           .summary = "a sine",
                           .sources = {},
                           .parameters = {},
                           .tasks = {},
                           .quantities = {},
                           .claims = {},
                           .check = fake_check,
                           .answer = fake_answer};
  return model;
}

/// `outer` values of mode times `inner` values x = 0, 1, 2, ...
Study fake_study(const std::vector<std::string>& modes, std::size_t inner) {
  Study study;
  study.model = &fake_model();
  study.task = "steady_state";
  study.parameters.set("mode", Value(std::string("sine")), false);
  study.parameters.set("x", 0.0, false);
  Axis mode{"mode", {}};
  for (const std::string& word : modes) mode.values.emplace_back(word);
  Axis x{"x", {}};
  for (std::size_t i = 0; i < inner; ++i) x.values.emplace_back(static_cast<double>(i));
  study.sweep = {mode, x};
  return study;
}

Study sines(std::size_t points) { return fake_study({"sine"}, points); }

/// Remembers every piece it was given, and tells earlier pieces to the next run.
class PieceSink : public Sink {
 public:
  explicit PieceSink(std::size_t size) : taken(size, 0), y(size) {}
  std::vector<Segment> finished() const override {
    std::vector<Segment> segments;
    for (std::size_t i = 0; i < taken.size(); ++i) {
      if (taken[i] == 0) continue;
      if (segments.empty() || segments.back().last != i) segments.push_back({i, i});
      segments.back().last = i + 1;
    }
    return segments;
  }
  void accept(std::size_t first, std::vector<Point> points) override {
    const std::lock_guard lock(mutex);
    pieces.push_back({first, first + points.size()});
    if (stop != nullptr && --until_stop == 0) *stop = true;
    for (std::size_t i = 0; i < points.size(); ++i) {
      ++taken.at(first + i);
      if (points[i].answer.quantities.find("y") != nullptr) y[first + i] = points[i].answer.quantities.number("y");
    }
  }

  std::mutex mutex;
  std::vector<int> taken;
  std::vector<double> y;
  std::vector<Segment> pieces;
  std::atomic<bool>* stop = nullptr;  ///< set when `until_stop` more pieces have come
  std::size_t until_stop = 0;
};

std::vector<double> expected(std::size_t points) {
  std::vector<double> y;
  for (std::size_t i = 0; i < points; ++i) y.push_back(std::sin(static_cast<double>(i)));
  return y;
}

TEST(Sweep, EveryPointIsAnsweredOnceForAnyNumberOfThreads) {
  for (const std::size_t points : {1U, 2U, 7U, 1023U, 5000U}) {
    for (const int jobs : {0, 1, 2, 5}) {
      PieceSink sink(points);
      const SweepSummary summary = run_sweep(sines(points), sink, {.jobs = jobs});
      EXPECT_EQ(sink.taken, std::vector<int>(points, 1));
      EXPECT_EQ(sink.y, expected(points));
      EXPECT_EQ(summary.answered, points);
      EXPECT_FALSE(summary.interrupted);
    }
  }
}

TEST(Sweep, PointsStandInTheOrderOfTheSweepWithTheOutermostAxisSlowest) {
  const Study study = fake_study({"sine", "lawless"}, 3);
  MemorySink sink(6);
  run_sweep(study, sink, {.jobs = 2});
  const auto& swept = sink.points()[4].parameters;
  ASSERT_EQ(swept.size(), 2U);
  EXPECT_EQ(swept[0], (std::pair<std::string, Value>("mode", std::string("lawless"))));
  EXPECT_EQ(swept[1], (std::pair<std::string, Value>("x", 1.0)));
  EXPECT_EQ(sink.points()[4].answer.quantities.number("y"), std::sin(1.0));
}

TEST(Sweep, APointOfASweepEqualsTheSamePointAlone) {
  const Study study = fake_study({"sine", "lawless", "throws"}, 50);
  MemorySink sink(study.size());
  run_sweep(study, sink, {.jobs = 3});
  for (std::size_t i = 0; i < study.size(); ++i) {
    const Point alone = answer_point(study, i);
    const Point& swept = sink.points()[i];
    EXPECT_EQ(swept.parameters, alone.parameters);
    EXPECT_EQ(swept.answer.certificate.status, alone.answer.certificate.status);
    EXPECT_EQ(swept.answer.certificate.reason, alone.answer.certificate.reason);
    EXPECT_EQ(swept.answer.quantities.size(), alone.answer.quantities.size());
  }
}

TEST(Sweep, SweptKeysOfTheTaskReachTheModel) {
  const Study study = toy::read_network(
      toy::network_study("F_N = [1, 2]\n" + toy::two_dots +
                             "[sweep]\norder = { from = 1, to = 8, points = 8 }\nlead.L.mu = { values = [0, 1] }\n"
                             "F_E = { from = 0, to = 1, points = 201 }\n",
                         "map"));
  MemorySink sink(study.size());
  run_sweep(study, sink, {.jobs = 2});
  for (std::size_t i = 0; i < study.size(); ++i) {
    const Answer& answer = sink.points()[i].answer;
    const double force = std::get<double>(study.swept(i)[2].second);
    if (i / 402 + 1 > 3 && force == 0) {
      EXPECT_EQ(answer.certificate.reason,
                "no order above 3 without a force (`F_E` = [0], `order` = " + std::to_string(i / 402 + 1) + ")");
      continue;
    }
    const double sum = 40 + static_cast<double>(i / 201 % 2);
    EXPECT_EQ(answer.quantities.number("sum"), sum);
    EXPECT_EQ(std::get<Array>(*answer.quantities.find("J")).values,
              (std::vector<double>{sum + force, sum + 2 * force}));
    EXPECT_EQ(std::get<std::int64_t>(*answer.quantities.find("order")), static_cast<std::int64_t>(i / 402 + 1));
    EXPECT_EQ(answer_point(study, i).answer.quantities.number("sum"), sum);
  }
}

TEST(Sweep, FinishedSegmentsAreNotAnsweredAgain) {
  std::mt19937 random(7);
  for (int trial = 0; trial < 50; ++trial) {
    const std::size_t points = 1 + random() % 5000;
    PieceSink sink(points);
    std::size_t left = points;
    for (std::size_t i = random() % 400; i < points; i += 1 + random() % 400)
      for (std::size_t end = std::min<std::size_t>(points, i + random() % 300); i < end; ++i, --left) sink.taken[i] = 1;
    const std::vector<int> before = sink.taken;
    EXPECT_EQ(run_sweep(sines(points), sink, {.jobs = 1 + trial % 4}).answered, left);
    EXPECT_EQ(sink.taken, std::vector<int>(points, 1));
    const std::vector<double> y = expected(points);
    for (std::size_t i = 0; i < points; ++i) EXPECT_EQ(sink.y[i], before[i] == 1 ? 0 : y[i]);
  }
}

TEST(Sweep, AFinishedSweepAnswersNothing) {
  PieceSink sink(100);
  sink.taken.assign(100, 1);
  EXPECT_EQ(run_sweep(sines(100), sink, {.jobs = 2}).answered, 0U);
  EXPECT_TRUE(sink.pieces.empty());
}

TEST(Sweep, AnswersDoNotDependOnInterruptions) {
  std::mt19937 random(11);
  constexpr std::size_t points = 20'000;
  PieceSink sink(points);
  int interruptions = 0;
  for (bool finished = false; !finished;) {
    std::atomic<bool> stop = false;
    sink.until_stop = 1 + random() % 2000;
    sink.stop = &stop;
    const SweepSummary summary = run_sweep(sines(points), sink, {.jobs = 2, .flush_seconds = 0, .stop = &stop});
    finished = !summary.interrupted;
    interruptions += summary.interrupted;
  }
  EXPECT_GE(interruptions, 9);
  EXPECT_EQ(sink.taken, std::vector<int>(points, 1));
  EXPECT_EQ(sink.y, expected(points));
}

TEST(Sweep, AStopIsHonouredAfterThePointAtHandAndWhatIsDoneIsHandedOver) {
  std::atomic<bool> stop = false;
  PieceSink sink(10'000);
  const auto progress = [&stop](std::size_t) { stop = true; };  // called after the first point
  const SweepSummary summary = run_sweep(sines(10'000), sink, {.jobs = 1, .stop = &stop, .progress = progress});
  EXPECT_TRUE(summary.interrupted);
  EXPECT_EQ(summary.answered, 1U);
  EXPECT_EQ(sink.taken[0], 1);
  EXPECT_EQ(sink.taken[1], 0);
}

TEST(Sweep, AStopSetBeforehandAnswersNothing) {
  const std::atomic<bool> stop = true;
  PieceSink sink(10);
  const SweepSummary summary = run_sweep(sines(10), sink, {.stop = &stop});
  EXPECT_TRUE(summary.interrupted);
  EXPECT_EQ(summary.answered, 0U);
}

TEST(Sweep, AnErrorOfTheSinkStopsAllWorkersAndPropagates) {
  struct FullDisk : Sink {
    void accept(std::size_t, std::vector<Point>) override {
      ++calls;
      throw EnvironmentError("no space left on device");
    }
    std::atomic<int> calls = 0;
  };
  for (const int jobs : {1, 2}) {
    FullDisk sink;
    try {
      run_sweep(fake_study({"slow"}, 100'000), sink, {.jobs = jobs, .flush_seconds = 0});
      FAIL() << "the error was lost";
    } catch (const EnvironmentError& error) {
      EXPECT_STREQ(error.what(), "no space left on device");
    }
    EXPECT_LE(sink.calls, jobs);
  }
}

TEST(Sweep, PointsReachTheSinkAtLeastEveryFlushSeconds) {
  PieceSink sink(100);
  run_sweep(fake_study({"slow"}, 100), sink, {.jobs = 1, .flush_seconds = 0.02});
  EXPECT_GE(sink.pieces.size(), 10U);  // 100 points of at least 2 ms each
  PieceSink lazy(100);
  run_sweep(fake_study({"slow"}, 100), lazy, {.jobs = 1, .flush_seconds = 60});
  EXPECT_EQ(lazy.pieces.size(), 1U);
}

TEST(Sweep, PiecesAreFewWhenPointsAreFast) {
  PieceSink sink(50'000);
  run_sweep(sines(50'000), sink, {.jobs = 2, .flush_seconds = 60});
  EXPECT_LE(sink.pieces.size(), 40U);
}

TEST(Sweep, LongAnswersReachTheSinkBeforeTheyFillTheMemory) {
  PieceSink sink(100);  // 0.8 MB a point
  run_sweep(fake_study({"long"}, 100), sink, {.jobs = 1, .flush_seconds = 60});
  EXPECT_GE(sink.pieces.size(), 4U);
}

TEST(Sweep, ProgressNeverExceedsTheNumberOfPoints) {
  std::mutex mutex;
  std::vector<std::size_t> calls;
  const auto progress = [&](std::size_t done) {
    const std::lock_guard lock(mutex);
    calls.push_back(done);
  };
  PieceSink sink(200);
  run_sweep(fake_study({"slow"}, 200), sink, {.jobs = 2, .progress = progress});
  ASSERT_FALSE(calls.empty());
  for (const std::size_t done : calls) EXPECT_LE(done, 200U);
}

TEST(Sweep, TheSummaryCountsWhatWentWrong) {
  Study study = fake_study({"sine", "lawless", "diverges", "throws"}, 5);
  study.sweep[1].values[2] = -1.0;  // refused in each mode
  PieceSink sink(study.size());
  const SweepSummary summary = run_sweep(study, sink, {.jobs = 2});
  EXPECT_EQ(summary.answered, 20U);
  EXPECT_EQ(summary.law_violated, 4U);
  EXPECT_EQ(summary.not_converged, 4U);
  EXPECT_EQ(summary.failed, 8U);
}

TEST(Sweep, NegativeNumbersOfThreadsAreRejected) {
  PieceSink sink(1);
  try {
    run_sweep(sines(1), sink, {.jobs = -2});
    FAIL() << "jobs = -2 was accepted";
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("jobs is -2; it must be >= 0 (0: all cores)"), std::string::npos);
  }
}

TEST(AnswerPoint, ARefusedPointFailsWithAReasonThatQuotesTheValues) {
  Study study = sines(3);
  study.sweep[1].values[1] = -1.0;
  const Answer answer = answer_point(study, 1).answer;
  EXPECT_EQ(answer.certificate.status, Status::failed);
  EXPECT_TRUE(is_refused(answer.certificate));
  EXPECT_EQ(answer.certificate.reason, "this pair has no ground state (`x` = -1, `mode` = \"sine\")");
  EXPECT_TRUE(answer.quantities.empty());
}

TEST(AnswerPoint, APointThatDoesNotConvergeKeepsTheCertificateOfItsSolver) {
  const Answer answer = answer_point(fake_study({"diverges"}, 1), 0).answer;
  EXPECT_EQ(answer.certificate.status, Status::not_converged);
  EXPECT_EQ(answer.certificate.method, "direct");
  EXPECT_EQ(answer.certificate.residual, 0.5);
  EXPECT_EQ(answer.certificate.reason, "residual 0.5 at x");
}

TEST(AnswerPoint, AnyOtherExceptionFailsThePointWithItsText) {
  const Answer answer = answer_point(fake_study({"throws"}, 1), 0).answer;
  EXPECT_EQ(answer.certificate.status, Status::failed);
  EXPECT_EQ(answer.certificate.reason, "matrix is singular");
  EXPECT_FALSE(is_refused(answer.certificate));
}

TEST(AnswerPoint, WantOfMemoryIsAnErrorOfTheMachine) {
  try {
    answer_point(fake_study({"sine", "hungry"}, 2), 3);
    FAIL() << "std::bad_alloc was swallowed";
  } catch (const EnvironmentError& error) {
    EXPECT_STREQ(error.what(), "out of memory at point 3 (`mode` = \"hungry\", `x` = 1)");
  }
}

}  // namespace
}  // namespace qalor
