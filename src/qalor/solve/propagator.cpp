// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/propagator.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "qalor/solve/solution.hpp"

namespace qalor {
namespace {

constexpr Eigen::Index largest_dense = 400;  // an exponential of this size takes about half a second
constexpr Real most_steps = 5e6;

/// exp(a) by halving to norm 1/4, the Taylor series and squaring. Slower than Pade approximants, but every element
/// comes out of sums of its own size: slow drifts beside fast decays keep their relative precision over long times.
RealMatrix careful_exponential(RealMatrix a) {
  int squarings = 0;
  for (Real norm = a.cwiseAbs().colwise().sum().maxCoeff(); norm > 0.25; norm /= 2) ++squarings;
  a *= std::ldexp(Real(1), -squarings);
  RealMatrix term = RealMatrix::Identity(a.rows(), a.cols());
  RealMatrix sum = term;
  for (int order = 1; order <= 12; ++order) {  // what follows is below 1/4^12 /12! = 1e-16
    term = (a * term / static_cast<Real>(order)).eval();
    sum += term;
  }
  for (; squarings > 0; --squarings) sum = (sum * sum).eval();
  return sum;
}

}  // namespace

Propagator::Propagator(const std::vector<Eigen::Triplet<Real>>& entries, Eigen::Index size) : matrix_(size, size) {
  matrix_.setFromTriplets(entries.begin(), entries.end());
  RealVector sums = RealVector::Zero(size);
  for (Eigen::Index row = 0; row < matrix_.outerSize(); ++row)
    for (decltype(matrix_)::InnerIterator it(matrix_, row); it; ++it) sums(it.col()) += std::abs(it.value());
  norm_ = sums.maxCoeff();
}

RealVector Propagator::step(const RealVector& x, Real t) {
  if (t == 0) return x;
  if (size() > largest_dense) return action(x, t);
  auto [it, is_new] = exponentials_.try_emplace(t);
  if (is_new) it->second = careful_exponential(t * RealMatrix(matrix_));
  return it->second * x;
}

RealVector Propagator::action(RealVector x, Real t) const {
  const Real steps = std::max(std::ceil(t * norm_), 1.0);
  if (!(steps <= most_steps)) {
    Certificate certificate{.method = "action of the exponential"};
    certificate.degrade(Status::not_converged,
                        fmt::format("time x fastest rate = {:.1e} is too long for {} unknowns, which take {:.0e}",
                                    t * norm_, size(), most_steps));
    throw ConvergenceError(std::move(certificate));
  }
  const Real h = t / steps;
  for (Real done = 0; done < steps; ++done) {
    RealVector term = x;
    for (int order = 1; order < 60; ++order) {
      term = (h / order) * (matrix_ * term).eval();
      x += term;
      if (term.cwiseAbs().maxCoeff() <= 0.1 * std::numeric_limits<Real>::epsilon() * x.cwiseAbs().maxCoeff()) break;
    }
  }
  return x;
}

}  // namespace qalor
