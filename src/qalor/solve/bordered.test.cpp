// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/bordered.hpp"

#include <gtest/gtest.h>

#include "tests/machines.hpp"

namespace qalor {
namespace {

using laws::Dice;
using laws::largest;

TEST(Bordered, SteadyStateIsStationaryAndOfTraceOne) {
  laws::for_every_flow(0.4, 1.3, [](const laws::Maker&, const Lindblad& flow) {
    Certificate certificate;
    const Bordered bordered(flow, 3000, certificate);
    const RealVector x = bordered.steady();
    EXPECT_NEAR(bordered.packing().trace_row().dot(x), 1, 1e-14);
    EXPECT_LT(bordered.apply(x).cwiseAbs().maxCoeff(), 1e-15);  // refined with extended residuals
  });
}

TEST(Bordered, GroupInverseSolvesWithTraceZero) {
  laws::for_every_flow(0.4, 1.3, [](const laws::Maker&, const Lindblad& flow) {
    Certificate certificate;
    const Bordered bordered(flow, 3000, certificate);
    Dice dice(1);
    const RealVector trace = bordered.packing().trace_row();
    RealVector c = RealVector::NullaryExpr(bordered.packing().size(), [&] { return dice.between(-1, 1); });
    c -= trace.dot(c) / trace.squaredNorm() * trace;
    const RealVector y = bordered.group_inverse(c);
    const Real size = y.cwiseAbs().maxCoeff();  // of 1/gap
    EXPECT_LT((bordered.apply(y) - c).cwiseAbs().maxCoeff(), 1e-14 * (1 + size));
    EXPECT_NEAR(trace.dot(y), 0, 1e-14 * (1 + size));
  });
}

TEST(Bordered, KeepsTheTerminalBlocksOnly) {
  // At T = 0 only the ground state is left of a damped ladder.
  const Space space({levels("A", 5)});
  const Lindblad flow(number(space, 0), number(space, 0), {{"A"}}, {},
                      {{lower(space, 0), 1, {Source::Kind::bath, 0}, std::nullopt, std::nullopt}});
  Certificate certificate;
  const Bordered bordered(flow, 3000, certificate);
  EXPECT_EQ(bordered.packing().size(), 1);
  EXPECT_EQ(bordered.packing().unpack(bordered.steady()), basis_state(space, 0).matrix());
}

TEST(Bordered, DoesNotCareAboutTheUnitOfEnergyAndRates) {
  const auto condition = [](Real unit) {
    const Space space({qubit("A"), qubit("B")});
    const Operator hop = raise(space, 0) * lower(space, 1);
    Machine machine{Complex(1.5 * unit) * number(space, 0) + Complex(unit) * number(space, 1),
                    Complex(0.3 * unit) * (hop + hop.adjoint()),
                    {{"A", 0.5 / unit, FlatEmission{0.2 * unit}}, {"B", 1 / unit, FlatEmission{0.4 * unit}}},
                    {}};
    for (std::size_t k = 0; k < 2; ++k) machine.couplings.push_back({lower(space, k) + raise(space, k), k});
    Certificate certificate;
    const Bordered bordered(local_lindblad(machine, Heat::bare), 3000, certificate);
    return certificate.details.number("reciprocal_condition");
  };
  EXPECT_NEAR(condition(1e-9) / condition(1), 1, 1e-6);  // the trace row would stand out by 1e9 otherwise
}

TEST(MeanDecayRate, IsTheMeanRateAtWhichStatesAreLeft) {
  const Lindblad flow = laws::makers()[0].make(laws::recipes()[0].make(1, 0.4, 1.3));
  Real expected = 0;
  for (const Jump& jump : flow.jumps()) expected += jump.rate * jump.op.matrix().squaredNorm() / 4;
  EXPECT_NEAR(mean_decay_rate(flow), expected, 1e-15);
}

}  // namespace
}  // namespace qalor
