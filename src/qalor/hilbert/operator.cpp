// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/hilbert/operator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace qalor {
namespace {

using Triplets = std::vector<Eigen::Triplet<Complex>>;

void require_same(const Space& a, const Space& b) {
  if (!(a == b)) throw std::invalid_argument("operators act on different spaces");
}

SparseMatrix assemble(const Space& space, const Triplets& entries) {
  const auto d = static_cast<Eigen::Index>(space.dimension());
  SparseMatrix out(d, d);
  out.setFromTriplets(entries.begin(), entries.end());
  return out;
}

bool all_finite(const SparseMatrix& a) {
  for (Eigen::Index row = 0; row < a.outerSize(); ++row)
    for (SparseMatrix::InnerIterator it(a, row); it; ++it)
      if (!std::isfinite(it.value().real()) || !std::isfinite(it.value().imag())) return false;
  return true;
}

Real largest_element(const SparseMatrix& a) {
  Real largest = 0;
  for (Eigen::Index row = 0; row < a.outerSize(); ++row)
    for (SparseMatrix::InnerIterator it(a, row); it; ++it) largest = std::max(largest, std::abs(it.value()));
  return largest;
}

/// (-1)^(number of fermions before factor k) in basis state i.
Real string_sign(const Space& space, std::size_t i, std::size_t k) {
  Real sign = 1;
  for (std::size_t other = 0; other < k; ++other)
    if (space.factors()[other].kind == Factor::Kind::fermion && space.level(i, other) == 1) sign = -sign;
  return sign;
}

}  // namespace

Operator::Operator(Space space) : space_(std::move(space)) {
  const auto d = static_cast<Eigen::Index>(space_.dimension());
  matrix_.resize(d, d);
}

Operator::Operator(Space space, SparseMatrix matrix) : space_(std::move(space)), matrix_(std::move(matrix)) {
  const auto d = static_cast<Eigen::Index>(space_.dimension());
  if (matrix_.rows() != d || matrix_.cols() != d)
    throw std::invalid_argument(
        fmt::format("an operator on this space is {0} x {0}, not {1} x {2}", d, matrix_.rows(), matrix_.cols()));
  if (!all_finite(matrix_)) throw std::invalid_argument("an operator has an entry that is not finite");
  matrix_.prune([](Eigen::Index, Eigen::Index, const Complex& value) { return value != Complex(0); });
  matrix_.makeCompressed();
}

Operator::Operator(Space space, const Matrix& dense)
    : Operator(std::move(space), SparseMatrix(dense.sparseView(1, 0))) {}

Operator Operator::adjoint() const { return {space_, SparseMatrix(matrix_.adjoint())}; }

bool Operator::is_diagonal() const {
  for (Eigen::Index row = 0; row < matrix_.outerSize(); ++row)
    for (SparseMatrix::InnerIterator it(matrix_, row); it; ++it)
      if (it.row() != it.col()) return false;
  return true;
}

bool Operator::is_hermitian(Real tolerance) const {
  const SparseMatrix defect = matrix_ - SparseMatrix(matrix_.adjoint());
  return largest_element(defect) <= tolerance * largest_element(matrix_);
}

Operator& Operator::operator+=(const Operator& other) {
  require_same(space_, other.space_);
  *this = Operator(space_, SparseMatrix(matrix_ + other.matrix_));
  return *this;
}

Operator operator*(const Operator& a, const Operator& b) {
  require_same(a.space_, b.space_);
  return {a.space_, SparseMatrix(a.matrix_ * b.matrix_)};
}

Operator operator*(Complex scale, const Operator& a) { return {a.space_, SparseMatrix(scale * a.matrix_)}; }

Operator identity(const Space& space) {
  const auto d = static_cast<Eigen::Index>(space.dimension());
  SparseMatrix one(d, d);
  one.setIdentity();
  return {space, std::move(one)};
}

Operator embed(const Space& space, std::size_t factor, const Matrix& local) {
  const auto size = static_cast<Eigen::Index>(space.factors().at(factor).dimension);
  if (local.rows() != size || local.cols() != size)
    throw std::invalid_argument(
        fmt::format("factor `{}` takes a {} x {} matrix", space.factors()[factor].name, size, size));
  Triplets entries;
  for (std::size_t i = 0; i < space.dimension(); ++i) {
    const auto to = static_cast<Eigen::Index>(space.level(i, factor));
    for (Eigen::Index from = 0; from < size; ++from) {
      if (local(to, from) == Complex(0)) continue;
      const auto row = static_cast<Eigen::Index>(i);
      const Eigen::Index col = row + (from - to) * static_cast<Eigen::Index>(space.stride(factor));
      entries.emplace_back(row, col, local(to, from));
    }
  }
  return {space, assemble(space, entries)};
}

Operator lower(const Space& space, std::size_t factor) {
  const Factor& f = space.factors().at(factor);
  Triplets entries;
  for (std::size_t i = 0; i < space.dimension(); ++i) {
    const std::size_t n = space.level(i, factor);
    if (n == 0) continue;
    Real element = f.kind == Factor::Kind::boson ? std::sqrt(static_cast<Real>(n)) : 1;
    if (f.kind == Factor::Kind::fermion) element = string_sign(space, i, factor);
    entries.emplace_back(static_cast<Eigen::Index>(i - space.stride(factor)), static_cast<Eigen::Index>(i), element);
  }
  return {space, assemble(space, entries)};
}

Operator raise(const Space& space, std::size_t factor) { return lower(space, factor).adjoint(); }

Operator number(const Space& space, std::size_t factor) {
  Triplets entries;
  for (std::size_t i = 0; i < space.dimension(); ++i)
    if (const std::size_t n = space.level(i, factor); n != 0)
      entries.emplace_back(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(i), static_cast<Real>(n));
  return {space, assemble(space, entries)};
}

}  // namespace qalor
