// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/dynamics/cuts.hpp"

#include <algorithm>
#include <cmath>

namespace qalor {

void add_peak(Real center, Real width, Real reach, std::vector<Real>& cuts) {
  cuts.push_back(center);
  for (Real step = std::max(width, 1e-12 * reach); step < reach; step *= 4) {
    cuts.push_back(center - step);
    cuts.push_back(center + step);
  }
}

std::vector<Real> ordered_cuts(std::vector<Real> cuts, Real lowest, Real highest) {
  cuts.push_back(lowest);
  cuts.push_back(highest);
  std::sort(cuts.begin(), cuts.end());
  std::erase_if(cuts, [&](Real w) { return w < lowest || w > highest; });
  const Real rounding = 1e-13 * std::max(std::abs(lowest), std::abs(highest));
  cuts.erase(std::unique(cuts.begin(), cuts.end(), [&](Real a, Real b) { return b - a < rounding; }), cuts.end());
  return cuts;
}

}  // namespace qalor
