// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/text.hpp"

#include <gtest/gtest.h>

namespace qalor {
namespace {

TEST(Text, CharactersAreAsLongAsUtf8Says) {
  EXPECT_EQ(character_length("a"), 1U);
  EXPECT_EQ(character_length("\xc3\xa9t"), 2U);
  EXPECT_EQ(character_length("\xe2\x82\xac"), 3U);
  EXPECT_EQ(character_length("\xf0\x9f\x94\xa5"), 4U);
}

TEST(Text, WhatIsNoCharacterHasNoLength) {
  EXPECT_EQ(character_length(""), 0U);
  EXPECT_EQ(character_length("\x80"), 0U) << "a continuation alone";
  EXPECT_EQ(character_length("\xc3"), 0U) << "cut short";
  EXPECT_EQ(character_length("\xc0\xaf"), 0U) << "overlong";
  EXPECT_EQ(character_length("\xe0\x80\xaf"), 0U) << "overlong";
  EXPECT_EQ(character_length("\xed\xa0\x80"), 0U) << "a surrogate";
  EXPECT_EQ(character_length("\xf4\x90\x80\x80"), 0U) << "above U+10FFFF";
}

TEST(Text, IsUtf8UpToTheFirstByteThatBelongsToNoCharacter) {
  EXPECT_EQ(utf8_length("a\xc3\xa9"), 3U);
  EXPECT_EQ(utf8_length("a\xc3\xa9\xffz"), 3U);
  EXPECT_EQ(utf8_length(""), 0U);
}

TEST(Text, LongTextsAreShortenedAtACharacter) {
  EXPECT_EQ(shortened("abc", 3), "abc");
  EXPECT_EQ(shortened("abcd", 3), "abc...");
  EXPECT_EQ(shortened("ab\xc3\xa9", 3), "ab...");
  EXPECT_EQ(quoted(std::string(61, 'x')), '"' + std::string(60, 'x') + "...\"");
}

TEST(Text, NamesAreListedAsInASentence) {
  EXPECT_EQ(list_text({"a"}), "`a`");
  EXPECT_EQ(list_text({"a", "b"}), "`a` or `b`");
  EXPECT_EQ(list_text({"a", "b", "c"}, "and", '"'), "\"a\", \"b\" and \"c\"");
}

}  // namespace
}  // namespace qalor
