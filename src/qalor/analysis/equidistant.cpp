// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/equidistant.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "qalor/analysis/thermal_path.hpp"
#include "qalor/base/roots.hpp"
#include "qalor/bath/bath.hpp"

namespace qalor {
namespace {

Distances distances_of(const Relaxation& relaxation, const RealVector& p) {
  return distances(relaxation.populations(p), relaxation.equilibrium());
}

/// Shifts from 1e-12 of beta outwards: nearly to infinite temperature on the hot side, on the cold one as far as
/// anything changes.
std::vector<Real> outward(Real beta, bool is_hot) {
  std::vector<Real> shifts;
  const int points = is_hot ? 1200 : 2400;
  for (int k = 0; k <= points; ++k) {
    const Real x = 1e-12 * std::pow(10.0, 0.01 * k);
    shifts.push_back(is_hot ? -beta * std::min(x, 1.0) : beta * x);
  }
  if (is_hot)  // beta itself falls to 0 by ratios too
    for (int k = 1; k <= 1200; ++k) shifts.push_back(-beta * (1 - std::pow(10.0, -0.01 * k)));
  std::sort(shifts.begin(), shifts.end(), [](Real a, Real b) { return std::abs(a) < std::abs(b); });
  if (is_hot) shifts.pop_back();  // beta = 0 has no distance of its own in an oscillator
  return shifts;
}

struct Side {
  std::optional<Real> shift;
  Real reach;
};

Side search(const GibbsFamily& family, Measure measure, Real distance, bool is_hot) {
  const auto off = [&](Real shift) { return (shift == 0 ? 0 : family.distances(shift).of(measure)) - distance; };
  Side out{{}, (is_hot ? family.hottest : family.coldest).of(measure)};
  const bool is_monotone = measure != Measure::frobenius;
  if (is_monotone && !(distance < out.reach)) return out;
  Real before = 0;
  for (const Real shift : outward(family.beta, is_hot)) {
    const Real here = off(shift);
    if (!is_monotone) out.reach = std::max(out.reach, here + distance);
    if (here >= 0) {
      out.shift = bracketed_root(off, before, shift, 0);
      return out;
    }
    before = shift;
  }
  return out;
}

}  // namespace

GibbsFamily gibbs_family(const Relaxation& relaxation) {
  const std::vector<Real>& energies = relaxation.flow().energies();
  const Real lowest = *std::min_element(energies.begin(), energies.end());
  RealVector ground = relaxation.equilibrium();
  for (std::size_t i = 0; i < energies.size(); ++i)
    if (energies[i] != lowest) ground(static_cast<Eigen::Index>(i)) = 0;
  const auto size = static_cast<Eigen::Index>(energies.size());
  return {relaxation.beta(),
          [&relaxation](Real shift) { return distances(relaxation.thermal(shift), relaxation.equilibrium()); },
          distances_of(relaxation, ground / ground.sum()),
          distances_of(relaxation, RealVector::Constant(size, 1 / static_cast<Real>(size)))};
}

GibbsFamily oscillator_family(Real omega, Real beta) {
  const Real n_b = bose_occupation(beta * omega);
  const Real infinity = std::numeric_limits<Real>::infinity();
  Distances hottest;
  hottest.relative_entropy = infinity;
  hottest.trace = 1;
  hottest.bures = std::sqrt(2.0);
  hottest.frobenius = 1 / std::sqrt(1 + 2 * n_b);
  return {beta,
          [=](Real shift) {
            return oscillator_distances(bose_occupation((beta + shift) * omega),
                                        bose_change(beta * omega, shift * omega), n_b);
          },
          oscillator_distances(0, -n_b, n_b), hottest};
}

EquidistantShifts equidistant_shifts(const GibbsFamily& family, Measure measure, Real distance) {
  const Side cold = search(family, measure, distance, false);
  const Side hot = search(family, measure, distance, true);
  return {cold.shift, hot.shift, cold.reach, hot.reach};
}

}  // namespace qalor
