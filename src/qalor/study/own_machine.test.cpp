// SPDX-License-Identifier: BSD-3-Clause

/// A machine of one's own: a study without `model` that describes two bodies and their contact.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "qalor/report/json.hpp"
#include "qalor/study/answer.hpp"
#include "qalor/study/study.hpp"

namespace qalor {
namespace {

using testing::HasSubstr, testing::Not;

const std::string body_a =
    "A = { sites = 3, onsite = [0.1, -0.2, 0.3], hopping = [[0,1,-1.0], [1,2,-0.8], [2,0,-0.6,0.5]], "
    "density = [[0,1,0.7], [1,2,0.4]], beta = 1.1, mu = 0.5 }\n";
const std::string body_b =
    "B = { sites = 2, onsite = [0.0, 0.25], hopping = [[0,1,-0.9]], density = [[0,1,0.5]], beta = 0.7, mu = -0.2 }\n";
const std::string contact = "[contact]\nhopping = [[2,0,-0.7], [0,1,-0.4,0.3]]\ndensity = [[2,0,0.6]]\n";

std::string text_of(const std::string& bodies, const std::string& joint, const std::string& more = "") {
  return "[study]\ntitle = \"own\"\n[body]\n" + bodies + joint + "[task]\nkind = \"exchange\"\ntimes = [1.9]\n" + more;
}

double first(const Answer& answer, const std::string& name, std::size_t k = 0) {
  return std::get<Array>(*answer.quantities.find(name)).values[k];
}

Answer answered(const Study& study) { return ask(*study.model, {study.parameters, study.task, study.keys}); }

std::string refusal(const std::string& text) {
  try {
    read_study(text, "own.toml");
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(OwnMachine, TwoBodiesWithLoopsAndInteractionsHaveTheirNumbers) {
  const Answer a =
      answered(read_study(text_of(body_a + body_b, contact, "outputs = [\"response\", \"fluctuation\"]\n"), "-"));
  EXPECT_NEAR(first(a, "energy_A"), 0.16163163884445, 1e-13);
  EXPECT_NEAR(first(a, "particles_A"), -0.13789596737261, 1e-13);
  EXPECT_NEAR(first(a, "energy_B"), 0.08392921590911, 1e-13);
  EXPECT_NEAR(first(a, "work"), 0.24556085475356, 1e-13);
  EXPECT_NEAR(first(a, "work_contact"), 0.24556085475356, 1e-13);
  EXPECT_NEAR(first(a, "response", 5), -0.20829655556234, 1e-13);
  EXPECT_NEAR(first(a, "integral_fluctuation"), 1, 1e-13);
}

TEST(OwnMachine, ChainsDescribedByHandAreTheCatalogsChains) {
  const std::string bodies =
      "A = { sites = 2, hopping = [[0,1,-1]], beta = 2, mu = 0.6 }\n"
      "B = { sites = 3, hopping = [[0,1,-1],[1,2,-1]], beta = 2, mu = 0.6 }\n";
  const Answer own = answered(read_study(text_of(bodies, "[contact]\nhopping = [[1,0,-1]]\n"), "-"));
  const Answer chains =
      answered(read_study("[study]\nmodel = \"finite_exchange\"\n[parameters]\nsites_B = 3\nbeta_A = 2\n"
                          "beta_B = 2\nmu_A = 0.6\nmu_B = 0.6\n[task]\nkind = \"exchange\"\ntimes = [1.9]\n",
                          "-"));
  EXPECT_EQ(first(own, "work"), first(chains, "work"));
  EXPECT_EQ(first(own, "transport"), first(chains, "transport"));
}

TEST(OwnMachine, ValuesOfBodiesAreSweptAndSet) {
  const std::string text = text_of(body_a + body_b, contact, "[sweep]\nbody.A.beta = { values = [0.5, 1.1] }\n");
  const Study study = read_study(text, "-");
  ASSERT_EQ(study.size(), 2U);
  EXPECT_EQ(study.at(1).real("body.A.beta"), 1.1);
  const std::vector<Override> set{{"body.A.mu", "0.25"}};
  EXPECT_EQ(read_study(text_of(body_a + body_b, contact), "-", set).parameters.real("body.A.mu"), 0.25);
}

TEST(OwnMachine, ItsStudyIsReadBackFromAResult) {
  const Study study = read_study(text_of(body_a + body_b, contact), "-");
  const std::string json = study_json(study);
  EXPECT_EQ(study_json(study_of_json(json, *study.model)), json);
}

TEST(OwnMachine, WrongTablesAreRefusedAtTheirPlace) {
  EXPECT_THAT(refusal(text_of(body_a, contact)), HasSubstr("[body] lacks `B.sites`: how many sites body B has"));
  EXPECT_THAT(refusal(text_of(body_a + "B = { sites = 2, onsite = [0.0] }\n", contact)),
              HasSubstr("`body.B.onsite` must have one level for each of the 2 sites, found 1"));
  EXPECT_THAT(refusal(text_of(body_a + "B = { sites = 1 }\n", contact)),
              HasSubstr("`contact.hopping[1]` joins the sites 0 and 1: they must be whole numbers from 0 to 2 and 0"));
  EXPECT_THAT(refusal(text_of("A = { sites = 2, hopping = [[1,1,-1.0]] }\n" + body_b, "")),
              HasSubstr("`body.A.hopping[0]` joins site 1 to itself"));
  EXPECT_THAT(refusal(text_of("A = { sites = 2, density = [[0,1,1,2]] }\n" + body_b, "")),
              HasSubstr("`body.A.density[0]` must be [i, j, w], found 4 numbers"));
  EXPECT_THAT(refusal(text_of("A = { site = 2 }\n" + body_b, "")), HasSubstr("did you mean `body.A.sites`?"));
  EXPECT_THAT(refusal(text_of(body_a + body_b, "[contakt]\n")), HasSubstr("did you mean [contact]?"));
  EXPECT_THAT(refusal("[study]\ntitle = \"none\"\n"), HasSubstr("[study] names no `model`"));
}

TEST(OwnMachine, BosonsThatAttractAreRefused) {
  const std::string attracting = "A = { sites = 2, density = [[0,1,-1]], mu = -3 }\nB = { sites = 1, mu = -3 }\n";
  const std::string bosons = "[parameters]\nstatistics = \"boson\"\nU = 0.9\n";
  EXPECT_THAT(refusal(text_of(attracting, "", bosons)),
              HasSubstr("bosons of body A attract each other more than `U` = 0.9 repels them"));
  EXPECT_THAT(refusal(text_of(attracting, "", "[parameters]\nstatistics = \"boson\"\nU = 1.1\n")), "");
}

}  // namespace
}  // namespace qalor
