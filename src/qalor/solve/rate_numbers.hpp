#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <algorithm>
#include <array>
#include <cmath>
#include <type_traits>
#include <utility>

#include "qalor/solve/lanes.hpp"
#include "qalor/solve/scaled.hpp"

// What rates need of their number type: double, Lanes, or Scaled where products of three and four of them leave the
// range of the first two.
namespace qalor {

inline double choose(bool condition, double a, double b) { return condition ? a : b; }
inline Scaled choose(bool condition, Scaled a, Scaled b) { return condition ? a : b; }
inline Lanes choose(const Eigen::Array<bool, 8, 1>& condition, const Lanes& a, const Lanes& b) {
  return condition.select(a, b);
}
inline double value(double x) { return x; }
inline double value(Scaled x) { return x.value(); }
inline const Lanes& value(const Lanes& x) { return x; }
inline double larger(double a, double b) { return std::max(a, b); }
inline Lanes larger(const Lanes& a, const Lanes& b) { return a.max(b); }
inline double expm1(double x) { return std::expm1(x); }
inline Lanes expm1(Lanes x) {
  Pack pack;
  load(x.data(), pack);
  store(exponential(pack).minus_one, x.data());
  return x;
}
inline Lanes decay(Lanes y) {
  Pack pack;
  load(y.data(), pack);
  store(exponential(-pack).value, y.data());
  return y;
}

/// e^-y for y >= 0.
template <class N, class T>
N decay(const T& y) {
  if constexpr (std::is_same_v<N, Scaled>)
    return Scaled::decay(y);
  else if constexpr (std::is_same_v<N, Lanes>)
    return decay(y);
  else
    return std::exp(-y);
}

/// gamma f(x) and gamma f(-x), f(x) = 1/(1 + e^x), both from e^-|x|.
template <class N, class T>
std::pair<N, N> fill_and_empty(const T& gamma, const T& x) {
  using std::abs;
  const N boltzmann = decay<N>(T(abs(x)));
  const N high = N(gamma) / (boltzmann + 1);
  const N low = high * boltzmann;
  return {choose(x > 0, low, high), choose(x > 0, high, low)};
}

/// The difference of two one-way fluxes whose ratio is e^affinity: its sign is the affinity's, exactly.
template <class T, class N>
T net_flux(const N& forward, const N& backward, const T& affinity) {
  using std::abs;
  const T net = -value(choose(affinity > 0, forward, backward)) * expm1(T(-abs(affinity)));
  return choose(affinity > 0, net, T(-net));
}

}  // namespace qalor
