// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/spacing.hpp"

#include <algorithm>
#include <cmath>

namespace qalor {

namespace {

/// The i-th of n steps from one number to the other. Whole steps come out exact, as lerp(from, to, i / n) does not
/// give.
double step(double from, double to, double i, double n) {
  const double whole = i * (to - from);
  return std::isfinite(whole) ? from + whole / n : std::lerp(from, to, i / n);
}

}  // namespace

std::vector<double> spaced(const Spacing& spacing) {
  const auto [from, to, points, scale] = spacing;
  const bool is_log = scale == Scale::logarithmic;
  const double sign = from < 0 ? -1 : 1;
  // Decimal logarithms, because whole decades then come out exact.
  const double log_from = is_log ? std::log10(std::abs(from)) : 0;
  const double log_to = is_log ? std::log10(std::abs(to)) : 0;
  std::vector<double> values(points, from);
  for (std::size_t i = 1; i + 1 < points; ++i) {
    const auto at = static_cast<double>(i);
    const auto last = static_cast<double>(points - 1);
    const double value = is_log ? sign * std::pow(10.0, step(log_from, log_to, at, last)) : step(from, to, at, last);
    values[i] = std::clamp(value, std::min(from, to), std::max(from, to));
  }
  if (points > 1) values.back() = to;
  return values;
}

}  // namespace qalor
