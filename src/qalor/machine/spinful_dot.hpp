#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <array>

namespace qalor {

/// One dot with two spin states between the leads L and R. T is a number, or several numbers side by side.
/// Energies E = eps_up n_up + eps_down n_down + U n_up n_down. A ferromagnetic lead has two different rates.
/// Source: C. W. J. Beenakker, Phys. Rev. B 44, 1646 (1991), doi:10.1103/PhysRevB.44.1646.
template <class T>
struct SpinfulDot {
  T eps_up, eps_down, U;              ///< [energy]
  std::array<T, 2> gamma_L, gamma_R;  ///< tunnelling rates, by spin: up, down [rate]
  T T_L, T_R;                         ///< temperatures, > 0 [energy]
  T mu_L, mu_R;                       ///< chemical potentials [energy]
};

/// The dot whose every number is f of the one of `d`.
template <class T, class F>
auto transformed(const SpinfulDot<T>& d, F f) {
  const auto both = [&](const std::array<T, 2>& x) { return std::array{f(x[0]), f(x[1])}; };
  return SpinfulDot<decltype(f(d.U))>{f(d.eps_up), f(d.eps_down), f(d.U),    both(d.gamma_L), both(d.gamma_R),
                                      f(d.T_L),    f(d.T_R),      f(d.mu_L), f(d.mu_R)};
}

}  // namespace qalor
