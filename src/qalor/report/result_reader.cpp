// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/result_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "qalor/base/error.hpp"
#include "qalor/base/version.hpp"
#include "qalor/report/provenance.hpp"
#include "qalor/report/seal.hpp"

namespace qalor {
namespace {

template <class T>
const T* value_of(const NetcdfAttribute* attribute) {
  return attribute == nullptr ? nullptr : std::get_if<T>(&attribute->value);
}

const NetcdfAttribute* find(const std::vector<NetcdfAttribute>& attributes, const std::string& name) {
  const auto same = std::find_if(attributes.begin(), attributes.end(),
                                 [&](const NetcdfAttribute& attribute) { return attribute.name == name; });
  return same == attributes.end() ? nullptr : &*same;
}

std::optional<Group> group_of(const std::string& text) {
  if (text == "quantity") return Group::quantities;
  if (text == "certificate") return Group::certificate;
  if (text == "detail") return Group::details;
  return std::nullopt;
}

/// A path that may be handed to HDF5.
const std::filesystem::path& sealed(const std::filesystem::path& path) {
  check_seal(path);
  return path;
}

[[noreturn]] void throw_damaged(const std::filesystem::path& path, const std::string& what) {
  throw EnvironmentError(fmt::format("cannot read {}: it is damaged ({})", path.string(), what));
}

void check_format(const std::filesystem::path& path, const NetcdfReader& file) {
  const auto* format = value_of<std::vector<std::int64_t>>(find(file.attributes(), "qalor_format"));
  if (format == nullptr || format->size() != 1)
    throw InputError(fmt::format("{} is not a result of qalor: it has no attribute qalor_format", path.string()));
  if (format->front() == result_format) return;
  const auto* writer = value_of<std::string>(find(file.attributes(), "qalor_version"));
  throw InputError(fmt::format("{} has result format {}, written by qalor {}; qalor {} reads format {}", path.string(),
                               format->front(), writer == nullptr ? "of unknown version" : *writer, version(),
                               result_format));
}

/// The shape of arrays without elements, as it was written; empty for others. It must agree with the dimensions.
std::vector<std::size_t> bare_shape(const NetcdfVariable& variable, const std::vector<std::size_t>& shape) {
  const auto* written = value_of<std::vector<std::int64_t>>(variable.attribute("qalor_shape"));
  if (written == nullptr || written->size() != shape.size()) return {};
  std::vector<std::size_t> out;
  for (std::size_t k = 0; k < shape.size(); ++k) {
    const std::int64_t length = (*written)[k];
    if (length < 0 || std::max<std::int64_t>(length, 1) != static_cast<std::int64_t>(shape[k])) return {};
    out.push_back(static_cast<std::size_t>(length));
  }
  return std::find(out.begin(), out.end(), 0U) == out.end() ? std::vector<std::size_t>{} : out;
}

Datum datum_of(const std::vector<std::size_t>& shape, std::span<const double> values) {
  if (shape.empty()) return values.front();
  return Array{shape, {values.begin(), values.end()}};
}

/// Whether the file tells point by point who has it: not for common grids and arrays without elements.
bool is_own(const ResultVariable& variable) { return variable.per_point && variable.bare_shape.empty(); }

}  // namespace

ResultReader::ResultReader(const std::filesystem::path& path) : path_(path), file_(sealed(path)) {
  check_format(path_, file_);
  find_variables();
}

std::string ResultReader::text(const std::string& attribute) const {
  const auto* text = value_of<std::string>(find(file_.attributes(), attribute));
  return text == nullptr ? "" : *text;
}

void ResultReader::find_variables() {
  const auto& all = file_.variables();
  for (const NetcdfVariable& variable : all) {
    if (variable.text("qalor_group") != "axis") continue;
    if (variable.dimensions.size() != 1) throw_damaged(path_, "axis `" + variable.name + "` is no list");
    sweep_shape_.push_back(variable.dimensions[0].length);
    const std::size_t length = sweep_shape_.back();
    if (length == 0 || size_ > std::numeric_limits<std::size_t>::max() / length)
      throw_damaged(path_, "axis `" + variable.name + "` has an impossible length");
    size_ *= length;
  }
  for (std::size_t i = 0; i < all.size(); ++i) add_variable(i);
}

void ResultReader::add_variable(std::size_t number) {
  const NetcdfVariable& variable = file_.variables()[number];
  const auto group = group_of(variable.text("qalor_group"));
  if (!group) return;  // an axis, or something that another program added
  const auto* words = value_of<std::vector<std::string>>(variable.attribute("qalor_texts"));
  const Kind kind = variable.type == NetcdfType::text || words != nullptr ? Kind::text
                    : variable.type == NetcdfType::integer                ? Kind::integer
                                                                          : Kind::real;
  std::vector<std::size_t> shape;
  for (const NetcdfDimension& dimension : variable.dimensions) shape.push_back(dimension.length);
  const bool grid = shape.size() == 1 && variable.dimensions[0].name == variable.name;
  if (!grid) {
    const bool fits =
        shape.size() >= sweep_shape_.size() && std::equal(sweep_shape_.begin(), sweep_shape_.end(), shape.begin());
    if (!fits) throw_damaged(path_, "`" + variable.name + "` does not fit the sweep");
    shape.erase(shape.begin(), shape.begin() + static_cast<std::ptrdiff_t>(sweep_shape_.size()));
  }
  const ColumnName column{*group, variable.text("qalor_name"), kind, shape.size()};
  const bool sound = (kind == Kind::real || shape.empty()) &&
                     (variable.type == NetcdfType::real || words == nullptr || variable.type == NetcdfType::integer);
  if (!sound || !fits_certificate(column)) throw_damaged(path_, "`" + variable.name + "` is of an unexpected kind");
  variables_.push_back({variable, column, shape, !grid, words == nullptr ? std::vector<std::string>{} : *words,
                        bare_shape(variable, shape)});
  number_.push_back(number);
}

std::vector<Slab> ResultReader::boxes(const ResultVariable& variable, Segment segment) const {
  std::vector<Slab> boxes = slabs(segment.first, segment.last, sweep_shape_);
  for (Slab& box : boxes) {
    box.start.resize(box.start.size() + variable.shape.size(), 0);
    box.count.insert(box.count.end(), variable.shape.begin(), variable.shape.end());
  }
  return boxes;
}

std::vector<std::int64_t> ResultReader::integers(std::size_t variable, Segment segment) const {
  std::vector<std::int64_t> values;
  for (const Slab& box : boxes(variables_[variable], segment)) {
    const auto part = file_.integers(number_[variable], box);
    values.insert(values.end(), part.begin(), part.end());
  }
  if (variables_[variable].column.group != Group::certificate) return values;
  for (const std::int64_t status : values)
    if (variables_[variable].column.kind == Kind::integer && (status < 0 || status > static_cast<int>(Status::failed)))
      throw_damaged(path_, fmt::format("{} is no status", status));
  return values;
}

std::vector<double> ResultReader::numbers(std::size_t variable, Segment segment) const {
  const ResultVariable& wanted = variables_[variable];
  std::vector<double> values;
  if (!wanted.per_point) {
    const auto grid = file_.reals(number_[variable], {{0}, wanted.shape});
    for (std::size_t i = segment.first; i < segment.last; ++i) values.insert(values.end(), grid.begin(), grid.end());
  } else if (wanted.column.kind == Kind::real) {
    for (const Slab& box : boxes(wanted, segment)) {
      const auto part = file_.reals(number_[variable], box);
      values.insert(values.end(), part.begin(), part.end());
    }
  } else {
    for (const std::int64_t x : integers(variable, segment))
      values.push_back(x == missing_integer ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(x));
  }
  return values;
}

std::vector<std::string> ResultReader::texts(std::size_t variable, Segment segment) const {
  const ResultVariable& wanted = variables_[variable];
  std::vector<std::string> values;
  if (wanted.words.empty()) {
    for (const Slab& box : boxes(wanted, segment))
      for (std::string& text : file_.texts(number_[variable], box)) values.push_back(std::move(text));
    return values;
  }
  for (const std::int64_t code : integers(variable, segment)) {
    if (code < missing_code || code >= static_cast<std::int64_t>(wanted.words.size()))
      throw_damaged(path_, "`" + wanted.netcdf.name + "` holds a code without a text");
    values.push_back(code == missing_code ? "" : wanted.words[static_cast<std::size_t>(code)]);
  }
  return values;
}

std::vector<std::optional<Datum>> ResultReader::data(std::size_t variable, Segment segment) const {
  const ResultVariable& wanted = variables_[variable];
  std::vector<std::optional<Datum>> data(segment.last - segment.first);
  if (!wanted.bare_shape.empty()) {
    std::fill(data.begin(), data.end(), Array{wanted.bare_shape, {}});
  } else if (wanted.column.kind == Kind::text) {
    auto words = texts(variable, segment);
    for (std::size_t k = 0; k < data.size(); ++k)
      if (!words[k].empty()) data[k] = std::move(words[k]);
  } else if (wanted.column.kind == Kind::integer) {
    const auto codes = integers(variable, segment);
    for (std::size_t k = 0; k < data.size(); ++k)
      if (codes[k] != missing_integer) data[k] = codes[k];
  } else {
    const auto values = numbers(variable, segment);
    const std::size_t elements = values.size() / data.size();
    for (std::size_t k = 0; k < data.size(); ++k) {
      const auto own = std::span(values).subspan(k * elements, elements);
      const bool absent = std::all_of(own.begin(), own.end(), [](double x) { return std::isnan(x); });
      if (!absent) data[k] = datum_of(wanted.shape, own);
    }
  }
  return data;
}

Table ResultReader::read(Segment segment) const {
  std::vector<Answer> answers(segment.last - segment.first);
  if (answers.empty()) return {};
  std::vector<std::vector<std::optional<Datum>>> columns;
  std::vector<bool> answered(answers.size(), false);
  for (std::size_t i = 0; i < variables_.size(); ++i) {
    columns.push_back(data(i, segment));
    const bool tells = is_own(variables_[i]) && variables_[i].column.group == Group::quantities;
    for (std::size_t k = 0; tells && k < answers.size(); ++k) answered[k] = answered[k] || columns[i][k].has_value();
  }
  for (std::size_t i = 0; i < variables_.size(); ++i)
    for (std::size_t k = 0; k < answers.size(); ++k)
      if (columns[i][k] && (is_own(variables_[i]) || answered[k]))  // a point without an answer has no grid either
        restore(answers[k], variables_[i].column, std::move(*columns[i][k]));
  Table table;
  for (const Answer& answer : answers) table.append(answer);
  return table;
}

}  // namespace qalor
