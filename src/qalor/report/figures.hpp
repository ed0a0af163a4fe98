#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <vector>

#include "qalor/report/result_reader.hpp"
#include "qalor/study/study.hpp"

namespace qalor {

/// A picture of a report.
struct Figure {
  std::string name;     ///< of a file: "classification"
  std::string caption;  ///< in words
  std::string svg;      ///< an <svg> element
};

/// All pictures of a result: maps first, then plots. Names are their own.
std::vector<Figure> figures(const ResultReader& result, const Study& study);

}  // namespace qalor
