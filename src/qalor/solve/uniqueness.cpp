// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/uniqueness.hpp"

#include <algorithm>
#include <random>

namespace qalor {
namespace {

/// What counts as zero next to one: a coarse multiple of rounding, as products of several operators pile it up.
constexpr Real negligible = 1e-11;

/// Rows and columns of a sparse operator among the chosen states.
Matrix among(const SparseMatrix& a, const std::vector<std::size_t>& rows, const std::vector<std::size_t>& columns) {
  std::vector<Eigen::Index> place(static_cast<std::size_t>(a.cols()), -1);
  for (std::size_t k = 0; k < columns.size(); ++k) place[columns[k]] = static_cast<Eigen::Index>(k);
  Matrix out = Matrix::Zero(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(columns.size()));
  for (std::size_t k = 0; k < rows.size(); ++k)
    for (SparseMatrix::InnerIterator it(a, static_cast<Eigen::Index>(rows[k])); it; ++it)
      if (const Eigen::Index column = place[static_cast<std::size_t>(it.col())]; column >= 0)
        out(static_cast<Eigen::Index>(k), column) = it.value();
  return out;
}

Matrix normalised(Matrix a) {
  const Real size = a.norm();
  if (size > 0) a /= size;
  return a;
}

/// Orthonormal vectors that grow by what is new in those offered.
class Span {
 public:
  explicit Span(Eigen::Index dimension) : basis_(dimension, dimension) {}
  Eigen::Index size() const { return size_; }
  Vector vector(Eigen::Index k) const { return basis_.col(k); }
  void offer(Vector v) {
    const Real length = v.norm();
    if (!(length > negligible) || size_ == basis_.cols()) return;
    v /= length;
    for (int twice = 0; twice < 2; ++twice) v -= basis_.leftCols(size_) * (basis_.leftCols(size_).adjoint() * v);
    if (v.norm() > negligible) basis_.col(size_++) = v.normalized();
  }

 private:
  Matrix basis_;
  Eigen::Index size_ = 0;
};

/// The Hermitian generators of the algebra of the motion, each of size one, so that slow and fast ones count alike.
std::vector<Matrix> generators(const Lindblad& flow, const std::vector<std::size_t>& states) {
  std::vector<Matrix> out{normalised(among(flow.turning().matrix(), states, states))};
  for (const Jump& jump : flow.jumps()) {
    if (!(jump.rate > 0)) continue;
    const Matrix a = normalised(among(jump.op.matrix(), states, states));
    out.push_back(a + a.adjoint());
    out.push_back(Complex(0, 1) * (a - a.adjoint()));
  }
  return out;
}

/// A combination with random weights, and products of two such with a weight of their own: sums alone may be
/// degenerate where nothing is conserved (Dirac matrices).
Matrix generic(const std::vector<Matrix>& terms, std::mt19937_64& dice) {
  std::normal_distribution<Real> weight;
  const auto sum = [&] {
    Matrix out = Matrix::Zero(terms.front().rows(), terms.front().cols());
    for (const Matrix& term : terms) out += weight(dice) * term;
    return normalised(out);
  };
  const Matrix a = sum();
  const Matrix b = sum();
  const Matrix c = sum();
  const Matrix product = a * b * c + Complex(0, 1) * a * b;
  return normalised(a + normalised(product + product.adjoint()));
}

bool commutes(const Matrix& projector, const std::vector<Matrix>& terms) {
  return std::all_of(terms.begin(), terms.end(), [&](const Matrix& term) {
    return (projector * term - term * projector).norm() <= 100 * negligible;
  });
}

}  // namespace

std::size_t dark_dimension(const Lindblad& flow, const std::vector<std::size_t>& left) {
  std::vector<std::size_t> others;
  for (std::size_t i = 0; i < flow.space().dimension(); ++i)
    if (std::find(left.begin(), left.end(), i) == left.end()) others.push_back(i);
  Span leaving(static_cast<Eigen::Index>(left.size()));
  std::vector<Matrix> back{normalised(among(flow.effective(), left, left)).adjoint()};
  for (const Jump& jump : flow.jumps()) {
    if (!(jump.rate > 0)) continue;
    const Matrix out = normalised(among(jump.op.matrix(), others, left)).adjoint();
    for (Eigen::Index k = 0; k < out.cols(); ++k) leaving.offer(out.col(k));
    back.push_back(normalised(among(jump.op.matrix(), left, left)).adjoint());
  }
  for (Eigen::Index k = 0; k < leaving.size(); ++k)
    for (const Matrix& step : back) leaving.offer(step * leaving.vector(k));
  return left.size() - static_cast<std::size_t>(leaving.size());
}

Conserved conserved_among(const Lindblad& flow, const std::vector<std::size_t>& states) {
  if (states.size() == 1) return Conserved::nothing;
  const std::vector<Matrix> terms = generators(flow, states);
  std::mt19937_64 dice(1);  // fixed, so that the same machine always gets the same answer
  const auto [values, vectors] = hermitian_eigen(generic(terms, dice));
  const Matrix links = vectors.adjoint() * generic(terms, dice) * vectors;
  const Eigen::Index d = values.size();
  // Eigenvectors that the second combination links, directly or by others, belong together.
  std::vector<bool> seen(static_cast<std::size_t>(d), false);
  std::vector<Eigen::Index> together{0};
  seen[0] = true;
  for (std::size_t k = 0; k < together.size(); ++k)
    for (Eigen::Index j = 0; j < d; ++j)
      if (!seen[static_cast<std::size_t>(j)] && std::abs(links(j, together[k])) > negligible) {
        seen[static_cast<std::size_t>(j)] = true;
        together.push_back(j);
      }
  if (static_cast<Eigen::Index>(together.size()) < d) {
    Matrix side(d, static_cast<Eigen::Index>(together.size()));
    for (std::size_t k = 0; k < together.size(); ++k) side.col(static_cast<Eigen::Index>(k)) = vectors.col(together[k]);
    return commutes(side * side.adjoint(), terms) ? Conserved::something : Conserved::undecided;
  }
  for (Eigen::Index k = 0; k + 1 < d; ++k)
    if (values(k + 1) - values(k) <= 100 * negligible) return Conserved::undecided;
  return Conserved::nothing;
}

}  // namespace qalor
