// SPDX-License-Identifier: BSD-3-Clause
// Any bytes are a study file that is read or refused; nothing crashes, hangs or leaks. Bytes behind the first NUL are
// the `name=value` of one --set. A libFuzzer target outside the normal build, parser included:
//
//   clang++ -std=c++20 -O1 -g -fsanitize=fuzzer,address,undefined -DTOML_HEADER_ONLY=1 -DFMT_HEADER_ONLY -Isrc -I. \
//     tests/fuzz/read_study.cpp src/qalor/base/{error,field,text}.cpp \
//     src/qalor/study/{axis,declared,guard,read,resolve,spacing,study,syntax}.cpp -o read_study
//   ./read_study -max_total_time=120 -rss_limit_mb=4096 CORPUS studies
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "qalor/study/read.hpp"
#include "tests/toy_model.hpp"

namespace qalor {
const std::vector<Model>& catalog() { return toy::models(); }
}  // namespace qalor

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  std::vector<qalor::Override> overrides;
  if (const std::size_t end = text.find('\0'); end != std::string::npos) {
    const std::string set = text.substr(end + 1);
    const std::size_t equals = set.find('=');
    if (equals != std::string::npos) overrides.push_back({set.substr(0, equals), set.substr(equals + 1)});
    text.resize(end);
  }
  try {
    const qalor::Study study = qalor::read_study(text, "fuzz.toml", overrides);
    study.at(study.size() - 1);
  } catch (const qalor::InputError& error) {
    if (error.complaints().empty()) __builtin_trap();
  }
  return 0;
}
