#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cmath>
#include <cstdint>

namespace qalor {

/// A number >= 0 of any size: mantissa 2^(512 exponent), with the mantissa in [2^-256, 2^256), or 0. Products of rates
/// at low temperature neither underflow nor lose precision. Not for infinities.
class Scaled {
 public:
  Scaled() = default;
  Scaled(double value) : Scaled(value, 0) {}
  /// e^-y for y >= 0, to the rounding of y.
  static Scaled decay(double y) {
    constexpr double unit = 354.891356446692;  // 512 ln 2
    constexpr double rest = 1.1873519686893054e-14;
    const double bounded = y < 1e15 ? y : 1e15;
    const double k = std::floor(bounded / unit);
    return {std::exp(-(std::fma(-k, unit, bounded) - k * rest)), -static_cast<std::int64_t>(k)};
  }

  /// As a double: 0 or infinity where it is out of range.
  double value() const {
    if (exponent_ > 2) return mantissa_ > 0 ? HUGE_VAL : mantissa_;
    return exponent_ < -3 ? 0 * mantissa_ : std::ldexp(mantissa_, 512 * static_cast<int>(exponent_));
  }

  friend Scaled operator*(Scaled a, Scaled b) { return {a.mantissa_ * b.mantissa_, a.exponent_ + b.exponent_}; }
  friend Scaled operator/(Scaled a, Scaled b) { return {a.mantissa_ / b.mantissa_, a.exponent_ - b.exponent_}; }
  friend Scaled operator+(Scaled a, Scaled b) {
    if (a.mantissa_ == 0 || b.mantissa_ == 0) return a.mantissa_ == 0 ? b : a;
    if (a.exponent_ < b.exponent_) return b + a;
    const std::int64_t apart = a.exponent_ - b.exponent_;
    if (apart > 1) return a;  // by 2^512 at least
    return {a.mantissa_ + (apart == 1 ? b.mantissa_ * below : b.mantissa_), a.exponent_};
  }

 private:
  static constexpr double above = 0x1p512;
  static constexpr double below = 0x1p-512;

  Scaled(double mantissa, std::int64_t exponent) : mantissa_(mantissa), exponent_(exponent) {
    if (mantissa_ >= 0x1p256) {
      mantissa_ *= below;
      ++exponent_;
    } else if (mantissa_ > 0 && mantissa_ < 0x1p-256) {
      mantissa_ *= above;
      --exponent_;
    }
  }

  double mantissa_ = 0;
  std::int64_t exponent_ = 0;
};

}  // namespace qalor
