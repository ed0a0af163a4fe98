// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "qalor/catalog/claim_result.hpp"
#include "qalor/catalog/coupled_dots.hpp"

namespace qalor::dots {
namespace {

const std::string ghosh = "S. Ghosh, N. Gupt and A. Ghosh, arXiv:2405.01295";
const std::string sanchez = "R. Sánchez and M. Büttiker, arXiv:1008.3528";
const std::string zhang = "Y. Zhang and Z. Xie, arXiv:2109.10587, our reading";
const std::string derived = "derived from the cycle expansion";

/// eta > 0: particles enter from L below and leave to R above; `leak` is what the other two rates are.
Device handed(Real U, Real eps, Real leak) { return {eps, eps, U, {1, leak}, {leak, 1}, {1, 1}, 1, 1, 1, 0, 0, 0}; }

Reading read_at(const Device& d, const Pair& pair, Real e, Real n) {
  const Device biased = at_forces(d, pair, e, n);
  return reading(biased, qalor::steady_state(biased), pair);
}

Settings pair_settings(const Pair& pair = {}) {
  Settings keys;
  keys.set("pair", std::string(pair.is_ends ? "ends" : "gate"), false);
  keys.set("energy_origin", pair.origin, false);
  return keys;
}

/// Random devices and forces; the engine is specified by the standard, so the sets are the same everywhere.
class RandomDevices {
 public:
  explicit RandomDevices(std::uint64_t seed) : engine_(seed) {}
  Real between(Real low, Real high) { return low + (high - low) * static_cast<Real>(engine_() >> 11) * 0x1p-53; }
  Device next() {
    const auto rate = [&] { return std::exp(between(-5, 1)); };
    Device d{between(-3, 3),
             between(-3, 3),
             between(-4, 4),
             {rate(), rate()},
             {rate(), rate()},
             {rate(), rate()},
             1,
             1,
             1,
             0,
             0,
             between(-1, 1)};
    return at_forces(d, {}, between(0, 0.9), between(0, 3));
  }

