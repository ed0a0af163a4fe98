// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "qalor/catalog/claim_result.hpp"
#include "qalor/catalog/double_dot.hpp"
#include "qalor/solve/steady.hpp"

namespace qalor::two_dots {
namespace {

const std::string hofer = "P. P. Hofer et al., arXiv:1707.09211";
const std::string kirsanskas = "G. Kiršanskas, M. Franckié and A. Wacker, doi:10.1103/PhysRevB.97.035432";
const std::string levy_kosloff = "A. Levy and R. Kosloff, arXiv:1402.3825";
const std::string qmeq = "G. Kiršanskas et al., arXiv:1706.10104";
const std::string meir_wingreen = "Y. Meir and N. S. Wingreen, doi:10.1103/PhysRevLett.68.2512";

Bath lead(const std::string& name, Real temperature, Real gamma, Real mu) {
  return {name, 1 / temperature, FlatDamping{gamma}, mu, Statistics::fermion};
}

/// Equal levels at 0 between leads at mu = +-0.5, Gamma = 0.1, T = 1.
Parameters resonant(Real hopping) {
  Parameters p;
  p.hopping = hopping;
  p.left = lead("L", 1, 0.1, 0.5);
  p.right = lead("R", 1, 0.1, -0.5);
  return p;
}

/// Detuned dots, the left lead hotter and fuller: both forces drive electrons to the right.
Parameters detuned() {
  Parameters p;
  p.eps_1 = 0.3;
  p.eps_2 = -0.2;
  p.hopping = 0.4;
  p.left = lead("L", 1, 0.01, 0.2);
  p.right = lead("R", 0.5, 0.02, -0.2);
  return p;
}

/// Strong repulsion and bias, at which a second-order state is not positive.
Parameters blockaded() {
  Parameters p;
  p.hopping = 0.05;
  p.U = 5;
  p.left = lead("L", 0.5, 0.05, 1);
  p.right = lead("R", 0.5, 0.05, -1);
  p.has_principal_values = true;
  return p;
}

Answer answer(Parameters p, Method method) {
  p.method = method;
  return steady_state(p);
}

Real current(const Parameters& p, Method method) { return answer(p, method).quantities.number("particle_current_L"); }

/// Random dots without interaction; the engine is specified by the standard, so the sets are the same everywhere.
class RandomDots {
 public:
  explicit RandomDots(std::uint64_t seed) : engine_(seed) {}
  Parameters next() {
    Parameters p;
    p.eps_1 = between(-1, 1);
    p.eps_2 = between(-1, 1);
    p.hopping = between(-1, 1);
    p.left = lead("L", between(0.3, 2), between(0.001, 0.3), between(-1, 1));
    p.right = lead("R", between(0.3, 2), between(0.001, 0.3), between(-1, 1));
    return p;
  }

