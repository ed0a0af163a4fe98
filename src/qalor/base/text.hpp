#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Pieces of messages.
namespace qalor {

/// Bytes of the UTF-8 character at the start of the text; 0 where there is none. Overlong forms, surrogates and code
/// points above U+10FFFF are none.
std::size_t character_length(std::string_view text);

/// Bytes of the text before the first that belongs to no UTF-8 character: all of them where the text is UTF-8.
std::size_t utf8_length(std::string_view text);

/// The text, or its first `bytes` bytes (whole characters) and "..." when it is longer.
std::string shortened(const std::string& text, std::size_t bytes = 60);

/// The text between double quotes, shortened: a message must not drown in what it quotes.
std::string quoted(const std::string& text);

/// "`a`, `b` or `c`": the names between marks, the last one after `last_word`.
std::string list_text(const std::vector<std::string>& names, const std::string& last_word = "or", char mark = '`');

}  // namespace qalor
