// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <cmath>
#include <utility>
#include <variant>

#include "qalor/hilbert/expression_tree.hpp"

namespace qalor::expression {
namespace {

using Thing = std::variant<Complex, Operator>;

bool is_number(const Thing& thing) { return std::holds_alternative<Complex>(thing); }

/// What a step with an operator costs beside its entries.
constexpr double step = 50;
double size_of(const Operator& op) { return step + static_cast<double>(op.matrix().nonZeros()); }

/// Walks the tree once for each value that is needed.
class Evaluation {
 public:
  Evaluation(const std::string& text, const Space* space, std::span<const Real> parameters)
      : text_(text), space_(space), parameters_(parameters) {}

  Thing value(const Node& node) {
    work(1, node);
    Thing out = plain_value(node);
    if (const auto* z = std::get_if<Complex>(&out);
        z != nullptr && !(std::isfinite(z->real()) && std::isfinite(z->imag())))
      refuse("not finite", node);
    return out;
  }

 private:
  [[noreturn]] void refuse(const std::string& message, const Node& node) const {
    throw ExpressionError(message, node.where, text_);
  }

  void work(double operations, const Node& node) {
    work_ += operations;
    if (work_ > most_work) refuse("too much work: more than 5e7 elementary operations", node);
  }

  Thing plain_value(const Node& node) {
    switch (node.kind) {
      case Kind::number:
        return node.value;
      case Kind::parameter:
        return Complex(parameters_[node.index]);
      case Kind::variable:
        return Complex(static_cast<Real>(variables_.at(node.index)));
      case Kind::sum:
        return sum(node);
      case Kind::product:
        return product(node);
      case Kind::power:
        return power(node);
      case Kind::function:
        return function(node);
      case Kind::algebra:
        return algebra(node);
      case Kind::action:
        return action(node);
      case Kind::range:
        return range(node);
      case Kind::members:
      case Kind::bonds:
        return over_family(node);
      case Kind::site:
      case Kind::conjugate:
        break;  // read by the nodes around them
    }
    refuse("not expected here", node);
  }

  Operator as_operator(Thing thing, const Node& node) {
    if (auto* op = std::get_if<Operator>(&thing)) return std::move(*op);
    if (space_ == nullptr) refuse("a number is wanted here", node);
    work(step + static_cast<double>(space_->dimension()), node);
    return std::get<Complex>(thing) * identity(*space_);
  }

  Operator operator_value(const Node& node) { return as_operator(value(node), node); }

  Complex number_value(const Node& node) {
    const Thing thing = value(node);
    if (!is_number(thing)) refuse("an operator, where a number is wanted", node);
    return std::get<Complex>(thing);
  }

  std::int64_t whole_number(const Node& node) {
    constexpr Real largest = 1e6;
    const Complex z = number_value(node);
    if (z.imag() != 0 || z.real() != std::floor(z.real()) || std::abs(z.real()) > largest)
      refuse(z.imag() != 0 ? "must be a whole number, and is complex"
                           : fmt::format("must be a whole number of at most 10^6, and is {}", z.real()),
             node);
    return static_cast<std::int64_t>(z.real());
  }

  Thing added(Thing a, Thing b, const Node& node) {
    if (is_number(a) && is_number(b)) return std::get<Complex>(a) + std::get<Complex>(b);
    Operator left = as_operator(std::move(a), node);
    const Operator right = as_operator(std::move(b), node);
    work(size_of(left) + size_of(right), node);
    return guarded([&] { return left += right; }, node);
  }

  Thing multiplied(const Thing& a, const Thing& b, const Node& node) {
    if (is_number(a) && is_number(b)) return std::get<Complex>(a) * std::get<Complex>(b);
    if (is_number(a)) return scaled(std::get<Complex>(a), std::get<Operator>(b), node);
    if (is_number(b)) return scaled(std::get<Complex>(b), std::get<Operator>(a), node);
    const auto &left = std::get<Operator>(a), &right = std::get<Operator>(b);
    work(size_of(left) + size_of(right) + size_of(left) * size_of(right) / static_cast<double>(space_->dimension()),
         node);
    return guarded([&] { return left * right; }, node);
  }

  Operator scaled(Complex factor, const Operator& op, const Node& node) {
    work(size_of(op), node);
    return guarded([&] { return factor * op; }, node);
  }

