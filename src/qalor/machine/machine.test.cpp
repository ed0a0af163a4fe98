// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/machine/machine.hpp"

#include <gtest/gtest.h>

#include "qalor/machine/quadratic.hpp"

namespace qalor {
namespace {

TEST(Machine, HamiltonianIsTheBareEnergyAndTheInteraction) {
  const Space space({qubit("A"), qubit("B")});
  const Operator hop = raise(space, 0) * lower(space, 1);
  const Machine machine{number(space, 0), hop + hop.adjoint(), {}, {}};
  EXPECT_EQ(machine.hamiltonian().dense(), machine.bare.dense() + machine.interaction.dense());
}

TEST(BosonMachine, HamiltonianIsTheBareEnergyAndTheInteraction) {
  BosonMachine machine;
  machine.bare = Vector{{1.3, 1.0}}.asDiagonal();
  machine.interaction = Matrix::Constant(2, 2, 0.1);
  EXPECT_EQ(machine.hamiltonian(), machine.bare + machine.interaction);
}

}  // namespace
}  // namespace qalor
