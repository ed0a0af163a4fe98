// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/dynamics/clusters.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

#include "qalor/dynamics/lindblad.hpp"
#include "qalor/ledger/balance.hpp"
#include "qalor/ledger/second_law.hpp"
#include "qalor/solve/steady.hpp"
#include "tests/machines.hpp"

namespace qalor {
namespace {

using laws::Dice;
using laws::largest;
using testing::ThrowsMessage;

Machine flat_pair(Real omega_a, Real omega_b, Real g) {
  const Space pair({qubit("A"), qubit("B")});
  const Operator hop = raise(pair, 0) * lower(pair, 1);
  return {omega_a * number(pair, 0) + omega_b * number(pair, 1),
          g * (hop + hop.adjoint()),
          {{"A", 0.5, FlatEmission{0.1}}, {"B", 1.0, FlatEmission{0.2}}},
          {{lower(pair, 0) + raise(pair, 0), 0}, {lower(pair, 1) + raise(pair, 1), 1}}};
}

TEST(Clusters, OfSplitLevelsStandAtTheirMean) {
  // w_+- = 1.1 +- 0.1414: one frequency, 1.1, of the levels 0, 1.1, 1.1, 2.2.
  const Machine machine = flat_pair(1.2, 1.0, 0.1);
  const RealVector e = hermitian_eigenvalues(clustered_energy(machine, 0.3).dense());
  EXPECT_LT((e - RealVector{{0, 1.1, 1.1, 2.2}}).cwiseAbs().maxCoeff(), 1e-14);
  // Nothing to gather: H itself.
  EXPECT_LT(largest(clustered_energy(machine, 0.2).dense() - machine.hamiltonian().dense()), 1e-14);
}

TEST(Clusters, OfALadderNeedNotBeLevels) {
  // 0, 1, 2.02, 3.03: neighbouring steps 1, 1.02, 1.01 become one frequency, while no two levels are close. Of least
  // squares on (0, 1, 2.02, 3.03): mean 1.5125, slope (-1.5 * 0 - 0.5 * 1 + 0.5 * 2.02 + 1.5 * 3.03)/5 = 1.011.
  const Space ladder({boson("A", 4)});
  const Operator n = number(ladder, 0);
  Matrix levels = RealVector{{0, 1, 2.02, 3.03}}.cast<Complex>().asDiagonal();
  const Machine machine{Operator(ladder, levels),
                        Operator(ladder),
                        {{"A", 1, FlatEmission{0.1}}},
                        {{lower(ladder, 0) + raise(ladder, 0), 0}}};
  const RealVector e = hermitian_eigenvalues(clustered_energy(machine, 0.05).dense());
  for (Eigen::Index k = 0; k < 4; ++k) EXPECT_NEAR(e(k), 1.5125 + 1.011 * (static_cast<Real>(k) - 1.5), 1e-14);
}

TEST(PartialSecular, BooksKeepBothLawsAtEveryInstant) {
  Dice dice(3);
  for (const Real g : {0.01, 0.1, 0.4}) {
    const Lindblad flow = partial_secular_lindblad(flat_pair(1.2, 1.0, g), 0.25);
    for (int k = 0; k < 4; ++k) {
      const DensityMatrix rho = laws::random_state(dice, flow.space());
      EXPECT_LT(std::abs(balance(flow, rho).first_law_residual()), 1e-13);
      for (Real sigma : entropy_production_by_source(flow, rho).baths) EXPECT_GT(sigma, -1e-13);
    }
    const auto [rho, certificate] = steady_state(flow);
    EXPECT_EQ(certificate.status, Status::ok);
    EXPECT_TRUE(balance(flow, rho).second_law_holds());
  }
}

TEST(PartialSecular, IsTheGlobalEquationWhereEveryFrequencyIsResolved) {
  Dice dice(4);
  for (const laws::Recipe& recipe : laws::recipes()) {
    SCOPED_TRACE(recipe.name);
    const Machine machine = recipe.make(2, 0.5, 1.1);
    const DensityMatrix rho = laws::random_state(dice, machine.bare.space());
    EXPECT_LT(largest(partial_secular_lindblad(machine, 0).derivative(rho) - global_lindblad(machine).derivative(rho)),
              1e-12);
  }
}

TEST(PartialSecular, IsTheLocalEquationOnResonance) {
  // With both frequencies in one cluster the jumps are those of the sites, at the bare frequency.
  Dice dice(5);
  const Machine machine = flat_pair(1, 1, 0.05);
  const DensityMatrix rho = laws::random_state(dice, machine.bare.space());
  EXPECT_LT(largest(partial_secular_lindblad(machine, 0.2).derivative(rho) -
                    local_lindblad(machine, Heat::bare).derivative(rho)),
            1e-15);
}

TEST(PartialSecular, RefusesClustersWithoutLevels) {
  const auto refuses = [](const Machine& machine, Real width, const std::string& why) {
    EXPECT_THAT([&] { (void)partial_secular_lindblad(machine, width); }, ThrowsMessage<std::invalid_argument>(why));
  };
  refuses(flat_pair(1, 1, 0.1), -1, "the width of a cluster of frequencies must be >= 0");
  Machine noisy = flat_pair(1, 1, 0.1);
  noisy.noises.push_back({"noise", number(noisy.bare.space(), 0), 1});
  refuses(noisy, 0.1, "a partial-secular generator needs a Hamiltonian coupling: noise has none");
  // 1 + 1.02 = 2.02, all in one cluster with the steps between them, would need a = 2a.
  const Space six({levels("A", 6)});
  Matrix x = Matrix::Zero(6, 6);
  for (Eigen::Index k = 1; k < 6; ++k) x(0, k) = x(k, 0) = 1;
  x(1, 5) = x(5, 1) = 1;
  const Matrix energies = RealVector{{0, 1, 1.3, 1.6, 1.9, 2.02}}.cast<Complex>().asDiagonal();
  refuses({Operator(six, energies), Operator(six), {{"A", 1, FlatEmission{0.1}}}, {{Operator(six, x), 0}}}, 0.31,
          "no levels have these clusters of frequencies: choose a width below the gaps that are to be resolved");
}

}  // namespace
}  // namespace qalor
