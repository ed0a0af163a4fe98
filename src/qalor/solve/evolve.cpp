// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/evolve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <stdexcept>

#include "qalor/solve/blocks.hpp"
#include "qalor/solve/packing.hpp"

namespace qalor {
namespace {

constexpr Eigen::Index largest_size = 1500;  // a dense exponential of this size takes about half a minute

void require_times(const std::vector<Real>& times) {
  for (std::size_t k = 0; k < times.size(); ++k)
    if (!(times[k] >= (k == 0 ? 0 : times[k - 1]))) throw std::invalid_argument("times must be >= 0 and ascending");
}

/// A linear motion dx/dt = L x of a packed state with rows of currents appended: dq/dt = o x.
class Augmented {
 public:
  Augmented(const RealMatrix& generator, const std::vector<RealVector>& currents)
      : size_(generator.rows()), matrix_(RealMatrix::Zero(size_ + count(currents), size_ + count(currents))) {
    matrix_.topLeftCorner(size_, size_) = generator;
    for (std::size_t k = 0; k < currents.size(); ++k)
      matrix_.row(size_ + static_cast<Eigen::Index>(k)).head(size_) = currents[k].transpose();
  }

  /// (x, 0), the start of the motion.
  RealVector start(const RealVector& x) const {
    RealVector y = RealVector::Zero(matrix_.rows());
    y.head(size_) = x;
    return y;
  }
  RealVector step(const RealVector& y, Real dt) {
    if (dt == 0) return y;
    auto [it, is_new] = exponentials_.try_emplace(dt);
    if (is_new) it->second = matrix_exponential(dt * matrix_);
    return it->second * y;
  }

