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
/// Columns that V multiplies at once, so that the product needs little memory.
constexpr Index columns_at_once = 64;

}  // namespace

Matrix Split::joined() const {
  Matrix out(re.rows(), re.cols());
  out.real() = re;
  out.imag() = im;
  return out;
}

RealMatrix Split::squared() const { return re.array().square() + im.array().square(); }

Split product(const Split& a, const Split& b) {
  return {multiply(a.re, b.re) - multiply(a.im, b.im), multiply(a.re, b.im) + multiply(a.im, b.re)};
}

RealVector contact_energies(const CoupledLevels& levels, const Split& u) {
  RealVector out(u.re.cols());
  for (Index first = 0; first < out.size(); first += columns_at_once) {
    const Index count = std::min(columns_at_once, out.size() - first);
    const Split columns{u.re.middleCols(first, count), u.im.middleCols(first, count)};
    const Split pushed = levels.times_contact(columns);
    out.segment(first, count) =
        (columns.re.cwiseProduct(pushed.re) + columns.im.cwiseProduct(pushed.im)).colwise().sum().transpose();
  }
  return out;
}

Joined::Joined(CoupledLevels levels, const Matrix& contact)
    : levels_(std::move(levels)), is_real_(contact.imag().isZero(0)) {
  if (is_real_) {
    RealMatrix h = contact.real();
    h.diagonal() += levels_.energies;
    SymmetricEigen eigen = symmetric_eigen(std::move(h));
    frequencies_ = std::move(eigen.values);
    real_vectors_ = std::move(eigen.vectors);
  } else {
    Matrix h = contact;
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
    return {multiply_transposed(real_vectors_ * c.asDiagonal(), real_vectors_),
            multiply_transposed(real_vectors_ * s.asDiagonal(), real_vectors_)};
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
      sum += multiply_transposed(block, block).cwiseAbs2();
    } else {
      const auto block = vectors_.middleCols(first, count);
      sum += (block * block.adjoint()).cwiseAbs2();
    }
  }
  return sum + multiply_transposed(single.leftCols(alone), single.leftCols(alone));
}

}  // namespace qalor
