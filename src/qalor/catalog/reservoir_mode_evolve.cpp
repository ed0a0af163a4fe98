// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "qalor/catalog/account_card.hpp"
#include "qalor/catalog/columns.hpp"
#include "qalor/catalog/reservoir_mode.hpp"

namespace qalor::reservoir {
namespace {

std::string reference_text(Energy energy) {
  if (energy == Energy::bare) return "bare: K = omega_0 a^dagger a";
  if (energy == Energy::root) return "root: K = w_r a^dagger a, w_r the renormalised frequency";
  return "time_local: K = omega'(t) a^dagger a";
}

/// The frequency in K at each time, and the heat that goes with it.
class EnergyReference {
 public:
  explicit EnergyReference(const Problem& problem) : problem_(problem) {
    if (problem.energy == Energy::root) fixed_ = problem.mode.density.root(problem.mode.omega_0);
    if (problem.energy == Energy::bare) fixed_ = problem.mode.omega_0;
    start_ = fixed_.value_or(problem.dynamics == Dynamics::lindblad
                                 ? problem.mode.omega_0 + problem.mode.density.level_shift(problem.mode.omega_0)
                                 : problem.mode.omega_0);
  }
  Real at(const ModeMotion& m) const { return fixed_ ? *fixed_ : m.time == 0 ? start_ : m.frequency(); }
  Real at_start() const { return start_; }
  /// Integral of (omega - mu) dn.
  Real heat(const ModeMotion& m) const {
    const Real gained = m.occupation(problem_.initial.occupation) - problem_.initial.occupation;
    return (fixed_ ? *fixed_ * gained : m.swept) - problem_.mu * gained;
  }

