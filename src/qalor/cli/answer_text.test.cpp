// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/cli/answer_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "qalor/study/sweep.hpp"
#include "tests/toy_network.hpp"

namespace qalor {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(AnswerText, CountsThePartsOfADevice) {
  const Study study = toy::read_network(toy::network_study("order = 2\n" + toy::two_dots, "map"));
  EXPECT_THAT(answer_text(study, answer_point(study, 0), 120),
              StartsWith("toy_network, map, network of 2 energies, 2 leads, 2 couplings, 0 bosons, order = 2\n\n"));
}

TEST(AnswerText, HeadsTheColumnsOfASweepByWhatIsSwept) {
  const Study study = toy::read_network(toy::network_study(
      toy::two_dots + "[sweep]\nlead.L.mu = { values = [0.5] }\norder = { values = [1, 2] }\n", "map"));
  std::map<std::size_t, Point> points;
  for (std::size_t i = 0; i < study.size(); ++i) points[i] = answer_point(study, i);
  const std::string text = sweep_text(study, points, 120);
  EXPECT_THAT(text, StartsWith("toy_network, map, network of 2 energies, 2 leads, 2 couplings, 0 bosons\n\n"));
  EXPECT_THAT(text, HasSubstr("  lead.L.mu  order"));
}

}  // namespace
}  // namespace qalor
