// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/ticks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "qalor/report/notation.hpp"

namespace qalor {
namespace {

/// The step 1, 2 or 5 times a power of ten that gives about so many steps.
double round_step(double span, int wanted) {
  const double rough = span / wanted;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  const double ratio = rough / power;
  return power * (ratio < 1.5 ? 1 : ratio < 3.5 ? 2 : ratio < 7.5 ? 5 : 10);
}

Ticks linear_ticks(const Scale& scale, int wanted) {
  const double step = round_step(scale.highest - scale.lowest, wanted);
  const double largest = std::max(std::abs(scale.lowest), std::abs(scale.highest));
  const int magnitude = static_cast<int>(std::floor(std::log10(largest)));
  Ticks ticks;
  if (magnitude < -2 || magnitude > 4) ticks.exponent = magnitude;
  const double unit = std::pow(10, ticks.exponent);
  const int decimals = std::max(0, -static_cast<int>(std::floor(std::log10(step / unit) + 1e-9)));
  const double slack = 1e-9 * step;  // so that rounding does not lose a tick at the end
  for (double k = std::ceil((scale.lowest - slack) / step); k * step <= scale.highest + slack; ++k) {
    std::string label = fmt::format("{:.{}f}", std::abs(k * step / unit), decimals);
    ticks.ticks.push_back({k * step, k < 0 ? "\u2212" + label : label});
  }
  return ticks;
}

/// Decades; below two of them also 2 and 5, labelled, and always the other multiples as small ticks.
Ticks logarithmic_ticks(const Scale& scale, int wanted) {
  const int first = static_cast<int>(std::floor(std::log10(scale.lowest) + 1e-9));
  const int last = static_cast<int>(std::ceil(std::log10(scale.highest) - 1e-9));
  const int every = std::max(1, (last - first) / wanted);
  const bool few = std::log10(scale.highest / scale.lowest) < 2;
  const bool plain = first >= -2 && last <= 3;
  Ticks ticks;
  for (int decade = first; decade <= last; ++decade) {
    for (int digit = 1; digit <= 9; ++digit) {
      const double value = digit * std::pow(10, decade);
      if (value < scale.lowest * (1 - 1e-9) || value > scale.highest * (1 + 1e-9)) continue;
      const bool labelled = digit == 1 ? (decade - first) % every == 0 : few && (digit == 2 || digit == 5);
      if (!labelled && (every > 1 || digit == 1)) continue;
      std::string label =
          plain ? fmt::format("{:g}", value) : (digit == 1 ? "" : fmt::format("{}×", digit)) + power_of_ten(decade);
      ticks.ticks.push_back({value, labelled ? label : ""});
    }
  }
  return ticks;
}

/// Below this, values are taken for zero in a plot: steps between them would have no digits left.
constexpr double smallest_drawable = 1e-290;

/// The smallest and the largest value that can be drawn; the first above the second where there is none.
std::pair<double, double> drawable_range(const std::vector<double>& values) {
  std::pair<double, double> range{HUGE_VAL, -HUGE_VAL};
  for (const double x : values) {
    if (!can_be_drawn(x)) continue;
    range.first = std::min(range.first, x);
    range.second = std::max(range.second, x);
  }
  return range;
}

}  // namespace

double Scale::place(double x) const {
  if (logarithmic) return std::log(x / lowest) / std::log(highest / lowest);
  return (x - lowest) / (highest - lowest);
}

Ticks ticks(const Scale& scale, int wanted) {
  return scale.logarithmic ? logarithmic_ticks(scale, wanted) : linear_ticks(scale, wanted);
}

bool can_be_drawn(double x) { return std::abs(x) <= 1e300; }

Scale linear_scale_of(const std::vector<double>& values, double room) {
  const auto [lowest, highest] = drawable_range(values);
  if (lowest > highest) return {};
  const double largest = std::max(std::abs(lowest), std::abs(highest));
  // Values that agree to rounding are one value: no plot of the rounding.
  if (highest - lowest <= 1e-8 * largest || largest < smallest_drawable) {
    const double half = largest < smallest_drawable ? 1 : largest / 2;
    return {lowest - half, highest + half, false};
  }
  const double extra = room * (highest - lowest);
  return {lowest - extra, highest + extra, false};
}

Scale logarithmic_scale_of(const std::vector<double>& values) {
  const auto [lowest, highest] = drawable_range(values);
  if (lowest > highest) return {1, 10, true};
  return lowest < highest ? Scale{lowest, highest, true} : Scale{lowest / 2, highest * 2, true};
}

bool is_logarithmic(const std::vector<double>& values) {
  if (values.size() < 3) return false;
  const double smallest = std::min(values.front(), values.back());
  if (smallest <= 0 || std::max(values.front(), values.back()) < 3 * smallest) return false;
  const double step = std::log(values[1] / values[0]);
  for (std::size_t i = 1; i < values.size(); ++i)
    if (values[i] <= 0 || std::abs(std::log(values[i] / values[i - 1]) - step) > 1e-6 * std::abs(step)) return false;
  return true;
}

}  // namespace qalor
