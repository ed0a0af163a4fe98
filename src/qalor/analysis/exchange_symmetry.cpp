// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/exchange_symmetry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <vector>

namespace qalor {
namespace {

constexpr Real rounding = 1e-9;  // of entropies and of affinities x counts [nats]: far above their rounding

Real size_of(const Matrix& a) { return a.size() == 0 ? 0 : a.cwiseAbs().maxCoeff(); }

bool is_real(const Lindblad& flow, const Matrix& rho) {
  const auto imaginary = [](const Matrix& a) { return a.imag().cwiseAbs().maxCoeff(); };
  Real worst = imaginary(flow.hamiltonian().dense()) + imaginary(rho);
  for (const Jump& jump : flow.jumps()) worst = std::max(worst, imaginary(jump.op.dense()));
  return worst == 0;
}

/// ln of the factor c in L rho = c rho L; nothing where there is none.
std::optional<Real> logarithmic_ratio(const Matrix& jump, const Matrix& rho) {
  const Matrix before = jump * rho, after = rho * jump;
  const Real norm = after.squaredNorm();
  if (!(norm > 0)) return std::nullopt;
  const Real c = (after.conjugate().cwiseProduct(before)).sum().real() / norm;
  if (!(c > 0) || size_of(before - c * after) > 1e-10 * size_of(before)) return std::nullopt;
  return std::log(c);
}

/// The A of which every jump says A w = s + ln c; 0 where nothing is counted and all agree.
std::optional<Real> affinity_of_start(const CountedFlow& counted, const JumpWeights& weights, const Matrix& rho) {
  std::optional<Real> out;
  Real heaviest = 0;
  std::vector<Real> sums;
  for (std::size_t k = 0; k < weights.size(); ++k) {
    const auto ratio = logarithmic_ratio(counted.jumps()[k].op.dense(), rho);
    if (!ratio) return std::nullopt;
    sums.push_back(counted.entropy[k] + *ratio);
    if (std::abs(weights[k]) <= heaviest) continue;
    heaviest = std::abs(weights[k]);
    out = sums.back() / weights[k];
  }
  for (std::size_t k = 0; k < weights.size(); ++k)
    if (std::abs(sums[k] - out.value_or(0) * weights[k]) > rounding * std::max(Real(1), std::abs(sums[k])))
      return std::nullopt;
  return out.value_or(0);
}

/// A transition that a jump makes between two levels.
struct Transition {
  std::size_t to;
  Real entropy;
  Real weight;
};

std::vector<std::vector<Transition>> transitions_of(const CountedFlow& counted, const JumpWeights& weights) {
  std::vector<std::vector<Transition>> out(counted.flow.space().dimension());
  for (std::size_t k = 0; k < weights.size(); ++k) {
    const SparseMatrix& op = counted.jumps()[k].op.matrix();
    for (Eigen::Index row = 0; row < op.outerSize(); ++row)
      for (SparseMatrix::InnerIterator it(op, row); it; ++it)
        if (it.row() != it.col() && it.value() != Complex(0))
          out[static_cast<std::size_t>(it.col())].push_back(
              {static_cast<std::size_t>(it.row()), counted.entropy[k], weights[k]});
  }
  return out;
}

/// What s and w add up to on a cycle.
struct Cycle {
  Real entropy;
  Real weight;
};

/// One cycle for each transition that is not on a tree of them: all others are sums of these.
std::vector<Cycle> cycles_of(const std::vector<std::vector<Transition>>& transitions) {
  std::vector<std::optional<Cycle>> height(transitions.size());
  std::vector<Cycle> out;
  for (std::size_t root = 0; root < transitions.size(); ++root) {
    if (height[root]) continue;
    height[root] = Cycle{0, 0};
    std::deque<std::size_t> open{root};
    for (; !open.empty(); open.pop_front())
      for (const Transition& move : transitions[open.front()]) {
        const Cycle& here = *height[open.front()];
        const Cycle there{here.entropy + move.entropy, here.weight + move.weight};
        auto& known = height[move.to];
        if (known) {
          out.push_back({there.entropy - known->entropy, there.weight - known->weight});
        } else {
          known = there;
          open.push_back(move.to);
        }
      }
  }
  return out;
}

/// Of starts for which the symmetry is not exact.
ExchangeSymmetry by_cycles(const CountedFlow& counted, const JumpWeights& weights) {
  const std::vector<Cycle> cycles = cycles_of(transitions_of(counted, weights));
  Real largest = 0, affinity = 0;
  for (const Cycle& c : cycles) {
    if (std::abs(c.weight) <= largest) continue;
    largest = std::abs(c.weight);
    affinity = c.entropy / c.weight;
  }
  Real heaviest = 0;
  for (const Real w : weights) heaviest = std::max(heaviest, std::abs(w));
  if (!(largest > 1e-12 * heaviest))
    return {std::nullopt, false, "the count only tells levels apart, and the start is no exponential of it"};
  for (const Cycle& c : cycles)
    if (std::abs(c.entropy - affinity * c.weight) > rounding * std::max(Real(1), std::abs(c.entropy)))
      return {std::nullopt, false, "the count alone does not fix the entropy production"};
  return {affinity, false, "the start leaves boundary terms: P(N) = exp(A N) P(-N) holds in the long run only"};
}

}  // namespace

ExchangeSymmetry exchange_symmetry(const CountedFlow& counted, const JumpWeights& weights, const DensityMatrix& initial,
                                   bool is_classical) {
  if (const auto unpaired = first_unpaired(counted))
    return {std::nullopt, false, fmt::format("jump {} has no partner", *unpaired)};
  if (!is_antisymmetric(counted, weights)) return {std::nullopt, false, "the count does not change sign with the jump"};
  const Matrix& rho = initial.matrix();
  const Matrix h = counted.flow.hamiltonian().dense();
  const bool stays = is_classical || size_of(h * rho - rho * h) <= 1e-12 * size_of(h);
  if (stays && (is_classical || is_real(counted.flow, rho)))
    if (const auto affinity = affinity_of_start(counted, weights, rho))
      return {affinity, true, "P(N) = exp(A N) P(-N) at every time: the start and the baths fit together"};
  if (!is_classical) return {std::nullopt, false, "the start is not in balance with the drive and all uncounted jumps"};
  return by_cycles(counted, weights);
}

}  // namespace qalor
