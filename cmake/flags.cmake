# SPDX-License-Identifier: BSD-3-Clause
# Compiler flags, the same for every unit of the build: mixing -march among them would mix two layouts of one type.

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release, RelWithDebInfo" FORCE)
endif()

include(CheckCXXCompilerFlag)
set(QALOR_FLAGS -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # GCC 12 finds these in its own headers: in the AVX-512 intrinsics (bug 105593) and in std::string (bug 105651).
  list(APPEND QALOR_FLAGS -Wno-maybe-uninitialized -Wno-uninitialized -Wno-restrict)
endif()
if(QALOR_WARNINGS_AS_ERRORS)
  list(APPEND QALOR_FLAGS -Werror)
endif()
# A call within the library stays within the library, as in a static one. (Clang does so by default.)
check_cxx_compiler_flag(-fno-semantic-interposition QALOR_HAS_NO_INTERPOSITION)
if(QALOR_HAS_NO_INTERPOSITION)
  list(APPEND QALOR_FLAGS -fno-semantic-interposition)
endif()
if(NOT QALOR_PORTABLE)
  check_cxx_compiler_flag(-march=native QALOR_HAS_MARCH_NATIVE)
  if(QALOR_HAS_MARCH_NATIVE)
    list(APPEND QALOR_FLAGS -march=native)
  endif()
endif()
if(QALOR_SANITIZERS)
  list(APPEND QALOR_FLAGS -fsanitize=${QALOR_SANITIZERS} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${QALOR_SANITIZERS})
endif()
add_compile_options(${QALOR_FLAGS})

# ccache, where the user has it. Paths are hashed relative to the tree, so that a second checkout profits too; and
# -march=native means another thing on another processor.
find_program(QALOR_CCACHE ccache)
if(QALOR_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  file(STRINGS /proc/cpuinfo processor REGEX "^(flags|Features)" LIMIT_COUNT 1)
  string(MD5 processor "${processor}")
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
    CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_NAMESPACE=${processor} ${QALOR_CCACHE})
endif()
