#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <type_traits>

#include "qalor/solve/four_states.hpp"
#include "qalor/solve/rate_numbers.hpp"
#include "qalor/solve/three_terminal.hpp"

// The closed form of the four states, for the number type T of the answer and the type N of rates: the same type, or
// Scaled where products of three and four rates leave the range of T.
namespace qalor::three_terminal {

enum Edge : std::size_t { L0, L1, R0, R1, M0, M1 };  // NOLINT(readability-identifier-naming): as in the formulas
template <class T>
using PerEdge = std::array<T, 6>;

/// The filling and the emptying rate of each edge [rate].
template <class N>
struct Rates {
  PerEdge<N> fill, empty;
};

/// Weights of the states and of the cycles. S = sum of the weights of the states; s_l belongs to the cycle LR_l.
template <class N>
struct Trees {
  std::array<N, 4> state;
  N total, s0, s1;
};

/// What filling costs, over the temperature of the lead [1].
template <class T>
PerEdge<T> costs(const ThreeTerminal<T>& d) {
  const T u0 = d.eps_u;
  const T u1 = d.eps_u + d.U;
  const T l0 = d.eps_l;
  const T l1 = d.eps_l + d.U;
  return {(u0 - d.mu_L) / d.T_L, (u1 - d.mu_L) / d.T_L, (u0 - d.mu_R) / d.T_R,
          (u1 - d.mu_R) / d.T_R, (l0 - d.mu_M) / d.T_M, (l1 - d.mu_M) / d.T_M};
}

template <class T>
PerEdge<T> tunnelling(const ThreeTerminal<T>& d) {
  return {d.gamma_L[0], d.gamma_L[1], d.gamma_R[0], d.gamma_R[1], d.gamma_M[0], d.gamma_M[1]};
}

template <class N, class T>
Rates<N> rates(const ThreeTerminal<T>& d) {
  const PerEdge<T> x = costs(d);
  const PerEdge<T> gamma = tunnelling(d);
  Rates<N> out;
  for (std::size_t e = 0; e < 6; ++e) std::tie(out.fill[e], out.empty[e]) = fill_and_empty<N>(gamma[e], x[e]);
  return out;
}

/// Affinities of the cycles LR_0, LR_1, LL, LR, RL, RR from differences of temperatures and of chemical potentials.
template <class T>
std::array<T, 6> affinities(const ThreeTerminal<T>& d) {
  const T hotter = d.T_L - d.T_R;
  const T bias = (d.mu_L - d.mu_R) * d.T_R;
  const T product = d.T_L * d.T_R;
  const T b0 = ((d.eps_u - d.mu_R) * hotter + bias) / product;
  const T b1 = ((d.eps_u + d.U - d.mu_R) * hotter + bias) / product;
  const T drag_L = d.U * (d.T_M - d.T_L) / (d.T_L * d.T_M);
  const T drag_R = d.U * (d.T_M - d.T_R) / (d.T_R * d.T_M);
  return {b0, b1, drag_L, b0 + drag_R, drag_L - b0, drag_R};
}

template <class N>
Trees<N> trees(const Rates<N>& r) {
  const SquareRates<N> all{{r.fill[L0] + r.fill[R0], r.fill[L1] + r.fill[R1]},
                           {r.empty[L0] + r.empty[R0], r.empty[L1] + r.empty[R1]},
                           {r.fill[M0], r.fill[M1]},
                           {r.empty[M0], r.empty[M1]}};
  Trees<N> out;
  out.state = steady_weights(all);
  out.total = (out.state[0] + out.state[1]) + (out.state[2] + out.state[3]);
  out.s0 = all.empty_l[0] * (all.empty_l[1] + all.empty_u[1]) + all.fill_u[1] * all.empty_l[1];
  out.s1 = all.fill_l[0] * (all.fill_l[1] + all.empty_u[0]) + all.fill_u[0] * all.fill_l[1];
  return out;
}

/// In the order of affinities(): S_c/S times the difference of the rate products.
template <class T, class N>
std::array<T, 6> cycle_fluxes(const Rates<N>& r, const Trees<N>& t, const std::array<T, 6>& affinity) {
  const N weight0 = t.s0 / t.total;
  const N weight1 = t.s1 / t.total;
  const N in_out = r.fill[M1] * r.empty[M0] / t.total;
  const N out_in = r.empty[M1] * r.fill[M0] / t.total;
  const auto line = [&](const N& weight, Edge from, Edge to, const T& a) {
    return net_flux<T, N>(weight * (r.fill[from] * r.empty[to]), weight * (r.empty[from] * r.fill[to]), a);
  };
  const auto round = [&](Edge from, Edge to, const T& a) {
    return net_flux<T, N>(r.fill[from] * r.empty[to] * in_out, r.empty[from] * r.fill[to] * out_in, a);
  };
  return {line(weight0, L0, R0, affinity[0]), line(weight1, L1, R1, affinity[1]), round(L0, L1, affinity[2]),
          round(L0, R1, affinity[3]),         round(R0, L1, affinity[4]),         round(R0, R1, affinity[5])};
}

/// Net fluxes into the dots through the edges, from those of the cycles.
template <class T>
PerEdge<T> edge_fluxes(const std::array<T, 6>& cycle) {
  const T& lr0 = cycle[0];
  const T& lr1 = cycle[1];
  const T& ll = cycle[2];
  const T& lr = cycle[3];
  const T& rl = cycle[4];
  const T& rr = cycle[5];
  const T gate = (ll + lr) + (rl + rr);
  return {lr0 + (ll + lr), lr1 - (ll + rl), (rl + rr) - lr0, -(lr1 + (lr + rr)), -gate, gate};
}

template <class T, class N>
T largest_one_way_flux(const Rates<N>& r, const std::array<N, 4>& p) {
  constexpr std::array<std::size_t, 6> empty{0, 2, 0, 2, 0, 1};
  constexpr std::array<std::size_t, 6> full{1, 3, 1, 3, 2, 3};
  T out = value(N(r.fill[L0] * p[0]));
  for (std::size_t e = 0; e < 6; ++e) {
    const N in = r.fill[e] * p[empty[e]];
    const N back = r.empty[e] * p[full[e]];
    out = larger(out, larger(value(in), value(back)));
  }
  return out;
}

template <class N, class T>
ThreeTerminalState<T> closed_form(const ThreeTerminal<T>& d) {
  const Rates<N> r = rates<N>(d);
  const Trees<N> t = trees(r);
  std::array<N, 4> p;
  ThreeTerminalState<T> out;
  for (std::size_t s = 0; s < 4; ++s) {
    p[s] = t.state[s] / t.total;
    out.populations[s] = value(p[s]);
  }
  out.cycle_affinity = affinities(d);
  out.cycle_flux = cycle_fluxes<T, N>(r, t, out.cycle_affinity);
  out.edge_flux = edge_fluxes(out.cycle_flux);
  out.particle_current_L = out.edge_flux[L0] + out.edge_flux[L1];
  out.energy_current_L = d.eps_u * out.edge_flux[L0] + (d.eps_u + d.U) * out.edge_flux[L1];
  out.energy_current_M = d.U * out.edge_flux[M1];
  out.entropy_production = out.cycle_flux[0] * out.cycle_affinity[0];
  for (std::size_t c = 1; c < 6; ++c) out.entropy_production += out.cycle_flux[c] * out.cycle_affinity[c];
  out.largest_flux = largest_one_way_flux<T, N>(r, p);
  return out;
}

template <class T>
using Mask = std::conditional_t<std::is_same_v<T, Lanes>, Eigen::Array<bool, 8, 1>, bool>;

/// Whether products of four rates, and their ratios to products of three, stay between 1e-308 and 1e308.
template <class T>
Mask<T> within_range(const ThreeTerminal<T>& d) {
  using std::abs;
  const PerEdge<T> x = costs(d);
  const PerEdge<T> gamma = tunnelling(d);
  const T one = x[0] * 0 + 1;
  T coldest = abs(x[0]);
  T fastest = one;
  T slowest = one;
  for (std::size_t e = 0; e < 6; ++e) {
    coldest = larger(coldest, T(abs(x[e])));
    fastest = larger(fastest, gamma[e]);
    slowest = -larger(T(-slowest), T(-choose(gamma[e] > 0, gamma[e], one)));
  }
  return coldest <= 140 && fastest <= 1e12 && slowest >= 1e-12;
}

}  // namespace qalor::three_terminal
