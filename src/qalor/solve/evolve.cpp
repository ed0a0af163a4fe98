// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/evolve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <stdexcept>

#include "qalor/solve/blocks.hpp"
#include "qalor/solve/chebyshev.hpp"
#include "qalor/solve/packing.hpp"

namespace qalor {
namespace {

constexpr const char* dense_method = "dense exponential of the reachable block with integrated currents";
constexpr const char* chebyshev_method = "Chebyshev series of the reachable block with integrated currents";

/// A linear motion dx/dt = L x of a packed state with rows of currents appended: dq/dt = o x.
struct Linear {
  std::vector<Eigen::Triplet<Real>> entries;  // of both; equal places add up
  Eigen::Index size;                          // of x
  Eigen::Index currents;

  Eigen::Index rows() const { return size + currents; }
  /// (x, 0), the start of the motion.
  RealVector start(const RealVector& x) const {
    RealVector y = RealVector::Zero(rows());
    y.head(size) = x;
    return y;
  }
};

Linear augmented(std::vector<Eigen::Triplet<Real>> generator, Eigen::Index size,
                 const std::vector<RealVector>& currents) {
  Eigen::Index row = size;
  for (const RealVector& current : currents) {
    for (Eigen::Index k = 0; k < size; ++k)
      if (current(k) != 0) generator.emplace_back(row, k, current(k));
    ++row;
  }
  return {std::move(generator), size, row - size};
}

/// Exponentials of equal steps are one.
class Exponentials {
 public:
  explicit Exponentials(RealMatrix matrix) : matrix_(std::move(matrix)) {}
  RealVector step(const RealVector& y, Real dt) {
    if (dt == 0) return y;
    auto [it, is_new] = known_.try_emplace(dt);
    if (is_new) it->second = matrix_exponential(dt * matrix_);
    return it->second * y;
  }

