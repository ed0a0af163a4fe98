// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/rate_evolve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "qalor/catalog/account_card.hpp"
#include "qalor/catalog/card.hpp"
#include "qalor/solve/evolve.hpp"

namespace qalor {
namespace {

RealVector start_of(std::size_t states, const Settings& keys) {
  if (!keys.has("populations")) return RealVector::Unit(static_cast<Eigen::Index>(states), 0);
  const std::vector<double>& given = keys.reals("populations");
  const Eigen::Map<const RealVector> p(given.data(), static_cast<Eigen::Index>(given.size()));
  return p / p.sum();
}

/// Received since t = 0 from each bath, one row per time.
Array received(const std::vector<std::vector<Real>>& by_bath) {
  Array out{{by_bath.front().size(), by_bath.size()}, {}};
  for (std::size_t k = 0; k < by_bath.front().size(); ++k)
    for (const std::vector<Real>& bath : by_bath) out.values.push_back(bath[k]);
  return out;
}

/// The entropy production never decreases: rates obey detailed balance.
void judge(const std::vector<NonequilibriumAccount>& accounts, Certificate& out) {
  Real worst = 0, before = 0, scale = 1;
  for (const NonequilibriumAccount& a : accounts) {
    worst = std::max(worst, before - *a.total_entropy_production);
    before = *a.total_entropy_production;
    scale = std::max(scale, std::abs(before));
  }
  const bool holds = worst <= 1e-10 * scale;  // rounding of the integrated heats
  out.details.set("second_law", static_cast<std::int64_t>(holds));
  if (!holds) out.degrade(Status::law_violated, fmt::format("the entropy production decreases by {:.3g}", worst));
}

}  // namespace

TaskCard rate_evolve_card() {
  return {"evolve",
          "the populations from any start, and their thermodynamics far from equilibrium",
          {{.name = "times",
            .dimension = "1/energy",
            .type = FieldType::grid,
            .range = Range::non_negative(),
            .meaning = "ascending; an array or { from, to, points, scale }"},
           {.name = "populations",
            .dimension = "1",
            .type = FieldType::reals,
            .range = {.lowest = 0, .highest = 1},
            .meaning = "of the states at t = 0; all dots empty unless given"}}};
}

void add_rate_evolve_quantities(std::vector<Quantity>& out) {
  const card::In evolve{{"evolve"}};
  card::append({evolve("time", "t", "1/energy", "as asked for", {"time"}),
                evolve("populations_in_time", "p", "1", "of the states", {"time", "state"}),
                evolve("energy_received", "E_X", "energy", "from each bath since t = 0", {"time", "bath"}),
                evolve("particles_received", "N_X", "1", "from each bath since t = 0", {"time", "bath"})},
               out);
  add_account_quantities({"evolve"}, "", out);
}

void check_rate_evolve(std::size_t states, const Settings& keys, std::vector<Complaint>& out) {
  if (!keys.has("times")) {
    out.push_back({{"times", "kind"}, "the task `evolve` needs `times`: an array, or { from, to, points, scale }"});
    return;
  }
  const std::vector<double>& times = keys.reals("times");
  if (!std::is_sorted(times.begin(), times.end()))
    out.push_back({{"times"}, "`times` must not decrease: put them in ascending order"});
  if (!keys.has("populations")) return;
  const std::vector<double>& p = keys.reals("populations");
  const Real sum = std::accumulate(p.begin(), p.end(), 0.0);
  if (p.size() != states)
    out.push_back(
        {{"populations"}, fmt::format("`populations` has {} numbers: there are {} states", p.size(), states)});
  else if (!(std::abs(sum - 1) < 1e-9))
    out.push_back({{"populations"}, fmt::format("the sum of `populations` is {:.6g}: it must be 1", sum)});
}

Answer evolve_rates(const RateFlow& flow, const Settings& keys) {
  auto run = evolve(flow, start_of(flow.states(), keys), keys.reals("times"));
  std::vector<NonequilibriumAccount> accounts;
  Array populations{{run.times.size(), flow.states()}, {}};
  const Real entropy_at_start = account(flow, start_of(flow.states(), keys)).entropies.entropy;
  for (std::size_t k = 0; k < run.times.size(); ++k) {
    NonequilibriumAccount& now = accounts.emplace_back(account(flow, run.states[k]));
    Real entropy_received = 0;
    for (std::size_t x = 0; x < flow.baths().size(); ++x) {
      const Bath& bath = flow.baths()[x];
      const Real chemical = bath.chemical_potential * run.particles[x][k];
      now.chemical_work += chemical;
      now.heat += run.energies[x][k] - chemical;
      entropy_received += bath.beta * (run.energies[x][k] - chemical);
    }
    now.total_entropy_production = now.entropies.entropy - entropy_at_start - entropy_received;
    populations.values.insert(populations.values.end(), run.states[k].begin(), run.states[k].end());
  }
  Answer out{{}, std::move(run.certificate)};
  out.quantities.set("time", vector_datum(run.times));
  out.quantities.set("populations_in_time", std::move(populations));
  out.quantities.set("energy_received", received(run.energies));
  out.quantities.set("particles_received", received(run.particles));
  write_accounts(accounts, "", out.quantities);
  certify_accounts(accounts, "energies of the states", out.certificate);
  judge(accounts, out.certificate);
  return out;
}

}  // namespace qalor
