// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/crossings.hpp"

#include <algorithm>
#include <cmath>

#include "qalor/analysis/thermalization.hpp"
#include "qalor/base/roots.hpp"

namespace qalor {
namespace {

constexpr Real resolution = 1e-11;
constexpr int grid_points = 600;

/// The total entropy production of one path on a grid and between its points.
class Production {
 public:
  Production(const ThermalPath& path, const std::vector<Real>& times) : path_(path) {
    initial_ = path.at(0).distances.relative_entropy;
    std::vector<Real> early;
    for (const Real t : times) {
      produced_.push_back(initial_ - entropy(t));
      if (early.size() + 1 == produced_.size() && is_early(produced_.back())) early.push_back(t);
    }
    early_ = early.size();
    const std::vector<PathIntegrals> integrals = integrate_to(path, early);
    for (std::size_t k = 0; k < early_; ++k) produced_[k] = integrals[k].entropy_production;
  }

  Real initial() const { return initial_; }
  Real on_grid(std::size_t k) const { return produced_[k]; }
  Real entropy(Real t) const { return path_.at(t).distances.relative_entropy; }
  /// At t, from the point k of the grid on.
  Real after(std::size_t k, Real t) const {
    if (k >= early_) return initial_ - entropy(t);
    return integrate_to(path_, {t})[0].entropy_production;
  }

 private:
  /// S(0) - S(t) would keep fewer than 13 digits.
  bool is_early(Real produced) const { return produced < 1e-3 * initial_; }

  const ThermalPath& path_;
  Real initial_ = 0;
  std::vector<Real> produced_;
  std::size_t early_ = 0;
};

/// Squares of deviations underflow in the end.
void add_fractions(Real t, Real hot, Real cold, Samples& samples) {
  if (std::max(hot, cold) > 1e-250) samples.add(t, hot, cold);
}

}  // namespace

void Samples::add(Real t, Real first, Real second) {
  const Real rounding = resolution * std::max(std::abs(first), std::abs(second));
  times.push_back(t);
  differences.push_back(std::abs(first - second) <= rounding ? 0 : first - second);
}

std::vector<std::pair<std::size_t, std::size_t>> sign_changes(const Samples& samples) {
  std::vector<std::pair<std::size_t, std::size_t>> out;
  std::size_t before = samples.times.size();
  for (std::size_t k = 0; k < samples.times.size(); ++k) {
    if (samples.differences[k] == 0 || std::isnan(samples.differences[k])) continue;
    if (before < k && (samples.differences[before] > 0) != (samples.differences[k] > 0)) out.emplace_back(before, k);
    before = k;
  }
  return out;
}

std::vector<Real> logarithmic(Real from, Real to, int points) {
  std::vector<Real> out;
  for (int k = 0; k < points; ++k) out.push_back(from * std::pow(to / from, static_cast<Real>(k) / points));
  out.push_back(to);
  return out;
}

BranchCrossings branch_crossings(const ThermalPath& heating, const ThermalPath& cooling, Real latest) {
  BranchCrossings out;
  if (!(latest > 0)) return out;
  const std::vector<Real> times = logarithmic(1e-9 * latest, latest, grid_points);
  const Production hot(heating, times), cold(cooling, times);
  Samples produced, fraction;
  for (std::size_t k = 0; k < times.size(); ++k) {
    produced.add(times[k], hot.on_grid(k), cold.on_grid(k));
    const Real lost_hot = hot.on_grid(k) / hot.initial(), lost_cold = cold.on_grid(k) / cold.initial();
    if (std::max(lost_hot, lost_cold) < 0.5)
      fraction.add(times[k], lost_cold, lost_hot);
    else
      add_fractions(times[k], hot.entropy(times[k]) / hot.initial(), cold.entropy(times[k]) / cold.initial(), fraction);
  }
  for (const auto& [a, b] : sign_changes(produced)) {
    const auto difference = [&, k = a](Real t) { return hot.after(k, t) - cold.after(k, t); };
    out.produced.push_back(bracketed_root(difference, times[a], times[b], 0));
  }
  for (const auto& [a, b] : sign_changes(fraction)) {
    const auto difference = [&, k = a](Real t) {
      if (hot.on_grid(k) / hot.initial() < 0.5)
        return cold.after(k, t) / cold.initial() - hot.after(k, t) / hot.initial();
      return hot.entropy(t) / hot.initial() - cold.entropy(t) / cold.initial();
    };
    out.fraction.push_back(bracketed_root(difference, times[a], times[b], 0));
  }
  return out;
}

}  // namespace qalor
