#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <atomic>
#include <optional>
#include <string>

namespace qalor {

/// As long as it lives, SIGINT, SIGTERM, SIGUSR1 and the end of a time limit set a flag in place of killing the
/// process. A second SIGINT ends the process at once, with exit code 5. One at a time.
class Interrupt {
 public:
  explicit Interrupt(std::optional<double> time_limit_seconds);
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  const std::atomic<bool>& flag() const { return flag_; }
  /// "SIGINT", "SIGTERM", "SIGUSR1", "the time limit", or "" when nothing happened.
  std::string cause() const;

 private:
  std::atomic<bool>& flag_;
  std::atomic<int>& signal_;
};

}  // namespace qalor