 private:
  RealMatrix matrix_;
  std::map<Real, RealMatrix> known_;
};

Exponentials exponentials(const Linear& motion) {
  RealMatrix matrix = dense_matrix(motion.entries, motion.rows());
  return Exponentials(std::move(matrix));
}

/// Runs the motion and takes it apart: states through `read`, then one integral per bath, then the work.
template <class State, class Step>
Trajectory<State> run(const Linear& motion, Step& stepper, const RealVector& start, const std::vector<Real>& times,
                      const std::function<State(const RealVector&)>& read, RealVector& last) {
  const Eigen::Index baths = motion.currents - 1;
  Trajectory<State> out{.times = times, .states = {}, .energies = {}, .work = {}, .certificate = {}};
  out.energies.resize(static_cast<std::size_t>(baths));
  last = motion.start(start);
  Real now = 0;
  for (const Real t : times) {
    last = stepper.step(last, t - now);
    now = t;
    out.states.push_back(read(last.head(motion.size)));
    for (Eigen::Index x = 0; x < baths; ++x) out.energies[static_cast<std::size_t>(x)].push_back(last(motion.size + x));
    out.work.push_back(last(motion.size + baths));
  }
  out.certificate.details.set("unknowns", static_cast<std::int64_t>(motion.size));
  return out;
}

template <class State>
Trajectory<State> run_dense(const Linear& motion, const RealVector& start, const std::vector<Real>& times,
                            const std::function<State(const RealVector&)>& read) {
  Exponentials stepper = exponentials(motion);
  RealVector last;
  auto out = run<State>(motion, stepper, start, times, read, last);
  const RealVector once = stepper.step(motion.start(start), times.empty() ? 0 : times.back());
  out.certificate.method = dense_method;
  out.certificate.details.set("semigroup_error", (once - last).head(motion.size).cwiseAbs().maxCoeff());
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

[[noreturn]] void refuse(const char* method, std::string reason) {
  Certificate certificate{.method = method};
  certificate.degrade(Status::not_converged, std::move(reason));
  throw ConvergenceError(std::move(certificate));
}

void require_size(Eigen::Index size, const DenseExponential& method) {
  if (size > method.largest_size)
    refuse(dense_method, fmt::format("{} real unknowns are too many for the dense exponential, which takes {}", size,
                                     method.largest_size));
}

/// Bounds on decay and turning: twice the largest row sum of sum over jumps of rate L^dagger L, and the spread of the
/// levels of the blocks.
SpectralBox spectral_box(const Lindblad& flow, const Packing& packing) {
  const Matrix effective = Matrix(flow.effective());
  SpectralBox box{2 * (effective + effective.adjoint()).cwiseAbs().rowwise().sum().maxCoeff(), 0};
  for (const auto& states : packing.blocks()) {
    const auto m = static_cast<Eigen::Index>(states.size());
    const Matrix h = Matrix::NullaryExpr(m, m, [&](Eigen::Index i, Eigen::Index j) {
      const auto a = static_cast<Eigen::Index>(states[static_cast<std::size_t>(i)]);
      const auto b = static_cast<Eigen::Index>(states[static_cast<std::size_t>(j)]);
      return Complex(0, 0.5) * (effective(a, b) - std::conj(effective(b, a)));
    });
    const RealVector levels = hermitian_eigenvalues(h);
    box.turning = std::max(box.turning, levels(m - 1) - levels(0));
  }
  return box;
}

RealSparse sparse_matrix(const Linear& motion) {
  RealSparse out(motion.rows(), motion.rows());
  out.setFromTriplets(motion.entries.begin(), motion.entries.end());
  return out;
}

std::vector<Real> steps_of(const std::vector<Real>& times) {
  std::vector<Real> out;
  for (std::size_t k = 0; k < times.size(); ++k) out.push_back(times[k] - (k == 0 ? 0 : times[k - 1]));
  return out;
}

/// Operations that both methods take: 2 (8 + squarings) n^3 per distinct step, twice the entries per product.
bool dense_is_cheaper(const Linear& motion, const SpectralBox& box, const std::vector<Real>& times,
                      ChebyshevPropagator& series) {
  const std::vector<Real> steps = steps_of(times);
  const std::set<Real> distinct(steps.begin(), steps.end());
  const Real n = static_cast<Real>(motion.rows());
  Real dense = 2 * n * n * static_cast<Real>(steps.size());
  for (const Real t : distinct)
    dense += 2 * (8 + std::max<Real>(0, std::log2((box.decay + box.turning) * t / 5.37 + 1))) * n * n * n;
  Real products = 0;
  for (const Real t : steps) products += static_cast<Real>(series.products_of(t));
  return dense < 2 * products * static_cast<Real>(motion.entries.size());
}

Trajectory<DensityMatrix> run_chebyshev(const Linear& motion, const SpectralBox& box, ChebyshevPropagator series,
                                        const Chebyshev& method, const RealVector& start,
                                        const std::vector<Real>& times,
                                        const std::function<DensityMatrix(const RealVector&)>& read) {
  std::size_t products = 0;
  for (const Real t : steps_of(times)) products += series.products_of(t);
  if (products > method.most_products)
    refuse(chebyshev_method, fmt::format("the motion takes {} products with the generator, more than {}: fast rates or "
                                         "levels far apart against the time",
                                         products, method.most_products));
  RealVector last;
  auto out = run<DensityMatrix>(motion, series, start, times, read, last);
  out.certificate.method = chebyshev_method;
  Record& details = out.certificate.details;
  details.set("error_estimate", series.error());
  details.set("products", static_cast<std::int64_t>(series.products()));
  details.set("decay_bound", box.decay);
  details.set("turning_bound", box.turning);
  const auto first = std::find_if(times.begin(), times.end(), [](Real t) { return t > 0; });
  if (first != times.end()) {
    const RealVector once = series.step(motion.start(start), *first);
    const RealVector twice = series.step(series.step(motion.start(start), 0.5 * *first), 0.5 * *first);
    const Real error = (once - twice).head(motion.size).cwiseAbs().maxCoeff();
    details.set("semigroup_error", error);
    if (!(error <= 1e-10))  // the bounds on the spectrum keep the terms from growing
      out.certificate.degrade(Status::not_converged, fmt::format("two half steps differ from one by {:.1e}", error));
  }
  return out;
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

void require_times(const std::vector<Real>& times) {
  for (std::size_t k = 0; k < times.size(); ++k)
    if (!(times[k] >= (k == 0 ? 0 : times[k - 1]))) throw std::invalid_argument("times must be >= 0 and ascending");
}

Trajectory<DensityMatrix> evolve(const Lindblad& flow, const DensityMatrix& initial, const std::vector<Real>& times,
                                 const EvolveMethod& method) {
  constexpr Eigen::Index small = 200;  // a dense exponential of this size takes some 10 ms
  require_times(times);
  const Packing packing(flow.space().dimension(), reachable_blocks(flow, initial).states);
  std::vector<RealVector> currents;
  for (std::size_t x = 0; x < flow.baths().size(); ++x)
    currents.push_back(packing.pack(flow.energy_current(x).dense()));
  currents.push_back(packing.pack(flow.power_operator().dense()));
  const Linear motion = augmented(packed_generator(flow, packing), packing.size(), currents);
  const RealVector start = packing.pack(initial.matrix());
  const auto read = [&](const RealVector& x) { return DensityMatrix::unchecked(flow.space(), packing.unpack(x)); };
  const auto finish = [&](Trajectory<DensityMatrix> out) {
    const auto energy = [&](const DensityMatrix& rho) { return expectation(flow.hamiltonian(), rho).real(); };
    certify_first_law<DensityMatrix>(energy, energy(initial), out);
    certify_states(out);
    return out;
  };
  const bool is_automatic = std::holds_alternative<Automatic>(method);
  const auto* dense = std::get_if<DenseExponential>(&method);
  if (dense || (is_automatic && packing.size() <= small)) {
    require_size(packing.size(), dense ? *dense : DenseExponential{});
    return finish(run_dense<DensityMatrix>(motion, start, times, read));
  }
  const Chebyshev chosen = is_automatic ? Chebyshev{} : std::get<Chebyshev>(method);
  const SpectralBox box = spectral_box(flow, packing);
  ChebyshevPropagator series(sparse_matrix(motion), box, chosen.tolerance);
  if (is_automatic && packing.size() <= DenseExponential{}.largest_size && dense_is_cheaper(motion, box, times, series))
    return finish(run_dense<DensityMatrix>(motion, start, times, read));
  return finish(run_chebyshev(motion, box, std::move(series), chosen, start, times, read));
}

Trajectory<OneBody> evolve(const BosonFlow& flow, const OneBody& initial, const std::vector<Real>& times) {
  require_times(times);
  const Packing packing = whole_packing(static_cast<std::size_t>(flow.modes()));
  const Eigen::Index n = packing.size();
  require_size(n + 1, DenseExponential{});
  // The equations are affine: one more number, constant 1, carries their inhomogeneous part.
  const AffineMap motion = packed_affine([&](const Matrix& m) { return flow.derivative({m}); }, packing);
  std::vector<Eigen::Triplet<Real>> generator;
  for (Eigen::Index i = 0; i < n; ++i) {
    for (Eigen::Index j = 0; j < n; ++j) generator.emplace_back(i, j, motion.linear(i, j));
    generator.emplace_back(i, n, motion.constant(i));
  }
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
  auto out = run_dense<OneBody>(augmented(std::move(generator), n + 1, currents), start, times,
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
  require_size(n, {});
  std::vector<Eigen::Triplet<Real>> generator;
  for (Eigen::Index k = 0; k < n; ++k) {
    const RealVector column = flow.derivative(RealVector::Unit(n, k));
    for (Eigen::Index j = 0; j < n; ++j)
      if (column(j) != 0) generator.emplace_back(j, k, column(j));
  }
  std::vector<RealVector> currents(2 * baths + 1, RealVector::Zero(n));  // energies, particles, no work
  for (std::size_t x = 0; x < baths; ++x)
    for (Eigen::Index k = 0; k < n; ++k) {
      const Exchange gained = flow.exchange(RealVector::Unit(n, k), x);
      currents[x](k) = gained.energy;
      currents[baths + x](k) = gained.particles;
    }
  auto out = run_dense<RealVector>(augmented(std::move(generator), n, currents), initial, times,
                                   [](const RealVector& x) { return x; });
  out.certificate.method = "dense exponential of the rate matrix with integrated currents";
  const auto particles = out.energies.begin() + static_cast<std::ptrdiff_t>(baths);
  out.particles.assign(particles, out.energies.end());
  out.energies.erase(particles, out.energies.end());
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
