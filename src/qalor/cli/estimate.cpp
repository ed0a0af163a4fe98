// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/cli/estimate.hpp"

#include <algorithm>
#include <chrono>
#include <sstream>

#include "qalor/report/json.hpp"
#include "qalor/study/sink.hpp"
#include "qalor/study/sweep.hpp"

namespace qalor {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double variable_bytes = 2000;  // what HDF5 and the attributes add to each variable

/// Bytes of the values in a result file: eight for a number, and a text as it is.
double value_bytes(const Record& record) {
  double bytes = 0;
  for (const auto& [name, datum] : record) {
    const auto* array = std::get_if<Array>(&datum);
    const auto* text = std::get_if<std::string>(&datum);
    bytes += array != nullptr ? 8.0 * static_cast<double>(array->values.size()) : 8.0;
    if (text != nullptr) bytes += static_cast<double>(text->size());
  }
  return bytes;
}

double value_bytes(const Answer& answer) {
  const Certificate& certificate = answer.certificate;
  double bytes = value_bytes(answer.quantities) + value_bytes(certificate.details);
  bytes += 40 + static_cast<double>(certificate.method.size() + certificate.reason.size());
  for (const std::string& warning : certificate.warnings) bytes += static_cast<double>(warning.size());
  return bytes;
}

std::size_t variables_of(const Answer& answer) {
  return answer.quantities.size() + answer.certificate.details.size() +
         5;  // method, residual, status, reason, warnings
}

double axes_bytes(const Study& study) {
  double bytes = 0;
  for (const Axis& axis : study.sweep) bytes += 8.0 * static_cast<double>(axis.values.size());
  return bytes;
}

}  // namespace

Estimate estimate(const Study& study, double seconds, std::size_t most_points) {
  const std::size_t size = study.size();
  const std::size_t wanted = std::clamp<std::size_t>(most_points, 1, size);
  answer_point(study, 0);  // the first answer of a process is slower than all others
  std::vector<Point> sample;
  const Clock::time_point start = Clock::now();
  const auto passed = [&start] { return std::chrono::duration<double>(Clock::now() - start).count(); };
  for (std::size_t i = 0; i < wanted && (i == 0 || passed() < seconds); ++i)
    sample.push_back(answer_point(study, i * (size / wanted)));
  const double time = passed();

  const auto scale = static_cast<double>(size) / static_cast<double>(sample.size());
  const double head = static_cast<double>(json_text(study, {}).size());
  Estimate estimate{.points = size, .sampled = sample.size(), .seconds = time * scale};
  estimate.json_bytes = head + scale * (static_cast<double>(json_text(study, sample).size()) - head);
  estimate.netcdf_bytes = axes_bytes(study) + variable_bytes * static_cast<double>(variables_of(sample.front().answer));
  for (const Point& point : sample) {
    estimate.netcdf_bytes += scale * value_bytes(point.answer);
    estimate.memory_bytes += scale * static_cast<double>(footprint(point));
  }
  return estimate;
}

}  // namespace qalor
