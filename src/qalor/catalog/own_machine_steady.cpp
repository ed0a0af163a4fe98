// SPDX-License-Identifier: BSD-3-Clause
#include <cmath>

#include "qalor/analysis/performance.hpp"
#include "qalor/analysis/verdict.hpp"
#include "qalor/catalog/own_machine.hpp"
#include "qalor/hilbert/entropy.hpp"
#include "qalor/ledger/second_law.hpp"
#include "qalor/solve/steady.hpp"

namespace qalor::own {
namespace {

constexpr std::size_t most_populations = 64;

void add_flows(const Setup& setup, const Ledger& ledger, Answer& answer) {
  const std::vector<Bath>& baths = setup.machine.baths;
  Record& q = answer.quantities;
  for (std::size_t x = 0; x < baths.size(); ++x) {
    const BathEntry& entry = ledger.baths[x];
    q.set("heat_current_" + entry.name, entry.heat);
    if (baths[x].statistics == Statistics::boson) continue;
    q.set("energy_current_" + entry.name, entry.energy);
    q.set("particle_current_" + entry.name, entry.particles);
  }
  q.set("power", ledger.power);
  q.set("entropy_production", ledger.entropy_production);
  const bool has_two =
      baths.size() == 2 && baths[0].statistics == Statistics::boson && baths[1].statistics == Statistics::boson;
  if (!has_two) return;
  const Performance found = performance(ledger, baths[0].beta, baths[1].beta);
  if (found.efficiency) q.set("efficiency", *found.efficiency);
  if (found.cop) q.set("cop", *found.cop);
  answer.certificate.details.set("regime", regime_text(found.regime));
}

void add_state(const Setup& setup, const Operator& hamiltonian, const DensityMatrix& rho, Record& q) {
  q.set("energy", expectation(hamiltonian, rho).real());
  q.set("entropy", entropy(rho));
  q.set("coherence", coherence(rho, levels_of(hamiltonian)));
  if (rho.space().dimension() <= most_populations) q.set("populations", vector_datum(populations(rho)));
  for (const auto& [name, value] : observed(setup, rho)) q.set(name, value);
}

/// Both laws, and which generator and books they were read from.
void judge_books(const Setup& setup, const Ledger& ledger, Certificate& certificate) {
  certificate.details.set("dynamics", dynamics_text(setup.dynamics));
  certificate.details.set("books", std::string(setup.heat == Heat::bare ? "bare" : "full"));
  judge(ledger, second_law_is_theorem(setup) ? qalor::SecondLaw::theorem : qalor::SecondLaw::definition, certificate);
}

Answer second_order(const Setup& setup) {
  const BornMarkov flow = second_order_flow(setup);
  auto [rho, certificate] = qalor::steady_state(flow);
  const Ledger ledger = balance(flow, rho);
  Answer answer{{}, std::move(certificate)};
  add_flows(setup, ledger, answer);
  add_state(setup, flow.hamiltonian(), rho, answer.quantities);
  judge_books(setup, ledger, answer.certificate);
  return answer;
}

}  // namespace

std::vector<std::pair<std::string, Real>> observed(const Setup& setup, const DensityMatrix& rho) {
  std::vector<std::pair<std::string, Real>> out;
  for (const auto& [name, op] : setup.observables) {
    const Complex mean = expectation(op, rho);
    if (op.is_hermitian()) {
      out.emplace_back(name, mean.real());
      continue;
    }
    out.emplace_back(name + "_re", mean.real());
    out.emplace_back(name + "_im", mean.imag());
  }
  return out;
}

Answer steady_state(const Setup& setup) {
  if (!is_lindblad(setup.dynamics)) return second_order(setup);
  const Lindblad flow = lindblad_flow(setup);
  auto [rho, certificate] = qalor::steady_state(flow);
  const Ledger ledger = balance(flow, rho);
  Answer answer{{}, std::move(certificate)};
  add_flows(setup, ledger, answer);
  add_state(setup, flow.hamiltonian(), rho, answer.quantities);
  judge_books(setup, ledger, answer.certificate);
  const Real by_source = entropy_production_by_source(flow, rho).sum();
  if (std::isfinite(by_source) && flow.noises().empty() && second_law_is_theorem(setup))
    answer.certificate.details.set("second_law_residual", std::abs(by_source - ledger.entropy_production));
  return answer;
}

}  // namespace qalor::own
