// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/branch_plots.hpp"

#include <algorithm>
#include <cmath>

#include "qalor/report/sweep_lines.hpp"
#include "qalor/report/ticks.hpp"

namespace qalor {
namespace {

constexpr std::string_view crossing_suffix = "_crossing";

const Quantity* declared(const Study& study, const ResultVariable& variable) {
  const auto& quantities = study.model->quantities;
  const auto found = std::find_if(quantities.begin(), quantities.end(),
                                  [&](const Quantity& q) { return q.name == variable.column.name; });
  return found == quantities.end() || variable.column.group != Group::quantities ? nullptr : &*found;
}

constexpr std::size_t most_branches = 6;  // that a page tells apart

bool is_one_number(const ResultVariable& variable, const Quantity* quantity) {
  return quantity != nullptr && quantity->axes.empty() && quantity->flag_meanings.empty() &&
         variable.column.kind == Kind::real && variable.shape.empty();
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

/// The crossings at one point of the sweep.
void add_marks(const ResultReader& result, const Study& study, const BranchGroup& group, std::size_t point,
               Plot& plot) {
  const std::string words = point_words(study, point);
  for (std::size_t i = 0; i < result.variables().size(); ++i) {
    const ResultVariable& variable = result.variables()[i];
    const std::string& name = variable.column.name;
    const bool is_crossing = variable.column.group == Group::quantities && is_crossing_name(name) &&
                             group.name.ends_with(name.substr(0, name.size() - crossing_suffix.size()));
    if (!is_crossing || variable.shape.size() != 1 || variable.shape[0] == 0) continue;
    for (const double x : result.numbers(i, {point, point + 1})) {
      if (!std::isfinite(x)) continue;
      plot.marks.push_back({x, "cross at " + readable(x, 3) + (words.empty() ? "" : " (" + words + ")")});
      plot.description += "; the lines cross at " + readable(x, 4) + (words.empty() ? "" : " for " + words);
    }
  }
}

/// Adds a curve, unless it is nowhere defined.
void add_curve(Curve curve, const std::string& words, Plot& plot) {
  if (std::none_of(curve.y.begin(), curve.y.end(), [](double y) { return std::isfinite(y); })) return;
  plot.description += (plot.description.empty() ? "" : "; ") + words + ": " + course(curve);
  plot.curves.push_back(std::move(curve));
}

void draw_over_grid(const ResultReader& result, const Study& study, const BranchGroup& group, Plot& plot) {
  const ResultVariable& grid = result.variables()[*group.grid];
  plot.title = group.name + " against " + grid.column.name;
  plot.x_label = axis_label(grid.column.name, grid.netcdf.text("symbol"), grid.netcdf.text("units"));
  const std::size_t wanted = std::max<std::size_t>(most_branches / group.variables.size(), 1);
  for (const std::size_t point : even_selection(result.size(), wanted)) {
    const std::string words = point_words(study, point);
    const std::vector<double> x = result.numbers(*group.grid, {point, point + 1});
    for (std::size_t k = 0; k < group.variables.size(); ++k) {
      const std::string name = group.branches[k] + (words.empty() ? "" : ", " + words);
      add_curve({literal(name), x, result.numbers(group.variables[k], {point, point + 1})}, name, plot);
    }
    plot.logarithmic_x = is_logarithmic(x);
    add_marks(result, study, group, point, plot);
  }
}

void draw_along_sweep(const ResultReader& result, const SweepLines& lines, const BranchGroup& group, Plot& plot) {
  plot.title = group.name + " against " + lines.axis;
  plot.x_label = lines.label;
  plot.logarithmic_x = lines.logarithmic;
  const std::size_t wanted = std::max<std::size_t>(most_branches / group.variables.size(), 1);
  for (const std::size_t number : even_selection(lines.lines.size(), wanted)) {
    const SweepLine& line = lines.lines[number];
    for (std::size_t k = 0; k < group.variables.size(); ++k) {
      const std::string name = group.branches[k] + (line.words.empty() ? "" : ", " + line.words);
      std::vector<double> y;
      for (const std::size_t point : line.points)
        y.push_back(result.numbers(group.variables[k], {point, point + 1}).front());
      add_curve({literal(name), lines.x, std::move(y)}, name, plot);
    }
  }
}

}  // namespace

std::vector<BranchGroup> branch_groups(const ResultReader& result, const Study& study) {
  std::vector<BranchGroup> groups;
  const bool is_sweep = sweep_lines(study).has_value();
  const auto& variables = result.variables();
  std::vector<bool> is_taken(variables.size(), false);
  for (std::size_t i = 0; i < variables.size(); ++i) {
    const Quantity* first = declared(study, variables[i]);
    const auto can_be_drawn = [&](const ResultVariable& variable, const Quantity* quantity) {
      return is_line(variable, quantity) || (is_sweep && is_one_number(variable, quantity));
    };
    if (is_taken[i] || !can_be_drawn(variables[i], first)) continue;
    BranchGroup group{{}, {}, {i}, std::nullopt};
    if (is_line(variables[i], first)) {
      group.grid = variable_of(result, first->axes[0]);
      if (*group.grid == variables.size() || variables[*group.grid].shape != variables[i].shape) continue;
    }
    for (std::size_t j = i + 1; j < variables.size(); ++j) {
      const Quantity* other = declared(study, variables[j]);
      if (can_be_drawn(variables[j], other) && variables[j].shape == variables[i].shape && is_same(*first, *other))
        group.variables.push_back(j);
    }
    if (group.variables.size() < 2) continue;
    name_branches(result, group);
    if (group.name.empty()) continue;  // nothing says what they have in common
    for (const std::size_t j : group.variables) is_taken[j] = true;
    groups.push_back(std::move(group));
  }
  return groups;
}

Plot branch_plot(const ResultReader& result, const Study& study, const BranchGroup& group) {
  const ResultVariable& first = result.variables()[group.variables[0]];
  Plot plot;
  plot.y_label = axis_label(group.name, first.netcdf.text("symbol"), first.netcdf.text("units"));
  if (group.grid)
    draw_over_grid(result, study, group, plot);
  else if (const auto lines = sweep_lines(study))
    draw_along_sweep(result, *lines, group, plot);
  return plot;
}

bool is_crossing_name(const std::string& quantity) { return quantity.ends_with(crossing_suffix); }

std::string point_words(const Study& study, std::size_t point) {
  std::string words;
  for (const auto& [name, value] : study.swept(point))
    words += (words.empty() ? "" : ", ") + name + " = " + label_value(value);
  return words;
}

}  // namespace qalor
