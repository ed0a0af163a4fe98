// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <cmath>

#include "qalor/analysis/level_path.hpp"
#include "qalor/dynamics/lindblad.hpp"

namespace qalor {
namespace {

/// The Lindblad equation of levels whose transitions are the edges, each way a jump of its own.
Lindblad lindblad_of(const RateFlow& flow) {
  const auto size = static_cast<Eigen::Index>(flow.states());
  const Space space({levels("S", flow.states())});
  Matrix energy = Matrix::Zero(size, size);
  for (Eigen::Index i = 0; i < size; ++i) energy(i, i) = flow.energies()[static_cast<std::size_t>(i)];
  const auto moved = [&](std::size_t from, std::size_t to) {
    Matrix op = Matrix::Zero(size, size);
    op(static_cast<Eigen::Index>(to), static_cast<Eigen::Index>(from)) = 1;
    return Operator(space, op);
  };
  std::vector<Jump> jumps;
  for (const RateEdge& edge : flow.edges()) {
    const Source source{Source::Kind::bath, 0};
    const std::size_t first = jumps.size();
    jumps.push_back({moved(edge.from, edge.to), edge.forward, source, edge.gain, first + 1});
    jumps.push_back(
        {moved(edge.to, edge.from), edge.backward, source, Exchange{-edge.gain.energy, -edge.gain.particles}, first});
  }
  return {Operator(space, energy), Operator(space, energy), flow.baths(), {}, std::move(jumps)};
}

class CoherentPath : public LevelPath {
 public:
  CoherentPath(const RateFlow& flow, const Matrix& rho)
      : LevelPath(flow, Relaxation(flow).populations(rho.diagonal().real() / rho.trace().real())),
        rho_(rho),
        lindblad_(lindblad_of(flow)),
        first_states_(eigenstates(deviation(0, populations().start().delta), relaxation().equilibrium())) {
    find_first_changes();
  }

  ThermalInstant at(Real t) const override;
  Real first_time() const override;
  Real disagreement(Real t) const override;

 private:
  /// rho(t) - diag(pi).
  Matrix deviation(Real t, const RealVector& delta) const;
  Matrix change(const Matrix& deviation, const RealVector& population_change, bool with_unitary) const;
  Complex eigenvalue(Eigen::Index i, Eigen::Index j) const {
    const std::vector<Real>& energies = relaxation().flow().energies();
    const RealVector& exits = relaxation().exit_rates();
    return {-0.5 * (exits(i) + exits(j)),
            energies[static_cast<std::size_t>(j)] - energies[static_cast<std::size_t>(i)]};
  }

  void find_first_changes();
  Eigenstates states_at(Real t, const Matrix& delta) const;

