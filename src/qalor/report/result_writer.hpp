#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <filesystem>
#include <map>
#include <vector>

#include "qalor/report/netcdf.hpp"
#include "qalor/report/outline.hpp"
#include "qalor/report/result_layout.hpp"
#include "qalor/report/table.hpp"

namespace qalor {

/// Writes the points of a study to a netCDF-4 file, in their order, a block at a time: memory does not grow with the
/// number of points, and the bytes of the file do not depend on how the points were cut into tables.
/// Throws EnvironmentError.
class ResultWriter {
 public:
  /// `outline` must have seen every table that will be appended.
  ResultWriter(const std::filesystem::path& path, const Study& study, const Outline& outline,
               const std::vector<NetcdfAttribute>& provenance);

  /// The points that follow those appended before.
  void append(const Table& table);
  /// Writes what is pending, closes the file and seals it.
  void finish();

 private:
  ResultWriter(const std::filesystem::path& path, const Study& study, const ResultLayout& layout,
               const std::vector<NetcdfAttribute>& provenance);

  /// The points of one block of one variable; one of the vectors is in use.
  struct Block {
    ResultVariable variable;
    std::map<std::string, std::int64_t> code_of_word = {};
    std::size_t elements = 1;  // of one point
    bool filled = false;       // of a grid that all points share
    std::vector<double> reals = {};
    std::vector<std::int64_t> integers = {};
    std::vector<std::string> texts = {};
  };

  void clear(Block& block) const;
  void put(Block& block, const Cell& cell) const;
  void write_axes(const Study& study);
  void write_block();
  void write_values(std::size_t number, const std::vector<Slab>& boxes);

  std::filesystem::path path_;
  NetcdfWriter file_;
  std::vector<Block> blocks_;
  std::vector<std::size_t> sweep_shape_;
  std::size_t block_points_;
  std::size_t block_first_ = 0;
  std::size_t next_ = 0;
};

/// A whole result at once, to its final name: temporary name, fsync, rename.
void write_result(const std::filesystem::path& path, const Study& study, const Table& table,
                  const std::vector<NetcdfAttribute>& provenance);

}  // namespace qalor
