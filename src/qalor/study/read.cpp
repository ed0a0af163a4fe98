// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/study/read.hpp"

// The parser's own assertions would abort on wrong input such as "[;", for which it also has a proper error.
#define TOML_ASSERT(condition) static_cast<void>(0)
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "qalor/base/text.hpp"
#include "qalor/study/resolve.hpp"
#include "qalor/study/syntax.hpp"

namespace qalor {
namespace {

using syntax::Complaints;
using syntax::Entry;
using syntax::Node;
using syntax::Span;
using syntax::Table;

/// The place of a piece of the file; what goes over several lines is marked up to the end of its first.
Span span_of(const toml::source_region& region) {
  constexpr std::size_t rest_of_line = 1U << 20;
  const bool one_line = region.end.line == region.begin.line;
  const std::size_t length = one_line ? region.end.column - region.begin.column : rest_of_line;
  return {region.begin.line, region.begin.column, std::max<std::size_t>(length, 1)};
}

Node node_of(const toml::node& node);

Table table_of(const toml::table& table) {
  Table entries;
  for (const auto& [key, node] : table) {
    entries.push_back({std::string(key.str()), span_of(key.source()), node_of(node)});
  }
  const auto by_place = [](const Entry& a, const Entry& b) {
    return std::pair(a.where.line, a.where.column) < std::pair(b.where.line, b.where.column);
  };
  std::sort(entries.begin(), entries.end(), by_place);
  return entries;
}

Node node_of(const toml::node& node) {
  const Span where = span_of(node.source());
  if (const auto* table = node.as_table()) return {table_of(*table), where};
  if (const auto* array = node.as_array()) {
    syntax::Array elements;
    elements.reserve(array->size());
    for (const toml::node& element : *array) elements.push_back(node_of(element));
    return {std::move(elements), where};
  }
  if (const auto* text = node.as_string()) return {text->get(), where};
  if (const auto* integer = node.as_integer()) return {integer->get(), where};
  if (const auto* real = node.as_floating_point()) return {real->get(), where};
  if (const auto* boolean = node.as_boolean()) return {boolean->get(), where};
  return {syntax::Date{}, where};
}

std::string syntax_error_text(std::string_view description, const Location& where) {
  constexpr std::string_view start = "Error while parsing ";
  if (description.substr(0, start.size()) != start) return fmt::format("TOML syntax error: {}", description);
  description.remove_prefix(start.size());
  // The parser calls the line break in an unclosed string a control character.
  const auto starts_character = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
  const auto characters = std::count_if(where.excerpt.begin(), where.excerpt.end(), starts_character);
  const bool at_line_end = where.column > static_cast<std::size_t>(characters);
  if (at_line_end && description.substr(0, 7) == "string:") description = "string: the closing quote is missing";
  if (description == "value: could not determine value type") description = "value: no number, and a text needs quotes";
  return fmt::format("TOML syntax error in {}", description);
}

Table parse(const syntax::Text& text, Complaints& complaints) {
  const auto fault = syntax::fault_before_parsing(text.text());
  if (fault) complaints.add({}, fault->message, fault->where);
  complaints.raise();
  try {
    return table_of(toml::parse(text.text()));
  } catch (const toml::parse_error& error) {
    const Span where = span_of(error.source());
    complaints.add({}, syntax_error_text(error.description(), text.locate(where)), where);
  }
  complaints.raise();
  return {};
}

void mark_set(Node& node, const Override& set) {
  node.where = Span{0, 0, 1, &set};
  if (auto* array = std::get_if<syntax::Array>(&node.value)) {
    for (Node& element : *array) mark_set(element, set);
  }
  if (auto* table = std::get_if<Table>(&node.value)) {
    for (Entry& entry : *table) {
      entry.where = node.where;
      mark_set(entry.node, set);
    }
  }
}

/// What was typed after `--set name=`: a TOML value where it reads as one, else the words themselves.
Node set_value(const Override& set) {
  Node node{set.value, {}};
  const std::string line = "value = " + set.value;
  if (line.find('\n') == std::string::npos && !syntax::fault_before_parsing(line)) {
    try {
      const toml::table table = toml::parse(line);
      if (const toml::node* value = table.get("value"); table.size() == 1) node = node_of(*value);
    } catch (const toml::parse_error&) {
      // Not a TOML value: a bare word.
    }
  }
  mark_set(node, set);
  return node;
}

/// The table of that name; an empty one is added where there is none, so that `--set` works without it.
Table* open_table(Table& root, const std::string& name, const Override& set) {
  const auto found = std::find_if(root.begin(), root.end(), [&](const Entry& e) { return e.key == name; });
  if (found != root.end()) return std::get_if<Table>(&found->node.value);
  const Span where{0, 0, 1, &set};
  root.push_back({name, where, {Table{}, where}});
  return &std::get<Table>(root.back().node.value);
}

/// Puts the value of one `--set` in the place of the file's.
void apply(const Override& set, Table& root, Complaints& complaints) {
  const Span where{0, 0, 1, &set};
  if (utf8_length(set.name) < set.name.size() || utf8_length(set.value) < set.value.size()) {
    complaints.add({set.name}, "not UTF-8", where);
    return;
  }
  const std::size_t dot = set.name.find('.');
  const std::string first = dot == std::string::npos ? "" : set.name.substr(0, dot);
  if ((first == "study" && set.name != "study.title") || first == "sweep") {
    complaints.add({set.name}, syntax::settable, where);
    return;
  }
  // A name with dots that begins with no table may be a value of the device: it is known once the model is.
  const bool names_table = first == "parameters" || first == "task" || first == "study";
  const std::string table_name = names_table ? first : "parameters";
  const std::string key = names_table ? set.name.substr(dot + 1) : set.name;
  Table* table = open_table(root, table_name, set);
  if (table == nullptr) return;
  const auto before = std::find_if(table->begin(), table->end(), [&](const Entry& entry) { return entry.key == key; });
  if (before == table->end()) {
    table->push_back({key, where, set_value(set)});
    return;
  }
  const bool replaces = before->where.set == nullptr || before->where.replaces;
  *before = {key, {0, 0, 1, &set, replaces}, set_value(set)};
}

}  // namespace

Study read_study(const std::string& text, const std::string& file, const std::vector<Override>& overrides,
                 const std::vector<Model>& models) {
  const syntax::Text source(text, file);
  Complaints complaints(source);
  Table root = parse(source, complaints);
  for (const Override& set : overrides) apply(set, root, complaints);
  Study study = syntax::resolve(root, models, complaints);
  study.text = text;
  study.file = file;
  return study;
}

Study read_study(const std::string& text, const std::string& file, const std::vector<Override>& overrides) {
  return read_study(text, file, overrides, catalog());
}

}  // namespace qalor
