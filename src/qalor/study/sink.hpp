#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "qalor/catalog/model.hpp"

namespace qalor {

/// One answered point of a sweep.
struct Point {
  std::vector<std::pair<std::string, Value>> parameters;  ///< the swept ones, keys of the task among them
  Answer answer;
};

/// Memory that a point takes, to within a factor of about two [bytes].
std::size_t footprint(const Point& point);

/// Points [first, last) of a sweep.
struct Segment {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// Where the points of a run go. The only base class of the project: files live behind it, above the study.
class Sink {
 public:
  virtual ~Sink() = default;
  /// What is already there from an earlier run of the same study: disjoint segments in ascending order.
  virtual std::vector<Segment> finished() const { return {}; }
  /// Takes the points that start at index `first`. Called from several threads, never twice for the same point.
  virtual void accept(std::size_t first, std::vector<Point> points) = 0;
};

/// Keeps all points in memory, in order.
class MemorySink : public Sink {
 public:
  explicit MemorySink(std::size_t size) : points_(size) {}
  void accept(std::size_t first, std::vector<Point> points) override;
  const std::vector<Point>& points() const { return points_; }

 private:
  std::vector<Point> points_;
};

}  // namespace qalor
