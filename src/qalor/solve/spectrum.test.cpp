// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/spectrum.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/machines.hpp"

namespace qalor {
namespace {

using laws::Dice;

const Space pair({qubit("A"), qubit("B")});

/// The default pair of the catalog but for what the arguments say.
Machine machine(Real omega_a, Real gamma, Real beta_b) {
  Machine out{Complex(omega_a) * number(pair, 0) + number(pair, 1),
              Operator(pair),
              {{"A", 0.5, FlatEmission{gamma}}, {"B", beta_b, FlatEmission{gamma}}},
              {}};
  for (std::size_t k = 0; k < 2; ++k) out.couplings.push_back({lower(pair, k) + raise(pair, k), k});
  return out;
}

Machine noisy(Real omega_a, Real gamma, Real epsilon) {
  Machine out = machine(omega_a, gamma, 1.5);
  out.noises.push_back({"noise", raise(pair, 0) * lower(pair, 1), epsilon});
  return out;
}

Machine coherent(Real omega_a, Real gamma, Real beta_b, Real g) {
  Machine out = machine(omega_a, gamma, beta_b);
  const Operator hop = raise(pair, 0) * lower(pair, 1);
  out.interaction = Complex(g) * (hop + hop.adjoint());
  return out;
}

/// Largest distance of a root of one list to the nearest unused root of the other.
Real mismatch(std::vector<Complex> found, const std::vector<Complex>& expected) {
  if (found.size() != expected.size()) return 1e300;
  Real worst = 0;
  for (const Complex& z : expected) {
    const auto nearest = std::min_element(found.begin(), found.end(),
                                          [&](Complex a, Complex b) { return std::abs(a - z) < std::abs(b - z); });
    worst = std::max(worst, std::abs(*nearest - z));
    found.erase(nearest);
  }
  return worst;
}

TEST(Ordered, SortsByDecreasingRealPartAndEqualOnesByImaginaryPart) {
  const std::vector<Complex> sorted = ordered({{-2, 0}, {-1, 3}, {0, 0}, {-1 + 5e-9, -3}, {-1 - 2e-8, -9}});
  const std::vector<Complex> expected{{0, 0}, {-1 + 5e-9, -3}, {-1, 3}, {-1 - 2e-8, -9}, {-2, 0}};
  EXPECT_EQ(sorted, expected);
}

TEST(GeneratorSpectrum, OfANoisyPairHasItsSixteenClosedForms) {
  const Real epsilon = 0.3;
  const Real wa = 1.3;
  const Real ka = 0.7 * (1 + std::exp(-0.5 * wa));
  const Real kb = 0.7 * (1 + std::exp(-1.5));
  const Real mean = 0.5 * (ka + kb);
  const Real root = std::sqrt(0.25 * (ka - kb) * (ka - kb) + epsilon * epsilon);
  std::vector<Complex> expected{0, -(ka + kb), -mean - epsilon + root, -mean - epsilon - root};
  for (const Real sign : {1.0, -1.0}) {
    expected.emplace_back(-mean - epsilon, sign * (wa - 1));
    expected.emplace_back(-mean, sign * (wa + 1));
    for (const Real more : {0.0, kb}) expected.emplace_back(-0.5 * (ka + epsilon) - more, sign * wa);
    for (const Real more : {0.0, ka}) expected.emplace_back(-0.5 * (kb + epsilon) - more, sign);
  }
  EXPECT_LT(mismatch(generator_spectrum(local_lindblad(noisy(wa, 0.7, epsilon), Heat::bare)), expected), 1e-13);
}

TEST(GeneratorSpectrum, IsThatOfTheNaiveSuperoperator) {
  laws::for_every_flow(0.4, 1.3, [](const laws::Maker&, const Lindblad& flow) {
    const Matrix super = naive::superoperator(flow.hamiltonian().dense(), laws::naive_jumps(flow));
    if (super.rows() > 40) return;  // 64 x 64 without blocks is no more telling, only slower
    const Vector roots = Eigen::ComplexEigenSolver<Matrix>(super, false).eigenvalues();
    // Nearly defective roots of the dense reference are off by the square root of rounding.
    EXPECT_LT(mismatch(generator_spectrum(flow), {roots.begin(), roots.end()}), 1e-7);
  });
}

TEST(SpectralGap, OfTheDefaultPair) {
  EXPECT_NEAR(spectral_gap(generator_spectrum(local_lindblad(noisy(1, 1, 0.3), Heat::bare)), true), 0.7615650801,
              1e-10);
}

TEST(SpectralGap, OfAGlobalGeneratorKnowsThatTransitionsOfOneFrequencyShareAJump) {
  // One jump per transition instead would give 0.0911505, with the same populations.
  const auto spectrum = generator_spectrum(global_lindblad(coherent(3, 0.1, 1, 0.4)));
  EXPECT_NEAR(spectral_gap(spectrum, true), 0.0656706860, 1e-10);
}

TEST(SpectralGap, LeavesOutTheSteadyStateOnlyWhereThereIsOne) {
  EXPECT_EQ(spectral_gap({{0, 0}, {-0.2, 1}, {-0.2, -1}, {-3, 0}}, true), 0.2);
  EXPECT_EQ(spectral_gap({{-0.5, 0}, {-0.2, 1}}, false), 0.2);
  EXPECT_EQ(spectral_gap({{1e-17, 0}, {0, 0}, {-1, 0}}, true), 0);  // two steady states: no gap
}

TEST(MomentSpectrum, OfACoherentPairIsThatOfItsEquationsOfMotion) {
  BosonMachine modes;
  modes.bare = Vector{{1.3, 1.0}}.asDiagonal();
  modes.interaction = 0.3 * Matrix{{0, 1}, {1, 0}};
  modes.baths = {{"A", 2, FlatDamping{0.5}}, {"B", 3, FlatDamping{0.8}}};
  modes.couplings = {{0, 0}, {1, 1}};
  // rho moves as e^{Wt} rho e^{W^dagger t} + ..., W = -i h - kappa/2: roots w_j + w_k^*.
  const Matrix w{{Complex(-0.25, -1.3), Complex(0, -0.3)}, {Complex(0, -0.3), Complex(-0.4, -1.0)}};
  const Vector roots = Eigen::ComplexEigenSolver<Matrix>(w, false).eigenvalues();
  std::vector<Complex> expected;
  for (const Complex& a : roots)
    for (const Complex& b : roots) expected.push_back(a + std::conj(b));
  EXPECT_LT(mismatch(moment_spectrum(local_bosons(modes, Heat::bare)), expected), 1e-14);
}

TEST(DominantEigenvalue, HasTheLargestRealPart) {
  EXPECT_NEAR(dominant_eigenvalue(RealMatrix{{-1, 2}, {-2, -1}}), -1, 1e-15);
  EXPECT_NEAR(dominant_eigenvalue(RealMatrix{{-5, 1}, {1, 0.5}}), 0.5 * (-4.5 + std::sqrt(5.5 * 5.5 + 4)), 1e-14);
}

}  // namespace
}  // namespace qalor
