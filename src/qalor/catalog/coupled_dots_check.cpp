// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>

#include "qalor/catalog/coupled_dots.hpp"
#include "qalor/catalog/dot_counting.hpp"
#include "qalor/catalog/rate_evolve.hpp"

namespace qalor::dots {
namespace {

using Complaints = std::vector<Complaint>;

constexpr std::size_t most_cells = 4'000'000;  // of a map in one answer

void check_graph(const Device& d, Complaints& out) {
  const std::array<bool, 4> present{d.gamma_L[0] + d.gamma_R[0] > 0, d.gamma_L[1] + d.gamma_R[1] > 0, d.gamma_M[0] > 0,
                                    d.gamma_M[1] > 0};
  if (std::count(present.begin(), present.end(), true) >= 3) return;
  std::vector<std::string> zero;
  const auto missing = [&](bool is_there, std::vector<std::string> names) {
    if (!is_there) zero.insert(zero.end(), names.begin(), names.end());
  };
  missing(present[0], {"gamma_L0", "gamma_R0"});
  missing(present[1], {"gamma_L1", "gamma_R1"});
  missing(present[2], {"gamma_M0"});
  missing(present[3], {"gamma_M1"});
  out.push_back({zero,
                 "the states do not form one connected graph: no unique steady state; at most one of "
                 "gamma_L0 + gamma_R0, gamma_L1 + gamma_R1, gamma_M0 and gamma_M1 may be zero"});
}

void check_equilibrium(const Device& d, const std::string& task, Complaints& out) {
  if (d.T_L != d.T_R || d.T_M != d.T_R)
    out.push_back(
        {{d.T_L != d.T_R ? "T_L" : "T_M", "T_R", "kind"},
         fmt::format("the task `{}` starts from equilibrium: T_L, T_R and T_M must be equal, found {}, {} and {}", task,
                     d.T_L, d.T_R, d.T_M)});
  if (d.mu_L != d.mu_R)
    out.push_back({{"mu_L", "mu_R", "kind"},
                   fmt::format("the task `{}` starts from equilibrium: mu_L and mu_R must be equal, found {} and {}",
                               task, d.mu_L, d.mu_R)});
}

void check_map(const Device& d, const Settings& keys, Complaints& out) {
  for (const std::string name : {"F_E", "F_N"})
    if (!keys.has(name))
      out.push_back(
          {{name, "kind"}, fmt::format("the task `map` needs `{}`: an array, or {{ from, to, points, scale }}", name)});
  if (!keys.has("F_E") || !keys.has("F_N")) return;
  for (const Real force : keys.reals("F_E"))
    if (!(force * d.T_R < 1)) {
      out.push_back({{"F_E", "T_R"},
                     fmt::format("`F_E` = {} must be below 1/T = {}: the hot temperature would be "
                                 "infinite",
                                 force, 1 / d.T_R)});
      break;
    }
  const std::size_t cells = keys.reals("F_E").size() * keys.reals("F_N").size();
  if (cells > most_cells)
    out.push_back({{"F_E", "F_N"},
                   fmt::format("a map of {} cells is too large for one answer, which takes {}: give "
                               "`F_E` in [sweep], and with -o the rows go to disk one by one",
                               cells, most_cells)});
}

void check_machine(const Device& d, Complaints& out) {
  if (d.T_L != d.T_R)
    out.push_back({{"T_L", "T_R", "kind"},
                   fmt::format("the task `machine` needs one temperature of the wire: T_L = T_R, "
                               "found {} and {}",
                               d.T_L, d.T_R)});
  else if (d.T_M == d.T_R)
    out.push_back({{"T_M", "kind"},
                   fmt::format("the task `machine` needs a gate hotter or colder than the wire, found "
                               "T_M = T_R = {}",
                               d.T_M)});
}

void check_pair(const Settings& keys, Complaints& out) {
  if (keys.text("pair") == "gate" && keys.real("energy_origin") != 0)
    out.push_back({{"energy_origin", "pair"},
                   "`energy_origin` belongs to `pair` = \"ends\": the gate exchanges no particles, and its forces do "
                   "not depend on where energies are counted from"});
}

}  // namespace

std::vector<Complaint> check(const Question& question) {
  Complaints out;
  const Device d = read(question.parameters);
  check_graph(d, out);
  const bool has_pair = question.keys.has("pair");
  if (has_pair) check_pair(question.keys, out);
  if (question.task == "response" || question.task == "map") check_equilibrium(d, question.task, out);
  if (question.task == "map") check_map(d, question.keys, out);
  if (question.task == "machine") check_machine(d, out);
  if (question.task == "evolve") check_rate_evolve(4, question.keys, out);
  if (question.task == "cumulants") check_counts(network(d).leads, question.keys, out);
  return out;
}

}  // namespace qalor::dots
