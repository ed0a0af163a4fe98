// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/dynamics/clusters.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <tuple>
#include <vector>

#include "qalor/hilbert/sectors.hpp"

namespace qalor {
namespace {

/// One transition that a coupling makes, from the higher to the lower level where the order is free.
struct Step {
  Real frequency;
  Eigen::Index to;
  Eigen::Index from;
};
struct Cluster {
  std::vector<Step> steps;
  bool stands_still = false;  // holds the frequency zero, and -w with every w
};

/// All transitions of couplings to baths of one kind, by frequency. Hermitian couplings make each both ways.
std::vector<Step> steps(const Machine& machine, Statistics statistics, const SectorBasis& basis) {
  std::vector<Step> out;
  for (const Coupling& coupling : machine.couplings) {
    if (machine.baths.at(coupling.bath).statistics != statistics) continue;
    const Matrix x = basis.rotated(coupling.op.dense());
    const Real rounding = 1e-14 * x.cwiseAbs().maxCoeff();
    for (Eigen::Index from = 0; from < x.cols(); ++from)
      for (Eigen::Index to = 0; to < x.rows(); ++to) {
        const Real w = basis.energies(from) - basis.energies(to);
        const bool is_forth = statistics == Statistics::fermion || w > 0 || (w == 0 && from > to);
        if (std::abs(x(to, from)) > rounding && is_forth) out.push_back({w, to, from});
      }
  }
  std::sort(out.begin(), out.end(), [](const Step& a, const Step& b) {
    return std::tie(a.frequency, a.to, a.from) < std::tie(b.frequency, b.to, b.from);
  });
  return out;
}

std::vector<Cluster> clusters(const std::vector<Step>& steps, Real width) {
  std::vector<Cluster> out;
  for (const Step& step : steps) {
    if (out.empty() || step.frequency - out.back().steps.back().frequency > width) out.emplace_back();
    out.back().steps.push_back(step);
  }
  return out;
}

/// The rows a of the conditions a . e = 0 on the energies e.
void add_conditions(const Cluster& cluster, RealMatrix& normal) {
  const auto row = [&](const Step& step) {
    RealVector a = RealVector::Zero(normal.rows());
    a(step.from) += 1;
    a(step.to) -= 1;
    return a;
  };
  const RealVector first = cluster.stands_still ? RealVector::Zero(normal.rows()).eval() : row(cluster.steps.front());
  for (const Step& step : cluster.steps) {
    const RealVector a = row(step) - first;
    normal += a * a.transpose();
  }
}

RealVector projected(const RealVector& energies, const RealMatrix& normal) {
  const auto [values, vectors] = symmetric_eigen(normal);
  // The conditions are of small whole numbers: what is not zero is above 1/dimension^2.
  const Real zero = 1e-10 * std::max<Real>(values(values.size() - 1), 1);
  RealVector out = RealVector::Zero(energies.size());
  for (Eigen::Index k = 0; k < values.size() && values(k) <= zero; ++k)
    out += vectors.col(k).dot(energies) * vectors.col(k);
  return out;
}

}  // namespace

Operator clustered_energy(const Machine& machine, Real width) {
  if (!(width >= 0)) throw std::invalid_argument("the width of a cluster of frequencies must be >= 0");
  const Operator hamiltonian = machine.hamiltonian();
  const SectorBasis basis = sector_basis(hamiltonian);
  const Real rounding = 1e-9 * (basis.energies.maxCoeff() - basis.energies.minCoeff());  // as in eigenoperators
  const Real gap = std::max(width, rounding);
  RealMatrix normal = RealMatrix::Zero(basis.energies.size(), basis.energies.size());
  std::vector<Cluster> all;
  for (const Statistics statistics : {Statistics::boson, Statistics::fermion})
    for (Cluster& cluster : clusters(steps(machine, statistics, basis), gap)) {
      // Hermitian couplings make w and -w: the two halves are one cluster when they are as close as neighbours.
      cluster.stands_still = statistics == Statistics::boson && 2 * cluster.steps.front().frequency <= gap;
      add_conditions(cluster, normal);
      all.push_back(std::move(cluster));
    }
  const RealVector energies = projected(basis.energies, normal);
  Real reach = gap;
  for (const Cluster& cluster : all) {
    const Real highest = cluster.steps.back().frequency;
    reach = std::max(reach, cluster.stands_still ? highest : highest - cluster.steps.front().frequency);
  }
  for (const Cluster& cluster : all)
    for (const Step& step : cluster.steps)
      if (std::abs(energies(step.from) - energies(step.to) - step.frequency) > reach)
        throw std::invalid_argument(
            "no levels have these clusters of frequencies: choose a width below the gaps that are to be resolved");
  const Matrix dense = basis.restored(energies.cast<Complex>().asDiagonal());
  return {hamiltonian.space(), SparseMatrix(dense.sparseView(dense.cwiseAbs().maxCoeff(), 1e-15))};
}

}  // namespace qalor
