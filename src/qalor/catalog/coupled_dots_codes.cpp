// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <cmath>

#include "qalor/catalog/coupled_dots.hpp"
#include "qalor/solve/three_terminal_kernel.hpp"

namespace qalor::dots {
namespace {

/// Opposite to forces of the given sign, beyond rounding.
bool opposes(Real current, Real sign, Real zero) { return sign * current < -zero; }

/// 0 none, 1 the particle current opposes both forces, 2 the energy current, 3 both.
std::int64_t inverse_code(const Reading& r, Real current_E, Real current_N) {
  const Real sign = r.force_E > 0 ? 1 : -1;
  return (opposes(current_N, sign, r.zero_current) ? 1 : 0) +
         (opposes(current_E, sign, r.zero_current * r.unit_energy) ? 2 : 0);
}

std::int64_t parallel_code(const Reading& r) {
  if (std::abs(r.force_E) < r.zero_force || std::abs(r.force_N) < r.zero_force) return 0;
  return (r.force_E > 0) == (r.force_N > 0) ? 1 : -1;
}

using three_terminal::Edge;

/// How often each cycle is turned in either direction in equilibrium, times what it carries of two currents, summed.
template <class N>
RealMatrix cycle_sums(const Device& d) {
  using namespace three_terminal;
  const Rates<N> r = rates<N>(d);
  const Trees<N> t = trees(r);
  const auto turns = [&](const N& weight, Edge in, Edge out) {
    return value(N(weight * r.fill[in] * r.empty[out] / t.total));
  };
  const N round = r.fill[M1] * r.empty[M0];
  const Real w0 = d.eps_u, w1 = d.eps_u + d.U;
  struct Carried {
    Real turns;
    RealVector charges;  ///< energy out of M, particles and energy out of L
  };
  const std::array<Carried, 6> cycles{{{turns(t.s0, L0, R0), RealVector{{0, 1, w0}}},
                                       {turns(t.s1, L1, R1), RealVector{{0, 1, w1}}},
                                       {turns(round, L0, L1), RealVector{{d.U, 0, -d.U}}},
                                       {turns(round, L0, R1), RealVector{{d.U, 1, w0}}},
                                       {turns(round, R0, L1), RealVector{{d.U, -1, -w1}}},
                                       {turns(round, R0, R1), RealVector{{d.U, 0, 0}}}}};
  RealMatrix out = RealMatrix::Zero(3, 3);
  for (const auto& [number, charges] : cycles) out += number * charges * charges.transpose();
  return out;
}

}  // namespace

Real rounding_threshold(const Forces& f, const Device& d, const State& state) {
  const Real size = (std::abs(f.energy) + std::abs(f.left)) * std::abs(d.U) + std::abs(f.particle);
  return 1e-13 * state.largest_flux * std::min<Real>(1, size);
}

Reading reading(const Device& d, const State& state, const Pair& pair) {
  const Forces f = forces(d);
  Reading out{};
  out.has_two_forces = pair.is_ends ? d.T_L == d.T_M : d.T_L == d.T_R;
  out.force_E = f.energy;
  out.force_N = f.particle + pair.origin * f.energy;
  out.current_N = state.particle_current_L;
  out.zero_force = 1e-13 / d.T_R;
  if (pair.is_ends) {
    const Real w0 = d.eps_u - pair.origin, w1 = d.eps_u + d.U - pair.origin;
    out.current_E = -(w0 * state.edge_flux[Edge::R0] + w1 * state.edge_flux[Edge::R1]);  // -J_E^R, counted from E_0
    out.unit_energy = std::max(std::abs(w0), std::abs(w1));
  } else {
    out.current_E = state.energy_current_M;
    out.unit_energy = std::abs(d.U);
  }
  const Real size = std::abs(out.force_E) * out.unit_energy + std::abs(out.force_N);
  out.zero_current = 1e-13 * state.largest_flux * std::min<Real>(1, size);
  return out;
}

RealMatrix equilibrium_response(const Device& d) {
  const RealMatrix plain = cycle_sums<Real>(d);
  return plain.allFinite() && plain(1, 1) > 1e-200 ? plain : cycle_sums<Scaled>(d);
}

Real Onsager::zero() const { return 1e-12 * std::sqrt(EE * NN); }

Onsager onsager(const Device& d, const Pair& pair) {
  const RealMatrix l = equilibrium_response(equilibrium(d, pair));
  if (!pair.is_ends) return {l(0, 0), l(0, 1), l(1, 1)};
  // -J_E^R = J_E^M + J_E^L, and -J_N^R = J_N^L.
  const Real EE = l(0, 0) + 2 * l(0, 2) + l(2, 2);
  const Real EN = l(0, 1) + l(2, 1);
  const Real NN = l(1, 1);
  const Real e = pair.origin;
  return {EE - 2 * e * EN + e * e * NN, EN - e * NN, NN};
}

Codes classify(const Reading& r, const Onsager& l) {
  Codes out;
  if (!r.has_two_forces) return out;
  out.forces_parallel = parallel_code(r);
  if (out.forces_parallel != 1) return out;
  out.inverse = inverse_code(r, r.current_E, r.current_N);
  const bool genuine = l.EN < -l.zero();
  out.classification = out.inverse == 0 ? 0 : genuine ? 1 : 2;
  out.linear_inverse = inverse_code(r, l.EE * r.force_E + l.EN * r.force_N, l.EN * r.force_E + l.NN * r.force_N);
  return out;
}

}  // namespace qalor::dots
