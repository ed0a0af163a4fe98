// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include "qalor/base/text.hpp"
#include "qalor/cli/command.hpp"
#include "qalor/cli/model_card.hpp"
#include "qalor/cli/models_json.hpp"
#include "qalor/cli/text_table.hpp"

namespace qalor {
namespace {

const Model& model_of(const std::string& name) {
  if (const Model* model = find_model(name)) return *model;
  std::vector<std::string> names;
  for (const Model& model : catalog()) names.push_back(model.name);
  const std::string nearest = nearest_name(name, names);
  const std::string hint = nearest.empty() ? fmt::format("; there is {}", list_text(names, "and"))
                                           : fmt::format("; did you mean `{}`?", nearest);
  throw InputError(fmt::format("the catalog has no model {}{}", quoted(name), hint));
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
    console.out << (options.name.empty() ? list_of(models) : model_card(*models.front()));
  }
  return Exit::ok;
}

}  // namespace qalor
