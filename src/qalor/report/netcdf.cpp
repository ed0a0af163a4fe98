// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/netcdf.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace qalor {
namespace {

std::size_t elements_in(std::span<const std::size_t> lengths) {
  return std::accumulate(lengths.begin(), lengths.end(), std::size_t{1}, std::multiplies<>());
}

/// Appends the boxes of [first, last) of the dimensions from `outer.size()` on, at the indices `outer` of those before.
void add_slabs(std::vector<Slab>& boxes, std::size_t first, std::size_t last, std::vector<std::size_t> outer,
               std::span<const std::size_t> shape) {
  if (first >= last) return;
  const std::size_t depth = outer.size();
  const std::size_t row = elements_in(shape.subspan(std::min(depth + 1, shape.size())));
  const auto whole_rows = [&](std::size_t from, std::size_t to) {
    if (from >= to) return;
    Slab box{outer, std::vector<std::size_t>(depth, 1)};
    box.start.push_back(from);
    box.count.push_back(to - from);
    box.start.resize(shape.size(), 0);
    for (std::size_t i = depth + 1; i < shape.size(); ++i) box.count.push_back(shape[i]);
    boxes.push_back(std::move(box));
  };
  const auto part_of_row = [&](std::size_t index, std::size_t from, std::size_t to) {
    auto inner = outer;
    inner.push_back(index);
    add_slabs(boxes, from, to, std::move(inner), shape);
  };
  const std::size_t first_row = first / row;
  const std::size_t last_row = last / row;
  if (row == 1) return whole_rows(first, last);
  if (first_row == last_row) return part_of_row(first_row, first % row, last % row);
  const bool cut = first % row != 0;
  if (cut) part_of_row(first_row, first % row, row);
  whole_rows(first_row + (cut ? 1 : 0), last_row);
  part_of_row(last_row, 0, last % row);
}

}  // namespace

std::size_t NetcdfVariable::elements() const {
  std::size_t elements = 1;
  for (const NetcdfDimension& dimension : dimensions) elements *= dimension.length;
  return elements;
}

const NetcdfAttribute* NetcdfVariable::attribute(const std::string& attribute_name) const {
  const auto same = std::find_if(attributes.begin(), attributes.end(),
                                 [&](const NetcdfAttribute& attribute) { return attribute.name == attribute_name; });
  return same == attributes.end() ? nullptr : &*same;
}

std::string NetcdfVariable::text(const std::string& attribute_name) const {
  const NetcdfAttribute* found = attribute(attribute_name);
  const auto* text = found == nullptr ? nullptr : std::get_if<std::string>(&found->value);
  return text == nullptr ? "" : *text;
}

std::vector<Slab> slabs(std::size_t first, std::size_t last, std::span<const std::size_t> shape) {
  if (shape.empty()) return first < last ? std::vector<Slab>(1) : std::vector<Slab>{};
  std::vector<Slab> boxes;
  add_slabs(boxes, first, last, {}, shape);
  return boxes;
}

}  // namespace qalor
