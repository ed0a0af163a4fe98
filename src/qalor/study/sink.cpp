// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/sink.hpp"

#include <algorithm>
#include <cassert>

namespace qalor {

std::size_t footprint(const Point& point) {
  std::size_t bytes = sizeof(Point) + point.parameters.size() * sizeof(point.parameters[0]);
  const auto add = [&bytes](const Record& record) {
    bytes += record.size() * sizeof(Record::Entry);
    for (const auto& [name, datum] : record)
      if (const auto* array = std::get_if<Array>(&datum)) bytes += array->values.size() * sizeof(double);
  };
  add(point.answer.quantities);
  add(point.answer.certificate.details);
  return bytes;
}

void MemorySink::accept(std::size_t first, std::vector<Point> points) {
  assert(first + points.size() <= points_.size());
  // Different calls write different elements, so no lock is needed.
  std::move(points.begin(), points.end(), points_.begin() + static_cast<std::ptrdiff_t>(first));
}

}  // namespace qalor
