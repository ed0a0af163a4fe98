// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/dynamics/born_markov.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

#include "qalor/bath/rate_shift.hpp"
#include "qalor/dynamics/lindblad.hpp"
#include "qalor/hilbert/eigenoperator.hpp"
#include "qalor/ledger/balance.hpp"
#include "tests/leads.hpp"

namespace qalor {
namespace {

using laws::Dice;
using laws::largest;
using testing::ThrowsMessage;

constexpr Real edge = 50;

struct Row {
  Scheme scheme;
  std::optional<Real> band_edge;
};
const std::vector<Row> rows{
    {Scheme::redfield, {}}, {Scheme::redfield, edge}, {Scheme::one_vn, {}}, {Scheme::one_vn, edge}};

TEST(BornMarkov, IsItsDefinition) {
  Dice dice(1);
  for (const Row& row : rows)
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      const Machine machine = laws::random_leads(seed, 2);
      const BornMarkov flow(machine, row.scheme, row.band_edge);
      const DensityMatrix rho = laws::random_sector_state(dice, flow.space());
      const Matrix h = machine.hamiltonian().dense();
      Matrix whole = Complex(0, -1) * (h * rho.matrix() - rho.matrix() * h);
      for (std::size_t x = 0; x < 2; ++x) {
        const Matrix part =
            naive::second_order(machine, x, row.scheme == Scheme::one_vn, row.band_edge.value_or(0), rho.matrix());
        EXPECT_LT(largest(flow.dissipator(rho, x) - part), 1e-14);
        whole += part;
      }
      EXPECT_LT(largest(flow.derivative(rho) - whole), 1e-14);
    }
}

TEST(BornMarkov, KeepsTraceAndHermiticity) {
  Dice dice(2);
  for (const Row& row : rows) {
    const BornMarkov flow(laws::random_leads(4, 2), row.scheme, row.band_edge);
    const Matrix change = flow.derivative(laws::random_sector_state(dice, flow.space()));
    EXPECT_NEAR(std::abs(change.trace()), 0, 1e-15);
    EXPECT_LT(largest(change - change.adjoint()), 1e-15);
  }
}

TEST(BornMarkov, OfASingleLevelIsTheRateEquation) {
  // Level shifts act on coherence between particle numbers only, which is not there.
  const Space dot({fermion("dot")});
  const Machine machine{0.4 * number(dot, 0),
                        Operator(dot),
                        {{"L", 2, FlatDamping{0.3}, 0.1, Statistics::fermion}},
                        {{lower(dot, 0), 0}}};
  Dice dice(3);
  const DensityMatrix rho = laws::random_sector_state(dice, dot);
  for (const Row& row : rows)
    EXPECT_LT(largest(BornMarkov(machine, row.scheme, row.band_edge).derivative(rho) -
                      local_lindblad(machine, Heat::bare).derivative(rho)),
              1e-16);
}

TEST(BornMarkov, MovesPopulationsOfEigenstatesAtGoldenRuleRates) {
  const Machine machine = laws::random_leads(5, 2);
  const Lindblad global = global_lindblad(machine);
  for (const Row& row : rows) {
    const BornMarkov flow(machine, row.scheme, row.band_edge);
    for (Eigen::Index a = 0; a < 8; ++a) {
      const DensityMatrix rho(flow.space(),
                              Matrix(flow.basis().vectors.col(a) * flow.basis().vectors.col(a).adjoint()));
      const Matrix difference = flow.basis().rotated(flow.derivative(rho) - global.derivative(rho));
      EXPECT_LT(difference.diagonal().cwiseAbs().maxCoeff(), 1e-14);
    }
  }
}

TEST(BornMarkov, BooksAreTheChangesOfEnergyAndNumberByEachBath) {
  Dice dice(4);
  for (const Row& row : rows) {
    const Machine machine = laws::random_leads(6, 1);
    const BornMarkov flow(machine, row.scheme, row.band_edge);
    const DensityMatrix rho = laws::random_sector_state(dice, flow.space());
    for (std::size_t x = 0; x < 2; ++x) {
      const Matrix change = flow.dissipator(rho, x);
      const Exchange found = flow.exchange(rho, x);
      EXPECT_NEAR(found.energy, (machine.hamiltonian().dense() * change).trace().real(), 1e-14);
      EXPECT_NEAR(found.particles, (particle_number(flow.space()).dense() * change).trace().real(), 1e-14);
      EXPECT_GT(std::abs(found.particles), 1e-3);
      EXPECT_GE(flow.gross_energy(rho, x), std::abs(found.energy));
    }
    EXPECT_NEAR(balance(flow, rho).first_law_residual(), 0, 1e-14);
  }
}

TEST(BornMarkov, DecaysAtTheMeanRateOfItsEigenstates) {
  // A mixture of all eigenstates loses, before it gains, Gamma tr(d^dagger d + d d^dagger)/dimension per coupling.
  const Machine machine = laws::random_leads(7, 1);
  Real expected = 0;
  for (const Coupling& coupling : machine.couplings)
    expected +=
        std::get<FlatDamping>(machine.baths[coupling.bath].spectrum).gamma * coupling.op.matrix().squaredNorm() / 8;
  EXPECT_NEAR(BornMarkov(machine, Scheme::redfield).mean_decay_rate(), expected, 1e-14);
}

TEST(BornMarkov, OfBosonsIsTheBlochRedfieldEquation) {
  // -[X, Lambda rho] + h.c., Lambda = sum over w of (S(w)/2 + i shift(w)) X(w), from the eigenoperators.
  const Space pair({qubit("A"), levels("B", 3)});
  Machine machine{1.3 * number(pair, 0) + 0.9 * number(pair, 1),
                  Operator(pair),
                  {{"A", 0.6, Ohmic{0.02, 4}}, {"B", 1.1, Ohmic{0.05, 3}}},
                  {}};
  const Operator hop = Complex(0.2, 0.1) * (raise(pair, 0) * lower(pair, 1));
  machine.interaction = hop + hop.adjoint();
  machine.couplings = {{lower(pair, 0) + raise(pair, 0), 0}, {lower(pair, 1) + raise(pair, 1), 1}};
  Dice dice(5);
  const DensityMatrix rho = laws::random_state(dice, pair);
  for (const bool shifted : {false, true}) {
    const BornMarkov flow(machine, Scheme::redfield, shifted ? std::optional(edge) : std::nullopt);
    for (std::size_t x = 0; x < 2; ++x) {
      const Operator& op = machine.couplings[x].op;
      Matrix lambda = Matrix::Zero(6, 6);
      for (const Eigenoperator& part : eigenoperators(machine.hamiltonian(), op)) {
        const Real shift = shifted ? rate_shift(machine.baths[x], Passage::emission, part.frequency) : 0;
        lambda += Complex(0.5 * emission_rate(machine.baths[x], part.frequency), shift) * part.op.dense();
      }
      const Matrix half = op.dense() * lambda * rho.matrix() - lambda * rho.matrix() * op.dense();
      EXPECT_LT(largest(flow.dissipator(rho, x) + half + half.adjoint()), 1e-12);
    }
    EXPECT_NEAR(balance(flow, rho).first_law_residual(), 0, 1e-14);
  }
}

TEST(BornMarkov, RefusesWhatItIsNotFor) {
  Machine machine = laws::random_leads(1, 1);
  const auto refuses = [&](Scheme scheme, const std::string& why) {
    EXPECT_THAT([&] { BornMarkov(machine, scheme); }, ThrowsMessage<std::invalid_argument>(why));
  };
  machine.baths[0].statistics = Statistics::boson;
  refuses(Scheme::redfield, "a bosonic bath acts through a Hermitian operator");
  refuses(Scheme::one_vn, "the first-order von Neumann equation is for leads of fermions");
  machine.couplings[0].op += machine.couplings[0].op.adjoint();
  machine.baths[0].spectrum = Ohmic{0.1, 5};
  refuses(Scheme::redfield, "a bosonic bath of a second-order equation must keep the number of particles");
  machine = laws::random_leads(1, 1);
  machine.baths[0].spectrum = Lorentzian{1, 1, 0};
  EXPECT_NO_THROW(BornMarkov(machine, Scheme::redfield, edge));
  machine.noises.push_back({"noise", number(machine.bare.space(), 0), 1});
  refuses(Scheme::redfield, "a second-order equation has no place for noise");
}

}  // namespace
}  // namespace qalor
