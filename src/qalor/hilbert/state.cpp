// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/hilbert/state.hpp"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

namespace qalor {
namespace {

void require_state(const Space& space, const Matrix& rho, Real tolerance) {
  const auto d = static_cast<Eigen::Index>(space.dimension());
  if (rho.rows() != d || rho.cols() != d)
    throw std::invalid_argument(
        fmt::format("a state of this space is {0} x {0}, not {1} x {2}", d, rho.rows(), rho.cols()));
  if (!rho.allFinite()) throw std::invalid_argument("not a state: an element is not finite");
  if (const Real defect = (rho - rho.adjoint()).cwiseAbs().maxCoeff(); defect > tolerance)
    throw std::invalid_argument(fmt::format("not a state: not Hermitian, by {:.3g}", defect));
  if (const Real trace = rho.trace().real(); std::abs(trace - 1) > tolerance)
    throw std::invalid_argument(fmt::format("not a state: the trace is {:.10g}, not 1", trace));
  if (const Real smallest = hermitian_eigenvalues(rho)(0); smallest < -tolerance)
    throw std::invalid_argument(fmt::format("not a state: an eigenvalue is {:.10g}", smallest));
}

/// Sign of the reordering that moves the traced fermions of basis state i behind the kept ones.
Real reordering_sign(const Space& space, std::size_t i, const std::vector<bool>& is_kept) {
  Real sign = 1;
  std::size_t passed = 0;  // occupied traced fermions so far
  for (std::size_t k = 0; k < space.factors().size(); ++k) {
    if (space.factors()[k].kind != Factor::Kind::fermion || space.level(i, k) == 0) continue;
    if (!is_kept[k])
      ++passed;
    else if (passed % 2 == 1)
      sign = -sign;
  }
  return sign;
}

/// The basis index of `space` whose levels at the positions `kept` are those of `inner`, and elsewhere those of
/// `outer`.
std::size_t offset(const Space& space, const std::vector<std::size_t>& positions, std::size_t digits) {
  std::size_t index = 0;
  for (std::size_t p = positions.size(); p-- > 0;) {
    const std::size_t size = space.factors()[positions[p]].dimension;
    index += digits % size * space.stride(positions[p]);
    digits /= size;
  }
  return index;
}

}  // namespace

DensityMatrix::DensityMatrix(Space space, Matrix matrix, Real tolerance)
    : space_(std::move(space)), matrix_(std::move(matrix)) {
  require_state(space_, matrix_, tolerance);
  matrix_ = (0.5 * (matrix_ + matrix_.adjoint())).eval();
}

DensityMatrix DensityMatrix::unchecked(Space space, const Matrix& matrix) {
  return {Unchecked{}, std::move(space), 0.5 * (matrix + matrix.adjoint())};
}

Complex trace_product(const SparseMatrix& a, const Matrix& b) {
  Complex sum = 0;
  for (Eigen::Index row = 0; row < a.outerSize(); ++row)
    for (SparseMatrix::InnerIterator it(a, row); it; ++it) sum += it.value() * b(it.col(), it.row());
  return sum;
}

Complex expectation(const Operator& op, const DensityMatrix& rho) {
  if (!(op.space() == rho.space())) throw std::invalid_argument("operator and state live in different spaces");
  return trace_product(op.matrix(), rho.matrix());
}

DensityMatrix thermal_state(const Operator& hamiltonian, Real beta) {
  if (!hamiltonian.is_hermitian()) throw std::invalid_argument("a thermal state needs a Hermitian Hamiltonian");
  const auto [energies, vectors] = hermitian_eigen(hamiltonian.dense());
  RealVector exponent = -beta * energies;
  exponent.array() -= exponent.maxCoeff();
  RealVector weights = exponent.array().exp();
  weights /= weights.sum();
  const Matrix rho = vectors * weights.asDiagonal() * vectors.adjoint();
  return DensityMatrix::unchecked(hamiltonian.space(), rho);
}

DensityMatrix basis_state(const Space& space, std::size_t index) {
  const auto d = static_cast<Eigen::Index>(space.dimension());
  if (index >= space.dimension())
    throw std::invalid_argument(fmt::format("basis state {} of a space of dimension {}", index, d));
  Matrix rho = Matrix::Zero(d, d);
  rho(static_cast<Eigen::Index>(index), static_cast<Eigen::Index>(index)) = 1;
  return DensityMatrix::unchecked(space, rho);
}

DensityMatrix reduced(const DensityMatrix& rho, const std::vector<std::size_t>& kept) {
  const Space& space = rho.space();
  std::vector<std::size_t> traced;
  for (std::size_t k = 0, next = 0; k < space.factors().size(); ++k) {
    if (next < kept.size() && kept[next] == k)
      ++next;
    else
      traced.push_back(k);
  }
  if (kept.size() + traced.size() != space.factors().size())
    throw std::invalid_argument("the kept factors must be positions in ascending order");
  std::vector<bool> is_kept(space.factors().size(), false);
  for (std::size_t k : kept) is_kept[k] = true;
  const Space inner = space.only(kept);
  const std::size_t size = inner.dimension();
  const std::size_t rest = space.dimension() / size;
  Matrix out = Matrix::Zero(static_cast<Eigen::Index>(size), static_cast<Eigen::Index>(size));
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j < size; ++j)
      for (std::size_t r = 0; r < rest; ++r) {
        const std::size_t shared = offset(space, traced, r);
        const std::size_t row = offset(space, kept, i) + shared;
        const std::size_t column = offset(space, kept, j) + shared;
        out(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) +=
            reordering_sign(space, row, is_kept) * reordering_sign(space, column, is_kept) *
            rho.matrix()(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(column));
      }
  return DensityMatrix::unchecked(inner, out);
}

DensityMatrix product(const DensityMatrix& a, const DensityMatrix& b) {
  std::vector<Factor> factors = a.space().factors();
  factors.insert(factors.end(), b.space().factors().begin(), b.space().factors().end());
  return DensityMatrix::unchecked(Space(std::move(factors)), kronecker(a.matrix(), b.matrix()));
}

std::vector<double> populations(const DensityMatrix& rho) {
  std::vector<double> out;
  for (Eigen::Index i = 0; i < rho.matrix().rows(); ++i) out.push_back(rho.matrix()(i, i).real());
  return out;
}

}  // namespace qalor