 private:
  std::mt19937_64 engine_;
};

ClaimResult none_of(int count, int wrong) {
  return {fmt::format("0 of {}", count), fmt::format("{} of {}", wrong, count), wrong == 0};
}

ClaimResult opposes_two_forces() {
  const Device tight = at_forces(handed(-2, 1, 0), {}, 0.4, 0.3);
  const State s = qalor::steady_state(tight);
  const State leaky = qalor::steady_state(at_forces(handed(-2, 1, 0.1), {}, 0.4, 0.2));
  return near({-0.0137277090620444, 0.0274554181240888, 0.00686385453102219, -0.0111834990162508, 0.0121925528322052},
              {s.particle_current_L, s.energy_current_M, s.entropy_production, leaky.particle_current_L,
               leaky.entropy_production},
              1e-12);
}

ClaimResult energy_current_opposes() {
  const State s = qalor::steady_state(at_forces(handed(-2, 1, 0), {}, 0.2, 1.2));
  return near({0.0228217052537901, -0.0456434105075802}, {s.particle_current_L, s.energy_current_M}, 1e-12);
}

ClaimResult attraction_is_necessary() {
  RandomDevices devices(1);
  constexpr int count = 100000;
  int wrong = 0;
  for (int k = 0; k < count; ++k) {
    Device d = devices.next();
    if (handedness(d).value_or(0) * d.U < 0) d.U = -d.U;
    const State s = qalor::steady_state(d);
    const Reading r = reading(d, s, {});
    wrong += r.current_N < -r.zero_current;
  }
  return none_of(count, wrong);
}

ClaimResult broken_symmetry_is_sufficient() {
  RandomDevices devices(2);
  constexpr int count = 10000;
  int wrong = 0;
  for (int k = 0; k < count; ++k) {
    Device d = devices.next();
    d.U = -std::abs(d.U);
    const Onsager l = onsager(d, {});
    wrong += (l.EN > 0) != (handedness(d).value_or(0) * d.U > 0);
  }
  return none_of(count, wrong);
}

/// Inverse particle, inverse energy, none, genuine, Joule, both, in a 10 x 10 map.
ClaimResult counted(const Device& d, const std::vector<Real>& expected) {
  Settings keys = pair_settings();
  std::vector<double> e, n;
  for (int k = 0; k < 10; ++k) {
    e.push_back(0.05 + 0.08 * k);
    n.push_back(0.1 + 0.3 * k);
  }
  keys.set("F_E", e, true);
  keys.set("F_N", n, true);
  const Record q = map(d, keys).quantities;
  std::vector<Real> found;
  for (const std::string name : {"inverse_particle", "inverse_energy", "none", "genuine", "joule", "both"})
    found.push_back(static_cast<Real>(std::get<std::int64_t>(*q.find("count_" + name))));
  return near(expected, found, 1e-15);
}

ClaimResult never_both() {
  RandomDevices devices(3);
  constexpr int count = 100000;
  int wrong = 0;
  for (int k = 0; k < count; ++k) {
    const Device d = devices.next();
    wrong += classify(reading(d, qalor::steady_state(d), {}), Onsager{1, 0, 1}).inverse == 3;
  }
  return none_of(count, wrong);
}

ClaimResult productions_agree() {
  RandomDevices devices(4);
  Real worst = 0;
  for (int k = 0; k < 2000; ++k) {
    const Answer answer = steady_state(devices.next(), pair_settings());
    const Real spread = answer.certificate.details.number("entropy_forms_spread");
    const bool is_law = answer.certificate.details.number("smallest_cycle_term") >= 0;
    worst = std::max(worst, is_law ? spread / answer.quantities.number("entropy_production_cycles") : 1);
  }
  return below(1e-12, worst);
}

Answer optimised(Real leak, Real hot, const std::string& goal) {
  Device d = handed(-2, 1, leak);
  d.T_M = hot;
  Settings keys;
  keys.set("optimise", goal, true);
  return machine(d, keys);
}

ClaimResult is_an_engine() {
  const Record tight = optimised(0, 2, "power").quantities;
  const Record leaky = optimised(0.01, 2, "power").quantities;
  const Record best = optimised(0.01, 2, "efficiency").quantities;
  return near({0.509852544536, 0.00709268770980, 0.254926272268, 0.00662498749635, 0.296262612031, 0.759742870831},
              {tight.number("F_N"), tight.number("power_output"), tight.number("efficiency"),
               leaky.number("power_output"), best.number("efficiency"), best.number("F_N")},
              1e-9);
}

ClaimResult is_a_refrigerator() {
  std::vector<Real> found;
  for (const Real leak : {0.0, 0.01}) {
    Device d = handed(-2, 1, leak);
    d.T_M = 1.2;
    d.mu_L = 0.4;
    d.mu_R = -0.4;
    Settings keys;
    keys.set("optimise", std::string("none"), true);
    found.push_back(machine(d, keys).quantities.number("cop"));
  }
  return near({1.5, 1.26463682286068}, found, 1e-12);
}

ClaimResult forces_decide() {
  Device d = handed(-2, 1, 0.1);
  d.eps_u = 0.5;
  const Device biased = at_forces(d, {true, 0}, 0.3, 0.8);
  const State s = qalor::steady_state(biased);
  return near(
      {-0.006953465294, 0.001032216702, 0.01597136399},
      {reading(biased, s, {true, 0}).current_E, reading(biased, s, {true, -0.5}).current_E, s.particle_current_L},
      1e-8);
}

ClaimResult joule_heat_imitates() {
  const Device d = handed(2, -1, 1);
  std::vector<Real> found;
  for (const Real scale : {1.0, 0.3, 0.1, 0.01}) {
    const Reading r = read_at(d, {}, 0.05 * scale, 2 * scale);
    found.push_back(r.current_E);
    found.push_back(static_cast<Real>(classify(r, onsager(d, {})).classification));
  }
  return near({-0.02047775936, 2, -7.252137739e-4, 2, 3.536134193e-4, 0, 6.251632479e-5, 0}, found, 1e-8);
}

ClaimResult repulsion_inverts() {
  const auto current = [](Real U) {
    const Device d{-U / 2, -U / 2, U, {0, 1}, {1, 0}, {1, 1}, 1, 1, 1, 0, 0, 0};
    return qalor::steady_state(at_forces(d, {}, 0.4, 0.5)).particle_current_L;
  };
  ClaimResult out = near({0.00306650398146522, -0.00838059823739938}, {current(1), current(2)}, 1e-12);
  out.holds = out.holds && std::abs(current(1.25)) < 1e-17;
  return out;
}

ClaimResult harvests() {
  RandomDevices devices(5);
  Real worst = 0;
  for (int k = 0; k < 1000; ++k) {
    Device d = devices.next();
    d.mu_L = d.mu_R = 0.2;
    const State s = qalor::steady_state(d);
    worst = std::max(worst, std::abs(s.particle_current_L / s.energy_current_M * d.U / handedness(d).value() - 1));
  }
  return below(1e-10, worst);  // where eta is small, the cycles LL and RR cancel in the particle current
}

ClaimResult mirrored() {
  RandomDevices devices(6);
  Real worst = 0;
  for (int k = 0; k < 1000; ++k) {
    const Device d = devices.next();
    Device m = d;
    m.U = -d.U;
    m.eps_u = d.eps_u + d.U;
    m.eps_l = -d.eps_l;
    m.mu_M = -d.mu_M;
    std::swap(m.gamma_L[0], m.gamma_L[1]);
    std::swap(m.gamma_R[0], m.gamma_R[1]);
    const State a = qalor::steady_state(d), b = qalor::steady_state(m);
    worst = std::max({worst, std::abs(a.particle_current_L - b.particle_current_L) / a.largest_flux,
                      std::abs(a.entropy_production - b.entropy_production) / a.entropy_production});
  }
  return below(1e-12, worst);
}

ClaimResult half_of_carnot() {
  return near(0.50028, optimised(0, 1.01, "power").quantities.number("efficiency_ratio"), 1e-5);
}

}  // namespace

std::vector<Claim> claims() {
  return {
      {"a current can oppose two parallel forces within the second law: J_N, J_E, sigma, tight at F = (0.4, 0.3); J_N, "
       "sigma, leaky at (0.4, 0.2)",
       ghosh, opposes_two_forces},
      {"the energy current can be the inverse one: J_N, J_E, tight, F = (0.2, 1.2)", ghosh, energy_current_opposes},
      {"with eta U >= 0 the particle current is never inverse, at any distance from equilibrium, in random devices",
       ghosh, attraction_is_necessary},
      {"repulsion: inverse particle, inverse energy, none, genuine, Joule and both in a map of 100 cells", ghosh,
       [] {
         return counted(handed(2, -1, 0.1), {0, 0, 100, 0, 0, 0});
       }},
      {"with attraction a broken symmetry is sufficient: sign L_EN = sign(eta U) in random devices", ghosh,
       broken_symmetry_is_sufficient},
      {"attraction: the same map", ghosh,
       [] {
         return counted(handed(-2, 1, 0.1), {19, 66, 15, 85, 0, 0});
       }},
      {"attraction without broken symmetry: inverse energy currents are Joule heat", ghosh,
       [] {
         return counted(handed(-2, 1, 1), {0, 16, 84, 0, 16, 0});
       }},
      {"never both currents, in random devices", ghosh, never_both},
      {"microscopic and macroscopic entropy production agree, no cycle lowers the entropy, in random devices", ghosh,
       productions_agree},
      {"an autonomous engine on parallel forces, T_M = 2: F_N, P, efficiency, tight; P, best efficiency at F_N, leaky",
       ghosh, is_an_engine},
      {"an autonomous refrigerator on parallel forces: COP tight, leaky (Carnot 5)", ghosh, is_a_refrigerator},
      {"conjugate forces decide what is genuine: J_E at E_0 = 0 and -0.5, J_N, pair \"ends\"", derived, forces_decide},
      {"Joule heat imitates an inverse current and dies towards equilibrium: J_E and label on F = lambda (0.05, 2)",
       derived, joule_heat_imitates},
      {"stronger repulsion inverts the current of the other handedness, at U_c = F_N/F_E = 1.25: J_N at U = 1, 2",
       zhang, repulsion_inverts},
      {"without bias it is the energy harvester: J_N/J_E = eta/U, in random devices", sanchez, harvests},
      {"attraction with eta > 0 is repulsion with eta < 0: the mirror device has the same currents, in random devices",
       derived, mirrored},
      {"efficiency at maximum power, over Carnot, near equilibrium (T_M = 1.01): one half", derived, half_of_carnot},
  };
}

}  // namespace qalor::dots
