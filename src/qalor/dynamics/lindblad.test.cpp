// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/dynamics/lindblad.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "qalor/hilbert/sectors.hpp"
#include "tests/leads.hpp"

namespace qalor {
namespace {

using laws::Dice;
using laws::largest;
using laws::random_matrix;
using laws::random_state;
using testing::ThrowsMessage;

const Space pair({qubit("A"), qubit("B")});
const Source from_a{Source::Kind::bath, 0};
const Source from_noise{Source::Kind::noise, 0};

Operator x_of(const Space& space, std::size_t k) { return lower(space, k) + raise(space, k); }
Operator hop() { return raise(pair, 0) * lower(pair, 1); }

/// omega = 3, 1; beta = 0.5, 1; gamma = 0.2, 0.3.
Machine coupled(Real g) {
  Machine machine{Complex(3) * number(pair, 0) + number(pair, 1),
                  Complex(g) * (hop() + hop().adjoint()),
                  {{"A", 0.5, FlatEmission{0.2}}, {"B", 1, FlatEmission{0.3}}},
                  {}};
  machine.couplings = {{x_of(pair, 0), 0}, {x_of(pair, 1), 1}};
  return machine;
}

Machine noisy(const Operator& k, Real strength) {
  Machine machine = coupled(0);
  machine.noises.push_back({"noise", k, strength});
  return machine;
}

Matrix lowering_of(std::size_t site) { return naive::place(naive::lowering(2), site, {2, 2}); }

/// The local generator of `coupled` written down by hand.
std::vector<naive::Jump> jumps_by_hand() {
  const Matrix a = lowering_of(0);
  const Matrix b = lowering_of(1);
  return {{a, 0.2}, {a.adjoint(), 0.2 * std::exp(-1.5)}, {b, 0.3}, {b.adjoint(), 0.3 * std::exp(-1.0)}};
}

TEST(Lindblad, LocalJumpsAreThoseOfTheUncoupledSites) {
  Dice dice(1);
  const Lindblad flow = local_lindblad(coupled(0.4), Heat::bare);
  const DensityMatrix rho = random_state(dice, pair);
  const Matrix a = lowering_of(0);
  const Matrix b = lowering_of(1);
  const Matrix h = 3 * a.adjoint() * a + b.adjoint() * b + 0.4 * (a.adjoint() * b + b.adjoint() * a);
  EXPECT_LT(largest(flow.derivative(rho) - naive::derivative(h, jumps_by_hand(), rho.matrix())), 1e-15);
}

TEST(Lindblad, LocalJumpsKnowRateSourceGainAndPartner) {
  const Lindblad flow = local_lindblad(coupled(0.4), Heat::bare);
  const auto by_hand = jumps_by_hand();
  const std::vector<Real> gains{-3, 3, -1, 1};
  ASSERT_EQ(flow.jumps().size(), 4u);
  for (std::size_t k = 0; k < 4; ++k) {
    const Jump& jump = flow.jumps()[k];
    EXPECT_LT(largest(jump.op.dense() - by_hand[k].op), 1e-15);
    EXPECT_DOUBLE_EQ(jump.rate, by_hand[k].rate);
    EXPECT_TRUE(jump.source == (Source{Source::Kind::bath, k / 2}));
    EXPECT_DOUBLE_EQ(jump.gain->energy, gains[k]);
    EXPECT_EQ(jump.gain->particles, 0);
    EXPECT_EQ(jump.partner, k ^ 1u);
  }
}

TEST(Lindblad, FullBooksOfLocalJumpsAssignNoGainUnlessThePartsAreUncoupled) {
  const Lindblad whole = local_lindblad(coupled(0.4), Heat::full);
  for (const Jump& jump : whole.jumps()) EXPECT_FALSE(jump.gain);
  const Lindblad parts = local_lindblad(coupled(0), Heat::full);
  for (const Jump& jump : parts.jumps()) EXPECT_TRUE(jump.gain);
}

TEST(Lindblad, GlobalJumpsOfAQubitPairAreTheGroupedEigenoperators) {
  const Real g = 0.4;
  const Lindblad flow = global_lindblad(coupled(g));
  const Real splitting = std::hypot(1, g);
  ASSERT_EQ(flow.jumps().size(), 8u);  // two baths, w_+-, down and up: not sixteen
  EXPECT_NEAR(flow.jumps()[0].gain->energy, -(2 - splitting), 1e-14);
  EXPECT_NEAR(flow.jumps()[2].gain->energy, -(2 + splitting), 1e-14);
  for (const Jump& jump : flow.jumps()) {
    const Jump& back = flow.jumps()[*jump.partner];
    const Real beta = flow.baths()[jump.source.index].beta;
    EXPECT_NEAR(back.rate / jump.rate, std::exp(beta * jump.gain->energy), 1e-13 * back.rate / jump.rate);
    EXPECT_LT(largest(back.op.dense() - jump.op.dense().adjoint()), 1e-15);
  }
}

TEST(Lindblad, GlobalIsLocalWhereThePartsAreUncoupled) {
  Dice dice(2);
  const DensityMatrix rho = random_state(dice, pair);
  EXPECT_LT(
      largest(global_lindblad(coupled(0)).derivative(rho) - local_lindblad(coupled(0), Heat::bare).derivative(rho)),
      1e-15);
}

TEST(Lindblad, GlobalRefusesNoise) {
  EXPECT_THAT([] { (void)global_lindblad(noisy(hop(), 0.1)); },
              ThrowsMessage<std::invalid_argument>(
                  "a global generator needs a Hamiltonian coupling: noise has none to diagonalise"));
}

TEST(Lindblad, APartOfZeroFrequencyDephasesAndIsItsOwnReverse) {
  Machine machine = coupled(0.4);
  machine.couplings[0].op = x_of(pair, 0) + Complex(0.5) * number(pair, 0);
  const Lindblad flow = local_lindblad(machine, Heat::bare);
  const Jump& first = flow.jumps().front();
  EXPECT_LT(largest(first.op.dense() - 0.5 * number(pair, 0).dense()), 1e-15);
  EXPECT_EQ(first.rate, 0.2);
  EXPECT_EQ(first.gain->energy, 0);
  EXPECT_EQ(first.partner, 0u);
}

TEST(Lindblad, ComplexNoiseIsTwoUnitalJumpsAndRealNoiseIsOne) {
  Dice dice(3);
  const DensityMatrix rho = random_state(dice, pair);
  const Lindblad complex_noise = local_lindblad(noisy(hop(), 0.7), Heat::bare);
  const Matrix k = hop().dense();
  EXPECT_LT(largest(complex_noise.dissipator(rho, from_noise) -
                    naive::dissipator({{k, 0.7}, {k.adjoint(), 0.7}}, rho.matrix())),
            1e-15);
  const Matrix x = x_of(pair, 0).dense();
  const Lindblad real_noise = local_lindblad(noisy(x_of(pair, 0), 0.7), Heat::bare);
  EXPECT_LT(largest(real_noise.dissipator(rho, from_noise) - naive::dissipator({{x, 0.7}}, rho.matrix())), 1e-15);
  for (const Lindblad* flow : {&complex_noise, &real_noise}) {
    const DensityMatrix mixed = thermal_state(Operator(pair), 0);
    EXPECT_LT(largest(flow->dissipator(mixed, from_noise)), 1e-16);  // unital
  }
}

TEST(Lindblad, NoiseThatShiftsTheEnergyByOneFrequencyHasThatGain) {
  const Lindblad flow = local_lindblad(noisy(hop(), 0.7), Heat::bare);
  const Jump& up = flow.jumps()[4];
  EXPECT_DOUBLE_EQ(up.gain->energy, 2);  // B -> A, omega_A - omega_B
  EXPECT_DOUBLE_EQ(flow.jumps()[5].gain->energy, -2);
  EXPECT_EQ(up.partner, 5u);
  EXPECT_FALSE(local_lindblad(noisy(x_of(pair, 0), 0.7), Heat::bare).jumps()[4].gain);
}

TEST(Lindblad, AllEnergyOfNoiseIsWork) {
  Dice dice(4);
  const DensityMatrix rho = random_state(dice, pair);
  for (const Operator& k : {hop(), x_of(pair, 0), hop() + x_of(pair, 1)}) {
    const Lindblad flow = local_lindblad(noisy(k, 0.7), Heat::bare);
    const Matrix change = naive::dissipator(laws::naive_jumps(flow, from_noise), rho.matrix());
    EXPECT_NEAR(flow.power(rho), (flow.hamiltonian().dense() * change).trace().real(), 1e-14);
  }
  // omega = 3, 1 and exchange noise: P = (omega_B - omega_A) epsilon (x - y).
  const Lindblad flow = local_lindblad(noisy(hop(), 0.7), Heat::bare);
  const Real bias = (expectation(number(pair, 0), rho) - expectation(number(pair, 1), rho)).real();
  EXPECT_NEAR(flow.power(rho), -2 * 0.7 * bias, 1e-14);
}

TEST(Lindblad, SwitchingWorkIsWhatTheBathsDoToTheInteraction) {
  // P = -(kappa_A + kappa_B) g Re c at any time; the full-H heat takes it in, and then P = 0.
  Dice dice(5);
  const DensityMatrix rho = random_state(dice, pair);
  const Lindblad bare = local_lindblad(coupled(0.4), Heat::bare);
  const Lindblad full = local_lindblad(coupled(0.4), Heat::full);
  const Real kappa_a = 0.2 * (1 + std::exp(-1.5));
  const Real kappa_b = 0.3 * (1 + std::exp(-1.0));
  const Real c = expectation(hop(), rho).real();
  EXPECT_NEAR(bare.power(rho), -(kappa_a + kappa_b) * 0.4 * c, 1e-15);
  EXPECT_EQ(full.power(rho), 0);
  EXPECT_NEAR(full.exchange(rho, 0).energy, bare.exchange(rho, 0).energy - 0.4 * kappa_a * c, 1e-15);
  const Real n = expectation(number(pair, 0), rho).real();
  EXPECT_NEAR(bare.exchange(rho, 0).energy, 3 * kappa_a * (1 / (1 + std::exp(1.5)) - n), 1e-15);
}

TEST(Lindblad, TheGrossFlowCountsEmissionAndAbsorptionAlike) {
  const Space one({qubit("A")});
  Machine machine{Complex(3) * number(one, 0), Operator(one), {{"A", 0.5, FlatEmission{0.2}}}, {{x_of(one, 0), 0}}};
  const Lindblad flow = local_lindblad(machine, Heat::bare);
  const DensityMatrix gibbs = thermal_state(machine.bare, 0.5);
  const Real n = populations(gibbs)[1];
  EXPECT_NEAR(flow.exchange(gibbs, 0).energy, 0, 1e-16);
  EXPECT_NEAR(flow.gross_energy(gibbs, 0), 2 * 3 * 0.2 * n, 1e-15);
}

TEST(Lindblad, FermionicJumpsCarryParticles) {
  const Space one({fermion("dot")});
  Machine machine{Complex(0.5) * number(one, 0),
                  Operator(one),
                  {{"L", 2, FlatDamping{0.3}, 0.4, Statistics::fermion}},
                  {{lower(one, 0), 0}}};
  const Lindblad flow = local_lindblad(machine, Heat::bare);
  ASSERT_EQ(flow.jumps().size(), 2u);
  EXPECT_DOUBLE_EQ(flow.jumps()[0].gain->energy, -0.5);
  EXPECT_EQ(flow.jumps()[0].gain->particles, -1);
  EXPECT_DOUBLE_EQ(flow.jumps()[1].gain->energy, 0.5);
  EXPECT_EQ(flow.jumps()[1].gain->particles, 1);
  const Exchange into_empty = flow.exchange(basis_state(one, 0), 0);
  const Real up = 0.3 / (std::exp(0.2) + 1);
  EXPECT_NEAR(into_empty.particles, up, 1e-15);
  EXPECT_NEAR(into_empty.energy, 0.5 * up, 1e-15);
}

TEST(Lindblad, DissipatorsAndUnitaryPartMakeUpTheDerivative) {
  Dice dice(6);
  Machine machine = coupled(0.4);
  machine.noises.push_back({"noise", x_of(pair, 0), 0.7});
  const Lindblad flow = local_lindblad(machine, Heat::bare);
  const DensityMatrix rho = random_state(dice, pair);
  const Matrix h = flow.hamiltonian().dense();
  const Matrix unitary_part = Complex(0, -1) * (h * rho.matrix() - rho.matrix() * h);
  const Matrix sum = flow.dissipator(rho, from_a) + flow.dissipator(rho, {Source::Kind::bath, 1}) +
                     flow.dissipator(rho, from_noise) + unitary_part;
  EXPECT_LT(largest(flow.derivative(rho) - sum), 1e-15);
}

TEST(Lindblad, TheAdjointDissipatorIsTheHeisenbergPicture) {
  Dice dice(7);
  const Lindblad flow = global_lindblad(coupled(0.4));
  const DensityMatrix rho = random_state(dice, pair);
  const Operator o(pair, random_matrix(dice, 4));
  const Complex schrodinger = trace_product(o.matrix(), flow.dissipator(rho, from_a));
  EXPECT_LT(std::abs(expectation(flow.adjoint_dissipator(o, from_a), rho) - schrodinger), 1e-15);
}

TEST(Lindblad, TheEffectiveHamiltonianDropsWhatCancelsAndKeepsWhatIsSmall) {
  // The off-diagonal decay of two jumps a +- b cancels; a coupling of 1e-14 beside rates of one stays.
  const Operator sum = lower(pair, 0) + lower(pair, 1);
  const Operator difference = lower(pair, 0) - lower(pair, 1);
  const Operator tiny = Complex(1e-14) * (lower(pair, 0) + raise(pair, 0));
  const Bath bath{"A", 1};
  const Lindblad flow(
      number(pair, 0) + tiny, number(pair, 0), {bath}, {},
      {{sum, 0.3, from_a, std::nullopt, std::nullopt}, {difference, 0.3, from_a, std::nullopt, std::nullopt}});
  EXPECT_EQ(flow.effective().coeff(1, 2), Complex(0));
  EXPECT_EQ(flow.effective().coeff(0, 2), Complex(0, -1e-14));
  EXPECT_NEAR(flow.effective().coeff(1, 1).real(), -0.3, 1e-16);
}

Lindblad with_jump(const Jump& jump) { return {number(pair, 0), number(pair, 0), {{"A"}}, {}, {jump}}; }

TEST(Lindblad, RefusesWhatIsNoGenerator) {
  const Operator a = lower(pair, 0);
  const auto refusal = [](const auto& build, const std::string& why) {
    EXPECT_THAT(build, ThrowsMessage<std::invalid_argument>(why));
  };
  refusal([&] { Lindblad(a, number(pair, 0), {}, {}, {}); }, "the Hamiltonian is not Hermitian");
  refusal([&] { Lindblad(number(pair, 0), a, {}, {}, {}); }, "the energy that counts as heat is not Hermitian");
  refusal(
      [&] {
        with_jump({a, -0.1, from_a, std::nullopt, std::nullopt});
      },
      "the rate of a jump must be finite and >= 0, not -0.1");
  refusal(
      [&] {
        with_jump({a, std::numeric_limits<Real>::infinity(), from_a, std::nullopt, std::nullopt});
      },
      "the rate of a jump must be finite and >= 0, not inf");
  refusal(
      [&] {
        with_jump({a, std::nan(""), from_a, std::nullopt, std::nullopt});
      },
      "the rate of a jump must be finite and >= 0, not nan");
  refusal(
      [&] {
        with_jump({a, 1, {Source::Kind::bath, 1}, std::nullopt, std::nullopt});
      },
      "a jump names a bath or noise that does not exist");
  refusal(
      [&] {
        with_jump({a, 1, from_noise, std::nullopt, std::nullopt});
      },
      "a jump names a bath or noise that does not exist");
  refusal([&] { with_jump({a, 1, from_a, std::nullopt, 1}); }, "a jump names a partner that does not exist");
}

TEST(Lindblad, ABosonicBathActsThroughAHermitianOperator) {
  Machine machine = coupled(0.4);
  machine.couplings[0].op = lower(pair, 0);
  EXPECT_THAT([&] { (void)local_lindblad(machine, Heat::bare); },
              ThrowsMessage<std::invalid_argument>("a bosonic bath acts through a Hermitian operator"));
}

TEST(Lindblad, SaysWhereABathsRateDiverges) {
  Machine machine = coupled(0.4);
  machine.baths[0].spectrum = FlatDamping{0.2};
  machine.couplings[0].op = number(pair, 0);
  EXPECT_THAT([&] { (void)local_lindblad(machine, Heat::bare); },
              ThrowsMessage<std::domain_error>("the emission rate diverges at zero frequency"));
}

TEST(LocalLindblad, FullHeatOfLeadsCountsTheParticlesOfEachBath) {
  const Machine machine = laws::random_leads(1, 1);
  const Lindblad flow = local_lindblad(machine, Heat::full);
  laws::Dice dice(11);
  const DensityMatrix rho = laws::random_sector_state(dice, flow.space());
  for (std::size_t x = 0; x < 2; ++x) {
    const Matrix change = flow.dissipator(rho, {Source::Kind::bath, x});
    const Real particles = (particle_number(flow.space()).dense() * change).trace().real();
    EXPECT_NEAR(flow.exchange(rho, x).particles, particles, 1e-14);
    EXPECT_NEAR(local_lindblad(machine, Heat::bare).exchange(rho, x).particles, particles, 1e-14);
    EXPECT_GT(std::abs(particles), 1e-3);
  }
}

TEST(LocalLindblad, FullHeatOfBosonBathsCountsNoParticles) {
  // The bath makes and destroys excitations, which are no particles of its own.
  Machine machine = laws::row(Space({fermion("A"), fermion("B")}), 1, 0.5, 1, 0.3);
  laws::Dice dice(12);
  const DensityMatrix rho = laws::random_state(dice, machine.bare.space());
  EXPECT_EQ(local_lindblad(machine, Heat::full).exchange(rho, 0).particles, 0);
}

TEST(GlobalLindblad, OfLeadsMovesPopulationsAtGoldenRuleRates) {
  // Gamma |<b|d^dagger|a>|^2 f into b, Gamma |<b|d|a>|^2 (1 - f) out of a.
  const Machine machine = laws::random_leads(2, 1);
  const Lindblad flow = global_lindblad(machine);
  const auto [energies, vectors] = hermitian_eigen(machine.hamiltonian().dense());
  for (Eigen::Index a = 0; a < 8; ++a)
    for (Eigen::Index b = 0; b < 8; ++b) {
      if (b == a) continue;
      Real expected = 0;
      for (const Coupling& coupling : machine.couplings) {
        const Bath& lead = machine.baths[coupling.bath];
        const Matrix d = vectors.adjoint() * coupling.op.dense() * vectors;
        expected += std::norm(d(a, b)) * incoming_rate(lead, energies(b) - energies(a)) +
                    std::norm(d(b, a)) * outgoing_rate(lead, energies(a) - energies(b));
      }
      const DensityMatrix rho(flow.space(), Matrix(vectors.col(a) * vectors.col(a).adjoint()));
      const Complex found = vectors.col(b).dot(flow.derivative(rho) * vectors.col(b));
      EXPECT_NEAR(found.real(), expected, 1e-15);
    }
}

}  // namespace
}  // namespace qalor
