# SPDX-License-Identifier: BSD-3-Clause
# OpenBLAS is loaded when the first large matrix comes, by its name (src/qalor/base/linalg/lapack.hpp says why).
# It must be there at the configuration, so that a program that was built can also run.

find_library(QALOR_OPENBLAS_LIBRARY openblas REQUIRED)
find_program(QALOR_READELF readelf)
set(QALOR_OPENBLAS libopenblas.so.0)
if(QALOR_READELF)
  execute_process(COMMAND ${QALOR_READELF} -d ${QALOR_OPENBLAS_LIBRARY} OUTPUT_VARIABLE dynamic ERROR_QUIET)
  if(dynamic MATCHES "SONAME[^[]*\\[([^]]+)\\]")
    set(QALOR_OPENBLAS ${CMAKE_MATCH_1})
  endif()
endif()
set_source_files_properties(src/qalor/base/linalg/lapack.cpp PROPERTIES
  COMPILE_DEFINITIONS QALOR_OPENBLAS="${QALOR_OPENBLAS}")
target_link_libraries(qalor PRIVATE ${CMAKE_DL_LIBS})
