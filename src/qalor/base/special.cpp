// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/special.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace qalor {
namespace {

/// Bernoulli numbers B_2, B_4, ...
constexpr std::array<Real, 12> bernoulli{1.0 / 6,       -1.0 / 30,       1.0 / 42,       -1.0 / 30,
                                         5.0 / 66,      -691.0 / 2730,   7.0 / 6,        -3617.0 / 510,
                                         43867.0 / 798, -174611.0 / 330, 854513.0 / 138, -236364091.0 / 2730};
constexpr Real far = 15;  // where the asymptotic series has converged

}  // namespace

Complex log_gamma(Complex z) {
  Complex sum = 0;
  for (; z.real() < far; z += 1.0) sum -= std::log(z);
  sum += (z - 0.5) * std::log(z) - z + 0.5 * std::log(2 * std::numbers::pi);
  const Complex inverse = 1.0 / (z * z);
  Complex power = 1.0 / z;
  for (std::size_t k = 0; k < bernoulli.size(); ++k, power *= inverse)
    sum += bernoulli[k] / static_cast<Real>((2 * k + 1) * (2 * k + 2)) * power;
  return sum;
}

Complex hurwitz_zeta(Real s, Complex z) {
  Complex sum = 0;
  for (; z.real() < far; z += 1.0) sum += std::pow(z, -s);
  sum += std::pow(z, 1 - s) / (s - 1) + 0.5 * std::pow(z, -s);
  Complex power = std::pow(z, -s - 1);
  Real rising = s;  // s (s+1) ... (s+2k) / (2k+2)!
  for (std::size_t k = 0; k < bernoulli.size(); ++k) {
    const auto m = static_cast<Real>(2 * k + 2);
    rising /= k == 0 ? 2 : (m - 1) * m;
    sum += bernoulli[k] * rising * power;
    rising *= (s + m - 1) * (s + m);
    power /= z * z;
  }
  return sum;
}

void spherical_bessel(Real x, std::size_t n, Real* out) {
  if (std::abs(x) < 1e-8) {
    for (std::size_t l = 0; l < n; ++l) out[l] = l == 0 ? 1 - x * x / 6 : l == 1 ? x / 3 : 0;
    return;
  }
  const Real inverse = 1 / x;
  if (std::abs(x) > static_cast<Real>(n)) {  // upwards is stable as long as l < |x|
    out[0] = std::sin(x) * inverse;
    if (n > 1) out[1] = (out[0] - std::cos(x)) * inverse;
    for (std::size_t l = 2; l < n; ++l) out[l] = static_cast<Real>(2 * l - 1) * inverse * out[l - 1] - out[l - 2];
    return;
  }
  const auto top = n + 24 + static_cast<std::size_t>(1.1 * std::abs(x));
  Real above = 0, here = 1e-280;
  for (std::size_t l = top; l-- > 0;) {
    const Real below = static_cast<Real>(2 * l + 3) * inverse * here - above;
    above = here;
    here = below;
    if (l < n) out[l] = here;
    if (std::abs(here) > 1e200) {
      here *= 1e-250;
      above *= 1e-250;
      for (std::size_t m = l; m < n; ++m) out[m] *= 1e-250;
    }
  }
  const Real j0 = std::sin(x) / x;
  const Real j1 = (j0 - std::cos(x)) / x;
  const Real scale = n < 2 || std::abs(j0) > std::abs(j1) ? j0 / out[0] : j1 / out[1];
  for (std::size_t l = 0; l < n; ++l) out[l] *= scale;
}

}  // namespace qalor
