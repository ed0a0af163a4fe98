// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/result_writer.hpp"

#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <functional>
#include <limits>
#include <numeric>
#include <utility>

#include "qalor/report/escape.hpp"
#include "qalor/report/file.hpp"
#include "qalor/report/seal.hpp"

namespace qalor {
namespace {

constexpr std::size_t block_bytes = std::size_t{8} << 20;  // of all variables together
constexpr std::size_t most_block_points = 65536;

std::size_t elements_of(const std::vector<std::size_t>& shape) {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
}

std::size_t points_per_block(const ResultLayout& layout) {
  std::size_t bytes = 1;
  for (const ResultVariable& variable : layout.variables) {
    const bool text = variable.netcdf.type == NetcdfType::text;
    bytes += elements_of(variable.shape) * (text ? sizeof(std::string) + 32 : sizeof(double));
  }
  return std::clamp<std::size_t>(block_bytes / bytes, 1, most_block_points);
}

std::vector<NetcdfVariable> all_variables(const ResultLayout& layout) {
  std::vector<NetcdfVariable> variables = layout.axes;
  for (const ResultVariable& variable : layout.variables) variables.push_back(variable.netcdf);
  return variables;
}

/// Copies an array into the corner of a larger one of the same rank.
void copy_padded(std::span<const double> from, std::span<const std::size_t> shape, std::span<double> to,
                 std::span<const std::size_t> padded) {
  if (shape.size() <= 1) {
    std::copy(from.begin(), from.end(), to.begin());
    return;
  }
  const std::size_t rows = shape.front();
  if (rows == 0) return;
  const std::size_t row = from.size() / rows;
  const std::size_t padded_row = to.size() / padded.front();
  for (std::size_t i = 0; i < rows; ++i)
    copy_padded(from.subspan(i * row, row), shape.subspan(1), to.subspan(i * padded_row, padded_row),
                padded.subspan(1));
}

}  // namespace

ResultWriter::ResultWriter(const std::filesystem::path& path, const Study& study, const Outline& outline,
                           const std::vector<NetcdfAttribute>& provenance)
    : ResultWriter(path, study, result_layout(study, outline), provenance) {}

ResultWriter::ResultWriter(const std::filesystem::path& path, const Study& study, const ResultLayout& layout,
                           const std::vector<NetcdfAttribute>& provenance)
    : path_(path), file_(path, all_variables(layout), provenance), block_points_(points_per_block(layout)) {
  for (const Axis& axis : study.sweep) sweep_shape_.push_back(axis.values.size());
  for (const ResultVariable& variable : layout.variables) {
    Block& block = blocks_.emplace_back(Block{variable});
    block.elements = elements_of(variable.shape);
    for (const std::string& word : variable.words)
      block.code_of_word.emplace(word, static_cast<std::int64_t>(block.code_of_word.size()));
    clear(block);
  }
  write_axes(study);
}

void ResultWriter::write_axes(const Study& study) {
  for (std::size_t i = 0; i < sweep_shape_.size(); ++i) {
    const AxisValues values = axis_values(study.sweep[i]);
    const Slab whole{{0}, {sweep_shape_[i]}};
    if (values.type == NetcdfType::real) file_.write(i, whole, values.reals);
    if (values.type == NetcdfType::integer) file_.write(i, whole, values.integers);
    if (values.type == NetcdfType::text) file_.write(i, whole, values.texts);
  }
}

/// Fills a block with what stands for missing values.
void ResultWriter::clear(Block& block) const {
  const std::size_t elements = block.elements * (block.variable.per_point ? block_points_ : 1);
  const NetcdfType type = block.variable.netcdf.type;
  if (type == NetcdfType::real) block.reals.assign(elements, std::numeric_limits<double>::quiet_NaN());
  if (type == NetcdfType::integer)
    block.integers.assign(elements, block.variable.words.empty() ? missing_integer : missing_code);
  if (type == NetcdfType::text) block.texts.assign(elements, {});
}

void ResultWriter::put(Block& block, const Cell& cell) const {
  const ResultVariable& variable = block.variable;
  if (!variable.per_point && std::exchange(block.filled, true)) return;
  const std::size_t offset = variable.per_point ? (next_ - block_first_) * block.elements : 0;
  if (variable.column.kind == Kind::real) {
    copy_padded(cell.reals(), cell.slot.shape, std::span(block.reals).subspan(offset, block.elements), variable.shape);
  } else if (variable.column.kind == Kind::integer) {
    block.integers[offset] = cell.integer();
  } else if (variable.words.empty()) {
    block.texts[offset] = valid_utf8(cell.text());
  } else {
    block.integers[offset] = block.code_of_word.at(cell.text());
  }
}

void ResultWriter::append(const Table& table) {
  std::vector<Block*> block_of;
  for (const Column& column : table.columns()) {
    const auto same = std::find_if(blocks_.begin(), blocks_.end(),
                                   [&](const Block& block) { return block.variable.column == column.name; });
    assert(same != blocks_.end());
    block_of.push_back(&*same);
  }
  table.visit([&](std::size_t, std::span<const Cell> cells) {
    for (const Cell& cell : cells) put(*block_of[cell.slot.column], cell);
    if (++next_ - block_first_ == block_points_) write_block();
  });
}

void ResultWriter::write_values(std::size_t number, const std::vector<Slab>& boxes) {
  const Block& block = blocks_[number];
  std::size_t offset = 0;
  for (const Slab& box : boxes) {
    const std::size_t elements = elements_of(box.count);
    const std::size_t variable = sweep_shape_.size() + number;
    const NetcdfType type = block.variable.netcdf.type;
    if (type == NetcdfType::real) file_.write(variable, box, std::span(block.reals).subspan(offset, elements));
    if (type == NetcdfType::integer) file_.write(variable, box, std::span(block.integers).subspan(offset, elements));
    if (type == NetcdfType::text) file_.write(variable, box, std::span(block.texts).subspan(offset, elements));
    offset += elements;
  }
}

void ResultWriter::write_block() {
  const auto boxes = slabs(block_first_, next_, sweep_shape_);
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    Block& block = blocks_[i];
    const auto& shape = block.variable.shape;
    if (!block.variable.per_point) continue;
    std::vector<Slab> own = boxes;
    for (Slab& box : own) {
      box.start.resize(box.start.size() + shape.size(), 0);
      box.count.insert(box.count.end(), shape.begin(), shape.end());
    }
    write_values(i, own);
    clear(block);
  }
  block_first_ = next_;
}

void ResultWriter::finish() {
  if (next_ > block_first_) write_block();
  for (std::size_t i = 0; i < blocks_.size(); ++i)
    if (!blocks_[i].variable.per_point) write_values(i, {{{0}, blocks_[i].variable.shape}});
  file_.close();
  seal_file(path_);
}

void write_result(const std::filesystem::path& path, const Study& study, const Table& table,
                  const std::vector<NetcdfAttribute>& provenance) {
  Outline outline;
  outline.include(0, table);
  const auto temporary = temporary_name(path);
  try {
    ResultWriter writer(temporary, study, outline, provenance);
    writer.append(table);
    writer.finish();
  } catch (...) {
    ::unlink(temporary.c_str());
    throw;
  }
  publish_file(temporary, path);
}

}  // namespace qalor
