// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/branch_plots.hpp"

#include <algorithm>
#include <cmath>

#include "qalor/report/sweep_lines.hpp"
#include "qalor/report/ticks.hpp"

namespace qalor {
namespace {

constexpr std::string_view crossing = "_crossing";

const Quantity* declared(const Study& study, const ResultVariable& variable) {
  const auto& quantities = study.model->quantities;
  const auto found = std::find_if(quantities.begin(), quantities.end(),
                                  [&](const Quantity& q) { return q.name == variable.column.name; });
  return found == quantities.end() || variable.column.group != Group::quantities ? nullptr : &*found;
}

bool is_line(const ResultVariable& variable, const Quantity* quantity) {
  return quantity != nullptr && quantity->axes.size() == 1 && quantity->axes[0] != quantity->name &&
         quantity->flag_meanings.empty() && variable.column.kind == Kind::real && variable.shape.size() == 1 &&
         variable.shape[0] > 1;
}

bool is_same(const Quantity& a, const Quantity& b) {
  return a.symbol == b.symbol && a.dimension == b.dimension && a.meaning == b.meaning && a.axes == b.axes;
}

/// Splits names at the end that they share: from the first underscore of it on.
void name_branches(const ResultReader& result, BranchGroup& group) {
  const auto name = [&](std::size_t number) { return result.variables()[number].column.name; };
  std::string shared = name(group.variables[0]);
  for (const std::size_t number : group.variables)
    while (!name(number).ends_with(shared)) shared.erase(0, 1);
  const std::size_t start = shared.find('_');
  if (start != std::string::npos) shared.erase(0, start);
  for (const std::size_t number : group.variables) {
    const std::string whole = name(number);
    group.branches.push_back(whole.substr(0, whole.size() - shared.size()));
  }
  group.name = shared.starts_with('_') ? shared.substr(1) : shared;
}

std::size_t variable_of(const ResultReader& result, const std::string& name) {
  const auto& variables = result.variables();
  const auto found = std::find_if(variables.begin(), variables.end(), [&](const ResultVariable& variable) {
    return variable.column.group == Group::quantities && variable.column.name == name;
  });
  return static_cast<std::size_t>(found - variables.begin());
}

void add_marks(const ResultReader& result, const BranchGroup& group, Plot& plot) {
  for (std::size_t i = 0; i < result.variables().size(); ++i) {
    const ResultVariable& variable = result.variables()[i];
    const std::string& name = variable.column.name;
    const bool is_crossing = variable.column.group == Group::quantities && name.ends_with(crossing) &&
                             group.name.ends_with(name.substr(0, name.size() - crossing.size()));
    if (!is_crossing || variable.shape.size() != 1 || variable.shape[0] == 0) continue;
    for (const double x : result.numbers(i, {0, 1})) {
      if (!std::isfinite(x)) continue;
      plot.marks.push_back({x, "cross at " + readable(x, 3)});
      plot.description += "; the lines cross at " + readable(x, 4);
    }
  }
}

}  // namespace

std::vector<BranchGroup> branch_groups(const ResultReader& result, const Study& study) {
  std::vector<BranchGroup> groups;
  if (!study.sweep.empty()) return groups;
  const auto& variables = result.variables();
  std::vector<bool> is_taken(variables.size(), false);
  for (std::size_t i = 0; i < variables.size(); ++i) {
    const Quantity* first = declared(study, variables[i]);
    if (is_taken[i] || !is_line(variables[i], first)) continue;
    const std::size_t grid = variable_of(result, first->axes[0]);
    if (grid == variables.size() || variables[grid].shape != variables[i].shape) continue;
    BranchGroup group{{}, {}, {i}, grid};
    for (std::size_t j = i + 1; j < variables.size(); ++j) {
      const Quantity* other = declared(study, variables[j]);
      if (is_line(variables[j], other) && variables[j].shape == variables[i].shape && is_same(*first, *other))
        group.variables.push_back(j);
    }
    if (group.variables.size() < 2) continue;
    for (const std::size_t j : group.variables) is_taken[j] = true;
    name_branches(result, group);
    groups.push_back(std::move(group));
  }
  return groups;
}

Plot branch_plot(const ResultReader& result, const BranchGroup& group) {
  const ResultVariable& first = result.variables()[group.variables[0]];
  const ResultVariable& grid = result.variables()[group.grid];
  Plot plot;
  plot.title = group.name + " against " + grid.column.name;
  plot.x_label = axis_label(grid.column.name, grid.netcdf.text("symbol"), grid.netcdf.text("units"));
  plot.y_label = axis_label(group.name, first.netcdf.text("symbol"), first.netcdf.text("units"));
  const std::vector<double> x = result.numbers(group.grid, {0, 1});
  for (std::size_t k = 0; k < group.variables.size(); ++k) {
    Curve curve{literal(group.branches[k]), x, result.numbers(group.variables[k], {0, 1})};
    if (std::none_of(curve.y.begin(), curve.y.end(), [](double y) { return std::isfinite(y); })) continue;
    plot.description += (plot.description.empty() ? "" : "; ") + group.branches[k] + ": " + course(curve);
    plot.curves.push_back(std::move(curve));
  }
  plot.logarithmic_x = is_logarithmic(x);
  add_marks(result, group, plot);
  return plot;
}

}  // namespace qalor
