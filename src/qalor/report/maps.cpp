// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/maps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <sstream>

#include "qalor/report/sweep_lines.hpp"

namespace qalor {
namespace {

/// Looks up quantities of a result.
class Quantities {
 public:
  Quantities(const ResultReader& result, const Study& study) : result_(result), study_(study) {}

  std::optional<std::size_t> find(const std::string& name) const {
    const auto& variables = result_.variables();
    for (std::size_t i = 0; i < variables.size(); ++i)
      if (variables[i].column.group == Group::quantities && variables[i].column.name == name) return i;
    return std::nullopt;
  }
  const Quantity* declared(const std::string& name) const {
    for (const Quantity& quantity : study_.model->quantities)
      if (quantity.name == name) return &quantity;
    return nullptr;
  }
  const std::vector<Quantity>& all() const { return study_.model->quantities; }
  const ResultVariable& variable(std::size_t number) const { return result_.variables()[number]; }
  /// Whether the first grid of a map is an axis of the sweep, a row to a point.
  bool is_swept(const std::string& grid) const {
    return study_.sweep.size() == 1 && study_.sweep[0].name() == grid && result_.size() > 1;
  }
  /// All values of a list or of a map, of the first point or row by row.
  std::vector<double> numbers(std::size_t number, bool all_points) const {
    return result_.numbers(number, {0, all_points ? result_.size() : 1});
  }

 private:
  const ResultReader& result_;
  const Study& study_;
};

Symbol label_of(const ResultVariable& variable) {
  return axis_label(variable.column.name, variable.netcdf.text("symbol"), variable.netcdf.text("units"));
}

void add_codes(const ResultVariable& variable, HeatMap& map) {
  std::istringstream words(variable.netcdf.text("flag_meanings"));
  for (std::string word; words >> word;) map.codes.push_back(word);
  const NetcdfAttribute* first = variable.netcdf.attribute("flag_values");
  if (first == nullptr) return;
  if (const auto* reals = std::get_if<std::vector<double>>(&first->value)) map.first_code = reals->front();
}

/// Lists over the first grid whose symbol is that of the second.
void add_lines(const Quantities& quantities, const Quantity& map_quantity, bool swept, HeatMap& map) {
  const Quantity* second = quantities.declared(map_quantity.axes[1]);
  if (second == nullptr) return;
  for (const Quantity& line : quantities.all()) {
    const auto number = quantities.find(line.name);
    if (!number || line.symbol != second->symbol || line.axes != std::vector<std::string>{map_quantity.axes[0]})
      continue;
    map.lines.push_back({literal(line.meaning), map.x, quantities.numbers(*number, swept)});
  }
}

std::string description(const HeatMap& map) {
  if (map.codes.empty()) {
    const auto finite = [](double a, double b) { return !(a >= b); };
    const auto [low, high] = std::minmax_element(map.values.begin(), map.values.end(), finite);
    return fmt::format("{} by {} cells, from {} to {}", map.x.size(), map.y.size(), readable(*low, 4),
                       readable(*high, 4));
  }
  std::string text = fmt::format("{} by {} cells", map.x.size(), map.y.size());
  for (std::size_t k = 0; k < map.codes.size(); ++k) {
    const auto count = std::count(map.values.begin(), map.values.end(), map.first_code + static_cast<double>(k));
    if (count > 0) text += fmt::format("; {} {}", count, map.codes[k]);
  }
  return text;
}

/// The map of one variable, or nothing where it is none.
std::optional<HeatMap> map_of(const Quantities& quantities, std::size_t number) {
  const ResultVariable& variable = quantities.variable(number);
  const Quantity* quantity = quantities.declared(variable.column.name);
  if (quantity == nullptr || quantity->axes.size() != 2 || variable.shape.size() != 2) return std::nullopt;
  const auto first = quantities.find(quantity->axes[0]), second = quantities.find(quantity->axes[1]);
  if (!first || !second) return std::nullopt;
  const bool swept = quantities.is_swept(quantity->axes[0]);
  HeatMap map;
  map.x = quantities.numbers(*first, swept);
  map.y = quantities.numbers(*second, false);
  const std::vector<double> values = quantities.numbers(number, swept);
  if (map.x.size() < 2 || map.y.size() < 2 || values.size() != map.x.size() * map.y.size()) return std::nullopt;
  for (std::size_t j = 0; j < map.y.size(); ++j)
    for (std::size_t i = 0; i < map.x.size(); ++i) map.values.push_back(values[i * map.y.size() + j]);
  map.x_label = label_of(quantities.variable(*first));
  map.y_label = label_of(quantities.variable(*second));
  map.value_label = label_of(variable);
  map.title = fmt::format("{} over {} and {}", variable.column.name, quantity->axes[0], quantity->axes[1]);
  add_codes(variable, map);
  add_lines(quantities, *quantity, swept, map);
  map.description = description(map);
  return map;
}

}  // namespace

std::vector<HeatMap> heat_maps(const ResultReader& result, const Study& study) {
  const Quantities quantities(result, study);
  std::vector<HeatMap> maps;
  for (std::size_t i = 0; i < result.variables().size(); ++i)
    if (auto map = map_of(quantities, i)) maps.push_back(std::move(*map));
  std::stable_sort(maps.begin(), maps.end(),
                   [](const HeatMap& a, const HeatMap& b) { return !a.codes.empty() && b.codes.empty(); });
  if (maps.size() > most_maps) maps.resize(most_maps);
  return maps;
}

}  // namespace qalor