 private:
  static Eigen::Index count(const std::vector<RealVector>& v) { return static_cast<Eigen::Index>(v.size()); }
  Eigen::Index size_;
  RealMatrix matrix_;
  std::map<Real, RealMatrix> exponentials_;  // equal steps share one
};

/// Runs the motion and takes it apart: states through `read`, then one integral per bath, then the work.
template <class State>
Trajectory<State> run(Augmented motion, const RealVector& start, Eigen::Index size, std::size_t baths,
                      const std::vector<Real>& times, const std::function<State(const RealVector&)>& read) {
  Trajectory<State> out{.times = times, .states = {}, .energies = {}, .work = {}, .certificate = {}};
  out.energies.resize(baths);
  out.certificate.method = "dense exponential of the reachable block with integrated currents";
  RealVector y = motion.start(start);
  Real now = 0;
  for (const Real t : times) {
    y = motion.step(y, t - now);
    now = t;
    out.states.push_back(read(y.head(size)));
    for (std::size_t x = 0; x < baths; ++x) out.energies[x].push_back(y(size + static_cast<Eigen::Index>(x)));
    out.work.push_back(y(size + static_cast<Eigen::Index>(baths)));
  }
  const RealVector once = motion.step(motion.start(start), now);
  out.certificate.details.set("semigroup_error", (once - y).head(size).cwiseAbs().maxCoeff());
  out.certificate.details.set("unknowns", static_cast<std::int64_t>(size));
  return out;
}

template <class State>
void certify_first_law(const std::function<Real(const State&)>& energy, Real start, Trajectory<State>& out) {
  Real worst = 0;
  Real scale = std::abs(start);
  for (std::size_t k = 0; k < out.times.size(); ++k) {
    Real received = out.work[k];
    scale = std::max(scale, std::abs(received));
    for (const auto& bath : out.energies) {
      received += bath[k];
      scale = std::max(scale, std::abs(bath[k]));
    }
    worst = std::max(worst, std::abs(energy(out.states[k]) - start - received));
  }
  out.certificate.residual = worst;
  if (!(worst <= 1e-10 * std::max(scale, Real(1))))
    out.certificate.degrade(Status::law_violated, fmt::format("energy is not conserved, by {:.1e}", worst));
}

void require_size(Eigen::Index size) {
  if (size <= largest_size) return;
  Certificate certificate{.method = "dense exponential of the reachable block"};
  certificate.degrade(
      Status::not_converged,
      fmt::format("{} real unknowns are too many for the dense exponential, which takes {}", size, largest_size));
  throw ConvergenceError(std::move(certificate));
}

void certify_states(Trajectory<DensityMatrix>& out) {
  Real trace_error = 0;
  Real smallest = 1;
  for (const DensityMatrix& rho : out.states) {
    trace_error = std::max(trace_error, std::abs(rho.matrix().trace().real() - 1));
    smallest = std::min(smallest, hermitian_eigenvalues(rho.matrix())(0));
  }
  out.certificate.details.set("trace_error", trace_error);
  out.certificate.details.set("smallest_eigenvalue", smallest);
  if (smallest < -1e-10)  // far above the rounding of the exponential
    out.certificate.degrade(Status::not_converged, fmt::format("a state has the negative eigenvalue {:.1e}", smallest));
}

}  // namespace

Trajectory<DensityMatrix> evolve(const Lindblad& flow, const DensityMatrix& initial, const std::vector<Real>& times) {
  require_times(times);
  const Packing packing(flow.space().dimension(), reachable_blocks(flow, initial).states);
  require_size(packing.size());
  std::vector<RealVector> currents;
  for (std::size_t x = 0; x < flow.baths().size(); ++x)
    currents.push_back(packing.pack(flow.energy_current(x).dense()));
  currents.push_back(packing.pack(flow.power_operator().dense()));
  auto out = run<DensityMatrix>(
      Augmented(dense_matrix(packed_generator(flow, packing), packing.size()), currents),
      packing.pack(initial.matrix()), packing.size(), flow.baths().size(), times,
      [&](const RealVector& x) { return DensityMatrix::unchecked(flow.space(), packing.unpack(x)); });
  const auto energy = [&](const DensityMatrix& rho) { return expectation(flow.hamiltonian(), rho).real(); };
  certify_first_law<DensityMatrix>(energy, energy(initial), out);
  certify_states(out);
  return out;
}

Trajectory<OneBody> evolve(const BosonFlow& flow, const OneBody& initial, const std::vector<Real>& times) {
  require_times(times);
  const Packing packing = whole_packing(static_cast<std::size_t>(flow.modes()));
  const Eigen::Index n = packing.size();
  require_size(n + 1);
  // The equations are affine: one more number, constant 1, carries their inhomogeneous part.
  const AffineMap motion = packed_affine([&](const Matrix& m) { return flow.derivative({m}); }, packing);
  RealMatrix generator = RealMatrix::Zero(n + 1, n + 1);
  generator.topRows(n) << motion.linear, motion.constant;
  const auto row_of = [&](const std::function<Real(const OneBody&)>& current) {
    RealVector row(n + 1);
    row(n) = current({packing.unpack(RealVector::Zero(n))});
    for (Eigen::Index k = 0; k < n; ++k) row(k) = current({packing.unpack(RealVector::Unit(n, k))}) - row(n);
    return row;
  };
  std::vector<RealVector> currents;
  for (std::size_t x = 0; x < flow.baths().size(); ++x)
    currents.push_back(row_of([&](const OneBody& s) { return flow.exchange(s, x).energy; }));
  currents.push_back(row_of([&](const OneBody& s) { return flow.power(s); }));
  RealVector start(n + 1);
  start << packing.pack(initial.rho), 1;
  auto out = run<OneBody>(Augmented(generator, currents), start, n + 1, flow.baths().size(), times,
                          [&](const RealVector& x) { return OneBody{packing.unpack(x.head(n))}; });
  const auto energy = [&](const OneBody& s) { return flow.energy(s); };
  certify_first_law<OneBody>(energy, energy(initial), out);
  return out;
}

Trajectory<RealVector> evolve(const RateFlow& flow, const RealVector& initial, const std::vector<Real>& times) {
  require_times(times);
  if (!(initial.minCoeff() >= 0) || !(std::abs(initial.sum() - 1) < 1e-10))
    throw std::invalid_argument("populations must be >= 0 and have the sum one");
  const auto n = static_cast<Eigen::Index>(flow.states());
  const std::size_t baths = flow.baths().size();
  require_size(n);
  RealMatrix generator(n, n);
  for (Eigen::Index k = 0; k < n; ++k) generator.col(k) = flow.derivative(RealVector::Unit(n, k));
  std::vector<RealVector> currents(2 * baths + 1, RealVector::Zero(n));  // energies, no work, particles
  for (std::size_t x = 0; x < baths; ++x)
    for (Eigen::Index k = 0; k < n; ++k) {
      const Exchange gained = flow.exchange(RealVector::Unit(n, k), x);
      currents[x](k) = gained.energy;
      currents[baths + 1 + x](k) = gained.particles;
    }
  Augmented motion(generator, currents);
  Trajectory<RealVector> out = run<RealVector>(motion, initial, n, baths, times, [](const RealVector& x) { return x; });
  out.certificate.method = "dense exponential of the rate matrix with integrated currents";
  out.particles.resize(baths);
  RealVector y = motion.start(initial);
  Real now = 0;
  for (const Real t : times) {
    y = motion.step(y, t - now);
    now = t;
    for (std::size_t x = 0; x < baths; ++x) out.particles[x].push_back(y(n + static_cast<Eigen::Index>(baths + 1 + x)));
  }
  const Eigen::Map<const RealVector> levels(flow.energies().data(), n);
  const auto energy = [&](const RealVector& p) { return levels.dot(p); };
  certify_first_law<RealVector>(energy, energy(initial), out);
  Real smallest = 1, sum_error = 0;
  for (const RealVector& p : out.states) {
    smallest = std::min(smallest, p.minCoeff());
    sum_error = std::max(sum_error, std::abs(p.sum() - 1));
  }
  out.certificate.details.set("trace_error", sum_error);
  out.certificate.details.set("smallest_population", smallest);
  if (smallest < -1e-10)  // far above the rounding of the exponential
    out.certificate.degrade(Status::not_converged, fmt::format("a population is negative: {:.1e}", smallest));
  return out;
}

}  // namespace qalor
