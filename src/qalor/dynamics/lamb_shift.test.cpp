// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/dynamics/lamb_shift.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <stdexcept>

#include "qalor/bath/rate_shift.hpp"
#include "qalor/dynamics/born_markov.hpp"
#include "qalor/dynamics/perlind.hpp"
#include "qalor/ledger/balance.hpp"
#include "qalor/ledger/second_law.hpp"
#include "qalor/solve/steady.hpp"
#include "tests/leads.hpp"

namespace qalor {
namespace {

using laws::Dice;
using laws::largest;
using testing::ThrowsMessage;

constexpr Real lamb_edge = 50;

/// Qubit and qutrit with Ohmic baths.
Machine ohmic_pair(Real beta_a, Real beta_b, Real hopping) {
  const Space pair({qubit("A"), levels("B", 3)});
  Machine machine{1.4 * number(pair, 0) + 0.9 * number(pair, 1),
                  Operator(pair),
                  {{"A", beta_a, Ohmic{0.02, 4}}, {"B", beta_b, Ohmic{0.05, 3}}},
                  {}};
  const Operator hop = Complex(hopping, 0.3 * hopping) * (raise(pair, 0) * lower(pair, 1));
  machine.interaction = hop + hop.adjoint();
  machine.couplings = {{lower(pair, 0) + raise(pair, 0), 0}, {lower(pair, 1) + raise(pair, 1), 1}};
  return machine;
}

TEST(LambShift, OfAQubitIsThatOfItsTwoTransitions) {
  const Space one({qubit("A")});
  const Bath bath{"A", 0.8, Ohmic{0.05, 5}};
  const Machine machine{1.3 * number(one, 0), Operator(one), {bath}, {{lower(one, 0) + raise(one, 0), 0}}};
  const Matrix shift = lamb_shift(machine, machine.bare)[0].dense();
  EXPECT_NEAR(shift(1, 1).real(), rate_shift(bath, Passage::emission, 1.3), 1e-14);
  EXPECT_NEAR(shift(0, 0).real(), rate_shift(bath, Passage::emission, -1.3), 1e-14);
  EXPECT_LT(largest(resolved_lamb_shift(machine)[0].dense() - shift), 1e-14);
}

TEST(LambShift, OfALevelAtALeadIsTheShiftOfAddingOneParticle) {
  // E_1 - E_0 moves by the Hilbert transform of Gamma: occupations cancel. A flat band of symmetric edges moves
  // nothing.
  const Space dot({fermion("dot")});
  Machine machine{0.4 * number(dot, 0),
                  Operator(dot),
                  {{"L", 2, Lorentzian{0.3, 1.5, 0.1}, 0.1, Statistics::fermion}},
                  {{lower(dot, 0), 0}}};
  Matrix shift = lamb_shift(machine, machine.bare)[0].dense();
  EXPECT_NEAR((shift(1, 1) - shift(0, 0)).real(), level_shift(machine.baths[0].spectrum, 0.4), 1e-11);
  machine.baths[0].spectrum = FlatDamping{0.3};
  shift = lamb_shift(machine, machine.bare, lamb_edge)[0].dense();
  EXPECT_NEAR((shift(1, 1) - shift(0, 0)).real(), 0, 1e-11);
}

TEST(LambShift, BelongsToTheSecondOrderEquation) {
  // Of each matrix element between eigenstates m and n the equation shifts the frequency by S_mm - S_nn, with the shift
  // of the global generator.
  for (const Machine& machine : {ohmic_pair(0.7, 1.2, 0.3), laws::random_leads(3, 1)}) {
    const BornMarkov bare(machine, Scheme::redfield);
    const BornMarkov shifted(machine, Scheme::redfield, lamb_edge);
    const auto secular = lamb_shift(machine, machine.hamiltonian(), lamb_edge);
    const auto resolved = resolved_lamb_shift(machine, lamb_edge);
    const Eigen::Index d = bare.basis().energies.size();
    const RealVector n = Vector(bare.basis().rotated(particle_number(bare.space()).dense()).diagonal()).real();
    for (std::size_t x = 0; x < 2; ++x) {
      const Matrix s = bare.basis().rotated(secular[x].dense());
      const Matrix r = bare.basis().rotated(resolved[x].dense());
      EXPECT_LT((s - r).diagonal().cwiseAbs().maxCoeff(), 1e-10);
      EXPECT_GT(s.diagonal().cwiseAbs().maxCoeff(), 1e-3);
      for (Eigen::Index i = 0; i < d; ++i)
        for (Eigen::Index j = 0; j < i; ++j) {
          if (std::round(n(i)) != std::round(n(j))) continue;
          // The change of |i><j|, from those of its Hermitian parts.
          Matrix unit = Matrix::Zero(d, d);
          unit(i, j) = 1;
          const auto change_of = [&](const Matrix& part) {
            const DensityMatrix rho = DensityMatrix::unchecked(bare.space(), bare.basis().restored(part));
            return Matrix(bare.basis().rotated(shifted.dissipator(rho, x) - bare.dissipator(rho, x)));
          };
          const Complex turn(0, 1);
          const Matrix change =
              0.5 * (change_of(unit + unit.adjoint()) - turn * change_of(turn * unit - turn * unit.adjoint()));
          EXPECT_NEAR(change(i, j).imag(), -(s(i, i) - s(j, j)).real(), 1e-9) << i << ' ' << j;
        }
    }
  }
}

TEST(LambShift, OfLocalAndGlobalJumpsKeepsBothLaws) {
  Dice dice(4);
  const Machine machine = ohmic_pair(0.6, 1.3, 0.4);
  for (const Lindblad& flow : {local_lindblad(machine, Heat::bare).with_shifts(lamb_shift(machine, machine.bare)),
                               global_lindblad(machine).with_shifts(lamb_shift(machine, machine.hamiltonian()))}) {
    for (int k = 0; k < 3; ++k) {
      const DensityMatrix rho = laws::random_state(dice, flow.space());
      EXPECT_LT(std::abs(balance(flow, rho).first_law_residual()), 1e-12);
      const ProductionBySource production = entropy_production_by_source(flow, rho);
      for (Real sigma : production.baths) EXPECT_GT(sigma, -1e-12);
    }
    const auto [rho, certificate] = steady_state(flow);
    EXPECT_EQ(certificate.status, Status::ok);
    EXPECT_TRUE(balance(flow, rho).second_law_holds());
    EXPECT_GT(largest(flow.derivative(rho) - flow.with_shifts({Operator(flow.space()), Operator(flow.space())})
                                                 .derivative(laws::random_state(dice, flow.space()))),
              1e-6);
  }
}

TEST(LambShift, TurnsTheStateAsPartOfTheMotion) {
  Dice dice(6);
  const Machine machine = ohmic_pair(0.6, 1.3, 0.4);
  for (const auto& [plain, shifts] : {std::pair{global_lindblad(machine), lamb_shift(machine, machine.hamiltonian())},
                                      std::pair{local_lindblad(machine, Heat::full), lamb_shift(machine, machine.bare)},
                                      std::pair{perlind(machine), resolved_lamb_shift(machine)}}) {
    const Lindblad flow = plain.with_shifts(shifts);
    const DensityMatrix rho = laws::random_state(dice, flow.space());
    const Matrix s = flow.shift().dense();
    const Matrix turning = Complex(0, -1) * (s * rho.matrix() - rho.matrix() * s);
    EXPECT_LT(largest(flow.derivative(rho) - plain.derivative(rho) - turning), 1e-14);
    Matrix sum =
        Complex(0, -1) * (flow.hamiltonian().dense() * rho.matrix() - rho.matrix() * flow.hamiltonian().dense());
    for (std::size_t x = 0; x < 2; ++x) sum += flow.dissipator(rho, {Source::Kind::bath, x});
    EXPECT_LT(largest(flow.derivative(rho) - sum), 1e-14);
    EXPECT_LT(std::abs(balance(flow, rho).first_law_residual()), 1e-12);
  }
}

TEST(LambShift, LeavesTheGlobalSteadyStateOfDistinctLevelsAlone) {
  const Machine machine = ohmic_pair(0.6, 1.3, 0.4);
  const Lindblad flow = global_lindblad(machine);
  const Matrix shifted = steady_state(flow.with_shifts(lamb_shift(machine, machine.hamiltonian()))).state.matrix();
  EXPECT_LT(largest(shifted - steady_state(flow).state.matrix()), 1e-13);
}

TEST(LambShift, OfAllTransitionsTendsToTheLocalOneWhereLevelsMeet) {
  // Qubits of equal spacing: the dressed frequencies are within the hopping of the bare one, and so are the shifts.
  const Space pair({qubit("A"), qubit("B")});
  Real before = 1;
  for (const Real hopping : {0.1, 0.01, 0.001}) {
    Machine machine{0.9 * (number(pair, 0) + number(pair, 1)),
                    Operator(pair),
                    {{"A", 0.6, Ohmic{0.02, 4}}, {"B", 1.3, Ohmic{0.05, 3}}},
                    {{lower(pair, 0) + raise(pair, 0), 0}, {lower(pair, 1) + raise(pair, 1), 1}}};
    const Operator hop = hopping * (raise(pair, 0) * lower(pair, 1));
    machine.interaction = hop + hop.adjoint();
    const auto local = lamb_shift(machine, machine.bare);
    const auto resolved = resolved_lamb_shift(machine);
    Real error = 0;
    for (std::size_t x = 0; x < 2; ++x) error = std::max(error, largest(resolved[x].dense() - local[x].dense()));
    EXPECT_LT(error, hopping);
    EXPECT_LT(error, 0.2 * before);
    before = error;
  }
}

TEST(LambShift, IsOnePerBathAndKeepsTheEnergyOfGains) {
  const Machine machine = ohmic_pair(0.6, 1.3, 0.4);
  const Lindblad flow = global_lindblad(machine);
  const Space& space = flow.space();
  const auto refuses = [&](std::vector<Operator> shifts, const std::string& why) {
    EXPECT_THAT([&] { (void)flow.with_shifts(std::move(shifts)); }, ThrowsMessage<std::invalid_argument>(why));
  };
  refuses({Operator(space)}, "level shifts are given one per bath");
  refuses({lower(space, 0), Operator(space)}, "a level shift is not Hermitian");
  refuses({number(space, 0), Operator(space)},
          "a level shift must keep the energy of which its bath's jumps have definite gains");
}

}  // namespace
}  // namespace qalor
