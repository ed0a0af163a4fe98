// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/escape.hpp"

#include <gtest/gtest.h>

namespace qalor {
namespace {

TEST(Escape, KeepsValidText) { EXPECT_EQ(valid_utf8("ħ = k_B = 1, 🜂"), "ħ = k_B = 1, 🜂"); }

TEST(Escape, ReplacesWhatIsNotUtf8) {
  EXPECT_EQ(valid_utf8("a\xFFz"), "a\uFFFDz");
  EXPECT_EQ(valid_utf8("\xC3"), "\uFFFD");                      // cut off
  EXPECT_EQ(valid_utf8("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");  // a surrogate
  EXPECT_EQ(valid_utf8(std::string("a\0b", 3)), "a\uFFFDb");
}

TEST(Escape, LeavesNothingOfHtml) {
  EXPECT_EQ(html_escaped("<a href=\"x\" id='y'>&"), "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;");
}

}  // namespace
}  // namespace qalor
