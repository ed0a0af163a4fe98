#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "qalor/report/netcdf.hpp"
#include "qalor/report/result_layout.hpp"
#include "qalor/report/table.hpp"

namespace qalor {

/// Reads a result file of ResultWriter. Throws InputError when it is none, or of another format version, and
/// EnvironmentError when it cannot be read or is damaged; both name the path.
class ResultReader {
 public:
  explicit ResultReader(const std::filesystem::path& path);

  /// A text of the provenance, as in provenance_attributes; "" when there is none.
  std::string text(const std::string& attribute) const;
  const std::vector<NetcdfAttribute>& provenance() const { return file_.attributes(); }

  /// Number of points.
  std::size_t size() const { return size_; }
  const std::vector<ResultVariable>& variables() const { return variables_; }

  /// Points of the sweep. A value that is NaN in all its elements counts as absent, and an array has the size of the
  /// largest at any point: the file does not tell more.
  Table read(Segment segment) const;
  /// Numbers of a real or integer variable at some points, all elements of a point in a row; NaN where one is missing.
  std::vector<double> numbers(std::size_t variable, Segment segment) const;
  /// Texts of a text variable at some points.
  std::vector<std::string> texts(std::size_t variable, Segment segment) const;

 private:
  void find_variables();
  void add_variable(std::size_t number);
  std::vector<Slab> boxes(const ResultVariable& variable, Segment segment) const;
  std::vector<std::int64_t> integers(std::size_t variable, Segment segment) const;
  /// The values at some points, where there are any.
  std::vector<std::optional<Datum>> data(std::size_t variable, Segment segment) const;

  std::filesystem::path path_;
  NetcdfReader file_;
  std::size_t size_ = 1;
  std::vector<std::size_t> sweep_shape_;
  std::vector<ResultVariable> variables_;
  std::vector<std::size_t> number_;  ///< of a variable in the file
};

}  // namespace qalor
