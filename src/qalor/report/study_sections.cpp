// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>

#include "qalor/report/escape.hpp"
#include "qalor/report/markup.hpp"
#include "qalor/report/sections.hpp"
#include "qalor/report/ticks.hpp"

namespace qalor {
namespace {

std::string default_words(const Field* field, const Settings::Entry& entry) {
  if (!entry.given) return "default";
  if (field == nullptr || !field->fallback) return "given";
  return "given; default " + html_escaped(value_text(*field->fallback));
}

std::string axis_words(const Axis& axis) {
  std::string words = fmt::format("{} value{}: ", axis.values.size(), axis.values.size() == 1 ? "" : "s");
  if (axis.values.size() <= 6) {
    for (std::size_t i = 0; i < axis.values.size(); ++i) words += (i == 0 ? "" : ", ") + value_text(axis.values[i]);
    return words;
  }
  words += value_text(axis.values.front()) + " to " + value_text(axis.values.back());
  std::vector<double> numbers;
  for (const Value& value : axis.values)
    if (const auto* number = std::get_if<double>(&value)) numbers.push_back(*number);
  return numbers.size() == axis.values.size() && is_logarithmic(numbers) ? words + ", evenly in the logarithm" : words;
}

/// One row for each field, of the parameters or of the task.
std::string settings_rows(const std::vector<Field>& fields, const Settings& settings, const std::vector<Axis>& sweep,
                          bool is_of_task) {
  std::string rows;
  for (const Field& field : fields) {
    const auto axis = std::find_if(sweep.begin(), sweep.end(),
                                   [&](const Axis& a) { return a.is_of_task == is_of_task && a.name() == field.name; });
    const auto entry = settings.entries().find(field.name);
    std::string value = "<span class=\"quiet\">not given</span>";
    std::string origin;
    if (axis != sweep.end()) {
      value = html_escaped(axis_words(*axis));
      origin = "swept";
    } else if (entry != settings.entries().end()) {
      value = html_escaped(value_text(field, entry->second.value));
      origin = default_words(&field, entry->second);
      if (entry->second.given) value = "<strong>" + value + "</strong>";
    }
    rows += "<tr>" + row_head({field.name, field.symbol, field.dimension, field.meaning}) + words_cell(value) +
            "<td class=\"quiet\">" + origin + "</td></tr>\n";
  }
  return rows;
}

std::string settings_table(const std::string& caption, const std::vector<Field>& fields, const Settings& settings,
                           const std::vector<Axis>& sweep, bool is_of_task = false) {
  const std::vector<TableHead> heads = {{"Parameter"}, {"Value"}, {"Origin"}};
  return table_html(caption, heads, "<tbody>\n" + settings_rows(fields, settings, sweep, is_of_task) + "</tbody>\n");
}

}  // namespace

std::string model_section(const Study& study) {
  std::string sources;
  for (const std::string& source : study.model->sources) sources += "<li>" + linked(source) + "</li>\n";
  return fmt::format(
      "<section aria-labelledby=\"model\">\n<h2 id=\"model\">Model</h2>\n<p><code>{}</code>: {}</p>\n{}</section>\n",
      html_escaped(study.model->name), html_escaped(study.model->summary),
      sources.empty() ? "" : "<h3>Sources</h3>\n<ul class=\"plain\">\n" + sources + "</ul>\n");
}

std::string parameters_section(const Study& study) {
  const Model& model = *study.model;
  std::string html = "<section aria-labelledby=\"parameters\">\n<h2 id=\"parameters\">Parameters</h2>\n";
  if (!model.device || !model.parameters.empty())
    html += settings_table("Parameters", model.parameters, study.parameters, study.sweep);
  if (model.device) {
    html += fmt::format("<h3>Device <code>[{}]</code></h3>\n<p>{}</p>\n", html_escaped(model.device->table),
                        html_escaped(model.device->meaning));
    html += settings_table("Device", device_fields(*model.device, study.parameters), study.parameters, study.sweep);
  }
  for (const TaskCard& card : model.tasks) {
    if (card.kind != study.task) continue;
    html += "<h3>Task <code>" + html_escaped(card.kind) + "</code></h3>\n<p>" + html_escaped(card.summary) + "</p>\n";
    if (!card.keys.empty())
      html += settings_table("Keys of the task", card.keys, study.keys, study.sweep, /*is_of_task=*/true);
  }
  return html + "</section>\n";
}

}  // namespace qalor
