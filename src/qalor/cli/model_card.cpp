// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/cli/model_card.hpp"

#include <fmt/format.h>

#include "qalor/cli/text_table.hpp"

namespace qalor {
namespace {

const std::string margin = "  ";

std::string section(const std::string& title, const std::string& body) {
  return body.empty() ? "" : fmt::format("\n{}\n{}", title, body);
}

std::string fields_text(const std::vector<Field>& fields, const std::string& indent) {
  std::vector<Row> rows;
  rows.reserve(fields.size() + 1);
  for (const Field& field : fields)
    rows.push_back({field.name, field.symbol, field.dimension, field.fallback ? value_text(*field.fallback) : "-",
                    allowed_text(field), field.meaning});
  if (!rows.empty()) rows.insert(rows.begin(), {"name", "symbol", "dimension", "default", "allowed", "meaning"});
  return aligned(rows, {}, indent);
}

/// The table of a device: its keys, then the keys of the entries of each list.
std::string device_text(const DeviceCard& card) {
  std::string text = card.meaning.empty() ? "" : margin + card.meaning + "\n";
  text += fields_text(card.fields, margin);
  for (const DeviceList& list : card.lists) {
    const std::string kind = list.is_bare    ? "table of free names"
                             : list.is_table ? "table of named tables"
                             : list.is_named ? "array of tables with a `name`"
                                             : "array of tables";
    const std::string place = list.stands_alone ? "beside the table of the device, " : "";
    const std::string least = list.least > 0 ? fmt::format(", at least {}", list.least) : "";
    const std::string meaning = list.meaning.empty() ? "" : "; " + list.meaning;
    text += fmt::format("{}{}: {}{}{}{}\n", margin, list.name, place, kind, least, meaning);
    text += fields_text(list.fields, margin + margin);
  }
  return text;
}

std::string tasks_text(const Model& model) {
  std::string text;
  for (const TaskCard& task : model.tasks) {
    text += fmt::format("{}{}: {}\n", margin, task.kind, task.summary);
    text += fields_text(task.keys, margin + margin);
  }
  return text;
}

std::string quantities_text(const Model& model) {
  std::vector<Row> rows;
  for (const Quantity& quantity : model.quantities) {
    std::string meaning = quantity.meaning;
    for (std::size_t code = 0; code < quantity.flag_meanings.size(); ++code)
      meaning += fmt::format("{}{} {}", code == 0 ? "; " : ", ", quantity.first_flag + static_cast<std::int64_t>(code),
                             quantity.flag_meanings[code]);
    const std::string axes = quantity.axes.empty() ? "" : fmt::format("[{}]", fmt::join(quantity.axes, ", "));
    rows.push_back({quantity.name + axes, quantity.symbol, quantity.dimension,
                    fmt::format("{}", fmt::join(quantity.tasks, ", ")), meaning});
  }
  if (!rows.empty()) rows.insert(rows.begin(), {"name", "symbol", "dimension", "in task", "meaning"});
  return aligned(rows, {}, margin);
}

std::string sources_text(const Model& model) {
  std::string text;
  for (const std::string& source : model.sources) text += margin + source + "\n";
  return text;
}

std::string statements_text(const Model& model) {
  std::string text;
  for (const Claim& claim : model.claims) text += fmt::format("{}{} ({})\n", margin, claim.statement, claim.source);
  return text;
}

}  // namespace

std::string model_card(const Model& model) {
  return fmt::format("{}: {}\n", model.name, model.summary) +
         section("Parameters", fields_text(model.parameters, margin)) +
         (model.device ? section("Device: table [" + model.device->table + "]", device_text(*model.device)) : "") +
         section("Tasks", tasks_text(model)) + section("Quantities", quantities_text(model)) +
         section("Claims (qalor models --claims computes them)", statements_text(model)) +
         section("Sources", sources_text(model));
}

}  // namespace qalor
