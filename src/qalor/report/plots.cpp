// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/plots.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

#include "qalor/report/branch_plots.hpp"
#include "qalor/report/sweep_lines.hpp"
#include "qalor/report/ticks.hpp"

namespace qalor {
namespace {

constexpr std::size_t most_curves = 5;
constexpr std::size_t whole_columns = 1000000;  // results up to so many points are read a column at a time
constexpr double like_size = 30;                // factor within which lines of one plot are all visible

/// A number that is worth a line: not a code, which has no values in between.
bool is_drawable(const ResultVariable& variable) {
  return variable.column.group == Group::quantities && variable.column.kind == Kind::real &&
         variable.netcdf.attribute("flag_values") == nullptr;
}

/// The variables that can be drawn, flows first.
std::vector<std::size_t> drawable_variables(const ResultReader& result) {
  std::vector<std::size_t> numbers;
  for (const bool flows : {true, false})
    for (std::size_t i = 0; i < result.variables().size(); ++i)
      if (is_drawable(result.variables()[i]) && is_flow(result.variables()[i].column.name) == flows)
        numbers.push_back(i);
  return numbers;
}

double largest(const Plot& plot) {
  double size = 0;
  for (const Curve& curve : plot.curves)
    for (const double y : curve.y)
      if (std::isfinite(y)) size = std::max(size, std::abs(y));
  return size;
}

bool is_defined(const Curve& curve) {
  return std::any_of(curve.y.begin(), curve.y.end(), [](double y) { return std::isfinite(y); });
}

/// Orders of magnitude of positive values are seen on a logarithmic axis only.
bool wants_logarithm(const Plot& plot) {
  double lowest = HUGE_VAL;
  for (const Curve& curve : plot.curves)
    for (const double y : curve.y)
      if (std::isfinite(y)) lowest = std::min(lowest, y);
  return lowest > 0 && largest(plot) > 1000 * lowest;
}

/// Collects the plots of a result.
class PlotList {
 public:
  /// `joins`: every quantity has one line, so that several may share a plot.
  void add(const ResultVariable& variable, Plot plot, bool joins) {
    plot.y_label = axis_label(variable.column.name, variable.netcdf.text("symbol"), variable.netcdf.text("units"));
    plot.title = variable.column.name + " against " + plot.title;
    const std::string unit = variable.netcdf.text("units");
    if (joins && fits_last(plot, unit))
      join(variable, std::move(plot), unit);
    else
      plots_.push_back(std::move(plot));
    last_unit_ = unit;
    last_name_ = variable.column.name;
  }
  /// A plot that shares with no other.
  void add(Plot plot) {
    plots_.push_back(std::move(plot));
    last_unit_ = "none";  // no dimension is called so
  }
  bool full() const { return plots_.size() >= most_plots; }
  std::vector<Plot> take() { return std::move(plots_); }

