// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <cmath>

#include "qalor/analysis/verdict.hpp"
#include "qalor/catalog/own_machine.hpp"
#include "qalor/solve/steady.hpp"

namespace qalor::own {
namespace {

/// The heats that a generator has a name for.
std::vector<Heat> heats_of(const Setup& setup) {
  const bool has_two = setup.dynamics == Dynamics::local && setup.rotating.is_zero();
  if (has_two) return {Heat::bare, Heat::full};
  return {setup.heat};
}

void add_ledger(const Ledger& ledger, const std::string& label, Record& q) {
  for (const BathEntry& bath : ledger.baths) q.set("heat_current_" + bath.name + "_" + label, bath.heat);
  q.set("power_" + label, ledger.power);
  q.set("entropy_production_" + label, ledger.entropy_production);
  q.set("second_law_" + label, static_cast<std::int64_t>(ledger.second_law_holds()));
}

/// How far the Gibbs state of H is from being each bath's own fixed point: 0 for thermal global jumps of bosons.
std::vector<Real> gibbs_residuals(const Lindblad& flow) {
  std::vector<Real> out;
  for (std::size_t x = 0; x < flow.baths().size(); ++x) {
    const DensityMatrix gibbs = thermal_state(flow.hamiltonian(), flow.baths()[x].beta);
    out.push_back(flow.dissipator(gibbs, {Source::Kind::bath, x}).cwiseAbs().maxCoeff());
  }
  return out;
}

}  // namespace

Answer audit(const Setup& setup) {
  const Lindblad flow = lindblad_flow(setup);
  auto [rho, certificate] = qalor::steady_state(flow);
  Answer answer{{}, std::move(certificate)};
  Real worst = 0;
  std::string verdict = "both laws hold";
  for (const Heat heat : heats_of(setup)) {
    Setup with = setup;
    with.heat = heat;
    const std::string label = heat == Heat::bare ? "bare" : "full";
    const Ledger ledger = balance(lindblad_flow(with), rho);
    add_ledger(ledger, label, answer.quantities);
    Real gross = 0;
    for (const BathEntry& bath : ledger.baths) gross += bath.gross_energy;
    worst = std::max(worst, std::abs(ledger.first_law_residual()));
    if (std::abs(ledger.first_law_residual()) > 1e-12 * std::max(gross, std::abs(ledger.power)))
      answer.certificate.degrade(Status::law_violated, "the two routes to the first law disagree");
    if (ledger.second_law_holds()) continue;
    verdict = label + " heat violates the second law";
    if (second_law_is_theorem(with))
      answer.certificate.degrade(Status::law_violated,
                                 "the second law is violated where these books make it a theorem");
  }
  answer.quantities.set("first_law_residual", worst);
  if (!flow.baths().empty()) answer.quantities.set("gibbs_residual", vector_datum(gibbs_residuals(flow)));
  answer.certificate.details.set("dynamics", dynamics_text(setup.dynamics));
  answer.certificate.details.set("verdict", verdict);
  return answer;
}

}  // namespace qalor::own
