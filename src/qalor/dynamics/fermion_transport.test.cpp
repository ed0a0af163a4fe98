// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/dynamics/fermion_transport.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "tests/machines.hpp"

namespace qalor {
namespace {

using testing::ThrowsMessage;

Bath lead(const std::string& name, Real beta, Real mu) { return {name, beta, FlatDamping{1}, mu, Statistics::fermion}; }

FermionNetwork two_levels(Real t, Real left, Real right) {
  return {Matrix{{0.3, t}, {t, -0.2}},
          {lead("L", 1, 0.2), lead("R", 2, -0.2)},
          {Matrix{{left, 0}, {0, 0}}, Matrix{{0, 0}, {0, right}}}};
}

TEST(FermionTransport, OfTwoLevelsIsTheClosedFormOfTheirTransmission) {
  const Real t = 0.4;
  const FermionTransport transport(two_levels(t, 0.3, 0.5));
  for (const Real e : {-2.0, -0.1, 0.0, 0.6}) {
    const Complex one = e - 0.3 + Complex(0, 0.15);
    const Complex two = e + 0.2 + Complex(0, 0.25);
    const Real expected = 0.3 * 0.5 * t * t / std::norm(one * two - t * t);
    EXPECT_NEAR(transport.transmission(transport.green(e), 0, 1), expected, 1e-14);
    EXPECT_NEAR(transport.transmission(transport.green(e), 1, 0), expected, 1e-14);
  }
}

TEST(FermionTransport, LosesWhatItLetsThrough) {
  // i (G - G^dagger) = G (sum of Gamma) G^dagger, also for complex hopping and broadenings that overlap.
  laws::Dice dice(1);
  const Matrix a = laws::random_matrix(dice, 3);
  FermionNetwork network{a + a.adjoint(), {}, {}};
  for (const std::string name : {"L", "M", "R"}) {
    const Matrix v = laws::random_matrix(dice, 3);
    network.baths.push_back(lead(name, 1, 0));
    network.broadening.push_back(v * v.adjoint());
  }
  const FermionTransport transport(network);
  for (const Real e : {-1.0, 0.3}) {
    const Matrix g = transport.green(e);
    for (std::size_t x = 0; x < 3; ++x) {
      Real sum = 0;
      for (std::size_t y = 0; y < 3; ++y) sum += transport.transmission(g, x, y);
      EXPECT_NEAR(sum, (Complex(0, 1) * network.broadening[x] * (g - g.adjoint())).trace().real(), 1e-13);
    }
    EXPECT_GT(std::abs(transport.transmission(g, 0, 1) - transport.transmission(g, 1, 0)), 1e-3);  // no reciprocity
  }
}

TEST(FermionTransport, CountsTheBiasOfTwoLeads) {
  const FermionTransport transport(two_levels(0.4, 0.3, 0.5));
  const auto f = [](Real beta, Real mu, Real e) { return 1 / (std::exp(beta * (e - mu)) + 1); };
  for (const Real e : {-3.0, 0.1, 2.0}) {
    EXPECT_NEAR(transport.bias(0, 1, e), f(1, 0.2, e) - f(2, -0.2, e), 1e-15);
    EXPECT_NEAR(transport.bias(1, 0, e), -transport.bias(0, 1, e), 1e-16);
  }
  EXPECT_EQ(transport.bias(0, 0, 0.7), 0);
}

TEST(FermionTransport, KeepsTheRelativePrecisionOfASmallBias) {
  FermionNetwork network = two_levels(0.4, 0.3, 0.5);
  network.baths[1] = lead("R", 1, 0.2 + 1e-12);
  const Real there = network.baths[1].chemical_potential - 0.2;  // 1e-12, rounded
  const auto slope = [](Real x) { return 1 / (4 * std::pow(std::cosh(0.5 * x), 2)); };
  for (const Real e : {-3.0, 0.2, 4.0})  // -f'(x) between the two arguments, and (1e-12)^2 of curvature
    EXPECT_NEAR(FermionTransport(network).bias(0, 1, e) / (-there * slope(e - 0.2)), 1, 1e-11);
}

TEST(FermionTransport, CutsTheAxisAtEveryPeakAndChemicalPotential) {
  const std::vector<Real> cuts = FermionTransport(two_levels(0, 1e-6, 1e-6)).cuts();
  EXPECT_TRUE(std::is_sorted(cuts.begin(), cuts.end()));
  for (const Real there : {0.3, -0.2, 0.3 + 5e-7, 0.2, -0.2 + 0.5})
    EXPECT_TRUE(std::any_of(cuts.begin(), cuts.end(), [&](Real e) { return std::abs(e - there) < 1e-12; })) << there;
  EXPECT_DOUBLE_EQ(cuts.front(), -40.2);
  EXPECT_DOUBLE_EQ(cuts.back(), 40.2);
}

TEST(FermionTransport, RefusesWhatIsNoNetwork) {
  const auto refuses = [](const FermionNetwork& network, const std::string& why) {
    EXPECT_THAT([&] { FermionTransport{network}; }, ThrowsMessage<std::invalid_argument>(why));
  };
  FermionNetwork network = two_levels(0.4, 0.3, 0.5);
  network.hamiltonian(0, 1) = 0;
  refuses(network, "the Hamiltonian of a network is a Hermitian matrix");
  const std::string gamma = "a broadening is a Hermitian matrix of the size of h, without negative eigenvalues";
  refuses(two_levels(0.4, -0.3, 0.5), gamma);
  network = two_levels(0.4, 0.3, 0.5);
  network.broadening[0] = Matrix::Identity(3, 3);
  refuses(network, gamma);
  network.broadening.pop_back();
  refuses(network, "a network has one broadening per lead");
  network = two_levels(0.4, 0.3, 0.5);
  network.baths[1].beta = 0;
  refuses(network, "the leads of a network need beta > 0");
}

}  // namespace
}  // namespace qalor