  /// Entries that overflow are refused at their place.
  template <class F>
  Operator guarded(F&& compute, const Node& node) const {
    try {
      return compute();
    } catch (const std::invalid_argument&) {
      refuse("not finite", node);
    }
  }

  Thing adjoint(const Thing& thing, const Node& node) {
    if (is_number(thing)) return std::conj(std::get<Complex>(thing));
    work(size_of(std::get<Operator>(thing)), node);
    return std::get<Operator>(thing).adjoint();
  }

  Thing negative(Thing thing, const Node& node) {
    if (is_number(thing)) return -std::get<Complex>(thing);
    return scaled(-1, std::get<Operator>(thing), node);
  }

  Thing sum(const Node& node) {
    Thing total = value(node.children.front());
    for (std::size_t k = 1; k < node.children.size(); ++k) {
      const Node& child = node.children[k];
      Thing term = child.kind == Kind::conjugate ? adjoint(total, child) : value(child);
      total = added(std::move(total), child.inverted ? negative(std::move(term), child) : std::move(term), child);
    }
    return total;
  }

  Thing product(const Node& node) {
    Thing total = value(node.children.front());
    for (std::size_t k = 1; k < node.children.size(); ++k) {
      const Node& child = node.children[k];
      if (!child.inverted) {
        total = multiplied(total, value(child), child);
        continue;
      }
      const Thing divisor = value(child);
      if (!is_number(divisor)) refuse("an operator cannot divide", child);
      const Complex z = std::get<Complex>(divisor);
      if (z == Complex(0)) refuse("division by zero", child);
      if (is_number(total))
        total = z.imag() == 0 ? std::get<Complex>(total) / z.real() : std::get<Complex>(total) / z;
      else
        total = scaled(Complex(1) / z, std::get<Operator>(total), child);
    }
    return total;
  }

  Thing power(const Node& node) {
    const Thing base = value(node.children[0]);
    if (is_number(base)) {
      const Complex a = std::get<Complex>(base), b = number_value(node.children[1]);
      const bool is_real = a.imag() == 0 && b.imag() == 0 && (a.real() >= 0 || b.real() == std::floor(b.real()));
      return is_real ? Complex(std::pow(a.real(), b.real())) : std::pow(a, b);
    }
    constexpr std::int64_t highest = 16;
    const std::int64_t exponent = whole_number(node.children[1]);
    if (exponent < 0 || exponent > highest) refuse("an operator takes whole powers from 0 to 16", node.children[1]);
    Thing out = identity(*space_);
    for (std::int64_t k = 0; k < exponent; ++k) out = multiplied(out, base, node);
    return out;
  }

  Thing function(const Node& node) {
    const auto name = static_cast<Function>(node.index);
    const auto found = applied(name, number_value(node.children[0]));
    if (!found) refuse(fmt::format("`{}` takes a real number", function_names[node.index]), node);
    return *found;
  }

  Thing algebra(const Node& node) {
    if (static_cast<Algebra>(node.index) == Algebra::dag) return adjoint(value(node.children[0]), node);
    const Thing a = operator_value(node.children[0]), b = operator_value(node.children[1]);
    Thing reversed = multiplied(b, a, node);
    if (static_cast<Algebra>(node.index) == Algebra::comm) reversed = negative(std::move(reversed), node);
    return added(multiplied(a, b, node), std::move(reversed), node);
  }

  std::size_t site(const Node& node) {
    if (node.children.empty()) return node.family.first;
    const std::int64_t k = whole_number(node.children[0]);
    if (k < 0 || k >= static_cast<std::int64_t>(node.family.count))
      refuse(fmt::format("`{}[{}]`: members are counted from 0 to {}", node.family.name, k, node.family.count - 1),
             node);
    return node.family.first + static_cast<std::size_t>(k);
  }

  Eigen::Index level(const Node& node, const Factor& factor) {
    const std::int64_t k = whole_number(node);
    if (k < 0 || k >= static_cast<std::int64_t>(factor.dimension))
      refuse(fmt::format("level {}: those of `{}` are counted from 0 to {}", k, factor.name, factor.dimension - 1),
             node);
    return k;
  }

