// SPDX-License-Identifier: BSD-3-Clause
/// Processor time of `reservoir_mode` as a program asks for it, reading and writing left out [ms]; medians of five.
/// Goals: 1000 times below 50 ms for Gaussian and number states, below 1000 ms for any state at 40 levels.

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <string>
#include <vector>

#include "qalor/catalog/model.hpp"

namespace {

using namespace qalor;

using Given = std::vector<std::pair<std::string, Value>>;

Settings settings(const std::vector<Field>& fields, const Given& given) {
  Settings out = defaults(fields);
  for (const auto& [name, value] : given) out.set(name, value, /*given=*/true);
  return out;
}

double milliseconds(const Given& parameters, double last, std::size_t points) {
  const Model& model = *find_model("reservoir_mode");
  std::vector<double> times;
  for (std::size_t k = 0; k < points; ++k)
    times.push_back(last * static_cast<double>(k) / static_cast<double>(points - 1));
  const Settings given = settings(model.parameters, parameters),
                 keys = settings(model.tasks[0].keys, {{"times", times}});
  const std::string task = "evolve";
  std::vector<double> found;
  for (int run = 0; run < 5; ++run) {
    const std::clock_t start = std::clock();
    if (model.answer({given, task, keys}).quantities.empty()) return -1;
    found.push_back(1e3 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  std::nth_element(found.begin(), found.begin() + 2, found.end());
  return found[2];
}

}  // namespace

int main() {
  const Given strong{{"eta", 0.06}};
  const auto with = [&](Given more) {
    more.insert(more.end(), strong.begin(), strong.end());
    return more;
  };
  fmt::print("coherent, 1000 times to t = 20:         {:8.1f} ms (goal 50)\n", milliseconds(strong, 20, 1000));
  fmt::print("number state, 1000 times:               {:8.1f} ms (goal 50)\n",
             milliseconds(with({{"initial", "fock"}}), 20, 1000));
  for (const std::string initial : {"superposition", "cat"})
    fmt::print("{:13}, 40 levels, 1000 times:     {:8.1f} ms (goal 1000)\n", initial,
               milliseconds(with({{"initial", initial}, {"fock_cutoff", std::int64_t{40}}}), 20, 1000));
  for (const double last : {100.0, 300.0, 1000.0})
    fmt::print("coherent, 100 times to t = {:4}:         {:8.1f} ms\n", last, milliseconds(strong, last, 100));
}