 private:
  const Problem& problem_;
  std::optional<Real> fixed_;
  Real start_ = 0;
};

NonequilibriumAccount account_of(const Problem& problem, const EnergyReference& reference, const ModeMotion& m,
                                 const Snapshot& s) {
  const Real n_0 = problem.initial.occupation;
  const Real n = m.occupation(n_0), frequency = reference.at(m);
  NonequilibriumAccount out{.entropies = s.books,
                            .energy = frequency * n,
                            .heat_rate = (frequency - problem.mu) * m.occupation_rate(n_0),
                            .heat = reference.heat(m)};
  out.chemical_work = problem.mu * (n - n_0);
  out.work = out.energy - reference.at_start() * n_0 - out.heat - out.chemical_work;
  if (problem.initial.is_two_level()) out.closed_temperature = two_level_temperature(frequency, problem.mu, n);
  if (problem.dynamics == Dynamics::lindblad)
    out.spohn_rate = s.books.entropy_rate - problem.beta * (problem.mode.omega_0 - problem.mu) * m.occupation_rate(n_0);
  return out;
}

void add_motion(const ModeMotion& m, Columns& out) {
  out.add("u_re", m.u.real());
  out.add("u_im", m.u.imag());
  out.add("v", m.v);
  out.add("frequency_local", m.frequency());
  out.add("damping_local", m.damping());
  out.add("noise_local", m.noise());
}

void add_bath(const Problem& problem, const ModeMotion& m, Real entropy_gain, NonequilibriumAccount& account,
              Columns& out) {
  if (problem.dynamics != Dynamics::exact) return;
  const bool has_energy = problem.mode.density.as<FlatDamping>() == nullptr;
  const Real n_0 = problem.initial.occupation;
  const Real gained = m.occupation(n_0) - n_0;
  const Real coupling = has_energy ? interaction_energy(problem.mode, m, n_0) : undefined;
  const Real bath = -problem.mode.omega_0 * gained - coupling;
  out.add("interaction_energy", coupling);
  out.add("bath_energy_change", bath);
  account.total_entropy_production = production_against_bath(entropy_gain, problem.beta, bath, problem.mu, -gained);
}

void add_populations(const Settings& keys, const std::vector<Snapshot>& snapshots, Record& out) {
  if (!keys.has("populations")) return;
  const auto count = static_cast<std::size_t>(keys.integer("populations"));
  Array array{{snapshots.size(), count}, {}};
  for (const Snapshot& s : snapshots)
    for (std::size_t k = 0; k < count; ++k) {
      const auto level = static_cast<Eigen::Index>(k);
      array.values.push_back(level < s.populations.size() ? s.populations(level) : 0);
    }
  out.set("populations", std::move(array));
}

void add_matrices(const Problem& problem, const Settings& keys, const std::vector<ModeMotion>& motion, Record& out) {
  if (!keys.boolean("state")) return;
  Eigen::Index levels = 2;
  for (const ModeMotion& m : motion) levels = std::max(levels, levels_needed(problem, m));
  const auto size = static_cast<std::size_t>(levels);
  Array re{{motion.size(), size, size}, {}}, im = re;
  for (const ModeMotion& m : motion) {
    const Matrix rho = state_matrix(problem, m, levels);
    for (Eigen::Index i = 0; i < levels; ++i)
      for (Eigen::Index j = 0; j < levels; ++j) {
        re.values.push_back(rho(i, j).real());
        im.values.push_back(rho(i, j).imag());
      }
  }
  out.set("state_re", std::move(re));
  out.set("state_im", std::move(im));
}

void add_finite_bath(const Problem& problem, const std::vector<Real>& times, const Columns& columns, Record& out) {
  if (problem.mode.density.as<DiscreteModes>() == nullptr || problem.initial.rho || problem.initial.coherence > 0)
    return;
  if (problem.dynamics != Dynamics::exact || problem.statistics == Statistics::qubit_damping) return;
  std::vector<Real> gained;
  for (const Real n : columns.at("occupation")) gained.push_back(problem.initial.occupation - n);
  std::vector<double> mutual, relative;
  for (const FiniteBath& f : finite_bath(problem, times, columns.at("bath_energy_change"), gained)) {
    mutual.push_back(f.mutual_information);
    relative.push_back(std::isfinite(f.relative_entropy) ? f.relative_entropy : undefined);
  }
  out.set("mutual_information", vector_datum(mutual));
  out.set("bath_relative_entropy", vector_datum(relative));
}

/// The verdict on the balance of coherence, and whether the second law against the bath holds.
void judge(const Problem& problem, const std::vector<NonequilibriumAccount>& accounts,
           const std::vector<ModeMotion>& motion, Certificate& out) {
  bool is_divisible = true;
  for (const ModeMotion& m : motion) {
    const Real sign = problem.mode.bath.is_fermion ? -1 : 1;
    if (m.noise() < -1e-10 || 2 * m.damping() + sign * m.noise() < -1e-10) is_divisible = false;
  }
  certify_accounts(accounts, reference_text(problem.energy), out);
  // The channel keeps the number basis: a gain of coherence can only be backflow.
  if (std::get<std::string>(*out.details.find("coherence_balance")) != "entropy-producing")
    out.details.set("coherence_balance", std::string("not a second law here (non-divisible)"));
  out.details.set("divisible", std::int64_t{is_divisible});
  if (problem.dynamics != Dynamics::exact) return;
  Real least = 0;
  for (const NonequilibriumAccount& a : accounts)
    if (const Real production = a.total_entropy_production.value_or(0); !std::isnan(production))
      least = std::min(least, production);
  out.details.set("second_law", std::int64_t{least >= -1e-8});
  if (least < -1e-8)
    out.degrade(Status::law_violated,
                fmt::format("the entropy production against the bath is negative: {:.3g}", least));
}

void warn(const Problem& problem, const NonequilibriumAccount& last, Certificate& out) {
  for (const BoundState& state : problem.mode.density.bound_states(problem.mode.omega_0)) {
    out.warn(fmt::format("bound state at w = {:.6g} with weight {:.6g}: the mode does not relax completely",
                         state.frequency, state.weight));
    if (state.frequency < 0 && !problem.mode.bath.is_fermion && problem.statistics == Statistics::boson)
      out.warn("the bound state lies below zero: with a coupling that conserves quanta the energy is unbounded below");
  }
  if (problem.energy == Energy::time_local && problem.dynamics == Dynamics::exact)
    out.warn(fmt::format(
        "no drive acts: work = {:.4g} is the level shift that builds up after the product initial state", last.work));
}

}  // namespace

Answer evolve(const Problem& problem, const Settings& keys) {
  const std::vector<Real>& times = keys.reals("times");
  const auto [trajectory, certificate] = certified(problem, times);
  const EnergyReference reference(problem);
  const Real entropy_at_start = snapshot(problem, {}).books.entropy;
  Columns columns;
  std::vector<Snapshot> snapshots;
  std::vector<NonequilibriumAccount> accounts;
  for (const ModeMotion& m : trajectory.motion) {
    const Snapshot& s = snapshots.emplace_back(snapshot(problem, m));
    const Real n_0 = problem.initial.occupation;
    NonequilibriumAccount& account = accounts.emplace_back(account_of(problem, reference, m, s));
    columns.add("time", m.time);
    columns.add("occupation", m.occupation(n_0));
    columns.add("occupation_rate", m.occupation_rate(n_0));
    columns.add("energy_frequency", reference.at(m));
    add_motion(m, columns);
    add_bath(problem, m, s.books.entropy - entropy_at_start, account, columns);
  }
  Answer answer{{}, certificate};
  judge(problem, accounts, trajectory.motion, answer.certificate);
  warn(problem, accounts.back(), answer.certificate);
  Real trace_error = 0;
  Eigen::Index cutoff = 0;
  for (const Snapshot& s : snapshots) {
    trace_error = std::max(trace_error, s.trace_error);
    cutoff = std::max(cutoff, s.cutoff);
  }
  answer.certificate.details.set("fock_cutoff", static_cast<std::int64_t>(cutoff));
  answer.certificate.details.set("trace_error", trace_error);
  if (trace_error > 1e-8)
    answer.certificate.degrade(Status::not_converged,
                               fmt::format("`fock_cutoff` = {} loses {:.1e} of the state", cutoff, trace_error));
  const Columns finished = columns;
  columns.write(answer.quantities);
  write_accounts(accounts, "", answer.quantities);
  add_finite_bath(problem, times, finished, answer.quantities);
  add_populations(keys, snapshots, answer.quantities);
  add_matrices(problem, keys, trajectory.motion, answer.quantities);
  return answer;
}

}  // namespace qalor::reservoir
