// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/mode_solvers.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "qalor/solve/dephasing.hpp"
#include "qalor/solve/mode_steady.hpp"
#include "qalor/solve/mode_wide.hpp"

namespace qalor {
namespace {

constexpr Real infinity = std::numeric_limits<Real>::infinity();

void expect_agreement(const ReservoirMode& mode, const std::vector<ModeSolver>& solvers) {
  const std::vector<Real> times{0.5, 3, 12};
  const ModeTrajectory first = solve_mode(mode, times, 1, ModeSolver::volterra);
  EXPECT_LT(first.residual, 1e-11);
  EXPECT_LT(first.noise_residual, 1e-10);
  for (const ModeSolver solver : solvers) {
    const ModeTrajectory other = solve_mode(mode, times, 1, solver);
    for (std::size_t k = 0; k < times.size(); ++k) {
      EXPECT_LT(std::abs(first.motion[k].u - other.motion[k].u), 1e-9) << solver_text(solver);
      EXPECT_LT(std::abs(first.motion[k].du - other.motion[k].du), 1e-9) << solver_text(solver);
      EXPECT_NEAR(first.motion[k].v, other.motion[k].v, 1e-9) << solver_text(solver);
      EXPECT_NEAR(first.motion[k].dv, other.motion[k].dv, 1e-9) << solver_text(solver);
    }
  }
}

TEST(ModeSolvers, AgreeOnEveryBand) {
  const std::vector<ModeSolver> all{ModeSolver::spectral, ModeSolver::star, ModeSolver::chain};
  const std::vector<ModeSolver> without_chain{ModeSolver::spectral, ModeSolver::star};
  expect_agreement({1, SpectralDensity(Ohmic{0.06, 5, 1}), {.beta = 1}}, without_chain);
  expect_agreement({1, SpectralDensity(Ohmic{0.3, 5, 1}), {.beta = 1}}, without_chain);
  expect_agreement({1, SpectralDensity(Ohmic{0.05, 5, 0.5}), {.beta = 1}}, without_chain);
  expect_agreement({1, SpectralDensity(HardCutoff{0.1, 5, 1.5}), {.beta = 1}}, all);
  expect_agreement({-0.5, SpectralDensity(HardCutoff{0.1, 5, 1}), {.is_fermion = true, .beta = 2, .mu = 0.4}}, all);
  expect_agreement({1, SpectralDensity(Tabulated{{0, 1, 2, 4}, {0, 0.05, 0.03, 0}}), {.beta = 1}}, all);
}

TEST(ModeSolvers, SpectralWeightIsOne) {
  for (const Real eta : {1e-4, 0.06, 0.19, 0.21, 0.3, 2.0})
    for (const Real s : {0.5, 1.0, 3.0}) {
      const SpectralWeights w = spectral_weights({1, SpectralDensity(Ohmic{eta, 5, s}), {.beta = 1}}, 0);
      Real sum = w.continuum_weight();
      for (const BoundState& state : w.bound) sum += state.weight;
      EXPECT_NEAR(sum, 1, 1e-12) << eta << " " << s;
    }
}

TEST(ModeSolvers, LowestEigenpairOfAStarIsTheBoundState) {
  const SpectralDensity d(Ohmic{0.3, 5, 1});
  const Rule spectrum = star_spectrum(1, d.star(20, {.beta = 1}));
  const BoundState bound = d.bound_states(1).at(0);
  EXPECT_NEAR(spectrum.nodes[0], bound.frequency, 1e-10);
  EXPECT_NEAR(spectrum.weights[0], bound.weight, 1e-10);
  Real sum = 0;
  for (const Real weight : spectrum.weights) sum += weight;
  EXPECT_NEAR(sum, 1, 1e-11);
}

TEST(ModeSolvers, ATailOfPowersTakesOverFromTheExponential) {
  const ReservoirMode mode{1, SpectralDensity(Ohmic{0.06, 5, 1}), {.beta = infinity}};
  const ModeTrajectory t = solve_mode(mode, {200, 300}, 1, ModeSolver::automatic);
  EXPECT_NEAR(200 * t.motion[0].damping(), 1.98251, 2e-4);
  EXPECT_NEAR(300 * t.motion[1].damping(), 2.00111, 2e-4);
  EXPECT_NEAR(std::abs(t.motion[1].u), 1.36250e-6, 1e-10);
}

TEST(ModeSolvers, SecondOrderErrorIsOfSecondOrder) {
  std::vector<Real> found;
  for (const Real eta : {5e-4, 1e-3, 2e-3}) {
    const ReservoirMode mode{1, SpectralDensity(Ohmic{eta, 5, 1}), {.beta = 1}};
    const ModeMotion exact = solve_mode(mode, {5}, 1, ModeSolver::volterra).motion[0];
    const ModeMotion second = second_order_motion(mode, {5}, 1).motion[0];
    found.push_back(std::abs(exact.du / exact.u - second.du / second.u) / (eta * eta));
  }
  EXPECT_NEAR(found[0], 13.408, 0.014);
  EXPECT_NEAR(found[1], 13.432, 0.014);
  EXPECT_NEAR(found[2], 13.480, 0.014);
}

TEST(ModeSolvers, SecondOrderIsExactForWeaklyCoupledLevels) {
  const Occupation bath{.is_fermion = true, .beta = 2, .mu = 0.1};
  Real last = 0;
  for (const Real gamma : {2e-3, 1e-3}) {
    const ReservoirMode mode{0.5, SpectralDensity(Lorentzian{gamma, 2, 0.2}), bath};
    const Real error = std::abs(WideMode(mode).at(5).v - second_order_motion(mode, {5}, 0).motion[0].v);
    if (last > 0) {
      EXPECT_NEAR(last / error, 4, 0.1);
    }
    last = error;
  }
}

TEST(ModeSolvers, AWideLorentzianIsFlat) {
  const Occupation bath{.is_fermion = true, .beta = 2, .mu = 0.1};
  const ModeMotion flat = WideMode({0.5, SpectralDensity(FlatDamping{1}), bath}).at(3);
  Real last = 0;
  for (const Real width : {200.0, 400.0}) {
    const ModeMotion m = WideMode({0.5, SpectralDensity(Lorentzian{1, width, 0.5}), bath}).at(3);
    const Real error = std::abs(m.u - flat.u);
    if (last > 0) {
      EXPECT_NEAR(last / error, 2, 0.05);
    }
    last = error;
    EXPECT_NEAR(m.v, flat.v, 2 / width);
  }
}

TEST(ModeSolvers, OnResonanceALorentzianHasItsClosedForm) {
  for (const Real width : {5.0, 2.0, 0.3}) {  // over-, critically and underdamped
    const ReservoirMode mode{1, SpectralDensity(Lorentzian{1, width, 1}), {.beta = infinity}};
    const Complex d = std::sqrt(Complex(width * width - 2 * width));
    const Real t = 1.7;
    const Complex x = 0.5 * d * t;
    const Complex ratio = std::abs(d) > 0 ? std::sinh(x) / d : 0.5 * t;
    const Real expected = std::exp(-0.5 * width * t) * std::abs(std::cosh(x) + width * ratio);
    EXPECT_NEAR(std::abs(WideMode(mode).amplitude(t)), expected, width == 2.0 ? 1e-9 : 1e-13) << width;
  }
}

TEST(ModeSolvers, SteadyOccupationsAreLimitsOfTheMotion) {
  const SteadyMode s = steady_mode({1, SpectralDensity(Ohmic{0.06, 5, 1}), {.beta = 1}});
  EXPECT_NEAR(s.v, 1.00364613785, 1e-10);
  const SteadyMode level =
      steady_mode({0.5, SpectralDensity(FlatDamping{1}), {.is_fermion = true, .beta = 2, .mu = 0.1}});
  EXPECT_NEAR(level.v, 0.37700236182, 1e-10);
  EXPECT_NEAR(level.v, *level.second_v, 1e-10);
  const Real cold = steady_mode({0.5, SpectralDensity(FlatDamping{1}), {.is_fermion = true, .beta = infinity}}).v;
  EXPECT_NEAR(cold, 0.5 - std::atan(1.0) / std::numbers::pi, 1e-13);
  const ReservoirMode fermion{0.7, SpectralDensity(Ohmic{0.03, 5, 1}), {.is_fermion = true, .beta = 3, .mu = 0.4}};
  EXPECT_NEAR(steady_mode(fermion).v, solve_mode(fermion, {150}, 1, ModeSolver::volterra).motion[0].v, 1e-5);
}

TEST(ModeSolvers, ThermalKernelOfOhmicBosonsIsAZetaFunction) {
  for (const Real s : {0.5, 1.0, 3.0})
    for (const Real t : {0.0, 0.7, 5.0}) {
      const Ohmic density{0.06, 5, s};
      const ReservoirMode mode{1, SpectralDensity(density), {.beta = 2}};
      EXPECT_LT(std::abs(thermal_kernel(mode, t) - ohmic_thermal_kernel(density, 2, t)), 1e-12) << s << " " << t;
    }
}

TEST(Dephasing, ClosedFormIsTheIntegralNearItsSpecialExponents) {
  for (const Real s : {0.3, 0.5, 0.9, 1.0, 1.0005, 1.5, 2.0, 2.01, 3.0, 4.5})
    for (const Real beta : {0.5, 1.0, 10.0, infinity})
      for (const Real t : {0.3, 2.0, 10.0}) {
        const Ohmic density{0.1, 5, s};
        const Dephasing a = dephasing(density, beta, t), b = dephasing_by_quadrature(density, beta, t);
        EXPECT_NEAR(a.exponent / b.exponent, 1, 1e-9) << s << " " << beta << " " << t;
        EXPECT_NEAR(a.rate, b.rate, 1e-9 * std::max(1.0, std::abs(b.rate))) << s << " " << beta << " " << t;
      }
}

TEST(Dephasing, EndsWhereTheBathIsStiffEnough) {
  const Ohmic stiff{0.1, 5, 3};
  EXPECT_NEAR(*final_dephasing(stiff, 1), dephasing(stiff, 1, 1e4).exponent, 1e-6);
  EXPECT_FALSE(final_dephasing({0.1, 5, 2}, 1));
  EXPECT_TRUE(final_dephasing({0.1, 5, 2}, infinity));
  EXPECT_FALSE(final_dephasing({0.1, 5, 1}, infinity));
}

}  // namespace
}  // namespace qalor
