// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/cycles.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "qalor/solve/rates.hpp"

namespace qalor {
namespace {

/// Where a step leads from a state along an edge.
struct Link {
  std::size_t to;
  CycleStep step;
};

using Links = std::vector<std::vector<Link>>;

Links links_of(const RateFlow& flow) {
  Links out(flow.states());
  for (std::size_t e = 0; e < flow.edges().size(); ++e) {
    const RateEdge& edge = flow.edges()[e];
    out[edge.from].push_back({edge.to, {e, true}});
    out[edge.to].push_back({edge.from, {e, false}});
  }
  return out;
}

Real affinity_of(const RateFlow& flow, const std::vector<CycleStep>& steps) {
  Real sum = 0;
  for (const auto [edge, is_forward] : steps) sum += (is_forward ? 1 : -1) * flow.edges()[edge].bias;
  return sum;
}

/// The steps from the root of a spanning tree to every state.
std::vector<std::vector<CycleStep>> tree_paths(const RateFlow& flow, std::vector<bool>& is_in_tree) {
  const Links links = links_of(flow);
  std::vector<std::vector<CycleStep>> paths(flow.states());
  std::vector<bool> seen(flow.states(), false);
  for (std::size_t root = 0; root < flow.states(); ++root) {
    if (seen[root]) continue;
    seen[root] = true;
    std::vector<std::size_t> open{root};
    for (std::size_t k = 0; k < open.size(); ++k)
      for (const Link& link : links[open[k]]) {
        if (seen[link.to]) continue;
        seen[link.to] = is_in_tree[link.step.edge] = true;
        paths[link.to] = paths[open[k]];
        paths[link.to].push_back(link.step);
        open.push_back(link.to);
      }
  }
  return paths;
}

/// Lists cycles, each once: from its smallest state, in the direction in which its first edge has a lower number than
/// its last.
class Listing {
 public:
  Listing(const RateFlow& flow, std::size_t most) : links_(links_of(flow)), most_(most), used_(flow.states(), false) {}

  std::optional<std::vector<std::vector<CycleStep>>> all() {
    for (start_ = 0; start_ < used_.size(); ++start_) {
      used_[start_] = true;
      if (!extend(start_)) return std::nullopt;
    }
    return std::move(found_);
  }

 private:
  /// False when there are too many.
  bool extend(std::size_t here) {
    // Paths that never close would take for ever where cycles are long.
    if (++visits_ > 50 * most_) return false;
    for (const Link& link : links_[here]) {
      if (link.to == start_ && !path_.empty() && path_.front().edge < link.step.edge) {
        if (found_.size() == most_) return false;
        found_.push_back(path_);
        found_.back().push_back(link.step);
      }
      if (link.to <= start_ || used_[link.to]) continue;
      used_[link.to] = true;
      path_.push_back(link.step);
      if (!extend(link.to)) return false;
      path_.pop_back();
      used_[link.to] = false;
    }
    return true;
  }

  Links links_;
  std::size_t most_;
  std::vector<bool> used_;
  std::vector<CycleStep> path_;
  std::vector<std::vector<CycleStep>> found_;
  std::size_t start_ = 0;
  std::size_t visits_ = 0;
};

std::vector<std::size_t> states_of(const RateFlow& flow, const std::vector<CycleStep>& steps) {
  std::vector<std::size_t> out;
  for (const auto [edge, is_forward] : steps)
    out.push_back(is_forward ? flow.edges()[edge].from : flow.edges()[edge].to);
  return out;
}

/// ln det(-W) with the given states deleted; each set of states once.
class Determinants {
 public:
  explicit Determinants(const RateFlow& flow) : rates_(rate_matrix(flow)) {}
  Real log_without(std::vector<std::size_t> states) {
    std::sort(states.begin(), states.end());
    const auto [it, is_new] = known_.try_emplace(std::move(states), 0);
    if (is_new) it->second = Elimination(rates_, it->first).log_determinant();
    return it->second;
  }

