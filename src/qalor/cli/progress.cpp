// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/cli/progress.hpp"

#include <fmt/format.h>

#include "qalor/cli/amount.hpp"

namespace qalor {
namespace {

using namespace std::chrono_literals;

constexpr auto patience = 500ms;       // a run shorter than this shows no line that is overwritten
constexpr auto line_interval = 100ms;  // of the line that is overwritten
constexpr auto plain_interval = 1s;    // of lines that stay

struct State {
  std::size_t done = 0;
  std::size_t total = 0;
  double seconds = 0;
  double rate = 0;  ///< points per second
  double left = 0;  ///< seconds
};

std::string state_text(const State& state) {
  return fmt::format("{} of {} ({} %), {:.3g} points/s, {} left", state.done, points_text(state.total),
                     state.total == 0 ? 100 : 100 * state.done / state.total, state.rate, duration_text(state.left));
}

std::string state_json(const State& state, bool last) {
  return fmt::format(R"({{"event": "{}", "done": {}, "total": {}, "seconds": {:.3f}, )"
                     R"("points_per_second": {:.6g}, "seconds_left": {:.3g}}})",
                     last ? "end" : "progress", state.done, state.total, state.seconds, state.rate, state.left);
}

}  // namespace

Progress::Progress(Console& console, ProgressMode mode, std::size_t total, std::size_t already)
    : console_(console), mode_(mode), total_(total), already_(already) {
  if (mode_ == ProgressMode::automatic && !console_.messages_on_terminal) mode_ = ProgressMode::off;
  due_ = start_ + (mode_ == ProgressMode::automatic ? Clock::duration(patience) : Clock::duration(plain_interval));
}

void Progress::update(std::size_t answered) {
  const std::lock_guard lock(mutex_);
  if (mode_ == ProgressMode::off || Clock::now() < due_) return;
  show(answered, false);
  due_ = Clock::now() +
         (mode_ == ProgressMode::automatic ? Clock::duration(line_interval) : Clock::duration(plain_interval));
}

void Progress::finish(std::size_t answered) {
  const std::lock_guard lock(mutex_);
  clear_line();
  if (mode_ == ProgressMode::plain || mode_ == ProgressMode::json) show(answered, true);
}

void Progress::show(std::size_t answered, bool last) {
  State state{.done = already_ + answered, .total = total_};
  state.seconds = std::chrono::duration<double>(Clock::now() - start_).count();
  if (state.seconds > 0) state.rate = static_cast<double>(answered) / state.seconds;
  if (answered > 0)
    state.left = state.seconds * static_cast<double>(total_ - state.done) / static_cast<double>(answered);
  std::ostream& out = console_.messages;
  if (mode_ == ProgressMode::json) {
    out << state_json(state, last) + "\n";
  } else if (mode_ == ProgressMode::plain) {
    const std::string end =
        fmt::format("{} of {} in {}", state.done, points_text(total_), duration_text(state.seconds));
    out << "progress: " + (last ? end : state_text(state)) + "\n";
  } else {
    out << "\r" + state_text(state) + "\x1b[K";
    line_shown_ = true;
  }
  out.flush();
}

void Progress::clear_line() {
  if (line_shown_) console_.messages << "\r\x1b[K" << std::flush;
  line_shown_ = false;
}

}  // namespace qalor
