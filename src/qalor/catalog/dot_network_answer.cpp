// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "qalor/analysis/cycle_table.hpp"
#include "qalor/analysis/cycles.hpp"
#include "qalor/analysis/response.hpp"
#include "qalor/analysis/verdict.hpp"
#include "qalor/catalog/dot_counting.hpp"
#include "qalor/catalog/dot_network.hpp"
#include "qalor/catalog/rate_evolve.hpp"

namespace qalor::network {
namespace {

constexpr std::size_t most_listed = 2000;  // cycles of the task `cycles`

Bath bath_of(const std::string& name, Real temperature, Real mu, Statistics statistics) {
  return {name, 1 / temperature, FlatDamping{1}, mu, statistics};
}

void warn_of_strong_coupling(const DotNetwork& network, Certificate& certificate) {
  Real fastest = 0, coldest = 0;
  for (const DotTunnelling& coupling : network.couplings)
    for (const Real gamma : coupling.gamma) fastest = std::max(fastest, gamma);
  for (const Bath& lead : network.leads) coldest = std::max(coldest, lead.beta);
  certificate.details.set("validity", fastest * coldest);
  if (fastest * coldest > 0.3)
    certificate.warn(
        fmt::format("the largest tunnelling rate is {:.3g} of the lowest temperature: the rate equation "
                    "needs rates far below it (0.3 at most); cotunnelling is left out",
                    fastest * coldest));
}

void add_currents(const DotNetwork& network, const Ledger& ledger, Record& q) {
  std::vector<double> particles, energy, heat, bosons;
  for (std::size_t x = 0; x < ledger.baths.size(); ++x) {
    const BathEntry& bath = ledger.baths[x];
    if (x >= network.leads.size()) {
      bosons.push_back(bath.energy);
      continue;
    }
    particles.push_back(bath.particles);
    energy.push_back(bath.energy);
    heat.push_back(bath.heat);
  }
  q.set("particle_current", vector_datum(particles));
  q.set("energy_current", vector_datum(energy));
  q.set("heat_current", vector_datum(heat));
  if (!bosons.empty()) q.set("boson_current", vector_datum(bosons));
}

void add_forms(const RateFlow& flow, const ProductionForms& forms, Answer& answer) {
  Record& q = answer.quantities;
  q.set("entropy_production", forms.edges);
  q.set("entropy_production_lead", forms.leads);
  q.set("entropy_production_edge", forms.edges);
  q.set("entropy_production_fundamental", forms.fundamental);
  if (forms.cycles) q.set("entropy_production_cycles", *forms.cycles);
  q.set("n_states", static_cast<std::int64_t>(flow.states()));
  q.set("n_edges", static_cast<std::int64_t>(flow.edges().size()));
  q.set("n_cycles", static_cast<std::int64_t>(forms.fundamental_count));
  Certificate& certificate = answer.certificate;
  certificate.details.set("entropy_forms_spread", forms.spread());
  if (forms.cycles)
    certificate.details.set("smallest_cycle_term", forms.smallest_term);
  else
    certificate.details.set("cycles", std::string("too many simple cycles to list: their sum is left out"));
}

/// The forms of the entropy production must agree, to the rounding of heats that are differences of one-way flows.
void check_forms(const Ledger& ledger, const ProductionForms& forms, Certificate& certificate) {
  Real rounding = 1e-12 * forms.scale;
  for (const BathEntry& bath : ledger.baths)
    rounding += 1e-13 * std::abs(bath.heat == 0 ? 0 : bath.entropy_flow / bath.heat) * bath.gross_energy;
  if (!(forms.spread() <= rounding + ledger.second_law_margin()))
    certificate.degrade(Status::not_converged,
                        fmt::format("the forms of the entropy production differ by {:.1e}", forms.spread()));
}

}  // namespace

DotNetwork read(const Settings& device) {
  DotNetwork out{device_array(device, "energies"), device_matrix(device, "interactions"), {}, {}, {}};
  for (const std::string& name : device.texts("leads"))
    out.leads.push_back(bath_of(name, device.real(fmt::format("lead.{}.T", name)),
                                device.real(fmt::format("lead.{}.mu", name)), Statistics::fermion));
  for (std::int64_t i = 0; i < device.integer("couplings"); ++i) {
    const auto key = [&](const char* name) { return fmt::format("coupling.{}.{}", i, name); };
    const std::string& lead = device.text(key("lead"));
    const auto at = std::find_if(out.leads.begin(), out.leads.end(), [&](const Bath& b) { return b.name == lead; });
    out.couplings.push_back({static_cast<std::size_t>(at - out.leads.begin()),
                             static_cast<std::size_t>(device.integer(key("site"))), device.reals(key("gamma"))});
  }
  for (const std::string& name : device.texts("bosons")) {
    const auto key = [&](const char* what) { return fmt::format("boson.{}.{}", name, what); };
    out.bosons.push_back({bath_of(name, device.real(key("T")), 0, Statistics::boson),
                          static_cast<std::size_t>(device.integer(key("site_from"))),
                          static_cast<std::size_t>(device.integer(key("site_to"))), device.real(key("gamma"))});
  }
  return out;
}

std::vector<std::vector<std::size_t>> particle_groups(const DotNetwork& network) {
  // Sites and leads as nodes; couplings and bosons join them.
  std::vector<std::size_t> group(network.sites() + network.leads.size());
  std::iota(group.begin(), group.end(), std::size_t{0});
  const auto join = [&](std::size_t a, std::size_t b) {
    const std::size_t from = group[a], to = group[b];
    for (std::size_t& g : group)
      if (g == from) g = to;
  };
  for (const DotTunnelling& coupling : network.couplings) join(coupling.site, network.sites() + coupling.lead);
  for (const DotBosons& bosons : network.bosons) join(bosons.site_from, bosons.site_to);
  std::vector<std::vector<std::size_t>> by_group(group.size());
  for (std::size_t a = 0; a < network.leads.size(); ++a) by_group[group[network.sites() + a]].push_back(a);
  std::erase_if(by_group, [](const auto& leads) { return leads.empty(); });
  return by_group;
}

Answer steady_state(const DotNetwork& network) {
  const RateFlow flow = rate_flow(network);
  auto [p, certificate] = qalor::steady_state(flow);
  const Ledger ledger = balance(flow, p);
  Answer answer{{}, std::move(certificate)};
  answer.quantities.set("populations", vector_datum({p.begin(), p.end()}));
  add_currents(network, ledger, answer.quantities);
  const ProductionForms forms = production_forms(flow, p, simple_cycles(flow, p));
  add_forms(flow, forms, answer);
  judge(ledger, SecondLaw::theorem, answer.certificate);
  check_forms(ledger, forms, answer.certificate);
  warn_of_strong_coupling(network, answer.certificate);
  return answer;
}

Answer cycles(const DotNetwork& network) {
  const RateFlow flow = rate_flow(network);
  auto [p, certificate] = qalor::steady_state(flow);
  Answer answer{{}, std::move(certificate)};
  const auto found = simple_cycles(flow, p, most_listed);
  if (!found) {
    answer.certificate.degrade(Status::failed, fmt::format("there are more than {} simple cycles", most_listed));
    return answer;
  }
  std::vector<double> affinity, flux;
  const auto count = static_cast<Eigen::Index>(found->size());
  RealMatrix particles(count, static_cast<Eigen::Index>(network.leads.size()));
  RealMatrix energy(count, static_cast<Eigen::Index>(flow.baths().size()));
  for (Eigen::Index c = 0; c < count; ++c) {
    const Cycle& cycle = (*found)[static_cast<std::size_t>(c)];
    affinity.push_back(cycle.affinity);
    flux.push_back(cycle.flux);
    for (Eigen::Index x = 0; x < energy.cols(); ++x) {
      const Exchange turn = carried(flow, cycle, static_cast<std::size_t>(x));
      energy(c, x) = turn.energy;
      if (x < particles.cols()) particles(c, x) = turn.particles;
    }
  }
  Record& q = answer.quantities;
  q.set("cycle_affinity", vector_datum(affinity));
  q.set("cycle_flux", vector_datum(flux));
  q.set("cycle_particles", matrix_datum(particles));
  q.set("cycle_energy", matrix_datum(energy));
  q.set("cycle_table", cycle_table(flow, *found, network.sites()));
  return answer;
}

Answer cumulants(const DotNetwork& network, const Settings& keys) {
  const RateFlow flow = rate_flow(network);
  auto [p, certificate] = qalor::steady_state(flow);
  certificate.method += "; Drazin inverse by LU";
  Answer answer{{}, std::move(certificate)};
  const Real production = production_forms(flow, p, std::nullopt).edges;
  Real unit_energy = 0;
  for (const RateEdge& edge : flow.edges()) unit_energy = std::max(unit_energy, std::abs(edge.gain.energy));
  const Real rounding = 1e-13 * largest_flux(flow, p);
  add_counts(count_rates(flow, p, keys, production, rounding, unit_energy), answer);
  answer.quantities.set("entropy_production", production);
  warn_of_strong_coupling(network, answer.certificate);
  return answer;
}

Answer response(const DotNetwork& network, const std::string& reference) {
  const RateFlow flow = rate_flow(network);
  std::vector<Charge> charges;
  for (std::size_t x = 0; x < flow.baths().size(); ++x) {
    if (x < network.leads.size() && network.leads[x].name == reference) continue;
    charges.push_back(energy_charge(flow, x));
    if (x < network.leads.size()) charges.push_back(particle_charge(flow, x));
  }
  Response found = linear_response(flow, charges);
  Answer answer{{}, std::move(found.certificate)};
  answer.quantities.set("onsager", matrix_datum(found.analytic));
  answer.quantities.set("onsager_fdt", matrix_datum(found.fluctuation));
  warn_of_strong_coupling(network, answer.certificate);
  return answer;
}

Answer evolve(const DotNetwork& network, const Settings& keys) {
  Answer answer = evolve_rates(rate_flow(network), keys);
  warn_of_strong_coupling(network, answer.certificate);
  return answer;
}

}  // namespace qalor::network
