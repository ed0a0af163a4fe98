// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/sweep.hpp"

#include <fmt/format.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <new>
#include <optional>
#include <utility>

#include "qalor/study/answer.hpp"
#include "qalor/study/questions.hpp"

namespace qalor {
namespace {

using Clock = std::chrono::steady_clock;

/// Pending points of one worker are handed over when they hold this much, whatever the clock says: memory stays
/// bounded when every point is a long trajectory.
constexpr std::size_t pending_limit = std::size_t{16} << 20;

std::string point_text(const Swept& swept, std::size_t index) {
  std::string text = fmt::format("point {}", index);
  for (std::size_t i = 0; i < swept.size(); ++i)
    text += (i == 0 ? " (" : ", ") + assignment_text(swept[i].first, swept[i].second);
  return swept.empty() ? text : text + ")";
}

Answer answered(const Study& study, const Question& question, std::size_t index, const Point& point) {
  try {
    return ask(*study.model, question);
  } catch (const std::bad_alloc&) {
    throw EnvironmentError(fmt::format("out of memory at {}", point_text(point.parameters, index)));
  }
}

/// The sweep in blocks of consecutive points, less what is finished. The partition depends on the size of the sweep
/// alone: at least 1024 blocks where there are as many points, so that slow points spread over many threads.
std::vector<Segment> unfinished_blocks(std::size_t size, const std::vector<Segment>& finished) {
  const std::size_t length = std::clamp<std::size_t>(size / 1024, 1, 1024);
  std::vector<Segment> blocks;
  auto done = finished.begin();
  for (std::size_t begin = 0; begin < size;) {
    const std::size_t end = std::min(size, begin - begin % length + length);
    while (done != finished.end() && done->last <= begin) ++done;
    const bool clear = done == finished.end() || done->first >= end;
    if (!clear && done->first <= begin) {
      begin = done->last;
      continue;
    }
    const std::size_t stop = clear ? end : done->first;
    blocks.push_back({begin, stop});
    begin = stop;
  }
  return blocks;
}

/// Hands out blocks. Each worker eats its own range from the front; without one it takes the upper half of the longest.
/// So a worker sees long runs of consecutive points, and a sink few and large pieces, for any number of workers.
class Blocks {
 public:
  Blocks(std::vector<Segment> blocks, std::size_t workers) : blocks_(std::move(blocks)), ranges_(workers) {
    ranges_[0] = {0, blocks_.size()};
  }

  std::optional<Segment> next(std::size_t worker) {
    const std::lock_guard lock(mutex_);
    Segment& own = ranges_[worker];
    if (own.first == own.last) {
      const auto length = [](const Segment& range) { return range.last - range.first; };
      Segment& longest = *std::max_element(ranges_.begin(), ranges_.end(),
                                           [&](const auto& a, const auto& b) { return length(a) < length(b); });
      own = {longest.last - (length(longest) + 1) / 2, longest.last};
      longest.last = own.first;
    }
    if (own.first == own.last) return std::nullopt;
    return blocks_[own.first++];
  }

 private:
  std::vector<Segment> blocks_;
  std::mutex mutex_;
  std::vector<Segment> ranges_;  ///< of indices into blocks_
};

/// What the workers of one run share.
class Run {
 public:
  Run(const Study& study, Sink& sink, const SweepOptions& options, std::vector<Segment> blocks, std::size_t workers)
      : study_(study), sink_(sink), options_(options), blocks_(std::move(blocks), workers) {}

  /// One worker, until no block is left or the run is stopped.
  void work(std::size_t worker);
  const SweepSummary& summary() const { return summary_; }

 private:
  struct Pending;
  void answer_block(Segment block, Pending& pending);
  void hand_over(Pending& pending);
  void report(Clock::time_point now);
  bool stopped() const {
    return abandoned_.load(std::memory_order_relaxed) || (options_.stop != nullptr && options_.stop->load());
  }

  const Study& study_;
  Sink& sink_;
  const SweepOptions& options_;
  Blocks blocks_;
  Memo memo_;
  std::atomic<bool> abandoned_ = false;  ///< some worker threw
  std::atomic<std::size_t> done_ = 0;
  std::atomic<Clock::rep> next_report_ = 0;
  std::mutex mutex_;
  SweepSummary summary_;
};

/// Consecutive points of one worker that the sink does not hold yet.
struct Run::Pending {
  std::size_t first = 0;
  std::vector<Point> points = {};
  std::size_t bytes = 0;
  Clock::time_point since = Clock::now();
  SweepSummary summary = {};  ///< of all points of this worker

