// SPDX-License-Identifier: BSD-3-Clause

/// Models of the catalog rebuilt as machines of one's own give the catalog's numbers.

#include "qalor/catalog/own_machine.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <sstream>

#include "qalor/catalog/counted_models.hpp"
#include "qalor/catalog/coupled_pair.hpp"
#include "qalor/catalog/double_dot.hpp"
#include "qalor/study/answer.hpp"
#include "qalor/study/read.hpp"

namespace qalor {
namespace {

const std::vector<Model>& models() {
  static const std::vector<Model> list{own_machine(),  coupled_pair(),      two_bath_qubit(),
                                       driven_qubit(), three_level_maser(), double_dot()};
  return list;
}

Answer answered(const std::string& text) {
  const Study study = read_study(text, "own.toml", {}, models());
  Answer out = ask(*study.model, {study.parameters, study.task, study.keys});
  EXPECT_EQ(out.certificate.status, Status::ok) << out.certificate.reason;
  return out;
}

std::vector<double> numbers(const Answer& answer, const std::string& name) {
  const Datum* datum = answer.quantities.find(name);
  if (datum == nullptr) {
    ADD_FAILURE() << "there is no " << name;
    return {};
  }
  if (const auto* array = std::get_if<Array>(datum)) return array->values;
  return {std::get<double>(*datum)};
}

/// Two routes to the same matrices: 1e-12 is some thousand roundings.
void expect_equal(const Answer& own, const Answer& catalog, const std::string& name, const std::string& other) {
  const auto a = numbers(own, name), b = numbers(catalog, other);
  ASSERT_EQ(a.size(), b.size()) << name;
  double scale = 1e-3;
  for (const double x : b) scale = std::max(scale, std::abs(x));
  for (std::size_t k = 0; k < a.size(); ++k) EXPECT_NEAR(a[k], b[k], 1e-12 * scale) << name << " " << k;
}

void expect_equal(const Answer& own, const Answer& catalog, const std::vector<std::string>& names) {
  for (const std::string& name : names) expect_equal(own, catalog, name, name);
}

std::string task(const std::string& kind, const std::string& keys = "") {
  return "[task]\nkind = \"" + kind + "\"\n" + keys;
}

const std::string pair_parameters =
    "[parameters]\nomega_A = 1.2\nomega_B = 0.9\ngamma_A = 0.1\ngamma_B = 0.2\nbeta_A = 0.5\nbeta_B = 1.5\n";

std::string catalog_pair(const std::string& more, const std::string& what) {
  return "[study]\nmodel = \"coupled_pair\"\n" + pair_parameters + more + what;
}

std::string own_pair(const std::string& system, const std::string& more, const std::string& what) {
  return "[study]\n" + pair_parameters +
         "g = 0.07\nepsilon = 0.3\n[system]\nfactors = { A = \"qubit\", B = \"qubit\" }\n"
         "hamiltonian = \"omega_A*n(A) + omega_B*n(B)\"\n" +
         system +
         "[baths]\nA = { beta = \"beta_A\", spectrum = \"flat_emission\", gamma = \"gamma_A\" }\n"
         "B = { beta = \"beta_B\", spectrum = \"flat_emission\", gamma = \"gamma_B\" }\n"
         "[[couplings]]\nbath = \"A\"\noperator = \"x(A)\"\n[[couplings]]\nbath = \"B\"\noperator = \"x(B)\"\n" +
         "[observables]\nn_A = \"n(A)\"\nn_B = \"n(B)\"\nn_AB = \"n(A)*n(B)\"\nhop = \"raise(A)*lower(B)\"\n" + more +
         what;
}

const std::string exchange = "interaction = \"g*(raise(A)*lower(B) + h.c.)\"\n";

TEST(OwnPair, IsTheCatalogsUnderEveryGeneratorAndHeat) {
  for (const std::string generator :
       {"dynamics = \"local\"\n", "dynamics = \"local\"\nheat = \"full\"\n", "dynamics = \"global\"\n"}) {
    const Answer own = answered(own_pair(exchange + generator, "", task("steady_state")));
    const Answer catalog =
        answered(catalog_pair("coupling = \"coherent\"\ng = 0.07\n" + generator, task("steady_state")));
    expect_equal(own, catalog,
                 {"heat_current_A", "heat_current_B", "power", "entropy_production", "n_A", "n_B", "n_AB", "energy",
                  "entropy", "coherence", "populations"});
    expect_equal(own, catalog, "hop_re", "coherence_re");
    expect_equal(own, catalog, "hop_im", "coherence_im");
  }
}

TEST(OwnPair, NoiseIsTheCatalogs) {
  const std::string noise =
      "[[noises]]\nname = \"exchange\"\noperator = \"raise(A)*lower(B)\"\nstrength = \"epsilon\"\n";
  const Answer own = answered(own_pair("dynamics = \"local\"\n", noise, task("steady_state")));
  const Answer catalog = answered(catalog_pair("epsilon = 0.3\n", task("steady_state")));
  expect_equal(own, catalog, {"heat_current_A", "heat_current_B", "power", "entropy_production", "efficiency"});
}

TEST(OwnPair, MovesAndDecaysAsTheCatalogs) {
  const std::string local = "dynamics = \"local\"\n", coherent = "coupling = \"coherent\"\ng = 0.07\n";
  const std::string times = "times = [0.0, 0.5, 7.0]\n";
  const Answer own = answered(own_pair(exchange + local, "", task("evolve", times + "state = \"n(A)*(1 - n(B))\"\n")));
  const Answer catalog = answered(catalog_pair(coherent, task("evolve", times + "initial = \"A\"\n")));
  expect_equal(
      own, catalog,
      {"time", "n_A", "heat_current_A", "heat_A", "heat_B", "work", "energy", "entropy", "total_entropy_production"});
  expect_equal(own, catalog, "hop_im", "coherence_im");
  expect_equal(answered(own_pair(exchange + local, "", task("spectrum"))),
               answered(catalog_pair(coherent, task("spectrum"))), {"eigenvalues_re", "spectral_gap"});
  expect_equal(answered(own_pair(exchange + local, "", task("audit"))), answered(catalog_pair(coherent, task("audit"))),
               {"heat_current_A_bare", "heat_current_A_full", "power_bare", "power_full", "entropy_production_full"});
}

TEST(OwnPair, CountsWhatTheCatalogCounts) {
  const Answer own =
      answered(own_pair(exchange + "dynamics = \"local\"\n", "", task("cumulants", "counts = [\"energy_A\"]\n")));
  const Answer catalog = answered(
      catalog_pair("coupling = \"coherent\"\ng = 0.07\n", task("cumulants", "count = \"energy\"\norder = 4\n")));
  expect_equal(own, catalog, {"cumulants"});
}

TEST(OwnPair, JumpsWrittenDownAreThoseOfTheCouplings) {
  const Answer coupled = answered(own_pair(exchange + "dynamics = \"local\"\n", "", task("steady_state")));
  std::string written =
      own_pair(exchange + "dynamics = \"local\"\n",
               "[[jumps]]\nbath = \"A\"\noperator = \"lower(A)\"\nrate = \"gamma_A\"\nreverse = true\n"
               "[[jumps]]\nbath = \"B\"\noperator = \"lower(B)\"\nrate = \"gamma_B\"\nreverse = true\n",
               task("steady_state"));
  const std::size_t first = written.find("[[couplings]]"), end = written.find("[observables]");
  written.erase(first, end - first);
  expect_equal(answered(written), coupled,
               {"heat_current_A", "heat_current_B", "power", "entropy_production", "n_A", "hop_im", "energy"});
}

TEST(OwnChain, OfSpinsCarriesTheSameHeatInAtOneEndAsOutAtTheOther) {
  const std::string chain =
      "[study]\n[parameters]\nJ = 0.1\n[system]\nfactors = { spin = { kind = \"qubit\", count = 5 } }\n"
      "hamiltonian = \"sum(k in spin, n(k))\"\n"
      "interaction = \"sum(j, k in chain(spin), J*(raise(spin[j])*lower(spin[k]) + h.c.))\"\ndynamics = \"local\"\n"
      "[baths]\nleft = { T = 2.0, gamma = 0.2 }\nright = { T = 0.5, gamma = 0.2 }\n"
      "[[couplings]]\nbath = \"left\"\noperator = \"x(0)\"\n[[couplings]]\nbath = \"right\"\noperator = \"x(4)\"\n"
      "[observables]\nfirst = \"1i*J*(raise(0)*lower(1) - h.c.)\"\nlast = \"1i*J*(raise(3)*lower(4) - h.c.)\"\n";
  const Answer a = answered(chain + task("steady_state"));
  const double heat = numbers(a, "heat_current_left")[0];
  EXPECT_GT(heat, 0);
  EXPECT_NEAR(numbers(a, "heat_current_right")[0], -heat, 1e-12 * heat);
  EXPECT_NEAR(numbers(a, "first")[0], numbers(a, "last")[0], 1e-14) << "one current along the chain";
  EXPECT_NEAR(std::abs(numbers(a, "first")[0]), heat, 1e-13) << "of quanta of energy one";
}

TEST(OwnMode, BetweenTwoBathsOfBosonsHasItsClosedForm) {
  const std::string mode =
      "[study]\n[system]\nfactors = { a = { kind = \"boson\", dimension = 40 } }\nhamiltonian = \"2*n(a)\"\n"
      "[baths]\nhot = { T = 1.0, gamma = 0.3 }\ncold = { T = 0.5, gamma = 0.1 }\n"
      "[[couplings]]\nbath = \"hot\"\noperator = \"x(a)\"\n[[couplings]]\nbath = \"cold\"\noperator = \"x(a)\"\n";
  const double hot = 1 / std::expm1(2.0), cold = 1 / std::expm1(4.0);
  // omega gamma_h gamma_c/(gamma_h + gamma_c) (N_h - N_c); the cutoff holds all but exp(-70) of the state.
  EXPECT_NEAR(numbers(answered(mode + task("steady_state")), "heat_current_hot")[0], 2 * 0.075 * (hot - cold), 1e-14);
}

TEST(OwnQubit, BetweenTwoBathsIsTheCatalogs) {
  const std::string parameters =
      "[parameters]\nomega = 1.1\ngamma_hot = 0.7\nT_hot = 2.5\ngamma_cold = 1.3\nT_cold = 0.6\n";
  const std::string own =
      "[study]\n" + parameters +
      "[system]\nfactors = { q = \"qubit\" }\nhamiltonian = \"omega*n(q)\"\n"
      "[baths]\nhot = { T = \"T_hot\", gamma = \"gamma_hot\" }\ncold = { T = \"T_cold\", gamma = \"gamma_cold\" }\n"
      "[[couplings]]\nbath = \"hot\"\noperator = \"sx(q)\"\n[[couplings]]\nbath = \"cold\"\noperator = \"sx(q)\"\n";
  const std::string catalog = "[study]\nmodel = \"two_bath_qubit\"\n" + parameters;
  const std::string counts = "counts = [\"heat_hot\", \"heat_cold\", \"quanta_hot\", \"entropy\"]\n";
  expect_equal(answered(own + task("cumulants", counts)), answered(catalog + task("cumulants", counts)),
               {"cumulants", "covariance", "rho", "activity", "entropy_production", "spectral_gap", "tur_ratio"});
  expect_equal(answered(own + task("bounds")), answered(catalog + task("bounds")),
               {"mean", "variance", "bound_tur", "bound_kur", "bound_quantum_tkur"});
}

TEST(OwnQubit, DrivenInARotatingFrameIsTheCatalogs) {
  const std::string own =
      "[study]\n[parameters]\nomega = 3.0\nOmega = 0.7\nDelta = 0.2\nn_bath = 0.05\n"
      "[system]\nfactors = { q = \"qubit\" }\nhamiltonian = \"omega*n(q)\"\ninteraction = \"Omega/2*sx(q)\"\n"
      "rotating = \"(omega - Delta)*n(q)\"\ndynamics = \"local\"\n"
      "[baths.b]\nT = \"omega/log1p(1/n_bath)\"\ngamma = 1.0\n[[couplings]]\nbath = \"b\"\noperator = \"x(q)\"\n";
  const std::string catalog = "[study]\nmodel = \"driven_qubit\"\n[parameters]\nDelta = 0.2\nn_bath = 0.05\n";
  const Answer mine = answered(own + task("cumulants", "counts = [\"quanta_b\"]\n"));
  expect_equal(mine, answered(catalog + task("cumulants", "counts = [\"quanta\"]\n")),
               {"cumulants", "rho", "activity", "entropy_production"});
  const Answer steady = answered(own + task("steady_state"));
  EXPECT_NEAR(numbers(steady, "power")[0], -numbers(steady, "heat_current_b")[0], 1e-14) << "the drive's work is heat";
  EXPECT_GT(numbers(steady, "power")[0], 0);
}

TEST(OwnQubit, ResonanceFluorescenceByAWrittenJumpIsTheCatalogs) {
  const std::string own =
      "[study]\n[parameters]\nOmega = 0.7\n[system]\nfactors = { q = \"qubit\" }\nhamiltonian = \"Omega/2*sx(q)\"\n"
      "[[jumps]]\noperator = \"lower(q)\"\nrate = 1.0\n";
  const Answer mine = answered(own + task("cumulants", "counts = [\"activity\"]\n"));
  const Answer catalog = answered("[study]\nmodel = \"driven_qubit\"\n[parameters]\nn_bath = 0\n" +
                                  task("cumulants", "counts = [\"emitted\"]\n"));
  expect_equal(mine, catalog, {"cumulants", "rho"});
}

TEST(OwnMaser, IsTheCatalogs) {
  const std::string own =
      "[study]\n[parameters]\nw_h = 1.0\nw_c = 0.5\nn_h = 5.0\nn_c = 0.027\nDelta = 0.1\n"
      "[system]\nfactors = { S = { kind = \"levels\", dimension = 3 } }\n"
      "hamiltonian = \"(w_h - w_c)*level(S, 1) + w_h*level(S, 2)\"\n"
      "interaction = \"0.15*(transition(S, 0, 1) + h.c.)\"\n"
      "rotating = \"Delta*level(S, 0) + (w_h - w_c)*level(S, 1) + w_h*level(S, 2)\"\ndynamics = \"local\"\n"
      "[baths.hot]\nbeta = \"log1p(1/n_h)/w_h\"\ngamma = 0.1\n[baths.cold]\nbeta = \"log1p(1/n_c)/w_c\"\ngamma = 2\n"
      "[[couplings]]\nbath = \"hot\"\noperator = \"transition(S, 2, 0) + h.c.\"\n"
      "[[couplings]]\nbath = \"cold\"\noperator = \"transition(S, 2, 1) + h.c.\"\n";
  const std::string counts = "counts = [\"quanta_hot\", \"heat_cold\", \"activity\"]\n";
  expect_equal(
      answered(own + task("cumulants", counts)),
      answered("[study]\nmodel = \"three_level_maser\"\n[parameters]\nDelta = 0.1\n" + task("cumulants", counts)),
      {"cumulants", "covariance", "rho", "entropy_production", "activity"});
  const Answer steady = answered(own + task("steady_state"));
  EXPECT_LT(numbers(steady, "power")[0], 0) << "a maser does work on the field";
}

TEST(OwnDots, AreTheCatalogsUnderEveryGenerator) {
  const std::string leads = "T_L = 1.0\nT_R = 0.5\nmu_L = 0.2\nmu_R = -0.2\ngamma_L = 0.1\ngamma_R = 0.05\n";
  const std::string dots = "[parameters]\neps_1 = 0.5\neps_2 = 0.4\nhopping = 0.3\nU = 1.0\n" + leads;
  for (const auto& [mine, theirs] :
       std::vector<std::pair<std::string, std::string>>{{"global", "pauli_global"},
                                                        {"local\"\nheat = \"full", "local"},
                                                        {"perlind", "perlind"},
                                                        {"redfield", "redfield"},
                                                        {"one_vn", "one_vn"}}) {
    const Answer own = answered("[study]\n" + dots +
                                "[system]\nfactors = { d = { kind = \"fermion\", count = 2 } }\n"
                                "hamiltonian = \"eps_1*n(0) + eps_2*n(1) + U*n(0)*n(1)\"\n"
                                "interaction = \"hopping*(raise(d[0])*lower(d[1]) + h.c.)\"\ndynamics = \"" +
                                mine +
                                "\"\n[baths.L]\nkind = \"fermion\"\nT = \"T_L\"\nmu = \"mu_L\"\ngamma = \"gamma_L\"\n"
                                "[baths.R]\nkind = \"fermion\"\nT = \"T_R\"\nmu = \"mu_R\"\ngamma = \"gamma_R\"\n"
                                "[[couplings]]\nbath = \"L\"\noperator = \"lower(d[0])\"\n[[couplings]]\nbath = "
                                "\"R\"\noperator = \"lower(d[1])\"\n" +
                                task("steady_state"));
    const Answer catalog =
        answered("[study]\nmodel = \"double_dot\"\n" + dots + "method = \"" + theirs + "\"\n" + task("steady_state"));
    expect_equal(own, catalog, {"particle_current_L", "heat_current_L", "heat_current_R", "entropy_production"});
  }
}

TEST(OwnRefrigerator, CoolsExactlyWhileTheVirtualQubitIsColder) {
  std::ifstream file("studies/three_qubit_refrigerator.toml");
  if (!file) GTEST_SKIP() << "runs in the root of the repository";
  std::stringstream text;
  text << file.rdbuf();
  const Study study = read_study(text.str(), "three_qubit_refrigerator.toml", {}, models());
  ASSERT_EQ(study.size(), 33U);
  const double window = 1 / (5 / 1.0 - 4 / 3.0);
  for (std::size_t k = 0; k < study.size(); ++k) {
    const Settings parameters = study.at(k);
    const Answer a = ask(*study.model, {parameters, study.task, study.keys});
    ASSERT_EQ(a.certificate.status, Status::ok) << a.certificate.reason;
    const double cold = a.quantities.number("heat_current_cold"), temperature = parameters.real("T_c");
    EXPECT_EQ(cold > 0, temperature > window) << temperature;
    EXPECT_NEAR(a.quantities.number("heat_current_hot"), 4 * cold, 1e-12 * std::abs(cold) + 1e-17);
    EXPECT_NEAR(a.quantities.number("heat_current_warm"), -5 * cold, 1e-12 * std::abs(cold) + 1e-17);
    EXPECT_NEAR(a.quantities.number("power"), 0, 1e-17) << "autonomous";
    EXPECT_GE(a.quantities.number("entropy_production"), 0);
    EXPECT_EQ(a.quantities.number("n_c") < 1 / (std::exp(1 / temperature) + 1), cold > 0)
        << "the qubit is colder than its bath";
  }
}

TEST(OwnMachines, CorrelateAsTheRegressionTheoremSays) {
  const std::string own =
      "[study]\n[system]\nfactors = { q = \"qubit\" }\nhamiltonian = \"2*n(q)\"\n[baths.b]\nT = 1.5\n"
      "gamma = 0.3\n[[couplings]]\nbath = \"b\"\noperator = \"x(q)\"\n";
  const Answer a =
      answered(own + task("correlation", "times = [0.0, 0.8]\nfirst = \"lower(q)\"\nsecond = \"raise(q)\"\n"));
  const double n = 1 / std::expm1(2 / 1.5), excited = n / (2 * n + 1), rate = 0.3 * (2 * n + 1);
  // <s-(t) s+(0)> = (1 - p) exp(-2it - rate t/2).
  EXPECT_NEAR(numbers(a, "correlation_re")[0], 1 - excited, 1e-14);
  EXPECT_NEAR(numbers(a, "correlation_re")[1], (1 - excited) * std::exp(-0.4 * rate) * std::cos(1.6), 1e-14);
  EXPECT_NEAR(numbers(a, "correlation_im")[1], -(1 - excited) * std::exp(-0.4 * rate) * std::sin(1.6), 1e-14);
}

}  // namespace
}  // namespace qalor