  Thing action(const Node& node) {
    if (space_ == nullptr) refuse("an operator, where a number is wanted", node);
    const std::size_t k = site(node.children[0]);
    const Factor& factor = space_->factors()[k];
    work(step + static_cast<double>(space_->dimension()), node);
    const auto what = static_cast<Action>(node.index);
    switch (what) {
      case Action::n:
        return number(*space_, k);
      case Action::lower:
        return lower(*space_, k);
      case Action::raise:
        return raise(*space_, k);
      case Action::x:
        return lower(*space_, k) + raise(*space_, k);
      case Action::level:
      case Action::transition:
        return projection(node, k);
      case Action::sx:
      case Action::sy:
      case Action::sz:
        break;
    }
    if (factor.kind != Factor::Kind::qubit)
      refuse(fmt::format("`{}` takes a qubit, and `{}` is none", action_names[node.index], factor.name), node);
    Matrix pauli = Matrix::Zero(2, 2);
    if (what == Action::sx) pauli(0, 1) = pauli(1, 0) = 1;
    if (what == Action::sy) pauli(1, 0) = -(pauli(0, 1) = Complex(0, 1));
    if (what == Action::sz) pauli(1, 1) = -(pauli(0, 0) = -1);
    return embed(*space_, k, pauli);
  }

  /// |to><from| of a factor.
  Operator projection(const Node& node, std::size_t k) {
    const Factor& factor = space_->factors()[k];
    const Eigen::Index to = level(node.children[1], factor);
    const Eigen::Index from = level(node.children.back(), factor);
    if (factor.kind == Factor::Kind::fermion && to != from)
      refuse("a fermion is moved by `lower` and `raise`, which know the signs of exchange", node);
    const auto size = static_cast<Eigen::Index>(factor.dimension);
    Matrix local = Matrix::Zero(size, size);
    local(to, from) = 1;
    work(static_cast<double>(space_->dimension() * factor.dimension), node);
    return embed(*space_, k, local);
  }

  /// Adds or multiplies the body at the variables that are set.
  void accumulate(const Node& node, Thing& total) {
    const Node& body = node.children.back();
    total = node.is_product ? multiplied(total, value(body), body) : added(std::move(total), value(body), body);
  }

  Thing range(const Node& node) {
    const std::int64_t first = whole_number(node.children[0]), last = whole_number(node.children[1]);
    Thing total = Complex(node.is_product ? 1 : 0);
    variables_.push_back(first);
    for (; variables_.back() <= last; ++variables_.back()) accumulate(node, total);
    variables_.pop_back();
    return total;
  }

  std::vector<std::pair<std::int64_t, std::int64_t>> bonds(const Node& node) {
    const auto n = static_cast<std::int64_t>(node.family.count);
    std::vector<std::pair<std::int64_t, std::int64_t>> out;
    if (node.bond == Bonds::ladder && n % 2 != 0)
      refuse(fmt::format("a ladder has an even number of members, `{}` has {}", node.family.name, n), node);
    for (std::int64_t k = 0; k < n; ++k) {
      if (node.bond == Bonds::ladder && k % 2 == 0) out.emplace_back(k, k + 1);
      if (node.bond == Bonds::ladder && k + 2 < n) out.emplace_back(k, k + 2);
      if (node.bond == Bonds::star && k > 0) out.emplace_back(0, k);
      if ((node.bond == Bonds::chain || node.bond == Bonds::ring) && k + 1 < n) out.emplace_back(k, k + 1);
      for (std::int64_t j = k + 1; node.bond == Bonds::all && j < n; ++j) out.emplace_back(k, j);
    }
    if (node.bond == Bonds::ring && n > 2) out.emplace_back(n - 1, 0);
    return out;
  }

  Thing over_family(const Node& node) {
    Thing total = Complex(node.is_product ? 1 : 0);
    if (node.kind == Kind::members) {
      variables_.push_back(0);
      for (; variables_.back() < static_cast<std::int64_t>(node.family.count); ++variables_.back())
        accumulate(node, total);
      variables_.pop_back();
      return total;
    }
    for (const auto& [j, k] : bonds(node)) {
      variables_.push_back(j);
      variables_.push_back(k);
      accumulate(node, total);
      variables_.resize(variables_.size() - 2);
    }
    return total;
  }

  const std::string& text_;
  const Space* space_;
  std::span<const Real> parameters_;
  std::vector<std::int64_t> variables_;
  double work_ = 0;
};

}  // namespace

std::variant<Complex, Operator> evaluated(const std::string& text, const Node& root, const Space* space,
                                          std::span<const Real> parameters) {
  return Evaluation(text, space, parameters).value(root);
}

}  // namespace qalor::expression
