// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/hilbert/space.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <stdexcept>

namespace qalor {
namespace {

constexpr std::size_t largest_dimension = std::size_t{1} << 31;

std::vector<std::string> names(const std::vector<Factor>& factors) {
  std::vector<std::string> out;
  for (const Factor& factor : factors) out.push_back(factor.name);
  return out;
}

void require_valid(const Factor& factor) {
  const bool two = factor.kind == Factor::Kind::qubit || factor.kind == Factor::Kind::fermion;
  if (two && factor.dimension != 2)
    throw std::invalid_argument(fmt::format("factor `{}` has two levels, not {}", factor.name, factor.dimension));
  if (factor.dimension < 2)
    throw std::invalid_argument(
        fmt::format("factor `{}` needs at least 2 levels, not {}", factor.name, factor.dimension));
}

}  // namespace

Space::Space(std::vector<Factor> factors) {
  if (factors.empty()) throw std::invalid_argument("a space needs at least one factor");
  Shape shape;
  shape.strides.resize(factors.size());
  for (std::size_t k = factors.size(); k-- > 0;) {
    require_valid(factors[k]);
    for (std::size_t other = 0; other < k; ++other)
      if (factors[other].name == factors[k].name)
        throw std::invalid_argument(fmt::format("two factors are called `{}`", factors[k].name));
    shape.strides[k] = shape.dimension;
    if (factors[k].dimension > largest_dimension / shape.dimension)
      throw std::invalid_argument("the dimension of the space exceeds 2^31");
    shape.dimension *= factors[k].dimension;
  }
  shape.factors = std::move(factors);
  shape_ = std::make_shared<const Shape>(std::move(shape));
}

std::size_t Space::index(const std::string& name) const {
  for (std::size_t k = 0; k < factors().size(); ++k)
    if (factors()[k].name == name) return k;
  throw std::invalid_argument(fmt::format("no factor `{}`; there are {}", name, fmt::join(names(factors()), ", ")));
}

Space Space::only(const std::vector<std::size_t>& kept) const {
  std::vector<Factor> chosen;
  for (std::size_t k : kept) chosen.push_back(factors().at(k));
  return Space(std::move(chosen));
}

bool operator==(const Space& a, const Space& b) {
  if (a.shape_ == b.shape_) return true;
  if (a.factors().size() != b.factors().size()) return false;
  for (std::size_t k = 0; k < a.factors().size(); ++k) {
    const Factor& x = a.factors()[k];
    const Factor& y = b.factors()[k];
    if (x.name != y.name || x.kind != y.kind || x.dimension != y.dimension) return false;
  }
  return true;
}

Factor qubit(std::string name) { return {std::move(name), Factor::Kind::qubit, 2}; }
Factor levels(std::string name, std::size_t dimension) { return {std::move(name), Factor::Kind::levels, dimension}; }
Factor boson(std::string name, std::size_t cutoff) { return {std::move(name), Factor::Kind::boson, cutoff}; }
Factor fermion(std::string name) { return {std::move(name), Factor::Kind::fermion, 2}; }

}  // namespace qalor
