// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/machine/fermion_network.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

#include "tests/leads.hpp"

namespace qalor {
namespace {

using laws::largest;
using testing::ThrowsMessage;

TEST(FermionNetwork, HasTheOneBodyHamiltonianOfTheMachine) {
  const Space three({fermion("1"), fermion("2"), fermion("3")});
  const Operator hop = Complex(0.2, 0.7) * (raise(three, 0) * lower(three, 2));  // over the string of level 2
  Machine machine{1.5 * number(three, 0) - 0.4 * number(three, 1) + 3 * identity(three), hop + hop.adjoint(), {}, {}};
  const Matrix expected{{1.5, 0, {0.2, 0.7}}, {0, -0.4, 0}, {{0.2, -0.7}, 0, 0}};
  EXPECT_LT(largest(fermion_network(machine).hamiltonian - expected), 1e-15);
}

TEST(FermionNetwork, BroadensByTheAmplitudesOfItsCouplings) {
  const Space two({fermion("1"), fermion("2")});
  const Complex v(0.3, 0.4);
  Machine machine{number(two, 0),
                  Operator(two),
                  {{"L", 1, FlatDamping{2}, 0, Statistics::fermion}, {"R", 1, FlatDamping{5}, 0, Statistics::fermion}},
                  {{lower(two, 0) + v * lower(two, 1), 0}, {lower(two, 1), 0}, {lower(two, 1), 1}}};
  const FermionNetwork network = fermion_network(machine);
  ASSERT_EQ(network.broadening.size(), 2u);
  const Matrix left{{2, 2.0 * v}, {2.0 * std::conj(v), 2 * std::norm(v) + 2}};
  EXPECT_LT(largest(network.broadening[0] - left), 1e-15);
  EXPECT_LT(largest(network.broadening[1] - Matrix{{0, 0}, {0, 5}}), 1e-15);
}

TEST(FermionNetwork, IsOneOfFermionsWithoutInteraction) {
  const auto refuses = [](const Machine& machine, const std::string& why) {
    EXPECT_THAT([&] { (void)fermion_network(machine); }, ThrowsMessage<std::invalid_argument>(why));
  };
  refuses(laws::random_leads(1, 0.5), "the Hamiltonian has an interaction: not a network");
  Machine machine = laws::random_leads(1, 0);
  EXPECT_NO_THROW((void)fermion_network(machine));
  const Space& space = machine.bare.space();
  Machine other = machine;
  other.couplings[0].op = lower(space, 0) * number(space, 1);
  refuses(other, "a coupling is not linear in the levels: not a network");
  other = machine;
  other.baths[0].spectrum = Lorentzian{1, 1, 0};
  refuses(other, "a network of fermions has leads of fermions in flat bands");
  other = machine;
  other.baths[0].statistics = Statistics::boson;
  refuses(other, "a network of fermions has leads of fermions in flat bands");
  other = machine;
  other.noises.push_back({"noise", number(space, 0), 1});
  refuses(other, "a network of fermions has no place for noise");
  const Space mixed({fermion("1"), qubit("A")});
  refuses({number(mixed, 0), Operator(mixed), {}, {}}, "a network of fermions has fermion factors only");
}

}  // namespace
}  // namespace qalor
