#pragma once
// SPDX-License-Identifier: BSD-3-Clause

/// Counting statistics by definitions, in the full complex space with dense matrices: shares no code with the solvers.

#include "qalor/dynamics/counted_flow.hpp"
#include "tests/naive.hpp"

namespace naive {

using R = Eigen::MatrixXd;

/// X -> A X B on stacked columns.
inline M both_sides(const M& a, const M& b) { return kron(b.transpose(), a); }

inline M jump_map(const qalor::Jump& jump) {
  const M l = jump.op.dense();
  return jump.rate * both_sides(l, l.adjoint());
}

inline M generator(const qalor::Lindblad& flow) {
  std::vector<Jump> jumps;
  for (const qalor::Jump& jump : flow.jumps()) jumps.push_back({jump.op.dense(), jump.rate});
  return superoperator(flow.hamiltonian().dense(), jumps);
}

/// sum of w^m rate L rho L^dagger.
inline M counted(const qalor::Lindblad& flow, const qalor::JumpWeights& w, int m) {
  M out = M::Zero(static_cast<Eigen::Index>(flow.space().dimension() * flow.space().dimension()),
                  static_cast<Eigen::Index>(flow.space().dimension() * flow.space().dimension()));
  for (std::size_t k = 0; k < w.size(); ++k) out += std::pow(w[k], m) * jump_map(flow.jumps()[k]);
  return out;
}

inline V stacked(const M& rho) { return Eigen::Map<const V>(rho.data(), rho.size()); }
inline M unstacked(const V& v) {
  const auto d = static_cast<Eigen::Index>(std::lround(std::sqrt(static_cast<double>(v.size()))));
  return Eigen::Map<const M>(v.data(), d, d);
}
inline V trace_row(Eigen::Index d) { return stacked(eye(d)); }

/// The steady state, as the null vector.
inline M steady_state(const M& generator) {
  Eigen::JacobiSVD<M> svd(generator, Eigen::ComputeFullV);
  M rho = unstacked(svd.matrixV().col(generator.cols() - 1));
  rho /= rho.trace();
  return 0.5 * (rho + rho.adjoint());
}

/// Drazin inverse: (L + P)^-1 - P with the projector P on the steady state.
inline M drazin(const M& generator, const M& rho) {
  const M p = stacked(rho) * trace_row(rho.rows()).transpose();
  return (generator + p).inverse() - p;
}

}  // namespace naive
