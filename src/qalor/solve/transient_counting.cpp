// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/transient_counting.hpp"

#include <boost/math/special_functions/binomial.hpp>
#include <boost/math/special_functions/factorials.hpp>
#include <cmath>
#include <optional>
#include <stdexcept>

#include "qalor/solve/blocks.hpp"
#include "qalor/solve/evolve.hpp"
#include "qalor/solve/joint_counting.hpp"
#include "qalor/solve/packing.hpp"
#include "qalor/solve/propagator.hpp"

namespace qalor {
namespace {

using Triplets = std::vector<Eigen::Triplet<Real>>;

Real factorial(int n) { return boost::math::factorial<Real>(static_cast<unsigned>(n)); }

/// Adds a block at (row, column) of a block matrix.
void add_block(const Triplets& entries, Real factor, Eigen::Index row, Eigen::Index column, Eigen::Index size,
               Triplets& out) {
  for (const auto& e : entries) out.emplace_back(row * size + e.row(), column * size + e.col(), factor * e.value());
}

JumpWeights product(const JumpWeights& a, const JumpWeights& b) {
  JumpWeights out(a.size());
  for (std::size_t k = 0; k < a.size(); ++k) out[k] = a[k] * b[k];
  return out;
}

/// The steady state and the current of each count in it; the initial state and no current where it is not unique.
struct Asymptote {
  Matrix rho;
  std::vector<Real> drift;
};

Asymptote asymptote(const Lindblad& flow, const std::vector<JumpWeights>& counts, const DensityMatrix& initial,
                    Certificate& certificate) {
  Asymptote out{initial.matrix(), std::vector<Real>(counts.size(), 0)};
  try {
    Certificate found;
    const JointCounting counting(flow, counts, found);
    out.rho = counting.rho();
    for (std::size_t c = 0; c < counts.size(); ++c) out.drift[c] = counting.rate(c).dot(counting.steady());
    certificate.details.set("stationary_states", std::int64_t{1});
  } catch (const ConvergenceError& error) {
    certificate.details.set("stationary_states", std::string("several: ") + error.what());
  }
  return out;
}

/// Coordinates of packed states in which the trace stands by itself: x = m reference + eta, m = tr x, eta without one
/// population, which follows. The generator's row of m is then exactly zero, so that a long exponential keeps moments
/// to rounding: in plain coordinates its errors grow like the number of steps.
class TraceCoordinates {
 public:
  TraceCoordinates(const Packing& packing, const RealVector& reference)
      : to_(RealMatrix::Identity(packing.size(), packing.size())), from_(to_) {
    const RealVector trace = packing.trace_row();
    const Eigen::Index slot = packing.slot(packing.blocks()[0][0], packing.blocks()[0][0]);
    to_ -= reference * trace.transpose();
    to_.row(slot) = trace.transpose();
    from_.row(slot) = -trace.transpose();
    from_.col(slot) = reference;
    trace_ = slot;
  }
  Eigen::Index trace() const { return trace_; }
  RealVector of(const RealVector& x) const { return to_ * x; }
  RealMatrix of(const RealMatrix& map) const { return to_ * map * from_; }

 private:
  RealMatrix to_, from_;
  Eigen::Index trace_ = 0;
};

Triplets entries_of(const RealMatrix& a) {
  Triplets out;
  for (Eigen::Index i = 0; i < a.rows(); ++i)
    for (Eigen::Index j = 0; j < a.cols(); ++j)
      if (a(i, j) != 0) out.emplace_back(i, j, a(i, j));
  return out;
}

/// The hierarchy of moments of a flow: its generator, and the counted parts with the drift taken away. Small ones in
/// coordinates of the trace.
class Hierarchy {
 public:
  Hierarchy(const Lindblad& flow, const DensityMatrix& initial, const Matrix& reference)
      : flow_(flow),
        packing_(flow.space().dimension(), counting_blocks(flow, initial).states),
        generator_(packed_generator(flow, packing_)),
        initial_(packing_.pack(initial.matrix())) {
    if (packing_.size() > largest_turned) return;
    turned_.emplace(packing_, packing_.pack(reference));
    initial_ = turned_->of(initial_);
    RealMatrix generator = turned_->of(dense_matrix(generator_, size()));
    generator.row(turned_->trace()).setZero();
    generator_ = entries_of(generator);
  }

  Eigen::Index size() const { return packing_.size(); }
  Real trace(const RealVector& y, Eigen::Index block) const {
    if (turned_) return y(block * size() + turned_->trace());
    return packing_.trace_row().dot(y.segment(block * size(), size()));
  }
  RealVector start(Eigen::Index blocks) const {
    RealVector y = RealVector::Zero(blocks * size());
    y.head(size()) = initial_;
    return y;
  }
  /// The part of the generator that weights multiply, less a drift.
  Triplets counted(const JumpWeights& weights, Real drift) const {
    Triplets out = packed_jumps(flow_, packing_, weights);
    if (drift != 0)
      for (Eigen::Index k = 0; k < size(); ++k) out.emplace_back(k, k, -drift);
    if (!turned_) return out;
    RealMatrix plain = RealMatrix::Zero(size(), size());
    for (const auto& e : out) plain(e.row(), e.col()) += e.value();
    return entries_of(turned_->of(plain));
  }
  const Triplets& generator() const { return generator_; }

