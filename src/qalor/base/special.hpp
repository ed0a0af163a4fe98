#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/base/linalg.hpp"

/// Special functions of complex arguments, to about 14 digits.
namespace qalor {

/// ln Gamma(z) up to multiples of 2 pi i, Re z > 0.
Complex log_gamma(Complex z);

/// Hurwitz zeta function, sum over k >= 0 of (z + k)^-s continued in s (s != 1), Re z > 0: Euler-Maclaurin.
/// Source: NIST Digital Library of Mathematical Functions, 25.11.28.
Complex hurwitz_zeta(Real s, Complex z);

/// Spherical Bessel functions j_0(x) ... j_{n-1}(x) of a real x: Miller's recurrence, downwards.
void spherical_bessel(Real x, std::size_t n, Real* out);

}  // namespace qalor
