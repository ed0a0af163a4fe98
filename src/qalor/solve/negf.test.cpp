// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/negf.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <numbers>

#include "qalor/base/digamma.hpp"
#include "qalor/dynamics/perlind.hpp"
#include "qalor/solve/steady.hpp"
#include "tests/leads.hpp"

namespace qalor {
namespace {

using laws::Dice;
using std::numbers::pi;

Bath lead(const std::string& name, Real beta, Real mu) { return {name, beta, FlatDamping{1}, mu, Statistics::fermion}; }

/// Three levels with complex hopping between three leads whose broadenings overlap.
FermionNetwork random_network(std::uint64_t seed, Real strength) {
  Dice dice(seed);
  const Matrix a = laws::random_matrix(dice, 3);
  FermionNetwork network{a + a.adjoint(), {}, {}};
  for (const std::string name : {"L", "M", "R"}) {
    const Matrix v = laws::random_matrix(dice, 3);
    network.baths.push_back(lead(name, dice.between(0.3, 4), dice.between(-1, 1)));
    network.broadening.push_back(strength * v * v.adjoint());
  }
  return network;
}

/// The integral of f(E)/(E - z), Im z < 0, up to a logarithm of the band that all leads share.
Complex filled(const Bath& bath, Complex z) {
  const Complex x = bath.beta * (z - bath.chemical_potential);
  return digamma(0.5 + Complex(0, 1) * x / (2 * pi)) - Complex(0, 0.5 * pi) - std::log(bath.beta);
}

/// Landauer's integral in closed form: with the poles z_k of G = sum of R_k L_k/(E - z_k), partial fractions of
/// f/((E - z)(E - w^*)) give digamma functions.
Exchange closed_form(const FermionNetwork& network, std::size_t x) {
  Matrix effective = network.hamiltonian;
  for (const Matrix& gamma : network.broadening) effective -= Complex(0, 0.5) * gamma;
  const Eigen::ComplexEigenSolver<Matrix> eigen(effective);
  const Vector z = eigen.eigenvalues();
  const Matrix left = eigen.eigenvectors().inverse();
  const auto residue = [&](Eigen::Index k) -> Matrix { return eigen.eigenvectors().col(k) * left.row(k); };
  Exchange sum;
  for (std::size_t y = 0; y < network.baths.size(); ++y)
    for (Eigen::Index k = 0; k < z.size(); ++k)
      for (Eigen::Index l = 0; l < z.size(); ++l) {
        const Complex weight =
            (network.broadening[x] * residue(k) * network.broadening[y] * residue(l).adjoint()).trace() / (2 * pi);
        const Complex w = std::conj(z(l));
        const auto bias = [&](Complex pole) { return filled(network.baths[x], pole) - filled(network.baths[y], pole); };
        const Complex at_z = bias(z(k));
        const Complex at_w = std::conj(bias(z(l)));
        sum.particles += (weight * (at_z - at_w) / (z(k) - w)).real();
        sum.energy += (weight * (z(k) * at_z - w * at_w) / (z(k) - w)).real();
      }
  return sum;
}

TEST(Negf, IsTheClosedFormInDigammaFunctions) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed)
    for (const Real strength : {1.0, 1e-3}) {
      const FermionNetwork network = random_network(seed, strength);
      const LeadCurrents currents = negf_currents(FermionTransport(network));
      EXPECT_EQ(currents.certificate.status, Status::ok) << currents.certificate.reason;
      for (std::size_t x = 0; x < 3; ++x) {
        const Exchange expected = closed_form(network, x);
        EXPECT_NEAR(currents.net[x].particles, expected.particles, 1e-12 * strength);
        EXPECT_NEAR(currents.net[x].energy, expected.energy, 1e-11 * strength);  // digamma times poles, cancelling
      }
    }
}

TEST(Negf, OfOneColdLevelIsAnArcTangent) {
  // T = 0: Gamma_L Gamma_R/(pi Gamma) times atan(2 (mu_L - e)/Gamma) - atan(2 (mu_R - e)/Gamma); T^2 corrections.
  const Real left = 0.3;
  const Real right = 0.2;
  const FermionNetwork network{
      Matrix{{0.1}}, {lead("L", 1e7, 0.4), lead("R", 1e7, -0.2)}, {Matrix{{left}}, Matrix{{right}}}};
  const Real width = left + right;
  const Real expected =
      left * right / (pi * width) * (std::atan(2 * (0.4 - 0.1) / width) - std::atan(2 * (-0.2 - 0.1) / width));
  EXPECT_NEAR(negf_currents(FermionTransport(network)).net[0].particles, expected, 1e-12);
}

