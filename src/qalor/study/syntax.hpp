#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "qalor/base/error.hpp"
#include "qalor/study/study.hpp"

/// The parsed tree of a study file with the place of every key and value, as far as a study needs it.
/// Nothing here knows the parser.
namespace qalor::syntax {

/// A stretch of the study file. Lines and columns count from 1, columns in characters; line 0: the file as a whole.
/// What was given by `--set` has no place in the file but points to its override.
struct Span {
  std::size_t line = 0;
  std::size_t column = 0;
  std::size_t length = 1;
  const Override* set = nullptr;
  bool replaces = false;  ///< of a --set: a value of the file
};

/// Where the values of a study stand in the file, or on the command line, by name.
using Places = std::map<std::string, Span>;

struct Entry;
using Table = std::vector<struct Entry>;  ///< in the order in which the keys stand in the file
using Array = std::vector<struct Node>;
/// TOML has dates and times; a study does not. They are kept only to be refused by name.
struct Date {};

struct Node {
  std::variant<Date, bool, std::int64_t, double, std::string, Array, Table> value;
  Span where;
};

struct Entry {
  std::string key;
  Span where;  ///< of the key
  Node node;
};

const Entry* find_entry(const Table& table, std::string_view key);

/// Text of a study file without byte order mark, its name for messages, and its lines.
class Text {
 public:
  Text(std::string_view text, std::string name);

  std::string_view text() const { return text_; }
  const std::string& name() const { return name_; }
  /// The place with its line, for a message.
  Location locate(const Span& span) const;
  /// The place of a part of the text that stands in quotes at `string`, which may go over several lines: `length`
  /// characters from `begin` on, counted from 0.
  Span inside(const Span& string, std::size_t begin, std::size_t length) const;
  /// The place without its line, for what is kept: settings are copied many times.
  Location place(const Span& span) const;

 private:
  std::string_view text_;
  std::string name_;
  std::vector<std::string_view> lines_;
};

/// Something wrong at one place.
struct Fault {
  std::string message;
  Span where;
};

/// Why the parser must not see a text, if so: it is over 1 MiB, not UTF-8, nested more than 64 deep (brackets and
/// dotted keys together), or has other than ASCII characters where TOML knows none (toml++ 3.3 leaves undefined what
/// happens then: `is_non_ascii_horizontal_whitespace` ends in an unreachable default).
std::optional<Fault> fault_before_parsing(std::string_view text);

/// All complaints about one study, each with its place.
class Complaints {
 public:
  explicit Complaints(const Text& text) : text_(text) {}

  void add(std::vector<std::string> fields, std::string message, const Span& where);
  std::size_t size() const { return found_.size(); }
  const Text& text() const { return text_; }
  /// Throws InputError with all complaints, in the order of the file and without repetition, if there are any.
  void raise() const;

 private:
  struct Found {
    std::vector<std::string> fields;
    std::string message;
    Span where;
  };
  const Text& text_;
  std::vector<Found> found_;
};

}  // namespace qalor::syntax
