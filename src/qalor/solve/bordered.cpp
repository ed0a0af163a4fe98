// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/bordered.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "qalor/base/error.hpp"
#include "qalor/solve/uniqueness.hpp"

namespace qalor {
namespace {

using Triplets = std::vector<Eigen::Triplet<Real>>;

[[noreturn]] void give_up(Certificate certificate, std::string reason) {
  certificate.degrade(Status::not_converged, std::move(reason));
  throw ConvergenceError(std::move(certificate));
}

[[noreturn]] void give_up_several(Certificate certificate, std::size_t count, const char* what) {
  certificate.details.set("uniqueness", fmt::format("several({})", count));
  give_up(std::move(certificate),
          fmt::format("the steady state is not unique: {} sets of {} that no motion leaves", count, what));
}

/// Uniqueness beyond what the blocks show: sets of superpositions that are never left. What stays open is left to the
/// condition of the equations.
void require_unique(const Lindblad& flow, const Blocks& blocks, Certificate& certificate) {
  std::vector<bool> terminal(blocks.states.size(), false);
  for (std::size_t s : blocks.terminal.front()) terminal[s] = true;
  std::vector<std::size_t> stays, left;
  for (std::size_t s = 0; s < blocks.states.size(); ++s) {
    auto& to = terminal[s] ? stays : left;
    to.insert(to.end(), blocks.states[s].begin(), blocks.states[s].end());
  }
  if (!left.empty() && dark_dimension(flow, left) > 0) give_up_several(certificate, 2, "superpositions");
  // A single block holds all coherences there are, and its equations decide.
  if (blocks.terminal.front().size() == 1) return;
  const Conserved conserved = conserved_among(flow, stays);
  if (conserved == Conserved::something) give_up_several(certificate, 2, "superpositions");
  if (conserved == Conserved::undecided)
    certificate.details.set("uniqueness", std::string("unique within the reachable blocks"));
}

/// The blocks of the one terminal component, which hold the whole steady state.
Packing steady_packing(const Lindblad& flow, Blocks blocks, Certificate& certificate) {
  if (!(mean_decay_rate(flow) > 0)) give_up(certificate, "nothing relaxes: there is no dissipation at all");
  certificate.details.set("blocks", static_cast<std::int64_t>(blocks.states.size()));
  if (blocks.terminal.size() != 1) give_up_several(certificate, blocks.terminal.size(), "states");
  require_unique(flow, blocks, certificate);
  std::vector<std::vector<std::size_t>> kept;
  for (std::size_t s : blocks.terminal.front()) kept.push_back(std::move(blocks.states[s]));
  Packing packing(flow.space().dimension(), std::move(kept));
  certificate.details.set("unknowns", static_cast<std::int64_t>(packing.size()));
  return packing;
}

/// The population whose equation is replaced by the trace: the one that leaks least, so that it is large.
Eigen::Index reference_slot(const Lindblad& flow, const Packing& packing) {
  Eigen::Index best = 0;
  Real slowest = std::numeric_limits<Real>::infinity();
  for (const auto& states : packing.blocks())
    for (std::size_t i : states) {
      const auto index = static_cast<Eigen::Index>(i);
      const Real leak = -flow.effective().coeff(index, index).real();
      if (leak >= slowest) continue;
      slowest = leak;
      best = packing.slot(i, i);
    }
  return best;
}

/// The generator with the replaced row holding the trace, each place once. What is left of terms that cancel is
/// rounding, not a slow rate, as in dense_matrix: a scaled row would blow it up.
Triplets bordered_entries(const Triplets& generator, Eigen::Index replaced, const RealVector& trace_row) {
  struct Sum {
    Real value = 0;
    Real magnitude = 0;
  };
  std::map<std::pair<Eigen::Index, Eigen::Index>, Sum> sums;
  for (const auto& entry : generator) {
    if (entry.row() == replaced) continue;
    Sum& sum = sums[{entry.row(), entry.col()}];
    sum.value += entry.value();
    sum.magnitude += std::abs(entry.value());
  }
  for (Eigen::Index k = 0; k < trace_row.size(); ++k) sums[{replaced, k}] = {trace_row(k), std::abs(trace_row(k))};
  Triplets entries;
  for (const auto& [place, sum] : sums)
    if (std::abs(sum.value) > 8 * std::numeric_limits<Real>::epsilon() * sum.magnitude)
      entries.emplace_back(place.first, place.second, sum.value);
  return entries;
}

RealVector row_scale(const Triplets& entries, Eigen::Index size) {
  RealVector scale = RealVector::Zero(size);
  for (const auto& entry : entries) scale(entry.row()) = std::max(scale(entry.row()), std::abs(entry.value()));
  return scale.unaryExpr([](Real largest) -> Real { return largest > 0 ? 1 / largest : 1; });
}

void require_size(Eigen::Index size, bool is_sparse, Eigen::Index largest_dense, const Certificate& certificate) {
  const Eigen::Index largest = is_sparse ? Bordered::largest_sparse : largest_dense;
  if (size > largest)
    give_up(certificate, fmt::format("{} real unknowns are too many for the {} solver, which takes {}", size,
                                     is_sparse ? "sparse" : "dense", largest));
}

/// LU of the matrix with its rows scaled.
EitherLu factored(Triplets entries, const RealVector& scale, const Sparsity& sparsity, Eigen::Index largest_dense,
                  const Certificate& certificate) {
  const bool is_sparse = sparsity.holds(scale.size(), static_cast<Eigen::Index>(entries.size()));
  require_size(scale.size(), is_sparse, largest_dense, certificate);
  for (auto& entry : entries) entry = {entry.row(), entry.col(), scale(entry.row()) * entry.value()};
  try {
    return EitherLu(entries, scale.size(), sparsity);
  } catch (const Error&) {  // a pivot is zero
    Certificate singular = certificate;
    singular.details.set("uniqueness", std::string("undecided"));
    give_up(std::move(singular), "the steady state is not unique: the sparse equations are singular");
  }
}

}  // namespace

Real mean_decay_rate(const Lindblad& flow) {
  Real sum = 0;
  for (Eigen::Index i = 0; i < flow.effective().rows(); ++i) sum -= 2 * flow.effective().coeff(i, i).real();
  return sum / static_cast<Real>(flow.effective().rows());
}

Bordered::Bordered(const Lindblad& flow, Eigen::Index largest_size, Certificate& certificate)
    : Bordered(flow, reachable_blocks(flow), largest_size, certificate) {}

Bordered::Bordered(const Lindblad& flow, Blocks blocks, Eigen::Index largest_size, Certificate& certificate,
                   const Sparsity& sparsity)
    : packing_(steady_packing(flow, std::move(blocks), certificate)),
      generator_(packed_generator(flow, packing_)),
      replaced_(reference_slot(flow, packing_)),
      trace_row_(packing_.trace_row()),
      scale_(row_scale(bordered_entries(generator_, replaced_, trace_row_), packing_.size())),
      lu_(factored(bordered_entries(generator_, replaced_, trace_row_), scale_, sparsity, largest_size, certificate)) {
  certificate.details.set("factors", factors());
  const Real condition = lu_.reciprocal_condition();
  certificate.details.set("reciprocal_condition", condition);
  // A matrix that is singular in exact arithmetic comes out with a condition of some rounding errors per unknown.
  const bool unique = condition > 8 * static_cast<Real>(packing_.size()) * std::numeric_limits<Real>::epsilon();
  if (!unique)
    certificate.details.set("uniqueness", std::string("undecided"));
  else if (certificate.details.find("uniqueness") == nullptr)
    certificate.details.set("uniqueness", std::string("unique"));
  if (!unique)
    give_up(certificate,
            fmt::format("the steady state is not unique to double precision: reciprocal condition {:.1e}", condition));
}

RealVector Bordered::steady() const { return solve(RealVector::Unit(packing_.size(), replaced_)); }

RealVector Bordered::group_inverse(const RealVector& c) const {
  RealVector rhs = c;
  rhs(replaced_) = 0;
  return solve(rhs);
}

RealVector Bordered::drazin(const RealVector& b) const { return group_inverse(b - trace_row_.dot(b) * steady()); }

/// L^D = A^-1 E P with the projector P that takes away the steady part and E that clears the replaced row.
RealVector Bordered::drazin_transposed(const RealVector& x) const {
  RealVector y = solve_transposed(x);
  y(replaced_) = 0;
  return y - steady().dot(y) * trace_row_;
}

RealVector Bordered::apply(const RealVector& x) const {
  RealVector out = RealVector::Zero(x.size());
  for (const auto& entry : generator_) out(entry.row()) += entry.value() * x(entry.col());
  return out;
}

RealVector Bordered::solve(const RealVector& rhs) const {
  RealVector x = lu_.solve(scale_.asDiagonal() * rhs);
  x += lu_.solve(scale_.asDiagonal() * residual(rhs, x));
  return x;
}

/// A = S^-1 (S A), so that A^-T = S (S A)^-T.
RealVector Bordered::solve_transposed(const RealVector& rhs) const {
  RealVector x = scale_.asDiagonal() * lu_.solve_transposed(rhs);
  x += scale_.asDiagonal() * lu_.solve_transposed(residual_transposed(rhs, x));
  return x;
}

RealVector Bordered::residual_transposed(const RealVector& rhs, const RealVector& x) const {
  std::vector<long double> sum(static_cast<std::size_t>(x.size()), 0.0L);
  for (const auto& entry : generator_)
    if (entry.row() != replaced_)
      sum[static_cast<std::size_t>(entry.col())] -= static_cast<long double>(entry.value()) * x(entry.row());
  RealVector out(x.size());
  for (Eigen::Index k = 0; k < x.size(); ++k)
    out(k) = static_cast<Real>(sum[static_cast<std::size_t>(k)] -
                               static_cast<long double>(trace_row_(k)) * x(replaced_) + rhs(k));
  return out;
}

/// rhs - A x with products and sums in extended precision, so that one refinement step reaches the last bits of x.
RealVector Bordered::residual(const RealVector& rhs, const RealVector& x) const {
  std::vector<long double> sum(static_cast<std::size_t>(x.size()), 0.0L);
  for (const auto& entry : generator_)
    if (entry.row() != replaced_)
      sum[static_cast<std::size_t>(entry.row())] -= static_cast<long double>(entry.value()) * x(entry.col());
  for (Eigen::Index k = 0; k < x.size(); ++k)
    sum[static_cast<std::size_t>(replaced_)] -= static_cast<long double>(trace_row_(k)) * x(k);
  RealVector out(x.size());
  for (Eigen::Index k = 0; k < x.size(); ++k) out(k) = static_cast<Real>(sum[static_cast<std::size_t>(k)] + rhs(k));
  return out;
}

}  // namespace qalor
