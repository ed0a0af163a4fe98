// SPDX-License-Identifier: BSD-3-Clause
// Any bytes are an operator expression that is read and evaluated, or refused; nothing crashes, hangs or leaks. A
// libFuzzer target outside the normal build:
//
//   clang++ -std=c++20 -O1 -g -fsanitize=fuzzer,address,undefined -DFMT_HEADER_ONLY -DEIGEN_MPL2_ONLY -Isrc \
//     -isystem /usr/include/eigen3 tests/fuzz/read_expression.cpp src/qalor/base/{error,text}.cpp \
//     src/qalor/hilbert/{expression*,operator,space}.cpp -o read_expression     # without *.test.cpp
//   ./read_expression -runs=1000000 -max_len=256 -dict=tests/fuzz/expression.dict -rss_limit_mb=2048 CORPUS
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "qalor/hilbert/expression.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace qalor;
  static const ExpressionScope scope{{"omega", "g", "N"},
                                     {{"A", 0, 1, false}, {"b", 1, 1, false}, {"spin", 2, 3, true}}};
  static const Space space({fermion("A"), boson("b", 3), qubit("spin[0]"), qubit("spin[1]"), qubit("spin[2]")});
  static const std::vector<Real> values{1.5, -0.25, 3};
  const std::string text(reinterpret_cast<const char*>(data), size);
  try {
    const Operator op = Expression(text, scope).on(space, values);
    if (op.matrix().rows() != 48) __builtin_trap();
  } catch (const ExpressionError& error) {
    if (error.message().empty() || error.where().begin > size) __builtin_trap();
  }
  return 0;
}
