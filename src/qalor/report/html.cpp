// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/html.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "qalor/base/error.hpp"
#include "qalor/report/escape.hpp"
#include "qalor/report/figures.hpp"
#include "qalor/report/file.hpp"
#include "qalor/report/heat_map.hpp"
#include "qalor/report/json.hpp"
#include "qalor/report/sections.hpp"
#include "qalor/report/style.hpp"

namespace qalor {
namespace {

constexpr std::size_t most_embedded_points = 1000;
constexpr std::size_t most_embedded_bytes = std::size_t{1} << 20;

std::string header(const Subject& subject) {
  const Study& study = subject.study;
  const std::string title = study.title.empty() ? study.model->name : study.title;
  return fmt::format(
      "<header>\n<p class=\"mark\">qalor</p>\n<h1>{}</h1>\n<p>Model <code>{}</code>, task <code>{}</code>, "
      "{} point{}</p>\n</header>\n",
      html_escaped(title), html_escaped(study.model->name), html_escaped(study.task), subject.survey.points,
      subject.survey.points == 1 ? "" : "s");
}

std::string plots_section(const std::vector<Figure>& figures) {
  std::string html;
  for (const Figure& figure : figures)
    html += "<figure>\n" + figure.svg + "<figcaption>" + html_escaped(figure.caption) + "</figcaption>\n</figure>\n";
  if (html.empty()) return "";
  return "<section aria-labelledby=\"plots\">\n<h2 id=\"plots\">Plots</h2>\n<div class=\"plots\">\n" + html +
         "</div>\n</section>\n";
}

std::string reproduction_section(const ResultReader& result) {
  const std::string text = result.text("study_text");
  std::string html =
      "<section aria-labelledby=\"reproduce\">\n<h2 id=\"reproduce\">Reproduce</h2>\n<p>The command:</p>\n<pre><code>" +
      html_escaped(result.text("command")) + "</code></pre>\n";
  if (!text.empty())
    html += "<p>The study file, also kept as <code>study.toml</code>:</p>\n<pre><code>" + html_escaped(text) +
            "</code></pre>\n";
  return html +
         "<p>The numbers in Python:</p>\n<pre><code>import xarray\ndata = "
         "xarray.open_dataset(\"result.nc\")</code></pre>\n"
         "</section>\n";
}

std::string provenance_footer(const ResultReader& result) {
  std::string entries;
  for (const auto& [label, attribute] :
       {std::pair{"qalor", "qalor_version"}, std::pair{"Commit", "qalor_commit"}, std::pair{"Compiler", "compiler"},
        std::pair{"Flags", "compiler_flags"}, std::pair{"Build", "build_type"}, std::pair{"Finished", "date"},
        std::pair{"Study SHA-256", "study_sha256"}})
    entries += fmt::format("<dt>{}</dt><dd>{}</dd>\n", label, html_escaped(result.text(attribute)));
  for (const NetcdfAttribute& attribute : result.provenance()) {
    const auto* threads = std::get_if<std::vector<std::int64_t>>(&attribute.value);
    if (attribute.name == "threads" && threads != nullptr)
      entries += fmt::format("<dt>Threads</dt><dd>{}</dd>\n", fmt::join(*threads, ", "));
  }
  return "<footer>\n<h2>Provenance</h2>\n<dl>\n" + entries + "</dl>\n</footer>\n";
}

/// The answer for programs that read the page; only where it is small.
std::string embedded_answer(const Subject& subject) {
  if (subject.survey.points > most_embedded_points) return "";
  std::vector<Point> points = subject.result.read({0, subject.result.size()}).points();
  for (std::size_t i = 0; i < points.size(); ++i) points[i].parameters = subject.study.swept(i);
  std::string json;
  for (const char c : json_text(subject.study, points)) {
    if (c == '<')
      json += "\\u003c";
    else
      json += c;
  }
  if (json.size() > most_embedded_bytes) return "";
  return "<script type=\"application/json\" id=\"answer\">\n" + json + "</script>\n";
}

}  // namespace

std::string report_page(const ResultReader& result, const Study& study, const std::vector<Figure>& figures) {
  const Subject subject{result, study, survey(result)};
  const std::string title = study.title.empty() ? study.model->name : study.title;
  std::string page =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "img-src data:\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
      html_escaped(title) + "</title>\n<style>" + report_style() + "</style>\n</head>\n<body>\n";
  page += header(subject) + "<main>\n" + verdict_section(subject) + plots_section(figures) + ledger_section(subject) +
          certificate_section(subject) + model_section(study) + parameters_section(study) +
          reproduction_section(result) + "</main>\n" + provenance_footer(result) + embedded_answer(subject);
  return page + "</body>\n</html>\n";
}

std::string report_page(const ResultReader& result, const Study& study) {
  return report_page(result, study, figures(result, study));
}

WrittenReport write_report(const std::filesystem::path& directory, const std::vector<Model>& models) {
  const auto path = directory / "result.nc";
  if (!path_exists(path)) {
    const bool unfinished = path_exists(directory / "unfinished");
    throw InputError(unfinished ? fmt::format("the result in {} is not finished: run the same command again to go on",
                                              directory.string())
                                : fmt::format("there is no result in {}: no file result.nc", directory.string()));
  }
  const ResultReader result(path);
  const std::string json = result.text("study");
  const std::string name = study_header(json).model;
  const auto model = std::find_if(models.begin(), models.end(), [&](const Model& m) { return m.name == name; });
  if (model == models.end())
    throw InputError(
        fmt::format("{} is about the model \"{}\", which this version does not have", path.string(), name));
  const DirectoryLock lock(directory);
  const Study study = study_of_json(json, *model);
  const std::vector<Figure> drawn = figures(result, study);
  write_file(directory / "report.html", report_page(result, study, drawn));
  WrittenReport out{directory / "report.html", {}};
  if (!drawn.empty()) make_directory(directory / "figures");
  for (const Figure& figure : drawn) {
    out.figures.push_back(directory / "figures" / (figure.name + ".svg"));
    write_file(out.figures.back(), standalone(figure.svg));
  }
  return out;
}

}  // namespace qalor
