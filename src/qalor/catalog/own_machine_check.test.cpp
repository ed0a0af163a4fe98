// SPDX-License-Identifier: BSD-3-Clause

/// What a study of a machine of one's own cannot say, and the words in which it is refused.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "qalor/catalog/own_machine.hpp"
#include "qalor/report/json.hpp"
#include "qalor/study/answer.hpp"
#include "qalor/study/compare.hpp"
#include "qalor/study/read.hpp"

namespace qalor {
namespace {

using testing::HasSubstr;

const std::vector<Model>& models() {
  static const std::vector<Model> list{own_machine()};
  return list;
}

/// A study that is right, in parts that can be replaced.
struct Draft {
  std::string parameters = "omega = 1.0\ng = 0.1\n";
  std::string factors = "A = \"qubit\", B = \"qubit\"";
  std::string hamiltonian = "omega*(n(A) + n(B))";
  std::string system = "interaction = \"g*(raise(A)*lower(B) + h.c.)\"\n";
  std::string baths = "hot = { T = 2.0, gamma = 0.1 }\ncold = { T = 1.0, gamma = 0.1 }\n";
  std::string hot = "x(A)";
  std::string more = "";
  std::string task = "kind = \"steady_state\"\n";

  std::string text() const {
    return "[study]\n[parameters]\n" + parameters + "[system]\nfactors = { " + factors + " }\nhamiltonian = \"" +
           hamiltonian + "\"\n" + system + "[baths]\n" + baths + "[[couplings]]\nbath = \"hot\"\noperator = \"" + hot +
           "\"\n[[couplings]]\nbath = \"cold\"\noperator = \"x(B)\"\n" + more + "[task]\n" + task;
  }
};

std::string refusal(const Draft& draft, const std::vector<Override>& sets = {}) {
  try {
    read_study(draft.text(), "own.toml", sets, models());
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

Answer answered(const Study& study) { return ask(*study.model, {study.parameters, study.task, study.keys}); }

TEST(OwnMachineText, ExpressionsAreMarkedAtTheirPlaceInTheFile) {
  EXPECT_EQ(refusal({}), "");
  EXPECT_EQ(refusal({.hamiltonian = "omgea*(n(A) + n(B))"}),
            "own.toml:7:16: `hamiltonian`: unknown name `omgea`; did you mean `omega`?\n"
            "  7 | hamiltonian = \"omgea*(n(A) + n(B))\"\n"
            "    |                ^^^^^");
  EXPECT_EQ(refusal({.hot = "x(C)"}),
            "own.toml:14:15: `couplings[0].operator`: `C` is no factor; factors are `A` and `B`\n"
            "  14 | operator = \"x(C)\"\n"
            "     |               ^");
  EXPECT_EQ(refusal({.system = "interaction = '''\n  g*raise(A)*lower(B)\n  + g*raise(B)*lowr(A)'''\n"}),
            "own.toml:10:16: `interaction`: unknown function `lowr`; did you mean `lower`?\n"
            "  10 |   + g*raise(B)*lowr(A)'''\n"
            "     |                ^^^^");
}

TEST(OwnMachineText, EscapesCountAsTheCharactersThatTheyStandFor) {
  EXPECT_THAT(refusal({.hamiltonian = "n(A)\\t+ \\u006e(C)"}),
              HasSubstr("own.toml:7:31: `hamiltonian`: `C` is no factor; factors are `A` and `B`\n"));
  EXPECT_THAT(refusal({.system = "interaction = \"\"\"\n  g*n(A) \\\n     + g*n(C)\"\"\"\n"}),
              HasSubstr("own.toml:10:12: `interaction`: `C` is no factor"));
}

TEST(OwnMachineText, SaysWhatIsWrongWithNumbers) {
  EXPECT_THAT(refusal({.parameters = "omega = \"2*k\"\nk = \"omega\"\ng = 1\n"}),
              HasSubstr("`parameters.omega` depends on itself"));
  EXPECT_THAT(refusal({.parameters = "omega = \"1 + 1i\"\ng = 1\n"}),
              HasSubstr("`parameters.omega` is complex: 1 + 1i"));
  EXPECT_THAT(refusal({.parameters = "omega = 1\ng = 1\nhamiltonian = 2\n"}),
              HasSubstr("`parameters`: the name \"hamiltonian\" is a key of the device: choose another name"));
  EXPECT_THAT(refusal({.parameters = "omega = 1\ng = 1\nmy-number = 2\n"}),
              HasSubstr("`parameters.my-number`: the name cannot stand in expressions"));
  EXPECT_THAT(refusal({.baths = "hot = { T = \"g - 1\", gamma = 1 }\ncold = { T = 1, gamma = 1 }\n"}),
              HasSubstr("`baths.hot.T` = -0.9: must be > 0"));
  EXPECT_THAT(refusal({.baths = "hot = { T = \"n(A)\", gamma = 1 }\ncold = { T = 1, gamma = 1 }\n"}),
              HasSubstr("`baths.hot.T`: `n` makes an operator, and a number is wanted here"));
  EXPECT_THAT(refusal({.baths = "hot = { T = 1, beta = 1, gamma = 1 }\ncold = { T = 1, gamma = 1 }\n"}),
              HasSubstr("`baths.hot` needs either `T` or `beta`"));
  EXPECT_THAT(refusal({.baths = "hot = { T = 1, spectrum = \"ohmic\", eta = 1 }\ncold = { T = 1, gamma = 1 }\n"}),
              HasSubstr("`baths.hot`: spectrum \"ohmic\" needs `cutoff`"));
  EXPECT_THAT(refusal({.baths = "hot = { T = 1, mu = 1, gamma = 1 }\ncold = { T = 1, gamma = 1 }\n"}),
              HasSubstr("bosons of a bath have no number to conserve"));
}

TEST(OwnMachineText, SaysWhatIsWrongWithFactorsAndTables) {
  EXPECT_THAT(refusal({.factors = "A = \"boson\", B = \"qubit\""}),
              HasSubstr("`factors.A`: \"boson\" needs a `dimension`"));
  EXPECT_THAT(refusal({.factors = "A = { kind = \"qubit\", dimension = 3 }, B = \"qubit\""}),
              HasSubstr("`factors.A`: a qubit has 2 levels: leave out `dimension`"));
  EXPECT_THAT(refusal({.factors = "A = \"qubti\", B = \"qubit\""}), HasSubstr("did you mean \"qubit\"?"));
  EXPECT_THAT(refusal({.factors = "A = \"qubit\", B = { kind = \"qubit\", count = 9 }"}),
              HasSubstr("`factors` have more than 256 states in all"));
  EXPECT_THAT(refusal({.system = "interation = \"0\"\n"}), HasSubstr("did you mean `interaction`?"));
  EXPECT_THAT(refusal({.more = "[[coupling]]\nbath = \"hot\"\n"}),
              HasSubstr("unknown table [coupling]; did you mean [couplings]?"));
  EXPECT_THAT(refusal({.more = "[[jumps]]\noperator = \"n(A)\"\n"}), HasSubstr("`jumps[0]` lacks `rate`"));
  EXPECT_THAT(refusal({.baths = "hot = { T = 1, gamma = 1 }\ncoold = { T = 1, gamma = 1 }\n"}),
              HasSubstr("did you mean \"coold\"?"));
  EXPECT_THAT(refusal({.factors = "A = \"qubit\", B = { kind = \"qubit\", count = 6 }",
                       .hamiltonian = "n(A)",
                       .system = "",
                       .more = "[[couplings]]\nbath = \"hot\"\noperator = \"x(B[0])\"\n"}),
              HasSubstr("`B` has 6 members: name one, such as `B[0]`"));
  EXPECT_THAT(refusal({.factors = "A = \"qubit\", B = \"qubit\", C = { kind = \"qubit\", count = 5 }"}),
              HasSubstr("`dynamics` = \"global\" goes to 64 states, these factors have 128; local jumps go to 256"));
  EXPECT_THAT(refusal({.more = "[observables]\na = \"lower(A)\"\na_re = \"n(A)\"\n"}),
              HasSubstr("`observables.a_re`: a quantity of qalor has that name"));
  EXPECT_THAT(refusal({.more = "[observables]\npower = \"n(A)\"\n"}),
              HasSubstr("`observables.power`: a quantity of qalor has that name"));
}

TEST(OwnMachineText, SaysWhichPhysicsIsMissing) {
  EXPECT_THAT(refusal({.hamiltonian = "1i*n(A)"}), HasSubstr("`hamiltonian` is not Hermitian"));
  EXPECT_THAT(
      refusal({.hot = "lower(A)"}),
      HasSubstr("`couplings[0].operator` is not Hermitian: a bath of bosons acts through a Hermitian operator"));
  EXPECT_THAT(refusal({.baths = "hot = { kind = \"fermion\", T = 1, gamma = 1 }\ncold = { T = 1, gamma = 1 }\n"}),
              HasSubstr("must take one particle out of a fermion factor"));
  EXPECT_THAT(refusal({.hamiltonian = "n(A) + n(B) + g*x(A)*x(B)", .system = "dynamics = \"local\"\n"}),
              HasSubstr("`dynamics` = \"local\" needs to know what joins the parts: move it from `hamiltonian` to "
                        "`interaction`"));
  EXPECT_EQ(refusal({.system = "dynamics = \"local\"\n"}), "") << "a sum of parts has nothing to move";
  EXPECT_THAT(refusal({.system = "heat = \"bare\"\n"}),
              HasSubstr("`heat` = \"bare\" belongs to `dynamics` = \"local\": global jumps exchange energy of H"));
  EXPECT_THAT(refusal({.system = "dynamics = \"perlind\"\n"}),
              HasSubstr("`dynamics` = \"perlind\" is for leads: every bath must be of `kind` = \"fermion\""));
  EXPECT_THAT(refusal({.system = "rotating = \"n(A)\"\n"}), HasSubstr("`rotating` needs `dynamics` = \"local\""));
  EXPECT_THAT(refusal({.system = "dynamics = \"local\"\nrotating = \"x(A)\"\n"}),
              HasSubstr("`rotating` does not commute with `hamiltonian`"));
  EXPECT_THAT(refusal({.hamiltonian = "n(B)"}), HasSubstr("")) << "degenerate levels, answered or refused";
  EXPECT_THAT(refusal({.hamiltonian = "n(B)", .system = "dynamics = \"local\"\n"}),
              HasSubstr("a bath's rate diverges"));
  EXPECT_THAT(refusal({.more = "[[noises]]\nname = \"N\"\noperator = \"n(A)\"\nstrength = 1\n"}),
              HasSubstr("`noises` need `dynamics` = \"local\""));
  EXPECT_THAT(refusal({.more = "[[jumps]]\noperator = \"lower(A)\"\nrate = 1\nreverse = true\n"}),
              HasSubstr("`jumps[0].reverse` needs a `bath`, whose temperature gives its rate"));
  EXPECT_THAT(refusal({.system = "dynamics = \"local\"\n",
                       .more = "[[jumps]]\nbath = \"hot\"\noperator = \"x(A)\"\nrate = 1\nreverse = true\n"}),
              HasSubstr("the jump changes the energy by no definite amount, so that no rate of the reverse is known"));
}

TEST(OwnMachineText, SaysWhatTheTaskNeeds) {
  EXPECT_THAT(refusal({.task = "kind = \"evolve\"\n"}), HasSubstr("the task `evolve` needs `times`"));
  EXPECT_THAT(refusal({.task = "kind = \"evolve\"\ntimes = [1]\nstate = \"lower(A)\"\n"}),
              HasSubstr("`state` is no state: its trace is 0"));
  EXPECT_THAT(refusal({.task = "kind = \"evolve\"\ntimes = [1]\nstate = \"n(C)\"\n"}), HasSubstr("`C` is no factor"));
  EXPECT_THAT(refusal({.task = "kind = \"correlation\"\ntimes = [1]\nfirst = \"x(A)\"\n"}),
              HasSubstr("the task `correlation` needs `second`, an operator"));
  EXPECT_THAT(refusal({.task = "kind = \"cumulants\"\ncounts = [\"heat_hott\"]\n"}),
              HasSubstr("did you mean \"heat_hot\"?"));
}

TEST(OwnMachineText, ItsValuesAreSweptAndSet) {
  const std::string sweep = "[sweep]\ng = { values = [0.1, 0.2] }\nbath.hot.T = { values = [2.0, 3.0] }\n";
  const Study study = read_study(Draft{}.text() + sweep, "-", {}, models());
  ASSERT_EQ(study.size(), 4U);
  EXPECT_EQ(study.at(3).real("g"), 0.2);
  EXPECT_EQ(study.at(3).real("bath.hot.T"), 3.0);
  EXPECT_EQ(study.parameters.where("omega").line, 3U);
  const std::vector<Override> sets{{"omega", "2*g"}, {"dynamics", "local"}};
  const Study set = read_study(Draft{}.text(), "-", sets, models());
  EXPECT_EQ(set.parameters.text("omega"), "2*g");
  EXPECT_EQ(answered(set).certificate.status, Status::ok);
  EXPECT_THAT(refusal({}, {{"omgea", "1"}}), HasSubstr("did you mean `omega`?"));
  EXPECT_THAT(refusal({}, {{"omgea", "1"}, {"omgea", "2"}}), HasSubstr("did you mean `omega`?"));
  EXPECT_THAT(refusal({}, {{"g", "2*k"}}), HasSubstr("`parameters.g`: unknown name `k`"));
  EXPECT_EQ(set.parameters.texts("parameters"), (std::vector<std::string>{"omega", "g"})) << "in the order of the file";
}

TEST(OwnMachineText, ItsStudyIsReadBackFromAResult) {
  const std::string more =
      "[[jumps]]\nbath = \"hot\"\noperator = \"lower(A)\"\nrate = \"g\"\n[observables]\nz = \"sz(A)\"\n";
  const Draft draft{.parameters = "omega = \"1 + g\"\ng = 0.1\n", .more = more};
  const Study study = read_study(draft.text(), "-", {}, models());
  const std::string json = study_json(study);
  EXPECT_THAT(json, HasSubstr("\"parameters\":{\"omega\":\"1 + g\",\"g\":0.1}"));
  EXPECT_THAT(json, HasSubstr("\"observables\":{\"z\":{\"operator\":\"sz(A)\"}}"));
  EXPECT_EQ(study_json(study_of_json(json, models().front())), json);
}

TEST(OwnMachineText, ItsGeneratorsAreCompared) {
  const auto all = compare(read_study(Draft{}.text(), "-", {}, models()));
  ASSERT_EQ(all.size(), 6U);
  EXPECT_TRUE(all[0].applies() && all[1].applies() && all[2].applies());
  EXPECT_FALSE(all[3].applies()) << "perlind is for leads";
}

}  // namespace
}  // namespace qalor
