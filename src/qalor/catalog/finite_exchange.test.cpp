// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/finite_exchange.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "tests/ask.hpp"
#include "tests/machines.hpp"

namespace qalor {
namespace {

using ask::Asked, ask::Given, ask::numbers;
using laws::Dice;
using testing::ElementsAre, testing::HasSubstr, testing::IsEmpty;
using Texts = std::vector<std::string>;

const Model& model() { return *find_model("finite_exchange"); }

Given joined(Given a, const Given& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

Answer at(const std::vector<double>& times, const Given& given, const Texts& outputs, const Given& keys = {}) {
  return ask::answer(Asked(model(), "exchange", given, joined({{"times", times}, {"outputs", outputs}}, keys)));
}

Given sizes(std::int64_t a, std::int64_t b, const Given& more = {}) {
  return joined({{"sites_A", a}, {"sites_B", b}}, more);
}
Given states(Real beta, Real mu) { return {{"beta_A", beta}, {"beta_B", beta}, {"mu_A", mu}, {"mu_B", mu}}; }

void expect_near(const std::vector<double>& found, const std::vector<double>& expected, Real tolerance) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t k = 0; k < found.size(); ++k) EXPECT_NEAR(found[k], expected[k], tolerance) << k;
}

/// Two levels in contact: everything in closed form.
struct TwoLevels {
  Real a, b, contact, beta, mu;
  Real fermi(Real e) const { return 1 / (std::exp(beta * (e - mu)) + 1); }
  Real passed(Real tau) const {
    const Real frequency = std::sqrt(contact * contact + 0.25 * (a - b) * (a - b));
    return std::pow(contact / frequency * std::sin(frequency * tau), 2);
  }
};

TEST(FiniteExchange, TwoLevelsAreTheirClosedForm) {
  const TwoLevels t{-1, 1.5, 0.6, 3, 0.3};
  const Answer answer =
      at({2}, sizes(1, 1, joined(states(3, 0.3), {{"onsite_A", -1.0}, {"onsite_B", 1.5}, {"contact", 0.6}})),
         {"transport", "number_distribution"}, {{"basis", "energy"}});
  const Real p = t.passed(2), na = t.fermi(-1), nb = t.fermi(1.5);
  const Real ga = na * (1 - na), gb = nb * (1 - nb), middle = 0.25;
  expect_near(numbers(answer, "transfer_particles"), {p * (na - nb)}, 1e-12);
  expect_near(numbers(answer, "work"), {2.5 * p * (na - nb)}, 1e-12);
  const Real e = t.a * ga + t.b * gb, n = ga + gb;
  expect_near(numbers(answer, "transport"), {0.5 * p * middle * e, 0.5 * p * middle * n, 0.5 * p * e, 0.5 * p * n},
              1e-12);
  expect_near(numbers(answer, "number_probability"),
              {p * na * (1 - nb), 1 - p * (na + nb - 2 * na * nb), p * nb * (1 - na)}, 1e-12);
  // A phase of the only bond, and an interaction across it, change nothing without spin.
  const Given ring = sizes(1, 1,
                           joined(states(3, 0.3), {{"geometry", "ring"},
                                                   {"contact_far", 0.0},
                                                   {"flux", 0.7},
                                                   {"onsite_A", -1.0},
                                                   {"onsite_B", 1.5},
                                                   {"contact", 0.6},
                                                   {"V_contact", 2.0}}));
  EXPECT_NEAR(numbers(at({2}, ring, {}), "work")[0], 2.5 * p * (na - nb), 1e-12);
}

TEST(FiniteExchange, PublishedNumbersOfTwoLevels) {
  const Answer answer =
      at({2}, sizes(1, 1, joined(states(3, 0), {{"onsite_A", -1.0}, {"onsite_B", 1.5}, {"contact", 0.6}})),
         {"transport"}, {{"basis", "energy"}});
  expect_near(numbers(answer, "transfer_particles"), {0.02287922788617823}, 1e-12);
  expect_near(numbers(answer, "work"), {0.057198069715445575}, 1e-12);
  expect_near(numbers(answer, "transport"),
              {-8.770970509881715e-5, 1.7022030205024813e-4, -3.508388203952686e-4, 6.808812082009925e-4}, 1e-12);
}

TEST(FiniteExchange, InteractingBodiesHaveTheNumbersOfTheSpecification) {
  const Given hubbard = joined(states(2, 1), {{"spin", "half"}, {"U", 4.0}});
  const Answer dimers = at({6}, sizes(2, 2, hubbard), {"transport"});
  expect_near(numbers(dimers, "work"), {0.6053874841}, 1e-9);
  expect_near(numbers(dimers, "transport_asymmetry"), {-0.0181456761}, 1e-9);
  const Answer odd = at({6}, sizes(2, 3, hubbard), {});
  expect_near(numbers(odd, "work"), {0.7128552806}, 1e-9);
  expect_near(numbers(odd, "transfer_particles"), {0.0121513696}, 1e-9);
  expect_near(numbers(odd, "transfer_heat"), {0.1124059852}, 1e-9);
  const Given chains = sizes(3, 7, joined(states(2, 0.6), {{"V_nn", 1.5}}));
  expect_near(numbers(at({6}, chains, {}), "work"), {0.4281270260}, 1e-9);
  const Answer touching = at({6}, joined(chains, {{"V_contact", 1.5}}), {});
  expect_near(numbers(touching, "work"), {0.8081817449}, 1e-9);
  expect_near(numbers(touching, "transfer_particles"), {0.0404934312}, 1e-9);
  expect_near(numbers(touching, "transfer_heat"), {0.2163922718}, 1e-9);
}

TEST(FiniteExchange, TransportIsTheDerivativeOfTheMeans) {
  const Real h = 1e-4;  // the third derivative leaves 1e-9
  const auto means = [&](Real shift) {
    // lambda_A + (0, x/2), lambda_B - (0, x/2) at beta = 2.
    const Answer a = at(
        {5}, sizes(2, 5, {{"beta_A", 2.0}, {"beta_B", 2.0}, {"mu_A", 0.6 + shift / 4}, {"mu_B", 0.6 - shift / 4}}), {});
    return std::pair{numbers(a, "transfer_energy")[0], numbers(a, "transfer_particles")[0]};
  };
  const auto up = means(h), down = means(-h);
  const auto l = numbers(at({5}, sizes(2, 5, states(2, 0.6)), {"transport"}, {{"basis", "energy"}}), "transport");
  EXPECT_NEAR((up.first - down.first) / (2 * h), l[1], 1e-8);
  EXPECT_NEAR((up.second - down.second) / (2 * h), l[3], 1e-8);
}

/// Averages over the joint law at forces (0, x) or (x, 0), as the detailed theorem wants them.
std::vector<Real> weighted_by_work(Real energy_force, Real particle_force) {
  const Real beta_a = 2 - 0.5 * energy_force, beta_b = 2 + 0.5 * energy_force;
  const Real mu_a = (2 * 0.6 + 0.5 * particle_force) / beta_a, mu_b = (2 * 0.6 - 0.5 * particle_force) / beta_b;
  const Answer a =
      at({5}, sizes(1, 2, {{"beta_A", beta_a}, {"beta_B", beta_b}, {"mu_A", mu_a}, {"mu_B", mu_b}}), {"joint"});
  const auto p = numbers(a, "joint_probability"), ea = numbers(a, "joint_energy_A"), eb = numbers(a, "joint_energy_B"),
             na = numbers(a, "joint_particles_A");
  std::vector<Real> out(2, 0);
  for (std::size_t k = 0; k < p.size(); ++k) {
    const Real factor = -p[k] * std::expm1(-2 * (ea[k] + eb[k]));
    out[0] += factor * 0.5 * (eb[k] - ea[k]);
    out[1] -= factor * na[k];
  }
  return out;
}

TEST(FiniteExchange, TransportIsHalfTheNoisePlusWhatWorkAdds) {
  const Real h = 1e-4;
  const Answer a = at({5}, sizes(1, 2, states(2, 0.6)), {"transport", "covariance"}, {{"basis", "energy"}});
  const auto l = numbers(a, "transport");
  const auto c = numbers(a, "covariance");
  const Eigen::Map<const ChargeMatrix> covariance(c.data());
  const std::vector<Charges> flux{Charges(-0.5, 0, 0.5, 0), Charges(0, -0.5, 0, 0.5)};
  const std::vector<Real> mean{numbers(a, "transfer_energy")[0], numbers(a, "transfer_particles")[0]};
  for (std::size_t j = 0; j < 2; ++j) {
    const auto up = weighted_by_work(j == 0 ? h : 0, j == 1 ? h : 0);
    const auto down = weighted_by_work(j == 0 ? -h : 0, j == 1 ? -h : 0);
    for (std::size_t i = 0; i < 2; ++i) {
      const Real noise = flux[i].dot(covariance * flux[j]) + mean[i] * mean[j];
      EXPECT_NEAR(l[2 * i + j], 0.5 * noise + 0.5 * (up[i] - down[i]) / (2 * h), 1e-8);
    }
  }
}

TEST(FiniteExchange, SecondLawAndUncertaintyHoldForRandomStates) {
  Dice dice(3);
  for (const auto& [a, b] : std::vector<std::pair<std::int64_t, std::int64_t>>{{2, 2}, {2, 5}, {3, 4}})
    for (int k = 0; k < 150; ++k) {
      const Answer r = at({dice.between(0.1, 30)},
                          sizes(a, b,
                                {{"beta_A", dice.between(0.1, 4)},
                                 {"beta_B", dice.between(0.1, 4)},
                                 {"mu_A", dice.between(-2, 2)},
                                 {"mu_B", dice.between(-2, 2)}}),
                          {"bounds"});
      EXPECT_GE(numbers(r, "total_entropy_production")[0], 0);
      for (const std::string name : {"energy", "particles", "heat"})
        EXPECT_FALSE(numbers(r, "tur_ratio_" + name)[0] < 1);
      EXPECT_EQ(r.certificate.status, Status::ok) << r.certificate.reason;
      EXPECT_LT(r.certificate.residual, 1e-12);
    }
}

TEST(FiniteExchange, ParticleHoleMirrorAndCommonShifts) {
  const auto transport = [&](Real mu, Real level, const std::string& basis) {
    return numbers(at({3}, sizes(2, 5, joined(states(2, mu), {{"onsite_A", level}, {"onsite_B", level}})),
                      {"transport"}, {{"basis", basis}}),
                   "transport");
  };
  const auto up = transport(0.6, 0, "energy"), down = transport(-0.6, 0, "energy");
  expect_near(down, {up[0], -up[1], -up[2], up[3]}, 1e-12);
  expect_near(transport(1.3, 0.7, "heat"), transport(0.6, 0, "heat"), 1e-12);
  const Answer half = at({3}, sizes(2, 3, joined(states(2, 2), {{"spin", "half"}, {"U", 4.0}})), {"transport"});
  const auto l = numbers(half, "transport");
  expect_near({l[1], l[2], numbers(half, "transfer_particles")[0]}, {0, 0, 0}, 1e-12);
}

TEST(FiniteExchange, InfinitelyHotBodiesShowNoAnomaly) {
  const Answer a = at({0.5, 4, 20}, sizes(2, 5, states(1e-9, 0.7e9)), {"transport"}, {{"basis", "energy"}});
  for (std::size_t t = 0; t < 3; ++t) {
    EXPECT_NEAR(numbers(a, "transport_asymmetry")[t], 0, 1e-8);
    EXPECT_NEAR(numbers(a, "transfer_particles")[t], 0, 1e-8);
    EXPECT_GT(numbers(a, "transport_min_eig")[t], -1e-8);
  }
}

/// Second order in the contact, between the modes of open chains.
std::pair<Real, Real> second_order(std::int64_t sites_a, std::int64_t sites_b, Real contact, Real tau, bool is_short) {
  const auto mode = [](std::int64_t sites, std::int64_t k, std::int64_t site) {
    const Real angle = std::numbers::pi * static_cast<Real>(k) / static_cast<Real>(sites + 1);
    return std::pair{-2 * std::cos(angle),
                     std::sqrt(2 / static_cast<Real>(sites + 1)) * std::sin(angle * static_cast<Real>(site))};
  };
  Real particles = 0, work = 0;
  for (std::int64_t k = 1; k <= sites_a; ++k)
    for (std::int64_t l = 1; l <= sites_b; ++l) {
      const auto [ea, a] = mode(sites_a, k, sites_a);
      const auto [eb, b] = mode(sites_b, l, 1);
      const Real gap = ea - eb;
      const Real kernel =
          is_short || std::abs(gap) < 1e-12 ? tau * tau : std::pow(2 * std::sin(0.5 * gap * tau) / gap, 2);
      const Real bias = 1 / (std::exp(ea - 0.8) + 1) - 1 / (std::exp(2 * (eb - 0.2)) + 1);
      particles += std::pow(contact * a * b, 2) * kernel * bias;
      work -= gap * std::pow(contact * a * b, 2) * kernel * bias;
    }
  return {particles, work};
}

TEST(FiniteExchange, WeakAndShortContactsAreSecondOrder) {
  const Given biased = sizes(2, 5, {{"mu_A", 0.8}, {"beta_B", 2.0}, {"mu_B", 0.2}});
  const Answer weak = at({7}, joined(biased, {{"contact", 1e-3}}), {});
  const auto [particles, work] = second_order(2, 5, 1e-3, 7, false);
  EXPECT_NEAR(numbers(weak, "transfer_particles")[0] / particles, 1, 1e-5);
  EXPECT_NEAR(numbers(weak, "work")[0] / work, 1, 1e-5);
  const Answer brief = at({1e-3}, biased, {});
  EXPECT_NEAR(numbers(brief, "transfer_particles")[0] / second_order(2, 5, 1, 1e-3, true).first, 1, 1e-5);
}

TEST(FiniteExchange, CertificateSaysHowTheAnswerWasFound) {
  const Answer free = at({20}, sizes(10, 30, states(2, 0.6)), {"fluctuation"});
  EXPECT_THAT(free.certificate.method, HasSubstr("quadratic"));
  EXPECT_NEAR(numbers(free, "integral_fluctuation")[0], 1, 1e-10);
  EXPECT_EQ(std::get<std::int64_t>(*free.certificate.details.find("zero_bias")), 1);
  EXPECT_EQ(free.quantities.find("tanh_half_entropy"), nullptr);
  const Answer cold = at({2}, states(40, 0.1), {"fluctuation"});
  EXPECT_TRUE(std::isnan(numbers(cold, "integral_fluctuation")[0]));
  EXPECT_THAT(ask::word(cold, "integral_fluctuation_error"), HasSubstr("not evaluated"));
  const Answer drawn = at({2}, states(2, 0.6), {"fluctuation"}, {{"method", "sampling"}});
  EXPECT_TRUE(std::isnan(numbers(drawn, "integral_fluctuation")[0]));
  EXPECT_EQ(drawn.certificate.status, Status::ok);
  const Answer flux = at({2}, {{"geometry", "ring"}, {"flux", 0.4}}, {"bounds"});
  EXPECT_EQ(ask::word(flux, "micro_reversibility"), "broken by flux");
  EXPECT_TRUE(std::isnan(numbers(flux, "tur_ratio_heat")[0]));
  const Answer unused = at({2}, {{"ramp_shape", "cosine"}}, {}, {{"seed", std::int64_t{3}}});
  EXPECT_THAT(unused.certificate.warnings,
              ElementsAre("`ramp_shape` is not used: the contact is switched suddenly (`ramp` "
                          "= 0)",
                          "`seed` is not used: this method draws nothing"));
}

TEST(FiniteExchange, PointsOfASweepShareTheMotionAndAnswerToTheSameBits) {
  Memo memo;
  for (const Given& more :
       {Given{}, Given{{"contact", 0.7}}, Given{{"ramp", 0.5}}, Given{{"flux", 0.8}, {"geometry", "ring"}}}) {
    const Texts outputs = more.empty() ? Texts{"transport", "bounds", "time_average"} : Texts{"transport"};
    for (const Real beta : {0.5, 2.0, 2.0}) {
      const Given given = joined(sizes(2, 5, more), {{"beta_A", beta}, {"mu_B", -0.3}});
      const Asked asked(model(), "exchange", given, {{"times", std::vector<double>{1.5, 4}}, {"outputs", outputs}});
      Question question = asked.question();
      const Answer alone = model().answer(question);
      question.memo = &memo;
      const Answer shared = model().answer(question);
      ASSERT_EQ(alone.quantities.size(), shared.quantities.size());
      for (const auto& [name, datum] : alone.quantities)
        if (const auto* array = std::get_if<Array>(&datum)) {
          const auto& found = std::get<Array>(*shared.quantities.find(name)).values;
          for (std::size_t k = 0; k < found.size(); ++k)
            EXPECT_TRUE(array->values[k] == found[k] || (std::isnan(array->values[k]) && std::isnan(found[k]))) << name;
        }
    }
  }
  // The bodies, each with its motion at two times; of the first the propagators and the average, too.
  EXPECT_EQ(memo.size(), 4 * 3 + 1U);
}

TEST(FiniteExchange, EveryQuantityIsDescribed) {
  const std::vector<std::vector<double>> chi{{0, 0.3, 0, 0}};
  const Texts every{"response",    "covariance", "rates", "transport",    "characteristic", "number_distribution",
                    "fluctuation", "bounds",     "joint", "time_average", "references"};
  const Answer all = at({2, 3}, states(2, 0.6), every, {{"chi", chi}});
  const Answer drawn = at({2}, states(2, 0.6), {"transport", "fluctuation"}, {{"method", "sampling"}});
  for (const Answer* answer : {&all, &drawn})
    for (const auto& [name, datum] : answer->quantities) {
      const auto is_this = [&](const Quantity& q) { return q.name == name; };
      const auto found = std::find_if(model().quantities.begin(), model().quantities.end(), is_this);
      ASSERT_NE(found, model().quantities.end()) << name;
      const auto* array = std::get_if<Array>(&datum);
      EXPECT_EQ(array != nullptr ? array->shape.size() : 0, found->axes.size()) << name;
    }
}

}  // namespace
}  // namespace qalor
