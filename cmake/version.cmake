# SPDX-License-Identifier: BSD-3-Clause
# src/qalor/base/version.cpp.in is filled in twice: here with what the configuration knows, and at every build, by
# cmake/commit.cmake, with the commit. The file is written only when it changes, so that a build of the same commit
# compiles nothing.

string(TOUPPER "${CMAKE_BUILD_TYPE}" build_type)
list(JOIN QALOR_FLAGS " " flags)
string(STRIP "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${build_type}} ${flags}" QALOR_ALL_FLAGS)
set(QALOR_COMMIT @QALOR_COMMIT@)
configure_file(src/qalor/base/version.cpp.in generated/version.cpp.in @ONLY)

set(written ${PROJECT_BINARY_DIR}/generated/version.cpp)
add_custom_target(qalor-commit BYPRODUCTS ${written} VERBATIM
  COMMAND ${CMAKE_COMMAND} -D SOURCE=${PROJECT_SOURCE_DIR} -D TEMPLATE=${written}.in -D WRITTEN=${written}
    -P ${PROJECT_SOURCE_DIR}/cmake/commit.cmake)
target_sources(qalor PRIVATE ${written})
target_include_directories(qalor PRIVATE src)
add_dependencies(qalor qalor-commit)
