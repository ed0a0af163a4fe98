# SPDX-License-Identifier: BSD-3-Clause
# Installs the build in BUILD to a folder of its own, then builds and runs the project beside this file against that.

function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    list(JOIN ARGV " " command)
    message(FATAL_ERROR "${command}\nended with ${status}:\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

set(prefix ${BUILD}/consumer/prefix)
set(build ${BUILD}/consumer/build)
file(REMOVE_RECURSE ${BUILD}/consumer)
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix})
run(${CMAKE_COMMAND} -G Ninja -S ${CMAKE_CURRENT_LIST_DIR} -B ${build} -D CMAKE_PREFIX_PATH=${prefix}
  -D CMAKE_CXX_COMPILER=${COMPILER} -D CMAKE_CXX_FLAGS=${FLAGS})
run(${CMAKE_COMMAND} --build ${build})
run(${build}/consumer)
message(STATUS "${output}")

run(${prefix}/bin/qalor --version)
if(NOT output MATCHES "${VERSION}")
  message(FATAL_ERROR "the installed program calls itself '${output}', not ${VERSION}")
endif()
file(GLOB_RECURSE package ${prefix}/qalor.pc)
cmake_path(GET package PARENT_PATH packages)
cmake_path(GET packages PARENT_PATH libraries)
run(${CMAKE_COMMAND} -E env PKG_CONFIG_PATH=${packages} pkg-config --cflags --libs qalor)
separate_arguments(flags UNIX_COMMAND "${output}")
run(${COMPILER} ${FLAGS} ${CMAKE_CURRENT_LIST_DIR}/main.cpp -o ${build}/by-pkg-config ${flags} -Wl,-rpath,${libraries})
run(${build}/by-pkg-config)
