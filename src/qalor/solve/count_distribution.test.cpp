// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/count_distribution.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <numbers>
#include <stdexcept>

#include "qalor/catalog/counted_models.hpp"
#include "qalor/catalog/random_flows.hpp"
#include "tests/counting.hpp"

namespace qalor {
namespace {

/// P(n) as the Fourier coefficient of the characteristic function tr exp(L_(i phi) t) rho.
Real by_fourier(const Lindblad& flow, const JumpWeights& units, const Matrix& rho, Real t, int n) {
  constexpr int points = 128;
  Complex sum = 0;
  for (int k = 0; k < points; ++k) {
    const Real phi = 2 * std::numbers::pi * k / points;
    Matrix tilted = naive::generator(flow);
    for (std::size_t j = 0; j < units.size(); ++j)
      tilted += (std::polar(1.0, phi * units[j]) - 1.0) * naive::jump_map(flow.jumps()[j]);
    const Vector moved = naive::exponential(t * tilted) * naive::stacked(rho);
    sum += std::polar(1.0, -phi * n) * naive::trace_row(rho.rows()).dot(moved);
  }
  return sum.real() / points;
}

TEST(CountDistribution, OfDephasingIsPoissonian) {
  Matrix h = Matrix::Zero(2, 2), z = h;
  z(0, 0) = 1;
  z(1, 1) = -1;
  const CountedFlow flow = counted_flow(h, {{z, 0.7, 0, 0, {1}}}, {"n"});
  Certificate certificate;
  const auto found =
      count_distribution(flow.flow, flow.counts[0].weights, basis_state(flow.flow.space(), 0), {0, 2, 9}, certificate);
  EXPECT_EQ(certificate.status, Status::ok) << certificate.reason;
  EXPECT_EQ(found.values.front(), 0) << "a count that only grows";
  for (std::size_t k = 0; k < 3; ++k)
    for (std::size_t n = 0; n < found.values.size(); ++n) {
      const Real mean = 0.7 * found.times[k], m = static_cast<Real>(n);
      const Real expected = mean == 0 ? (n == 0 ? 1 : 0) : std::exp(m * std::log(mean) - mean - std::lgamma(m + 1));
      EXPECT_NEAR(found.probability[k][n], expected, 1e-14);
    }
}

TEST(CountDistribution, IsTheFourierTransformOfTheCharacteristicFunction) {
  RandomFlows random(51);
  for (int k = 0; k < 5; ++k) {
    const CountedFlow flow = random.quantum();
    JumpWeights units(flow.jumps().size(), 0);
    units[0] = 1;
    units[1] = -1;
    units[2] = 2;
    const Matrix rho = random.state(static_cast<Eigen::Index>(flow.flow.space().dimension()));
    JumpWeights weights;
    for (const Real u : units) weights.push_back(0.3 * u);
    Certificate certificate;
    const auto found =
        count_distribution(flow.flow, weights, DensityMatrix(flow.flow.space(), rho), {0.8}, certificate);
    EXPECT_EQ(certificate.status, Status::ok) << certificate.reason;
    for (std::size_t n = 0; n < found.values.size(); ++n) {
      const int units_counted = static_cast<int>(std::lround(found.values[n] / 0.3));
      if (std::abs(units_counted) > 12) continue;
      EXPECT_NEAR(found.probability[0][n], by_fourier(flow.flow, units, rho, 0.8, units_counted), 1e-12);
    }
  }
}

TEST(CountDistribution, OfHeatObeysTheExchangeSymmetryAtEveryTime) {
  // From the Gibbs state of the cold bath, P(Q) = exp((beta_c - beta_h) Q) P(-Q): nothing is left of boundary terms.
  const auto subject = counting::two_bath_subject(defaults(two_bath_qubit().parameters));
  Matrix rho = Matrix::Zero(2, 2);
  rho(1, 1) = std::exp(-2.0) / (1 + std::exp(-2.0));
  rho(0, 0) = 1.0 - rho(1, 1);
  Certificate certificate;
  const auto found = count_distribution(subject.counted.flow, subject.counted.count("heat_hot").weights,
                                        DensityMatrix(subject.counted.flow.space(), rho), {0.4, 3}, certificate);
  for (const auto& p : found.probability) {
    const auto zero = static_cast<std::size_t>(-std::lround(found.values.front()));
    for (std::size_t n = 1; n <= 4; ++n)
      EXPECT_NEAR(p[zero + n] / p[zero - n], std::exp(1.5 * static_cast<Real>(n)),
                  1e-9 * std::exp(1.5 * static_cast<Real>(n)));
  }
}

TEST(CountDistribution, NeedsWeightsOnALattice) {
  EXPECT_NEAR(*count_unit({0.5, -0.5, 1.25, 0}), 0.25, 1e-15);
  EXPECT_NEAR(*count_unit({0, 1e-3 * 7, -1e-3 * 21}), 7e-3, 1e-15);
  EXPECT_EQ(count_unit({1, std::sqrt(2.0)}), std::nullopt);
  EXPECT_EQ(count_unit({0, 0}), std::nullopt);
  RandomFlows random(52);
  const CountedFlow flow = random.quantum();
  EXPECT_THAT(
      [&] {
        Certificate certificate;
        (void)count_distribution(flow.flow, JumpWeights(flow.jumps().size(), 0), basis_state(flow.flow.space(), 0), {1},
                                 certificate);
      },
      testing::ThrowsMessage<std::invalid_argument>("the weights are not multiples of one unit"));
}

}  // namespace
}  // namespace qalor
