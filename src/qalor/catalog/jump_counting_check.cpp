// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "qalor/base/complex_matrix.hpp"
#include "qalor/base/text.hpp"
#include "qalor/catalog/jump_counting.hpp"
#include "qalor/solve/blocks.hpp"
#include "qalor/solve/bordered.hpp"
#include "qalor/solve/count_distribution.hpp"
#include "qalor/solve/spectrum.hpp"
#include "qalor/solve/tilted.hpp"

namespace qalor::counting {
namespace {

using Complaints = std::vector<Complaint>;

constexpr Real largest_state_defect = 1e-10;  // of a state
constexpr std::size_t largest_search = 16;    // states; beyond it stationary states are counted by patterns
constexpr Eigen::Index most_unknowns = 4000;

std::vector<std::string> names_of(const Subject& subject) {
  std::vector<std::string> out;
  for (const Count& count : subject.counted.counts) out.push_back(count.name);
  return out;
}

void check_count(const Subject& subject, const std::string& key, const std::string& name, Complaints& out) {
  const std::vector<std::string> names = names_of(subject);
  if (std::find(names.begin(), names.end(), name) != names.end()) return;
  if (const auto unpaired = first_unpaired(subject.counted); name == "entropy" && unpaired) {
    out.push_back({{key},
                   fmt::format("`{}`: the count \"entropy\" needs every jump to have a partner, but {} has none", key,
                               subject.jump_names[*unpaired])});
    return;
  }
  const std::string nearest = nearest_name(name, names);
  out.push_back(
      {{key},
       fmt::format("`{}`: there is no count {}; known are {}{}", key, quoted(name), list_text(names, "and", '"'),
                   nearest.empty() ? "" : fmt::format("; did you mean \"{}\"?", nearest))});
}

void check_times(const Settings& keys, Complaints& out) {
  if (!keys.has("times")) return;
  const std::vector<double>& times = keys.reals("times");
  for (std::size_t k = 1; k < times.size(); ++k)
    if (!(times[k] > times[k - 1])) {
      out.push_back(
          {{"times"},
           fmt::format("`times[{}]` = {}: must be above `times[{}]` = {}", k, times[k], k - 1, times[k - 1])});
      return;
    }
}

std::optional<std::string> populations_fault(const std::vector<double>& p, std::size_t dimension) {
  if (p.size() != dimension) return fmt::format("has {} populations: the system has {} states", p.size(), dimension);
  Real sum = 0;
  for (std::size_t k = 0; k < p.size(); ++k) {
    if (!(p[k] >= 0)) return fmt::format("is not a state: population {} is {}, below 0", k, p[k]);
    sum += p[k];
  }
  if (std::abs(sum - 1) > largest_state_defect)
    return fmt::format("is not a state: the populations add up to {}, not 1", sum);
  return std::nullopt;
}

std::optional<std::string> matrix_fault(const Matrix& rho, std::size_t dimension) {
  if (rho.rows() != static_cast<Eigen::Index>(dimension))
    return fmt::format("has {} rows: the system has {} states", rho.rows(), dimension);
  for (Eigen::Index i = 0; i < rho.rows(); ++i)
    for (Eigen::Index j = 0; j <= i; ++j)
      if (const Real defect = std::abs(rho(i, j) - std::conj(rho(j, i))); defect > largest_state_defect)
        return fmt::format("is not a state: entries [{0}][{1}] and [{1}][{0}] differ by {2:.3g} from being Hermitian",
                           i, j, defect);
  const Real trace = rho.trace().real();
  if (std::abs(trace - 1) > largest_state_defect) return fmt::format("is not a state: its trace is {}, not 1", trace);
  const Real smallest = hermitian_eigenvalues(rho)(0);
  if (smallest < -largest_state_defect)
    return fmt::format("is not a state: its smallest eigenvalue is {:.6g}", smallest);
  return std::nullopt;
}

std::string states_text(const Blocks& blocks) {
  std::string out;
  for (const auto& set : blocks.terminal) {
    std::vector<std::size_t> states;
    for (const std::size_t block : set)
      states.insert(states.end(), blocks.states[block].begin(), blocks.states[block].end());
    std::sort(states.begin(), states.end());
    if (states.size() > 8) {
      states.resize(8);
      out += fmt::format("{}{{{}, ...}}", out.empty() ? "" : " and ", fmt::join(states, ", "));
    } else {
      out += fmt::format("{}{{{}}}", out.empty() ? "" : " and ", fmt::join(states, ", "));
    }
  }
  return out;
}

/// How many independent stationary states there are: 1 where the equations of the steady state have one solution, else
/// the zeros of the generator.
std::size_t stationary_states(const Lindblad& flow, const Blocks& blocks) {
  try {
    Certificate ignored;
    const Bordered bordered(flow, counting_blocks(flow), most_unknowns, ignored);
    return 1;
  } catch (const ConvergenceError& error) {
    if (error.certificate().details.find("uniqueness") == nullptr) return 1;  // it failed for another reason
  }
  if (flow.space().dimension() > largest_search) return std::max<std::size_t>(2, blocks.terminal.size());
  const std::vector<Complex> spectrum = generator_spectrum(flow);
  Real scale = 0;
  for (const Complex& z : spectrum) scale = std::max(scale, std::abs(z));
  const auto zeros =
      std::count_if(spectrum.begin(), spectrum.end(), [&](const Complex& z) { return std::abs(z) <= 1e-12 * scale; });
  return std::max({std::size_t{2}, static_cast<std::size_t>(zeros), blocks.terminal.size()});
}

void check_uniqueness(const Subject& subject, const Question& question, Complaints& out) {
  const Settings& keys = question.keys;
  const bool starts_somewhere = keys.has("times") && keys.has("initial") &&
                                !std::holds_alternative<std::string>(keys.entries().at("initial").value);
  if (starts_somewhere) return;
  const Blocks blocks = reachable_blocks(subject.counted.flow);
  const std::size_t count = stationary_states(subject.counted.flow, blocks);
  if (count < 2) return;
  const std::string which = blocks.terminal.size() > 1
                                ? fmt::format("the populations {} are disconnected", states_text(blocks))
                                : std::string("some superpositions are never left");
  out.push_back(
      {{"jumps", "model"},
       fmt::format("there are {} stationary states (spectral gap 0): {}; counting needs `initial` and `times`", count,
                   which)});
}

/// A distribution needs times to count in, and a count on a lattice.
void check_distribution(const Subject& subject, const Settings& keys, Complaints& out) {
  if (!keys.has("times") || keys.reals("times").empty())
    out.push_back({{"times", "kind"}, "the task `distribution` needs `times`"});
  if (!out.empty()) return;
  const JumpWeights& weights = subject.counted.count(keys.text("count")).weights;
  if (count_unit(weights)) return;
  std::vector<Real> sizes;
  for (const Real w : weights)
    if (w != 0 && std::find(sizes.begin(), sizes.end(), std::abs(w)) == sizes.end()) sizes.push_back(std::abs(w));
  out.push_back({{"count"},
                 fmt::format("`count`: jumps change {} by {:.6g}, which are not multiples of one unit: its values form "
                             "no lattice",
                             quoted(keys.text("count")), fmt::join(sizes, " or "))});
}

/// Fields at which exp(chi weight) leaves the range of numbers.
void check_fields(const Subject& subject, const Settings& keys, Complaints& out) {
  if (!keys.has("chi")) return;
  Real largest = 0;
  for (const Real w : subject.counted.count(keys.text("count")).weights) largest = std::max(largest, std::abs(w));
  const std::vector<double>& chi = keys.reals("chi");
  for (std::size_t k = 0; k < chi.size(); ++k)
    if (std::abs(chi[k]) * largest > 300)
      out.push_back({{"chi"},
                     fmt::format("`chi[{}]` = {}: exp(chi weight) is out of range; |chi| must be at most {:.6g}", k,
                                 chi[k], 300 / largest)});
}

/// Currents that the count cannot have.
void check_currents(const Subject& subject, const Settings& keys, Complaints& out) {
  if (!keys.has("currents")) return;
  Certificate ignored;
  const LargeDeviations large(subject.counted.flow, subject.counted.count(keys.text("count")).weights, ignored);
  const auto [lowest, highest] = large.range();
  const std::vector<double>& currents = keys.reals("currents");
  for (std::size_t k = 0; k < currents.size(); ++k)
    if (!large.rare(currents[k]))
      out.push_back({{"currents"},
                     fmt::format("`currents[{}]` = {}: {} per unit time must lie between {:.6g} and {:.6g}", k,
                                 currents[k], quoted(keys.text("count")), lowest, highest)});
}

}  // namespace

std::optional<Complaint> initial_fault(std::size_t dimension, const Settings& keys) {
  if (!keys.has("initial")) return std::nullopt;
  const Value& value = keys.entries().at("initial").value;
  std::optional<std::string> fault;
  if (const auto* p = std::get_if<std::vector<double>>(&value)) fault = populations_fault(*p, dimension);
  if (std::holds_alternative<std::vector<std::vector<double>>>(value))
    fault = matrix_fault(complex_matrix(keys, "initial"), dimension);
  if (!fault) return std::nullopt;
  return Complaint{{"initial"}, "`initial` " + *fault};
}

std::vector<Complaint> check(const Subject& subject, const Question& question) {
  Complaints out;
  const Settings& keys = question.keys;
  if (keys.has("count")) check_count(subject, "count", keys.text("count"), out);
  if (keys.has("counts")) {
    for (const std::string& name : keys.texts("counts")) check_count(subject, "counts", name, out);
    if (keys.texts("counts").empty()) out.push_back({{"counts"}, "`counts` is empty: name at least one"});
  }
  check_times(keys, out);
  if (auto fault = initial_fault(subject.counted.flow.space().dimension(), keys)) out.push_back(std::move(*fault));
  if (question.task == "large_deviation" && !keys.has("chi") && !keys.has("currents"))
    out.push_back({{"chi", "currents", "kind"}, "the task `large_deviation` needs `chi`, `currents` or both"});
  const bool has_end = keys.has("times") && !keys.reals("times").empty() && keys.reals("times").back() > 0;
  if (question.task == "trajectories" && !has_end)
    out.push_back({{"times", "kind"}, "the task `trajectories` needs `times`, the last one above 0"});
  if (question.task == "noise" && !keys.has("frequencies"))
    out.push_back({{"frequencies", "kind"}, "the task `noise` needs `frequencies`"});
  if (question.task == "distribution") check_distribution(subject, keys, out);
  if (question.task == "evolve" && !keys.has("times"))
    out.push_back({{"times", "kind"}, "the task `evolve` needs `times`: an array, or { from, to, points, scale }"});
  check_uniqueness(subject, question, out);
  if (out.empty() && question.task == "waiting_times" && watched_jumps(subject, keys.text("count")).empty())
    out.push_back({{"count"},
                   fmt::format("`count`: no jump that {} counts ever happens: there is nothing to wait for",
                               quoted(keys.text("count")))});
  if (out.empty() && question.task == "large_deviation") {
    check_fields(subject, keys, out);
    check_currents(subject, keys, out);
  }
  return out;
}

}  // namespace qalor::counting
