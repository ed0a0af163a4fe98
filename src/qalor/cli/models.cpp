// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include "qalor/base/text.hpp"
#include "qalor/cli/command.hpp"
#include "qalor/cli/models_json.hpp"
#include "qalor/cli/text_table.hpp"

namespace qalor {
namespace {

const std::string margin = "  ";

const Model& model_of(const std::string& name) {
  if (const Model* model = find_model(name)) return *model;
  std::vector<std::string> names;
  for (const Model& model : catalog()) names.push_back(model.name);
  const std::string nearest = nearest_name(name, names);
  const std::string hint = nearest.empty() ? fmt::format("; there is {}", list_text(names, "and"))
                                           : fmt::format("; did you mean `{}`?", nearest);
  throw InputError(fmt::format("the catalog has no model {}{}", quoted(name), hint));
}

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
      meaning += fmt::format("{}{} {}", code == 0 ? "; " : ", ", code, quantity.flag_meanings[code]);
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

std::string card_text(const Model& model) {
  return fmt::format("{}: {}\n", model.name, model.summary) +
         section("Parameters", fields_text(model.parameters, margin)) + section("Tasks", tasks_text(model)) +
         section("Quantities", quantities_text(model)) +
         section("Claims (qalor models --claims computes them)", statements_text(model)) +
         section("Sources", sources_text(model));
}

std::string list_of(const std::vector<const Model*>& models) {
  std::vector<Row> rows;
  rows.reserve(models.size());
  for (const Model* model : models) rows.push_back({model->name, model->summary});
  return aligned(rows, {});
}

ClaimResult evaluated(const Claim& claim) {
  try {
    return claim.evaluate();
  } catch (const Error& error) {
    return {"", error.what(), false};
  }
}

/// A table of statements and what became of them. A statement that cannot be computed yet is "open", and no failure.
Exit print_claims(const std::vector<const Model*>& models, Console& console) {
  std::vector<Row> rows{{"verdict", "expected", "found", "statement"}};
  std::size_t open = 0;
  std::size_t wrong = 0;
  for (const Model* model : models)
    for (const Claim& claim : model->claims) {
      const ClaimResult result = claim.evaluate ? evaluated(claim) : ClaimResult{};
      open += !claim.evaluate;
      wrong += claim.evaluate && !result.holds;
      rows.push_back({!claim.evaluate ? "open"
                      : result.holds  ? "holds"
                                      : "FAILS",
                      result.expected, result.found,
                      fmt::format("{}: {} ({})", model->name, claim.statement, claim.source)});
    }
  const std::size_t all = rows.size() - 1;
  console.out << aligned(rows, {});
  console.out << fmt::format("{} of {} claims hold", all - open - wrong, all)
              << (open == 0 ? "\n" : fmt::format(", {} cannot be computed yet\n", open));
  return wrong == 0 ? Exit::ok : Exit::law_violated;
}

}  // namespace

Exit show_models(const ModelsOptions& options, Console& console) {
  std::vector<const Model*> models;
  if (options.name.empty())
    for (const Model& model : catalog()) models.push_back(&model);
  else
    models.push_back(&model_of(options.name));

  if (options.claims && options.json) throw InputError("--claims prints a table; it does not go with --json");
  if (options.claims) return print_claims(models, console);
  if (options.json) {
    write_models_json(console.out, models);
  } else {
    console.out << (options.name.empty() ? list_of(models) : card_text(*models.front()));
  }
  return Exit::ok;
}

}  // namespace qalor
