// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/exchange/free_modes.hpp"

#include <cmath>
#include <numbers>
#include <optional>
#include <type_traits>
#include <utility>

namespace qalor {
namespace {

using Eigen::Index;

/// The hopping of a uniform open chain with the sites in order; nothing for any other body.
std::optional<Real> uniform_hopping(const RealMatrix& h) {
  if (h.rows() < 2 || h(1, 0) == 0) return std::nullopt;
  RealMatrix chain = RealMatrix::Zero(h.rows(), h.cols());
  chain.diagonal().setConstant(h(0, 0));
  chain.diagonal(1).setConstant(h(1, 0));
  chain.diagonal(-1).setConstant(h(1, 0));
  if (h != chain) return std::nullopt;
  return h(1, 0);
}

/// Standing waves sqrt(2/(N+1)) sin(pi k i/(N+1)), energies eps + 2t cos(pi k/(N+1)), ascending.
SymmetricEigen standing_waves(Index sites, Real level, Real hopping) {
  const auto angle = [&](Index steps) {  // of pi k i/(N+1), with the whole turns taken out exactly
    return std::numbers::pi * static_cast<Real>(steps % (2 * (sites + 1))) / static_cast<Real>(sites + 1);
  };
  SymmetricEigen out{RealVector(sites), RealMatrix(sites, sites)};
  const Real norm = std::sqrt(2 / static_cast<Real>(sites + 1));
  for (Index n = 0; n < sites; ++n) {
    const Index k = hopping < 0 ? n + 1 : sites - n;
    out.values(n) = level + 2 * hopping * std::cos(angle(k));
    for (Index i = 0; i < sites; ++i) out.vectors(i, n) = norm * std::sin(angle(k * (i + 1)));
  }
  return out;
}

SymmetricEigen modes(const RealMatrix& h) {
  if (const auto hopping = uniform_hopping(h)) return standing_waves(h.rows(), h(0, 0), *hopping);
  return symmetric_eigen(h);
}

HermitianEigen modes(const Matrix& h) {
  if (!h.imag().isZero(0)) return hermitian_eigen(h);
  const SymmetricEigen eigen = modes(RealMatrix(h.real()));
  return {eigen.values, eigen.vectors.cast<Complex>()};
}

/// v = left right^dagger between the modes of A and B: one column for each site of A that the contact touches.
template <class M>
struct Factors {
  M left;
  M right;

  M contact() const { return left * right.adjoint(); }
  Real bound() const {
    const RealMatrix l = left.cwiseAbs(), r = right.cwiseAbs();
    if (l.cols() == 0) return 0;
    const RealVector of_a = l * r.colwise().sum().transpose();
    const RealVector of_b = r * l.colwise().sum().transpose();
    return std::max(of_a.maxCoeff(), of_b.maxCoeff());
  }
  /// V on columns over the modes of A, then of B.
  M times(const M& x) const {
    M out(x.rows(), x.cols());
    out.topRows(left.rows()) = left * (right.adjoint() * x.bottomRows(right.rows()));
    out.bottomRows(right.rows()) = right * (left.adjoint() * x.topRows(left.rows()));
    return out;
  }
};

template <class M>
Factors<M> factors(const M& contact, const M& modes_a, const M& modes_b) {
  std::vector<Index> touched;
  for (Index i = 0; i < contact.rows(); ++i)
    if (!contact.row(i).isZero(0)) touched.push_back(i);
  Factors<M> out{M(contact.rows(), static_cast<Index>(touched.size())),
                 M(contact.cols(), static_cast<Index>(touched.size()))};
  for (Index r = 0; r < out.left.cols(); ++r) {
    const Index site = touched[static_cast<std::size_t>(r)];
    out.left.col(r) = modes_a.row(site).adjoint();
    out.right.col(r) = modes_b.adjoint() * contact.row(site).adjoint();
  }
  return out;
}

CoupledLevels levels_of(const RealVector& of_a, const RealVector& of_b, Real bound, ContactProduct product) {
  CoupledLevels out{RealVector(of_a.size() + of_b.size()), std::move(product), bound};
  out.energies << of_a, of_b;
  return out;
}

std::unique_ptr<Joined> join(RealMatrix h, Index sites_a) {
  const Index sites_b = h.rows() - sites_a;
  const SymmetricEigen a = modes(RealMatrix(h.topLeftCorner(sites_a, sites_a)));
  const SymmetricEigen b = modes(RealMatrix(h.bottomRightCorner(sites_b, sites_b)));
  Factors<RealMatrix> f = factors<RealMatrix>(h.topRightCorner(sites_a, sites_b), a.vectors, b.vectors);
  const SymmetricEigen whole = symmetric_eigen(std::move(h));
  RealMatrix rotated(whole.vectors.rows(), whole.vectors.cols());
  rotated.topRows(sites_a) = transposed_multiply(a.vectors, whole.vectors.topRows(sites_a));
  rotated.bottomRows(sites_b) = transposed_multiply(b.vectors, whole.vectors.bottomRows(sites_b));
  const Real bound = f.bound();
  ContactProduct product = [f = std::move(f)](const Split& u) { return Split{f.times(u.re), f.times(u.im)}; };
  return std::make_unique<Joined>(levels_of(a.values, b.values, bound, std::move(product)),
                                  SymmetricEigen{whole.values, std::move(rotated)});
}

std::unique_ptr<Joined> join(const Matrix& h, Index sites_a) {
  const Index sites_b = h.rows() - sites_a;
  const HermitianEigen a = modes(Matrix(h.topLeftCorner(sites_a, sites_a)));
  const HermitianEigen b = modes(Matrix(h.bottomRightCorner(sites_b, sites_b)));
  Factors<Matrix> f = factors<Matrix>(h.topRightCorner(sites_a, sites_b), a.vectors, b.vectors);
  Matrix contact = Matrix::Zero(h.rows(), h.cols());
  contact.topRightCorner(sites_a, sites_b) = f.contact();
  contact.bottomLeftCorner(sites_b, sites_a) = f.contact().adjoint();
  const Real bound = f.bound();
  ContactProduct product = [f = std::move(f)](const Split& u) {
    const Matrix out = f.times(u.joined());
    return Split{out.real(), out.imag()};
  };
  return std::make_unique<Joined>(levels_of(a.values, b.values, bound, std::move(product)), contact);
}

}  // namespace

std::unique_ptr<Joined> joined_modes(const Bipartite& machine) {
  Matrix h = one_body(machine);
  if (!h.imag().isZero(0)) return join(h, machine.a.sites());
  RealMatrix real = h.real();
  h = {};
  return join(std::move(real), machine.a.sites());
}

}  // namespace qalor
