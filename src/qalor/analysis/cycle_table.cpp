// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/cycle_table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace qalor {
namespace {

using Row = std::vector<std::string>;

std::string state_text(std::size_t state, std::size_t sites) {
  std::string text;
  for (std::size_t i = 0; i < sites; ++i) text += (state >> i & 1U) != 0 ? '1' : '0';
  return text;
}

/// "00 -L- 10 -M- 11 -R- 01 -M- 00".
std::string path_text(const RateFlow& flow, const Cycle& cycle, std::size_t sites) {
  std::string text;
  for (const auto [number, is_forward] : cycle.steps) {
    const RateEdge& edge = flow.edges()[number];
    if (text.empty()) text = state_text(is_forward ? edge.from : edge.to, sites);
    text += fmt::format(" -{}- {}", flow.baths()[edge.bath].name, state_text(is_forward ? edge.to : edge.from, sites));
  }
  return text;
}

/// A cycle is shown in the direction in which it runs.
Cycle as_it_runs(Cycle cycle) {
  if (cycle.flux >= 0) return cycle;
  std::reverse(cycle.steps.begin(), cycle.steps.end());
  for (CycleStep& step : cycle.steps) step.is_forward = !step.is_forward;
  return {std::move(cycle.steps), -cycle.affinity, -cycle.flux};
}

Row row_of(const RateFlow& flow, const Cycle& cycle, std::size_t sites) {
  Row row{path_text(flow, cycle, sites), fmt::format("{:.6g}", cycle.affinity), fmt::format("{:.6g}", cycle.flux),
          fmt::format("{:.6g}", cycle.production())};
  for (std::size_t x = 0; x < flow.baths().size(); ++x) {
    const Exchange turn = carried(flow, cycle, x);
    row.push_back(flow.baths()[x].statistics == Statistics::fermion
                      ? fmt::format("{:.6g}, {:+g}", turn.energy, turn.particles)
                      : fmt::format("{:.6g}", turn.energy));
  }
  return row;
}

std::string aligned(const std::vector<Row>& rows) {
  std::vector<std::size_t> width(rows[0].size(), 0);
  for (const Row& row : rows)
    for (std::size_t k = 0; k < row.size(); ++k) width[k] = std::max(width[k], row[k].size());
  std::string text;
  for (const Row& row : rows) {
    std::string line;
    for (std::size_t k = 0; k < row.size(); ++k) line += fmt::format("{}{:<{}}", k == 0 ? "" : "  ", row[k], width[k]);
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

}  // namespace

std::string cycle_table(const RateFlow& flow, std::vector<Cycle> cycles, std::size_t sites) {
  std::transform(cycles.begin(), cycles.end(), cycles.begin(), [](const Cycle& c) { return as_it_runs(c); });
  std::stable_sort(cycles.begin(), cycles.end(),
                   [](const Cycle& a, const Cycle& b) { return a.production() > b.production(); });
  std::vector<Row> rows{{"cycle", "affinity", "flux", "production"}};
  for (const Bath& bath : flow.baths())
    rows[0].push_back(bath.name + (bath.statistics == Statistics::fermion ? ": energy, particles" : ": energy"));
  for (const Cycle& cycle : cycles) rows.push_back(row_of(flow, cycle, sites));
  return aligned(rows);
}

}  // namespace qalor
