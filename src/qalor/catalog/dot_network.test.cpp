// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/dot_network.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "qalor/study/answer.hpp"
#include "qalor/study/study.hpp"
#include "tests/ask.hpp"

namespace qalor {
namespace {

using ask::number, ask::numbers;
using testing::HasSubstr;

const std::string spin_flip = R"(
[study]
model = "dot_network"
[network]
energies = [0.4, -0.4]
interactions = [[0.0, 40.0], [40.0, 0.0]]
leads = [ { name = "L", T = 1.0, mu = 0.1 }, { name = "R", T = 1.0, mu = -0.1 } ]
couplings = [ { lead = "L", site = 0, gamma = 0.1 }, { lead = "R", site = 1, gamma = 0.1 } ]
bosons = [ { name = "B0", T = 2.0, site_from = 0, site_to = 1, gamma = 0.7 } ]
[task]
)";

Answer answer_to(const std::string& text) {
  const Study study = read_study(text, "a.toml");
  return ask(*study.model, {study.parameters, study.task, study.keys});
}

/// The first line of what is wrong with a study.
std::string fault(std::string text, const std::string& old = "", const std::string& now = "") {
  if (!old.empty()) text.replace(text.find(old), old.size(), now);
  try {
    (void)read_study(text, "a.toml");
  } catch (const InputError& error) {
    return std::string(error.what()).substr(0, std::string(error.what()).find('\n'));
  }
  return "";
}

TEST(DotNetwork, PhononsLockTheCurrentsOfOneCycle) {
  const Answer a = answer_to(spin_flip + "kind = 'steady_state'");
  EXPECT_EQ(a.certificate.status, Status::ok) << a.certificate.reason;
  EXPECT_NEAR(numbers(a, "boson_current")[0], -0.8 * numbers(a, "particle_current")[0], 1e-16);
  EXPECT_LT(numbers(a, "particle_current")[0], 0);  // against its bias
}

TEST(DotNetwork, CyclesAreListedInWords) {
  const Answer a = answer_to(spin_flip + "kind = 'cycles'");
  EXPECT_EQ(std::get<std::string>(*a.quantities.find("cycle_table")).substr(0, 5), "cycle");
  EXPECT_THAT(std::get<std::string>(*a.quantities.find("cycle_table")), HasSubstr("00 -R- 01 -B0- 10 -L- 00"));
  const Answer steady = answer_to(spin_flip + "kind = 'steady_state'");
  double particles = 0, production = 0;
  const auto flux = numbers(a, "cycle_flux"), affinity = numbers(a, "cycle_affinity"),
             carried = numbers(a, "cycle_particles");
  for (std::size_t c = 0; c < flux.size(); ++c) {
    particles += flux[c] * carried[2 * c];
    production += flux[c] * affinity[c];
  }
  EXPECT_NEAR(particles, numbers(steady, "particle_current")[0], 1e-16);
  EXPECT_NEAR(production, number(steady, "entropy_production"), 1e-16);
}

TEST(DotNetwork, ResponseCountsForcesFromAnyLead) {
  std::string text = spin_flip + "kind = 'response'\nreference = 'R'";
  for (const std::string old : {"mu = 0.1", "mu = -0.1"}) text.replace(text.find(old), old.size(), "mu = 0.0");
  text.replace(text.find("T = 2.0"), 7, "T = 1.0");
  const Answer a = answer_to(text);
  EXPECT_EQ(a.certificate.status, Status::ok) << a.certificate.reason;
  const auto l = numbers(a, "onsager");  // E_L, N_L, B: one cycle
  EXPECT_NEAR(l[4] * -0.8, l[5], 1e-14);
  EXPECT_NEAR(l[4] * 0.64, l[8], 1e-14);
}

TEST(DotNetwork, TakesTheReferencedLeadsOnly) {
  std::string text = spin_flip + "kind = 'response'\nreference = 'M'";
  EXPECT_THAT(fault(text), HasSubstr("the task `response` starts from equilibrium: "));
  for (const std::string old : {"mu = 0.1", "mu = -0.1"}) text.replace(text.find(old), old.size(), "mu = 0.0");
  text.replace(text.find("T = 2.0"), 7, "T = 1.0");
  EXPECT_EQ(fault(text), "a.toml:12:13: `reference` must be a lead: \"L\" or \"R\"");
}

TEST(DotNetwork, NeedsOnePotentialWhereParticlesAreExchanged) {
  std::string text = spin_flip + "kind = 'response'";
  text.replace(text.find("T = 2.0"), 7, "T = 1.0");
  EXPECT_THAT(fault(text), HasSubstr("leads that exchange particles must have one chemical potential"));
}

TEST(DotNetwork, ListsTheStatesThatZeroRatesCutOff) {
  std::string text = spin_flip + "kind = 'steady_state'";
  text.erase(text.find("bosons"), text.find("[task]") - text.find("bosons"));
  EXPECT_EQ(
      fault(text, "site = 1, gamma = 0.1", "site = 1, gamma = 0.0"),
      "a.toml:8:13: the states do not form one connected graph: no unique steady state; zero rates cut off from the "
      "empty one (occupations of sites 0, 1, ...): 01, 11");
}

TEST(DotNetwork, RefusesWrongDevices) {
  const std::string text = spin_flip + "kind = 'steady_state'";
  EXPECT_EQ(fault(text, "site = 1, gamma = 0.1", "site = 1, gamma = [0.1, 0.2, 0.3]"),
            "a.toml:8:86: `coupling.1.gamma` must be one rate, or 2 for the occupations of the other sites, found 3");
  EXPECT_THAT(fault(text, "[40.0, 0.0]", "[4.0, 0.0]"), HasSubstr("interactions"));
  EXPECT_THAT(fault(text, "lead = \"R\"", "lead = \"Q\""), HasSubstr("\"Q\""));
  EXPECT_THAT(fault(text, "site_to = 1", "site_to = 0"), HasSubstr("must be two sites, found 0 twice"));
  EXPECT_THAT(fault(text, "0.4, -0.4", "0.4, 0.4"), HasSubstr("move a particle between states of equal energy"));
}

TEST(DotNetwork, RefusesTooManySites) {
  EXPECT_EQ(fault("[study]\nmodel = 'dot_network'\n[network]\nenergies = [0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]\n"
                  "leads = [{ name = 'L', T = 1 }]\ncouplings = [{ lead = 'L', site = 0, gamma = 1 }]\n"
                  "[task]\nkind = 'steady_state'"),
            "a.toml:4:12: 15 sites are too many: 2^sites states, at most 14 sites");
}

TEST(DotNetwork, ClaimsHold) {
  for (const Claim& claim : find_model("dot_network")->claims) EXPECT_TRUE(claim.evaluate().holds) << claim.statement;
}

}  // namespace
}  // namespace qalor
