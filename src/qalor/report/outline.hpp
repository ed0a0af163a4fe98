#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "qalor/report/table.hpp"

namespace qalor {

/// What is known of one column over all points of a sweep.
struct ColumnOutline {
  ColumnName name;
  std::vector<std::size_t> shape;  ///< the largest length along each dimension
  bool ragged = false;             ///< arrays of different shapes occur
  std::size_t present = 0;         ///< number of points that hold it
  std::size_t first_point = 0;     ///< the first point that holds it, and its place in that point's record
  std::size_t place = 0;
  /// The values, as long as all points hold the same ones (arrays of one dimension): the grid of a common axis.
  std::optional<std::vector<double>> common = {};
  /// The different texts, unless there are more than `most_words`.
  std::set<std::string> words = {};
  bool many_words = false;

  static constexpr std::size_t most_words = 1000;
};

/// The columns of a sweep as a whole. Gathered piece by piece, in any order, with the same outcome: so the layout of a
/// result file does not depend on how the sweep was cut.
class Outline {
 public:
  /// Adds the points of a table; `first` is the index of its first point. No point may be added twice.
  void include(std::size_t first, const Table& table);
  /// Columns in the order of first use.
  std::vector<ColumnOutline> columns() const;
  std::size_t points() const { return points_; }

 private:
  std::vector<ColumnOutline> columns_;
  std::size_t points_ = 0;
};

}  // namespace qalor
