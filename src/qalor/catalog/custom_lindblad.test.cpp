// SPDX-License-Identifier: BSD-3-Clause
#include <gmock/gmock.h>

#include <cmath>
#include <sstream>

#include "qalor/catalog/counted_models.hpp"
#include "qalor/report/json.hpp"
#include "qalor/study/answer.hpp"
#include "qalor/study/read.hpp"

namespace qalor {
namespace {

using testing::HasSubstr;

const std::vector<Model>& models() {
  static const std::vector<Model> list{custom_lindblad()};
  return list;
}

/// Jumps of a qubit at rates up and down, e^(-s) apart.
const std::string pair =
    "[[parameters.jumps]]\noperator = [[0, 0], [0.5, 0]]\npartner = 1\nentropy = -1.0\nweights = { charge = 1.0 }\n"
    "[[parameters.jumps]]\noperator = [[0, 0.8243606353500641], [0, 0]]\npartner = 0\nentropy = 1.0\n"
    "weights = { charge = -1.0 }\n";
const std::string driven = "H = [[0, [0.3, 0.1]], [[0.3, -0.1], 1]]\n";

std::string study(const std::string& hamiltonian, const std::string& jumps, const std::string& task) {
  return "[study]\nmodel = \"custom_lindblad\"\n[parameters]\n" + hamiltonian + jumps + "[task]\n" + task;
}

Answer answered(const std::string& text, const std::vector<Override>& sets = {}) {
  const Study s = read_study(text, "a.toml", sets, models());
  return ask(*s.model, {s.parameters, s.task, s.keys});
}

std::string refusal(const std::string& text) {
  try {
    read_study(text, "a.toml", {}, models());
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

std::string refusal(const std::string& hamiltonian, const std::string& jumps,
                    const std::string& task = "kind = \"cumulants\"\n") {
  return refusal(study(hamiltonian, jumps, task));
}

TEST(CustomLindblad, ReadsJumpsAndCountsTheFirstWeight) {
  const Answer a = answered(study(driven, pair, "kind = \"bounds\"\n"));
  EXPECT_EQ(a.certificate.status, Status::ok) << a.certificate.reason;
  const Answer same = answered(study(driven, pair, "kind = \"bounds\"\ncount = \"charge\"\n"));
  EXPECT_EQ(a.quantities.number("mean"), same.quantities.number("mean"));
  EXPECT_NE(a.quantities.number("mean"), 0);
}

TEST(CustomLindblad, WithoutWeightsCountsActivity) {
  const std::string plain =
      "[[parameters.jumps]]\noperator = [[0, 1], [0, 0]]\n[[parameters.jumps]]\noperator = [[0, 0], [0.5, 0]]\n";
  const Answer a = answered(study("H = [[0, 0], [0, 0]]\n", plain, "kind = \"cumulants\"\n"));
  // Two-state telegraph at rates 1 and 1/4: each jump waits for the other.
  EXPECT_NEAR(std::get<Array>(*a.quantities.find("cumulants")).values[0], 2 * 0.25 / 1.25, 1e-15);
  EXPECT_EQ(a.quantities.find("entropy_production"), nullptr);
}

TEST(CustomLindblad, IsWrittenAndReadBack) {
  const Study s = read_study(study(driven, pair, "kind = \"bounds\"\n"), "a.toml", {}, models());
  const std::string json = study_json(s);
  EXPECT_THAT(json, HasSubstr("\"H\":[[0.0,[0.3,0.1]],[[0.3,-0.1],1.0]]"));
  EXPECT_THAT(json, HasSubstr("\"weights\":{\"charge\":1.0}"));
  EXPECT_THAT(json, HasSubstr("\"partner\":1"));
}

TEST(CustomLindblad, ReachesEveryValueBySetAndSweep) {
  const std::string text = study(driven, pair, "kind = \"bounds\"\n");
  const Answer doubled = answered(text, {{"jump.0.weights.charge", "2"}, {"jump.1.weights.charge", "-2"}});
  EXPECT_NEAR(doubled.quantities.number("mean"), 2 * answered(text).quantities.number("mean"), 1e-15);
  const Study swept =
      read_study(text + "[sweep]\njump.0.weights.charge = { values = [1, 2] }\n", "a.toml", {}, models());
  EXPECT_EQ(swept.size(), 2U);
}

TEST(CustomLindblad, RefusesPartnersThatAreNoPair) {
  EXPECT_THAT(refusal(driven,
                      "[[parameters.jumps]]\noperator = [[0, 0], [1, 0]]\npartner = 1\nentropy = -1.0\n"
                      "[[parameters.jumps]]\noperator = [[0, 1], [0, 0]]\npartner = 0\nentropy = 1.0\n"),
              HasSubstr("jumps 0 and 1 are partners but do not satisfy L_0 = exp(entropy_0/2) L_1^dagger: relative "
                        "residual 0.393"));
  EXPECT_THAT(refusal(driven,
                      "[[parameters.jumps]]\noperator = [[0, 0], [1, 0]]\npartner = 1\nentropy = 0\n"
                      "[[parameters.jumps]]\noperator = [[0, 1], [0, 0]]\n"),
              HasSubstr("jump 0 names 1 as its partner, but jump 1 does not name 0"));
  EXPECT_THAT(refusal(driven, "[[parameters.jumps]]\noperator = [[0, 0], [1, 0]]\npartner = 3\nentropy = 0\n"),
              HasSubstr("`jumps[0].partner` = 3: must be an index from 0 to 0"));
  EXPECT_THAT(refusal(driven,
                      "[[parameters.jumps]]\noperator = [[0, 0], [1, 0]]\npartner = 1\n"
                      "[[parameters.jumps]]\noperator = [[0, 1], [0, 0]]\npartner = 0\nentropy = 0\n"),
              HasSubstr("`jumps[0]` has a partner: it needs its `entropy`"));
  EXPECT_THAT(refusal(driven, "[[parameters.jumps]]\noperator = [[0, 0], [1, 0]]\nentropy = 1.0\n"),
              HasSubstr("`jumps[0].entropy` needs a `partner`: without one it is infinite"));
  EXPECT_THAT(refusal(driven,
                      "[[parameters.jumps]]\noperator = [[0, 0], [1, 0]]\npartner = 1\nentropy = -1.0\n"
                      "[[parameters.jumps]]\noperator = [[0, 1], [0, 0]]\npartner = 0\nentropy = -1.0\n"),
              HasSubstr("jumps 0 and 1 are partners but their entropies -1 and -1 are not opposite"));
  EXPECT_THAT(refusal(driven, "[[parameters.jumps]]\noperator = [[0, 0], [1, 0]]\npartner = 0\n"),
              HasSubstr("jumps 0 and 0 are partners but do not satisfy"))
      << "only a Hermitian jump is its own reverse";
}

TEST(CustomLindblad, RefusesMatricesThatDoNotFit) {
  EXPECT_THAT(refusal("H = [[0, 1], [0.5, 0]]\n", pair),
              HasSubstr("`H` is not Hermitian: `H[1][0]` differs from the conjugate of `H[0][1]` by 0.5"));
  EXPECT_THAT(refusal("H = [[0, 0, 0], [0, 1, 0], [0, 0, 2]]\n", pair),
              HasSubstr("`jumps[0].operator` has 2 rows: must have 3, as many as `H`"));
  EXPECT_THAT(refusal("H = [[1]]\n", "[[parameters.jumps]]\noperator = [[1]]\n"),
              HasSubstr("`H` has 1 rows: must have 2 to 64"));
  EXPECT_THAT(refusal(driven, "[[parameters.jumps]]\noperator = [[0, 0], [0, 0]]\n"),
              HasSubstr("all jump operators are zero: there is nothing to count"));
}

TEST(CustomLindblad, RefusesWrongKeysWithTheNearest) {
  EXPECT_THAT(refusal(driven, "[[parameters.jumps]]\noperater = [[0, 0], [1, 0]]\n"),
              HasSubstr("did you mean `operator`?"));
  EXPECT_THAT(refusal(driven + "jmps = 1\n", ""), HasSubstr("did you mean `jumps`?"));
  EXPECT_THAT(refusal(driven, "[[parameters.jumps]]\noperator = [[0, 0], [1, 0]]\nweights = { charge = \"a\" }\n"),
              HasSubstr("`jumps[0].weights.charge` must be a number, found \"a\""));
  EXPECT_THAT(refusal(driven, "[[parameters.jumps]]\noperator = [[0, 0], [1, 0]]\nweights = 1\n"),
              HasSubstr("`jumps[0].weights` must be a table of numbers, found 1"));
  EXPECT_THAT(refusal(driven, "[[parameters.jumps]]\noperator = [[0, 0], [1, 0]]\nweights = { \"a.b\" = 1 }\n"),
              HasSubstr("`jumps[0].weights`: the name \"a.b\" must not contain a dot"));
  EXPECT_THAT(refusal(driven, "[[parameters.jumps]]\noperator = [[0, 0], [1, 0]]\nweights = { activity = 1 }\n"),
              HasSubstr("\"activity\" is a count of every model, choose another name"));
  EXPECT_THAT(
      refusal(driven, pair, "kind = \"bounds\"\ncount = \"chrge\"\n"),
      HasSubstr("`count`: there is no count \"chrge\"; known are \"charge\", \"activity\" and \"entropy\"; did you "
                "mean \"charge\"?"));
}

TEST(CustomLindblad, RefusesSeveralStationaryStates) {
  const std::string dephasing = "[[parameters.jumps]]\noperator = [[1, 0], [0, -1]]\npartner = 0\n";
  EXPECT_THAT(refusal("H = [[0, 0], [0, 1]]\n", dephasing),
              HasSubstr("there are 2 stationary states (spectral gap 0): the populations {0} and {1} are disconnected; "
                        "counting needs `initial` and `times`"));
  const std::string timed = "kind = \"cumulants\"\ntimes = [1, 2]\ninitial = [1, 0]\n";
  const Answer a = answered(study("H = [[0, 0], [0, 1]]\n", dephasing, timed));
  EXPECT_EQ(a.certificate.status, Status::ok);
  for (const double kappa : std::get<Array>(*a.quantities.find("cumulants")).values)
    EXPECT_NEAR(kappa, std::round(kappa), 1e-12) << "a Poisson process of rate one";
}

TEST(CustomLindblad, RefusesDarkSuperpositions) {
  // Both qubits decay through one channel: the singlet never does.
  const std::string collective =
      "[[parameters.jumps]]\noperator = [[0, 1, 1, 0], [0, 0, 0, 1], [0, 0, 0, 1], [0, 0, 0, 0]]\n";
  EXPECT_THAT(refusal("H = [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]\n", collective),
              HasSubstr("some superpositions are never left"));
}

TEST(CustomLindblad, DephasingIsItsOwnReverse) {
  const std::string dephasing = "[[parameters.jumps]]\noperator = [[0.4, 0], [0, -0.4]]\npartner = 2\n";
  const Answer a = answered(study(driven, pair + dephasing, "kind = \"bounds\"\n"));
  EXPECT_EQ(a.certificate.status, Status::ok) << a.certificate.reason;
  EXPECT_GT(a.quantities.number("tkur_function"), a.quantities.number("fisher_information"));
  EXPECT_EQ(std::get<Array>(*a.quantities.find("channel_response")).values.size(), 3U);
}

}  // namespace
}  // namespace qalor
