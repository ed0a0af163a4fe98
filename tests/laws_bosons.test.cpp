// SPDX-License-Identifier: BSD-3-Clause
// Bosonic modes without a cutoff against truncated Fock space; noise against its average over random unitaries;
// fermions against qubits.
#include <gtest/gtest.h>

#include "qalor/dynamics/bosons.hpp"
#include "qalor/ledger/balance.hpp"
#include "qalor/solve/counting.hpp"
#include "qalor/solve/landauer.hpp"
#include "qalor/solve/moments.hpp"
#include "qalor/solve/steady.hpp"
#include "tests/machines.hpp"

namespace {

using namespace laws;

/// Two cold modes, so that a dozen Fock states hold all but e^{-3 x 12} ~ 1e-15 of the weight.
BosonMachine cold_modes(Real g, Real noise) {
  BosonMachine machine;
  machine.bare = Vector{{1.3, 1.0}}.asDiagonal();
  Matrix hop = Matrix::Zero(2, 2);
  hop(0, 1) = 1;
  machine.interaction = g * (hop + hop.adjoint());
  machine.baths = {{"A", 3.0, FlatDamping{0.5}}, {"B", 4.0, FlatEmission{0.8}}};
  machine.couplings = {{0, 0}, {1, 1}};
  if (noise > 0) machine.noises.push_back({"noise", hop, noise});
  return machine;
}

/// The same machine in Fock space.
Machine in_fock_space(const BosonMachine& modes, std::size_t cutoff) {
  const Space space({boson("A", cutoff), boson("B", cutoff)});
  const Operator hop = raise(space, 0) * lower(space, 1);
  Machine machine{modes.bare(0, 0) * number(space, 0) + modes.bare(1, 1) * number(space, 1),
                  modes.interaction(0, 1) * (hop + hop.adjoint()),
                  modes.baths,
                  {}};
  machine.couplings.push_back({lower(space, 0) + raise(space, 0), 0});
  machine.couplings.push_back({lower(space, 1) + raise(space, 1), 1});
  for (const HopNoise& noise : modes.noises) machine.noises.push_back({noise.name, hop, noise.strength});
  return machine;
}

struct BosonCase {
  std::string name;
  BosonFlow modes;
  Lindblad fock;
};

std::vector<BosonCase> boson_cases() {
  constexpr std::size_t cutoff = 11;
  const BosonMachine coherent = cold_modes(0.3, 0);
  const BosonMachine noisy = cold_modes(0, 0.7);
  return {
      {"local, bare", local_bosons(coherent, Heat::bare), local_lindblad(in_fock_space(coherent, cutoff), Heat::bare)},
      {"local, full", local_bosons(coherent, Heat::full), local_lindblad(in_fock_space(coherent, cutoff), Heat::full)},
      {"noise", local_bosons(noisy, Heat::bare), local_lindblad(in_fock_space(noisy, cutoff), Heat::bare)}};
}

TEST(Bosons, MomentsAreThoseOfTruncatedFockSpace) {
  for (const BosonCase& one : boson_cases()) {
    SCOPED_TRACE(one.name);
    const auto [state, certificate] = steady_state(one.modes);
    const auto [rho, fock_certificate] = steady_state(one.fock);
    const Space& space = rho.space();
    // The truncated ladder loses e^{-1.3 x 3 x 11} of A; B at beta w = 4 less. What remains is rounding.
    constexpr Real close = 1e-12;
    EXPECT_NEAR(state.rho(0, 0).real(), expectation(number(space, 0), rho).real(), close);
    EXPECT_NEAR(state.rho(1, 1).real(), expectation(number(space, 1), rho).real(), close);
    EXPECT_LT(std::abs(state.rho(1, 0) - expectation(raise(space, 0) * lower(space, 1), rho)), close);
    const Real joint = steady_two_body(one.modes, state).state(1, 1).real();
    EXPECT_NEAR(joint, expectation(number(space, 0) * number(space, 1), rho).real(), close);
    const Ledger modes = balance(one.modes, state);
    const Ledger fock = balance(one.fock, rho);
    for (std::size_t x = 0; x < 2; ++x) EXPECT_NEAR(modes.baths[x].heat, fock.baths[x].heat, close);
    EXPECT_NEAR(modes.power, fock.power, close);
    EXPECT_NEAR(modes.first_law_residual(), 0, close);
  }
}

TEST(Bosons, TheVarianceIsThatOfTheCountingStatisticsInFockSpace) {
  for (const BosonCase& one : boson_cases()) {
    SCOPED_TRACE(one.name);
    if (!one.modes.gain_per_jump()) continue;
    std::vector<Real> quanta;
    for (const BosonJump& jump : one.modes.jumps()) quanta.push_back(jump.bath == 0 ? jump.frequency : 0);
    const auto modes = mean_and_variance(one.modes, quanta).values;
    const auto fock = cumulants(one.fock, energy_weights(one.fock, 0), 2).values;
    EXPECT_NEAR(modes[0], fock[0], 1e-12);
    EXPECT_NEAR(modes[1], fock[1], 1e-11);  // second moments weigh the lost levels with n^2
  }
}

TEST(Bosons, GlobalModesHaveTheirClosedForms) {
  const BosonFlow flow = global_bosons(cold_modes(0.3, 0));
  const OneBody state = steady_state(flow).state;
  Real heat = 0;
  Real variance = 0;
  for (std::size_t k = 0; k < 2; ++k) {  // jumps: A's two modes, then B's
    const BosonJump& a = flow.jumps()[k];
    const BosonJump& b = flow.jumps()[k + 2];
    const Real ka = (a.down - a.up) * a.v.squaredNorm();
    const Real kb = (b.down - b.up) * b.v.squaredNorm();
    const Real na = a.up / (a.down - a.up);
    const Real nb = b.up / (b.down - b.up);
    const Real sum = ka + kb;
    heat += a.frequency * ka * kb / sum * (na - nb);
    variance += a.frequency * a.frequency *
                (ka * kb / sum * (na * (1 + nb) + nb * (1 + na)) +
                 2 * ka * ka * kb * kb / (sum * sum * sum) * (na - nb) * (na - nb));
  }
  EXPECT_NEAR(flow.exchange(state, 0).energy, heat, 1e-14);
  std::vector<Real> quanta;
  for (const BosonJump& jump : flow.jumps()) quanta.push_back(jump.bath == 0 ? jump.frequency : 0);
  EXPECT_NEAR(mean_and_variance(flow, quanta).values[1], variance, 1e-13);
}

/// A finite bath of many modes around a system mode, solved as one closed quadratic system, is another route to
/// Landauer: the current of a 2 x 250-mode discretisation before its recurrence time.
TEST(Bosons, LandauerIsTheCurrentBetweenTwoLargeFiniteBaths) {
  BosonMachine machine;
  machine.bare = Vector{{3.0, 1.0}}.asDiagonal();
  machine.interaction = Matrix::Zero(2, 2);
  machine.interaction(0, 1) = machine.interaction(1, 0) = 0.3;
  machine.baths = {{"A", 0.5, Ohmic{0.15, 1.5}}, {"B", 1.0, Ohmic{0.15, 1.5}}};
  machine.couplings = {{0, 0}, {1, 1}};
  const TransportCurrents exact = landauer_currents(BosonTransport(machine));
  EXPECT_EQ(exact.certificate.status, Status::ok);
  EXPECT_NEAR(exact.heat[0], 1.557356496e-02, 1e-11);
  EXPECT_NEAR(exact.heat[0] + exact.heat[1], 0, 1e-15);

  constexpr Eigen::Index modes = 250;
  constexpr Real top = 16;  // e^{-16/1.5} of the spectral density lies above
  const Real dw = top / modes;
  const Eigen::Index size = 2 + 2 * modes;
  Matrix h = Matrix::Zero(size, size);
  Matrix start = Matrix::Zero(size, size);
  h.topLeftCorner(2, 2) = machine.hamiltonian();
  for (Eigen::Index x = 0; x < 2; ++x)
    for (Eigen::Index k = 0; k < modes; ++k) {
      const Eigen::Index at = 2 + x * modes + k;
      const Real w = (static_cast<Real>(k) + 0.5) * dw;
      const Spectrum& spectrum = machine.baths[static_cast<std::size_t>(x)].spectrum;
      h(at, at) = w;
      h(x, at) = h(at, x) = std::sqrt(spectral_rate(spectrum, w) / (2 * 3.14159265358979324) * dw);
      start(at, at) = bose_occupation(machine.baths[static_cast<std::size_t>(x)].beta * w);
    }
  // Current out of bath A: minus the rate of change of the energy of its modes, averaged over a plateau in time.
  Matrix bath_energy = Matrix::Zero(size, size);
  for (Eigen::Index k = 0; k < modes; ++k) bath_energy(2 + k, 2 + k) = h(2 + k, 2 + k);
  const auto energy_at = [&](Real t) {
    const Matrix u = unitary(h, t);
    return (bath_energy * (u * start * u.adjoint())).trace().real();
  };
  const Real early = 40;
  const Real late = 80;  // recurrence at 2 pi/dw = 98
  const Real current = (energy_at(early) - energy_at(late)) / (late - early);
  EXPECT_NEAR(current / exact.heat[0], 1, 5e-3);  // discretisation, as measured with twice the modes
}

TEST(Noise, ItsAverageOverRandomUnitariesIsTheUnitalDissipator) {
  // |01> -> |10> under V(t) = sqrt(eps)(xi K + xi* K^dagger): probability (1 - e^{-2 eps t})/2 on average.
  const Real epsilon = 0.3;
  const Real t = 1.2;
  constexpr int steps = 200;
  constexpr int runs = 4000;
  std::mt19937_64 engine(17);
  std::normal_distribution<Real> normal;
  const Real dt = t / steps;
  Real sum = 0;
  for (int run = 0; run < runs; ++run) {
    Complex a = 0;  // amplitude of |10>
    Complex b = 1;  // amplitude of |01>
    for (int k = 0; k < steps; ++k) {
      // Integrated complex white noise of variance eps dt: a rotation by its modulus about its phase.
      const Complex xi(normal(engine), normal(engine));
      const Complex z = std::sqrt(0.5 * epsilon * dt) * xi;
      const Real angle = std::abs(z);
      const Complex phase = angle > 0 ? z / angle : 1;
      const Complex next = std::cos(angle) * a - Complex(0, 1) * phase * std::sin(angle) * b;
      b = std::cos(angle) * b - Complex(0, 1) * std::conj(phase) * std::sin(angle) * a;
      a = next;
    }
    sum += std::norm(a);
  }
  const Real expected = 0.5 * (1 - std::exp(-2 * epsilon * t));
  EXPECT_NEAR(sum / runs, expected, 4 * 0.35 / std::sqrt(runs));  // four standard errors; the spread is below 0.35
}

TEST(Fermions, TwoSitesWithJordanWignerStringsAreTwoQubits) {
  for (const Heat heat : {Heat::bare, Heat::full}) {
    const Lindblad qubits = local_lindblad(recipes()[0].make(21, 0.4, 1.1), heat);
    const Lindblad fermions = local_lindblad(recipes()[4].make(21, 0.4, 1.1), heat);
    const DensityMatrix a = steady_state(qubits).state;
    const DensityMatrix b = steady_state(fermions).state;
    for (std::size_t k = 0; k < 2; ++k)
      EXPECT_NEAR(expectation(number(a.space(), k), a).real(), expectation(number(b.space(), k), b).real(), 1e-13);
    for (std::size_t x = 0; x < 2; ++x)
      EXPECT_NEAR(qubits.exchange(a, x).energy, fermions.exchange(b, x).energy, 1e-13);
  }
}

TEST(Fermions, ALevelBetweenTwoLeadsCarriesTheTextbookCurrent) {
  // Gamma_L Gamma_R/(Gamma_L + Gamma_R) (f_L - f_R), and its heat (w - mu) per particle.
  const Space space({fermion("dot")});
  const auto lead = [](std::string name, Real beta, Real mu, Real gamma) {
    return Bath{std::move(name), beta, FlatDamping{gamma}, mu, Statistics::fermion};
  };
  Machine machine{0.5 * number(space, 0), Operator(space), {lead("L", 1, 1, 1), lead("R", 2, -1, 1)}, {}};
  for (std::size_t x = 0; x < 2; ++x) machine.couplings.push_back({lower(space, 0), x});
  const Lindblad flow = local_lindblad(machine, Heat::bare);
  const auto [rho, certificate] = steady_state(flow);
  const Ledger ledger = balance(flow, rho);
  const Real current = 0.5 * fermi_bias(1 * (0.5 - 1), 2 * (0.5 + 1));
  EXPECT_NEAR(ledger.baths[0].particles, current, 1e-15);
  EXPECT_NEAR(current, 0.287516729012144, 1e-14);  // level at 0.5, mu = +-1, T = 1 and 0.5: rate equations by hand
  EXPECT_NEAR(ledger.baths[0].heat, (0.5 - 1) * current, 1e-15);
  EXPECT_NEAR(ledger.baths[1].heat, -(0.5 + 1) * current, 1e-15);
  EXPECT_NEAR(ledger.entropy_production, 1.0063085515425, 1e-12);
  EXPECT_NEAR(cumulants(flow, charge_weights(flow, number(space, 0), 0), 2).values[1], 0.222756055428096, 1e-12);
}

TEST(Steady, WhatIsNotUniqueIsSaidNotAnswered) {
  const auto reason = [](const Lindblad& flow) -> std::string {
    try {
      (void)steady_state(flow);
    } catch (const ConvergenceError& error) {
      return error.what();
    }
    return "answered";
  };
  const Space space({qubit("A"), qubit("B")});
  const Operator energy = number(space, 0) + Complex(1.3) * number(space, 1);
  const Bath bath{"A", 1, FlatEmission{0.2}};
  Machine idle{energy, Operator(space), {bath}, {}};
  EXPECT_EQ(reason(local_lindblad(idle, Heat::bare)), "nothing relaxes: there is no dissipation at all");

  Machine spectator{energy, Operator(space), {bath}, {}};
  spectator.couplings.push_back({lower(space, 0) + raise(space, 0), 0});
  EXPECT_EQ(reason(local_lindblad(spectator, Heat::bare)),
            "the steady state is not unique: 2 sets of states that no motion leaves");

  const Operator hop = raise(space, 0) * lower(space, 1);
  Machine dephasing{energy, hop + hop.adjoint(), {bath}, {}};
  dephasing.couplings.push_back({number(space, 0), 0});
  EXPECT_EQ(reason(local_lindblad(dephasing, Heat::bare)),
            "the steady state is not unique: 3 sets of states that no motion leaves");

  // A dark state that no pattern shows: a degenerate pair with one collective bath.
  const Operator equal = number(space, 0) + number(space, 1);
  Machine collective{equal, Operator(space), {bath}, {}};
  const Operator both = lower(space, 0) + lower(space, 1);
  collective.couplings.push_back({both + both.adjoint(), 0});
  EXPECT_EQ(reason(local_lindblad(collective, Heat::bare)).rfind("the steady state is not unique", 0), 0u);
}

}  // namespace
