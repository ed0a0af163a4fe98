// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/exchange/joined.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace qalor {
namespace {

using Eigen::Index;

/// Levels closer than this, relative to the width of the spectrum, are one: rounding splits them by 1e-15 or so, and a
/// true splitting is not seen before the time 1e10/width.
constexpr Real one_level = 1e-10;

}  // namespace

Matrix Split::joined() const {
  Matrix out(re.rows(), re.cols());
  out.real() = re;
  out.imag() = im;
  return out;
}

RealMatrix Split::squared() const { return re.array().square() + im.array().square(); }

Split product(const Split& a, const Split& b) { return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re}; }

Joined::Joined(CoupledLevels levels) : levels_(std::move(levels)), is_real_(levels_.contact.imag().isZero(0)) {
  if (is_real_) {
    RealMatrix h = levels_.contact.real();
    h.diagonal() += levels_.energies;
    SymmetricEigen eigen = symmetric_eigen(h);
    frequencies_ = std::move(eigen.values);
    real_vectors_ = std::move(eigen.vectors);
  } else {
    Matrix h = levels_.contact;
    h.diagonal() += levels_.energies.cast<Complex>();
    HermitianEigen eigen = hermitian_eigen(h);
    frequencies_ = std::move(eigen.values);
    vectors_ = std::move(eigen.vectors);
  }
}

Joined::Joined(CoupledLevels levels, SymmetricEigen eigen)
    : levels_(std::move(levels)),
      is_real_(true),
      frequencies_(std::move(eigen.values)),
      real_vectors_(std::move(eigen.vectors)) {}

Split Joined::propagator(Real tau) const {
  const RealVector phase = frequencies_ * tau;
  const RealVector c = phase.array().cos();
  const RealVector s = -phase.array().sin();
  if (is_real_)
    return {real_vectors_ * c.asDiagonal() * real_vectors_.transpose(),
            real_vectors_ * s.asDiagonal() * real_vectors_.transpose()};
  Vector rotation(phase.size());
  rotation.real() = c;
  rotation.imag() = s;
  const Matrix u = vectors_ * rotation.asDiagonal() * vectors_.adjoint();
  return {u.real(), u.imag()};
}

RealMatrix Joined::average_transition() const {
  const Index n = frequencies_.size();
  RealMatrix sum = RealMatrix::Zero(n, n);
  if (n == 0) return sum;
  const Real width = one_level * (frequencies_(n - 1) - frequencies_(0));
  RealMatrix single(n, n);  // weights of the levels that stand alone
  Index alone = 0;
  for (Index first = 0, next = 0; first < n; first = next) {
    for (next = first + 1; next < n && frequencies_(next) - frequencies_(next - 1) <= width;) ++next;
    const Index count = next - first;
    if (count == 1) {
      single.col(alone++) =
          is_real_ ? RealVector(real_vectors_.col(first).cwiseAbs2()) : RealVector(vectors_.col(first).cwiseAbs2());
    } else if (is_real_) {
      const auto block = real_vectors_.middleCols(first, count);
      sum += (block * block.transpose()).cwiseAbs2();
    } else {
      const auto block = vectors_.middleCols(first, count);
      sum += (block * block.adjoint()).cwiseAbs2();
    }
  }
  return sum + single.leftCols(alone) * single.leftCols(alone).transpose();
}

}  // namespace qalor
