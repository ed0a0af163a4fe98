// SPDX-License-Identifier: BSD-3-Clause
// The independently computed points of tests/reference/double_dot.json, through the model.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/ask.hpp"

namespace {

using namespace qalor;
using nlohmann::json;

json points() {
  std::ifstream file("tests/reference/double_dot.json");
  return json::parse(file);
}

ask::Given given(const json& parameters) {
  ask::Given out;
  for (const auto& [name, value] : parameters.items()) {
    if (value.is_string())
      out.emplace_back(name, value.get<std::string>());
    else if (value.is_number_integer())
      out.emplace_back(name, value.get<std::int64_t>());
    else
      out.emplace_back(name, value.get<double>());
  }
  return out;
}

/// At U = 0 every method says how far from the exact currents it is.
void expect_graded(const json& point, const Answer& answer) {
  const json& parameters = point["study"]["parameters"];
  const bool graded = parameters.value("U", 0.0) == 0 && parameters.value("method", "perlind") != "negf";
  EXPECT_EQ(answer.certificate.details.find("particle_current_error") != nullptr, graded);
}

TEST(DoubleDotReference, EveryPointIsWithinItsTolerance) {
  const json all = points();
  ASSERT_EQ(all.size(), 31u);
  double worst = 0;
  for (const json& point : all) {
    SCOPED_TRACE(point["id"].get<std::string>());
    const Answer answer = ask::answer({*find_model("double_dot"), "steady_state", given(point["study"]["parameters"])});
    const double rtol = point["rtol"];
    const double atol = point["atol"];
    std::set<std::string> names;
    for (const auto& [name, datum] : answer.quantities) names.insert(name);
    for (const auto& [name, expected] : point["expect"].items()) {
      ASSERT_EQ(names.erase(name), 1u) << name;
      const double allowed = atol + rtol * std::abs(expected.get<double>());
      const double off = std::abs(ask::number(answer, name) - expected.get<double>()) / allowed;
      EXPECT_LE(off, 1) << name;
      worst = std::max(worst, off);
    }
    EXPECT_TRUE(names.empty()) << *names.begin() << " is beyond the specification";
    expect_graded(point, answer);
    const bool second_law = point["expect"]["entropy_production"].get<double>() >= 0;
    EXPECT_EQ(answer.certificate.status, second_law ? Status::ok : Status::law_violated) << answer.certificate.reason;
  }
  EXPECT_LT(worst, 1e-4);  // a looser match than this would be a change of method
}

}  // namespace
