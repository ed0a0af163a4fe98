// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "qalor/report/json.hpp"

namespace qalor {
namespace {

using testing::HasSubstr;

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(Infinity, IsWrittenByNameInStudiesAndTheirJson) {
  for (const char* beta : {"inf", "\"inf\""}) {
    const std::string text = fmt::format(
        "[study]\nmodel = \"reservoir_mode\"\n[parameters]\nbeta = {}\n[task]\nkind = "
        "\"steady_state\"\n",
        beta);
    EXPECT_EQ(read_study(text, "-").parameters.real("beta"), infinity);
    const Study study = read_study(text, "-");
    EXPECT_THAT(study_json(study), HasSubstr("\"beta\":\"inf\""));
    EXPECT_EQ(study_of_json(study_json(study), *study.model).parameters.real("beta"), infinity);
  }
}

}  // namespace
}  // namespace qalor
