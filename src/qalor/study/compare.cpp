// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
namespace qalor {
namespace {

constexpr const char* task = "steady_state";

const TaskCard& steady_task(const Model& model) {
  const auto card =
      std::find_if(model.tasks.begin(), model.tasks.end(), [](const TaskCard& t) { return t.kind == task; });
  if (card == model.tasks.end()) throw InputError(fmt::format("model `{}` has no steady state to compare", model.name));
  return *card;
}

/// The chosen changes do not count as given: the user did not ask for the heat that belongs to a generator.
Settings changed(Settings parameters, const Variant& variant) {
  for (const auto& [name, value] : variant.changes) parameters.set(name, value, /*given=*/false);
  return parameters;
}

}  // namespace

std::vector<Compared> compare(const Study& study) {
  const Model& model = *study.model;
  if (!study.sweep.empty())
    throw InputError(fmt::format("a comparison is of one machine, and this study sweeps {} of them: leave out [sweep]",
                                 study.size()));
  if (!model.variants)
    throw InputError(fmt::format("model `{}` has one generator only: nothing to compare", model.name));
  const Settings keys = defaults(steady_task(model).keys);
  std::vector<Compared> out;
  for (const Variant& variant : model.variants(study.parameters)) {
    const Settings parameters = changed(study.parameters, variant);
    out.push_back({variant.label, variant.is_exact, ask(model, {parameters, task, keys})});
  }
  return out;
}

double ratio_to_exact(const std::vector<Compared>& all, const Compared& one, const std::string& quantity) {
  const auto number = [&](const Compared& compared) {
    const Datum* datum = compared.answer.quantities.find(quantity);
    const double* value = datum ? std::get_if<double>(datum) : nullptr;
    return value ? *value : std::numeric_limits<double>::quiet_NaN();
  };
  const auto exact = std::find_if(all.begin(), all.end(), [](const Compared& c) { return c.is_exact && c.applies(); });
  if (exact == all.end() || number(*exact) == 0) return std::numeric_limits<double>::quiet_NaN();
  return number(one) / number(*exact);
}

}  // namespace qalor
