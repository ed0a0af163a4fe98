// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/count_distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "qalor/solve/blocks.hpp"
#include "qalor/solve/packing.hpp"
#include "qalor/solve/propagator.hpp"
#include "qalor/solve/transient_counting.hpp"

namespace qalor {
namespace {

constexpr Real most_units = 1000;  // of one jump
constexpr Real largest_missing = 1e-12;
constexpr Real most_unknowns = 1e6;

/// Values first, ..., last in units.
struct Window {
  Eigen::Index first = 0;
  Eigen::Index last = 0;
  Eigen::Index size() const { return last - first + 1; }
};

/// Twelve standard deviations around the mean at all times, the start included; a count that only grows has no values
/// below 0. Poisson tails are longer than Gaussian ones: `extra` more.
Window window_of(const TransientCounts& counts, const std::vector<Eigen::Index>& steps, Real unit, Real extra) {
  Real low = 0, high = 0;
  for (const auto& at_time : counts.cumulants) {
    const Real mean = at_time[0][0] / unit;
    const Real width = 12 * std::sqrt(std::max(at_time[0][1], Real(0))) / unit;
    low = std::min(low, mean - width);
    high = std::max(high, mean + width);
  }
  const auto [fewest, most] = std::minmax_element(steps.begin(), steps.end());
  Window out{*fewest < 0 ? static_cast<Eigen::Index>(std::floor(low - extra)) : 0,
             *most > 0 ? static_cast<Eigen::Index>(std::ceil(high + extra)) : 0};
  return out;
}

/// The motion of the state resolved by the count; a part that leaves the window is lost.
class ResolvedMotion {
 public:
  ResolvedMotion(const Lindblad& flow, const Packing& packing, const std::vector<Eigen::Index>& steps)
      : size_(packing.size()), trace_(packing.trace_row()), quiet_(packed_generator(flow, packing)) {
    std::vector<Eigen::Index> sorted = steps;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    for (const Eigen::Index step : sorted) {
      if (step == 0) continue;
      JumpWeights chosen;
      for (const Eigen::Index own : steps) chosen.push_back(own == step ? 1 : 0);
      auto jumps = packed_jumps(flow, packing, chosen);
      for (const auto& e : jumps) quiet_.emplace_back(e.row(), e.col(), -e.value());
      counted_.emplace_back(step, std::move(jumps));
    }
  }

  Propagator within(const Window& window) const {
    std::vector<Eigen::Triplet<Real>> entries;
    for (Eigen::Index n = 0; n < window.size(); ++n) {
      for (const auto& e : quiet_) entries.emplace_back(n * size_ + e.row(), n * size_ + e.col(), e.value());
      for (const auto& [step, jumps] : counted_)
        if (n + step >= 0 && n + step < window.size())
          for (const auto& e : jumps)
            entries.emplace_back((n + step) * size_ + e.row(), n * size_ + e.col(), e.value());
    }
    return Propagator(entries, window.size() * size_);
  }

  std::vector<Real> probabilities(const RealVector& y) const {
    std::vector<Real> out;
    for (Eigen::Index n = 0; n * size_ < y.size(); ++n) out.push_back(trace_.dot(y.segment(n * size_, size_)));
    return out;
  }

