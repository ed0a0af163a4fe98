// SPDX-License-Identifier: BSD-3-Clause
#include <gmock/gmock.h>

#include "tests/ask.hpp"

namespace qalor {
namespace {

using ask::Asked;
using ask::complaints;
using ask::Given;
using testing::ElementsAre;
using testing::IsEmpty;

using Numbers = std::vector<double>;

Given coherent(const Given& more = {}) {
  Given out{{"coupling", "coherent"}};
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

Given modes(const Given& more = {}) {
  Given out{{"coupling", "coherent"}, {"particle", "oscillator"}, {"bath_spectrum", "ohmic"}};
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

Asked steady(const Given& given) { return Asked("steady_state", given); }
Asked evolve(const Given& given, Given keys) {
  keys.emplace_back("times", Numbers{0, 1});
  return Asked("evolve", given, keys);
}

TEST(Check, GeneratorsOfAHamiltonianNeedOne) {
  for (const std::string dynamics : {"global", "collision"})
    EXPECT_THAT(complaints(steady({{"dynamics", dynamics}})),
                ElementsAre("`dynamics` = \"" + dynamics +
                            "\" needs `coupling` = \"coherent\": noise has no Hamiltonian to diagonalise"));
}

TEST(Check, LandauerIsForOscillatorsWithASpectralDensity) {
  const std::string why =
      "`dynamics` = \"landauer\" is exact only for quadratic bosons with a spectral density: `particle` = "
      "\"oscillator\" and "
      "`bath_spectrum` = \"ohmic\" or \"flat_damping\"";
  EXPECT_THAT(complaints(steady(coherent({{"dynamics", "landauer"}, {"bath_spectrum", "ohmic"}}))), ElementsAre(why));
  EXPECT_THAT(complaints(steady(coherent({{"dynamics", "landauer"}, {"particle", "oscillator"}}))), ElementsAre(why));
  EXPECT_THAT(complaints(steady(modes({{"dynamics", "landauer"}}))), IsEmpty());
}

TEST(Check, CollisionsAreForQubitsWithFlatEmission) {
  const std::string why = "`dynamics` = \"collision\" is for qubits with `bath_spectrum` = \"flat_emission\"";
  EXPECT_THAT(complaints(steady(coherent({{"dynamics", "collision"}, {"particle", "oscillator"}}))), ElementsAre(why));
  EXPECT_THAT(complaints(steady(coherent({{"dynamics", "collision"}, {"bath_spectrum", "ohmic"}}))), ElementsAre(why));
}

TEST(Check, BooksBelongToTheirGenerator) {
  EXPECT_THAT(
      complaints(steady(coherent({{"dynamics", "global"}, {"heat", "bare"}}))),
      ElementsAre("`heat` = \"bare\" does not belong to `dynamics` = \"global\": its jumps exchange the energy of the "
                  "whole H"));
  EXPECT_THAT(
      complaints(steady(modes({{"dynamics", "landauer"}, {"heat", "bare"}}))),
      ElementsAre("`heat` = \"bare\" does not belong to `dynamics` = \"landauer\": its jumps exchange the energy of "
                  "the whole H"));
  EXPECT_THAT(
      complaints(steady(coherent({{"dynamics", "collision"}, {"heat", "full"}}))),
      ElementsAre("`heat` = \"full\" does not belong to `dynamics` = \"collision\": an ancilla loses exactly the bare "
                  "energy"));
}

TEST(Check, AnInfinitelyHotBathNeedsFlatEmissionOfQubits) {
  EXPECT_THAT(complaints(steady({{"beta_A", 0.0}, {"beta_B", 0.0}})), IsEmpty());
  EXPECT_THAT(
      complaints(steady({{"beta_A", 0.0}, {"particle", "oscillator"}})),
      ElementsAre("`beta_A` = 0 with oscillators: infinite occupation; beta = 0 needs qubits with `bath_spectrum` = "
                  "\"flat_emission\""));
  for (const std::string spectrum : {"flat_damping", "ohmic"})
    EXPECT_THAT(complaints(steady({{"beta_B", 0.0}, {"bath_spectrum", spectrum}})),
                ElementsAre("`beta_B` = 0 with " + spectrum +
                            ": infinite occupation; beta = 0 needs qubits with `bath_spectrum` = \"flat_emission\""));
}

TEST(Check, OscillatorsNeedAGroundState) {
  for (const double g : {1.5, -1.5, 1.0})
    EXPECT_THAT(
        complaints(steady(coherent({{"particle", "oscillator"}, {"g", g}}))),
        ElementsAre("`g`^2 = " + std::string(g == 1.0 ? "1" : "2.25") +
                    " must be below `omega_A` `omega_B` = 1: otherwise H of the oscillators has no ground state"));
  EXPECT_THAT(complaints(steady({{"particle", "oscillator"}, {"g", 1.5}})), IsEmpty());  // noise does not use g
  EXPECT_THAT(complaints(steady(coherent({{"g", 1.5}}))), IsEmpty());                    // legal for qubits
}

TEST(Check, AFlatDampedLevelCrossingDiverges) {
  EXPECT_THAT(
      complaints(steady(coherent({{"dynamics", "global"}, {"g", 1.0}, {"bath_spectrum", "flat_damping"}}))),
      ElementsAre("`g`^2 = `omega_A` `omega_B` makes a level spacing zero, where the rate of `flat_damping` diverges"));
}

TEST(Check, LandauerHasNoBoundStateBelowTheBand) {
  EXPECT_THAT(
      complaints(steady(modes({{"dynamics", "landauer"}, {"eta_A", 0.25}}))),
      ElementsAre(
          "a bound state lies below the band: (omega_A - eta_A omega_c) (omega_B - eta_B omega_c) = -0.25 times "
          "0.99 must have positive factors and exceed `g`^2 = 0.0025"));
  EXPECT_THAT(complaints(steady(modes({{"dynamics", "landauer"}, {"eta_A", 0.19}, {"g", 0.3}}))).size(), 1u);
  EXPECT_THAT(complaints(steady(modes({{"eta_A", 0.25}}))), IsEmpty());  // local jumps have no level shift
}

TEST(Check, GeneratorsBeyondTheSecularApproximationAreForQubits) {
  for (const std::string dynamics : {"partial_secular", "universal", "redfield"}) {
    EXPECT_THAT(complaints(steady(coherent({{"dynamics", dynamics}}))), IsEmpty());
    EXPECT_THAT(complaints(steady(modes({{"dynamics", dynamics}}))),
                ElementsAre("`dynamics` = \"" + dynamics +
                            "\" is for qubits: oscillators have \"local\", \"global\" and \"landauer\""));
    EXPECT_THAT(complaints(steady({{"dynamics", dynamics}})),
                ElementsAre("`dynamics` = \"" + dynamics +
                            "\" needs `coupling` = \"coherent\": noise has no Hamiltonian to diagonalise"));
  }
  EXPECT_THAT(
      complaints(steady(coherent({{"dynamics", "partial_secular"}, {"heat", "bare"}}))),
      ElementsAre("`heat` = \"bare\" does not belong to `dynamics` = \"partial_secular\": its jumps exchange the "
                  "energy of the whole H"));
  EXPECT_THAT(
      complaints(evolve(coherent({{"dynamics", "redfield"}}), {})),
      ElementsAre(
          "the task `evolve` cannot be done with `dynamics` = \"redfield\" and `particle` = \"qubit\": it takes "
          "`dynamics` = \"local\", \"global\", \"partial_secular\" or \"universal\""));
}

TEST(Check, LevelShiftsNeedABathWithACutoff) {
  const std::int64_t yes = 1;
  EXPECT_THAT(complaints(steady(coherent({{"lamb_shift", yes}, {"bath_spectrum", "ohmic"}}))), IsEmpty());
  EXPECT_THAT(complaints(steady(coherent({{"lamb_shift", yes}}))),
              ElementsAre("`lamb_shift` = 1 needs `bath_spectrum` = \"ohmic\": the shift by a flat bath grows with the "
                          "logarithm of a cutoff that it does not have"));
  EXPECT_THAT(
      complaints(steady(modes({{"lamb_shift", yes}}))),
      ElementsAre("`lamb_shift` = 1 is for the generators of qubits: \"collision\" has none, \"landauer\" has it "
                  "always"));
}

TEST(Check, TasksSayWhichGeneratorsTheyTake) {
  EXPECT_THAT(
      complaints(evolve(modes({{"dynamics", "landauer"}}), {})),
      ElementsAre("the task `evolve` cannot be done with `dynamics` = \"landauer\" and `particle` = \"oscillator\": it "
                  "takes `dynamics` = \"local\" or \"global\""));
  EXPECT_THAT(
      complaints(Asked("audit", coherent({{"dynamics", "collision"}}))),
      ElementsAre(
          "the task `audit` cannot be done with `dynamics` = \"collision\" and `particle` = \"qubit\": it takes "
          "`dynamics` = \"local\" or \"global\""));
  EXPECT_THAT(
      complaints(Asked("spectrum", modes({{"dynamics", "global"}}))),
      ElementsAre("the task `spectrum` cannot be done with `dynamics` = \"global\" and `particle` = \"oscillator\": it "
                  "takes qubits but for collisions and \"redfield\", and local oscillators"));
  EXPECT_THAT(
      complaints(Asked("cumulants", coherent({{"dynamics", "collision"}}))),
      ElementsAre("the task `cumulants` cannot be done with `dynamics` = \"collision\" and `particle` = \"qubit\": it "
                  "takes `dynamics` = \"local\", \"global\" or \"landauer\""));
}

TEST(Check, CumulantsNeedAGainPerJump) {
  EXPECT_THAT(
      complaints(Asked("cumulants", coherent({{"heat", "full"}}))),
      ElementsAre(
          "cumulants need a gain per jump: full-H heat has none on a local coherent pair; use `heat` = \"bare\""));
  EXPECT_THAT(complaints(Asked("cumulants", {{"heat", "full"}})), IsEmpty());  // noise: full is bare
}

TEST(Check, OscillatorsHaveTwoCumulantsAndNoGeneratingFunction) {
  EXPECT_THAT(complaints(Asked("cumulants", modes(), {{"order", std::int64_t{3}}})),
              ElementsAre("`order` = 3 for oscillators: cumulants of order 1 and 2 are available; qubits go to 8"));
  EXPECT_THAT(complaints(Asked("cumulants", modes(), {{"chi", Numbers{0.1}}})),
              ElementsAre("`chi` is for qubits: oscillators have cumulants of order 1 and 2 only"));
}

TEST(Check, SomeCountsHaveNoCumulants) {
  EXPECT_THAT(
      complaints(Asked("cumulants", {{"coupling", "coherent"},
                                     {"particle", "oscillator"},
                                     {"bath_spectrum", "flat_damping"},
                                     {"dynamics", "landauer"}})),
      ElementsAre(
          "the excitation current of `flat_damping` diverges at zero frequency with `dynamics` = \"landauer\": use "
          "`count` = \"energy\" or `bath_spectrum` = \"ohmic\""));
  EXPECT_THAT(
      complaints(Asked("cumulants", coherent({{"dynamics", "global"}, {"g", 1.0}}))),
      ElementsAre("a jump of zero frequency does not change the excitations by a definite number: use `count` = "
                  "\"energy\""));
}

TEST(Check, PopulationsAreProbabilities) {
  EXPECT_THAT(complaints(evolve({}, {{"populations", Numbers{0.6, -0.1, 0.4, 0.1}}})),
              ElementsAre("not a state: a population is -0.1"));
  EXPECT_THAT(complaints(evolve({}, {{"populations", Numbers{0.5, 0.5, 0.25, 0}}})),
              ElementsAre("not a state: the populations sum to 1.25, not 1"));
}

TEST(Check, CoherenceIsBoundedByThePopulations) {
  const Value populations(Numbers{0.1, 0.4, 0.1, 0.4});
  EXPECT_THAT(complaints(evolve({}, {{"populations", populations}, {"coherence", Numbers{0.2, 0}}})), IsEmpty());
  EXPECT_THAT(complaints(evolve({}, {{"populations", populations}, {"coherence", Numbers{0.2, 0.1}}})),
              ElementsAre("not a state: |c|^2 = 0.05 exceeds p_01 p_10 = 0.04"));
  EXPECT_THAT(complaints(evolve({{"particle", "oscillator"}},
                                {{"occupations", Numbers{2, 0.5}}, {"coherence", Numbers{1, 1}}})),
              ElementsAre("not a state: |c|^2 = 2 exceeds n_A n_B = 1"));
  EXPECT_THAT(complaints(evolve({}, {{"coherence", Numbers{0.2, 0}}})),
              ElementsAre("`coherence` goes with `populations` (qubits) or `occupations` (oscillators)"));
}

TEST(Check, InitialStatesAreGivenInOneWayThatFitsTheParticles) {
  EXPECT_THAT(complaints(evolve({}, {{"occupations", Numbers{1, 1}}})),
              ElementsAre("`occupations` is for oscillators; qubits take `populations`"));
  EXPECT_THAT(complaints(evolve({{"particle", "oscillator"}}, {{"populations", Numbers{1, 0, 0, 0}}})),
              ElementsAre("`populations` is for qubits; oscillators take `occupations`"));
  EXPECT_THAT(complaints(evolve({}, {{"initial", "ground"}, {"populations", Numbers{1, 0, 0, 0}}})),
              ElementsAre("give either `initial` or `populations`, not both"));
}

TEST(Check, EvolutionNeedsAscendingTimes) {
  EXPECT_THAT(complaints(Asked("evolve", {})),
              ElementsAre("the task `evolve` needs `times`: an array, or { from, to, points, scale }"));
  EXPECT_THAT(complaints(Asked("evolve", {}, {{"times", Numbers{0, 2, 1.5}}})),
              ElementsAre("`times` must ascend: 1.5 comes after 2"));
}

TEST(Check, ReportsEverythingThatIsWrongAtOnce) {
  EXPECT_EQ(
      complaints(
          steady(
              {{"dynamics", "global"}, {"heat", "bare"}, {"particle", "oscillator"}, {"beta_A", 0.0}, {"beta_B", 0.0}}))
          .size(),
      4u);
}

TEST(Check, PointsAtTheFieldsItIsAbout) {
  const auto found = ask::coupled_pair().check(steady(coherent({{"particle", "oscillator"}, {"g", 2.0}})).question());
  ASSERT_EQ(found.size(), 1u);
  EXPECT_THAT(found[0].fields, ElementsAre("g", "omega_A", "omega_B"));
}

}  // namespace
}  // namespace qalor
