// SPDX-License-Identifier: BSD-3-Clause
// The theorems of two dots between three leads, on random devices far from and near equilibrium: 10^5 of them, or as
// many as QALOR_RANDOM_DEVICES says.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "qalor/catalog/coupled_dots.hpp"
#include "tests/machines.hpp"

namespace qalor {
namespace {

using dots::Device, dots::Pair, dots::State;

int devices() {
  const char* wanted = std::getenv("QALOR_RANDOM_DEVICES");
  return wanted == nullptr ? 100000 : std::atoi(wanted);
}

/// Energies of both signs, rates over four decades, one lead in ten missing.
Device random_device(laws::Dice& dice) {
  const auto rate = [&] { return dice.between(0, 1) < 0.1 ? 0 : std::exp(dice.between(-8, 1)); };
  return {dice.between(-4, 4),
          dice.between(-4, 4),
          dice.between(-5, 5),
          {rate(), rate()},
          {rate(), rate()},
          {std::exp(dice.between(-8, 1)), std::exp(dice.between(-8, 1))},
          1,
          1,
          1,
          0,
          0,
          dice.between(-1, 1)};
}

/// Forces from 10^-6 to a few, of the same sign.
Device pushed(const Device& d, const Pair& pair, laws::Dice& dice) {
  const Real scale = std::pow(10, dice.between(-6, 0));
  return dots::at_forces(d, pair, 0.95 * scale * dice.between(0, 1), 4 * scale * dice.between(0, 1));
}

bool is_connected(const Device& d) { return d.gamma_L[0] + d.gamma_R[0] > 0 && d.gamma_L[1] + d.gamma_R[1] > 0; }

struct Wrong {
  int handed = 0, both = 0, cycle = 0, sum = 0, ends = 0, tight = 0;
};

void judge_gate(const Device& d, Wrong& wrong) {
  const State s = qalor::steady_state(d);
  const dots::Reading r = dots::reading(d, s, {});
  const Real eta_u = dots::handedness(d).value() * d.U;
  wrong.handed += eta_u >= 0 && r.current_N < -r.zero_current;
  wrong.both += dots::classify(r, dots::Onsager{1, 0, 1}).inverse == 3;
  for (std::size_t c = 0; c < 6; ++c) wrong.cycle += !(s.cycle_flux[c] * s.cycle_affinity[c] >= 0);
  const Real by_forces = r.current_E * r.force_E + r.current_N * r.force_N;
  wrong.sum += std::abs(by_forces - s.entropy_production) > 1e-12 * s.entropy_production + 1e-300;
}

void judge_ends(const Device& d, Wrong& wrong) {
  const dots::Reading r = dots::reading(d, qalor::steady_state(d), {true, 0});
  const std::int64_t inverse = dots::classify(r, dots::Onsager{1, 0, 1}).inverse;
  wrong.both += inverse == 3;
  wrong.ends += d.eps_u > 0 && d.eps_u + d.U > 0 && inverse > 0;
}

/// Without two of the rates, J_E = U J_N to rounding.
void judge_tight(Device d, Wrong& wrong) {
  d.gamma_L[1] = d.gamma_R[0] = 0;
  d.gamma_L[0] = d.gamma_R[1] = 0.3;
  const State s = qalor::steady_state(d);
  wrong.tight += std::abs(s.energy_current_M - d.U * s.particle_current_L) > 1e-13 * std::abs(s.energy_current_M);
}

TEST(DotTheorems, HoldForRandomDevices) {
  laws::Dice dice(7);
  Wrong wrong;
  for (int k = 0; k < devices(); ++k) {
    const Device d = random_device(dice);
    const Device gate = pushed(d, {}, dice), ends = pushed(d, {true, 0}, dice);
    if (!is_connected(d)) continue;
    judge_gate(gate, wrong);
    judge_ends(ends, wrong);
    judge_tight(gate, wrong);
  }
  EXPECT_EQ(wrong.handed, 0) << "eta U >= 0: the particle current is never inverse";
  EXPECT_EQ(wrong.both, 0) << "never both";
  EXPECT_EQ(wrong.cycle, 0) << "no cycle lowers the entropy";
  EXPECT_EQ(wrong.sum, 0) << "the entropy production is the sum of forces times currents";
  EXPECT_EQ(wrong.ends, 0) << "positive energies of both transitions: no inverse current between the ends";
  EXPECT_EQ(wrong.tight, 0) << "tightly coupled currents are proportional";
}

}  // namespace
}  // namespace qalor
