// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <optional>

#include "qalor/analysis/bounds.hpp"
#include "qalor/analysis/exchange_symmetry.hpp"
#include "qalor/analysis/response_integral.hpp"
#include "qalor/analysis/thermalization.hpp"
#include "qalor/analysis/uncertainty.hpp"
#include "qalor/hilbert/entropy.hpp"
#include "qalor/solve/joint_counting.hpp"
#include "qalor/solve/packing.hpp"
#include "qalor/solve/propagator.hpp"
#include "qalor/solve/transient_counting.hpp"

namespace qalor {
namespace {

using Triplets = std::vector<Eigen::Triplet<Real>>;

/// The mean of H in the steady state; 0 where it is not unique: a constant in H changes nothing but rounding.
Real steady_energy(const Lindblad& flow) {
  try {
    Certificate ignored;
    const JointCounting counting(flow, {}, ignored);
    return trace_product(flow.turning().matrix(), counting.rho()).real();
  } catch (const ConvergenceError&) {
    return 0;
  }
}

/// What is linear in the state: rho, phi of l = 1 (dphi/dt = L phi + sum of D[L_k] rho), the odd part v of the
/// two-sided motion under a rescaled time (dv/dt = L v + t rho), and integrals of functionals of them.
class LinearPart {
 public:
  LinearPart(const Lindblad& flow, const Packing& packing, const RealVector& current, Real energy)
      : n_(packing.size()), motion_(entries(flow, packing, current, energy), 3 * n_ + integrals) {}

  RealVector start(const RealVector& rho) const {
    RealVector y = RealVector::Zero(3 * n_ + integrals);
    y.head(n_) = rho;
    return y;
  }
  RealVector step(const RealVector& y, Real t) { return motion_.step(y, t); }
  /// Integral of sum w a + sum w tr(L phi L^dagger), of the activity, and the information about the scale of time.
  Real response_kur(const RealVector& y) const { return y(3 * n_) + y(3 * n_ + 1); }
  Real activity(const RealVector& y) const { return y(3 * n_ + 2); }
  /// F = integral of a + 8 tr(h v) - 4 (integral of tr(h rho))^2, h = H less a constant, which changes nothing.
  Real qfi(const RealVector& y) const { return activity(y) + 8 * y(3 * n_ + 3) - 4 * y(3 * n_ + 4) * y(3 * n_ + 4); }

 private:
  static constexpr Eigen::Index integrals = 5;

  static void add_row(const RealVector& functional, Eigen::Index row, Eigen::Index column, Triplets& out) {
    for (Eigen::Index k = 0; k < functional.size(); ++k)
      if (functional(k) != 0) out.emplace_back(row, column + k, functional(k));
  }

  static Triplets entries(const Lindblad& flow, const Packing& packing, const RealVector& current, Real energy) {
    const Eigen::Index n = packing.size();
    Triplets out;
    for (const auto& e : packed_generator(flow, packing)) {
      for (Eigen::Index block = 0; block < 3; ++block)
        out.emplace_back(block * n + e.row(), block * n + e.col(), e.value());
    }
    const Matrix h = flow.turning().dense() -
                     energy * Matrix::Identity(flow.turning().matrix().rows(), flow.turning().matrix().cols());
    for (Eigen::Index k = 0; k < n; ++k) {
      const Matrix rho = packing.unpack(RealVector::Unit(n, k));
      Matrix moved = Matrix::Zero(rho.rows(), rho.cols());
      Matrix odd = 0.5 * (h * rho + rho * h);
      for (const Jump& jump : flow.jumps()) {
        moved += jump_dissipator(jump, rho);
        const Matrix loss = SparseMatrix(SparseMatrix(jump.op.matrix().adjoint()) * jump.op.matrix()) * rho;
        odd += jump.rate / Complex(0, 4) * (loss - loss.adjoint());
      }
      const RealVector phi = packing.pack(moved), v = packing.pack(odd);
      for (Eigen::Index row = 0; row < n; ++row) {
        if (phi(row) != 0) out.emplace_back(n + row, k, phi(row));
        if (v(row) != 0) out.emplace_back(2 * n + row, k, v(row));
      }
    }
    const RealVector activity = packing.pack(current_operator(flow, JumpWeights(flow.jumps().size(), 1)));
    add_row(current, 3 * n, 0, out);
    add_row(current, 3 * n + 1, n, out);
    add_row(activity, 3 * n + 2, 0, out);
    add_row(packing.pack(h), 3 * n + 3, 2 * n, out);
    add_row(packing.pack(h), 3 * n + 4, 0, out);
    return out;
  }

