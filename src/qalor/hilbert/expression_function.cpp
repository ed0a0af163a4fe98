// SPDX-License-Identifier: BSD-3-Clause
#include <cmath>

#include "qalor/hilbert/expression_tree.hpp"

namespace qalor::expression {
namespace {

Complex of_real(Function name, Real a) {
  switch (name) {
    case Function::exp:
      return Complex(std::exp(a));
    case Function::log:
      return a < 0 ? std::log(Complex(a)) : Complex(std::log(a));
    case Function::log1p:
      return Complex(std::log1p(a));
    case Function::expm1:
      return Complex(std::expm1(a));
    case Function::sqrt:
      return a < 0 ? std::sqrt(Complex(a)) : Complex(std::sqrt(a));
    case Function::sin:
      return Complex(std::sin(a));
    case Function::cos:
      return Complex(std::cos(a));
    case Function::tan:
      return Complex(std::tan(a));
    case Function::sinh:
      return Complex(std::sinh(a));
    case Function::cosh:
      return Complex(std::cosh(a));
    case Function::tanh:
      return Complex(std::tanh(a));
    case Function::abs:
      return Complex(std::abs(a));
    case Function::re:
    case Function::conj:
      return Complex(a);
    case Function::im:
      return Complex(0);
    case Function::bose:
      return Complex(1 / std::expm1(a));
    case Function::fermi:
      return Complex(a > 0 ? std::exp(-a) / (1 + std::exp(-a)) : 1 / (1 + std::exp(a)));
  }
  return Complex(0);
}

std::optional<Complex> of_complex(Function name, Complex z) {
  switch (name) {
    case Function::exp:
      return std::exp(z);
    case Function::log:
      return std::log(z);
    case Function::sqrt:
      return std::sqrt(z);
    case Function::sin:
      return std::sin(z);
    case Function::cos:
      return std::cos(z);
    case Function::tan:
      return std::tan(z);
    case Function::sinh:
      return std::sinh(z);
    case Function::cosh:
      return std::cosh(z);
    case Function::tanh:
      return std::tanh(z);
    case Function::abs:
      return std::abs(z);
    case Function::re:
      return z.real();
    case Function::im:
      return z.imag();
    case Function::conj:
      return std::conj(z);
    case Function::log1p:
    case Function::expm1:
    case Function::bose:
    case Function::fermi:
      break;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Complex> applied(Function name, Complex z) {
  return z.imag() == 0 ? of_real(name, z.real()) : of_complex(name, z);
}

}  // namespace qalor::expression