 private:
  Eigen::Index size_;
  RealVector trace_;
  std::vector<Eigen::Triplet<Real>> quiet_;
  std::vector<std::pair<Eigen::Index, std::vector<Eigen::Triplet<Real>>>> counted_;
};

Real missing(const std::vector<Real>& probability) {
  Real sum = 0;
  for (const Real p : probability) sum += p;
  return std::abs(1 - sum);
}

void require_unknowns(const Window& window, const Packing& packing) {
  const Real unknowns = static_cast<Real>(window.size()) * static_cast<Real>(packing.size());
  if (unknowns <= most_unknowns) return;
  Certificate certificate{.method = "the state resolved by the count"};
  certificate.degrade(Status::not_converged, fmt::format("{} values of the count for {} elements of the state are too "
                                                         "many: ask for shorter times",
                                                         window.size(), packing.size()));
  throw ConvergenceError(std::move(certificate));
}

/// Largest deviation of mean and variance from the moments of another route [count, count^2].
void compare(const CountDistribution& out, const TransientCounts& counts, Certificate& certificate) {
  Real mean_error = 0, variance_error = 0;
  bool agrees = true;
  for (std::size_t k = 0; k < out.times.size(); ++k) {
    Real mean = 0, variance = 0;
    for (std::size_t n = 0; n < out.values.size(); ++n) mean += out.values[n] * out.probability[k][n];
    for (std::size_t n = 0; n < out.values.size(); ++n)
      variance += (out.values[n] - mean) * (out.values[n] - mean) * out.probability[k][n];
    const Real exact = counts.cumulants[k][0][0], spread = counts.cumulants[k][0][1];
    mean_error = std::max(mean_error, std::abs(mean - exact));
    variance_error = std::max(variance_error, std::abs(variance - spread));
    // Rounding of the largest values, and what the tails beyond the window carry.
    const Real reach = std::max(std::abs(out.values.front()), std::abs(out.values.back()));
    agrees = agrees && std::abs(mean - exact) <= 1e-9 * reach && std::abs(variance - spread) <= 1e-9 * reach * reach;
  }
  certificate.details.set("mean_error", mean_error);
  certificate.details.set("variance_error", variance_error);
  if (!agrees) certificate.degrade(Status::not_converged, "the distribution does not have the moments it should have");
}

}  // namespace

std::optional<Real> count_unit(const JumpWeights& weights) {
  Real unit = 0, largest = 0;
  for (const Real w : weights) {
    largest = std::max(largest, std::abs(w));
    Real a = std::max(unit, std::abs(w)), b = std::min(unit, std::abs(w));
    while (b > 1e-9 * largest) {  // Euclid; what is smaller is the rounding of weights
      const Real rest = a - b * std::round(a / b);
      a = b;
      b = std::abs(rest);
    }
    unit = a;
  }
  if (!(unit > 0) || largest > most_units * unit) return std::nullopt;
  return unit;
}

CountDistribution count_distribution(const Lindblad& flow, const JumpWeights& weights, const DensityMatrix& initial,
                                     const std::vector<Real>& times, Certificate& certificate) {
  const auto unit = count_unit(weights);
  if (!unit) throw std::invalid_argument("the weights are not multiples of one unit");
  std::vector<Eigen::Index> steps;
  for (const Real w : weights) steps.push_back(static_cast<Eigen::Index>(std::lround(w / *unit)));
  const TransientCounts counts = transient_counts(flow, {weights}, 2, initial, times, certificate);
  const Packing packing(flow.space().dimension(), counting_blocks(flow, initial).states);
  const ResolvedMotion resolved(flow, packing, steps);
  CountDistribution out{times, {}, {}};
  Real worst = 1;
  for (Real extra = 20; worst > largest_missing && extra < 2000; extra *= 3) {
    const Window window = window_of(counts, steps, *unit, extra);
    require_unknowns(window, packing);
    Propagator motion = resolved.within(window);
    RealVector y = RealVector::Zero(motion.size());
    y.segment(-window.first * packing.size(), packing.size()) = packing.pack(initial.matrix());
    out.values.clear();
    out.probability.clear();
    for (Eigen::Index n = window.first; n <= window.last; ++n) out.values.push_back(static_cast<Real>(n) * *unit);
    Real now = 0;
    worst = 0;
    for (const Real t : times) {
      y = motion.step(y, t - now);
      now = t;
      out.probability.push_back(resolved.probabilities(y));
      worst = std::max(worst, missing(out.probability.back()));
    }
  }
  certificate.method = "the state resolved by the count, by the action of an exponential";
  certificate.residual = worst;
  certificate.details.set("values", static_cast<std::int64_t>(out.values.size()));
  if (!(worst <= 10 * largest_missing))
    certificate.degrade(Status::not_converged, fmt::format("{:.1e} of the probability is missing", worst));
  compare(out, counts, certificate);
  return out;
}

}  // namespace qalor
