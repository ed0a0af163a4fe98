# SPDX-License-Identifier: BSD-3-Clause
# cmake --install: program, library, headers, and what find_package(qalor) and pkg-config need.
include(CMakePackageConfigHelpers)

set(package_directory ${CMAKE_INSTALL_LIBDIR}/cmake/qalor)
install(TARGETS qalor-cli RUNTIME)
install(TARGETS qalor EXPORT qalorTargets FILE_SET HEADERS)
install(EXPORT qalorTargets NAMESPACE qalor:: DESTINATION ${package_directory})
configure_package_config_file(cmake/qalorConfig.cmake.in ${PROJECT_BINARY_DIR}/generated/qalorConfig.cmake
  INSTALL_DESTINATION ${package_directory})
write_basic_package_version_file(generated/qalorConfigVersion.cmake COMPATIBILITY SameMinorVersion)
# The folder of qalor.pc knows the way to the prefix, so that an installation can be moved.
file(RELATIVE_PATH up /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
configure_file(cmake/qalor.pc.in generated/qalor.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/generated/qalorConfig.cmake ${PROJECT_BINARY_DIR}/generated/qalorConfigVersion.cmake
  DESTINATION ${package_directory})
install(FILES ${PROJECT_BINARY_DIR}/generated/qalor.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(FILES LICENSE CITATION.cff CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
