// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/counting.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <stdexcept>

#include "qalor/solve/moments.hpp"
#include "qalor/solve/steady.hpp"
#include "tests/machines.hpp"

namespace qalor {
namespace {

using testing::ThrowsMessage;

const Space one({qubit("A")});
const Space pair({qubit("A"), qubit("B")});

/// The default pair of the catalog, but for the level spacing of A.
Lindblad noisy_pair(Real omega_a = 1) {
  Machine machine{Complex(omega_a) * number(pair, 0) + number(pair, 1),
                  Operator(pair),
                  {{"A", 0.5, FlatEmission{1}}, {"B", 1.5, FlatEmission{1}}},
                  {}};
  for (std::size_t k = 0; k < 2; ++k) machine.couplings.push_back({lower(pair, k) + raise(pair, k), k});
  machine.noises.push_back({"noise", raise(pair, 0) * lower(pair, 1), 0.3});
  return local_lindblad(machine, Heat::bare);
}

Operator excitations() { return number(pair, 0) + number(pair, 1); }

/// One level between a hot and a cold bath, counted at the hot one: a two-state process.
struct TwoState {
  Real down_a = 0.4;
  Real up_a = 0.4 * std::exp(-0.5 * 1.7);
  Real down_b = 0.7;
  Real up_b = 0.7 * std::exp(-2 * 1.7);

