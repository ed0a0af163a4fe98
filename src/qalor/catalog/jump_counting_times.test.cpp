// SPDX-License-Identifier: BSD-3-Clause
#include <gmock/gmock.h>

#include <cmath>

#include "qalor/catalog/counted_models.hpp"
#include "tests/ask.hpp"

namespace qalor {
namespace {

using ask::Asked, ask::Given, ask::number, ask::numbers, ask::word;
using testing::ElementsAre, testing::HasSubstr;
using Reals = std::vector<double>;

const Model& model(const std::string& name) {
  static const std::vector<Model> models{two_bath_qubit(), three_level_maser(), driven_qubit()};
  for (const Model& one : models)
    if (one.name == name) return one;
  throw std::out_of_range(name);
}

Answer asked(const std::string& name, const std::string& task, const Given& given, const Given& keys) {
  Answer out = ask::answer(Asked(model(name), task, given, keys));
  EXPECT_EQ(out.certificate.status, Status::ok) << name << " " << task << ": " << out.certificate.reason;
  return out;
}

TEST(NoiseTask, RunsFromTheVarianceToShotNoise) {
  for (const std::string name : {"two_bath_qubit", "three_level_maser", "driven_qubit"}) {
    const Answer a = asked(name, "noise", {}, {{"frequencies", Reals{0, 0.3, 1e5}}});
    const auto noise = numbers(a, "noise");
    const Answer steady = asked(name, "cumulants", {}, {});
    EXPECT_NEAR(noise[0], numbers(steady, "cumulants")[1], 1e-12) << name;
    EXPECT_EQ(number(a, "variance"), numbers(steady, "cumulants")[1]);
    EXPECT_NEAR(noise[2], number(a, "shot_noise"), 1e-8);
    EXPECT_LT(a.certificate.details.number("variance_error"), 1e-13);
  }
}

TEST(NoiseTask, OfOneLevelIsALorentzian) {
  // Two-state telegraph: S = shot - (shot - C_2) Gamma^2/(Gamma^2 + omega^2) with the relaxation rate Gamma.
  const Answer a = asked("two_bath_qubit", "noise", {}, {{"frequencies", Reals{0, 0.5, 2, 7}}});
  const Real n_h = 1 / std::expm1(0.5), n_c = 1 / std::expm1(2.0), gamma = 2 + 2 * n_h + 2 * n_c;
  const auto noise = numbers(a, "noise");
  const Real shot = number(a, "shot_noise");
  for (std::size_t k = 0; k < 4; ++k) {
    const Real omega = numbers(a, "frequency")[k];
    EXPECT_NEAR(noise[k], shot - (shot - noise[0]) * gamma * gamma / (gamma * gamma + omega * omega), 1e-13);
  }
}

TEST(WaitingTimesTask, OfResonanceFluorescenceIsItsClosedForm) {
  const Answer a = asked("driven_qubit", "waiting_times", {{"Omega", 2.0}, {"n_bath", 0.0}},
                         {{"count", "emitted"}, {"times", Reals{0, 0.5, 3}}});
  const Real q = std::sqrt(4 - 0.25);
  for (std::size_t k = 0; k < 3; ++k) {
    const Real t = numbers(a, "time")[k], amplitude = 2 / q * std::exp(-0.25 * t) * std::sin(0.5 * q * t);
    EXPECT_NEAR(numbers(a, "waiting_density")[k], amplitude * amplitude, 1e-13);
  }
  EXPECT_NEAR(number(a, "mean_waiting_time"), 9.0 / 4, 1e-13);
  // The photons are a renewal process: the long-run Fano factor is the squared relative spread of the waiting time.
  const Real fano = 1 - 6 * 4.0 / 81;
  EXPECT_NEAR(number(a, "waiting_variance") / (81.0 / 16), fano, 1e-12);
  EXPECT_THAT(word(a, "jumps"), HasSubstr("down"));
}

TEST(WaitingTimesTask, SaysWhichJumpFollows) {
  for (const std::string name : {"two_bath_qubit", "three_level_maser", "driven_qubit"}) {
    const Answer a = asked(name, "waiting_times", {}, {{"count", "activity"}});
    EXPECT_LT(a.certificate.residual, 1e-12);
    EXPECT_NEAR(number(a, "mean_waiting_time") * number(asked(name, "cumulants", {}, {}), "activity"), 1, 1e-12);
  }
  // After a jump up of the two-level system, only a jump down can follow.
  const Answer a = asked("two_bath_qubit", "waiting_times", {}, {{"count", "activity"}});
  EXPECT_THAT(numbers(a, "jump"), ElementsAre(0, 1, 2, 3));
  EXPECT_NEAR(numbers(a, "next_jump")[0], 0, 1e-15);
  EXPECT_NEAR(numbers(a, "next_jump")[4] + numbers(a, "next_jump")[12], 1, 1e-14);
}

TEST(DistributionTask, HasTheMomentsOfTheCumulants) {
  for (const std::string name : {"two_bath_qubit", "three_level_maser", "driven_qubit"}) {
    const Given keys{{"times", Reals{0.5, 6}}};
    const auto p = numbers(asked(name, "distribution", {}, keys), "probability");
    const Answer a = asked(name, "distribution", {}, keys);
    const auto values = numbers(a, "value"), c = numbers(asked(name, "cumulants", {}, keys), "cumulants");
    for (std::size_t k = 0; k < 2; ++k) {
      Real mean = 0, third = 0;
      for (std::size_t n = 0; n < values.size(); ++n) mean += values[n] * p[k * values.size() + n];
      for (std::size_t n = 0; n < values.size(); ++n) third += std::pow(values[n] - mean, 3) * p[k * values.size() + n];
      EXPECT_NEAR(mean, c[4 * k], 1e-9) << name;
      EXPECT_NEAR(third, c[4 * k + 2], 1e-7) << name;
    }
  }
}

TEST(DistributionTask, AgreesWithTrajectories) {
  const Given keys{{"count", "emitted"}, {"times", Reals{3}}, {"initial", Reals{1, 0}}};
  const Answer exact = asked("driven_qubit", "distribution", {}, keys);
  Given sampled = keys;
  sampled.push_back({"trajectories", std::int64_t{4000}});
  const Answer drawn = asked("driven_qubit", "trajectories", {}, sampled);
  Real mean = 0;
  for (std::size_t n = 0; n < numbers(exact, "value").size(); ++n)
    mean += numbers(exact, "value")[n] * numbers(exact, "probability")[n];
  EXPECT_NEAR(numbers(drawn, "mean")[0], mean, 3 * numbers(drawn, "mean_error")[0]);
}

TEST(TimeTasks, RefuseWhatTheyCannotAnswer) {
  const auto refused = [](const std::string& name, const std::string& task, const Given& given, const Given& keys) {
    return ask::complaints(Asked(model(name), task, given, keys));
  };
  EXPECT_THAT(refused("driven_qubit", "noise", {}, {}), ElementsAre("the task `noise` needs `frequencies`"));
  EXPECT_THAT(refused("driven_qubit", "distribution", {}, {}), ElementsAre("the task `distribution` needs `times`"));
  EXPECT_THAT(refused("three_level_maser", "distribution", {}, {{"count", "entropy"}, {"times", Reals{1}}}),
              ElementsAre("`count`: jumps change \"entropy\" by 0.182322 or 3.63856, which are not multiples of one "
                          "unit: its values form no lattice"));
}

}  // namespace
}  // namespace qalor
