// SPDX-License-Identifier: BSD-3-Clause
#include <cmath>

#include "qalor/catalog/coupled_pair.hpp"
#include "qalor/dynamics/lamb_shift.hpp"
#include "qalor/dynamics/perlind.hpp"

namespace qalor::pair {
namespace {

Spectrum read_spectrum(const Settings& s, const std::string& site) {
  const std::string& rule = s.text("bath_spectrum");
  if (rule == "ohmic") return Ohmic{s.real("eta_" + site), s.real("omega_c")};
  const Real gamma = s.real("gamma_" + site);
  if (rule == "flat_damping") return FlatDamping{gamma};
  return FlatEmission{gamma};
}

Dynamics read_dynamics(const std::string& name) {
  if (name == "global") return Dynamics::global;
  if (name == "partial_secular") return Dynamics::partial_secular;
  if (name == "universal") return Dynamics::universal;
  if (name == "redfield") return Dynamics::redfield;
  if (name == "collision") return Dynamics::collision;
  if (name == "landauer") return Dynamics::landauer;
  return Dynamics::local;
}

/// The books that belong to a generator when the user names none.
Heat default_heat(Dynamics dynamics) {
  return dynamics == Dynamics::local || dynamics == Dynamics::collision ? Heat::bare : Heat::full;
}

Matrix hop() {
  Matrix k = Matrix::Zero(2, 2);
  k(0, 1) = 1;
  return k;
}

}  // namespace

Parameters read(const Settings& s) {
  Parameters p;
  p.is_oscillator = s.text("particle") == "oscillator";
  p.is_coherent = s.text("coupling") == "coherent";
  p.dynamics = read_dynamics(s.text("dynamics"));
  p.heat = default_heat(p.dynamics);
  if (s.has("heat")) p.heat = s.text("heat") == "full" ? Heat::full : Heat::bare;
  p.omega_A = s.real("omega_A");
  p.omega_B = s.real("omega_B");
  p.epsilon = p.is_coherent ? 0 : s.real("epsilon");
  p.g = p.is_coherent ? s.real("g") : 0;
  p.a = {"A", s.real("beta_A"), read_spectrum(s, "A")};
  p.b = {"B", s.real("beta_B"), read_spectrum(s, "B")};
  p.collision_time = s.real("collision_time");
  if (s.has("cluster_width")) p.cluster_width = s.real("cluster_width");
  p.has_lamb_shift = s.integer("lamb_shift") == 1;
  return p;
}

Machine qubit_machine(const Parameters& p) {
  const Space space({qubit("A"), qubit("B")});
  const Operator hop_up = raise(space, 0) * lower(space, 1);
  Machine machine{
      p.omega_A * number(space, 0) + p.omega_B * number(space, 1), p.g * (hop_up + hop_up.adjoint()), {p.a, p.b}, {}};
  machine.couplings.push_back({lower(space, 0) + raise(space, 0), 0});
  machine.couplings.push_back({lower(space, 1) + raise(space, 1), 1});
  if (!p.is_coherent) machine.noises.push_back({"exchange", hop_up, p.epsilon});
  return machine;
}

BosonMachine boson_machine(const Parameters& p) {
  BosonMachine machine;
  machine.bare = Vector{{p.omega_A, p.omega_B}}.asDiagonal();
  machine.interaction = p.g * (hop() + hop().adjoint());
  machine.baths = {p.a, p.b};
  machine.couplings = {{0, 0}, {1, 1}};
  if (!p.is_coherent) machine.noises.push_back({"exchange", hop(), p.epsilon});
  return machine;
}

Lindblad qubit_flow(const Parameters& p) {
  const Machine machine = qubit_machine(p);
  const auto shifted = [&](Lindblad flow) {
    if (!p.has_lamb_shift) return flow;
    if (p.dynamics == Dynamics::universal) return flow.with_shifts(resolved_lamb_shift(machine));
    return flow.with_shifts(lamb_shift(machine, p.dynamics == Dynamics::local ? machine.bare : flow.heat_energy()));
  };
  if (p.dynamics == Dynamics::global) return shifted(global_lindblad(machine));
  if (p.dynamics == Dynamics::universal) return shifted(perlind(machine));
  if (p.dynamics == Dynamics::partial_secular)
    return shifted(partial_secular_lindblad(machine, p.cluster_width.value_or(10 * mean_width(p))));
  return shifted(local_lindblad(machine, p.heat));
}

BornMarkov second_order_flow(const Parameters& p) {
  constexpr Real no_flat_band = 1;  // the shift of a bath of bosons has a cutoff of its own
  return {qubit_machine(p), Scheme::redfield, p.has_lamb_shift ? std::optional(no_flat_band) : std::nullopt};
}

BosonFlow boson_flow(const Parameters& p) {
  return p.dynamics == Dynamics::global ? global_bosons(boson_machine(p)) : local_bosons(boson_machine(p), p.heat);
}

Collisions collision_flow(const Parameters& p) {
  return {qubit_machine(p).hamiltonian(),
          {{0, p.omega_A, relaxation_rate(p, p.a, p.omega_A), p.a},
           {1, p.omega_B, relaxation_rate(p, p.b, p.omega_B), p.b}},
          p.collision_time};
}

bool second_law_is_theorem(const Parameters& p) {
  if (p.dynamics == Dynamics::universal || p.dynamics == Dynamics::redfield) return false;
  return !(p.dynamics == Dynamics::local && p.is_coherent && p.heat == Heat::full && p.g != 0);
}

}  // namespace qalor::pair