  void add(Point point) {
    bytes += footprint(point);
    const Status status = point.answer.certificate.status;
    ++summary.answered;
    summary.not_converged += status == Status::not_converged;
    summary.law_violated += status == Status::law_violated;
    summary.failed += status == Status::failed;
    points.push_back(std::move(point));
  }
};

void Run::work(std::size_t worker) try {
  Pending pending;
  while (!stopped()) {
    const auto block = blocks_.next(worker);
    if (!block) break;
    if (pending.first + pending.points.size() != block->first) {
      hand_over(pending);
      pending.first = block->first;
    }
    answer_block(*block, pending);
  }
  if (!abandoned_) hand_over(pending);
  const std::lock_guard lock(mutex_);
  summary_.answered += pending.summary.answered;
  summary_.not_converged += pending.summary.not_converged;
  summary_.law_violated += pending.summary.law_violated;
  summary_.failed += pending.summary.failed;
} catch (const std::bad_alloc&) {
  abandoned_ = true;
  throw EnvironmentError("out of memory while collecting the points of a sweep");
} catch (...) {
  abandoned_ = true;
  throw;
}

void Run::answer_block(Segment block, Pending& pending) {
  const auto flush_after = std::chrono::duration<double>(options_.flush_seconds);
  Questions questions(study_);
  Clock::time_point before = Clock::now();
  for (std::size_t index = block.first; index < block.last && !stopped(); ++index) {
    Point point{study_.swept(index), {}};
    Question question = questions.at(point);
    question.memo = &memo_;
    point.answer = answered(study_, question, index, point);
    pending.add(std::move(point));
    // A point as long as the last one would make the oldest pending point wait too long.
    const Clock::time_point now = Clock::now();
    if (now - pending.since + (now - before) >= flush_after || pending.bytes >= pending_limit) hand_over(pending);
    before = now;
    if (options_.progress) report(now);
  }
}

void Run::hand_over(Pending& pending) {
  if (!pending.points.empty()) {
    const std::size_t first = pending.first;
    pending.first += pending.points.size();
    sink_.accept(first, std::exchange(pending.points, {}));
  }
  pending.bytes = 0;
  pending.since = Clock::now();
}

void Run::report(Clock::time_point now) {
  done_.fetch_add(1, std::memory_order_relaxed);
  const Clock::rep time = now.time_since_epoch().count();
  Clock::rep due = next_report_.load(std::memory_order_relaxed);
  if (time < due) return;
  // Ten times a second is as often as an eye can follow; the exchange lets one of several threads through.
  const Clock::rep next = time + Clock::duration(std::chrono::milliseconds(100)).count();
  if (next_report_.compare_exchange_strong(due, next)) options_.progress(done_);
}

}  // namespace

Point answer_point(const Study& study, std::size_t index) {
  Point point{study.swept(index), {}};
  point.answer = answered(study, Questions(study).at(point), index, point);
  return point;
}

SweepSummary run_sweep(const Study& study, Sink& sink, const SweepOptions& options) {
  if (options.jobs < 0) throw InputError(fmt::format("jobs is {}; it must be >= 0 (0: all cores)", options.jobs));
  std::vector<Segment> blocks = unfinished_blocks(study.size(), sink.finished());
  std::size_t points = 0;
  for (const Segment& block : blocks) points += block.last - block.first;
  const auto wanted = static_cast<std::size_t>(options.jobs == 0 ? tbb::info::default_concurrency() : options.jobs);
  const std::size_t workers = std::clamp<std::size_t>(blocks.size(), 1, wanted);

  Run run(study, sink, options, std::move(blocks), workers);
  if (workers == 1) {
    run.work(0);  // no thread is started for a single point
  } else {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, workers);
    tbb::task_arena arena(static_cast<int>(workers));
    arena.execute([&] {
      tbb::parallel_for(
          std::size_t{0}, workers, [&](std::size_t worker) { run.work(worker); }, tbb::simple_partitioner());
    });
  }
  SweepSummary summary = run.summary();
  summary.interrupted = summary.answered < points;
  return summary;
}

}  // namespace qalor
