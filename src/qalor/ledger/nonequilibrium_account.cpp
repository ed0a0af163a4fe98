// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/ledger/nonequilibrium_account.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "qalor/dynamics/counted_flow.hpp"

namespace qalor {
namespace {

using Account = NonequilibriumAccount;

constexpr Real not_defined = std::numeric_limits<Real>::quiet_NaN();
constexpr Real rounding_of_flows = 1e-12;  // of the gross flow: what remains of populations that do not move

Real or_undefined(Real x) { return std::isfinite(x) ? x : not_defined; }

template <class Get>
Array over_time(const std::vector<Account>& accounts, Get get) {
  std::vector<double> values;
  for (const Account& a : accounts) values.push_back(or_undefined(get(a)));
  return vector_datum(std::move(values));
}

/// Heat of all baths, their entropy flow, and the energy that flows through without signs.
template <class G>
void read_baths(const G& flow, const typename G::State& state, Account& out) {
  Real entropy_flow = 0;
  for (std::size_t x = 0; x < flow.baths().size(); ++x) {
    const Bath& bath = flow.baths()[x];
    const Exchange gained = flow.exchange(state, x);
    const Real heat = gained.energy - bath.chemical_potential * gained.particles;
    out.heat_rate += heat;
    if (heat != 0) entropy_flow += bath.beta * heat;
  }
  out.spohn_rate = out.entropies.entropy_rate - entropy_flow;
}

bool has_definite_gains(const Lindblad& flow) {
  return std::all_of(flow.jumps().begin(), flow.jumps().end(),
                     [](const Jump& j) { return j.source.kind == Source::Kind::noise || j.gain; });
}

/// Whether nothing but heat moves the system: no noise, no particles, no switching work.
bool is_plain(const Lindblad& flow) {
  return flow.noises().empty() && has_definite_gains(flow) && flow.power_operator().is_zero() &&
         std::all_of(flow.baths().begin(), flow.baths().end(),
                     [](const Bath& bath) { return bath.chemical_potential == 0; });
}

}  // namespace

Real NonequilibriumAccount::temperature() const {
  if (closed_temperature) return *closed_temperature;
  return entropies.gross_rate <= rounding ? not_defined : dynamical_temperature(heat_rate, entropies);
}

NonequilibriumAccount account(const Lindblad& flow, const Levels& levels, const DensityMatrix& rho) {
  Account out;
  out.entropies = entropy_books(rho.matrix(), flow.derivative(rho), levels);
  out.energy = expectation(flow.hamiltonian(), rho).real();
  read_baths(flow, rho, out);
  if (!has_definite_gains(flow)) out.spohn_rate = not_defined;
  out.rounding = rounding_of_flows * jump_rates(flow, rho.matrix()).sum();
  if (is_plain(flow) && out.entropies.gross_rate > out.rounding) out.closed_temperature = gap_temperature(levels, rho);
  return out;
}

std::optional<Real> gap_temperature(const Levels& levels, const DensityMatrix& rho) {
  if (levels.energies.size() != 2 || levels.groups.size() != 2) return std::nullopt;
  const auto upper = levels.vectors.col(1);
  const Real p = (upper.adjoint() * rho.matrix() * upper).value().real();
  return two_level_temperature(levels.energies(1) - levels.energies(0), 0, p);
}

NonequilibriumAccount account(const RateFlow& flow, const RealVector& p) {
  Account out;
  const EntropyRate entropy = population_entropy(p, flow.derivative(p));
  out.entropies = {entropy.entropy, entropy.entropy, entropy.rate, entropy.rate, entropy.gross};
  for (std::size_t k = 0; k < flow.states(); ++k) out.energy += flow.energies()[k] * p(static_cast<Eigen::Index>(k));
  read_baths(flow, p, out);
  for (const RateEdge& edge : flow.edges())
    out.rounding += rounding_of_flows * (edge.forward * p(static_cast<Eigen::Index>(edge.from)) +
                                         edge.backward * p(static_cast<Eigen::Index>(edge.to)));
  return out;
}

void write_accounts(const std::vector<NonequilibriumAccount>& accounts, const std::string& prefix, Record& out) {
  const auto add = [&](const char* name, auto get) { out.set(prefix + name, over_time(accounts, get)); };
  add("energy", [](const Account& a) { return a.energy; });
  add("energy_entropy", [](const Account& a) { return a.entropies.energy_entropy; });
  add("entropy", [](const Account& a) { return a.entropies.entropy; });
  add("coherence", [](const Account& a) { return a.entropies.coherence(); });
  add("energy_entropy_rate", [](const Account& a) { return a.entropies.energy_entropy_rate; });
  add("entropy_rate", [](const Account& a) { return a.entropies.entropy_rate; });
  add("entropy_flux", [](const Account& a) { return a.entropies.energy_entropy_rate; });
  add("entropy_from_coherence", [](const Account& a) { return a.entropies.from_coherence(); });
  add("temperature", [](const Account& a) { return a.temperature(); });
  add("free_energy", [](const Account& a) { return a.free_energy(); });
  add("heat", [](const Account& a) { return a.heat; });
  add("work", [](const Account& a) { return a.work; });
  add("chemical_work", [](const Account& a) { return a.chemical_work; });
  add("heat_rate", [](const Account& a) { return a.heat_rate; });
  const auto any = [&](auto member) {
    return std::any_of(accounts.begin(), accounts.end(), [&](const Account& a) { return (a.*member).has_value(); });
  };
  if (any(&Account::total_entropy_production))
    add("total_entropy_production", [](const Account& a) { return a.total_entropy_production.value_or(not_defined); });
  if (any(&Account::spohn_rate)) add("spohn_rate", [](const Account& a) { return a.spohn_rate.value_or(not_defined); });
}

}  // namespace qalor
