#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <array>
#include <cstddef>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>

#include "qalor/cli/command.hpp"
#include "qalor/study/sink.hpp"

namespace qalor {

/// What a person should know of a run: how many points have which status, the warnings, and the points at both ends of
/// the sweep.
class Overview {
 public:
  /// Points shown of each end of a sweep.
  static constexpr std::size_t end_points = 20;

  explicit Overview(const Study& study) : study_(study) {}

  /// One more answered point.
  void add(std::size_t index, const Point& point);
  /// Statuses and ends of a whole result file; what was added before is forgotten, but for the warnings.
  /// Throws InputError and EnvironmentError as the reader does.
  void add_result(const std::filesystem::path& path);

  Exit exit() const;
  /// Warnings, then what went wrong, each with its first point.
  void tell(const Console& console) const;
  /// Points by index, the first and the last ones of the sweep; all of a small one.
  const std::map<std::size_t, Point>& ends() const { return ends_; }

 private:
  struct Notice {
    std::size_t count = 0;
    std::size_t first = 0;
    std::string text = {};  ///< reason or warning of the first
    void add(std::size_t index, const std::string& why);
  };
  bool at_end(std::size_t index) const;
  std::string place(const Notice& notice) const;

  const Study& study_;
  std::array<Notice, 4> statuses_;  ///< by Status
  std::size_t refused_ = 0;
  std::map<std::string, Notice> warnings_;  ///< by their text without its numbers
  std::map<std::size_t, Point> ends_;
};

/// Passes points on to another sink, and shows them to an overview.
class OverviewSink : public Sink {
 public:
  /// Without `next` the points go no further.
  explicit OverviewSink(Overview& overview, Sink* next = nullptr) : overview_(overview), next_(next) {}
  std::vector<Segment> finished() const override;
  void accept(std::size_t first, std::vector<Point> points) override;

 private:
  Overview& overview_;
  Sink* next_;
  std::mutex mutex_;
};

}  // namespace qalor
