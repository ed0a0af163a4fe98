// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/trajectories.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <stdexcept>

namespace qalor {
namespace {

/// Random numbers in (0, 1), specified to the bit by the standard's engine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  Real next() { return (static_cast<Real>(engine_() >> 11) + 0.5) * 0x1p-53; }
  /// An index drawn with these weights (>= 0, not all 0).
  std::size_t draw(const std::vector<Real>& weights, Real total) {
    Real left = next() * total;
    for (std::size_t k = 0; k + 1 < weights.size(); ++k)
      if ((left -= weights[k]) < 0) return k;
    return weights.size() - 1;
  }

 private:
  std::mt19937_64 engine_;
};

/// A complex matrix that acts on vectors as a real one acts on their real and imaginary parts.
RealMatrix as_real(const Matrix& a) {
  RealMatrix out(2 * a.rows(), 2 * a.cols());
  out << a.real(), -a.imag(), a.imag(), a.real();
  return out;
}

Matrix as_complex(const RealMatrix& a) {
  const Eigen::Index n = a.rows() / 2;
  return a.topLeftCorner(n, n).cast<Complex>() + Complex(0, 1) * a.bottomLeftCorner(n, n).cast<Complex>();
}

constexpr int halvings = 52;

/// The motion between jumps over `longest`, its half, and so on.
std::vector<Matrix> quiet_motions(const Lindblad& flow, Real longest) {
  const RealMatrix generator = as_real(Matrix(flow.effective()));
  std::vector<Matrix> out;
  for (int k = 0; k <= halvings; ++k)
    out.push_back(as_complex(matrix_exponential(std::ldexp(longest, -k) * generator)));
  return out;
}

class Sampler {
 public:
  Sampler(const Lindblad& flow, const JumpWeights& weights, const DensityMatrix& initial,
          const std::vector<Real>& times)
      : flow_(flow), weights_(weights), times_(times), quiet_(quiet_motions(flow, times.back())) {
    const auto [values, vectors] = hermitian_eigen(initial.matrix());
    for (Eigen::Index k = 0; k < values.size(); ++k) {
      starts_.push_back(std::max(values(k), Real(0)));
      states_.push_back(vectors.col(k));
    }
  }

  /// One trajectory: the count at each of the times.
  std::vector<Real> run(Dice& dice, std::int64_t& jumps) const {
    std::vector<Real> out(times_.size(), 0);
    Vector psi = states_[dice.draw(starts_, 1)];
    Real now = 0, count = 0;
    std::size_t next = 0;
    while (true) {
      now += wait(psi, dice.next(), times_.back() - now);
      while (next < times_.size() && times_[next] < now) out[next++] = count;
      if (now >= times_.back()) break;
      const std::size_t k = jump(psi, dice);
      count += weights_[k];
      ++jumps;
    }
    for (; next < times_.size(); ++next) out[next] = count;
    return out;
  }

 private:
  /// Moves the state until its squared norm would fall below `threshold`; how long that takes, at most `rest`.
  Real wait(Vector& psi, Real threshold, Real rest) const {
    Real done = 0;
    for (std::size_t k = 0; k < quiet_.size(); ++k) {
      const Real h = std::ldexp(times_.back(), -static_cast<int>(k));
      if (done + h > rest) continue;
      Vector moved = quiet_[k] * psi;
      if (moved.squaredNorm() <= threshold) continue;
      psi = std::move(moved);
      done += h;
    }
    const bool is_end = done + std::ldexp(times_.back(), 1 - halvings) >= rest;
    return is_end ? rest : done;
  }

  std::size_t jump(Vector& psi, Dice& dice) const {
    std::vector<Vector> after;
    std::vector<Real> rates;
    Real total = 0;
    for (const Jump& one : flow_.jumps()) {
      after.push_back(one.op.matrix() * psi);
      rates.push_back(one.rate * after.back().squaredNorm());
      total += rates.back();
    }
    const std::size_t k = dice.draw(rates, total);
    psi = after[k].normalized();
    return k;
  }

  const Lindblad& flow_;
  const JumpWeights& weights_;
  const std::vector<Real>& times_;
  std::vector<Matrix> quiet_;
  std::vector<Real> starts_;
  std::vector<Vector> states_;
};

/// Central moments of the samples of one time: mean, variance and their standard errors.
void add_moments(const std::vector<Real>& samples, SampledCounts& out) {
  const auto n = static_cast<Real>(samples.size());
  Real mean = 0, second = 0, fourth = 0;
  for (const Real x : samples) mean += x / n;
  for (const Real x : samples) {
    const Real square = (x - mean) * (x - mean);
    second += square / n;
    fourth += square * square / n;
  }
  out.mean.push_back(mean);
  out.variance.push_back(second * n / (n - 1));
  out.mean_error.push_back(std::sqrt(out.variance.back() / n));
  out.variance_error.push_back(std::sqrt(std::max(fourth - second * second, Real(0)) / n));
}

}  // namespace

SampledCounts sample_counts(const Lindblad& flow, const JumpWeights& weights, const DensityMatrix& initial,
                            const std::vector<Real>& times, const TrajectorySampling& sampling) {
  if (times.empty() || !(times.back() > 0)) throw std::invalid_argument("the last time must be > 0");
  if (sampling.trajectories < 2) throw std::invalid_argument("a variance needs two trajectories");
  SampledCounts out;
  out.times = times;
  const Sampler sampler(flow, weights, initial, times);
  Dice dice(sampling.seed);
  std::vector<std::vector<Real>> samples(times.size());
  for (std::int64_t n = 0; n < sampling.trajectories; ++n) {
    const std::vector<Real> counts = sampler.run(dice, out.jumps);
    for (std::size_t k = 0; k < times.size(); ++k) samples[k].push_back(counts[k]);
  }
  for (const auto& one : samples) add_moments(one, out);
  return out;
}

}  // namespace qalor
