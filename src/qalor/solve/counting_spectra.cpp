// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/counting_spectra.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "qalor/solve/joint_counting.hpp"
#include "qalor/solve/propagator.hpp"

namespace qalor {
namespace {

JumpWeights only(std::size_t jumps, std::size_t index) {
  JumpWeights out(jumps, 0);
  out[index] = 1;
  return out;
}

/// u of u + iv = (L + i omega)^-1 b, for b of trace zero, and the largest residual of both equations.
struct Response {
  RealVector real;
  Real residual;
};

/// u and v have trace zero: that replaces the equations that follow from all others, so that omega = 0 is no exception.
Response at_frequency(const Lindblad& flow, const Bordered& bordered, Real omega, const RealVector& b) {
  const Eigen::Index n = b.size(), replaced = bordered.replaced();
  std::vector<Eigen::Triplet<Real>> entries;
  for (const auto& e : packed_generator(flow, bordered.packing()))
    if (e.row() != replaced)
      for (const Eigen::Index part : {Eigen::Index{0}, n})
        entries.emplace_back(part + e.row(), part + e.col(), e.value());
  const RealVector trace = bordered.packing().trace_row();
  for (Eigen::Index k = 0; k < n; ++k) {
    if (trace(k) != 0)
      for (const Eigen::Index part : {Eigen::Index{0}, n}) entries.emplace_back(part + replaced, part + k, trace(k));
    if (k == replaced || omega == 0) continue;
    entries.emplace_back(k, n + k, -omega);
    entries.emplace_back(n + k, k, omega);
  }
  RealVector rhs = RealVector::Zero(2 * n);
  rhs.head(n) = b;
  rhs(replaced) = 0;
  const RealVector x = EitherLu(entries, 2 * n).solve(rhs);
  const RealVector u = x.head(n), v = x.tail(n);
  const RealVector first = bordered.apply(u) - omega * v - b, second = bordered.apply(v) + omega * u;
  return {u, std::max(first.cwiseAbs().maxCoeff(), second.cwiseAbs().maxCoeff())};
}

}  // namespace

std::vector<Real> noise_spectrum(const Lindblad& flow, const JumpWeights& weights, const std::vector<Real>& omega,
                                 Certificate& certificate) {
  JointCounting counting(flow, {weights}, certificate);
  const Packing& packing = counting.generator().packing();
  const RealVector trace = packing.trace_row(), rho = counting.steady();
  RealVector source = counting.counted(0, rho);
  source -= trace.dot(source) * rho;
  const RealVector rates = jump_rates(flow, packing.unpack(rho));
  Real shot = 0;
  for (std::size_t k = 0; k < weights.size(); ++k)
    shot += weights[k] * weights[k] * rates(static_cast<Eigen::Index>(k));
  const RealVector rate = counting.rate(0);
  const Real scale = std::max(source.cwiseAbs().maxCoeff(), std::numeric_limits<Real>::min());
  std::vector<Real> out;
  for (const Real w : omega) {
    const Response response = at_frequency(flow, counting.generator(), w, source);
    out.push_back(shot - 2 * rate.dot(response.real));
    certificate.residual = std::max(certificate.residual, response.residual / scale);
  }
  certificate.method = "direct: one real linear system per frequency";
  return out;
}

WaitingTimes waiting_times(const Lindblad& flow, const std::vector<std::size_t>& watched,
                           const std::vector<Real>& times, Certificate& certificate) {
  const JointCounting counting(flow, {}, certificate);
  const Packing& packing = counting.generator().packing();
  const RealVector rates = jump_rates(flow, counting.rho());
  const auto n = static_cast<Eigen::Index>(watched.size());
  std::vector<Eigen::Triplet<Real>> quiet = packed_generator(flow, packing);
  RealMatrix after(packing.size(), n), before(packing.size(), n);  // states after jump k; functionals of jump q's rate
  for (Eigen::Index k = 0; k < n; ++k) {
    const std::size_t jump = watched[static_cast<std::size_t>(k)];
    const Real a = rates(static_cast<Eigen::Index>(jump));
    if (!(a > 0)) throw std::invalid_argument(fmt::format("jump {} never happens: it has no waiting time", jump));
    const JumpWeights one = only(flow.jumps().size(), jump);
    before.col(k) = packing.pack(current_operator(flow, one));
    after.col(k).setZero();
    for (const auto& e : packed_jumps(flow, packing, one)) {
      after(e.row(), k) += e.value() * counting.steady()(e.col()) / a;
      quiet.emplace_back(e.row(), e.col(), -e.value());
    }
  }
  const EitherLu lu(quiet, packing.size());
  RealMatrix integral(after.rows(), n), moment(after.rows(), n), second(after.rows(), n);
  for (Eigen::Index k = 0; k < n; ++k) {
    integral.col(k) = -lu.solve(after.col(k));
    moment.col(k) = -lu.solve(integral.col(k));
    second.col(k) = -2 * lu.solve(moment.col(k));
  }
  WaitingTimes out{times, {}, before.transpose() * integral, before.transpose() * moment, before.transpose() * second,
                   {}};
  Real total = 0;
  for (const std::size_t jump : watched) total += rates(static_cast<Eigen::Index>(jump));
  for (const std::size_t jump : watched) out.weight.push_back(rates(static_cast<Eigen::Index>(jump)) / total);
  Propagator motion(quiet, packing.size());
  for (const Real t : times) {
    RealMatrix moved(after.rows(), n);
    for (Eigen::Index k = 0; k < n; ++k) moved.col(k) = motion.step(after.col(k), t);
    out.density.push_back(before.transpose() * moved);
  }
  return out;
}

}  // namespace qalor