 private:
  RealMatrix rates_;
  std::map<std::vector<std::size_t>, Real> known_;
};

/// S_c/S (Pi+ - Pi-), with S_c/S = p_k det(-W without the cycle)/det(-W without k) for its most populated state k.
Real cycle_flux(const RateFlow& flow, const RealVector& p, const std::vector<CycleStep>& steps, Real affinity,
                Determinants& determinants) {
  const std::vector<std::size_t> states = states_of(flow, steps);
  const std::size_t k = *std::max_element(states.begin(), states.end(),
                                          [&](std::size_t a, std::size_t b) { return p(index(a)) < p(index(b)); });
  Real log_size = std::log(p(index(k))) + determinants.log_without(states) - determinants.log_without({k});
  // The larger of the two products, as its logarithm.
  for (const auto [edge, is_forward] : steps) {
    const RateEdge& e = flow.edges()[edge];
    log_size += std::log((affinity > 0) == is_forward ? e.forward : e.backward);
  }
  return std::exp(log_size) * (affinity > 0 ? -std::expm1(-affinity) : std::expm1(affinity));
}

}  // namespace

std::vector<Cycle> fundamental_cycles(const RateFlow& flow, const RealVector& p) {
  std::vector<bool> is_in_tree(flow.edges().size(), false);
  const auto paths = tree_paths(flow, is_in_tree);
  std::vector<Cycle> out;
  for (std::size_t e = 0; e < flow.edges().size(); ++e) {
    if (is_in_tree[e]) continue;
    const RateEdge& chord = flow.edges()[e];
    const auto& to_start = paths[chord.from];
    const auto& to_end = paths[chord.to];
    const auto fork = std::mismatch(to_start.begin(), to_start.end(), to_end.begin(), to_end.end(),
                                    [](const CycleStep& a, const CycleStep& b) { return a.edge == b.edge; });
    std::vector<CycleStep> steps{{e, true}};
    for (auto back = to_end.end(); back != fork.second;) {
      --back;
      steps.push_back({back->edge, !back->is_forward});
    }
    steps.insert(steps.end(), fork.first, to_start.end());
    out.push_back({steps, affinity_of(flow, steps), flow.flux(p, chord)});
  }
  return out;
}

std::optional<std::vector<Cycle>> simple_cycles(const RateFlow& flow, const RealVector& p, std::size_t most) {
  auto listed = Listing(flow, most).all();
  if (!listed) return std::nullopt;
  Determinants determinants(flow);
  std::vector<Cycle> out;
  for (auto& steps : *listed) {
    const Real affinity = affinity_of(flow, steps);
    const Real flux = cycle_flux(flow, p, steps, affinity, determinants);
    out.push_back({std::move(steps), affinity, flux});
  }
  return out;
}

Exchange carried(const RateFlow& flow, const Cycle& cycle, std::size_t bath) {
  Exchange out;
  for (const auto [number, is_forward] : cycle.steps) {
    const RateEdge& edge = flow.edges()[number];
    const Real sign = is_forward ? 1 : -1;
    if (edge.bath == bath) out += {sign * edge.gain.energy, sign * edge.gain.particles};
  }
  return out;
}

Real ProductionForms::spread() const {
  const auto [low, high] = std::minmax({leads, edges, fundamental, cycles.value_or(edges)});
  return high - low;
}

ProductionForms production_forms(const RateFlow& flow, const RealVector& p,
                                 const std::optional<std::vector<Cycle>>& simple) {
  ProductionForms out{};
  for (std::size_t x = 0; x < flow.baths().size(); ++x) {
    const Exchange gained = flow.exchange(p, x);
    out.leads -= flow.baths()[x].beta * (gained.energy - flow.baths()[x].chemical_potential * gained.particles);
  }
  for (const RateEdge& edge : flow.edges()) {
    const Real term = flow.flux(p, edge) * edge.bias;
    out.edges += term;
    out.scale += std::abs(term);
  }
  const std::vector<Cycle> fundamental = fundamental_cycles(flow, p);
  out.fundamental_count = fundamental.size();
  for (const Cycle& cycle : fundamental) out.fundamental += cycle.production();
  if (!simple) return out;
  out.cycles = out.scale = 0;
  for (const Cycle& cycle : *simple) {
    *out.cycles += cycle.production();
    out.scale += std::abs(cycle.production());
    out.smallest_term = std::min(out.smallest_term, cycle.production());
  }
  return out;
}

}  // namespace qalor
