// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/claim_result.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

namespace qalor {

ClaimResult near(Real expected, Real found, Real relative) {
  return near(std::vector{expected}, std::vector{found}, relative);
}

ClaimResult near(const std::vector<Real>& expected, const std::vector<Real>& found, Real relative) {
  bool holds = expected.size() == found.size();
  for (std::size_t k = 0; holds && k < expected.size(); ++k)
    holds = std::abs(found[k] - expected[k]) <= relative * std::abs(expected[k]);
  return {fmt::format("{:.9g}", fmt::join(expected, ", ")), fmt::format("{:.9g}", fmt::join(found, ", ")), holds};
}

ClaimResult below(Real bound, Real found) {
  return {fmt::format("< {:.0e}", bound), fmt::format("{:.1e}", found), found < bound};
}

}  // namespace qalor
