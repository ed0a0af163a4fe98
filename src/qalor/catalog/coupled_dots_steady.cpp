// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "qalor/analysis/verdict.hpp"
#include "qalor/catalog/coupled_dots.hpp"

namespace qalor::dots {
namespace {

template <std::size_t n>
Array array(const std::array<Real, n>& values) {
  return vector_datum(std::vector<double>(values.begin(), values.end()));
}

/// What a lead gives per unit time.
struct LeadCurrents {
  Real particle, energy, heat;
};

std::array<LeadCurrents, 3> lead_currents(const Device& d, const State& s) {
  const auto& j = s.edge_flux;
  const auto make = [](Real first, Real second, Real w, Real U, Real mu) {
    const Real particle = first + second;
    return LeadCurrents{particle, w * first + (w + U) * second, (w - mu) * first + (w + U - mu) * second};
  };
  return {make(j[0], j[1], d.eps_u, d.U, d.mu_L), make(j[2], j[3], d.eps_u, d.U, d.mu_R),
          LeadCurrents{0, s.energy_current_M, s.energy_current_M}};  // j_M0 = -j_M1: the gate gives no particles
}

/// The entropy production by heats, by edges and by fundamental cycles: chords L0, L1, R1 of the tree R0, M0, M1.
struct Forms {
  Real lead, edge, fundamental, cycles, scale, smallest;
};

Forms forms(const Device& d, const State& s, const std::array<LeadCurrents, 3>& leads) {
  const auto& j = s.edge_flux;
  const auto& a = s.cycle_affinity;
  const Real w0 = d.eps_u, w1 = d.eps_u + d.U, l0 = d.eps_l, l1 = d.eps_l + d.U;
  Forms out{};
  out.lead = -(leads[0].heat / d.T_L + leads[1].heat / d.T_R + leads[2].heat / d.T_M);
  out.edge = -(j[0] * (w0 - d.mu_L) + j[1] * (w1 - d.mu_L)) / d.T_L -
             (j[2] * (w0 - d.mu_R) + j[3] * (w1 - d.mu_R)) / d.T_R -
             (j[4] * (l0 - d.mu_M) + j[5] * (l1 - d.mu_M)) / d.T_M;
  out.fundamental = j[0] * a[0] - j[1] * a[4] - j[3] * a[5];
  out.smallest = std::numeric_limits<Real>::infinity();
  for (std::size_t c = 0; c < 6; ++c) {
    const Real term = s.cycle_flux[c] * a[c];
    out.cycles += term;
    out.scale += std::abs(term);
    out.smallest = std::min(out.smallest, term);
  }
  return out;
}

void add_forms(const Forms& f, Answer& answer) {
  Record& q = answer.quantities;
  q.set("entropy_production", f.cycles);
  q.set("entropy_production_lead", f.lead);
  q.set("entropy_production_edge", f.edge);
  q.set("entropy_production_fundamental", f.fundamental);
  q.set("entropy_production_cycles", f.cycles);
  const auto [low, high] = std::minmax({f.lead, f.edge, f.fundamental, f.cycles});
  answer.certificate.details.set("entropy_forms_spread", high - low);
  answer.certificate.details.set("smallest_cycle_term", f.smallest);
}

/// j_M1 eta and the rest: how much of the particle current the gate drags along.
void add_drag(const Device& d, const State& s, Record& out) {
  const auto eta = handedness(d);
  out.set("handedness", eta.value_or(undefined));
  if (!eta) {
    out.set("drift_current", undefined);
    out.set("drag_current", undefined);
    return;
  }
  const std::array<Real, 2> probability{s.populations[0] + s.populations[1], s.populations[2] + s.populations[3]};
  Real drift = 0;
  for (std::size_t l = 0; l < 2; ++l) {
    const Real w = d.eps_u + static_cast<Real>(l) * d.U;
    drift += d.gamma_L[l] * d.gamma_R[l] / (d.gamma_L[l] + d.gamma_R[l]) * probability[l] *
             fermi_bias((w - d.mu_L) / d.T_L, (w - d.mu_R) / d.T_R);
  }
  out.set("drift_current", drift);
  out.set("drag_current", *eta * s.edge_flux[5]);
}

void add_codes(const Codes& codes, Record& out) {
  if (codes.forces_parallel) out.set("forces_parallel", *codes.forces_parallel);
  out.set("inverse", codes.inverse);
  out.set("classification", codes.classification);
  out.set("linear_inverse", codes.linear_inverse);
}

void judge(const Forms& f, const Codes& codes, Certificate& certificate) {
  if (!(f.cycles >= 0))
    certificate.degrade(Status::law_violated, fmt::format("the entropy production is negative: {:.3g}", f.cycles));
  if (codes.inverse == 3)
    certificate.degrade(Status::law_violated, "both currents oppose both forces, which the second law forbids");
  certificate.details.set("second_law", std::int64_t{f.cycles >= 0});
}

}  // namespace

Answer steady_state(const Device& d, const Settings& keys) {
  const State s = qalor::steady_state(d);
  const Pair pair = read_pair(keys);
  const auto leads = lead_currents(d, s);
  Answer answer{{}, {.method = "closed form: cycles of the four states"}};
  Record& q = answer.quantities;
  q.set("populations", array(s.populations));
  q.set("occupation_u", s.populations[1] + s.populations[3]);
  q.set("occupation_l", s.populations[2] + s.populations[3]);
  const std::array<std::string, 3> names{"L", "R", "M"};
  for (std::size_t a = 0; a < 3; ++a) q.set("particle_current_" + names[a], leads[a].particle);
  for (std::size_t a = 0; a < 3; ++a) q.set("energy_current_" + names[a], leads[a].energy);
  for (std::size_t a = 0; a < 3; ++a) q.set("heat_current_" + names[a], leads[a].heat);
  q.set("edge_flux", array(s.edge_flux));
  q.set("cycle_flux", array(s.cycle_flux));
  q.set("cycle_affinity", array(s.cycle_affinity));
  const Forms f = forms(d, s, leads);
  add_forms(f, answer);
  const Reading r = reading(d, s, pair);
  q.set("F_E", r.force_E);
  q.set("F_N", r.force_N);
  q.set("F_EL", forces(d).left);
  add_drag(d, s, q);
  const Codes codes = classify(r, onsager(d, pair));
  add_codes(codes, q);
  cross_check(d, s, answer.certificate);
  judge(f, codes, answer.certificate);
  return answer;
}

}  // namespace qalor::dots
