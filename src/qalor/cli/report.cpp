// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/html.hpp"

#include <fmt/format.h>

#include "qalor/cli/command.hpp"

namespace qalor {

Exit write_report(const ReportOptions& options, Console& console) {
  console.out << fmt::format("report: {}\n", write_report_page(options.directory, catalog()).string());
  return Exit::ok;
}

}  // namespace qalor
