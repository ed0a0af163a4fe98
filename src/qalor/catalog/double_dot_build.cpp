// SPDX-License-Identifier: BSD-3-Clause
#include <array>
#include <cmath>
#include <utility>

#include "qalor/catalog/double_dot.hpp"
#include "qalor/dynamics/lamb_shift.hpp"
#include "qalor/dynamics/perlind.hpp"

namespace qalor::two_dots {
namespace {

constexpr std::array<std::pair<Method, const char*>, 6> names{{{Method::pauli_global, "pauli_global"},
                                                               {Method::local, "local"},
                                                               {Method::perlind, "perlind"},
                                                               {Method::redfield, "redfield"},
                                                               {Method::one_vn, "one_vn"},
                                                               {Method::negf, "negf"}}};

Method read_method(const std::string& text) {
  for (const auto& [method, name] : names)
    if (text == name) return method;
  return Method::perlind;
}

Bath read_lead(const Settings& s, const std::string& name) {
  return {name, 1 / s.real("T_" + name), FlatDamping{s.real("gamma_" + name)}, s.real("mu_" + name),
          Statistics::fermion};
}

}  // namespace

Real Parameters::splitting() const { return std::hypot(eps_1 - eps_2, 2 * hopping); }

std::string method_text(Method method) {
  for (const auto& [known, name] : names)
    if (known == method) return name;
  return "";
}

Parameters read(const Settings& s) {
  Parameters p;
  p.eps_1 = s.real("eps_1");
  p.eps_2 = s.real("eps_2");
  p.hopping = s.real("hopping");
  p.U = s.real("U");
  p.left = read_lead(s, "L");
  p.right = read_lead(s, "R");
  p.bandwidth = s.real("bandwidth");
  p.method = read_method(s.text("method"));
  p.has_principal_values = s.integer("principal_value") == 1;
  p.has_lamb_shift = s.integer("lamb_shift") == 1;
  return p;
}

Machine machine(const Parameters& p) {
  const Space space({fermion("1"), fermion("2")});
  const Operator hop = raise(space, 0) * lower(space, 1);
  const Operator charged = number(space, 0) * number(space, 1);
  return {p.eps_1 * number(space, 0) + p.eps_2 * number(space, 1) + p.U * charged,
          p.hopping * (hop + hop.adjoint()),
          {p.left, p.right},
          {{lower(space, 0), 0}, {lower(space, 1), 1}}};
}

Lindblad lindblad_flow(const Parameters& p) {
  const Machine dots = machine(p);
  const bool is_local = p.method == Method::local;
  Lindblad flow = p.method == Method::pauli_global ? global_lindblad(dots)
                  : is_local                       ? local_lindblad(dots, Heat::full)
                                                   : perlind(dots);
  if (!p.has_lamb_shift) return flow;
  if (p.method == Method::perlind) return flow.with_shifts(resolved_lamb_shift(dots, p.bandwidth));
  return flow.with_shifts(lamb_shift(dots, is_local ? dots.bare : dots.hamiltonian(), p.bandwidth));
}

BornMarkov second_order_flow(const Parameters& p) {
  const Scheme scheme = p.method == Method::one_vn ? Scheme::one_vn : Scheme::redfield;
  return {machine(p), scheme, p.has_principal_values ? std::optional(p.bandwidth) : std::nullopt};
}

LeadCurrents exact_currents(const Parameters& p) {
  return negf_currents(FermionTransport(fermion_network(machine(p))));
}

Ledger ledger(const std::vector<Bath>& baths, const LeadCurrents& currents) {
  Ledger out;
  for (std::size_t x = 0; x < baths.size(); ++x) {
    const Exchange& net = currents.net[x];
    const Real heat = net.energy - baths[x].chemical_potential * net.particles;
    const Real gross = currents.gross[x].energy + std::abs(baths[x].chemical_potential) * currents.gross[x].particles;
    out.baths.push_back({baths[x].name, net.energy, net.particles, heat, baths[x].beta * heat, gross});
    out.entropy_production -= baths[x].beta * heat;
  }
  return out;
}

}  // namespace qalor::two_dots
