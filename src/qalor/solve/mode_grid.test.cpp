// SPDX-License-Identifier: BSD-3-Clause
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "qalor/solve/mode_solvers.hpp"
#include "qalor/solve/mode_wide.hpp"

namespace qalor {
namespace {

/// A mode with random parameters, and the solvers that apply.
struct ModeCase {
  std::string label;
  ReservoirMode mode;
  std::vector<Real> times;
  std::vector<ModeSolver> solvers;
};

class ModeLottery {
 public:
  explicit ModeLottery(unsigned seed) : engine_(seed) {}

  ModeCase draw(int k) {
    const Real cutoff = log_uniform(1, 10);
    const Real omega_0 = log_uniform(0.3, 3);
    const Real s = uniform(0.5, 3);
    // The independent route of a Lorentzian is a slow double integral: every eighth case.
    const int kind = k % 8 == 7 ? 3 : k % 3;
    SpectralDensity density = draw_density(kind, cutoff, s);
    ModeCase out{"", {omega_0, std::move(density), draw_bath(k, omega_0)}, {}, {}};
    if (kind == 3 && !out.mode.bath.is_fermion) out.mode.bath.beta = std::numeric_limits<Real>::infinity();
    // The secular equation of a star costs (cutoff x t)^2; later times have tests of their own.
    for (int i = 0; i < 3; ++i) out.times.push_back(log_uniform(0.05, 25 / cutoff));
    std::sort(out.times.begin(), out.times.end());
    if (kind != 3) out.solvers = {ModeSolver::volterra, ModeSolver::spectral, ModeSolver::star};
    if (kind == 1 || kind == 2) out.solvers.push_back(ModeSolver::chain);
    const char* names[] = {"ohmic", "hard_cutoff", "tabulated", "lorentzian"};
    out.label = std::string(names[kind]) + " " + std::to_string(k) + ": cutoff " + std::to_string(cutoff) + " s " +
                std::to_string(s) + " coupling " + std::to_string(coupling_) + " omega_0 " + std::to_string(omega_0) +
                " beta " + std::to_string(out.mode.bath.beta) + " mu " + std::to_string(out.mode.bath.mu) + " t " +
                std::to_string(out.times.back());
    return out;
  }

 private:
  Real uniform(Real a, Real b) { return a + (b - a) * (static_cast<Real>(engine_()) / 4294967296.0); }
  Real log_uniform(Real a, Real b) { return std::exp(uniform(std::log(a), std::log(b))); }

  SpectralDensity draw_density(int kind, Real cutoff, Real s) {
    coupling_ = log_uniform(1e-3, 0.5);
    if (kind == 0) return SpectralDensity(Ohmic{coupling_, cutoff, s});
    if (kind == 1) return SpectralDensity(HardCutoff{coupling_, cutoff, s});
    if (kind == 3) return SpectralDensity(Lorentzian{coupling_, cutoff, uniform(-1, 2)});
    Tabulated table{{0}, {0}};
    for (int i = 0; i < 4; ++i) {
      table.omega.push_back(table.omega.back() + uniform(0.3, 2));
      table.density.push_back(i < 3 ? coupling_ * uniform(0, 1) : 0);
    }
    return SpectralDensity(table);
  }

  Occupation draw_bath(int k, Real omega_0) {
    Occupation bath{.is_fermion = (k / 8) % 2 == 1, .beta = log_uniform(0.1, 20)};
    if (k % 5 == 4) bath.beta = std::numeric_limits<Real>::infinity();
    if (bath.is_fermion) bath.mu = uniform(-0.5, 1.5) * omega_0;
    return bath;
  }

  std::mt19937 engine_;
  Real coupling_ = 0;
};

TEST(ModeGrid, EveryPairOfSolversAgrees) {
  ModeLottery lottery(20260207);
  for (int k = 0; k < 200; ++k) {
    const ModeCase c = lottery.draw(k);
    if (c.solvers.empty()) {
      const auto found = certified_motion(c.mode, c.times, 1, ModeSolver::poles);
      EXPECT_LT(std::get<double>(*found.certificate.details.find("solver_deviation")), 1e-9) << c.label;
      continue;
    }
    std::vector<ModeTrajectory> found;
    for (const ModeSolver solver : c.solvers) found.push_back(solve_mode(c.mode, c.times, 1, solver));
    for (std::size_t a = 0; a < found.size(); ++a)
      for (std::size_t b = a + 1; b < found.size(); ++b)
        for (std::size_t i = 0; i < c.times.size(); ++i) {
          const ModeMotion &x = found[a].motion[i], &y = found[b].motion[i];
          const Real scale = std::max(1.0, x.v);
          const std::string pair = solver_text(c.solvers[a]) + "/" + solver_text(c.solvers[b]) + " " + c.label;
          EXPECT_LT(std::abs(x.u - y.u), 1e-9) << pair;
          EXPECT_LT(std::abs(x.du - y.du), 1e-9 * std::max(1.0, std::abs(x.du))) << pair;
          EXPECT_LT(std::abs(x.v - y.v), 1e-9 * scale) << pair;
          EXPECT_LT(std::abs(x.dv - y.dv), 1e-9 * std::max(1.0, std::abs(x.dv))) << pair;
        }
  }
}

}  // namespace
}  // namespace qalor
