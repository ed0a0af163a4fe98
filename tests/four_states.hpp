#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <vector>

#include "qalor/machine/spinful_dot.hpp"
#include "qalor/machine/three_terminal.hpp"

namespace qalor::naive {

/// An electron enters from a lead and takes the state `empty` (n_u + 2 n_l) to the state `full`.
struct Entry {
  std::size_t empty, full;
  double gamma;            ///< [rate]
  long double energy;      ///< [energy]
  double temperature, mu;  ///< of the lead [energy]
  long double fill() const { return gamma / (1 + std::exp((energy - mu) / temperature)); }
  long double drain() const { return gamma / (1 + std::exp((mu - energy) / temperature)); }
};

/// The rate equation of four states as it is written, in long double.
struct FourStates {
  std::vector<Entry> entries;
  std::array<long double, 4> p{1, 0, 0, 0};

  explicit FourStates(std::vector<Entry> all) : entries(std::move(all)) { eliminate(); }

  /// Net flux into the dots.
  long double flux(std::size_t e) const {
    return entries[e].fill() * p[entries[e].empty] - entries[e].drain() * p[entries[e].full];
  }
  long double largest_flux() const {
    long double out = 0;
    for (const Entry& e : entries) out = std::max({out, e.fill() * p[e.empty], e.drain() * p[e.full]});
    return out;
  }

 private:
  /// Grassmann, Taksar and Heyman, Oper. Res. 33, 1107 (1985): no subtraction.
  void eliminate() {
    std::array<std::array<long double, 4>, 4> q{};
    for (const Entry& e : entries) q[e.empty][e.full] += e.fill(), q[e.full][e.empty] += e.drain();
    for (std::size_t k = 3; k > 0; --k) {
      long double out = 0;
      for (std::size_t j = 0; j < k; ++j) out += q[k][j];
      for (std::size_t i = 0; i < k; ++i) q[i][k] /= out;
      for (std::size_t i = 0; i < k; ++i)
        for (std::size_t j = 0; j < k; ++j)
          if (i != j) q[i][j] += q[i][k] * q[k][j];
    }
    long double total = 1;
    for (std::size_t k = 1; k < 4; ++k) {
      for (std::size_t i = 0; i < k; ++i) p[k] += p[i] * q[i][k];
      total += p[k];
    }
    for (long double& x : p) x /= total;
  }
};

/// Edges L0, L1, R0, R1, M0, M1.
inline FourStates four_states(const ThreeTerminal<double>& d) {
  const long double u0 = d.eps_u, u1 = u0 + d.U, l0 = d.eps_l, l1 = l0 + d.U;
  return FourStates({{0, 1, d.gamma_L[0], u0, d.T_L, d.mu_L},
                     {2, 3, d.gamma_L[1], u1, d.T_L, d.mu_L},
                     {0, 1, d.gamma_R[0], u0, d.T_R, d.mu_R},
                     {2, 3, d.gamma_R[1], u1, d.T_R, d.mu_R},
                     {0, 2, d.gamma_M[0], l0, d.T_M, d.mu_M},
                     {1, 3, d.gamma_M[1], l1, d.T_M, d.mu_M}});
}

/// First the four edges of L, then those of R: up beside none, up beside down, down beside none, down beside up.
inline FourStates four_states(const SpinfulDot<double>& d) {
  std::vector<Entry> out;
  for (const bool left : {true, false}) {
    const auto& gamma = left ? d.gamma_L : d.gamma_R;
    const double temperature = left ? d.T_L : d.T_R, mu = left ? d.mu_L : d.mu_R;
    const long double up = d.eps_up, down = d.eps_down;
    out.push_back({0, 1, gamma[0], up, temperature, mu});
    out.push_back({2, 3, gamma[0], up + d.U, temperature, mu});
    out.push_back({0, 2, gamma[1], down, temperature, mu});
    out.push_back({1, 3, gamma[1], down + d.U, temperature, mu});
  }
  return FourStates(std::move(out));
}

/// Devices drawn over the range that is asked for: cold or hot, slow or fast, some of them tight.
class Devices {
 public:
  double uniform(double low, double high) { return low + (high - low) * 0x1p-53 * static_cast<double>(bits_() >> 11); }
  double logarithmic(double low, double high) { return std::exp(uniform(std::log(low), std::log(high))); }

  ThreeTerminal<double> moderate() {
    ThreeTerminal<double> d = transformed(ThreeTerminal<double>{}, [&](double) { return uniform(-2, 2); });
    d.U *= 2;
    for (auto* gamma : {&d.gamma_L, &d.gamma_R, &d.gamma_M})
      for (double& g : *gamma) g = logarithmic(0.01, 10);
    for (double* temperature : {&d.T_L, &d.T_R, &d.T_M}) *temperature = logarithmic(0.2, 5);
    return d;
  }

  ThreeTerminal<double> extreme() {
    ThreeTerminal<double> d = moderate();
    d.U *= uniform(0, 1) < 0.1 ? 0 : 1;
    for (auto* gamma : {&d.gamma_L, &d.gamma_R, &d.gamma_M})
      for (double& g : *gamma) g = logarithmic(1e-9, 1e4);
    for (double* temperature : {&d.T_L, &d.T_R, &d.T_M}) *temperature = logarithmic(4e-3, 10);
    if (uniform(0, 1) < 0.2) d.gamma_L[1] = 0;
    if (uniform(0, 1) < 0.2) d.gamma_R[0] = 0;
    if (uniform(0, 1) < 0.2) d.gamma_M[0] = 0;
    return d;
  }

  /// With the numbers of u and l for the two spins.
  SpinfulDot<double> spinful(bool is_extreme) {
    const ThreeTerminal<double> d = is_extreme ? extreme() : moderate();
    return {d.eps_u, d.eps_l, d.U, d.gamma_L, d.gamma_R, d.T_L, d.T_R, d.mu_L, d.mu_R};
  }

 private:
  std::mt19937_64 bits_{2405};
};

}  // namespace qalor::naive