  Eigen::Index n_;
  Propagator motion_;
};

/// Entropy given to the baths per unit time as a functional of the packed state; nothing with an unpaired jump.
std::optional<Real> total_entropy(const CountedFlow& counted, const DensityMatrix& initial, const DensityMatrix& now,
                                  const RealVector& jumps) {
  if (first_unpaired(counted)) return std::nullopt;
  Real out = entropy(now) - entropy(initial);
  for (std::size_t k = 0; k < counted.entropy.size(); ++k)
    if (counted.entropy[k] != 0) out += counted.entropy[k] * jumps(static_cast<Eigen::Index>(k));
  return out;
}

bool is_stationary(const Lindblad& flow, const DensityMatrix& rho) {
  return flow.derivative(rho).cwiseAbs().maxCoeff() <= 1e-11 * mean_decay_rate(flow);
}

/// Var N >= <N>^2 csch^2 Phi(|A <N>|/2), from P(N) = exp(A N) P(-N).
Bound exchange_row(const ExchangeSymmetry& symmetry, const std::vector<Precision>& points) {
  Bound out{"exchange", symmetry.is_exact ? Standing::theorem : Standing::naive, symmetry.reason};
  if (!symmetry.affinity) {
    out.standing = Standing::not_applicable;
    return out;
  }
  for (const Precision& p : points) {
    const Real relative = exchange_bound(*symmetry.affinity, p.mean);  // undefined where nothing is exchanged
    out.values.push_back(std::isnan(relative) ? 0 : p.mean * p.mean * relative);
  }
  return out;
}

}  // namespace

TransientBounds transient_bounds(const CountedFlow& counted, const JumpWeights& weights, const DensityMatrix& initial,
                                 const std::vector<Real>& times, Certificate& certificate) {
  const Lindblad& flow = counted.flow;
  const TransientCounts counts = transient_counts(flow, {weights}, 2, initial, times, certificate);
  const Packing packing(flow.space().dimension(), counting_blocks(flow, initial).states);
  const RealVector current = packing.pack(current_operator(flow, weights));
  LinearPart linear(flow, packing, current, steady_energy(flow));
  ResponseIntegral integral(flow, packing, weights, packing.pack(initial.matrix()));
  RealVector y = linear.start(packing.pack(initial.matrix()));
  TransientBounds out;
  std::vector<Real> variances, shot_noise;
  Real now = 0, mean_error = 0;
  for (std::size_t k = 0; k < times.size(); ++k) {
    y = linear.step(y, times[k] - now);
    integral.advance(times[k]);
    now = times[k];
    const DensityMatrix rho = DensityMatrix::unchecked(flow.space(), packing.unpack(y.head(packing.size())));
    Precision p;
    p.mean = counts.cumulants[k][0][0];
    p.variance = counts.cumulants[k][0][1];
    p.activity = linear.activity(y);
    p.entropy_production =
        total_entropy(counted, initial, rho, integral.jumps()).value_or(std::numeric_limits<Real>::infinity());
    p.fisher = integral.information();
    p.tkur = tkur_function(p.entropy_production, p.activity);
    p.response = integral.response();
    p.response_kur = linear.response_kur(y);
    p.qfi_time_rescaled = linear.qfi(y);
    out.current.push_back(current.dot(y.head(packing.size())));
    p.current = out.current.back() * now;
    Real gross = 0, direct = 0, shot = 0;
    for (std::size_t j = 0; j < weights.size(); ++j) {
      gross += std::abs(weights[j]) * integral.jumps()(static_cast<Eigen::Index>(j));
      shot += weights[j] * weights[j] * integral.jumps()(static_cast<Eigen::Index>(j));
      direct += weights[j] * integral.jumps()(static_cast<Eigen::Index>(j));
    }
    out.has_current.push_back(std::abs(p.mean) > 1e-12 * gross);
    mean_error = std::max(mean_error, std::abs(direct - p.mean));
    if (p.fisher > p.tkur * (1 + 1e-8) + 1e-12 * p.activity)
      certificate.degrade(
          Status::law_violated,
          fmt::format("total_fisher_information = {:.9g} exceeds tkur_function = {:.9g}", p.fisher, p.tkur));
    variances.push_back(p.variance);
    shot_noise.push_back(shot);
    out.precision.push_back(p);
  }
  Setting setting = setting_of(counted, weights);
  setting.is_classical = packing.size() == static_cast<Eigen::Index>(flow.space().dimension());
  setting.is_steady = is_stationary(flow, initial);
  out.bounds = common_bounds(setting, out.precision);
  out.bounds.push_back(exchange_row(exchange_symmetry(counted, weights, initial, setting.is_classical), out.precision));
  certificate.method = "exponentials of the moments' hierarchy; panels of exponentials for what is not linear";
  certificate.details.set("classical", std::string(setting.is_classical ? "yes" : "no"));
  certificate.details.set("mean_error", mean_error);
  certificate.details.set("quadrature_error", integral.error());
  certify_bounds(out.bounds, variances, shot_noise, certificate);
  return out;
}

}  // namespace qalor
