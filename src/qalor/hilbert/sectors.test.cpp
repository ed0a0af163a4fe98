// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/hilbert/sectors.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

#include "tests/leads.hpp"

namespace qalor {
namespace {

using laws::largest;
using testing::ElementsAre;
using testing::ThrowsMessage;

const Space dots({fermion("1"), fermion("2")});

TEST(ParticleNumber, CountsFermionsOnly) {
  const Space mixed({fermion("1"), boson("mode", 3), fermion("2")});
  EXPECT_EQ(largest((particle_number(mixed) - (number(mixed, 0) + number(mixed, 2))).dense()), 0);
  EXPECT_TRUE(particle_number(Space({qubit("A")})).is_zero());
}

TEST(ParticleSectors, HoldTheStatesOfEqualNumber) {
  EXPECT_THAT(particle_sectors(dots), ElementsAre(ElementsAre(0u), ElementsAre(1u, 2u), ElementsAre(3u)));
  EXPECT_THAT(particle_sectors(Space({qubit("A"), qubit("B")})), ElementsAre(ElementsAre(0u, 1u, 2u, 3u)));
}

TEST(SectorBasis, DiagonalisesTheHamiltonian) {
  const Operator h = laws::random_leads(1, 2).hamiltonian();
  const SectorBasis basis = sector_basis(h);
  EXPECT_LT(largest(basis.rotated(h.dense()) - Matrix(basis.energies.cast<Complex>().asDiagonal())), 1e-14);
  EXPECT_LT(largest(basis.restored(basis.rotated(h.dense())) - h.dense()), 1e-14);
}

TEST(SectorBasis, KeepsTheNumberWhereLevelsOfDifferentNumbersCoincide) {
  // Levels 0 (empty), -1 and 1 (one electron), 1 (two): and everything at 0 without hopping.
  for (const Real t : {0.0, 1.0}) {
    const Operator hop = raise(dots, 0) * lower(dots, 1);
    const Operator h = t * (hop + hop.adjoint()) + t * (number(dots, 0) * number(dots, 1));
    const Matrix n = particle_number(dots).dense();
    EXPECT_EQ(largest(sector_basis(h).rotated(n) - n) < 1e-15, true) << t;
  }
}

TEST(SectorBasis, NeedsAHermitianHamiltonianThatKeepsTheNumber) {
  EXPECT_THAT([] { (void)sector_basis(raise(dots, 0) * lower(dots, 1)); },
              ThrowsMessage<std::invalid_argument>("the Hamiltonian is not Hermitian"));
  EXPECT_THAT([] { (void)sector_basis(raise(dots, 0) + lower(dots, 0)); },
              ThrowsMessage<std::invalid_argument>("the Hamiltonian does not keep the number of particles"));
}

TEST(Entering, IsTheAdjointInTheEigenbasis) {
  const Machine machine = laws::random_leads(2, 1);
  const SectorBasis basis = sector_basis(machine.hamiltonian());
  const Operator& d = machine.couplings[1].op;
  EXPECT_LT(largest(basis.restored(entering(d, basis)) - d.adjoint().dense()), 1e-14);
}

TEST(Entering, HasNoRounding) {
  // Without a coupling between the dots, of the 16 elements of d_1^dagger only 0 -> 1 and 2 -> 12 are there.
  const SectorBasis basis = sector_basis(number(dots, 0) + 2 * number(dots, 1));
  EXPECT_EQ((entering(lower(dots, 0), basis).array() != Complex(0)).count(), 2);
}

TEST(Entering, NeedsAnOperatorThatTakesOneParticleOut) {
  const SectorBasis basis = sector_basis(Operator(dots));
  for (const Operator& wrong : {raise(dots, 0), lower(dots, 0) * lower(dots, 1), number(dots, 0)})
    EXPECT_THAT(
        [&] { (void)entering(wrong, basis); },
        ThrowsMessage<std::invalid_argument>("a fermionic bath acts through an operator that takes one particle out"));
}

}  // namespace
}  // namespace qalor
