#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <Eigen/Core>
#include <array>
#include <cstdint>
#include <cstring>

namespace qalor {

/// Eight numbers side by side. Each lane of a function of them depends on that lane only, and on its position not at
/// all.
using Lanes = Eigen::Array<double, 8, 1>;

/// The same inside a kernel: values that a compiler keeps in registers, which it does not do with Eigen's arrays. Never
/// in an interface, since how they are passed depends on the processor.
using Pack = double __attribute__((vector_size(64)));
using PackBits = std::uint64_t __attribute__((vector_size(64)));

[[gnu::always_inline]] inline void load(const double* from, Pack& to) { std::memcpy(&to, from, sizeof to); }
[[gnu::always_inline]] inline void store(const Pack& from, double* to) { std::memcpy(to, &from, sizeof from); }

/// e^x and e^x - 1, from one evaluation.
struct Exponential {
  Pack value;
  Pack minus_one;
};

/// To 2 ulp each, for |x| <= 700; beyond, and for NaN, some number or NaN.
/// x = k ln 2 + r with |r| <= ln(2)/2, and e^r - 1 = r + r^2 q(r), q interpolated at ten Chebyshev nodes: 4e-17.
[[gnu::always_inline]] inline Exponential exponential(const Pack& x) {
  constexpr std::array q{0x1.0000000000001p-1,  0x1.5555555555556p-3,  0x1.5555555553d37p-5,  0x1.11111111109a6p-7,
                         0x1.6c16c1789d1d7p-10, 0x1.a01a01a7cebcdp-13, 0x1.a019b8ca26fcfp-16, 0x1.71de0d85293b8p-19,
                         0x1.2891d4ffbb0f9p-22, 0x1.af390ba7e6f47p-26};
  constexpr double shift = 0x1.8p52;  // adding it rounds to the whole number k, and leaves k in the lowest bits
  const Pack shifted = x * 0x1.71547652b82fep+0 + shift;
  const Pack k = shifted - shift;
  const Pack r = (x - k * 0x1.62e42p-1) - k * 4.7493250390316726e-07;  // the first product is exact
  Pack sum = r * q[9] + q[8];
  for (std::size_t i = 8; i-- > 0;) sum = sum * r + q[i];
  const Pack scale = reinterpret_cast<Pack>((reinterpret_cast<PackBits>(shifted) << 52) + (std::uint64_t{1023} << 52));
  const Pack scaled = scale * (sum * (r * r) + r);
  return {scale + scaled, scaled + (scale - 1)};
}

}  // namespace qalor
