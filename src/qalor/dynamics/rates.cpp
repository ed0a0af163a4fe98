// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/dynamics/rates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace qalor {
namespace {

RateEdge tunnelling(const DotNetwork& network, const DotTunnelling& coupling, std::size_t empty, Real gamma) {
  const Bath& lead = network.leads[coupling.lead];
  const Real w = filling_energy(network, empty, coupling.site);
  const Real x = lead.beta * (w - lead.chemical_potential);
  const Real filled = fermi_occupation(x);
  const Real free = fermi_occupation(-x);
  const Real response = gamma * filled * free;
  return {empty,         empty | std::size_t{1} << coupling.site,
          coupling.lead, gamma * filled,
          gamma * free,  -x,
          {w, 1},        response,
          -response};
}

/// `low` and `high` differ by the place of one particle.
RateEdge absorption(const DotNetwork& network, std::size_t number, std::size_t low, std::size_t high, Real gap) {
  const DotBosons& bosons = network.bosons[number];
  const Real x = bosons.bath.beta * gap;
  const Real n = bose_occupation(x);
  const Real response = bosons.gamma * n * (n + 1);
  return {low,      high,    network.leads.size() + number, bosons.gamma * n, bosons.gamma * (n + 1), -x, {gap, 0},
          response, response};
}

Real rate_of(const DotNetwork& network, const DotTunnelling& coupling, std::size_t empty) {
  if (coupling.gamma_of_energy) return coupling.gamma_of_energy(filling_energy(network, empty, coupling.site));
  return coupling.gamma.size() == 1 ? coupling.gamma[0] : coupling.gamma.at(others_of(empty, coupling.site));
}

void add_tunnelling(const DotNetwork& network, const DotTunnelling& coupling, std::vector<RateEdge>& edges) {
  for (std::size_t state = 0; state < network.states(); ++state) {
    if ((state >> coupling.site & 1U) != 0) continue;
    const Real gamma = rate_of(network, coupling, state);
    if (gamma != 0) edges.push_back(tunnelling(network, coupling, state, gamma));
  }
}

void add_bosons(const DotNetwork& network, std::size_t number, std::vector<RateEdge>& edges) {
  const DotBosons& bosons = network.bosons[number];
  if (bosons.gamma == 0) return;
  const std::size_t from = std::size_t{1} << bosons.site_from;
  const std::size_t to = std::size_t{1} << bosons.site_to;
  for (std::size_t state = 0; state < network.states(); ++state) {
    if ((state & from) == 0 || (state & to) != 0) continue;
    const std::size_t moved = state ^ from ^ to;
    const std::size_t rest = state ^ from;
    const Real gap = filling_energy(network, rest, bosons.site_to) - filling_energy(network, rest, bosons.site_from);
    if (gap == 0)
      throw std::domain_error(
          fmt::format("the bosons `{}` move a particle between states of equal energy, where "
                      "their number diverges",
                      bosons.bath.name));
    edges.push_back(gap > 0 ? absorption(network, number, state, moved, gap)
                            : absorption(network, number, moved, state, -gap));
  }
}

}  // namespace

RateFlow::RateFlow(std::vector<Real> energies, std::vector<Bath> baths, std::vector<RateEdge> edges)
    : energies_(std::move(energies)), baths_(std::move(baths)), edges_(std::move(edges)) {
  for (const RateEdge& edge : edges_) {
    if (edge.from >= states() || edge.to >= states() || edge.from == edge.to)
      throw std::invalid_argument(fmt::format("an edge leads from state {} to state {}", edge.from, edge.to));
    if (edge.bath >= baths_.size()) throw std::invalid_argument("an edge names a bath that does not exist");
    for (const Real rate : {edge.forward, edge.backward})
      if (!(rate >= 0) || !std::isfinite(rate))
        throw std::invalid_argument(fmt::format("a rate must be finite and >= 0, not {}", rate));
  }
}

RealVector RateFlow::derivative(const RealVector& p) const {
  RealVector out = RealVector::Zero(p.size());
  for (const RateEdge& edge : edges_) {
    const Real j = flux(p, edge);
    out(index(edge.to)) += j;
    out(index(edge.from)) -= j;
  }
  return out;
}

Real RateFlow::flux(const RealVector& p, const RateEdge& edge) const {
  return edge.forward * p(index(edge.from)) - edge.backward * p(index(edge.to));
}

Exchange RateFlow::exchange(const RealVector& p, std::size_t bath) const {
  Exchange out;
  for (const RateEdge& edge : edges_) {
    if (edge.bath != bath) continue;
    const Real j = flux(p, edge);
    out += {edge.gain.energy * j, edge.gain.particles * j};
  }
  return out;
}

Real RateFlow::energy_rate(const RealVector& p) const {
  const RealVector change = derivative(p);
  Real out = 0;
  for (std::size_t s = 0; s < states(); ++s) out += energies_[s] * change(index(s));
  return out;
}

Real RateFlow::gross_energy(const RealVector& p, std::size_t bath) const {
  Real out = 0;
  for (const RateEdge& edge : edges_)
    if (edge.bath == bath)
      out += std::abs(edge.gain.energy) * (edge.forward * p(index(edge.from)) + edge.backward * p(index(edge.to)));
  return out;
}

Real largest_flux(const RateFlow& flow, const RealVector& p) {
  Real out = 0;
  for (const RateEdge& edge : flow.edges())
    out = std::max({out, edge.forward * p(index(edge.from)), edge.backward * p(index(edge.to))});
  return out;
}

RateFlow rate_flow(const DotNetwork& network) {
  std::vector<Real> energies(network.states());
  for (std::size_t s = 0; s < network.states(); ++s) energies[s] = state_energy(network, s);
  std::vector<Bath> baths = network.leads;
  std::vector<RateEdge> edges;
  for (const DotTunnelling& coupling : network.couplings) add_tunnelling(network, coupling, edges);
  for (std::size_t b = 0; b < network.bosons.size(); ++b) {
    baths.push_back(network.bosons[b].bath);
    add_bosons(network, b, edges);
  }
  return {std::move(energies), std::move(baths), std::move(edges)};
}

}  // namespace qalor
