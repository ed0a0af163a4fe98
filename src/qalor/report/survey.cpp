// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/survey.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace qalor {
namespace {

constexpr std::size_t piece = 65536;  // points in memory at a time

bool is_certificate(const ResultVariable& variable, const std::string& name) {
  return variable.column.group == Group::certificate && variable.column.name == name;
}

void include(NumberRange& range, const std::vector<double>& values) {
  for (const double x : values) {
    range.last = x;
    if (std::isnan(x)) continue;
    if (range.defined++ == 0) range.lowest = range.highest = x;
    range.lowest = std::min(range.lowest, x);
    range.highest = std::max(range.highest, x);
  }
}

/// Counts statuses, and keeps the first points that are not ok.
void include_statuses(Survey& survey, const std::vector<double>& codes, std::size_t first) {
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const auto status = static_cast<Status>(codes[i]);
    ++survey.of_status[static_cast<std::size_t>(status)];
    if (status != Status::ok && survey.troubles.size() < Survey::most_troubles)
      survey.troubles.push_back({first + i, status, ""});
  }
}

NumberRange empty_range(const ResultReader& result, std::size_t variable) {
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  return {variable, result.numbers(variable, {0, 1}).front(), nothing, nothing, nothing, 0};
}

}  // namespace

void Tally::add(const std::string& text) {
  const auto same =
      std::find_if(counts_.begin(), counts_.end(), [&](const auto& count) { return count.first == text; });
  if (same != counts_.end())
    ++same->second;
  else if (counts_.size() < most)
    counts_.emplace_back(text, 1);
  else if (counts_.size() == most)
    counts_.emplace_back("others", 1);
  else
    ++counts_.back().second;
}

Survey survey(const ResultReader& result) {
  Survey survey;
  survey.points = result.size();
  std::size_t reasons = result.variables().size();
  std::size_t statuses = result.variables().size();
  for (std::size_t i = 0; i < result.variables().size(); ++i) {
    const ResultVariable& variable = result.variables()[i];
    if (is_certificate(variable, "status"))
      statuses = i;
    else if (is_certificate(variable, "reason"))
      reasons = i;
    else if (variable.column.kind == Kind::text)
      survey.words.push_back({i, {}});
    else if (variable.shape.empty())
      survey.numbers.push_back(empty_range(result, i));
  }
  for (std::size_t first = 0; first < result.size(); first += piece) {
    const Segment segment{first, std::min(first + piece, result.size())};
    if (statuses < result.variables().size()) include_statuses(survey, result.numbers(statuses, segment), first);
    for (NumberRange& range : survey.numbers) include(range, result.numbers(range.variable, segment));
    for (auto& [variable, tally] : survey.words)
      for (const std::string& text : result.texts(variable, segment))
        if (is_certificate(result.variables()[variable], "warnings"))
          for (const std::string& warning : split_lines(text)) tally.add(warning);
        else if (!text.empty())
          tally.add(text);
  }
  for (Trouble& trouble : survey.troubles)
    if (reasons < result.variables().size())
      trouble.reason = result.texts(reasons, {trouble.point, trouble.point + 1}).front();
  return survey;
}

}  // namespace qalor
