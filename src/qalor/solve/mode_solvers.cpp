// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/mode_solvers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "qalor/base/roots.hpp"
#include "qalor/solve/mode_wide.hpp"

namespace qalor {
namespace {

/// Ascending cuts inside (low, high): at the peak of D with steps in its width, and towards the edges.
std::vector<Real> cuts(const ReservoirMode& mode, Real low, Real high) {
  const Real root = mode.density.root(mode.omega_0);
  const Real width = std::max(3.2 * mode.density.density(root), 1e-14 * std::abs(root));
  std::vector<Real> out{low, high};
  const auto add = [&](Real w) {
    if (w > low && w < high) out.push_back(w);
  };
  add(root);
  for (const Real step : {0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0, 1e4, 1e5})
    for (const Real sign : {-1.0, 1.0}) add(root + sign * step * width);
  for (Real step = 0.25; step > 1e-15; step *= 0.1) {
    add(low + step * (high - low));
    add(high - step * (high - low));
  }
  if (const auto* table = mode.density.as<Tabulated>())
    for (const Real w : table->omega) add(w);
  std::sort(out.begin(), out.end());
  return out;
}

/// How far the first and the last time differ when another solver computes them: of u, and of v by integration of its
/// rate, or by the other memory.
Real repeat(const ReservoirMode& mode, ModeSolver solver, const ModeTrajectory& found) {
  if (solver != ModeSolver::volterra) {
    const ModeMotion& first = found.motion.front();
    const ModeMotion& last = found.motion.back();
    const Amplitude other = known_amplitude(mode, solver, last.time);
    return std::max({std::abs(first.u - amplitude_at(other, first.time)),
                     std::abs(last.u - amplitude_at(other, last.time)), found.noise_residual});
  }
  // Volterra's equation, integrated: how far the amplitude of the first solver is from solving it.
  return std::max(found.residual, found.noise_residual);
}

/// Of a sum over poles: the residual of Volterra's equation, and v as the integral of its rate, on graded panels.
Real wide_check(const ReservoirMode& mode, const ModeMotion& last) {
  if (last.time == 0) return 0;
  const WideMode wide(mode);
  Complex memory = 0;
  Real v = 0, end = last.time;
  for (int level = 0; level < 40; ++level) {
    const Real start = level == 39 ? 0 : 0.5 * end;
    Rule rule;
    const int pieces = 1 + static_cast<int>((end - start) * (1 + std::abs(mode.omega_0 - mode.bath.mu)) / 4);
    for (int k = 0; k < pieces; ++k)
      add_panel(rule, 20, start + (end - start) * k / pieces, start + (end - start) * (k + 1) / pieces);
    for (std::size_t k = 0; k < rule.size(); ++k) {
      if (mode.density.as<Lorentzian>() != nullptr)
        memory += rule.weights[k] * mode.density.kernel(last.time - rule.nodes[k]) * wide.amplitude(rule.nodes[k]);
      if (mode.bath.is_fermion) v += rule.weights[k] * wide.at(rule.nodes[k]).dv;
    }
    end = start;
  }
  if (const auto* flat = mode.density.as<FlatDamping>()) memory = 0.5 * flat->gamma * last.u;
  return std::max(std::abs(last.du + i_unit * mode.omega_0 * last.u + memory), std::abs(v - last.v));
}

/// A finite bath gives its quanta back after 2 pi over the spacing of its modes.
void add_recurrence(const ReservoirMode& mode, ModeSolver solver, Real last, Certificate& out) {
  if (solver == ModeSolver::chain && mode.density.as<Ohmic>() != nullptr)
    out.warn("the chain of an exponential cutoff converges slowly: compare with `solver` = \"volterra\"");
  if (solver != ModeSolver::star) return;
  const Rule star = mode.density.star(last, mode.bath);
  Real spacing = 0;
  for (std::size_t k = 1; k < star.size(); ++k) spacing = std::max(spacing, star.nodes[k] - star.nodes[k - 1]);
  if (spacing > 0) out.details.set("recurrence_time", 2 * std::numbers::pi / spacing);
}

Rule chain_or_star(const ReservoirMode& mode, ModeSolver solver, Real last) {
  if (solver == ModeSolver::star) return star_spectrum(mode.omega_0, mode.density.star(last, mode.bath));
  if (const auto* modes = mode.density.as<DiscreteModes>())
    return chain_spectrum(mode.omega_0, mode.density.chain(modes->omega.size()));
  const auto [low, high] = mode.density.band();
  const Real span = mode.density.as<Ohmic>() != nullptr ? 4 * (high - low) : high - low;
  return chain_spectrum(mode.omega_0, mode.density.chain(40 + static_cast<std::size_t>(0.3 * span * last)));
}

}  // namespace

std::string solver_text(ModeSolver solver) {
  switch (solver) {
    case ModeSolver::automatic:
      return "auto";
    case ModeSolver::volterra:
      return "volterra";
    case ModeSolver::spectral:
      return "spectral";
    case ModeSolver::star:
      return "star";
    case ModeSolver::chain:
      return "chain";
    case ModeSolver::poles:
      return "poles";
  }
  return "";
}

Amplitude SpectralWeights::amplitude() const {
  Amplitude out = continuum;
  for (const BoundState& state : bound) out.add(state.frequency, state.weight);
  return out;
}

Real SpectralWeights::continuum_weight() const {
  Real sum = 0;
  for (const Real weight : continuum.weights) sum += weight;
  return sum;
}

SpectralWeights spectral_weights(const ReservoirMode& mode, Real t) {
  if (mode.density.is_whole_axis() || mode.density.as<DiscreteModes>() != nullptr)
    throw std::domain_error("the spectral integral is for a band with edges");
  const auto [low, high] = mode.density.band();
  const auto d = [&](Real w) { return mode.density.spectral_function(mode.omega_0, w); };
  SpectralWeights out{adaptive_rule(d, cuts(mode, low, high), 1e-16, t > 0 ? 48 / t : high - low),
                      mode.density.bound_states(mode.omega_0)};
  for (std::size_t k = 0; k < out.continuum.size(); ++k) out.continuum.weights[k] *= d(out.continuum.nodes[k]);
  return out;
}

Rule star_spectrum(Real omega_0, const Rule& star) {
  std::vector<std::pair<Real, Real>> modes;
  for (std::size_t k = 0; k < star.size(); ++k)
    if (star.weights[k] > 0) modes.emplace_back(star.nodes[k], star.weights[k]);
  std::sort(modes.begin(), modes.end());
  Real reach = 1e-3 + std::abs(omega_0), total = 0;
  for (const auto& [w, weight] : modes) total += weight;
  reach += 2 * std::sqrt(total);
  Rule out;
  // Between neighbouring modes a and b lies one eigenvalue, found as a distance from the nearer of the two.
  for (std::size_t k = 0; k <= modes.size(); ++k) {
    const bool is_first = k == 0, is_last = k == modes.size();
    if (modes.empty()) break;
    const Real a = is_first ? std::min(modes.front().first, omega_0) - reach : modes[k - 1].first;
    const Real b = is_last ? std::max(modes.back().first, omega_0) + reach : modes[k].first;
    const auto secular = [&](Real origin, Real x) {
      Real sum = (origin - omega_0) + x;
      for (const auto& [w, weight] : modes) sum -= weight / ((origin - w) + x);
      return sum;
    };
    const Real middle = 0.5 * (b - a);
    const bool from_left = !is_first && (is_last || secular(a, middle) > 0);
    const Real origin = from_left ? a : b;
    const Real far = from_left ? (is_last ? b - a : middle) : -(is_first ? b - a : middle);
    const auto f = [&](Real x) { return x == 0 ? (from_left ? -1e300 : 1e300) : secular(origin, x); };
    const Real x = bracketed_root(f, 0.0, far, 0);
    Real slope = 1;
    for (const auto& [w, weight] : modes) slope += weight / (((origin - w) + x) * ((origin - w) + x));
    out.add(origin + x, 1 / slope);
  }
  if (modes.empty()) out.add(omega_0, 1);
  return out;
}

Rule chain_spectrum(Real omega_0, const Chain& chain) {
  const auto sites = static_cast<Eigen::Index>(chain.frequencies.size());
  Matrix h = Matrix::Zero(sites + 1, sites + 1);
  h(0, 0) = omega_0;
  for (Eigen::Index k = 0; k < sites; ++k) {
    h(k + 1, k + 1) = chain.frequencies[static_cast<std::size_t>(k)];
    h(k + 1, k) = k == 0 ? chain.coupling
                  : static_cast<std::size_t>(k) <= chain.hoppings.size()
                      ? chain.hoppings[static_cast<std::size_t>(k - 1)]
                      : 0;
  }
  const HermitianEigen eigen = hermitian_eigen(h);
  Rule out;
  for (Eigen::Index k = 0; k <= sites; ++k) out.add(eigen.values(k), std::norm(eigen.vectors(0, k)));
  return out;
}

ModeSolver chosen_solver(const ReservoirMode& mode, Real last) {
  if (mode.density.is_whole_axis()) return ModeSolver::poles;
  if (mode.density.as<DiscreteModes>() != nullptr) return ModeSolver::star;
  const auto* ohmic = mode.density.as<Ohmic>();
  const Real cutoff = ohmic != nullptr ? ohmic->cutoff : mode.density.band().second - mode.density.band().first;
  return cutoff * last <= 500 ? ModeSolver::volterra : ModeSolver::spectral;
}

ModeSolver second_solver(const ReservoirMode& mode, ModeSolver first) {
  if (mode.density.as<DiscreteModes>() != nullptr)
    return first == ModeSolver::chain ? ModeSolver::star : ModeSolver::chain;
  return first == ModeSolver::volterra ? ModeSolver::spectral : ModeSolver::volterra;
}

Amplitude known_amplitude(const ReservoirMode& mode, ModeSolver solver, Real last) {
  return solver == ModeSolver::spectral ? spectral_weights(mode, last).amplitude() : chain_or_star(mode, solver, last);
}

ModeTrajectory solve_mode(const ReservoirMode& mode, const std::vector<Real>& times, Real n_0, ModeSolver solver) {
  const Real last = times.back();
  if (solver == ModeSolver::automatic) solver = chosen_solver(mode, last);
  if (solver == ModeSolver::poles) return wide_trajectory(mode, times, n_0);
  if (mode.density.is_whole_axis()) throw std::domain_error("a density on the whole axis is solved by its poles");
  require_affordable(mode, last);
  Amplitude given;
  if (solver != ModeSolver::volterra) given = known_amplitude(mode, solver, last);
  ModeTrajectory out = remember(mode, times, n_0, given);
  out.method = solver_text(solver);
  return out;
}

Solution<ModeTrajectory> certified_motion(const ReservoirMode& mode, const std::vector<Real>& times, Real n_0,
                                          ModeSolver solver) {
  if (solver == ModeSolver::automatic) solver = chosen_solver(mode, times.back());
  Solution<ModeTrajectory> out{solve_mode(mode, times, n_0, solver), {}};
  Certificate& certificate = out.certificate;
  certificate.method = fmt::format("exact amplitude by {}", solver_text(solver));
  certificate.residual = out.state.residual;
  certificate.details.set("solver", solver_text(solver));
  const bool is_wide = mode.density.is_whole_axis();
  const ModeSolver second = second_solver(mode, solver);
  const Real deviation = is_wide ? wide_check(mode, out.state.motion.back()) : repeat(mode, second, out.state);
  certificate.details.set("second_solver", is_wide ? "memory integral and integrated noise" : solver_text(second));
  certificate.details.set("solver_deviation", deviation);
  add_recurrence(mode, solver, times.back(), certificate);
  if (!(deviation <= 1e-7))
    certificate.degrade(Status::not_converged,
                        fmt::format("the solvers {} and {} differ by {:.1e}", solver_text(solver),
                                    is_wide ? "quadrature" : solver_text(second), deviation));
  return out;
}

}  // namespace qalor
