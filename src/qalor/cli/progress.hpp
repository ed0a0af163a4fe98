#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <chrono>
#include <cstddef>
#include <mutex>

#include "qalor/cli/command.hpp"

namespace qalor {

/// How far a sweep is, shown on the messages of a console.
/// automatic: one line that is overwritten, on a terminal only, once the run lasts longer than half a second;
/// plain: a line every second and one at the end; json: the same as objects
/// {"event", "done", "total", "seconds", "points_per_second", "seconds_left"}.
class Progress {
 public:
  using Clock = std::chrono::steady_clock;

  /// Of `total` points, `already` were there before this run.
  Progress(Console& console, ProgressMode mode, std::size_t total, std::size_t already);
  ~Progress() { clear_line(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// This run has answered so many points. From any thread.
  void update(std::size_t answered);
  /// The run is over.
  void finish(std::size_t answered);

 private:
  void show(std::size_t answered, bool last);
  void clear_line();

  Console& console_;
  ProgressMode mode_;
  std::size_t total_;
  std::size_t already_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point due_;
  std::mutex mutex_;
  bool line_shown_ = false;
};

}  // namespace qalor
