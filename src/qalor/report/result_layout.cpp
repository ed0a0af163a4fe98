// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/result_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "qalor/catalog/find_quantity.hpp"
#include "qalor/report/escape.hpp"

namespace qalor {
namespace {

/// From this many points on, texts are stored as codes: a text of its own at every point would outweigh the numbers.
constexpr std::size_t many_points = 100000;

std::optional<Quantity> declared(const Study& study, const ColumnName& column) {
  if (column.group != Group::quantities) return std::nullopt;
  return find_quantity(*study.model, column.name);
}

std::string group_text(Group group) {
  return group == Group::quantities ? "quantity" : group == Group::certificate ? "certificate" : "detail";
}

/// The variables' and dimensions' names of one file: no two things share one, except a dimension and its coordinate.
class Names {
 public:
  bool free(const std::string& name) const { return !taken_.contains(name); }
  /// The name itself, or with a suffix that makes it differ from all others.
  std::string take(std::string name, const std::string& suffix) {
    std::replace(name.begin(), name.end(), '/', '_');  // the one character that netCDF forbids in the middle
    if (!free(name)) name += "_" + suffix;
    const std::string base = name;
    for (int i = 2; !free(name); ++i) name = fmt::format("{}_{}", base, i);
    taken_.insert(name);
    return name;
  }

 private:
  std::set<std::string> taken_;
};

std::string certificate_meaning(const std::string& name) {
  if (name == "method") return "how the answer was obtained";
  if (name == "residual") return "residual of the defining equation, in the units that the method states";
  if (name == "status") return "how far the answer can be trusted";
  if (name == "reason") return "why the status is not ok";
  return "warnings, one on each line";
}

/// Codes and their words, as the CF conventions have them: blanks separate words.
void add_flags(NetcdfVariable& variable, const std::vector<std::string>& meanings, std::int64_t first = 0) {
  std::string words;
  std::vector<std::int64_t> codes;
  for (std::string word : meanings) {
    std::replace(word.begin(), word.end(), ' ', '_');
    words += (words.empty() ? "" : " ") + word;
    codes.push_back(first + static_cast<std::int64_t>(codes.size()));
  }
  if (variable.type == NetcdfType::real)
    variable.attributes.push_back({"flag_values", std::vector<double>(codes.begin(), codes.end())});
  else
    variable.attributes.push_back({"flag_values", codes});
  variable.attributes.push_back({"flag_meanings", words});
}

void add_text(NetcdfVariable& variable, const std::string& name, const std::string& text) {
  if (!text.empty()) variable.attributes.push_back({name, valid_utf8(text)});
}

void describe(ResultVariable& variable, const ColumnOutline& column, const Study& study) {
  NetcdfVariable& netcdf = variable.netcdf;
  if (const auto quantity = declared(study, column.name)) {
    add_text(netcdf, "long_name", quantity->meaning);
    add_text(netcdf, "units", quantity->dimension);
    add_text(netcdf, "symbol", quantity->symbol);
    if (!quantity->flag_meanings.empty() && netcdf.type != NetcdfType::text)
      add_flags(netcdf, quantity->flag_meanings, quantity->first_flag);
  }
  if (column.name.group == Group::certificate) {
    add_text(netcdf, "long_name", certificate_meaning(column.name.name));
    if (column.name.name == "status") {
      std::vector<std::string> words;
      for (int code = 0; code <= static_cast<int>(Status::failed); ++code)
        words.push_back(status_text(static_cast<Status>(code)));
      add_flags(netcdf, words);
    }
  }
  netcdf.attributes.push_back({"qalor_name", valid_utf8(column.name.name)});
  netcdf.attributes.push_back({"qalor_group", group_text(column.name.group)});
  if (!variable.bare_shape.empty())
    netcdf.attributes.push_back(
        {"qalor_shape", std::vector<std::int64_t>(variable.bare_shape.begin(), variable.bare_shape.end())});
  if (variable.words.empty()) return;
  std::vector<std::string> texts;
  for (const std::string& word : variable.words) texts.push_back(valid_utf8(word));
  netcdf.attributes.push_back({"qalor_texts", texts});
}

/// What stands for a missing value. Integers have one only where one is missing: readers turn marked ones into reals.
void add_fill(ResultVariable& variable, const ColumnOutline& column, std::size_t points) {
  NetcdfVariable& netcdf = variable.netcdf;
  if (netcdf.type == NetcdfType::real)
    netcdf.attributes.push_back({"_FillValue", std::vector<double>{std::numeric_limits<double>::quiet_NaN()}});
  if (netcdf.type == NetcdfType::integer && column.present < points)
    netcdf.attributes.push_back(
        {"_FillValue", std::vector<std::int64_t>{variable.words.empty() ? missing_integer : missing_code}});
}

NetcdfVariable axis_variable(const Axis& axis, const Study& study, Names& names) {
  NetcdfVariable variable{names.take(axis.parameter, "axis"), axis_values(axis).type, {}, {}};
  variable.dimensions = {{variable.name, axis.values.size()}};
  if (const auto field = swept_field(study, axis)) {
    add_text(variable, "long_name", field->meaning);
    add_text(variable, "units", field->dimension);
    add_text(variable, "symbol", field->symbol);
  }
  variable.attributes.push_back({"qalor_group", "axis"});
  return variable;
}

/// Whether a column is the grid of a dimension of its own name, the same at all points.
bool is_common_grid(const ColumnOutline& column, const Study& study, const Names& names) {
  const auto quantity = declared(study, column.name);
  return quantity && quantity->axes == std::vector{column.name.name} && column.common && names.free(column.name.name);
}

/// Finds names for the dimensions of quantities, and shares them among quantities of equal length.
class Dimensions {
 public:
  explicit Dimensions(Names& names) : names_(names) {}
  void add(const NetcdfDimension& grid) { lengths_[grid.name] = grid.length; }

