// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/version.hpp"

#include <gtest/gtest.h>

#include <regex>

namespace qalor {
namespace {

TEST(Version, IsThreeNumbers) { EXPECT_TRUE(std::regex_match(version(), std::regex(R"(\d+\.\d+\.\d+)"))) << version(); }

TEST(BuildInformation, NamesACommitOrSaysThatItIsUnknown) {
  const auto& commit = build_information().commit;
  EXPECT_TRUE(std::regex_match(commit, std::regex("[0-9a-f]{40}(-dirty)?|unknown"))) << commit;
}

TEST(BuildInformation, LeavesNothingEmpty) {
  const auto& build = build_information();
  for (const auto* text : {&build.version, &build.compiler, &build.flags, &build.build_type}) {
    EXPECT_FALSE(text->empty());
  }
}

}  // namespace
}  // namespace qalor
