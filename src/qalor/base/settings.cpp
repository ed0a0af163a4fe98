// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/settings.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

namespace qalor {
namespace {

std::string array_text(const std::vector<std::string>& elements) {
  std::string text = "[";
  for (std::size_t i = 0; i < elements.size(); ++i) text += (i > 0 ? ", " : "") + elements[i];
  return text + "]";
}

template <class T>
const T& typed(const Value& value, const std::string& name, const char* type) {
  if (const T* held = std::get_if<T>(&value)) return *held;
  throw std::out_of_range(fmt::format("`{}` is not {}", name, type));
}

}  // namespace

std::string value_text(const Value& value) {
  if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *integer);
  if (const auto* boolean = std::get_if<bool>(&value)) return *boolean ? "true" : "false";
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  std::vector<std::string> elements;
  if (const auto* reals = std::get_if<std::vector<double>>(&value)) {
    for (const double x : *reals) elements.push_back(fmt::format("{}", x));
  }
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
    for (const std::string& text : *texts) elements.push_back('"' + text + '"');
  }
  if (const auto* rows = std::get_if<std::vector<std::vector<double>>>(&value)) {
    for (const auto& row : *rows) elements.push_back(value_text(row));
  }
  return array_text(elements);
}

const Value& Settings::at(const std::string& name) const {
  const auto found = values_.find(name);
  if (found == values_.end()) throw std::out_of_range(fmt::format("`{}` has no value", name));
  return found->second.value;
}

double Settings::real(const std::string& name) const {
  const Value& value = at(name);
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
  return typed<double>(value, name, "a number");
}

std::int64_t Settings::integer(const std::string& name) const {
  return typed<std::int64_t>(at(name), name, "an integer");
}

bool Settings::boolean(const std::string& name) const { return typed<bool>(at(name), name, "a boolean"); }

const std::string& Settings::text(const std::string& name) const {
  return typed<std::string>(at(name), name, "a text");
}

const std::vector<double>& Settings::reals(const std::string& name) const {
  return typed<std::vector<double>>(at(name), name, "an array of numbers");
}

const std::vector<std::string>& Settings::texts(const std::string& name) const {
  return typed<std::vector<std::string>>(at(name), name, "an array of texts");
}

const std::vector<std::vector<double>>& Settings::rows(const std::string& name) const {
  return typed<std::vector<std::vector<double>>>(at(name), name, "an array of arrays of numbers");
}

bool Settings::given(const std::string& name) const {
  const auto found = values_.find(name);
  return found != values_.end() && found->second.given;
}

Location Settings::where(const std::string& name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? Location{} : found->second.where;
}

void Settings::set(const std::string& name, Value value, bool given, Location where) {
  values_[name] = Entry{std::move(value), given, std::move(where)};
}

Settings Settings::with(const std::string& name, Value value) const {
  Settings changed = *this;
  Entry& entry = changed.values_[name];
  entry.value = std::move(value);
  entry.given = true;
  return changed;
}

}  // namespace qalor