 private:
  bool fits_last(const Plot& plot, const std::string& unit) const {
    if (plots_.empty() || unit != last_unit_ || plots_.back().curves.size() >= most_curves) return false;
    const double ratio = largest(plot) / largest(plots_.back());
    return ratio <= like_size && ratio >= 1 / like_size;
  }
  void join(const ResultVariable& variable, Plot plot, const std::string& unit) {
    Plot& last = plots_.back();
    last.title.insert(last.title.find(" against "), ", " + variable.column.name);
    last.y_label = unit.empty() || unit == "1" ? Symbol{} : literal("[") + symbol_of(unit) + literal("]");
    last.description += "; " + plot.description;
    // Two lines of one symbol are told apart by their names.
    const Symbol& label = plot.curves.front().label;
    const bool is_taken = std::any_of(last.curves.begin(), last.curves.end(),
                                      [&](const Curve& curve) { return svg_of(curve.label) == svg_of(label); });
    if (is_taken) {
      last.curves.back().label = literal(last_name_);
      plot.curves.front().label = literal(variable.column.name);
    }
    last.curves.push_back(std::move(plot.curves.front()));
  }
  std::vector<Plot> plots_;
  std::string last_unit_;
  std::string last_name_;
};

/// Adds a curve, unless it is nowhere defined, and what it does in words.
void add_curve(Plot& plot, Curve curve, const std::string& words) {
  if (!is_defined(curve)) return;
  plot.description += (plot.description.empty() ? "" : "; ") + words + ": " + course(curve);
  plot.curves.push_back(std::move(curve));
}

Symbol name_of(const ResultVariable& variable) {
  return label_name(variable.column.name, variable.netcdf.text("symbol"));
}

/// A number, or the first of a list, at some points of the sweep.
std::vector<double> values_at(const ResultReader& result, std::size_t variable,
                              const std::vector<std::size_t>& points) {
  std::vector<double> values;
  if (result.size() <= whole_columns) {
    const auto all = result.numbers(variable, {0, result.size()});
    const std::size_t elements = all.size() / std::max<std::size_t>(result.size(), 1);
    for (const std::size_t point : points) values.push_back(all[point * elements]);
  } else {
    for (const std::size_t point : points) values.push_back(result.numbers(variable, {point, point + 1}).front());
  }
  return values;
}

Plot sweep_plot(const ResultReader& result, std::size_t number, const SweepLines& lines) {
  const ResultVariable& variable = result.variables()[number];
  Plot plot;
  plot.title = lines.axis;
  plot.x_label = lines.label;
  plot.logarithmic_x = lines.logarithmic;
  for (const SweepLine& line : lines.lines) {
    const bool alone = line.words.empty();
    add_curve(plot, {alone ? name_of(variable) : line.label, lines.x, values_at(result, number, line.points)},
              alone ? variable.column.name : line.words);
  }
  return plot;
}

/// The variable over which a list is given, or none: another list of the same length that its model names as its axis.
std::size_t grid_of(const ResultReader& result, const Study& study, const ResultVariable& variable) {
  const auto& variables = result.variables();
  const auto declared = std::find_if(study.model->quantities.begin(), study.model->quantities.end(),
                                     [&](const Quantity& quantity) { return quantity.name == variable.column.name; });
  if (declared == study.model->quantities.end() || declared->axes.size() != 1) return variables.size();
  const auto grid = std::find_if(variables.begin(), variables.end(), [&](const ResultVariable& other) {
    return other.column.group == Group::quantities && other.column.name == declared->axes[0] &&
           other.shape == variable.shape && other.column.name != variable.column.name;
  });
  return static_cast<std::size_t>(grid - variables.begin());
}

/// A list over its grid, at some points of the sweep.
Plot grid_plot(const ResultReader& result, const Study& study, std::size_t number, std::size_t grid_number) {
  const ResultVariable& variable = result.variables()[number];
  const ResultVariable& grid = result.variables()[grid_number];
  Plot plot;
  plot.title = grid.column.name;
  plot.x_label = axis_label(grid.column.name, grid.netcdf.text("symbol"), grid.netcdf.text("units"));
  for (const std::size_t point : even_selection(result.size(), most_curves)) {
    const std::string words = point_words(study, point);
    add_curve(plot,
              {words.empty() ? name_of(variable) : literal(words), result.numbers(grid_number, {point, point + 1}),
               result.numbers(number, {point, point + 1})},
              words.empty() ? variable.column.name : words);
  }
  plot.logarithmic_x = !plot.curves.empty() && is_logarithmic(plot.curves.front().x);
  return plot;
}

/// When branches cross, along the sweep. Adds to the variables that are dealt with.
void add_crossings(const ResultReader& result, const SweepLines& lines, PlotList& list, std::set<std::size_t>& drawn) {
  for (std::size_t i = 0; i < result.variables().size(); ++i) {
    const ResultVariable& variable = result.variables()[i];
    if (!is_drawable(variable) || variable.shape.size() != 1 || !is_crossing_name(variable.column.name)) continue;
    drawn.insert(i);
    Plot plot = sweep_plot(result, i, lines);
    if (!plot.curves.empty()) list.add(variable, std::move(plot), false);
  }
}

/// Quantities of several branches, first those whose lines cross, and when. Gives the variables that are dealt with.
std::set<std::size_t> add_branches(const ResultReader& result, const Study& study, PlotList& list) {
  std::set<std::size_t> drawn;
  std::vector<Plot> shared;
  for (const BranchGroup& group : branch_groups(result, study)) {
    drawn.insert(group.variables.begin(), group.variables.end());
    shared.push_back(branch_plot(result, study, group));
  }
  const auto rest =
      std::stable_partition(shared.begin(), shared.end(), [](const Plot& plot) { return !plot.marks.empty(); });
  const auto add = [&](auto first, auto last) {
    for (; first != last; ++first)
      if (!list.full() && !first->curves.empty()) list.add(std::move(*first));
  };
  add(shared.begin(), rest);
  if (const auto lines = sweep_lines(study)) add_crossings(result, *lines, list, drawn);
  add(rest, shared.end());
  return drawn;
}

}  // namespace

bool is_flow(const std::string& quantity) {
  constexpr std::array<std::string_view, 8> starts{
      "heat_", "energy_current_",    "particle_current_", "particles_", "power",
      "work",  "entropy_production", "total_entropy_"};
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return quantity.starts_with(start); });
}

std::vector<Plot> plots(const ResultReader& result, const Study& study) {
  const auto lines = sweep_lines(study);
  PlotList list;
  const std::set<std::size_t> drawn = add_branches(result, study, list);
  for (const std::size_t number : drawable_variables(result)) {
    if (list.full()) break;
    if (drawn.contains(number)) continue;
    const ResultVariable& variable = result.variables()[number];
    const bool is_list = variable.shape.size() == 1 && variable.shape[0] > 1;
    const std::size_t grid = is_list ? grid_of(result, study, variable) : result.variables().size();
    Plot plot;
    if (variable.shape.empty() && lines) plot = sweep_plot(result, number, *lines);
    if (grid < result.variables().size()) plot = grid_plot(result, study, number, grid);
    const bool one_line = is_list ? study.sweep.empty() : study.sweep.size() == 1;
    if (!plot.curves.empty()) list.add(variable, std::move(plot), one_line);
  }
  std::vector<Plot> plots = list.take();
  for (Plot& plot : plots) plot.logarithmic_y = wants_logarithm(plot);
  return plots;
}

}  // namespace qalor
