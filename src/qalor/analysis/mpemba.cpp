// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/mpemba.hpp"

#include <algorithm>
#include <cmath>

#include "qalor/analysis/crossings.hpp"
#include "qalor/analysis/distance.hpp"
#include "qalor/base/roots.hpp"

namespace qalor {
namespace {

RealVector slowest_mode(const Relaxation& relaxation) {
  const std::vector<Real>& energies = relaxation.flow().energies();
  const auto highest = std::max_element(energies.begin(), energies.end()) - energies.begin();
  RealVector mode = relaxation.modes().col(1);
  if (mode(highest) < 0) mode = -mode;
  return mode;
}

/// c_2 without its trivial zero in equilibrium: divided by the shift.
Real reduced_overlap(const Relaxation& relaxation, const RealVector& mode, Real shift) {
  const Real at = std::abs(shift) < 1e-9 * relaxation.beta() ? 1e-9 * relaxation.beta() : shift;
  const RealVector delta = relaxation.thermal(at).delta;
  return mode.dot(delta.cwiseQuotient(relaxation.equilibrium().cwiseSqrt())) / at;
}

}  // namespace

Real slowest_overlap(const Relaxation& relaxation, Real shift) {
  const RealVector delta = relaxation.thermal(shift).delta;
  return slowest_mode(relaxation).dot(delta.cwiseQuotient(relaxation.equilibrium().cwiseSqrt()));
}

std::vector<Real> strong_temperatures(const Relaxation& relaxation, Real lowest, Real highest) {
  constexpr int points = 4000;
  const RealVector mode = slowest_mode(relaxation);
  const auto value = [&](Real x) { return reduced_overlap(relaxation, mode, std::exp(-x) - relaxation.beta()); };
  std::vector<Real> out;
  const Real from = std::log(lowest), step = (std::log(highest) - from) / points;
  Real before = value(from);
  for (int k = 1; k <= points; ++k) {
    const Real x = from + k * step, here = value(x);
    if ((here > 0) != (before > 0)) {
      const Real root = bracketed_root(value, x - step, x, 1e-16);
      out.push_back(std::clamp(std::exp(root), lowest, highest));
    }
    before = here;
  }
  return out;
}

std::vector<Real> crossing_times(const Relaxation& relaxation, const Populations& first, const Populations& second) {
  const RelaxationPath a(relaxation, first), b(relaxation, second);
  const auto entropy = [&](const RelaxationPath& path, Real t) {
    return distances(path.at(t), relaxation.equilibrium()).relative_entropy;
  };
  const Real least_a = 1e-25 * entropy(a, 0), least_b = 1e-25 * entropy(b, 0);
  Real latest = 1 / relaxation.rates()(1);
  while (entropy(a, latest) > least_a || entropy(b, latest) > least_b) latest *= 1.5;
  const std::vector<Real> times = logarithmic(1e-9 / relaxation.fastest(), latest, 2000);
  const auto difference = [&](Real t) { return entropy(a, t) - entropy(b, t); };
  Samples samples;
  for (const Real t : times) samples.add(t, entropy(a, t), entropy(b, t));
  std::vector<Real> out;
  for (const auto& [before, after] : sign_changes(samples))
    out.push_back(bracketed_root(difference, times[before], times[after], 0));
  return out;
}

bool is_slowest_degenerate(const Relaxation& relaxation) {
  const RealVector& rates = relaxation.rates();
  return rates.size() > 2 && rates(2) - rates(1) <= 1e-9 * rates(1);
}

}  // namespace qalor
