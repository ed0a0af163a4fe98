#pragma once
// SPDX-License-Identifier: BSD-3-Clause

/// A slow, plain reference that shares no code with src/: every object is a dense matrix built from its definition.
/// Conventions: the first factor of a product is the most significant; vec() stacks columns, so that
/// vec(A X B) = (B^T (x) A) vec(X); level 0 is the lowest.

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <complex>
#include <set>
#include <utility>
#include <vector>

namespace naive {

using C = std::complex<double>;
using M = Eigen::MatrixXcd;
using V = Eigen::VectorXcd;

struct Jump {
  M op;
  double rate;
};

inline M eye(Eigen::Index d) { return M::Identity(d, d); }

inline M kron(const M& a, const M& b) {
  M out(a.rows() * b.rows(), a.cols() * b.cols());
  for (Eigen::Index r = 0; r < out.rows(); ++r)
    for (Eigen::Index c = 0; c < out.cols(); ++c)
      out(r, c) = a(r / b.rows(), c / b.cols()) * b(r % b.rows(), c % b.cols());
  return out;
}

/// |n-1><n| times sqrt(n) for a boson, times 1 otherwise.
inline M lowering(Eigen::Index d, bool is_boson = false) {
  M out = M::Zero(d, d);
  for (Eigen::Index n = 1; n < d; ++n) out(n - 1, n) = is_boson ? std::sqrt(static_cast<double>(n)) : 1.0;
  return out;
}

/// An operator on factor k of a product with these dimensions.
inline M place(const M& op, std::size_t k, const std::vector<Eigen::Index>& dims) {
  M out = eye(1);
  for (std::size_t j = 0; j < dims.size(); ++j) out = kron(out, j == k ? op : eye(dims[j]));
  return out;
}

inline M dissipator(const std::vector<Jump>& jumps, const M& rho) {
  M out = M::Zero(rho.rows(), rho.cols());
  for (const Jump& j : jumps) {
    const M n = j.op.adjoint() * j.op;
    out += j.rate * (j.op * rho * j.op.adjoint() - 0.5 * (n * rho + rho * n));
  }
  return out;
}

inline M derivative(const M& h, const std::vector<Jump>& jumps, const M& rho) {
  return C(0, -1) * (h * rho - rho * h) + dissipator(jumps, rho);
}

inline M superoperator(const M& h, const std::vector<Jump>& jumps) {
  const M one = eye(h.rows());
  M out = C(0, -1) * (kron(one, h) - kron(h.transpose(), one));
  for (const Jump& j : jumps) {
    const M n = j.op.adjoint() * j.op;
    out += j.rate * (kron(j.op.conjugate(), j.op) - 0.5 * (kron(one, n) + kron(n.transpose(), one)));
  }
  return out;
}

/// The null vector of the superoperator as a state, and the number of singular values below 1e-10 of the largest.
struct Null {
  M rho;
  int dimension;
};
inline Null steady(const M& super) {
  const Eigen::JacobiSVD<M> svd(super, Eigen::ComputeFullV);
  const auto d = static_cast<Eigen::Index>(std::lround(std::sqrt(static_cast<double>(super.rows()))));
  const V v = svd.matrixV().col(super.cols() - 1);
  M rho = Eigen::Map<const M>(v.data(), d, d);
  rho /= rho.trace();
  const auto& s = svd.singularValues();
  return {rho, static_cast<int>((s.array() < 1e-10 * s(0)).count())};
}

/// exp(a) by scaling, twenty Taylor terms and squaring.
inline M exponential(M a) {
  int squarings = 0;
  for (double norm = a.cwiseAbs().rowwise().sum().maxCoeff(); norm > 0.5; norm /= 2) ++squarings;
  a /= std::pow(2.0, squarings);
  M term = eye(a.rows());
  M sum = term;
  for (int k = 1; k <= 20; ++k) {
    term = term * a / static_cast<double>(k);
    sum += term;
  }
  for (; squarings > 0; --squarings) sum = sum * sum;
  return sum;
}

inline M evolved(const M& super, const M& rho, double t) {
  const V v = exponential(t * super) * Eigen::Map<const V>(rho.data(), rho.size());
  return Eigen::Map<const M>(v.data(), rho.rows(), rho.cols());
}

inline double entropy(const M& rho) {
  double sum = 0;
  for (double p : Eigen::SelfAdjointEigenSolver<M>(rho).eigenvalues())
    if (p > 0) sum -= p * std::log(p);
  return sum;
}

inline M gibbs(const M& h, double beta) {
  const Eigen::SelfAdjointEigenSolver<M> eigen(h);
  const Eigen::VectorXd w = (-beta * (eigen.eigenvalues().array() - eigen.eigenvalues()(0))).exp();
  return eigen.eigenvectors() * (w / w.sum()).asDiagonal() * eigen.eigenvectors().adjoint();
}

/// All pairs (i, j) such that rho_ij can become non-zero when the motion starts from any populations: the closure of
/// the diagonal under the non-zero elements of the superoperator.
inline std::set<std::pair<Eigen::Index, Eigen::Index>> reachable_pairs(const M& super, Eigen::Index d) {
  std::vector<Eigen::Index> open;
  std::set<Eigen::Index> seen;
  const auto add = [&](Eigen::Index k) {
    if (seen.insert(k).second) open.push_back(k);
  };
  for (Eigen::Index i = 0; i < d; ++i) add(i * d + i);
  while (!open.empty()) {
    const Eigen::Index from = open.back();
    open.pop_back();
    for (Eigen::Index to = 0; to < super.rows(); ++to)
      if (std::abs(super(to, from)) > 1e-14) add(to);
  }
  std::set<std::pair<Eigen::Index, Eigen::Index>> out;
  for (Eigen::Index k : seen) out.insert({k % d, k / d});
  return out;
}

}  // namespace naive
