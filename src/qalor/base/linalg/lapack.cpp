// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/linalg/lapack.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include "qalor/base/error.hpp"

namespace qalor {
namespace {

template <class Function>
void find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(library, name));
  if (function == nullptr) throw EnvironmentError(fmt::format("{} has no {}", QALOR_OPENBLAS, name));
}

Lapack load() {
  void* library = dlopen(QALOR_OPENBLAS, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr)
    throw EnvironmentError(
        fmt::format("{} cannot be loaded, which large matrices need: {}", QALOR_OPENBLAS, dlerror()));
  Lapack out{};
  void (*set_threads)(int) = nullptr;
  find(library, "openblas_set_num_threads", set_threads);
  find(library, "dgemm_", out.dgemm);
  find(library, "dsyevd_", out.dsyevd);
  find(library, "dstevd_", out.dstevd);
  set_threads(1);
  return out;
}

}  // namespace

const Lapack& lapack() {
  static const Lapack loaded = load();
  return loaded;
}

}  // namespace qalor
