// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/dot_batch.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <stdexcept>
#include <vector>

#include "tests/four_states.hpp"

namespace qalor {
namespace {

using testing::ThrowsMessage;
using Numbers = std::vector<double>;
using Spans = std::span<double>;

/// Dots as a table with a column for each number.
template <template <class> class Dot>
struct Table {
  std::vector<Numbers> numbers;
  Dot<Column> columns;

  explicit Table(const std::vector<Dot<double>>& dots) : numbers(15) {
    for (const Dot<double>& dot : dots) {
      std::size_t field = 0;
      transformed(dot, [&](double x) { return numbers[field++].push_back(x), 0; });
    }
    std::size_t field = 0;
    columns = transformed(dots.front(), [&](double) { return Column(numbers[field++]); });
  }
};

/// Six columns of answers: populations, particle current, and the other current.
struct Answers {
  std::vector<Numbers> columns;
  explicit Answers(std::size_t points) : columns(6, Numbers(points, -1)) {}
  std::array<Spans, 4> populations() { return {columns[0], columns[1], columns[2], columns[3]}; }
};

Answers answers(const std::vector<ThreeTerminal<double>>& dots) {
  Answers out(dots.size());
  currents(Table(dots).columns, {out.populations(), out.columns[4], out.columns[5]});
  return out;
}

Answers answers(const std::vector<SpinfulDot<double>>& dots) {
  Answers out(dots.size());
  currents(Table(dots).columns, {out.populations(), out.columns[4], out.columns[5]});
  return out;
}

std::vector<ThreeTerminal<double>> three_terminals(int count) {
  naive::Devices devices;
  std::vector<ThreeTerminal<double>> out;
  for (int n = 0; n < count; ++n) out.push_back(n % 3 == 0 ? devices.extreme() : devices.moderate());
  return out;
}

std::vector<SpinfulDot<double>> spinful(int count) {
  naive::Devices devices;
  std::vector<SpinfulDot<double>> out;
  for (int n = 0; n < count; ++n) out.push_back(devices.spinful(n % 3 == 0));
  return out;
}

void expect_close(double found, double expected, double relative, double absolute = 0) {
  EXPECT_NEAR(found, expected, std::abs(expected) * relative + absolute);
}

// Exponents add up to 1100 with a rounding of 1e-16 each.
constexpr double rounding = 2e-13;

TEST(DotBatch, OfThreeTerminalsAgreesWithTheSumOverCycles) {
  const auto devices = three_terminals(10003);
  const Answers found = answers(devices);
  for (std::size_t n = 0; n < devices.size(); ++n) {
    const auto exact = steady_state(devices[n]);
    for (std::size_t s = 0; s < 4; ++s) expect_close(found.columns[s][n], exact.populations[s], rounding);
    EXPECT_NEAR(found.columns[4][n], exact.particle_current_L, rounding * exact.largest_flux);
    EXPECT_NEAR(found.columns[5][n], exact.energy_current_M, rounding * exact.largest_flux * std::abs(devices[n].U));
    ASSERT_FALSE(testing::Test::HasFailure()) << "device " << n;
  }
}

TEST(DotBatch, OfSpinfulDotsAgreesWithTheSumOverCycles) {
  const auto dots = spinful(10003);
  const Answers found = answers(dots);
  for (std::size_t n = 0; n < dots.size(); ++n) {
    const auto exact = currents(dots[n]);
    const double flux = rounding * static_cast<double>(naive::four_states(dots[n]).largest_flux());
    for (std::size_t s = 0; s < 4; ++s) expect_close(found.columns[s][n], exact.populations[s], rounding);
    EXPECT_NEAR(found.columns[4][n], exact.particle_current_L, flux);
    EXPECT_NEAR(found.columns[5][n], exact.heat_current_L, 10 * flux);
    ASSERT_FALSE(testing::Test::HasFailure()) << "dot " << n;
  }
}

TEST(DotBatch, KeepsTheDigitsOfCurrentsNearEquilibrium) {
  naive::Devices draw;
  std::vector<ThreeTerminal<double>> devices(800, draw.moderate());
  for (auto& d : devices) {
    d = draw.moderate();
    d.T_R = d.T_L * (1 + draw.uniform(-1, 1) * 1e-11);
    d.T_M = d.T_L * (1 + draw.uniform(-1, 1) * 1e-11);
    d.mu_R = d.mu_L + draw.uniform(-1, 1) * 1e-11;
  }
  const Answers found = answers(devices);
  for (std::size_t n = 0; n < devices.size(); ++n) {
    const auto exact = steady_state(devices[n]);
    double size = 0, energy = 0;  // of the terms
    for (std::size_t c = 0; c < 6; ++c) size += std::abs(exact.cycle_flux[c]);
    for (std::size_t c = 2; c < 6; ++c) energy += std::abs(exact.cycle_flux[c] * devices[n].U);
    EXPECT_NEAR(found.columns[4][n], exact.particle_current_L, 1e-13 * size);
    EXPECT_NEAR(found.columns[5][n], exact.energy_current_M, 1e-13 * energy);
  }
}

// Of a sweep over gate and bias, 316 by 316: point 12345 was computed independently.
TEST(DotBatch, HasTheReferenceNumbersOfTheSpinfulDot) {
  Numbers up, down, L, R;
  for (int k = 12300; k < 12400; ++k) {
    const double eps = -3 + 4 * ((k % 316) / 316.0), V = -2 + 4 * ((k / 316) / 316.0);
    up.push_back(eps + 0.05), down.push_back(eps - 0.05), L.push_back(V / 2), R.push_back(-V / 2);
  }
  const Numbers U{2}, gamma{0.05}, T_L{0.1}, T_R{0.2};
  Numbers particles(100), heat(100);
  currents(SpinfulDot<Column>{up, down, U, {gamma, gamma}, {gamma, gamma}, T_L, T_R, L, R}, {{}, particles, heat});
  expect_close(particles[45], -2.168212301870e-2, 1e-12);
  expect_close(heat[45], -7.379321824213e-4, 1e-12);
}

TEST(DotBatch, PointsDependNeitherOnTheirPlaceNorOnTheirNeighbours) {
  const auto devices = three_terminals(37);
  const auto dots = spinful(37);
  const Answers all = answers(devices), all_dots = answers(dots);
  for (std::size_t first = 0; first < 37; ++first)
    for (const std::size_t last : {first + 1, std::min<std::size_t>(first + 9, 37)}) {
      const auto at = [](std::size_t n) { return static_cast<std::ptrdiff_t>(n); };
      const Answers some = answers(std::vector(devices.begin() + at(first), devices.begin() + at(last)));
      const Answers some_dots = answers(std::vector(dots.begin() + at(first), dots.begin() + at(last)));
      for (std::size_t c = 0; c < 6; ++c)
        for (std::size_t n = first; n < last; ++n) {
          EXPECT_EQ(some.columns[c][n - first], all.columns[c][n]);
          EXPECT_EQ(some_dots.columns[c][n - first], all_dots.columns[c][n]);
        }
    }
}

TEST(DotBatch, OneNumberStandsForAllPoints) {
  auto devices = three_terminals(21);
  for (auto& d : devices) d.U = 1.5, d.gamma_M = {0.3, 0.2};
  const Table table(devices);
  const Numbers U{1.5}, slow{0.2};
  ThreeTerminal<Column> short_columns = table.columns;
  short_columns.U = U;
  short_columns.gamma_M[1] = slow;
  Answers out(21);
  currents(short_columns, {out.populations(), out.columns[4], out.columns[5]});
  EXPECT_EQ(out.columns, answers(devices).columns);
}

TEST(DotBatch, WritesOnlyWhatIsAsked) {
  const auto devices = three_terminals(12);
  Numbers current(12);
  currents(Table(devices).columns, {{}, current, {}});
  EXPECT_EQ(current, answers(devices).columns[4]);
}

TEST(DotBatch, RefusesColumnsOfOtherLengths) {
  const auto devices = three_terminals(12);
  const Table table(devices);
  Numbers twelve(12), eleven(11);
  EXPECT_THAT(
      [&] {
        currents(table.columns, {{}, eleven, {}});
      },
      ThrowsMessage<std::invalid_argument>("a column of 12 numbers beside 11 points"));
  EXPECT_THAT(
      [&] {
        currents(table.columns, {{}, twelve, eleven});
      },
      ThrowsMessage<std::invalid_argument>("a column of 11 numbers beside 12 points"));
}

TEST(DotBatch, OfWholeStatesIsThatOfLanes) {
  const auto devices = three_terminals(13);
  std::vector<ThreeTerminalState<double>> all(13);
  steady_states(Table(devices).columns, all);
  for (std::size_t n = 0; n < 13; ++n) {
    const auto same = transformed(devices[n], [](double x) { return Lanes(Lanes::Constant(x)); });
    const auto state = lane(steady_state(same), 5);
    EXPECT_EQ(all[n].populations, state.populations);
    EXPECT_EQ(all[n].cycle_flux, state.cycle_flux);
    EXPECT_EQ(all[n].entropy_production, state.entropy_production);
  }
}

}  // namespace
}  // namespace qalor