  Matrix rho_;
  Lindblad lindblad_;
  Eigenstates first_states_;  ///< at t = 0
  RealVector first_changes_;  ///< of their probabilities [rate]
};

constexpr Real first_moment = 1e-9;  // times the fastest rate: until then eigenvalues grow linearly
constexpr Real empty = 1e-12;        // eigenvalues that are rounding of 0

Matrix CoherentPath::deviation(Real t, const RealVector& delta) const {
  Matrix out = rho_;
  for (Eigen::Index i = 0; i < out.rows(); ++i)
    for (Eigen::Index j = 0; j < out.cols(); ++j)
      out(i, j) = i == j ? Complex(delta(i)) : rho_(i, j) * std::exp(eigenvalue(i, j) * t);
  return out;
}

Matrix CoherentPath::change(const Matrix& deviation, const RealVector& population_change, bool with_unitary) const {
  Matrix out = deviation;
  for (Eigen::Index i = 0; i < out.rows(); ++i)
    for (Eigen::Index j = 0; j < out.cols(); ++j) {
      const Complex rate = with_unitary ? eigenvalue(i, j) : Complex(eigenvalue(i, j).real());
      out(i, j) = i == j ? Complex(population_change(i)) : rate * deviation(i, j);
    }
  return out;
}

/// -tr[D(rho)(ln rho - ln pi)], as a sum over eigenstates and levels of <a|i><i|D|a> ln(r_a/pi_i).
Real production(const Matrix& dissipated, const Eigenstates& states, const RealVector& equilibrium) {
  const Matrix moved = dissipated * states.overlaps;
  Real sum = 0;
  for (Eigen::Index i = 0; i < moved.rows(); ++i)
    for (Eigen::Index a = 0; a < moved.cols(); ++a) {
      const Real weight = (std::conj(states.overlaps(i, a)) * moved(i, a)).real();
      const Real x = states.difference(i, a) / equilibrium(i);
      if (weight != 0)
        sum -= weight * (std::abs(x) < 0.5 ? std::log1p(x) : std::log(states.values(a) / equilibrium(i)));
    }
  return sum;
}

Real information(const Matrix& change, const Eigenstates& states) {
  const Matrix moved = states.overlaps.adjoint() * change * states.overlaps;
  Real sum = 0;
  for (Eigen::Index a = 0; a < moved.rows(); ++a)
    for (Eigen::Index b = 0; b < moved.cols(); ++b) {
      const Real weight = states.values(a) + states.values(b);
      if (weight > 0) sum += 2 * std::norm(moved(a, b)) / weight;
    }
  return sum;
}

/// How the probabilities of the eigenstates begin to change; those that are empty are chosen to diagonalise the change.
void CoherentPath::find_first_changes() {
  const Populations& start = populations().start();
  const Matrix dissipated = change(deviation(0, start.delta), derivative(start), /*with_unitary=*/false);
  Matrix& overlaps = first_states_.overlaps;
  const Eigen::Index count = (first_states_.values.array() < empty).count();  // the first ones: they ascend
  for (Eigen::Index a = 0; a < count; ++a) first_states_.values(a) = 0;
  if (count > 1) {
    const Matrix block = overlaps.leftCols(count).adjoint() * dissipated * overlaps.leftCols(count);
    overlaps.leftCols(count) = (overlaps.leftCols(count) * hermitian_eigen(block).vectors).eval();
  }
  first_changes_ = (overlaps.adjoint() * dissipated * overlaps).diagonal().real();
}

/// Eigenvalues near 0 drown in rounding at first: there they are followed from the start.
Eigenstates CoherentPath::states_at(Real t, const Matrix& delta) const {
  const bool is_full = first_states_.values(0) > empty;
  if (is_full || t * fastest() > first_moment) return eigenstates(delta, relaxation().equilibrium());
  Eigenstates out = first_states_;
  out.values += t * first_changes_.cwiseMax(0.0);
  for (Eigen::Index i = 0; i < out.difference.rows(); ++i)
    out.difference.row(i) = (out.values.array() - relaxation().equilibrium()(i)).matrix().transpose();
  return out;
}

ThermalInstant CoherentPath::at(Real t) const {
  const Populations state = populations().at(t);
  ThermalInstant out = instant(state);
  const RealVector& equilibrium = relaxation().equilibrium();
  const RealVector flowing = derivative(state);
  const Matrix delta = deviation(t, state.delta);
  const Eigenstates states = states_at(t, delta);
  out.distances = distances(delta, states, equilibrium);
  out.entropy_production = production(change(delta, flowing, /*with_unitary=*/false), states, equilibrium);
  out.speed = std::sqrt(information(change(delta, flowing, /*with_unitary=*/true), states));
  out.rho = delta;
  out.rho.diagonal() += equilibrium;
  return out;
}

/// The smallest eigenvalue of a nearly pure state grows at a rate.
Real CoherentPath::first_time() const {
  const RealVector values = hermitian_eigenvalues(rho_);
  const Real smallest = std::max(values(0), 0.0);
  return std::clamp(smallest / fastest(), 1e-30 / fastest(), LevelPath::first_time());
}

/// The closed form against the whole generator: the largest element of their derivatives' difference, relative to the
/// fastest rate.
Real CoherentPath::disagreement(Real t) const {
  const Populations state = populations().at(t);
  Matrix rho = deviation(t, state.delta);
  const Matrix closed = change(rho, derivative(state), /*with_unitary=*/true);
  rho.diagonal() += relaxation().equilibrium();
  const Matrix whole = lindblad_.derivative(DensityMatrix::unchecked(lindblad_.space(), rho));
  Real scale = fastest();
  for (const Real energy : relaxation().flow().energies()) scale = std::max(scale, std::abs(energy));
  return LevelPath::disagreement(t) + (closed - whole).cwiseAbs().maxCoeff() / scale;
}

}  // namespace

std::unique_ptr<ThermalPath> coherent_path(const RateFlow& flow, const Matrix& rho) {
  return std::make_unique<CoherentPath>(flow, rho);
}

}  // namespace qalor
