// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "qalor/report/escape.hpp"
#include "qalor/report/markup.hpp"
#include "qalor/report/notation.hpp"
#include "qalor/report/plots.hpp"

namespace qalor {
namespace {

constexpr std::size_t shown_elements = 8;  // of an array

std::string counted(std::size_t count, const std::string& noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string swept_words(const Study& study, std::size_t point) {
  std::string words;
  for (const auto& [name, value] : study.swept(point))
    words += (words.empty() ? "" : ", ") + name + " = " + value_text(value);
  return words;
}

double first_flag(const ResultVariable& variable) {
  for (const NetcdfAttribute& attribute : variable.netcdf.attributes) {
    if (attribute.name != "flag_values") continue;
    if (const auto* reals = std::get_if<std::vector<double>>(&attribute.value)) return reals->front();
    if (const auto* integers = std::get_if<std::vector<std::int64_t>>(&attribute.value))
      return static_cast<double>(integers->front());
  }
  return 0;
}

/// The word of a code, in brackets after it, or the number as it is.
std::string value_html(const ResultVariable& variable, double x) {
  std::string number = html_escaped(readable(x));
  const std::string words = variable.netcdf.text("flag_meanings");
  const double first = first_flag(variable);
  if (words.empty() || !(x >= first) || x != std::floor(x)) return number;
  std::size_t start = 0;
  for (double code = first; code < x && start != std::string::npos; ++code) {
    start = words.find(' ', start);
    if (start != std::string::npos) ++start;
  }
  if (start == std::string::npos) return number;
  std::string word = words.substr(start, words.find(' ', start) - start);
  std::replace(word.begin(), word.end(), '_', ' ');
  return fmt::format("{} ({})", number, html_escaped(word));
}

/// A short list in full, of a long one the first three and the last.
std::string list_html(const std::vector<double>& values) {
  const bool is_short = values.size() <= shown_elements;
  std::string html;
  for (std::size_t i = 0; i < (is_short ? values.size() : 3); ++i) html += (i == 0 ? "" : ", ") + readable(values[i]);
  return is_short ? html : html + fmt::format(", …, {} ({} values)", readable(values.back()), values.size());
}

/// Different texts with the number of their points; a single one that holds for all as it is.
std::string tally_html(const Tally& tally, std::size_t points) {
  const auto& counts = tally.counts();
  if (counts.size() == 1 && counts[0].second == points) return html_escaped(counts[0].first);
  std::string html = "<ul class=\"plain\">";
  for (const auto& [text, count] : counts)
    html +=
        fmt::format("<li>{}{}</li>", html_escaped(text),
                    count == points ? "" : fmt::format(" <span class=\"quiet\">({})</span>", counted(count, "point")));
  return html + "</ul>";
}

const NumberRange* range_of(const Survey& survey, std::size_t variable) {
  const auto found = std::find_if(survey.numbers.begin(), survey.numbers.end(),
                                  [&](const NumberRange& range) { return range.variable == variable; });
  return found == survey.numbers.end() ? nullptr : &*found;
}

const Tally* tally_of(const Survey& survey, std::size_t variable) {
  for (const auto& [number, tally] : survey.words)
    if (number == variable) return &tally;
  return nullptr;
}

/// What went well or wrong, over all points.
std::string verdict_words(const Subject& subject) {
  const auto& counts = subject.survey.of_status;
  const std::size_t points = subject.survey.points;
  const std::size_t ok = counts[static_cast<std::size_t>(Status::ok)];
  if (points == 1 && ok == 1) return "The answer passed every check.";
  if (points == 1)
    return "The answer is not to be trusted: " + html_escaped(subject.survey.troubles.front().reason) + ".";
  if (ok == points) return fmt::format("All {} passed every check.", counted(points, "point"));
  std::string words = fmt::format("{} of {} passed every check", ok, counted(points, "point"));
  for (const Status status : {Status::failed, Status::not_converged, Status::law_violated}) {
    const std::size_t count = counts[static_cast<std::size_t>(status)];
    if (count != 0) words += fmt::format(", {} {}", count, status_words(status));
  }
  return words + ".";
}

Status worst_status(const Survey& survey) {
  Status worst = Status::ok;
  for (std::size_t code = 0; code < survey.of_status.size(); ++code)
    if (survey.of_status[code] != 0) worst = static_cast<Status>(code);
  return worst;
}

/// Details that say in words what the answer means.
bool is_verdict(const ColumnName& column) {
  return column.group == Group::details && (column.name == "verdict" || column.name == "explanation");
}

/// Each verdict as a sentence, with the number of its points where there are several.
std::string verdict_html(const Tally& tally, std::size_t points) {
  std::string html;
  for (auto [text, count] : tally.counts()) {
    if (text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 'a' + 'A');
    if (text.back() == '.') text.pop_back();
    html +=
        fmt::format("<p>{}{}.</p>\n", html_escaped(text), count == points ? "" : " (" + counted(count, "point") + ")");
  }
  return html;
}

/// Whether the second law fails somewhere although the status is ok: where the chosen books do not promise it. The
/// codes named `second_law...` tell, one for each kind of books.
bool second_law_fails(const Subject& subject) {
  for (std::size_t i = 0; i < subject.result.variables().size(); ++i) {
    const ColumnName& column = subject.result.variables()[i].column;
    const NumberRange* range = range_of(subject.survey, i);
    const bool judges = column.kind == Kind::integer && column.name.starts_with("second_law");
    if (judges && range != nullptr && range->defined > 0 && range->lowest == 0) return true;
  }
  return false;
}

RowHead head_of(const ResultVariable& variable) {
  return {variable.column.name, variable.netcdf.text("symbol"), variable.netcdf.text("units"),
          variable.netcdf.text("long_name")};
}

/// The row of a quantity at a single point.
std::string value_row(const Subject& subject, std::size_t number) {
  const ResultVariable& variable = subject.result.variables()[number];
  std::string value;
  if (variable.column.kind == Kind::text)
    value = html_escaped(subject.result.texts(number, {0, 1}).front());
  else if (variable.shape.empty())
    value = value_html(variable, subject.result.numbers(number, {0, 1}).front());
  else
    value = list_html(subject.result.numbers(number, {0, 1}));
  const bool is_list = variable.column.kind == Kind::text || !variable.shape.empty();
  return "<tr>" + row_head(head_of(variable)) + (is_list ? words_cell(value) : number_cell(value)) + "</tr>\n";
}

/// The row of a quantity over a sweep.
std::string range_row(const Subject& subject, std::size_t number) {
  const ResultVariable& variable = subject.result.variables()[number];
  std::string cells;
  if (const NumberRange* range = range_of(subject.survey, number)) {
    for (const double x : {range->first, range->last, range->lowest, range->highest})
      cells += number_cell(value_html(variable, x));
  } else if (const Tally* tally = tally_of(subject.survey, number)) {
    cells = R"(<td class="words" colspan="4">)" + tally_html(*tally, subject.survey.points) + "</td>";
  } else {
    cells = fmt::format(R"(<td class="words" colspan="4">arrays of {} numbers, in result.nc</td>)",
                        Slot{0, variable.shape}.elements());
  }
  return "<tr>" + row_head(head_of(variable)) + cells + "</tr>\n";
}

/// Which points are the first and the last of a sweep.
std::string ends_words(const Subject& subject) {
  if (subject.survey.points == 1) return "";
  return html_escaped(fmt::format(" First point: {}; last point: {}.", swept_words(subject.study, 0),
                                  swept_words(subject.study, subject.survey.points - 1)));
}

std::string ledger_group(const Subject& subject, const std::string& title, bool flows) {
  const bool sweep = subject.survey.points > 1;
  std::string rows;
  for (std::size_t i = 0; i < subject.result.variables().size(); ++i) {
    const ColumnName& column = subject.result.variables()[i].column;
    if (column.group != Group::quantities || is_flow(column.name) != flows) continue;
    rows += sweep ? range_row(subject, i) : value_row(subject, i);
  }
  if (rows.empty()) return "";
  return fmt::format("<tbody>\n<tr><th scope=\"rowgroup\" colspan=\"{}\">{}</th></tr>\n{}</tbody>\n", sweep ? 5 : 2,
                     title, rows);
}

/// What the certificate holds of one entry, over all points.
std::string entry_html(const Subject& subject, std::size_t number) {
  if (const Tally* tally = tally_of(subject.survey, number))
    return tally->counts().empty() ? "none" : tally_html(*tally, subject.survey.points);
  const NumberRange* range = range_of(subject.survey, number);
  if (range == nullptr) return "in result.nc";
  if (range->defined == 0) return "undefined";
  const ResultVariable& variable = subject.result.variables()[number];
  if (variable.column.name == "second_law")
    return range->lowest == 1 ? "holds" : range->highest == 0 ? "does not hold" : "holds at some points, not at others";
  const std::string lowest = value_html(variable, range->lowest);
  return range->lowest == range->highest ? lowest : lowest + " to " + value_html(variable, range->highest);
}

/// What the verdict, the row of the status or the list of troubles tells already.
bool stands_elsewhere(const ColumnName& column) {
  if (column.group == Group::certificate) return column.name == "status" || column.name == "reason";
  return is_verdict(column);
}

std::string status_html(const Survey& survey) {
  if (survey.points == 1) return status_badge(worst_status(survey));
  std::string html;
  for (std::size_t code = 0; code < survey.of_status.size(); ++code)
    if (survey.of_status[code] != 0)
      html += fmt::format("{} {} ", status_badge(static_cast<Status>(code)), counted(survey.of_status[code], "point"));
  return html;
}

std::string troubles_table(const Subject& subject) {
  const Survey& survey = subject.survey;
  if (survey.points == 1 || survey.troubles.empty()) return "";
  std::string rows;
  for (const Trouble& trouble : survey.troubles)
    rows += "<tr><th scope=\"row\">" + html_escaped(swept_words(subject.study, trouble.point)) + "</th><td>" +
            status_badge(trouble.status) + "</td>" + words_cell(html_escaped(trouble.reason)) + "</tr>\n";
  const std::size_t all = survey.points - survey.of_status[static_cast<std::size_t>(Status::ok)];
  const std::string more = all > survey.troubles.size() ? fmt::format("<p class=\"quiet\">The first {} of {}.</p>\n",
                                                                      survey.troubles.size(), all)
                                                        : "";
  return "<h3>Points that are not ok</h3>\n" +
         table_html("Points that are not ok", {{"Point"}, {"Status"}, {"Reason"}}, "<tbody>\n" + rows + "</tbody>\n") +
         more;
}

}  // namespace

std::string verdict_section(const Subject& subject) {
  const Status worst = worst_status(subject.survey);
  const bool attention = worst == Status::ok && second_law_fails(subject);
  std::string html = fmt::format(
      "<section class=\"verdict {}\" aria-labelledby=\"verdict\">\n<h2 id=\"verdict\">Verdict</h2>\n"
      "<p>{}</p>\n",
      attention ? "attention" : status_class(worst), verdict_words(subject));
  for (std::size_t i = 0; i < subject.result.variables().size(); ++i) {
    const ColumnName& column = subject.result.variables()[i].column;
    const Tally* tally = tally_of(subject.survey, i);
    if (is_verdict(column) && tally != nullptr) html += verdict_html(*tally, subject.survey.points);
  }
  return html + "</section>\n";
}

std::string ledger_section(const Subject& subject) {
  const std::string body =
      ledger_group(subject, "Heat, work and entropy", true) + ledger_group(subject, "Other quantities", false);
  if (body.empty()) return "";
  const std::vector<TableHead> value = {{"Quantity"}, {"Value", true}};
  const std::vector<TableHead> range = {
      {"Quantity"}, {"First point", true}, {"Last point", true}, {"Lowest", true}, {"Highest", true}};
  return "<section aria-labelledby=\"ledger\">\n<h2 id=\"ledger\">Ledger</h2>\n"
         "<p class=\"quiet\">What enters the system is positive; ħ = k<sub>B</sub> = 1." +
         ends_words(subject) + "</p>\n" + table_html("Ledger", subject.survey.points > 1 ? range : value, body) +
         "</section>\n";
}

std::string certificate_section(const Subject& subject) {
  std::string rows = "<tr>" + row_head({.name = "status", .meaning = "how far the answer can be trusted"}) +
                     words_cell(status_html(subject.survey)) + "</tr>\n";
  for (std::size_t i = 0; i < subject.result.variables().size(); ++i) {
    const ResultVariable& variable = subject.result.variables()[i];
    if (variable.column.group == Group::quantities || stands_elsewhere(variable.column)) continue;
    rows += "<tr>" + row_head(head_of(variable)) + words_cell(entry_html(subject, i)) + "</tr>\n";
  }
  if (subject.survey.points == 1 && !subject.survey.troubles.empty())
    rows += "<tr>" + row_head({.name = "reason", .meaning = "why the status is not ok"}) +
            words_cell(html_escaped(subject.survey.troubles.front().reason)) + "</tr>\n";
  return "<section aria-labelledby=\"certificate\">\n<h2 id=\"certificate\">Certificate</h2>\n" +
         table_html("Certificate", {{"Entry"}, {"Value"}}, "<tbody>\n" + rows + "</tbody>\n") +
         troubles_table(subject) + "</section>\n";
}

}  // namespace qalor
