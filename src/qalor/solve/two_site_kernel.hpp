#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <array>
#include <cstdint>

#include "qalor/solve/four_states.hpp"
#include "qalor/solve/lanes.hpp"

// Populations and currents of two sites that feel each other, eight points at once, with few exponentials: 8 for a
// spinful dot, 7 for three terminals. Currents near equilibrium keep their digits because every difference of rates
// is formed from e^x - 1 of a difference of energies, temperatures or chemical potentials.
namespace qalor::two_sites {

using Mask = std::int64_t __attribute__((vector_size(64)));  ///< -1 for true, as comparisons of packs have it

/// A site and its n leads. The lanes of rates are 0 or within 1e-12..1e12, |(w - mu)/T| <= 140.
template <std::size_t n>
struct Site {
  Pack energy;
  std::array<Pack, n> T, mu;
  std::array<std::array<Pack, 2>, n> gamma;  ///< by the occupation of the other site
};

/// e^(U/T - U/T_0) for the leads a and b, T_0 being the temperature of the reference lead.
struct Shifts {
  Exponential a, b;
};

/// What a site does by itself, by the occupation of the other.
struct Response {
  std::array<Pack, 2> fill, empty;  ///< all leads together [rate]
  std::array<Pack, 2> through;  ///< from the first lead to the second, per time that the other is so occupied [rate]
  std::array<Pack, 2> share;    ///< of the first lead in the rates
  Pack drive;                   ///< fill_0 empty_1 - e^(U/T_0) fill_1 empty_0 [rate^2]
};

/// e^(U/T_b - U/T_a).
[[gnu::always_inline]] inline Exponential shift(const Pack& U, const Pack& T_a, const Pack& T_b) {
  return exponential(U * (T_a - T_b) / (T_a * T_b));
}

/// e^(x + y) - 1, to the rounding of the larger of e^(x + y) and 1.
[[gnu::always_inline]] inline void product_minus_one(const Exponential& x, const Exponential& y, Pack& out) {
  const Mask ordered = x.value <= y.value;
  const Pack low = ordered ? x.minus_one : y.minus_one;
  const Pack factor = ordered ? x.value : y.value;
  out = low + factor * (ordered ? y.minus_one : x.minus_one);
}

/// e^x - e^y, to the rounding of the larger, and of x - y where both are small.
[[gnu::always_inline]] inline void difference(const Exponential& x, const Exponential& y, Pack& out) {
  out = x.value + y.value < 0.5 ? x.value - y.value : x.minus_one - y.minus_one;
}

/// A site whose only lead is the reference lead. `step` = e^(U/T_0).
[[gnu::always_inline]] inline Response response(const Site<1>& site, const Pack& step) {
  const Pack x0 = exponential((site.energy - site.mu[0]) / site.T[0]).value;
  const Pack x1 = x0 * step;
  Response out{};
  out.fill = {site.gamma[0][0] / (1 + x0), site.gamma[0][1] / (1 + x1)};
  out.empty = {out.fill[0] * x0, out.fill[1] * x1};
  return out;
}

/// e^((w - mu)/T) of the leads a and b at either occupation of the other site, and e^(x_b - x_a).
struct Factors {
  Pack a0, a1, b0, b1;
  Exponential bias0, bias1;
};

[[gnu::always_inline]] inline Factors factors(const Site<2>& site, const Pack& U, const Pack& step_a) {
  const auto& [T_a, T_b] = site.T;
  const auto& [mu_a, mu_b] = site.mu;
  const Pack over_both = 1 / (T_a * T_b);
  const Pack hotter = T_a - T_b;
  const Pack drop = (mu_a - mu_b) * T_b;
  Factors out;
  out.bias0 = exponential(((site.energy - mu_b) * hotter + drop) * over_both);
  out.bias1 = exponential(((site.energy + U - mu_b) * hotter + drop) * over_both);
  out.a0 = exponential((site.energy - mu_a) * T_b * over_both).value;
  out.a1 = out.a0 * step_a;
  out.b0 = out.a0 * out.bias0.value;
  out.b1 = out.a1 * out.bias1.value;
  return out;
}

/// A site with the leads a and b.
[[gnu::always_inline]] inline Response response(const Site<2>& site, const Pack& U, const Pack& step,
                                                const Shifts& shifts) {
  constexpr double tiny = 1e-100;  // where both rates are 0, so is what is divided
  const auto& [gamma_a, gamma_b] = site.gamma;
  const auto [a0, a1, b0, b1, bias0, bias1] = factors(site, U, step * shifts.a.value);
  const Pack fill_a0 = gamma_a[0] / (1 + a0);
  const Pack fill_a1 = gamma_a[1] / (1 + a1);
  const Pack fill_b0 = gamma_b[0] / (1 + b0);
  const Pack fill_b1 = gamma_b[1] / (1 + b1);
  const Pack over0 = 1 / (gamma_a[0] + gamma_b[0] + tiny);
  const Pack over1 = 1 / (gamma_a[1] + gamma_b[1] + tiny);
  Response out;
  out.fill = {fill_a0 + fill_b0, fill_a1 + fill_b1};
  out.empty = {fill_a0 * a0 + fill_b0 * b0, fill_a1 * a1 + fill_b1 * b1};
  out.through = {fill_a0 * fill_b0 * over0 * (a0 * bias0.minus_one),
                 fill_a1 * fill_b1 * over1 * (a1 * bias1.minus_one)};
  out.share = {gamma_a[0] * over0, gamma_a[1] * over1};
  Pack ab;
  Pack ba;
  product_minus_one(bias0, shifts.b, ab);
  difference(shifts.a, bias0, ba);
  const Pack in_by_a = fill_a0 * (fill_a1 * shifts.a.minus_one + fill_b1 * ab);
  const Pack in_by_b = fill_b0 * (fill_a1 * ba + fill_b1 * (bias0.value * shifts.b.minus_one));
  out.drive = step * a0 * (in_by_a + in_by_b);
  return out;
}

/// The steady state. Currents are those from the first lead of each site, by the occupation of the other site [rate];
/// `around` is the flux 00 -> 10 -> 11 -> 01 -> 00.
struct Answer {
  std::array<Pack, 4> populations;
  std::array<Pack, 2> current_u, current_l;
  Pack around;
};

/// `imbalance` = fill_u0 fill_l1 empty_u1 empty_l0 - empty_u0 empty_l1 fill_u1 fill_l0 [rate^4].
[[gnu::always_inline]] inline Answer answer(const Response& u, const Response& l, const Pack& imbalance) {
  Answer out;
  out.populations = steady_weights(SquareRates<Pack>{u.fill, u.empty, l.fill, l.empty});
  auto& [p00, p10, p01, p11] = out.populations;
  const Pack over = 1 / ((p00 + p10) + (p01 + p11));
  for (Pack& p : out.populations) p *= over;
  out.around = imbalance * over;
  out.current_u = {u.through[0] * (p00 + p10) + u.share[0] * out.around,
                   u.through[1] * (p01 + p11) - u.share[1] * out.around};
  out.current_l = {l.through[0] * (p00 + p01) - l.share[0] * out.around,
                   l.through[1] * (p10 + p11) + l.share[1] * out.around};
  return out;
}

/// A site with two leads beside one with the third, whose temperature is the reference.
[[gnu::always_inline]] inline Answer answer_with_gate(const Site<2>& u, const Site<1>& l, const Pack& U) {
  const Pack step = exponential(U / l.T[0]).value;
  const Response by_u = response(u, U, step, {shift(U, l.T[0], u.T[0]), shift(U, l.T[0], u.T[1])});
  const Response by_l = response(l, step);
  return answer(by_u, by_l, by_l.fill[1] * by_l.empty[0] * by_u.drive);
}

/// Two sites between the same two leads; the temperature of the first is the reference.
/// With x = fill_0 empty_1, y = fill_1 empty_0 of u and of l and s = e^(U/T_0), the imbalance x_u y_l - y_u x_l is
/// y_l drive_u - y_u drive_l and also (x_l drive_u - x_u drive_l)/s. What cancels is s y_u y_l or x_u x_l/s, and the
/// smaller of these does not exceed what is left.
[[gnu::always_inline]] inline Answer answer_with_common_leads(const Site<2>& u, const Site<2>& l, const Pack& U) {
  const Shifts shifts{{Pack{} + 1, Pack{}}, shift(U, u.T[0], u.T[1])};
  const Pack step = exponential(U / u.T[0]).value;
  const Response by_u = response(u, U, step, shifts);
  const Response by_l = response(l, U, step, shifts);
  const Pack x_u = by_u.fill[0] * by_u.empty[1];
  const Pack y_u = by_u.fill[1] * by_u.empty[0] * step;
  const Pack x_l = by_l.fill[0] * by_l.empty[1];
  const Pack y_l = by_l.fill[1] * by_l.empty[0] * step;
  const Mask by_y = y_u * y_l <= x_u * x_l;
  return answer(by_u, by_l, ((by_y ? y_l : x_l) * by_u.drive - (by_y ? y_u : x_u) * by_l.drive) / step);
}

/// Strikes out the points that the kernel is not for: where products of four rates, or of what their exponentials
/// multiply to, may leave the range of a double.
template <std::size_t n>
[[gnu::always_inline]] inline void keep_in_range(const Site<n>& site, const Pack& U, Mask& kept) {
  for (std::size_t a = 0; a < n; ++a) {
    const Pack cost = site.energy - site.mu[a];
    const Pack bound = 140 * site.T[a];
    kept &= (cost <= bound) & (-cost <= bound) & (cost + U <= bound) & (-(cost + U) <= bound);
    for (const Pack& g : site.gamma[a]) kept &= (g <= 1e12) & ((g >= 1e-12) | (g == 0));
  }
}

}  // namespace qalor::two_sites
