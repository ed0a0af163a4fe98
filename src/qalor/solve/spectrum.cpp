// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/spectrum.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "qalor/solve/packing.hpp"

namespace qalor {
namespace {

using Triplets = std::vector<Eigen::Triplet<Real>>;

/// Indices of the unknowns grouped into parts that no entry links.
std::vector<std::vector<Eigen::Index>> independent_parts(const Triplets& entries, Eigen::Index size) {
  std::vector<Eigen::Index> root(static_cast<std::size_t>(size));
  std::iota(root.begin(), root.end(), Eigen::Index{0});
  const auto at = [&](Eigen::Index i) -> Eigen::Index& { return root[static_cast<std::size_t>(i)]; };
  const auto find = [&](Eigen::Index i) {
    while (at(i) != i) i = at(i) = at(at(i));
    return i;
  };
  for (const auto& entry : entries) {
    const auto [low, high] = std::minmax({find(entry.row()), find(entry.col())});
    at(high) = low;
  }
  std::vector<std::vector<Eigen::Index>> parts(static_cast<std::size_t>(size));
  for (Eigen::Index i = 0; i < size; ++i) parts[static_cast<std::size_t>(find(i))].push_back(i);
  std::erase_if(parts, [](const auto& part) { return part.empty(); });
  return parts;
}

void append(const Vector& values, std::vector<Complex>& out) { out.insert(out.end(), values.begin(), values.end()); }

}  // namespace

std::vector<Complex> ordered(std::vector<Complex> eigenvalues) {
  std::sort(eigenvalues.begin(), eigenvalues.end(), [](Complex a, Complex b) { return a.real() > b.real(); });
  for (auto run = eigenvalues.begin(); run != eigenvalues.end();) {
    const Real first = run->real();
    const auto end = std::find_if(run, eigenvalues.end(), [&](Complex z) { return first - z.real() > 1e-8; });
    std::sort(run, end, [](Complex a, Complex b) { return a.imag() < b.imag(); });
    run = end;
  }
  return eigenvalues;
}

std::vector<Complex> generator_spectrum(const Lindblad& flow) {
  const Packing packing = whole_packing(flow.space().dimension());
  const Triplets entries = packed_generator(flow, packing);
  Eigen::SparseMatrix<Real> generator(packing.size(), packing.size());
  generator.setFromTriplets(entries.begin(), entries.end());
  std::vector<Complex> out;
  for (const auto& part : independent_parts(entries, packing.size())) {
    RealMatrix a(part.size(), part.size());
    for (std::size_t i = 0; i < part.size(); ++i)
      for (std::size_t j = 0; j < part.size(); ++j)
        a(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = generator.coeff(part[i], part[j]);
    append(eigenvalues(a), out);
  }
  return ordered(std::move(out));
}

std::vector<Complex> moment_spectrum(const BosonFlow& flow) {
  const Packing packing = whole_packing(static_cast<std::size_t>(flow.modes()));
  std::vector<Complex> out;
  append(eigenvalues(packed_affine([&](const Matrix& m) { return flow.derivative({m}); }, packing).linear), out);
  return ordered(std::move(out));
}

Real dominant_eigenvalue(const RealMatrix& a) { return eigenvalues(a).real().maxCoeff(); }

Real spectral_gap(const std::vector<Complex>& eigenvalues, bool has_steady_state) {
  const auto nearest = std::min_element(eigenvalues.begin(), eigenvalues.end(),
                                        [](Complex a, Complex b) { return std::abs(a) < std::abs(b); });
  Real gap = std::numeric_limits<Real>::infinity();
  for (auto it = eigenvalues.begin(); it != eigenvalues.end(); ++it)
    if (!(has_steady_state && it == nearest)) gap = std::min(gap, -it->real());
  return std::max(Real(0), gap);  // a second eigenvalue at 0 is no gap, on whichever side rounding puts it
}

}  // namespace qalor
