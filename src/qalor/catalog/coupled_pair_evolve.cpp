// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "qalor/catalog/account_card.hpp"
#include "qalor/catalog/columns.hpp"
#include "qalor/catalog/coupled_pair_answer.hpp"
#include "qalor/hilbert/entropy.hpp"
#include "qalor/ledger/nonequilibrium_account.hpp"
#include "qalor/solve/evolve.hpp"

namespace qalor::pair {
namespace {

Complex initial_coherence(const Settings& keys) {
  if (!keys.has("coherence")) return 0;
  return {keys.reals("coherence")[0], keys.reals("coherence")[1]};
}

DensityMatrix initial_qubits(const Parameters& p, const Lindblad& flow, const Settings& keys) {
  const Space& space = flow.space();
  if (keys.has("populations")) {
    const auto& populations = keys.reals("populations");
    Matrix rho = Matrix::Zero(4, 4);
    for (Eigen::Index i = 0; i < 4; ++i) rho(i, i) = populations[static_cast<std::size_t>(i)];
    rho(1, 2) = initial_coherence(keys);
    rho(2, 1) = std::conj(rho(1, 2));
    return DensityMatrix(space, rho / rho.trace().real());
  }
  const std::string& name = keys.text("initial");
  if (name == "product_thermal") {
    const auto site = [](const Bath& bath, Real omega) {
      const Space one({qubit(bath.name)});
      return thermal_state(omega * number(one, 0), bath.beta);
    };
    return DensityMatrix::unchecked(space, product(site(p.a, p.omega_A), site(p.b, p.omega_B)).matrix());
  }
  const std::size_t a = name == "A" || name == "AB" ? 1 : 0;
  const std::size_t b = name == "B" || name == "AB" ? 1 : 0;
  return basis_state(space, a * space.stride(0) + b * space.stride(1));
}

OneBody initial_oscillators(const Parameters& p, const Settings& keys) {
  Matrix rho = Matrix::Zero(2, 2);
  const std::string& name = keys.text("initial");
  if (keys.has("occupations")) {
    rho(0, 0) = keys.reals("occupations")[0];
    rho(1, 1) = keys.reals("occupations")[1];
    rho(1, 0) = initial_coherence(keys);  // <a^dagger b>
    rho(0, 1) = std::conj(rho(1, 0));
  } else if (name == "product_thermal") {
    rho(0, 0) = occupation(p, p.a, p.omega_A);
    rho(1, 1) = occupation(p, p.b, p.omega_B);
  } else {
    rho(0, 0) = name == "A" || name == "AB" ? 1 : 0;
    rho(1, 1) = name == "B" || name == "AB" ? 1 : 0;
  }
  return {rho};
}

void add_moments(const Moments& m, bool with_joint, Columns& out) {
  out.add("n_A", m.n_A);
  out.add("n_B", m.n_B);
  if (with_joint) out.add("n_AB", m.n_AB);
  out.add("coherence_re", m.c.real());
  out.add("coherence_im", m.c.imag());
}

template <class G, class State>
void add_exchange(const G& flow, const Trajectory<State>& run, std::size_t k, Columns& out) {
  for (std::size_t x = 0; x < 2; ++x)
    out.add("heat_current_" + flow.baths()[x].name, flow.exchange(run.states[k], x).energy);
  out.add("power", flow.power(run.states[k]));
  for (std::size_t x = 0; x < 2; ++x) out.add("heat_" + flow.baths()[x].name, run.energies[x][k]);
  out.add("work", run.work[k]);
}

/// Total entropy production never decreases where the books make the second law a theorem.
void judge_productions(const Parameters& p, const std::vector<Real>& totals, Certificate& certificate) {
  Real worst = 0;
  Real before = 0;
  Real scale = 1;
  for (const Real total : totals) {
    worst = std::max(worst, before - total);
    scale = std::max(scale, std::abs(total));
    before = total;
  }
  const bool holds = worst <= 1e-10 * scale;  // rounding of the integrated heats
  certificate.details.set("second_law", static_cast<std::int64_t>(holds));
  const bool theorem = second_law_is_theorem(p);
  const std::string verdict = holds ? "both laws hold"
                                    : fmt::format("the total entropy production decreases by {:.3g}{}", worst,
                                                  theorem ? ""
                                                          : ": the heat of the whole Hamiltonian is not what local "
                                                            "jumps exchange; the bare books respect the second law");
  certificate.details.set("verdict", verdict);
  if (!holds && theorem) certificate.degrade(Status::law_violated, verdict);
}

Answer qubits(const Parameters& p, const Settings& keys) {
  const Lindblad flow = qubit_flow(p);
  const DensityMatrix initial = initial_qubits(p, flow, keys);
  auto run = qalor::evolve(flow, initial, keys.reals("times"));
  const Real start = entropy(initial);
  const Levels levels = levels_of(flow.hamiltonian());
  Columns columns;
  std::vector<NonequilibriumAccount> accounts;
  std::vector<Real> totals;
  for (std::size_t k = 0; k < run.times.size(); ++k) {
    columns.add("time", run.times[k]);
    add_moments(moments(run.states[k]), true, columns);
    add_exchange(flow, run, k, columns);
    NonequilibriumAccount& now = accounts.emplace_back(account(flow, levels, run.states[k]));
    now.heat = run.energies[0][k] + run.energies[1][k];
    now.work = run.work[k];
    totals.push_back(now.entropies.entropy - start - p.a.beta * run.energies[0][k] - p.b.beta * run.energies[1][k]);
    now.total_entropy_production = totals.back();
  }
  Answer answer{{}, std::move(run.certificate)};
  columns.write(answer.quantities);
  write_accounts(accounts, "", answer.quantities);
  certify_accounts(accounts, "the whole Hamiltonian", answer.certificate);
  judge_productions(p, totals, answer.certificate);
  return answer;
}

Answer oscillators(const Parameters& p, const Settings& keys) {
  const BosonFlow flow = boson_flow(p);
  auto run = qalor::evolve(flow, initial_oscillators(p, keys), keys.reals("times"));
  Columns columns;
  for (std::size_t k = 0; k < run.times.size(); ++k) {
    columns.add("time", run.times[k]);
    add_moments(moments(run.states[k], 0), false, columns);
    add_exchange(flow, run, k, columns);
    columns.add("energy", flow.energy(run.states[k]));
  }
  Answer answer{{}, std::move(run.certificate)};
  columns.write(answer.quantities);
  return answer;
}

}  // namespace

Answer evolve(const Parameters& p, const Settings& keys) {
  return p.is_oscillator ? oscillators(p, keys) : qubits(p, keys);
}

}  // namespace qalor::pair