TEST(Negf, FindsEveryPeakHoweverNarrow) {
  for (const Real strength : {1e-6, 1e-4, 1e-2}) {
    const Certificate certificate = negf_currents(FermionTransport(random_network(5, strength))).certificate;
    EXPECT_LT(certificate.details.number("sum_rule_error"), 1e-10);
    EXPECT_EQ(certificate.status, Status::ok) << certificate.reason;
  }
}

TEST(Negf, ConservesBothCurrentsAndObeysTheSecondLaw) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const FermionNetwork network = random_network(seed, 0.3);
    const LeadCurrents currents = negf_currents(FermionTransport(network));
    Exchange sum;
    Real production = 0;
    for (std::size_t x = 0; x < 3; ++x) {
      sum += currents.net[x];
      const Bath& bath = network.baths[x];
      production -= bath.beta * (currents.net[x].energy - bath.chemical_potential * currents.net[x].particles);
      EXPECT_GE(currents.gross[x].particles, std::abs(currents.net[x].particles));
    }
    EXPECT_NEAR(sum.particles, 0, 1e-14);
    EXPECT_NEAR(sum.energy, 0, 1e-14);
    EXPECT_GT(production, 0);
    EXPECT_LT(currents.certificate.details.number("particle_balance"), 1e-12);
    EXPECT_LT(currents.certificate.details.number("energy_balance"), 1e-12);
  }
}

TEST(Negf, IsTheLimitOfWeakCouplingOfPerlind) {
  // Three levels with complex hopping and a lead on a superposition: the phases of h and of Gamma belong together.
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    Machine machine = laws::random_leads(seed, 0);
    for (Bath& bath : machine.baths) bath.spectrum = FlatDamping{1e-4 * std::get<FlatDamping>(bath.spectrum).gamma};
    const Lindblad flow = perlind(machine);
    const Exchange weak = flow.exchange(steady_state(flow).state, 0);
    const Exchange exact = negf_currents(FermionTransport(fermion_network(machine))).net[0];
    EXPECT_NEAR(weak.particles / exact.particles, 1, 1e-3);  // some Gamma/T of 1e-4
    EXPECT_NEAR(weak.energy / exact.energy, 1, 1e-3);
  }
}

TEST(Negf, CarriesNothingInEquilibrium) {
  FermionNetwork network = random_network(6, 0.3);
  for (Bath& bath : network.baths) bath = lead(bath.name, 1.3, 0.2);
  for (const Exchange& net : negf_currents(FermionTransport(network)).net) {
    EXPECT_EQ(net.particles, 0);
    EXPECT_EQ(net.energy, 0);
  }
}

TEST(Negf, KeepsItsPrecisionNearEquilibrium) {
  // Linear in a bias of 1e-10 and 1e-12, to the accuracy of the integrals.
  const auto slope = [](Real bias) {
    FermionNetwork network = random_network(7, 0.3);
    for (Bath& bath : network.baths) bath = lead(bath.name, 1.3, 0);
    network.baths[0].chemical_potential = bias;
    return negf_currents(FermionTransport(network)).net[0].particles / bias;
  };
  EXPECT_NEAR(slope(1e-12) / slope(1e-10), 1, 1e-9);
  EXPECT_GT(slope(1e-12), 0);
}

TEST(Negf, SaysWhereALevelHasNoLead) {
  const FermionNetwork network{Matrix{{0.1, 0}, {0, 0.5}},
                               {lead("L", 1, 0), lead("R", 1, 0.3)},
                               {Matrix{{0.2, 0}, {0, 0}}, Matrix{{0.1, 0}, {0, 0}}}};
  const Certificate certificate = negf_currents(FermionTransport(network)).certificate;
  EXPECT_EQ(certificate.status, Status::not_converged);
  EXPECT_THAT(certificate.reason,
              testing::MatchesRegex("the energy integral is accurate to .* only \\(sum rule .*\\)"));
}

}  // namespace
}  // namespace qalor
