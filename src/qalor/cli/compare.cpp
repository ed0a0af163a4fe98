// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/compare.hpp"

#include <fmt/format.h>

#include <cmath>

#include "qalor/cli/command.hpp"
#include "qalor/cli/study_text.hpp"
#include "qalor/cli/text_table.hpp"
#include "qalor/report/json.hpp"

namespace qalor {
namespace {

std::string number_text(const Answer& answer, const std::string& name) {
  const Datum* datum = answer.quantities.find(name);
  const double* value = datum ? std::get_if<double>(datum) : nullptr;
  return value ? fmt::format("{:.7g}", *value) : "-";
}

std::string law_text(const Certificate& certificate) {
  const Datum* datum = certificate.details.find("second_law");
  const auto* holds = datum ? std::get_if<std::int64_t>(datum) : nullptr;
  if (holds == nullptr) return "-";
  return *holds != 0 ? "holds" : "violated";
}

/// What the generators disagree about, as far as their answers have it.
std::vector<std::string> columns_of(const std::vector<Compared>& all) {
  std::vector<std::string> out;
  for (const Compared& one : all)
    for (const auto& [name, datum] : one.answer.quantities) {
      const bool flows = name.rfind("heat_current_", 0) == 0 || name == "power" || name == "entropy_production";
      if (flows && std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
    }
  return out;
}

std::string table_text(const std::vector<Compared>& all) {
  const std::vector<std::string> columns = columns_of(all);
  const bool graded = std::any_of(all.begin(), all.end(), [](const Compared& c) { return c.is_exact && c.applies(); });
  std::vector<Row> rows{{"generator"}};
  rows[0].insert(rows[0].end(), columns.begin(), columns.end());
  rows[0].push_back("second law");
  if (graded) rows[0].push_back(columns.front() + "/exact");
  std::vector<Side> sides(rows[0].size(), Side::right);
  sides[0] = Side::left;
  for (const Compared& one : all) {
    if (!one.applies()) continue;
    Row row{one.label + (one.is_exact ? " (exact)" : "")};
    for (const std::string& name : columns) row.push_back(number_text(one.answer, name));
    row.push_back(law_text(one.answer.certificate));
    const double ratio = graded ? ratio_to_exact(all, one, columns.front()) : NAN;
    if (graded) row.push_back(std::isnan(ratio) ? "-" : fmt::format("{:.5g}", ratio));
    rows.push_back(std::move(row));
  }
  return aligned(rows, sides, "  ");
}

std::string comparison_text(const Study& study, const std::vector<Compared>& all, std::size_t columns) {
  std::string text = fmt::format("{}\n\n{}", study.title.empty() ? study.model->name : study.title, table_text(all));
  for (const Compared& one : all) {
    if (!one.applies())
      text += wrapped(fmt::format("\nnot {}: {}", one.label, one.answer.certificate.reason), columns, "  ") + "\n";
    for (const std::string& warning : one.answer.certificate.warnings)
      if (one.applies()) text += wrapped(fmt::format("\n{}: {}", one.label, warning), columns, "  ") + "\n";
  }
  return text;
}

Exit exit_of(const std::vector<Compared>& all) {
  Exit exit = Exit::ok;
  for (const Compared& one : all) {
    if (!one.applies() || one.answer.certificate.status == Status::ok) continue;
    exit = graver(exit, one.answer.certificate.status == Status::law_violated ? Exit::law_violated : Exit::unanswered);
  }
  return exit;
}

}  // namespace

Exit compare_generators(const CompareOptions& options, Console& console) {
  const Study study = read_study(study_text(options.file), options.file, options.overrides);
  const std::vector<Compared> all = compare(study);
  if (options.json) {
    std::vector<Point> points;
    for (const Compared& one : all) points.push_back({{{"generator", Value(one.label)}}, one.answer});
    write_json(console.out, study, points);
  } else {
    console.out << comparison_text(study, all, console.columns);
  }
  return exit_of(all);
}

}  // namespace qalor
