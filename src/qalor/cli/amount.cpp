// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/cli/amount.hpp"

#include <fmt/format.h>

#include <cmath>

namespace qalor {

std::string duration_text(double seconds) {
  if (seconds < 0.00995) return fmt::format("{:.2g} ms", 1000 * seconds);
  if (seconds < 9.95) return fmt::format("{:.2g} s", seconds);
  const auto whole = [](double x) { return static_cast<long long>(std::llround(x)); };
  if (const auto s = whole(seconds); s < 60)
    return fmt::format("{} s", s);
  else if (s < 3600)
    return fmt::format("{} min {} s", s / 60, s % 60);
  if (const auto minutes = whole(seconds / 60); minutes < 24LL * 60)
    return fmt::format("{} h {} min", minutes / 60, minutes % 60);
  const auto hours = whole(seconds / 3600);
  return fmt::format("{} d {} h", hours / 24, hours % 24);
}

std::string size_text(double bytes) {
  if (bytes < 1000) return fmt::format("{:.0f} bytes", bytes);
  const char* unit = "kB";
  bytes /= 1000;
  for (const char* larger : {"MB", "GB", "TB", "PB"}) {
    if (bytes < 999.5) break;
    bytes /= 1000;
    unit = larger;
  }
  return fmt::format("{:.{}f} {}", bytes, bytes < 9.95 ? 1 : 0, unit);
}

std::string points_text(std::size_t points) { return points == 1 ? "1 point" : fmt::format("{} points", points); }

}  // namespace qalor
