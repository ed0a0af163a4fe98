// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/dynamics/perlind.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

#include "qalor/hilbert/sectors.hpp"
#include "qalor/ledger/balance.hpp"
#include "tests/leads.hpp"

namespace qalor {
namespace {

using laws::Dice;
using laws::largest;
using testing::ThrowsMessage;

/// The jumps of the source: D^dagger o sqrt(Gamma f), and (D^dagger o sqrt(Gamma (1 - f)))^dagger.
std::vector<naive::Jump> by_definition(const Machine& machine, std::size_t bath) {
  const Eigen::SelfAdjointEigenSolver<naive::M> eigen(machine.hamiltonian().dense());
  const naive::M& v = eigen.eigenvectors();
  const Bath& lead = machine.baths[bath];
  const Real gamma = std::get<FlatDamping>(lead.spectrum).gamma;
  std::vector<naive::Jump> out;
  for (const Coupling& coupling : machine.couplings)
    for (const Real sign : {1.0, -1.0}) {
      if (coupling.bath != bath) continue;
      naive::M jump = v.adjoint() * coupling.op.dense().adjoint() * v;
      for (Eigen::Index b = 0; b < jump.rows(); ++b)
        for (Eigen::Index a = 0; a < jump.cols(); ++a) {
          const Real x = lead.beta * (eigen.eigenvalues()(b) - eigen.eigenvalues()(a) - lead.chemical_potential);
          jump(b, a) *= std::sqrt(gamma / (std::exp(sign * x) + 1));
        }
      out.push_back({v * (sign > 0 ? jump : naive::M(jump.adjoint())) * v.adjoint(), 1});
    }
  return out;
}

TEST(Perlind, HasTheJumpsOfItsDefinition) {
  Dice dice(1);
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Machine machine = laws::random_leads(seed, 2);
    const Lindblad flow = perlind(machine);
    const Matrix rho = laws::random_sector_state(dice, flow.space()).matrix();
    for (std::size_t x = 0; x < 2; ++x)
      EXPECT_LT(largest(flow.dissipator(DensityMatrix(flow.space(), rho), {Source::Kind::bath, x}) -
                        naive::dissipator(by_definition(machine, x), rho)),
                1e-15);
  }
}

TEST(Perlind, OfASingleLevelIsTheLocalEquation) {
  const Space dot({fermion("dot")});
  const Machine machine{0.4 * number(dot, 0),
                        Operator(dot),
                        {{"L", 2, FlatDamping{0.3}, 0.1, Statistics::fermion}},
                        {{lower(dot, 0), 0}}};
  Dice dice(2);
  const DensityMatrix rho = laws::random_sector_state(dice, dot);
  EXPECT_LT(largest(perlind(machine).derivative(rho) - local_lindblad(machine, Heat::bare).derivative(rho)), 1e-16);
}

TEST(Perlind, MovesPopulationsOfEigenstatesAtGoldenRuleRates) {
  // From one eigenstate, those of other energy fill at Gamma |<b|d^dagger|a>|^2 f: as under the global equation.
  const Machine machine = laws::random_leads(3, 2);
  const Lindblad flow = perlind(machine);
  const SectorBasis basis = sector_basis(machine.hamiltonian());
  for (Eigen::Index a = 0; a < 8; ++a) {
    const Matrix pure = basis.vectors.col(a) * basis.vectors.col(a).adjoint();
    const DensityMatrix rho(flow.space(), pure);
    const Matrix here = basis.rotated(flow.derivative(rho));
    const Matrix global = basis.rotated(global_lindblad(machine).derivative(rho));
    EXPECT_LT((here - global).diagonal().cwiseAbs().maxCoeff(), 1e-14);
  }
}

TEST(Perlind, BooksAreTheChangesOfEnergyAndNumberByEachBath) {
  const Machine machine = laws::random_leads(4, 1);
  const Lindblad flow = perlind(machine);
  Dice dice(3);
  const DensityMatrix rho = laws::random_sector_state(dice, flow.space());
  for (std::size_t x = 0; x < 2; ++x) {
    const Matrix change = flow.dissipator(rho, {Source::Kind::bath, x});
    EXPECT_NEAR(flow.exchange(rho, x).energy, (machine.hamiltonian().dense() * change).trace().real(), 1e-14);
    EXPECT_NEAR(flow.exchange(rho, x).particles, (particle_number(flow.space()).dense() * change).trace().real(),
                1e-14);
    EXPECT_GT(std::abs(flow.exchange(rho, x).particles), 1e-3);
  }
  EXPECT_NEAR(balance(flow, rho).first_law_residual(), 0, 1e-14);
  EXPECT_EQ(flow.power(rho), 0);
}

TEST(Perlind, KeepsTheRatesOfAFarLevel) {
  // Charged, the second electron enters at beta U = 400: e^-400 of the rate of the first, kept to the last bits.
  const Space dots({fermion("1"), fermion("2")});
  const Machine machine{400 * (number(dots, 0) * number(dots, 1)),
                        Operator(dots),
                        {{"L", 1, FlatDamping{1}, 0, Statistics::fermion}},
                        {{lower(dots, 0), 0}}};
  const Operator in = perlind(machine).jumps()[0].op;
  EXPECT_NEAR(std::norm(in.matrix().coeff(3, 1)) / std::exp(-400.0), 1, 1e-13);
}

TEST(Perlind, OfBosonsHasOneJumpWithTheRootsOfAllRates) {
  const Machine machine = laws::row(Space({qubit("A"), levels("B", 3)}), 3, 0.6, 1.1, 0.3);
  const Lindblad flow = perlind(machine);
  ASSERT_EQ(flow.jumps().size(), 2);
  const Eigen::SelfAdjointEigenSolver<naive::M> eigen(machine.hamiltonian().dense());
  for (std::size_t x = 0; x < 2; ++x) {
    naive::M jump = eigen.eigenvectors().adjoint() * machine.couplings[x].op.dense() * eigen.eigenvectors();
    for (Eigen::Index b = 0; b < jump.rows(); ++b)
      for (Eigen::Index a = 0; a < jump.cols(); ++a) {
        const Real w = eigen.eigenvalues()(a) - eigen.eigenvalues()(b);
        // Elements of rounding size would meet the divergent rate of w = 0.
        jump(b, a) = std::abs(jump(b, a)) < 1e-13 ? 0 : jump(b, a) * std::sqrt(emission_rate(machine.baths[x], w));
      }
    const naive::M expected = eigen.eigenvectors() * jump * eigen.eigenvectors().adjoint();
    EXPECT_LT(largest(flow.jumps()[x].op.dense() - expected), 1e-13);
    EXPECT_FALSE(flow.jumps()[x].gain || flow.jumps()[x].partner);
  }
}

TEST(Perlind, OfOneQubitRelaxesToItsBath) {
  // Emission and absorption in one jump add terms that couple rho_01 and rho_10, but leave the populations alone.
  const Space one({qubit("A")});
  const Machine machine{
      1.3 * number(one, 0), Operator(one), {{"A", 0.8, Ohmic{0.05, 5}}}, {{lower(one, 0) + raise(one, 0), 0}}};
  EXPECT_LT(largest(perlind(machine).derivative(thermal_state(machine.bare, 0.8))), 1e-16);
}

TEST(Perlind, RefusesWhatItIsNotFor) {
  const Space dots({fermion("1"), fermion("2")});
  Machine machine{number(dots, 0), Operator(dots), {{"L", 1, FlatDamping{1}}}, {{lower(dots, 0), 0}}};
  EXPECT_THAT([&] { (void)perlind(machine); },
              ThrowsMessage<std::invalid_argument>("a bosonic bath acts through a Hermitian operator"));
  machine.baths[0].statistics = Statistics::fermion;
  machine.noises.push_back({"noise", number(dots, 0), 1});
  EXPECT_THAT([&] { (void)perlind(machine); },
              ThrowsMessage<std::invalid_argument>("PERLind is for baths: it has no place for noise"));
}

}  // namespace
}  // namespace qalor
