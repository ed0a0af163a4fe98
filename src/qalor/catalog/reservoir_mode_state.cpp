// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "qalor/catalog/reservoir_mode.hpp"
#include "qalor/hilbert/gaussian_channel.hpp"

namespace qalor::reservoir {
namespace {

constexpr Real infinity = std::numeric_limits<Real>::infinity();

/// Entropy (x+1) ln(x+1) - x ln x of a thermal mode and its derivative ln((x+1)/x).
Real thermal_entropy(Real x) { return x > 0 ? (x + 1) * std::log1p(x) - x * std::log(x) : 0; }

Snapshot displaced_snapshot(const Problem& problem, const ModeMotion& m) {
  const Initial& start = problem.initial;
  const Real growth = 2 * (std::conj(m.u) * m.du).real();
  const Real shift = start.displacement * start.displacement;
  const Real x = m.v + std::norm(m.u) * start.thermal;
  const Real dx = m.dv + growth * start.thermal;
  Snapshot out;
  out.cutoff = levels_needed(problem, m);
  const MovingPopulations moving = displaced_thermal(x, std::norm(m.u) * shift, dx, growth * shift, out.cutoff);
  out.populations = moving.p;
  out.trace_error = std::abs(moving.p.sum() - 1);
  const EntropyRate diagonal = population_entropy(moving.p, moving.dp);
  out.books.energy_entropy = shift == 0 ? thermal_entropy(x) : diagonal.entropy;
  out.books.entropy = thermal_entropy(x);
  out.books.gross_rate = diagonal.gross;
  const Real rate = x > 0 ? dx * std::log1p(1 / x) : dx > 0 ? infinity : 0;
  out.books.entropy_rate = rate;
  out.books.energy_entropy_rate = shift == 0 ? rate : diagonal.rate;
  return out;
}

Moving moved(const Problem& problem, const ModeMotion& m) {
  return apply({m.u, m.v, m.du, m.dv}, *problem.initial.rho, levels_needed(problem, m));
}

Snapshot matrix_snapshot(const Problem& problem, const ModeMotion& m) {
  const Moving moving = moved(problem, m);
  Snapshot out;
  out.cutoff = moving.state.rows();
  out.populations = moving.state.diagonal().real();
  out.trace_error = std::abs(out.populations.sum() - 1);
  const EntropyRate diagonal = population_entropy(out.populations, moving.rate.diagonal().real());
  const bool is_diagonal = problem.initial.kind == "fock";
  const EntropyRate whole = is_diagonal ? diagonal : matrix_entropy(moving.state, moving.rate);
  out.books = {diagonal.entropy, whole.entropy, diagonal.rate, whole.rate, diagonal.gross};
  return out;
}

Snapshot two_level_snapshot(const Problem& problem, const ModeMotion& m) {
  const Initial& start = problem.initial;
  const Real p = m.occupation(start.occupation);
  const Real modulus = std::abs(m.u);
  const Real growth = modulus > 0 ? (std::conj(m.u) * m.du).real() / modulus : 0;
  Snapshot out;
  out.books =
      two_level_books(p, m.occupation_rate(start.occupation), start.coherence * modulus, start.coherence * growth);
  out.populations = RealVector{{1 - p, p}};
  return out;
}

}  // namespace

namespace {

/// Populations take the square of the number of levels, matrices the cube.
Eigen::Index affordable(const Initial& start, Eigen::Index levels) {
  const Eigen::Index most = start.rho && start.kind != "fock" ? 800 : 5000;
  if (levels <= most) return levels;
  throw Error(
      fmt::format("the state takes {} levels, more than the {} that are affordable for `initial` = \"{}\": fewer "
                  "quanta are needed, or a colder bath",
                  levels, most, start.kind));
}

}  // namespace

Eigen::Index levels_needed(const Problem& problem, const ModeMotion& m) {
  if (problem.fock_cutoff > 0) return problem.fock_cutoff;
  const Initial& start = problem.initial;
  if (start.is_two_level()) return 2;
  const Real x = m.v + std::norm(m.u) * start.thermal;
  const Eigen::Index levels = start.rho ? start.rho->rows() : 0;
  return affordable(start, sufficient_cutoff(x, std::abs(m.u) * start.displacement, levels));
}

Snapshot snapshot(const Problem& problem, const ModeMotion& m) {
  if (problem.initial.is_two_level()) return two_level_snapshot(problem, m);
  return problem.initial.rho ? matrix_snapshot(problem, m) : displaced_snapshot(problem, m);
}

Matrix state_matrix(const Problem& problem, const ModeMotion& m, Eigen::Index levels) {
  Matrix out = Matrix::Zero(levels, levels);
  const Initial& start = problem.initial;
  if (start.is_two_level()) {
    const Real p = m.occupation(start.occupation);
    out(0, 0) = 1 - p;
    out(1, 1) = p;
    out(1, 0) = start.coherence * m.u;
    out(0, 1) = std::conj(out(1, 0));
    return out;
  }
  const Eigen::Index needed = std::max(levels, levels_needed(problem, m));
  const Matrix whole =
      start.rho ? moved(problem, m).state
                : displaced_thermal_state(m.v + std::norm(m.u) * start.thermal, m.u * start.displacement, needed);
  const Eigen::Index kept = std::min(levels, whole.rows());
  out.topLeftCorner(kept, kept) = whole.topLeftCorner(kept, kept);
  return out;
}

}  // namespace qalor::reservoir
