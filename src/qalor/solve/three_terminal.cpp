// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/three_terminal.hpp"

#include "qalor/solve/three_terminal_kernel.hpp"

namespace qalor {
namespace {

using three_terminal::closed_form;
using three_terminal::within_range;

ThreeTerminalState<double> steady_state_of(const ThreeTerminal<double>& d) {
  return within_range(d) ? closed_form<double>(d) : closed_form<Scaled>(d);
}

template <std::size_t n>
std::array<double, n> lane(const std::array<Lanes, n>& all, int i) {
  std::array<double, n> out;
  for (std::size_t k = 0; k < n; ++k) out[k] = all[k][i];
  return out;
}

template <std::size_t n>
void set_lane(std::array<Lanes, n>& all, int i, const std::array<double, n>& one) {
  for (std::size_t k = 0; k < n; ++k) all[k][i] = one[k];
}

void set_lane(ThreeTerminalState<Lanes>& all, int i, const ThreeTerminalState<double>& one) {
  set_lane(all.populations, i, one.populations);
  set_lane(all.edge_flux, i, one.edge_flux);
  set_lane(all.cycle_flux, i, one.cycle_flux);
  set_lane(all.cycle_affinity, i, one.cycle_affinity);
  all.particle_current_L[i] = one.particle_current_L;
  all.energy_current_L[i] = one.energy_current_L;
  all.energy_current_M[i] = one.energy_current_M;
  all.entropy_production[i] = one.entropy_production;
  all.largest_flux[i] = one.largest_flux;
}

/// Lanes out of range are done one by one, so that no lane feels its neighbours.
ThreeTerminalState<Lanes> steady_state_of(const ThreeTerminal<Lanes>& d) {
  const auto ok = within_range(d);
  ThreeTerminalState<Lanes> out = closed_form<Lanes>(d);
  for (int i = 0; i < 8; ++i)
    if (!ok[i]) set_lane(out, i, closed_form<Scaled>(qalor::lane(d, i)));
  return out;
}

}  // namespace

template <class T>
ThreeTerminalState<T> steady_state(const ThreeTerminal<T>& device) {
  return steady_state_of(device);
}

ThreeTerminal<double> lane(const ThreeTerminal<Lanes>& devices, int i) {
  return transformed(devices, [i](const Lanes& x) { return x[i]; });
}

ThreeTerminalState<double> lane(const ThreeTerminalState<Lanes>& s, int i) {
  return {lane(s.populations, i),    lane(s.edge_flux, i),    lane(s.cycle_flux, i),
          lane(s.cycle_affinity, i), s.particle_current_L[i], s.energy_current_L[i],
          s.energy_current_M[i],     s.entropy_production[i], s.largest_flux[i]};
}

template ThreeTerminalState<double> steady_state(const ThreeTerminal<double>&);
template ThreeTerminalState<Lanes> steady_state(const ThreeTerminal<Lanes>&);

}  // namespace qalor
