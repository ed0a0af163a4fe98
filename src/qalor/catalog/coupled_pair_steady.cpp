// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <cmath>

#include "qalor/analysis/performance.hpp"
#include "qalor/analysis/verdict.hpp"
#include "qalor/catalog/coupled_pair_answer.hpp"
#include "qalor/hilbert/entropy.hpp"
#include "qalor/ledger/second_law.hpp"
#include "qalor/solve/landauer.hpp"
#include "qalor/solve/moments.hpp"
#include "qalor/solve/steady.hpp"

namespace qalor::pair {
namespace {

void add_moments(const Moments& m, Record& out) {
  out.set("n_A", m.n_A);
  out.set("n_B", m.n_B);
  out.set("n_AB", m.n_AB);
  out.set("coherence_re", m.c.real());
  out.set("coherence_im", m.c.imag());
}

void add_flows(const Parameters& p, const Ledger& ledger, Answer& answer) {
  for (const BathEntry& bath : ledger.baths) answer.quantities.set("heat_current_" + bath.name, bath.heat);
  answer.quantities.set("power", ledger.power);
  answer.quantities.set("entropy_production", ledger.entropy_production);
  if (p.is_coherent && p.dynamics == Dynamics::local) answer.quantities.set("epsilon_eff", effective_exchange(p));

  const Performance machine = performance(ledger, p.a.beta, p.b.beta);
  if (machine.efficiency) answer.quantities.set("efficiency", *machine.efficiency);
  if (machine.cop) answer.quantities.set("cop", *machine.cop);
  answer.certificate.details.set("regime", regime_text(machine.regime));
}

void add_entropies(const Operator& hamiltonian, const DensityMatrix& rho, Record& out) {
  const Levels levels = levels_of(hamiltonian);
  out.set("populations", vector_datum(populations(rho)));
  out.set("entropy", entropy(rho));
  out.set("energy_entropy", energy_entropy(rho, levels));
  out.set("coherence", coherence(rho, levels));
  out.set("mutual_information", mutual_information(rho, {0}));
}

/// Entropy production from the dissipators, where every one has the fixed point of its books.
void compare_productions(const Lindblad& flow, const DensityMatrix& rho, const Ledger& ledger,
                         Certificate& certificate) {
  const Real by_source = entropy_production_by_source(flow, rho).sum();
  if (std::isfinite(by_source))
    certificate.details.set("second_law_residual", std::abs(by_source - ledger.entropy_production));
}
void compare_productions(const BornMarkov&, const DensityMatrix&, const Ledger&, Certificate&) {}

template <class G>
Answer qubits(const Parameters& p, const G& flow) {
  auto [rho, certificate] = qalor::steady_state(flow);
  const Ledger ledger = balance(flow, rho);
  const Real current = excitation_current(flow, rho);
  Answer answer{{}, std::move(certificate)};
  add_moments(moments(rho), answer.quantities);
  answer.quantities.set("excitation_current", current);
  add_flows(p, ledger, answer);
  answer.quantities.set("energy", expectation(flow.hamiltonian(), rho).real());
  add_entropies(flow.hamiltonian(), rho, answer.quantities);

  judge(p, ledger, answer.certificate);
  compare_productions(flow, rho, ledger, answer.certificate);
  const bool has_closed_form = p.dynamics == Dynamics::global || (p.dynamics == Dynamics::local && !p.has_lamb_shift);
  if (has_closed_form) cross_check(p, ledger, current, answer.certificate);
  return answer;
}

Answer oscillators(const Parameters& p) {
  const BosonFlow flow = boson_flow(p);
  auto [one, certificate] = qalor::steady_state(flow);
  const auto two = steady_two_body(flow, one);
  constexpr Eigen::Index a_and_b = 1;  // the pair state 0 L + 1
  const Ledger ledger = balance(flow, one);
  const Real current = flow.quanta(one, 0);
  Answer answer{{}, std::move(certificate)};
  add_moments(moments(one, two.state(a_and_b, a_and_b).real()), answer.quantities);
  answer.quantities.set("excitation_current", current);
  add_flows(p, ledger, answer);
  answer.quantities.set("energy", flow.energy(one));
  answer.certificate.details.set("two_body_residual", two.certificate.residual);
  judge(p, ledger, answer.certificate);
  cross_check(p, ledger, current, answer.certificate);
  return answer;
}

Answer collisions(const Parameters& p) {
  const Collisions flow = collision_flow(p);
  auto [rho, certificate] = qalor::steady_state(flow);
  const Ledger ledger = balance(flow, rho);
  Answer answer{{}, std::move(certificate)};
  add_moments(moments(rho), answer.quantities);
  add_flows(p, ledger, answer);
  judge(p, ledger, answer.certificate);
  return answer;
}

Answer landauer(const Parameters& p) {
  const TransportCurrents currents = landauer_currents(BosonTransport(boson_machine(p)));
  Ledger ledger;
  for (std::size_t x = 0; x < 2; ++x) {
    const Bath& bath = x == 0 ? p.a : p.b;
    ledger.baths.push_back(
        {bath.name, currents.heat[x], 0, currents.heat[x], bath.beta * currents.heat[x], currents.gross_heat[x]});
    ledger.entropy_production -= bath.beta * currents.heat[x];
  }
  Answer answer{{}, currents.certificate};
  if (currents.quanta[0]) answer.quantities.set("excitation_current", *currents.quanta[0]);
  add_flows(p, ledger, answer);
  judge(p, ledger, answer.certificate);
  return answer;
}

}  // namespace

Moments moments(const DensityMatrix& rho) {
  const Space& space = rho.space();
  const auto mean = [&](const Operator& op) { return expectation(op, rho); };
  const Operator n_a = number(space, 0);
  const Operator n_b = number(space, 1);
  return {mean(n_a).real(), mean(n_b).real(), mean(n_a * n_b).real(), mean(raise(space, 0) * lower(space, 1))};
}

Moments moments(const OneBody& one, Real n_ab) {
  return {one.rho(0, 0).real(), one.rho(1, 1).real(), n_ab, one.rho(1, 0)};
}

namespace {

Real excitations_of(const Space& space, const Matrix& change) {
  return trace_product((number(space, 0) + number(space, 1)).matrix(), change).real();
}

}  // namespace

Real excitation_current(const Lindblad& flow, const DensityMatrix& rho) {
  return excitations_of(flow.space(), flow.dissipator(rho, {Source::Kind::bath, 0}));
}

Real excitation_current(const BornMarkov& flow, const DensityMatrix& rho) {
  return excitations_of(flow.space(), flow.dissipator(rho, 0));
}

void judge(const Parameters& p, const Ledger& ledger, Certificate& certificate) {
  qalor::judge(ledger, second_law_is_theorem(p) ? SecondLaw::theorem : SecondLaw::definition, certificate);
}

void cross_check(const Parameters& p, const Ledger& ledger, Real excitations, Certificate& certificate) {
  const bool is_local = p.dynamics == Dynamics::local;
  const Real error =
      is_local ? std::abs(excitations - local_current(p)) : std::abs(ledger.baths[0].heat - global_heat_current(p));
  const Real gross = ledger.baths[0].gross_energy + ledger.baths[1].gross_energy;
  const Real unit = is_local ? std::min(p.omega_A, p.omega_B) : 1;
  certificate.details.set("closed_form_error", error);
  if (!(error <= 1e-11 * gross / unit))
    certificate.degrade(Status::not_converged,
                        fmt::format("the current differs from its closed form by {:.1e} at gross flows of {:.1e}",
                                    error, gross / unit));
}

Answer steady_state(const Parameters& p) {
  if (p.dynamics == Dynamics::collision) return collisions(p);
  if (p.dynamics == Dynamics::landauer) return landauer(p);
  if (p.is_oscillator) return oscillators(p);
  return p.dynamics == Dynamics::redfield ? qubits(p, second_order_flow(p)) : qubits(p, qubit_flow(p));
}

}  // namespace qalor::pair