  Lindblad flow() const {
    Machine machine{
        Complex(1.7) * number(one, 0), Operator(one), {{"A", 0.5, FlatEmission{0.4}}, {"B", 2, FlatEmission{0.7}}}, {}};
    for (std::size_t x = 0; x < 2; ++x) machine.couplings.push_back({lower(one, 0) + raise(one, 0), x});
    return local_lindblad(machine, Heat::bare);
  }
  /// Largest eigenvalue of the tilted 2 x 2 rate matrix.
  Real lambda(Real chi) const {
    const Real up = up_a * std::exp(chi) + up_b;
    const Real down = down_a * std::exp(-chi) + down_b;
    const Real in = up_a + up_b;
    const Real out = down_a + down_b;
    return 0.5 * (-(in + out) + std::sqrt((in - out) * (in - out) + 4 * up * down));
  }
};

TEST(Weights, OfEnergyAreTheGainsOfOneBath) {
  EXPECT_EQ(energy_weights(noisy_pair(3), 0), (Weights{-3, 3, 0, 0, 0, 0}));
  EXPECT_EQ(energy_weights(noisy_pair(3), 1), (Weights{0, 0, -1, 1, 0, 0}));
}

TEST(Weights, OfAChargeAreItsChangesByTheJumps) {
  EXPECT_EQ(charge_weights(noisy_pair(3), excitations(), 0), (Weights{-1, 1, 0, 0, 0, 0}));
}

TEST(Weights, NeedADefiniteChangePerJump) {
  EXPECT_THAT([] { (void)charge_weights(noisy_pair(), lower(pair, 0) + raise(pair, 0), 0); },
              ThrowsMessage<std::invalid_argument>("a jump does not change the counted quantity by a definite amount"));
  Machine machine{number(pair, 0),
                  Complex(0.1) * number(pair, 0) * number(pair, 1),
                  {{"A"}},
                  {{lower(pair, 0) + raise(pair, 0), 0}}};
  EXPECT_THAT([&] { (void)energy_weights(local_lindblad(machine, Heat::full), 0); },
              ThrowsMessage<std::invalid_argument>("these books assign no energy to a jump: nothing to count"));
}

TEST(Cumulants, OfTheDefaultPair) {
  const auto c = cumulants(noisy_pair(), charge_weights(noisy_pair(), excitations(), 0), 4);
  const std::vector<Real> expected{0.04087578836, 0.08556132395, 0.02264382153, 0.04313362589};
  for (std::size_t k = 0; k < 4; ++k) EXPECT_NEAR(c.values[k], expected[k], 1e-11);
  EXPECT_EQ(c.certificate.status, Status::ok);
  EXPECT_LT(c.certificate.residual, 1e-14);
}

TEST(Cumulants, OfATwoStateProcessAreTheDerivativesOfItsGeneratingFunction) {
  const TwoState process;
  const Lindblad flow = process.flow();
  const auto c = cumulants(flow, charge_weights(flow, number(one, 0), 0), 3).values;
  const Real h = 1e-2;
  const auto at = [&](int k) { return process.lambda(k * h); };
  const Real first = (at(-2) - 8 * at(-1) + 8 * at(1) - at(2)) / (12 * h);
  const Real second = (-at(-2) + 16 * at(-1) - 30 * at(0) + 16 * at(1) - at(2)) / (12 * h * h);
  const Real third = (at(-3) - 8 * at(-2) + 13 * at(-1) - 13 * at(1) + 8 * at(2) - at(3)) / (8 * h * h * h);
  // Differences of fourth order leave h^4 = 1e-8 of higher cumulants.
  EXPECT_NEAR(c[0], first, 1e-8);
  EXPECT_NEAR(c[1], second, 1e-8);
  EXPECT_NEAR(c[2], third, 1e-7);
}

TEST(Cumulants, OfEnergyScaleWithTheFrequency) {
  const Lindblad flow = noisy_pair(3);
  const auto quanta = cumulants(flow, charge_weights(flow, excitations(), 0), 4).values;
  const auto energy = cumulants(flow, energy_weights(flow, 0), 4).values;
  for (std::size_t n = 0; n < 4; ++n) {
    const Real scale = std::pow(3, static_cast<Real>(n + 1));
    EXPECT_NEAR(energy[n], scale * quanta[n], 1e-13 * scale);
  }
}

TEST(Cumulants, AreTheSameAtEitherBathForAConservedQuantity) {
  // Excitations are conserved between the baths: what enters from A leaves to B, in every cumulant.
  const Lindblad flow = noisy_pair();
  const auto from_a = cumulants(flow, charge_weights(flow, excitations(), 0), 4).values;
  const auto from_b = cumulants(flow, charge_weights(flow, excitations(), 1), 4).values;
  for (std::size_t n = 0; n < 4; ++n) EXPECT_NEAR(from_a[n], (n % 2 == 0 ? -1 : 1) * from_b[n], 1e-14);
}

TEST(Cumulants, InEquilibriumObeyTheFluctuationDissipationTheorem) {
  // dC_1/dA = C_2/2 at A = 0: a bias of 1e-5 on either side leaves 1e-10 of the third derivative.
  const auto flow_at = [](Real beta_b) {
    Machine machine{Complex(1.4) * number(pair, 0) + number(pair, 1),
                    Operator(pair),
                    {{"A", 0.8, FlatEmission{0.4}}, {"B", beta_b, FlatEmission{0.7}}},
                    {}};
    for (std::size_t k = 0; k < 2; ++k) machine.couplings.push_back({lower(pair, k) + raise(pair, k), k});
    const Operator hop = raise(pair, 0) * lower(pair, 1);
    machine.interaction = Complex(0.3) * (hop + hop.adjoint());
    return global_lindblad(machine);
  };
  const auto c = [&](Real beta_b) { return cumulants(flow_at(beta_b), energy_weights(flow_at(beta_b), 0), 2).values; };
  const Real bias = 1e-5;
  EXPECT_NEAR((c(0.8 + bias)[0] - c(0.8 - bias)[0]) / (2 * bias), 0.5 * c(0.8)[1], 1e-9);
  EXPECT_NEAR(c(0.8)[0], 0, 1e-15);
}

TEST(Cumulants, WithoutWeightsAreZero) {
  for (Real c : cumulants(noisy_pair(), Weights(6, 0.0), 3).values) EXPECT_EQ(c, 0);
}

TEST(GeneratingFunction, OfATwoStateProcessIsItsClosedForm) {
  const TwoState process;
  const Lindblad flow = process.flow();
  const std::vector<Real> chi{-2, -0.3, 0, 0.4, 3};
  const auto lambda = scaled_cumulant_generating_function(flow, charge_weights(flow, number(one, 0), 0), chi);
  for (std::size_t k = 0; k < chi.size(); ++k)
    EXPECT_NEAR(lambda[k], process.lambda(chi[k]), 1e-14 * std::exp(std::abs(chi[k])));
}

TEST(GeneratingFunction, OfTheDefaultPairHasTheSymmetryOfItsAffinity) {
  const auto lambda =
      scaled_cumulant_generating_function(noisy_pair(), charge_weights(noisy_pair(), excitations(), 0), {-1, -2, 1});
  EXPECT_NEAR(lambda[0], 0, 1e-14);
  EXPECT_NEAR(lambda[1], 0.08908319783, 1e-11);
  EXPECT_NEAR(lambda[2], lambda[1], 1e-14);
}

TEST(GeneratingFunction, IsConvexAndZeroAtZero) {
  const auto lambda =
      scaled_cumulant_generating_function(noisy_pair(), energy_weights(noisy_pair(), 0), {-0.2, 0, 0.2});
  EXPECT_NEAR(lambda[1], 0, 1e-15);
  EXPECT_GT(lambda[0] + lambda[2], 0);
}

TEST(GeneratingFunction, SaysWhenItOverflows) {
  EXPECT_THAT([] { (void)scaled_cumulant_generating_function(noisy_pair(), energy_weights(noisy_pair(), 0), {1000}); },
              ThrowsMessage<std::overflow_error>("exp(chi weight) overflows at chi = 1000"));
}

TEST(MeanAndVariance, OfOneModeBetweenTwoBathsAreThoseOfTheLinearProcess) {
  // C_2 = K_A K_B/K [N_A(1+N_B) + N_B(1+N_A)] + 2 K_A^2 K_B^2/K^3 (N_A - N_B)^2.
  BosonMachine machine;
  machine.bare = Matrix::Constant(1, 1, 1.3);
  machine.interaction = Matrix::Zero(1, 1);
  machine.baths = {{"A", 0.5, FlatDamping{0.4}}, {"B", 2, FlatDamping{0.7}}};
  machine.couplings = {{0, 0}, {0, 1}};
  const auto c = mean_and_variance(local_bosons(machine, Heat::bare), {1, 0}).values;
  const Real na = bose_occupation(0.65);
  const Real nb = bose_occupation(2.6);
  const Real k = 0.4 * 0.7 / 1.1;
  EXPECT_NEAR(c[0], k * (na - nb), 1e-14);
  EXPECT_NEAR(c[1], k * (na * (1 + nb) + nb * (1 + na)) + 2 * k * k / 1.1 * (na - nb) * (na - nb), 1e-13);
}

}  // namespace
}  // namespace qalor
