// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/cli/overview.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "qalor/cli/amount.hpp"
#include "qalor/report/result_reader.hpp"
#include "qalor/study/answer.hpp"

namespace qalor {
namespace {

constexpr std::size_t shown_warnings = 10;  // kinds; more would bury the first
constexpr std::size_t block = 4096;         // points read at once from a result file

const char* status_words(Status status, bool one) {
  switch (status) {
    case Status::not_converged:
      return "did not converge";
    case Status::law_violated:
      return one ? "violates a law" : "violate a law";
    default:
      return "failed";
  }
}

/// Warnings that differ in numbers only are of one kind.
std::string without_numbers(std::string text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  text.erase(std::remove_if(text.begin(), text.end(), is_digit), text.end());
  return text;
}

std::size_t variable_of(const ResultReader& result, const std::string& certificate_entry) {
  const auto& variables = result.variables();
  const auto found = std::find_if(variables.begin(), variables.end(), [&](const ResultVariable& variable) {
    return variable.column.group == Group::certificate && variable.column.name == certificate_entry;
  });
  if (found == variables.end())
    throw InputError(fmt::format("the result holds no `{}` of its certificates", certificate_entry));
  return static_cast<std::size_t>(found - variables.begin());
}

}  // namespace

void Overview::Notice::add(std::size_t index, const std::string& why) {
  if (count++ > 0 && index > first) return;
  first = index;
  text = why;
}

bool Overview::at_end(std::size_t index) const { return index < end_points || index + end_points >= study_.size(); }

void Overview::add(std::size_t index, const Point& point) {
  const Certificate& certificate = point.answer.certificate;
  statuses_.at(static_cast<std::size_t>(certificate.status)).add(index, certificate.reason);
  refused_ += is_refused(certificate);
  for (const std::string& warning : certificate.warnings) warnings_[without_numbers(warning)].add(index, warning);
  if (at_end(index)) ends_.insert_or_assign(index, point);
}

void Overview::add_result(const std::filesystem::path& path) {
  const ResultReader result(path);
  const auto point_at = [&](std::size_t index) {
    Point point = std::move(result.read({index, index + 1}).points().at(0));
    point.parameters = study_.swept(index);
    return point;
  };
  statuses_ = {};
  const std::size_t status = variable_of(result, "status");
  for (std::size_t first = 0; first < result.size(); first += block) {
    const std::vector<double> codes = result.numbers(status, {first, std::min(first + block, result.size())});
    for (std::size_t i = 0; i < codes.size(); ++i) statuses_.at(static_cast<std::size_t>(codes[i])).add(first + i, "");
  }
  for (Notice& notice : statuses_)
    if (notice.count > 0) notice.text = point_at(notice.first).answer.certificate.reason;
  for (std::size_t index = 0; index < result.size(); ++index) {
    if (!at_end(index)) index = result.size() - end_points;
    ends_.insert_or_assign(index, point_at(index));
  }
  // Whether a failed point was refused matters only when no point has an answer.
  if (statuses_.at(static_cast<std::size_t>(Status::failed)).count < result.size()) return;
  refused_ = 0;
  for (std::size_t first = 0; first < result.size(); first += block)
    for (const Point& point : result.read({first, std::min(first + block, result.size())}).points())
      refused_ += is_refused(point.answer.certificate);
}

Exit Overview::exit() const {
  const auto count = [this](Status status) { return statuses_.at(static_cast<std::size_t>(status)).count; };
  if (refused_ == study_.size()) return Exit::input;
  if (count(Status::failed) + count(Status::not_converged) > 0) return Exit::unanswered;
  return count(Status::law_violated) > 0 ? Exit::law_violated : Exit::ok;
}

std::string Overview::place(const Notice& notice) const {
  std::string text = fmt::format("point {}", notice.first);
  for (const auto& [name, value] : study_.swept(notice.first)) text += ", " + assignment_text(name, value);
  return text;
}

void Overview::tell(const Console& console) const {
  std::size_t shown = 0;
  for (const auto& [kind, notice] : warnings_) {
    if (shown++ == shown_warnings) break;
    console.warning(study_.sweep.empty() ? notice.text
                                         : fmt::format("{} ({})", notice.text, points_text(notice.count)));
  }
  if (warnings_.size() > shown_warnings)
    console.warning(
        fmt::format("{} more kinds of warnings; the certificates hold them all", warnings_.size() - shown_warnings));
  for (const Status status : {Status::law_violated, Status::not_converged, Status::failed}) {
    const Notice& notice = statuses_.at(static_cast<std::size_t>(status));
    if (notice.count == 0) continue;
    if (study_.sweep.empty()) {
      console.error(fmt::format("the point {}: {}", status_words(status, true), notice.text));
      continue;
    }
    console.error(fmt::format("{} of {} {}; the first is {}: {}", notice.count, points_text(study_.size()),
                              status_words(status, notice.count == 1), place(notice), notice.text));
  }
}

std::vector<Segment> OverviewSink::finished() const {
  return next_ != nullptr ? next_->finished() : std::vector<Segment>{};
}

void OverviewSink::accept(std::size_t first, std::vector<Point> points) {
  {
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < points.size(); ++i) overview_.add(first + i, points[i]);
  }
  if (next_ != nullptr) next_->accept(first, std::move(points));
}

}  // namespace qalor
