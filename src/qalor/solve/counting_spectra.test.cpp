// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/counting_spectra.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <stdexcept>

#include "qalor/catalog/random_flows.hpp"
#include "qalor/solve/joint_counting.hpp"
#include "tests/counting.hpp"

namespace qalor {
namespace {

/// Resonance fluorescence at gamma = 1.
CountedFlow fluorescence(Real rabi) {
  Matrix h(2, 2), down = Matrix::Zero(2, 2);
  h << 0, 0.5 * rabi, 0.5 * rabi, 0;
  down(0, 1) = 1;
  return counted_flow(h, {{down, 1, 0, {}, {1}}}, {"emitted"});
}

TEST(NoiseSpectrum, RunsFromTheSecondCumulantToShotNoise) {
  RandomFlows random(41);
  for (int k = 0; k < 10; ++k) {
    const CountedFlow flow = random.quantum();
    const JumpWeights& w = flow.counts[0].weights;
    Certificate certificate;
    const auto noise = noise_spectrum(flow.flow, w, {0, 1.3, 1e6}, certificate);
    JointCounting counting(flow.flow, {w}, certificate);
    EXPECT_NEAR(noise[0], counting.cumulants(0, 2)[1], 1e-9 * noise[0]);
    const Matrix l = naive::generator(flow.flow), rho = naive::steady_state(l), a = naive::counted(flow.flow, w, 1);
    const Vector one = naive::trace_row(rho.rows());
    const Vector x = a * naive::stacked(rho);
    const Vector source = x - one.dot(x) * naive::stacked(rho);
    const Real shot = one.dot(naive::counted(flow.flow, w, 2) * naive::stacked(rho)).real();
    Complex sum = 0;
    for (const Real sign : {1.0, -1.0}) {
      const Matrix shifted = l + Complex(0, 1.3 * sign) * Matrix::Identity(l.rows(), l.cols());
      const Vector solved = a * shifted.partialPivLu().solve(source);
      sum += one.dot(solved);
    }
    EXPECT_NEAR(noise[1], shot - sum.real(), 1e-9 * shot);
    EXPECT_NEAR(noise[2], shot, 1e-6 * shot);
  }
}

TEST(WaitingTimes, OfResonanceFluorescenceAreTheirClosedForm) {
  const Real rabi = 2;
  Certificate certificate;
  const auto found = waiting_times(fluorescence(rabi).flow, {0}, {0, 0.5, 3}, certificate);
  const Real q = std::sqrt(rabi * rabi - 0.25);  // amplitudes decay by 1/4 and turn with q/2
  for (std::size_t k = 0; k < 3; ++k) {
    const Real t = found.times[k], amplitude = rabi / q * std::exp(-0.25 * t) * std::sin(0.5 * q * t);
    EXPECT_NEAR(found.density[k](0, 0), amplitude * amplitude, 1e-13);
  }
  EXPECT_NEAR(found.next(0, 0), 1, 1e-13);
  EXPECT_NEAR(found.mean(0, 0), 9.0 / 4, 1e-13) << "one over the rate 4/9";
}

TEST(WaitingTimes, OfAllJumpsAddUpToOne) {
  RandomFlows random(42);
  const CountedFlow flow = random.quantum();
  Certificate certificate;
  const auto found = waiting_times(flow.flow, {0, 1, 2, 3}, {}, certificate);
  for (Eigen::Index k = 0; k < 4; ++k) EXPECT_NEAR(found.next.col(k).sum(), 1, 1e-12);
}

TEST(WaitingTimes, NeedAJumpThatHappens) {
  Matrix stuck = Matrix::Zero(3, 3), in = stuck;
  stuck(0, 1) = 1;
  in(0, 2) = 1;
  const CountedFlow flow = counted_flow(Matrix::Zero(3, 3), {{stuck, 1, 0, {}, {}}, {in, 1, 0, {}, {}}}, {});
  EXPECT_THAT(
      [&] {
        Certificate certificate;
        (void)waiting_times(flow.flow, {0}, {}, certificate);
      },
      testing::ThrowsMessage<std::invalid_argument>("jump 0 never happens: it has no waiting time"));
}

}  // namespace
}  // namespace qalor
