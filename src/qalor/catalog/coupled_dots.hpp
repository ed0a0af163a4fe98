#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>

#include "qalor/catalog/model.hpp"
#include "qalor/machine/dots.hpp"
#include "qalor/solve/three_terminal.hpp"

namespace qalor {

/// Two dots that feel each other's charge, one between the leads L and R, one at the gate lead M: the record.
Model coupled_dots();

namespace dots {

using Device = ThreeTerminal<Real>;
using State = ThreeTerminalState<Real>;

/// Which two of the three temperatures agree, and with them the two forces and their conjugate currents.
struct Pair {
  bool is_ends = false;  ///< T_L = T_M, else T_L = T_R ("gate")
  Real origin = 0;       ///< E_0 from which "ends" counts energies
};

Device read(const Settings& settings);
Pair read_pair(const Settings& keys);
/// Leads L, R, M; sites u, l.
DotNetwork network(const Device& d);

/// The forces of any three temperatures, on J_E^M, J_N^L and J_E^L.
struct Forces {
  Real energy, particle, left;
};
Forces forces(const Device& d);

/// Handedness, by which the gate drags particles along; nothing where the upper dot has no lead at some n_l.
std::optional<Real> handedness(const Device& d);

/// The two forces of a pair, the currents they drive, and what counts as zero.
struct Reading {
  bool has_two_forces;
  Real force_E, force_N;
  Real current_E, current_N;
  Real zero_current;  ///< tau: below it a particle current is rounding
  Real unit_energy;   ///< e_0: below tau e_0 an energy current is rounding
  Real zero_force;
};
Reading reading(const Device& d, const State& state, const Pair& pair);
/// The largest one-way flux times how far from equilibrium the device is, times rounding.
Real rounding_threshold(const Forces& f, const Device& d, const State& state);

/// Onsager coefficients of a pair.
struct Onsager {
  Real EE, EN, NN;
  Real zero() const;  ///< below it EN is rounding
};
/// At the equilibrium (T_R; mean of mu_L and mu_R, or mu_R of "ends") that belongs to the device.
Onsager onsager(const Device& d, const Pair& pair);
/// Of the currents J_E^M, J_N^L, J_E^L, by the cycles in equilibrium.
RealMatrix equilibrium_response(const Device& d);
Device equilibrium(Device d, const Pair& pair);

/// The four classification codes.
struct Codes {
  std::optional<std::int64_t> forces_parallel;  ///< 1, -1, 0; none with a third force
  std::int64_t inverse = -1;
  std::int64_t classification = -1;
  std::int64_t linear_inverse = -1;
};
Codes classify(const Reading& r, const Onsager& l);

/// The device at forces (F_E, F_N) from the equilibrium that its T_R, mu_L and mu_R are.
Device at_forces(Device d, const Pair& pair, Real force_E, Real force_N);

Answer steady_state(const Device& d, const Settings& keys);
Answer cycles(const Device& d);
Answer cumulants(const Device& d, const Settings& keys);
Answer response(const Device& d, const Settings& keys);
Answer map(const Device& d, const Settings& keys);
Answer machine(const Device& d, const Settings& keys);

std::vector<Complaint> check(const Question& question);
/// The same numbers by the general route, the network eliminated: residual |W p|, conservation and elimination_error,
/// each the largest of all states that are checked into one certificate. Not converged when they disagree by 1e-13 of
/// the largest flux.
void cross_check(const Device& d, const State& s, Certificate& certificate);
/// How far the rate equation holds: tunnelling rates far below the temperatures.
void warn_of_strong_coupling(const Device& d, Certificate& certificate);
std::vector<Quantity> quantities();
std::vector<Claim> claims();

}  // namespace dots
}  // namespace qalor