 private:
  Real between(Real low, Real high) { return low + (high - low) * static_cast<Real>(engine_() >> 11) * 0x1p-53; }
  std::mt19937_64 engine_;
};

/// J_N^L by negf, perlind, redfield, pauli_global and local, to the nine digits of the table.
ClaimResult row(const Parameters& p, const std::vector<Real>& expected) {
  std::vector<Real> found;
  for (const Method method : {Method::negf, Method::perlind, Method::redfield, Method::pauli_global, Method::local})
    found.push_back(current(p, method));
  return near(expected, found, 5e-9);  // half a unit of the last digit behind a leading 1
}

ClaimResult weak_hopping_row() {
  return row(resonant(0.01), {4.70720913e-4, 4.70986359e-4, 4.70986359e-4, 0.0122456453, 4.70997428e-4});
}

ClaimResult strong_hopping_row() {
  return row(resonant(1), {0.00981236266, 0.00973142868, 0.00973142868, 0.00975575725, 0.0122153946});
}

ClaimResult detuned_row() {
  return row(detuned(), {7.53036913e-4, 7.51832001e-4, 7.51841468e-4, 7.52015864e-4, -1.23579685e-4});
}

ClaimResult eigenstate_rates_fail_below_the_width() {
  const Parameters p = resonant(0.01);
  return near(26, current(p, Method::pauli_global) / current(p, Method::negf), 0.01);
}

ClaimResult local_jumps_fake_an_inverse_current() {
  const Answer found = answer(detuned(), Method::local);
  ClaimResult result = near(-9.0625e-5, found.quantities.number("entropy_production"), 1e-5);
  result.expected += ", law_violated";
  result.found += ", " + status_text(found.certificate.status);
  result.holds = result.holds && found.certificate.status == Status::law_violated;
  return result;
}

ClaimResult no_other_method_has_it() {
  Real lowest = 1;
  for (const Method method : {Method::pauli_global, Method::perlind, Method::redfield, Method::one_vn, Method::negf})
    lowest = std::min(lowest, current(detuned(), method));
  return {"> 0", fmt::format("{:.9g}", lowest), lowest > 0};
}

ClaimResult redfield_is_one_vn_without_interaction() {
  RandomDots dots(1);
  Real worst = 0;
  for (int k = 0; k < 200; ++k) {
    Parameters p = dots.next();
    p.has_principal_values = k % 2 == 1;
    p.method = Method::redfield;
    const BornMarkov one = second_order_flow(p);
    p.method = Method::one_vn;
    const BornMarkov other = second_order_flow(p);
    const Exchange a = one.exchange(qalor::steady_state(one).state, 0);
    const Exchange b = other.exchange(qalor::steady_state(other).state, 0);
    worst = std::max({worst, std::abs(a.particles - b.particles), std::abs(a.energy - b.energy)});
  }
  return below(1e-12, worst);
}

ClaimResult exact_currents_are_conserved() {
  RandomDots dots(2);
  Real worst = 0;
  for (int k = 0; k < 20; ++k) {
    const Certificate certificate = exact_currents(dots.next()).certificate;
    for (const std::string name : {"particle_balance", "energy_balance"})
      worst = std::max(worst, certificate.details.number(name));
  }
  return below(1e-12, worst);
}

ClaimResult one_vn_is_not_positive() {
  return near(-3.7291e-5, answer(blockaded(), Method::one_vn).quantities.number("min_eigenvalue"), 1e-5);
}

/// Relative error of J_N^L against the exact one.
Real error(Parameters p, Method method, Real gamma) {
  p.left.spectrum = p.right.spectrum = FlatDamping{gamma};
  return answer(p, method).certificate.details.number("particle_current_error");
}

ClaimResult errors_fall_with_the_rates() {
  Parameters p = resonant(1);
  p.right.beta = 1 / 0.7;
  std::vector<Real> ratios;
  for (const Method method : {Method::perlind, Method::redfield, Method::one_vn, Method::pauli_global})
    ratios.push_back(error(p, method, 1e-3) / error(p, method, 1e-4));
  return near({10, 10, 10, 10}, ratios, 5e-3);  // the next order in Gamma/T
}

ClaimResult local_is_good_at_weak_hopping() {
  Real worst = 0;
  for (const Real gamma : {0.1, 0.01, 0.001})
    worst = std::max(worst, error(resonant(0.1 * gamma), Method::local, gamma) / gamma);
  return below(0.01, worst);
}

}  // namespace

std::vector<Claim> claims() {
  const std::string row_of = ": J_N^L of negf, perlind, redfield, pauli_global, local";
  return {
      {"eigenstate rates need a splitting above the width, hopping 0.01" + row_of, hofer, weak_hopping_row},
      {"there pauli_global is 26 times too large", hofer, eigenstate_rates_fail_below_the_width},
      {"local jumps need a hopping below the width, hopping 1" + row_of, hofer, strong_hopping_row},
      {"and equal levels, detuned dots" + row_of, levy_kosloff, detuned_row},
      {"the inverse current of local jumps is fake: its entropy production is negative and reported", levy_kosloff,
       local_jumps_fake_an_inverse_current},
      {"no other method has it: the smallest J_N^L of the other five", kirsanskas, no_other_method_has_it},
      {"without interaction redfield and one_vn have equal currents, for 200 random double dots", qmeq,
       redfield_is_one_vn_without_interaction},
      {"the exact currents of both leads add up to 0, for 20 random double dots", meir_wingreen,
       exact_currents_are_conserved},
      {"one_vn with principal values has a state that is not positive: smallest eigenvalue", qmeq,
       one_vn_is_not_positive},
      {"perlind, redfield, one_vn and pauli_global approach negf as Gamma/T: error at Gamma = 1e-3 over 1e-4",
       kirsanskas, errors_fall_with_the_rates},
      {"so does local between equal levels at hopping = Gamma/10: largest error over Gamma/T", hofer,
       local_is_good_at_weak_hopping},
  };
}

}  // namespace qalor::two_dots