 private:
  static constexpr Eigen::Index largest_turned = 200;  // of dense products

  const Lindblad& flow_;
  Packing packing_;
  Triplets generator_;
  RealVector initial_;
  std::optional<TraceCoordinates> turned_;
};

/// rho_0, ..., rho_n of one count.
Propagator moments_of(const Hierarchy& hierarchy, const JumpWeights& weights, Real drift, int order) {
  Triplets entries;
  JumpWeights power(weights.size(), 1);
  for (int i = 0; i <= order; ++i) add_block(hierarchy.generator(), 1, i, i, hierarchy.size(), entries);
  for (int m = 1; m <= order; ++m) {
    power = product(power, weights);
    const Triplets part = hierarchy.counted(power, m == 1 ? drift : 0);
    for (int i = m; i <= order; ++i) add_block(part, 1 / factorial(m), i, i - m, hierarchy.size(), entries);
  }
  return {entries, (order + 1) * hierarchy.size()};
}

/// rho, rho_a, rho_b and rho_ab of two counts.
Propagator pair_of(const Hierarchy& hierarchy, const JumpWeights& a, Real drift_a, const JumpWeights& b, Real drift_b) {
  Triplets entries;
  const Eigen::Index n = hierarchy.size();
  for (Eigen::Index i = 0; i < 4; ++i) add_block(hierarchy.generator(), 1, i, i, n, entries);
  const Triplets of_a = hierarchy.counted(a, drift_a);
  const Triplets of_b = hierarchy.counted(b, drift_b);
  add_block(of_a, 1, 1, 0, n, entries);
  add_block(of_b, 1, 2, 0, n, entries);
  add_block(of_b, 1, 3, 1, n, entries);
  add_block(of_a, 1, 3, 2, n, entries);
  add_block(hierarchy.counted(product(a, b), 0), 1, 3, 0, n, entries);
  return {entries, 4 * n};
}

/// Calls `read(time index, y)` at each of the times.
template <class Read>
void run(Propagator motion, RealVector y, const std::vector<Real>& times, Read read) {
  Real now = 0;
  for (std::size_t k = 0; k < times.size(); ++k) {
    y = motion.step(y, times[k] - now);
    now = times[k];
    read(k, y);
  }
}

}  // namespace

std::vector<Real> cumulants_of_moments(const std::vector<Real>& moments) {
  std::vector<Real> out;
  for (std::size_t n = 1; n <= moments.size(); ++n) {
    Real kappa = moments[n - 1];
    for (std::size_t k = 1; k < n; ++k)
      kappa -= boost::math::binomial_coefficient<Real>(static_cast<unsigned>(n - 1), static_cast<unsigned>(k - 1)) *
               out[k - 1] * moments[n - k - 1];
    out.push_back(kappa);
  }
  return out;
}

TransientCounts transient_counts(const Lindblad& flow, const std::vector<JumpWeights>& counts, int order,
                                 const DensityMatrix& initial, const std::vector<Real>& times,
                                 Certificate& certificate) {
  require_times(times);
  const Asymptote far = asymptote(flow, counts, initial, certificate);
  const std::vector<Real>& drift = far.drift;
  const Hierarchy hierarchy(flow, initial, far.rho);
  certificate.details.set("unknowns", static_cast<std::int64_t>(hierarchy.size()));
  TransientCounts out{times, {}, {}};
  out.cumulants.assign(times.size(), std::vector<std::vector<Real>>(counts.size()));
  for (std::size_t c = 0; c < counts.size(); ++c)
    run(moments_of(hierarchy, counts[c], drift[c], order), hierarchy.start(order + 1), times,
        [&](std::size_t k, const RealVector& y) {
          std::vector<Real> moments;
          for (int i = 1; i <= order; ++i) moments.push_back(factorial(i) * hierarchy.trace(y, i));
          out.cumulants[k][c] = cumulants_of_moments(moments);
          out.cumulants[k][c][0] += drift[c] * times[k];
          certificate.residual = std::max(certificate.residual, std::abs(hierarchy.trace(y, 0) - 1));
        });
  if (counts.size() < 2) return out;
  const auto n = static_cast<Eigen::Index>(counts.size());
  out.covariance.assign(times.size(), RealMatrix::Zero(n, n));
  for (Eigen::Index a = 0; a < n; ++a)
    for (Eigen::Index b = 0; b <= a; ++b) {
      const auto i = static_cast<std::size_t>(a), j = static_cast<std::size_t>(b);
      run(pair_of(hierarchy, counts[i], drift[i], counts[j], drift[j]), hierarchy.start(4), times,
          [&](std::size_t k, const RealVector& y) {
            out.covariance[k](a, b) = out.covariance[k](b, a) =
                hierarchy.trace(y, 3) - hierarchy.trace(y, 1) * hierarchy.trace(y, 2);
          });
    }
  return out;
}

}  // namespace qalor
