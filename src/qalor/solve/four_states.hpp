#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <array>

namespace qalor {

/// The rates of the square 00 - 10 - 11 - 01 (n_u n_l), leads taken together [rate]. N is any number type.
template <class N>
struct SquareRates {
  std::array<N, 2> fill_u, empty_u;  ///< by n_l
  std::array<N, 2> fill_l, empty_l;  ///< by n_u
};

/// Weights of the states 00, 10, 01, 11, which over their sum are the steady populations [rate^3]. Products and sums of
/// rates only: every weight keeps its relative accuracy. Source: J. Schnakenberg, Rev. Mod. Phys. 48, 571 (1976).
template <class N>
std::array<N, 4> steady_weights(const SquareRates<N>& r) {
  const N& u0 = r.fill_u[0];
  const N& u1 = r.fill_u[1];
  const N& d0 = r.empty_u[0];
  const N& d1 = r.empty_u[1];
  const N& m0 = r.fill_l[0];
  const N& m1 = r.fill_l[1];
  const N& n0 = r.empty_l[0];
  const N& n1 = r.empty_l[1];
  return {d0 * n1 * (u1 + n0) + n0 * d1 * (d0 + m1), u0 * n1 * (u1 + n0) + u1 * n1 * m0 + u0 * n0 * d1,
          m1 * d1 * (m0 + u0) + d0 * m0 * (d1 + n1), m0 * u1 * (m1 + d0) + u0 * m1 * (n0 + u1)};
}

}  // namespace qalor