  NetcdfDimension dimension(const std::string& wish, std::size_t length, const std::string& otherwise) {
    for (const std::string& name : {wish, wish.empty() ? wish : wish + "_index", otherwise}) {
      if (name.empty()) continue;
      const auto known = lengths_.find(name);
      if (known != lengths_.end() && known->second == length) return {name, length};
      if (known == lengths_.end() && names_.free(name)) return take(name, length);
    }
    return take(otherwise, length);
  }

 private:
  NetcdfDimension take(const std::string& wish, std::size_t length) {
    const std::string name = names_.take(wish, "index");
    lengths_[name] = length;
    return {name, length};
  }
  Names& names_;
  std::map<std::string, std::size_t> lengths_;
};

ResultVariable result_variable(const ColumnOutline& column, std::size_t points) {
  ResultVariable variable;
  variable.column = column.name;
  variable.shape = column.shape;
  if (std::find(column.shape.begin(), column.shape.end(), 0U) != column.shape.end()) variable.bare_shape = column.shape;
  // netCDF takes a length of 0 for "unlimited".
  for (std::size_t& length : variable.shape) length = std::max<std::size_t>(length, 1);
  variable.netcdf.type = column.name.kind == Kind::real      ? NetcdfType::real
                         : column.name.kind == Kind::integer ? NetcdfType::integer
                                                             : NetcdfType::text;
  if (column.name.kind == Kind::text && points > many_points && !column.many_words) {
    variable.netcdf.type = NetcdfType::integer;
    variable.words.assign(column.words.begin(), column.words.end());
  }
  return variable;
}

}  // namespace

ResultLayout result_layout(const Study& study, const Outline& outline) {
  ResultLayout layout;
  Names names;
  Dimensions dimensions(names);
  for (const Axis& axis : study.sweep) layout.axes.push_back(axis_variable(axis, study, names));
  const auto columns = outline.columns();
  for (const ColumnOutline& column : columns) {
    ResultVariable& variable = layout.variables.emplace_back(result_variable(column, outline.points()));
    if (!is_common_grid(column, study, names)) continue;
    variable.per_point = false;
    variable.netcdf.name = names.take(column.name.name, "");
    variable.netcdf.dimensions = {{variable.netcdf.name, variable.shape[0]}};
    dimensions.add(variable.netcdf.dimensions[0]);
  }
  for (ResultVariable& variable : layout.variables) {
    if (!variable.per_point) continue;
    const bool quantity = variable.column.group == Group::quantities;
    variable.netcdf.name = names.take((quantity ? "" : "certificate_") + valid_utf8(variable.column.name),
                                      group_text(variable.column.group));
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    ResultVariable& variable = layout.variables[i];
    describe(variable, columns[i], study);
    if (!variable.per_point) continue;
    add_fill(variable, columns[i], outline.points());
    for (const NetcdfVariable& axis : layout.axes) variable.netcdf.dimensions.push_back(axis.dimensions[0]);
    const auto quantity = declared(study, columns[i].name);
    const bool named = quantity && quantity->axes.size() == variable.shape.size();
    for (std::size_t k = 0; k < variable.shape.size(); ++k)
      variable.netcdf.dimensions.push_back(dimensions.dimension(named ? quantity->axes[k] : "", variable.shape[k],
                                                                fmt::format("{}_{}", variable.netcdf.name, k)));
  }
  return layout;
}

AxisValues axis_values(const Axis& axis) {
  AxisValues values{NetcdfType::integer};
  for (const Value& value : axis.values) {
    const auto* integer = std::get_if<std::int64_t>(&value);
    const auto* real = std::get_if<double>(&value);
    const auto* text = std::get_if<std::string>(&value);
    values.integers.push_back(integer != nullptr ? *integer : 0);
    values.reals.push_back(real != nullptr ? *real : static_cast<double>(values.integers.back()));
    values.texts.push_back(valid_utf8(text != nullptr ? *text : value_text(value)));
    if (integer != nullptr || values.type == NetcdfType::text) continue;
    values.type = real != nullptr ? NetcdfType::real : NetcdfType::text;
  }
  return values;
}

}  // namespace qalor
