// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/dynamics/counted_flow.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace qalor {
namespace {

constexpr Real infinite = std::numeric_limits<Real>::infinity();

bool happens(const CountedJump& jump) { return jump.rate > 0 && !jump.op.isZero(0); }

Space plain_space(Eigen::Index dimension) { return Space({levels("system", static_cast<std::size_t>(dimension))}); }

}  // namespace

const Count& CountedFlow::count(const std::string& name) const {
  const auto found = std::find_if(counts.begin(), counts.end(), [&](const Count& c) { return c.name == name; });
  if (found == counts.end()) throw std::out_of_range("there is no count " + name);
  return *found;
}

CountedFlow counted_flow(const Matrix& hamiltonian, const std::vector<CountedJump>& jumps,
                         const std::vector<std::string>& names) {
  const Space space = plain_space(hamiltonian.rows());
  std::vector<std::optional<std::size_t>> place(jumps.size());
  std::size_t kept = 0;
  for (std::size_t k = 0; k < jumps.size(); ++k)
    if (happens(jumps[k])) place[k] = kept++;
  std::vector<Jump> list;
  std::vector<Real> entropy;
  std::vector<Count> counts;
  for (const std::string& name : names) counts.push_back({name, {}});
  for (const CountedJump& jump : jumps) {
    if (!happens(jump)) continue;
    const auto partner = jump.partner ? place[*jump.partner] : std::nullopt;
    list.push_back({Operator(space, jump.op), jump.rate, {Source::Kind::bath, 0}, std::nullopt, partner});
    entropy.push_back(partner ? jump.entropy : infinite);
    for (std::size_t n = 0; n < names.size(); ++n) counts[n].weights.push_back(jump.weights[n]);
  }
  // The books of heat are not used: what is counted is in the weights.
  return {Lindblad(Operator(space, hamiltonian), Operator(space), {{"environment"}}, {}, std::move(list)),
          std::move(entropy), std::move(counts)};
}

JumpWeights activity_weights(const CountedFlow& counted) { return JumpWeights(counted.jumps().size(), 1); }

std::optional<JumpWeights> entropy_weights(const CountedFlow& counted) {
  if (first_unpaired(counted)) return std::nullopt;
  return counted.entropy;
}

std::optional<std::size_t> first_unpaired(const CountedFlow& counted) {
  for (std::size_t k = 0; k < counted.jumps().size(); ++k)
    if (!counted.jumps()[k].partner) return k;
  return std::nullopt;
}

bool is_antisymmetric(const CountedFlow& counted, const JumpWeights& weights) {
  for (std::size_t k = 0; k < weights.size(); ++k) {
    const auto& partner = counted.jumps()[k].partner;
    if (partner ? weights[*partner] != -weights[k] : weights[k] != 0) return false;
  }
  return true;
}

Real detailed_balance_residual(const CountedFlow& counted, std::size_t jump) {
  const Jump& forth = counted.jumps()[jump];
  if (!forth.partner) return 0;
  const Jump& back = counted.jumps()[*forth.partner];
  const Matrix l = std::sqrt(forth.rate) * forth.op.dense();
  // The side with the larger operator is compared, so that exp does not overflow.
  const Real s = counted.entropy[jump];
  const Matrix reverse = std::sqrt(back.rate) * back.op.dense().adjoint();
  const Matrix defect = s <= 0 ? Matrix(l - std::exp(0.5 * s) * reverse) : Matrix(std::exp(-0.5 * s) * l - reverse);
  const Real scale = (s <= 0 ? l : reverse).cwiseAbs().maxCoeff();
  return defect.cwiseAbs().maxCoeff() / std::max(scale, std::numeric_limits<Real>::min());
}

RealVector jump_rates(const Lindblad& flow, const Matrix& rho) {
  RealVector out(static_cast<Eigen::Index>(flow.jumps().size()));
  for (std::size_t k = 0; k < flow.jumps().size(); ++k) {
    const Jump& jump = flow.jumps()[k];
    const Matrix half = jump.op.matrix() * rho;  // the trace of half L^dagger, element by element
    Real sum = 0;
    for (Eigen::Index row = 0; row < jump.op.matrix().outerSize(); ++row)
      for (SparseMatrix::InnerIterator it(jump.op.matrix(), row); it; ++it)
        sum += (half(it.row(), it.col()) * std::conj(it.value())).real();
    out(static_cast<Eigen::Index>(k)) = jump.rate * sum;
  }
  return out;
}

Matrix current_operator(const Lindblad& flow, const JumpWeights& weights) {
  SparseMatrix out(flow.hamiltonian().matrix().rows(), flow.hamiltonian().matrix().cols());
  for (std::size_t k = 0; k < weights.size(); ++k) {
    const SparseMatrix& l = flow.jumps()[k].op.matrix();
    const SparseMatrix decay = SparseMatrix(l.adjoint()) * l;
    if (weights[k] != 0) out += Complex(weights[k] * flow.jumps()[k].rate) * decay;
  }
  return Matrix(out);
}

Matrix jump_dissipator(const Jump& jump, const Matrix& rho) {
  const SparseMatrix adjoint = jump.op.matrix().adjoint();
  const SparseMatrix decay = adjoint * jump.op.matrix();
  const Matrix half = jump.op.matrix() * rho;
  const Matrix loss = decay * rho;
  return jump.rate * ((jump.op.matrix() * half.adjoint()).adjoint() - 0.5 * (loss + loss.adjoint()));
}

}  // namespace qalor
