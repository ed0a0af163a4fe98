// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "qalor/base/text.hpp"
#include "qalor/catalog/dot_counting.hpp"
#include "qalor/catalog/dot_network.hpp"
#include "qalor/catalog/rate_evolve.hpp"
#include "qalor/solve/rates.hpp"

namespace qalor::network {
namespace {

using Complaints = std::vector<Complaint>;

constexpr std::int64_t most_sites = 14;
constexpr std::size_t shown_states = 8;

std::string entry(const char* list, std::int64_t i, const char* key) { return fmt::format("{}.{}.{}", list, i, key); }

void check_rates(const Settings& device, Complaints& out) {
  const std::int64_t sites = device.integer("energies");
  const auto states = static_cast<std::size_t>(std::int64_t{1} << (sites - 1));
  for (std::int64_t i = 0; i < device.integer("couplings"); ++i) {
    const std::string name = entry("coupling", i, "gamma");
    const std::size_t found = device.reals(name).size();
    if (found != 1 && found != states)
      out.push_back({{name},
                     fmt::format("`{}` must be one rate, or {} for the occupations of the other sites, found {}", name,
                                 states, found)});
  }
}

void check_bosons(const Settings& device, Complaints& out) {
  for (const std::string& name : device.texts("bosons")) {
    const std::string from = fmt::format("boson.{}.site_from", name), to = fmt::format("boson.{}.site_to", name);
    if (device.integer(from) == device.integer(to))
      out.push_back(
          {{to, from}, fmt::format("`{}` and `{}` must be two sites, found {} twice", from, to, device.integer(to))});
  }
}

/// "10, 11": the occupations of the sites, the first one first.
std::string states_text(const std::vector<std::size_t>& states, std::size_t sites) {
  std::string text;
  for (std::size_t k = 0; k < std::min(states.size(), shown_states); ++k) {
    text += k == 0 ? "" : ", ";
    for (std::size_t i = 0; i < sites; ++i) text += (states[k] >> i & 1U) != 0 ? '1' : '0';
  }
  return states.size() > shown_states ? fmt::format("{}, ... {} in all", text, states.size()) : text;
}

void check_graph(const DotNetwork& network, Complaints& out) {
  const RateFlow flow = rate_flow(network);
  const auto groups = linked_groups(flow);
  if (groups.size() == 1) return;
  std::vector<std::size_t> cut_off;
  for (std::size_t g = 1; g < groups.size(); ++g) cut_off.insert(cut_off.end(), groups[g].begin(), groups[g].end());
  std::sort(cut_off.begin(), cut_off.end());
  out.push_back({{"couplings"},
                 fmt::format("the states do not form one connected graph: no unique steady state; zero rates cut off "
                             "from the empty one (occupations of sites 0, 1, ...): {}",
                             states_text(cut_off, network.sites()))});
}

void check_equilibrium(const DotNetwork& network, Complaints& out) {
  const Bath& first = network.leads[0];
  const auto differs = [&](const Bath& bath, const char* list) {
    if (bath.beta == first.beta) return;
    out.push_back({{fmt::format("{}.{}.T", list, bath.name), "kind"},
                   "the task `response` starts from equilibrium: all temperatures must be equal"});
  };
  for (const Bath& lead : network.leads) differs(lead, "lead");
  for (const DotBosons& bosons : network.bosons) differs(bosons.bath, "boson");
  for (const auto& group : particle_groups(network))
    for (const std::size_t a : group)
      if (network.leads[a].chemical_potential != network.leads[group[0]].chemical_potential)
        out.push_back({{fmt::format("lead.{}.mu", network.leads[a].name), "kind"},
                       "the task `response` starts from equilibrium: leads that exchange particles must have one "
                       "chemical potential"});
}

void check_reference(const DotNetwork& network, const Settings& keys, Complaints& out) {
  if (!keys.has("reference")) return;
  std::vector<std::string> names;
  for (const Bath& lead : network.leads) names.push_back(lead.name);
  if (std::find(names.begin(), names.end(), keys.text("reference")) != names.end()) return;
  out.push_back({{"reference"}, fmt::format("`reference` must be a lead: {}", list_text(names, "or", '"'))});
}

std::vector<Bath> all_baths(const DotNetwork& network) {
  std::vector<Bath> out = network.leads;
  for (const DotBosons& bosons : network.bosons) out.push_back(bosons.bath);
  return out;
}

}  // namespace

std::vector<Complaint> check(const Question& question) {
  Complaints out;
  const Settings& device = question.parameters;
  if (device.integer("energies") > most_sites) {
    out.push_back({{"energies"},
                   fmt::format("{} sites are too many: 2^sites states, at most {} sites", device.integer("energies"),
                               most_sites)});
    return out;
  }
  check_rates(device, out);
  check_bosons(device, out);
  if (!out.empty()) return out;
  const DotNetwork dots = read(device);
  try {
    check_graph(dots, out);
  } catch (const std::domain_error& error) {
    out.push_back({{"bosons"}, error.what()});
  }
  if (question.task == "cumulants") check_counts(all_baths(dots), question.keys, out);
  if (question.task == "evolve") check_rate_evolve(std::size_t{1} << dots.sites(), question.keys, out);
  if (question.task == "response") {
    check_equilibrium(dots, out);
    check_reference(dots, question.keys, out);
  }
  return out;
}

}  // namespace qalor::network
