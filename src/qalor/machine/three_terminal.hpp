#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <array>

namespace qalor {

/// Two capacitively coupled dots: u between the leads L and R, l at the gate lead M. T is a number, or several numbers
/// side by side. Energies E = eps_u n_u + eps_l n_l + U n_u n_l; U < 0 attracts.
/// Source: Sánchez and Büttiker, arXiv:1008.3528; Ghosh, Gupt and Ghosh, arXiv:2405.01295.
template <class T>
struct ThreeTerminal {
  T eps_u, eps_l, U;                  ///< [energy]
  std::array<T, 2> gamma_L, gamma_R;  ///< tunnelling rates of u, by the occupation of l [rate]
  std::array<T, 2> gamma_M;           ///< tunnelling rates of l, by the occupation of u [rate]
  T T_L, T_R, T_M;                    ///< temperatures, > 0 [energy]
  T mu_L, mu_R, mu_M;                 ///< chemical potentials [energy]
};

/// The device whose every number is f of the one of `d`.
template <class T, class F>
auto transformed(const ThreeTerminal<T>& d, F f) {
  const auto both = [&](const std::array<T, 2>& x) { return std::array{f(x[0]), f(x[1])}; };
  return ThreeTerminal<decltype(f(d.U))>{f(d.eps_u),      f(d.eps_l),      f(d.U),    both(d.gamma_L),
                                         both(d.gamma_R), both(d.gamma_M), f(d.T_L),  f(d.T_R),
                                         f(d.T_M),        f(d.mu_L),       f(d.mu_R), f(d.mu_M)};
}

}  // namespace qalor
