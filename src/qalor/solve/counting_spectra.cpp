// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/counting_spectra.hpp"

#include <fmt/format.h>

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

}  // namespace

std::vector<Real> noise_spectrum(const Lindblad& flow, const JumpWeights& weights, const std::vector<Real>& omega,
                                 Certificate& certificate) {
  JointCounting counting(flow, {weights}, certificate);
  const Packing& packing = counting.generator().packing();
  const RealMatrix generator = dense_matrix(packed_generator(flow, packing), packing.size());
  const RealVector trace = packing.trace_row(), rho = counting.steady();
  RealVector source = counting.counted(0, rho);
  source -= trace.dot(source) * rho;
  const RealVector rates = jump_rates(flow, packing.unpack(rho));
  Real shot = 0;
  for (std::size_t k = 0; k < weights.size(); ++k)
    shot += weights[k] * weights[k] * rates(static_cast<Eigen::Index>(k));
  std::vector<Real> out;
  for (const Real w : omega) {
    // The steady state is moved out of the kernel: the source has no part along it.
    const RealMatrix shifted = generator * generator +
                               w * w * RealMatrix::Identity(generator.rows(), generator.cols()) +
                               rho * trace.transpose() * generator.cwiseAbs2().maxCoeff();
    const RealVector x = RealLu(shifted).solve(source);
    out.push_back(shot - 2 * counting.rate(0).dot(generator * x));
  }
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
  const RealLu lu(dense_matrix(quiet, packing.size()));
  RealMatrix integral(after.rows(), n), moment(after.rows(), n);
  for (Eigen::Index k = 0; k < n; ++k) {
    integral.col(k) = -lu.solve(after.col(k));
    moment.col(k) = -lu.solve(integral.col(k));
  }
  WaitingTimes out{times, {}, before.transpose() * integral, before.transpose() * moment};
  Propagator motion(quiet, packing.size());
  for (const Real t : times) {
    RealMatrix moved(after.rows(), n);
    for (Eigen::Index k = 0; k < n; ++k) moved.col(k) = motion.step(after.col(k), t);
    out.density.push_back(before.transpose() * moved);
  }
  return out;
}

}  // namespace qalor
