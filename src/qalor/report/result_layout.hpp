#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <vector>

#include "qalor/report/netcdf.hpp"
#include "qalor/report/outline.hpp"
#include "qalor/study/study.hpp"

namespace qalor {

/// What stands where a point lacks an integer: netCDF's own fill value of 64-bit integers.
constexpr std::int64_t missing_integer = -9223372036854775806;
/// The same for a text that is stored as a code.
constexpr std::int64_t missing_code = -1;

/// A column of a sweep as a variable of a result file.
struct ResultVariable {
  NetcdfVariable netcdf;
  ColumnName column;
  std::vector<std::size_t> shape;  ///< of one point; shorter arrays are filled up
  bool per_point = true;           ///< false: a grid that all points share, stored once
  std::vector<std::string> words;  ///< texts stored as codes: the text of each code; otherwise empty
  /// The shape of arrays that have no elements at any point; otherwise empty. netCDF has no dimensions of length 0: the
  /// file has length 1 instead, one missing value, and this as the attribute `qalor_shape`.
  std::vector<std::size_t> bare_shape = {};
};

/// How a sweep is laid out in netCDF. The dimensions are the axes of the sweep, named by what is swept (dots in a
/// name are its own: netCDF takes them), then the dimensions of the quantity. Without a sweep a number is a variable
/// without dimensions.
struct ResultLayout {
  std::vector<NetcdfVariable> axes;  ///< coordinates of the sweep
  std::vector<ResultVariable> variables;
};

ResultLayout result_layout(const Study& study, const Outline& outline);

/// The values of an axis as they are stored, by type: numbers, or texts.
struct AxisValues {
  NetcdfType type = NetcdfType::real;
  std::vector<double> reals = {};
  std::vector<std::int64_t> integers = {};
  std::vector<std::string> texts = {};
};
AxisValues axis_values(const Axis& axis);

}  // namespace qalor
