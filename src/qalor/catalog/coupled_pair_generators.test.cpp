// SPDX-License-Identifier: BSD-3-Clause
// The generators of the pair beyond the secular approximation, and level shifts.
#include <gtest/gtest.h>

#include <cmath>

#include "qalor/catalog/coupled_pair.hpp"
#include "tests/ask.hpp"

namespace qalor {
namespace {

using ask::Asked;
using ask::Given;

Answer steady_pair(const std::string& dynamics, Given given) {
  given.emplace_back("coupling", "coherent");
  given.emplace_back("dynamics", dynamics);
  return ask::answer(Asked("steady_state", given));
}

Real heat_of(const std::string& dynamics, const Given& given) {
  const Answer out = steady_pair(dynamics, given);
  EXPECT_EQ(out.certificate.status, Status::ok) << dynamics;
  return out.quantities.number("heat_current_A");
}

const Given weak{{"bath_spectrum", "ohmic"}, {"beta_B", 1.0}};

Given with(Given given, const std::string& name, Value value) {
  given.emplace_back(name, std::move(value));
  return given;
}

TEST(PairGenerators, PartialSecularIsGlobalFarFromAndLocalOnResonance) {
  const Given far = with(with(weak, "omega_A", 3.0), "g", 0.3);
  EXPECT_NEAR(heat_of("partial_secular", far) / heat_of("global", far), 1, 1e-12);
  // Ten widths reach beyond the lower level, but not to its mirror image at -w.
  EXPECT_NEAR(heat_of("partial_secular", {{"omega_A", 3.0}, {"gamma_A", 0.1}, {"gamma_B", 0.1}, {"beta_B", 1.0}}),
              3.736595395e-05, 1e-13);
  // On resonance and within one cluster local jumps at the bare frequency; of an Ohmic bath, too.
  const Given near = with(weak, "g", 0.001);
  EXPECT_NEAR(heat_of("partial_secular", near) / heat_of("local", near), 1, 1e-12);
}

TEST(PairGenerators, AgreeWhereWeakCouplingMakesThemRight) {
  // Distinct levels: all but local within the rates over the splitting, 1e-2.
  const Given far = with(with(weak, "omega_A", 3.0), "g", 0.3);
  const Real global = heat_of("global", far);
  for (const std::string dynamics : {"universal", "redfield"})
    EXPECT_NEAR(heat_of(dynamics, far) / global, 1, 0.02) << dynamics;
  // Nearly equal levels, split by less than their width: where the global equation is off by 27.
  const Given near = with(weak, "g", 0.001);
  const Real local = heat_of("local", near);
  for (const std::string dynamics : {"universal", "redfield"})
    EXPECT_NEAR(heat_of(dynamics, near) / local, 1, 0.02) << dynamics;
  EXPECT_GT(heat_of("global", near) / local, 10);
}

TEST(PairGenerators, BookTheUnresolvedEnergyOfClustersAsWork) {
  const Answer out = steady_pair("partial_secular", with(with(weak, "omega_A", 1.05), "cluster_width", 0.3));
  const Record& q = out.quantities;
  EXPECT_NEAR(q.number("heat_current_A") + q.number("heat_current_B") + q.number("power"), 0, 1e-16);
  EXPECT_GT(q.number("entropy_production"), 0);
  EXPECT_EQ(out.certificate.status, Status::ok);
}

TEST(PairGenerators, LevelShiftsDetuneLocalJumpsAndNotGlobalOnes) {
  // Sites of unequal shift; only logarithms of the cutoff are left between the two levels of a qubit.
  const Given near = with(with(with(weak, "eta_A", 0.05), "g", 0.01), "omega_c", 20.0);
  const Given shifted = with(near, "lamb_shift", std::int64_t{1});
  EXPECT_LT(heat_of("local", shifted) / heat_of("local", near), 1 - 1e-5);
  const Given far = with(near, "omega_A", 3.0);
  EXPECT_NEAR(heat_of("global", with(far, "lamb_shift", std::int64_t{1})) / heat_of("global", far), 1, 1e-12);
}

TEST(PairGenerators, LocalShiftIsADetuningInTheClosedForm) {
  pair::Parameters p = pair::read(
      Asked("steady_state", {{"coupling", "coherent"}, {"bath_spectrum", "ohmic"}, {"beta_B", 1.0}, {"eta_A", 0.01}})
          .parameters);
  p.has_lamb_shift = true;
  const Matrix s = pair::qubit_flow(p).shift().dense();  // diagonal, a sum over the sites
  const Real shift_b = (s(1, 1) - s(0, 0)).real();
  const Real shift_a = (s(2, 2) - s(0, 0)).real();
  EXPECT_NEAR((s(3, 3) - s(0, 0)).real(), shift_a + shift_b, 1e-15);
  // The coherence turns at the shifted detuning, the sites relax at their bare rates.
  const Real width = pair::mean_width(p);
  const Real detuning = p.omega_A + shift_a - p.omega_B - shift_b;
  const Real exchange = 2 * p.g * p.g * width / (width * width + detuning * detuning);
  const Real kappa_a = pair::relaxation_rate(p, p.a, p.omega_A);
  const Real kappa_b = pair::relaxation_rate(p, p.b, p.omega_B);
  const Real bias = pair::occupation(p, p.a, p.omega_A) - pair::occupation(p, p.b, p.omega_B);
  const Real expected = bias / (1 / exchange + 1 / kappa_a + 1 / kappa_b);
  EXPECT_NEAR(pair::steady_state(p).quantities.number("excitation_current") / expected, 1, 1e-11);
}

TEST(PairGenerators, MoveInTime) {
  for (const std::string dynamics : {"partial_secular", "universal"}) {
    Given given = with(weak, "coupling", "coherent");
    given.emplace_back("dynamics", dynamics);
    const Answer out = ask::answer(Asked("evolve", given, {{"times", std::vector<double>{0, 1, 1e5}}}));
    EXPECT_EQ(out.certificate.status, Status::ok);
    EXPECT_LT(out.certificate.residual, 1e-12);
  }
}

}  // namespace
}  // namespace qalor
