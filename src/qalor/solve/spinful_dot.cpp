// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/spinful_dot.hpp"

#include "qalor/solve/four_states.hpp"
#include "qalor/solve/rate_numbers.hpp"

namespace qalor {
namespace {

/// A spin state and the leads L and R, by the occupation of the other spin state.
struct SpinState {
  double energy;                                ///< [energy]
  std::array<double, 2> gamma;                  ///< [rate]
  std::array<std::array<double, 2>, 2> cost{};  ///< [lead][other] (w - mu)/T
  std::array<double, 2> bias{};                 ///< x_R - x_L, by the other
};

template <class N>
struct SiteRates {
  std::array<std::array<N, 2>, 2> fill, empty;  ///< [lead][other]
  N all(const std::array<std::array<N, 2>, 2>& which, std::size_t other) const {
    return which[0][other] + which[1][other];
  }
};

std::array<SpinState, 2> sites(const SpinfulDot<double>& d) {
  std::array<SpinState, 2> out{SpinState{d.eps_up, {d.gamma_L[0], d.gamma_R[0]}},
                               SpinState{d.eps_down, {d.gamma_L[1], d.gamma_R[1]}}};
  for (SpinState& site : out)
    for (std::size_t other = 0; other < 2; ++other) {
      const double w = site.energy + (other == 1 ? d.U : 0);
      site.cost[0][other] = (w - d.mu_L) / d.T_L;
      site.cost[1][other] = (w - d.mu_R) / d.T_R;
      site.bias[other] = ((w - d.mu_R) * (d.T_L - d.T_R) + (d.mu_L - d.mu_R) * d.T_R) / (d.T_L * d.T_R);
    }
  return out;
}

template <class N>
SiteRates<N> rates(const SpinState& site) {
  SiteRates<N> out;
  for (std::size_t a = 0; a < 2; ++a)
    for (std::size_t other = 0; other < 2; ++other)
      std::tie(out.fill[a][other], out.empty[a][other]) = fill_and_empty<N>(site.gamma[a], site.cost[a][other]);
  return out;
}

/// Affinity of what enters from lead a and leaves to lead b; `bias` is that of L against R.
double between(double bias, std::size_t a, std::size_t b) { return a == b ? 0 : a == 0 ? bias : -bias; }

/// Flux 00 -> up -> both -> down -> 00: up enters from a, down from c, up leaves to b, down to e.
template <class N>
double around(const SpinfulDot<double>& d, const std::array<SpinState, 2>& site, const SiteRates<N>& up,
              const SiteRates<N>& down, const N& total) {
  const std::array<double, 2> T{d.T_L, d.T_R};
  double out = 0;
  for (std::size_t path = 0; path < 16; ++path) {
    const std::size_t a = path & 1;
    const std::size_t b = path >> 1 & 1;
    const std::size_t c = path >> 2 & 1;
    const std::size_t e = path >> 3;
    const double affinity =
        between(site[0].bias[0], a, b) + d.U * (T[c] - T[b]) / (T[b] * T[c]) + between(site[1].bias[0], c, e);
    const N forward = up.fill[a][0] * up.empty[b][1] * (down.fill[c][1] * down.empty[e][0]) / total;
    const N backward = up.empty[a][0] * up.fill[b][1] * (down.empty[c][1] * down.fill[e][0]) / total;
    out += net_flux<double, N>(forward, backward, affinity);
  }
  return out;
}

/// From L into a site while the other is occupied with this probability: what passes on to R, and the share of L in
/// what stays.
template <class N>
double from_left(const SpinState& site, const SiteRates<N>& r, std::size_t other, const N& probability, double stays) {
  const double gamma = site.gamma[0] + site.gamma[1];
  if (gamma == 0) return 0;
  const N weight = probability / N(gamma);
  return net_flux<double, N>(r.fill[0][other] * r.empty[1][other] * weight,
                             r.empty[0][other] * r.fill[1][other] * weight, site.bias[other]) +
         site.gamma[0] / gamma * stays;
}

template <class N>
SpinfulDotCurrents<double> closed_form(const SpinfulDot<double>& d, const std::array<SpinState, 2>& site) {
  const SiteRates<N> up = rates<N>(site[0]);
  const SiteRates<N> down = rates<N>(site[1]);
  std::array<N, 4> p = steady_weights(SquareRates<N>{{up.all(up.fill, 0), up.all(up.fill, 1)},
                                                     {up.all(up.empty, 0), up.all(up.empty, 1)},
                                                     {down.all(down.fill, 0), down.all(down.fill, 1)},
                                                     {down.all(down.empty, 0), down.all(down.empty, 1)}});
  const N total = (p[0] + p[1]) + (p[2] + p[3]);
  const double j = around(d, site, up, down, total);
  for (N& x : p) x = x / total;
  const std::array<double, 2> into_up{from_left<N>(site[0], up, 0, p[0] + p[1], j),
                                      from_left<N>(site[0], up, 1, p[2] + p[3], -j)};
  const std::array<double, 2> into_down{from_left<N>(site[1], down, 0, p[0] + p[2], -j),
                                        from_left<N>(site[1], down, 1, p[1] + p[3], j)};
  const double all_up = into_up[0] + into_up[1];
  const double all_down = into_down[0] + into_down[1];
  return {{value(p[0]), value(p[1]), value(p[2]), value(p[3])},
          all_up + all_down,
          (d.eps_up - d.mu_L) * all_up + (d.eps_down - d.mu_L) * all_down + d.U * (into_up[1] + into_down[1])};
}

/// As of the three-terminal device.
bool within_range(const std::array<SpinState, 2>& all) {
  for (const SpinState& site : all) {
    for (const auto& lead : site.cost)
      for (const double x : lead)
        if (!(std::abs(x) <= 140)) return false;
    for (const double g : site.gamma)
      if (g > 1e12 || (g > 0 && g < 1e-12)) return false;
  }
  return true;
}

}  // namespace

SpinfulDotCurrents<double> currents(const SpinfulDot<double>& dot) {
  const std::array<SpinState, 2> all = sites(dot);
  return within_range(all) ? closed_form<double>(dot, all) : closed_form<Scaled>(dot, all);
}

}  // namespace qalor
