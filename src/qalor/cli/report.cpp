// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/html.hpp"

#include <fmt/format.h>

#include "qalor/cli/command.hpp"

namespace qalor {

Exit write_report(const ReportOptions& options, Console& console) {
  const WrittenReport written = write_report(options.directory, catalog());
  console.out << fmt::format("report: {}\n", written.page.string());
  for (const auto& figure : written.figures) console.out << fmt::format("figure: {}\n", figure.string());
  return Exit::ok;
}

}  // namespace qalor
