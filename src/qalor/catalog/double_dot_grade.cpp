// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <tuple>

#include "qalor/catalog/double_dot.hpp"
#include "qalor/solve/steady.hpp"

namespace qalor::two_dots {
namespace {

constexpr Real rounding = 1e-12;  // of the gross flows, below which a current has no sign

/// Currents that oppose both thermodynamic forces, in equations sigma = J_E (1/T_R - 1/T_L) + J_N (mu_L/T_L -
/// mu_R/T_R) of the currents out of lead L.
struct Inverse {
  bool particles = false;
  bool energy = false;
};

Inverse inverse_currents(const Parameters& p, const Ledger& ledger) {
  const Real force_e = p.right.beta - p.left.beta;
  const Real force_n = p.left.beta * p.left.chemical_potential - p.right.beta * p.right.chemical_potential;
  if (!(force_e * force_n > 0)) return {};
  const BathEntry& lead = ledger.baths[0];
  const Real size_n = rounding * (p.gamma_L() + p.gamma_R());
  const Real size_e = rounding * lead.gross_energy;
  return {std::abs(lead.particles) > size_n && lead.particles * force_n<0, std::abs(lead.energy)> size_e &&
          lead.energy * force_e < 0};
}

/// An inverse current that another method does not have is none.
void confirm(const Parameters& p, const Inverse& found, const Ledger& other, const std::string& method,
             Certificate& certificate) {
  const Inverse there = inverse_currents(p, other);
  for (const auto& [here, confirmed, what] :
       {std::tuple{found.particles, there.particles, "particle"}, std::tuple{found.energy, there.energy, "energy"}})
    if (here && !confirmed)
      certificate.warn(
          fmt::format("the {} current opposes both forces, but not with `method` = \"{}\": it is made by "
                      "the equation, not by the dots",
                      what, method));
}

Ledger perlind_books(Parameters p) {
  p.method = Method::perlind;
  const Lindblad flow = lindblad_flow(p);
  return balance(flow, qalor::steady_state(flow).state);
}

/// The exact books, where they are known and have converged.
std::optional<Ledger> exact_books(const Parameters& p) {
  if (p.U != 0) return std::nullopt;
  const LeadCurrents currents = exact_currents(p);
  if (currents.certificate.status != Status::ok) return std::nullopt;
  return ledger({p.left, p.right}, currents);
}

}  // namespace

void grade(const Parameters& p, const Ledger& found, Certificate& certificate) {
  const std::optional<Ledger> exact = exact_books(p);
  const auto write = [&](const std::string& name, Real BathEntry::*current, Real gross) {
    const Real right = exact->baths[0].*current;
    if (std::abs(right) <= rounding * gross) return;  // nothing flows: no relative error
    certificate.details.set(name, std::abs(found.baths[0].*current - right) / std::abs(right));
  };
  if (exact) {
    write("particle_current_error", &BathEntry::particles, p.gamma_L() + p.gamma_R());
    write("energy_current_error", &BathEntry::energy, exact->baths[0].gross_energy);
  }
  const Inverse inverse = inverse_currents(p, found);
  if (!inverse.particles && !inverse.energy) return;
  const bool is_trusted = p.method == Method::perlind || p.method == Method::pauli_global;
  if (!is_trusted) confirm(p, inverse, perlind_books(p), "perlind", certificate);
  if (exact) confirm(p, inverse, *exact, "negf", certificate);
}

}  // namespace qalor::two_dots
