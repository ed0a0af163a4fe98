// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/complex_matrix.hpp"

#include <fmt/format.h>

namespace qalor {

std::string complex_matrix_text(const InterleavedRows& rows) {
  std::string text = "[";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    text += i == 0 ? "[" : ", [";
    for (std::size_t j = 0; j + 1 < rows[i].size(); j += 2) {
      text += j == 0 ? "" : ", ";
      const double re = rows[i][j], im = rows[i][j + 1];
      text += im == 0 ? fmt::format("{}", re) : fmt::format("[{}, {}]", re, im);
    }
    text += "]";
  }
  return text + "]";
}

InterleavedRows interleaved_rows(const Matrix& matrix) {
  InterleavedRows rows;
  for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
    auto& row = rows.emplace_back();
    for (Eigen::Index j = 0; j < matrix.cols(); ++j) {
      row.push_back(matrix(i, j).real());
      row.push_back(matrix(i, j).imag());
    }
  }
  return rows;
}

Matrix complex_matrix(const Settings& settings, const std::string& name) {
  const InterleavedRows& rows = settings.rows(name);
  const auto size = static_cast<Eigen::Index>(rows.size());
  Matrix out(size, rows.empty() ? 0 : static_cast<Eigen::Index>(rows[0].size() / 2));
  for (Eigen::Index i = 0; i < out.rows(); ++i)
    for (Eigen::Index j = 0; j < out.cols(); ++j) {
      const auto& row = rows[static_cast<std::size_t>(i)];
      const auto k = static_cast<std::size_t>(2 * j);
      out(i, j) = {row.at(k), row.at(k + 1)};
    }
  return out;
}

}  // namespace qalor
