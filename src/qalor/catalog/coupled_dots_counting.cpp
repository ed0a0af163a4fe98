// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <cmath>

#include "qalor/analysis/cycle_table.hpp"
#include "qalor/analysis/response.hpp"
#include "qalor/catalog/coupled_dots.hpp"
#include "qalor/catalog/dot_counting.hpp"

namespace qalor::dots {
namespace {

/// -q, for currents that leave the dots.
Charge outward(Charge charge) {
  for (Real& q : charge) q = -q;
  return charge;
}

/// q - E_0 n.
Charge counted_from(Charge energy, const Charge& particles, Real origin) {
  for (std::size_t e = 0; e < energy.size(); ++e) energy[e] -= origin * particles[e];
  return energy;
}

std::vector<Charge> charges_of(const RateFlow& flow, const Pair& pair) {
  if (!pair.is_ends) return {energy_charge(flow, 2), particle_charge(flow, 0), energy_charge(flow, 0)};
  const Charge particles = outward(particle_charge(flow, 1));
  return {counted_from(outward(energy_charge(flow, 1)), particles, pair.origin), particles};
}

}  // namespace

Answer cycles(const Device& d) {
  const RateFlow flow = rate_flow(network(d));
  auto [p, certificate] = qalor::steady_state(flow);
  Answer answer{{}, std::move(certificate)};
  answer.quantities.set("cycle_table", cycle_table(flow, simple_cycles(flow, p).value(), 2));
  return answer;
}

Answer cumulants(const Device& d, const Settings& keys) {
  const State s = qalor::steady_state(d);
  const RateFlow flow = rate_flow(network(d));
  auto [p, certificate] = qalor::steady_state(flow);
  certificate.method += "; Drazin inverse by LU";
  Answer answer{{}, std::move(certificate)};
  const Real tau = rounding_threshold(forces(d), d, s);
  const CountedRates counted = count_rates(flow, p, keys, s.entropy_production, tau, std::abs(d.U));
  add_counts(counted, answer);
  answer.quantities.set("entropy_production", s.entropy_production);
  return answer;
}

Answer response(const Device& d, const Settings& keys) {
  const Pair pair = read_pair(keys);
  const RateFlow flow = rate_flow(network(d));
  Response found = linear_response(flow, charges_of(flow, pair));
  Answer answer{{}, std::move(found.certificate)};
  Record& q = answer.quantities;
  q.set("onsager", matrix_datum(found.analytic));
  q.set("onsager_fdt", matrix_datum(found.fluctuation));
  const RealMatrix& l = found.analytic;
  const Onsager own = onsager(d, pair);
  const Real scale = l.cwiseAbs().maxCoeff();
  const Real error = std::max({std::abs(own.EE - l(0, 0)), std::abs(own.EN - l(0, 1)), std::abs(own.NN - l(1, 1))});
  answer.certificate.details.set("closed_form_error", error);
  if (!(error <= 1e-11 * scale))
    answer.certificate.degrade(Status::not_converged,
                               fmt::format("the response differs from its closed form by {:.1e}", error));
  const bool is_coupled = std::abs(own.EN) >= own.zero();
  q.set("L_EE", l(0, 0));
  q.set("L_EN", l(0, 1));
  q.set("L_NN", l(1, 1));
  q.set("coupling", l(0, 1) / std::sqrt(l(0, 0) * l(1, 1)));
  q.set("wedge_N", is_coupled ? -own.EN / own.NN : 0);
  q.set("wedge_E", is_coupled ? -own.EE / own.EN : undefined);
  q.set("icc_near_equilibrium", std::int64_t{is_coupled && own.EN < 0});
  q.set("handedness", handedness(d).value_or(undefined));
  return answer;
}

}  // namespace qalor::dots
